import Check
import Diagnostics
import Plan
import Source
import Syntax
import Testing

/// What only several flows together show: who writes what somebody else writes too.
@Suite struct OwnershipTests {
  /// Flows between two tills, `till` and `other`; `branch` is `till` under a second name.
  private static func said(_ flows: String...) throws -> String {
    TextRenderer().render(try diagnostics(flows))
  }

  private static func diagnostics(_ flows: [String]) throws -> [Diagnostic] {
    let plans = try flows.map { text in
      let name = text.prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? ""
      let reading = FlowReader.read(SourceFile(path: "\(name).flow.yaml", text: text))
      let connections = [
        "till": TestSystems.till, "other": TestSystems.till, "branch": TestSystems.till, "shop": TestSystems.shop,
      ]
      let result = Checker.check(reading.file, in: CheckContext(connections: connections))
      let said = TextRenderer().render((reading.diagnostics + result.diagnostics).filter { $0.severity == .error })
      #expect(said == "")
      return try #require(result.plan)
    }
    let systems = ["till": "till a", "branch": "till a", "other": "till b", "shop": "shop"]
    return ProjectChecker.check(plans, systems: systems).map(\.diagnostic)
  }

  private static func people(
    _ name: String, from source: String, to target: String, _ lines: String, keys: String = ""
  ) -> String {
    """
    flow: \(name)
    source: \(source).people
    target: \(target).people
    match: email
    \(keys)fields:
      email: { from: email, missing: skip record }
      \(lines)

    """
  }

  @Test func twoFlowsThereAndBack() throws {
    let there = Self.people("there", from: "till", to: "other", "name: name.trim()")
    let back = Self.people("back", from: "other", to: "till", "name: name")
    #expect(
      try Self.said(there, back) == """
        error[W705]: `there` and `back` hand `people.name` to each other in a circle
           ┌─ back.flow.yaml:7:3
           │
         7 │   name: name
           │   ^^^^ written from people.name
           ├─ there.flow.yaml:7:3
           │
         7 │   name: name.trim()
           │   ---- written from people.name
           │
           = help: every change comes back; decide who owns the field, and empty the box of the other:
               name:
                 from:   name
                 update: [ ]
               `update: if empty` or `update: if untouched` keep what the other side wrote, too
           = more: flowrun explain W705

        1 error in 1 file

        """)
  }

  /// Any of the boxes says who owns the field.
  @Test(arguments: ["[ ]", "if empty", "if untouched"])
  func aBoxBreaksTheCircle(_ box: String) throws {
    let there = Self.people("there", from: "till", to: "other", "name: { from: name, update: \(box) }")
    let back = Self.people("back", from: "other", to: "till", "name: name")
    #expect(try Self.diagnostics([there, back]).isEmpty)
  }

  @Test func theRecordsBoxDoesToo() throws {
    let there = Self.people("there", from: "till", to: "other", "name: name", keys: "update: [ ]\n")
    let back = Self.people("back", from: "other", to: "till", "name: name")
    #expect(try Self.diagnostics([there, back]).isEmpty)
  }

  /// Through a let, a table, a transform, a loop and a condition it is still the same field.
  @Test(arguments: [
    "let: { n: name }|name: n", "tables: { t: { \"a\": \"b\", else: key } }|name: t[name]",
    "transforms: { loud(x): x.upper() }|name: name.loud()", "|name: { from: name, transform: [trim, upper] }",
    "|name: if name == \"x\" then \"y\" else \"z\"", "|name: \"{name}!\"",
  ])
  func theFieldIsFollowed(_ way: String) throws {
    let parts = way.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let there = Self.people(
      "there", from: "till", to: "other", parts[1], keys: parts[0].isEmpty ? "" : parts[0] + "\n")
    let back = Self.people("back", from: "other", to: "till", "name: name")
    #expect(try Self.diagnostics([there, back]).map(\.code) == [.W705])
  }

  /// Another field going the other way is no circle.
  @Test func otherFieldsMayGoTheOtherWay() throws {
    let there = Self.people("there", from: "till", to: "other", "name: name")
    let back = Self.people("back", from: "other", to: "till", "name: \"x\"\n  active: active")
    #expect(try Self.diagnostics([there, back]).isEmpty)
  }

  /// A connection is not a system: two names of one till are one till.
  @Test func aSecondNameOfTheSameSystem() throws {
    let there = Self.people("there", from: "till", to: "other", "name: name")
    let back = Self.people("back", from: "other", to: "branch", "name: name")
    #expect(try Self.diagnostics([there, back]).map(\.code) == [.W705])
  }

  /// Two tills of one make are two systems.
  @Test func twoTillsOfOneMake() throws {
    let one = Self.people("one", from: "till", to: "other", "name: name")
    let two = Self.people("two", from: "till", to: "branch", "name: name")
    #expect(try Self.diagnostics([one, two]).isEmpty)
  }

  @Test func aFieldInsideAList() throws {
    let sale = """
      flow: sale
      source: till.people
      target: other.sales
      match: code
      fields:
        code: "{number}"
        text: { from: name, too_long: cut }
        lines:
          - fields: { article: name, quantity: 1 }

      """
    let back = """
      flow: back
      source: other.sales
      target: till.people
      match: email
      fields:
        email: code
        name: lines.map(l, l.article).join(" ")

      """
    let said = try Self.said(sale, back)
    #expect(said.hasPrefix("error[W705]: `sale` and `back` hand"), "\(said)")
  }

  @Test func twoWritersOfOneField() throws {
    let one = Self.people("one", from: "till", to: "other", "name: name")
    let two = Self.people("two", from: "till", to: "other", "name: \"{name}!\"\n  active: active")
    #expect(
      try Self.said(one, two) == """
        warning[W704]: two flows change `people.name` of the same records
           ┌─ two.flow.yaml:7:3
           │
         7 │   name: "{name}!"
           │   ^^^^ `two` changes it
           ├─ one.flow.yaml:7:3
           │
         7 │   name: name
           │   ---- `one` changes it
           │
           = help: the one that runs last wins; decide who owns the field, and empty the others' boxes:
               name:
                 from:   "{name}!"
                 update: [ ]
               if the flows never meet in one record, say so in their filters
           = more: flowrun explain W704

        1 warning in 1 file

        """)
  }

  private static func cards(_ name: String, from source: String, to target: String, _ lines: String) -> String {
    people(name, from: source, to: target, lines).replacing("target: \(target).people", with: "target: \(target).cards")
  }

  /// A card's holder is the customer's name: who writes one has written the other.
  @Test func twoEntitiesWithOneField() throws {
    let one = Self.people("one", from: "till", to: "other", "name: name")
    let two = Self.cards("two", from: "till", to: "other", "holder: \"{name}!\"")
    #expect(
      try Self.said(one, two) == """
        warning[W704]: two flows change `people.name` of the same records
           ┌─ two.flow.yaml:7:3
           │
         7 │   holder: "{name}!"
           │   ^^^^^^ `two` changes it
           ├─ one.flow.yaml:7:3
           │
         7 │   name: name
           │   ---- `one` changes it
           │
           = help: the one that runs last wins; decide who owns the field, and empty the others' boxes:
               holder:
                 from:   "{name}!"
                 update: [ ]
               if the flows never meet in one record, say so in their filters
               `cards.holder` and `people.name` are one and the same
           = more: flowrun explain W704

        1 warning in 1 file

        """)
    let three = Self.cards("three", from: "till", to: "other", "person: { name: name }")
    #expect(try Self.diagnostics([one, three]).map(\.code) == [.W704])
    #expect(try Self.diagnostics([one, Self.cards("four", from: "till", to: "other", "colour: name")]).isEmpty)
    #expect(try Self.diagnostics([two, two.replacing("flow: two", with: "flow: five")]).map(\.code) == [.W704])
  }

  /// And a circle closes over both names.
  @Test func aCircleThroughTwoEntities() throws {
    let there = Self.cards("there", from: "till", to: "other", "holder: name")
    let back = Self.people("back", from: "other", to: "till", "name: name")
    #expect(try Self.diagnostics([there, back]).map(\.code) == [.W705])
    let card = there.replacing("source: till.people", with: "source: till.cards")
    let fromCard = card.replacing("holder: name", with: "holder: holder ?? \"\"")
    #expect(try Self.diagnostics([fromCard, back]).map(\.code) == [.W705])
    #expect(try Self.diagnostics([card.replacing("holder: name", with: "holder: colour ?? \"\""), back]).isEmpty)
  }

  /// One message, however many they are.
  @Test func manyWritersOfOneField() throws {
    let flows = ["one", "two", "three", "four"].map {
      Self.people($0, from: "till", to: "other", "name: name\n  active: active")
    }
    #expect(
      try Self.diagnostics(flows).map(\.message) == [
        "4 flows change `people.name`, `people.active` of the same records"
      ])
  }

  /// Filters that no record passes both of.
  @Test(arguments: [
    ("active", "not active"), ("number == 1", "number == 2"), ("number in [1, 2]", "number in [3]"),
    ("active and number == 1", "number != 1"),
  ])
  func flowsThatNeverMeet(_ filters: (String, String)) throws {
    let one = Self.people("one", from: "till", to: "other", "name: name", keys: "filter: \(filters.0)\n")
    let two = Self.people("two", from: "till", to: "other", "name: \"x\"", keys: "filter: \(filters.1)\n")
    #expect(try Self.diagnostics([one, two]).isEmpty)
    #expect(try Self.diagnostics([one, one.replacing("flow: one", with: "flow: two")]).map(\.code) == [.W704])
  }

  /// Content and offer: one makes the records, the other changes them.
  @Test func contentAndOffer() throws {
    let content = Self.people("content", from: "till", to: "other", "name: name", keys: "update: [ ]\n")
    let offer = Self.people(
      "offer", from: "till", to: "other", "name: name",
      keys: "create: [ ]\nmissing: { stop: \"no content yet\" }\n")
    #expect(try Self.diagnostics([content, offer]).isEmpty)
  }
}
