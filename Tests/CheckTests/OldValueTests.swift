import Diagnostics
import Testing

/// Rule 21: a field with `when` that is also updated keeps its old value when the condition is false.
@Suite struct OldValueTests {
  private static func codes(_ fields: String) -> [String] {
    GoldenTests.diagnostics("fields:\n" + fields, path: "rule.yaml").map(\.code.rawValue)
  }

  @Test(arguments: [
    "  text: { when: note is present, from: note }", "  text: { when: paid, from: name }",
    "  text: { when: paid and not express == true, from: name }", "  text: { when: name == \"x\", from: name }",
    "  contact: { when: paid, fields: { city: name } }",
  ])
  func everyConditionIsTold(_ field: String) {
    #expect(Self.codes(field) == ["W710"])
  }

  /// A box says what is meant, and what is written anew has no old value.
  @Test(arguments: [
    "  text: { when: paid, from: name, update: [x] }", "  text: { when: paid, from: name, update: [ ] }",
    "  text: { when: paid, from: name, update: if empty }", "  text: { when: paid, from: name, update: if untouched }",
    "  kind: { when: paid, from: sale, update: [ ] }",
    "  lines:\n    - when: paid\n      fields: { article: name, quantity: 1 }",
    "  lines:\n    - fields: { article: name, quantity: 1, price: { when: paid, from: total } }",
    "  contact: { when: paid, update: [x], fields: { city: name } }",
  ])
  func aDecisionIsNot(_ field: String) {
    #expect(Self.codes(field + "\n  net: total_excl") == [])
  }

  /// Entries that are told from one another are changed, field by field.
  @Test func matchedEntriesHaveOldValues() {
    let codes = Self.codes(
      """
        lines:
          match: article
          entries:
            - fields: { article: name, quantity: 1, price: { when: paid, from: total } }
      """)
    #expect(codes == ["W710"])
  }
}
