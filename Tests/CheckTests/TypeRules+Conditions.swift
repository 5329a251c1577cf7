// Rules 9, 10, 21 and 45: words that are no members, and what `when` leaves behind.
extension TypeRule {
  private static func related(_ lines: String, _ use: String) -> String {
    "related:\n  person:\n    entity: till.people\n    match: email = email\n\(lines)\nfields:\n  person: \(use)"
  }

  static let conditions: [TypeRule] = [
    TypeRule("a related record is there", related("    missing: stop", "person.number")),
    TypeRule(
      "one that may not be looked for may be missing",
      related("    when: email is present\n    missing: stop", "person.number"), "M401 8"),
    TypeRule(
      "nor does a sentence for who is not found change that",
      related("    when: email is present\n    missing: { stop: \"nobody\" }", "person.number"), "M401 8"),
    TypeRule(
      "with ?. it is right", related("    when: email is present\n    missing: { stop: \"nobody\" }", "person?.number")),
    TypeRule(
      "another record stands in for both",
      related("    when: email is present\n    missing: number = 7", "person.number")),
  ]

  static let words: [TypeRule] = [
    TypeRule("a number of a list that the account keeps", "fields:\n  vat: 2"),
    TypeRule("a word instead of that number", "fields:\n  vat: high", "N201 2"),
    TypeRule("a word with a capital, too", "fields:\n  vat: High", "N201 2"),
    TypeRule("a slip in the name of a field stays one", "fields:\n  vat: custmer", "N201 2"),
    TypeRule("a label is not asked for a member", "filter: status_label in [sent]", "T301 1"),
    TypeRule("nor compared with one", "filter: status_label == sent", "T301 1"),
    TypeRule("nor on the other side", "filter: sent != status_label", "T301 1"),
    TypeRule("a label is compared with a text", "filter: status_label == \"Sent\""),
  ]
}
