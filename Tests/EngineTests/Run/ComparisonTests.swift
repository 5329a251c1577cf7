import ConnectorKit
import Plan
import Testing
import Types
import Values

@testable import Engine

@Suite struct ComparisonTests {
  private let name = Field("name", .anyText, meaning: "")
  private let price = Field("price", .anyDecimal, meaning: "")
  private let secret = Field("pin", .anyText, .optional, .writeOnly, meaning: "")
  private let made = Field("made", .anyText, .optional, .createOnly, meaning: "")

  private func written(_ fields: [DraftField], _ json: JSON, remembered: [String: UInt64] = [:]) -> [WrittenField] {
    Comparison(Draft(fields), with: node(json), remembered: remembered).written
  }

  @Test func `equal is not sent, and numbers are equal whatever their digits`() {
    let number = DecimalNumber("12.5") ?? .zero
    #expect(
      written([DraftField(price, .value(.decimal(DecimalNumber("12.50") ?? .zero)))], ["price": .number(number)])
        .isEmpty)
    #expect(written([DraftField(price, .value(.decimal(12)))], ["price": .number(number)]).count == 1)
    #expect(written([DraftField(name, .value(.text("Ä")))], ["name": "Ä"]).isEmpty)
    #expect(written([DraftField(name, .value(.text("a")))], ["name": "A"]).count == 1)
  }

  @Test func `zero is not sent where zero says that there is none`() {
    let offer = Field("sale_price", .anyDecimal, .optional, meaning: "", clearing: .zero)
    let level = Field("level", .anyDecimal, .optional, meaning: "", clearing: .null)
    #expect(written([DraftField(offer, .value(.decimal(0)))], [:]).isEmpty)
    #expect(written([DraftField(offer, .value(.decimal(1)))], [:]).count == 1)
    #expect(written([DraftField(level, .value(.decimal(0)))], [:]).count == 1)
    let number = DecimalNumber("12.5") ?? .zero
    #expect(written([DraftField(offer, .value(.decimal(0)))], ["sale_price": .number(number)]).count == 1)
  }

  @Test func `boxes decide whether a difference is sent`() {
    func update(_ rule: FieldPlan.UpdateRule, _ json: JSON, _ memory: [String: UInt64] = [:]) -> Bool {
      !written([DraftField(name, .value(.text("new")), update: rule)], json, remembered: memory).isEmpty
    }
    #expect(update(.always, ["name": "old"]))
    #expect(!update(.never, ["name": "old"]))
    #expect(!update(.ifEmpty, ["name": "old"]))
    #expect(update(.ifEmpty, ["name": " "]))
    #expect(!update(.ifUntouched, ["name": "old"]))
    #expect(update(.ifUntouched, ["name": "old"], ["name": Value.text("old").fingerprint]))
    #expect(!update(.ifUntouched, ["name": "touched"], ["name": Value.text("old").fingerprint]))
  }

  @Test func `a touched field does not become ours again`() {
    let field = DraftField(name, .value(.text("new")), update: .ifUntouched)
    let before = ["name": Value.text("old").fingerprint]
    let answer = node(["name": "touched", "price": 1])
    let memory = Comparison.memory(of: Draft([field]), in: answer, changes: [], before: before)
    #expect(memory == before)
  }

  @Test func `what can't be read back is sent when it changes`() {
    let field = DraftField(secret, .value(.text("1234")))
    #expect(written([field], [:]).count == 1)
    #expect(written([field], [:], remembered: ["pin": Value.text("1234").fingerprint]).isEmpty)
  }

  @Test func `clearing what is not there writes nothing`() {
    #expect(written([DraftField(name, .cleared)], [:]).isEmpty)
    #expect(written([DraftField(name, .cleared)], ["name": "x"]) == [WrittenField("name", .cleared)])
    #expect(Comparison(Draft([DraftField(name, .cleared)]), with: nil).written.isEmpty)
  }

  @Test func `match fields and fields of creation are never changed`() {
    #expect(written([DraftField(made, .value(.text("x")))], ["made": "y"]).isEmpty)
    let comparison = Comparison(
      Draft([DraftField(name, .value(.text("x")))]), with: node(["name": "y"]), matched: ["name"])
    #expect(comparison.written.isEmpty)
  }

  @Test func `matched entries are made, changed and hidden one by one`() {
    let type = RecordType("variant", noun: "variant", fields: [name, price])
    let list = Field("variants", .list(.record(type), bound: nil), meaning: "")
    let matched = ListPlan.Matched(
      list: Entity.MatchedList("variants", matchFields: ["name"], ignoresCase: true, hiding: ["off": "true"]),
      fields: [
        MatchField(name: "name", value: ValuePlan(Expression(.constant(.missing), .anyText, origin: 0), origin: 0))
      ],
      gone: .hide, create: true, update: true)
    func entry(_ text: String, _ number: Int64) -> DraftEntry {
      DraftEntry(
        match: [.text(Text(text))],
        draft: Draft([DraftField(name, .value(.text(Text(text)))), DraftField(price, .value(.whole(number)))]))
    }
    let draft = DraftField(list, .matched([entry("a", 1), entry("b", 2), entry("new", 3)], matched))
    let existing: JSON = [
      "variants": [["name": "A", "price": 1], ["name": "b", "price": 9], ["name": "c"], ["name": "shop's own"]]
    ]
    let changes = written([draft], existing, remembered: [#"variants["c"]"#: 1])
    #expect(
      changes == [
        WrittenField(
          "variants",
          .entries([
            EntryChange(
              .update(existing: ["name": "b", "price": 9]), fields: [WrittenField("price", .value(.whole(2)))]),
            EntryChange(
              .create, fields: [WrittenField("name", .value(.text("new"))), WrittenField("price", .value(.whole(3)))]),
            EntryChange(.hide(existing: ["name": "c"]), fields: []),
          ]))
      ])
    var deleting = matched
    deleting.gone = .delete
    deleting.list.canDelete = true
    let gone = written(
      [DraftField(list, .matched([entry("a", 1)], deleting))],
      ["variants": [["name": "A", "price": 1], ["name": "c"]]],
      remembered: [#"variants["c"]"#: 1])
    #expect(
      gone == [WrittenField("variants", .entries([EntryChange(.delete(existing: ["name": "c"]), fields: [])]))])
    let twice = Comparison(
      Draft([DraftField(list, .matched([entry("a", 1), entry("A", 2)], matched))]), with: node([:]))
    #expect(twice.faults.map(\.code) == [.matchTwice])
  }
}
