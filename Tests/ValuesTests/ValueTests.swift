import Testing
import Values

@Suite struct ValueTests {
  @Test func missing() throws {
    #expect(Value.missing.isMissing && Value.text("").isMissing && Value.text(" \u{A0}\t").isMissing)
    #expect(!Value.text("x").isMissing && !Value.list([]).isMissing && !Value.whole(0).isMissing)
    #expect(!Value.bool(false).isMissing && !Value.record(.fields([:])).isMissing)
  }

  private func sample() throws -> Value {
    let node = try JSONDocument.parse(Array(#"{"n": 1}"#.utf8)).root
    return .record(
      .fields([
        "nothing": .missing, "yes": .bool(true), "count": .whole(3),
        "price": .decimal(try #require(DecimalNumber("12.50"))), "name": .text("Käse \"jung\""),
        "day": .date(try #require(CalendarDate("2019-03-05"))), "at": .moment(Moment(milliseconds: 0)),
        "wait": .span(TimeSpan(milliseconds: 90_000)), "list": .list([.whole(1), .text("a")]),
        "source": .record(.node(node)),
      ]))
  }

  @Test func asJSON() throws {
    var writer = JSONWriter()
    try sample().write(into: &writer)
    #expect(
      writer.string
        == #"{"nothing":null,"yes":true,"count":3,"price":12.5,"name":"Käse \"jung\"","day":"2019-03-05","#
        + #""at":"1970-01-01T00:00:00Z","wait":"PT1M30S","list":[1,"a"],"source":{"n": 1}}"#)
  }

  @Test func inMessages() throws {
    #expect(
      try sample().description
        == #"{nothing: (missing), yes: yes, count: 3, price: 12.5, name: "Käse \"jung\"", day: 2019-03-05, "#
        + #"at: 1970-01-01T00:00:00Z, wait: PT1M30S, list: [1, "a"], source: {"n": 1}}"#)
  }

  @Test func fieldsKeepTheirOrder() {
    var fields: OrderedFields = ["a": .whole(1), "b": .whole(2)]
    fields["a"] = .whole(3)
    fields["c"] = .text("x")
    fields["b"] = nil
    fields["nothing"] = nil
    #expect(fields.fields.map(\.name) == ["a", "c"] && fields["a"] == .whole(3) && fields["b"] == nil)
    fields.append("d", .missing)
    #expect(fields.count == 3 && fields["d"] == .missing && !fields.isEmpty)
  }

  @Test func equality() throws {
    #expect(Value.decimal(1) != .whole(1))
    let (short, long) = (try #require(DecimalNumber("1.1")), try #require(DecimalNumber("1.10")))
    #expect(Value.decimal(short) == .decimal(long) && Set([Value.decimal(short), .decimal(long)]).count == 1)
  }
}
