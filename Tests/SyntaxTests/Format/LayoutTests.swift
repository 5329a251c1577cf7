import Diagnostics
import Source
import Syntax
import Testing

/// How a file looks when `flowrun fmt` has laid it out.
@Suite struct LayoutTests {
  static let head = "flow: a\nsource: shop.x\ntarget: till.y\n"
  static let laidOutHead = "flow:    a\nsource:  shop.x\ntarget:  till.y\n"

  @Test(
    arguments: [
      // Values of a block stand in one column; an empty line begins another one.
      (
        "fields:\n    sku: a\n    longer_name:   b\n\n\n\n    x: c\n",
        "fields:\n  sku:         a\n  longer_name: b\n\n  x: c\n"
      ),
      // Boxes; a field called update is none.
      (
        "update: no\nfields:\n  a: { from: b, update: yes, create: [] }\n  update: c\n",
        "update:  [ ]\nfields:\n  a:      { from: b, update: [x], create: [ ] }\n  update: c\n"
      ),
      // Comments keep what they belong to.
      (
        "fields:  # which\n# about a\n  a: b # c\n  d: e\n  # the end\n# far\nchecks:\n- when: a > 1\n  warn: \"x\"\n",
        """
        fields:                                        # which
          # about a
          a: b                                         # c
          d: e
          # the end
        # far
        checks:
          - when: a > 1
            warn: "x"

        """
      ),
      // Brackets.
      (
        "fields:\n  a: {from:   b,transform: [ trim,upper ]}\n",
        "fields:\n  a: { from: b, transform: [trim, upper] }\n"
      ),
      // Texts and formulas over several lines move as one.
      (
        "fields:\n    a: |\n          one\n            two\n    bb: if x\n        then y\n        else z\n",
        "fields:\n  a:  |\n    one\n      two\n  bb: if x\n      then y\n      else z\n"
      ),
    ])
  func laidOut(_ body: String, _ expected: String) {
    guard case .laidOut(let bytes) = FlowFormatter.format(SourceFile(path: "a.flow.yaml", text: Self.head + body))
    else {
      Issue.record("not laid out")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self) == Self.laidOutHead + expected)
  }

  @Test func aFileWithMistakesIsNotTouched() {
    guard
      case .broken(let diagnostics) = FlowFormatter.format(SourceFile(path: "a.flow.yaml", text: "flow: a\nfilds: 1\n"))
    else {
      Issue.record("touched")
      return
    }
    #expect(diagnostics.contains { $0.code == .S101 })
  }

  @Test(arguments: ["", "\n\n", "# only a comment   \r\n\r\n", "settings:\n    a: 1"])
  func sharedFilesMayBeNearlyEmpty(_ text: String) {
    guard case .laidOut(let bytes) = FlowFormatter.format(SourceFile(path: "a.yaml", text: text), as: .shared) else {
      Issue.record("not laid out")
      return
    }
    let expected =
      ["": "", "\n\n": "", "# only a comment   \r\n\r\n": "# only a comment\n"][text] ?? "settings:\n  a: 1\n"
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
