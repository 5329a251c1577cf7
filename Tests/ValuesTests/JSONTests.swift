import Testing
import Values

@Suite struct JSONTests {
  @Test func writerPutsCommasAndEscapes() throws {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("text" as Text)
    writer.value("a\"\\\n\t\u{1}\u{1F}/ü" as String)
    writer.key("list" as String)
    writer.beginArray()
    writer.value(1)
    writer.value(Int64.min)
    writer.value(try #require(DecimalNumber("1.50")))
    writer.value(true)
    writer.null()
    writer.raw(Array("{\"x\":1}".utf8))
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.key("" as Text)
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    #expect(
      writer.string
        == #"{"text":"a\"\\\n\t\u0001\u001f/ü","list":[1,-9223372036854775808,1.5,true,null,{"x":1},[]],"":{}}"#)
  }

  @Test func prettyHasALineForEachValue() throws {
    let json: JSON = ["a": [1, ["b": nil]], "c": [:], "d": []]
    #expect(
      String(decoding: json.bytes(pretty: true), as: UTF8.self) == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": {},
          "d": []
        }
        """)
  }

  @Test func thereAndBack() throws {
    let source = #"{"z":1,"a":[true,null,-0.5,"x"],"m":{"n":"ü"}}"#
    let json = try JSON.parse(source)
    #expect(json.description == source)
    #expect(json["a"]?[2]?.number?.description == "-0.5" && json["a"]?[4] == nil && json["z"]?.whole == 1)
    #expect(json["m"]?["n"]?.string == "ü" && json["a"]?[0]?.bool == true && json["a"]?[1]?.isNull == true)
    #expect(json["a"]?.array?.count == 4 && json.object?.members.map(\.name) == ["z", "a", "m"])
  }

  @Test func orderDoesNotCountInEquality() throws {
    let first = try JSON.parse(#"{"a":1,"b":{"c":2,"d":3.0}}"#)
    let second = try JSON.parse(#"{"b":{"d":3,"c":2},"a":1}"#)
    #expect(first == second && first.hashValue == second.hashValue)
    #expect(first != (try JSON.parse(#"{"a":1}"#)))
    let many = (0..<40).map { (name: "k\($0)", value: JSON.whole(Int64($0))) }
    #expect(JSON.object(.init(many)) == .object(.init(many.reversed())))
    #expect(JSON.object(.init(many)) != .object(.init(many.dropLast() + [(name: "x", value: 1)])))
  }

  @Test func changing() {
    var json: JSON = ["a": 1]
    json["b"] = "two"
    json["a"] = 3
    json["c"] = nil
    #expect(json.description == #"{"a":3,"b":"two"}"#)
    json["a"] = nil
    #expect(json == ["b": "two"])
    #expect(JSON.object(.init([("a", 1), ("b", 2), ("a", 3)])).description == #"{"a":3,"b":2}"#)
  }

  @Test func numbersThatCannotBeHeldAreRefused() {
    #expect(throws: JSONProblem("the number has more digits than can be held", at: 1)) { try JSON.parse("[1e400]") }
  }
}
