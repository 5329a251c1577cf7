// Rules 30 to 36: what a value is, and whether it is there.
extension TypeRule {
  static let wire: [TypeRule] = [
    TypeRule("a number becomes text only in a hole", "fields:\n  text: \"{id}\""),
    TypeRule("a number is no text", "fields:\n  text: id", "T301 2"),
    TypeRule("an amount is no text", "fields:\n  text: total", "T301 2"),
    TypeRule("an amount prints in a hole", "fields:\n  text: \"{total}\""),
    TypeRule("a text is no number", "fields:\n  person: name", "T301 2"),
    TypeRule("a country is a country", "filter: address.country == NL"),
    TypeRule("a group of countries", "filter: address.country in eu"),
    TypeRule("no such group", "filter: address.country in europe", "N201 1"),
  ]

  static let missing: [TypeRule] = [
    TypeRule("== takes a missing value", "filter: note == \"x\""),
    TypeRule("!= takes a missing value", "filter: note != \"x\""),
    TypeRule("in takes a missing value", "filter: note in [\"x\", \"y\"]"),
    TypeRule("a missing yes/no is compared", "filter: express == true"),
    TypeRule("a missing yes/no is no condition", "filter: express", "M401 1"),
    TypeRule("not asks for a value", "filter: not express", "M401 1"),
    TypeRule("and asks for values", "filter: paid and express", "M401 1"),
    TypeRule("or asks for values", "filter: express or paid", "M401 1"),
    TypeRule("< asks for a value", "filter: weight < 5", "M401 1"),
    TypeRule("+ asks for a value", "filter: weight + 1 > 5", "M401 1"),
    TypeRule("a hole asks for a value", "fields:\n  text: \"{note}\"", "M403 2"),
    TypeRule(
      "a sentence prints what is missing",
      "fields:\n  text:\n    choose:\n      - when: paid\n        use: name\n      - else: { stop: \"no note: {note}\" }"
    ),
    TypeRule("?. gives what may be missing", "fields:\n  text: second?.city"),
    TypeRule("?. in a hole", "fields:\n  text: \"{second?.city}\"", "M403 2"),
    TypeRule("a field of what may be missing", "fields:\n  text: second.city", "M401 2"),
    TypeRule("?? on something always there", "fields:\n  text: name ?? \"x\"", "M404 2"),
    TypeRule("an optional value into an optional field", "fields:\n  text: note"),
    TypeRule("an optional value into a required field", "fields:\n  code: note", "M402 2"),
    TypeRule("with missing it says what then", "fields:\n  code: { from: note, missing: skip record }"),
    TypeRule("a missing fallback is a value of the field", "fields:\n  code: { from: note, missing: 5 }", "T301 2"),
  ]

  static let narrowing: [TypeRule] = [
    TypeRule("if narrows", "fields:\n  text: if note is present then \"{note}\" else \"none\""),
    TypeRule("if narrows its else", "fields:\n  text: if note is missing then \"none\" else \"{note}\""),
    TypeRule("not narrows", "fields:\n  text: if not (note is missing) then \"{note}\" else \"none\""),
    TypeRule("and narrows its right side", "filter: weight is present and weight > 5"),
    TypeRule("or narrows its right side", "filter: weight is missing or weight > 5"),
    TypeRule(
      "or narrows not what it leads to", "fields:\n  text: if note is present or paid then \"{note}\" else \"\"",
      "M403 2"),
    TypeRule("filter narrows fields", "filter: note is present\nfields:\n  text: \"{note}\""),
    TypeRule("filter narrows a let", "filter: note is present\nlet:\n  shown: \"{note}\"\nfields:\n  text: shown"),
    TypeRule("when of a field", "fields:\n  text: { when: note is present, from: \"{note}\" }"),
    TypeRule(
      "a line of choose",
      "fields:\n  text:\n    choose:\n      - when: note is present\n        use: \"{note}\"\n      - else: \"none\""),
    TypeRule(
      "earlier lines of choose",
      "fields:\n  text:\n    choose:\n      - when: note is missing\n        use: \"none\"\n      - else: \"{note}\""),
    TypeRule("present a?.b narrows a", "fields:\n  text: if second?.company is present then second.city else \"none\""),
    TypeRule(
      "present a?.b narrows b", "fields:\n  text: if second?.company is present then \"{second.company}\" else \"none\""
    ),
    TypeRule("a let itself", "let:\n  n: note\nfields:\n  text: if n is present then \"{n}\" else \"none\""),
    TypeRule(
      "not a let that holds the condition",
      "let:\n  has: note is present\nfields:\n  text: if has then \"{note}\" else \"none\"", "M403 4"),
    TypeRule(
      "not exists",
      "fields:\n  text: if lines.exists(l, note is present) then \"{note}\" else \"none\"", "M403 2"),
    TypeRule("equal to something there", "fields:\n  text: if note == \"x\" then \"{note}\" else \"none\""),
    TypeRule(
      "a loop's element", "fields:\n  tags: lines.filter(l, l.note is present).map(l, \"{l.note}\")", "M403 2"),
    TypeRule(
      "checks",
      "fields:\n  text: note\nchecks:\n  - when: fields.text is present and fields.text.length() > 5\n"
        + "    warn: \"long\""),
    TypeRule(
      "a check's condition narrows its sentence and nothing is missing in it",
      "fields:\n  text: note\nchecks:\n  - when: fields.text is present\n    stop: \"{fields.text}\""),
  ]

  static let lists: [TypeRule] = [
    TypeRule("a list is never missing", "filter: lines.count() > 0"),
    TypeRule("first may be missing", "fields:\n  text: lines.first().sku", "M401 2"),
    TypeRule("first with ?.", "fields:\n  text: lines.first()?.sku"),
    TypeRule("find may be missing", "fields:\n  text: lines.find(l, l.quantity > 1)?.sku"),
    TypeRule("min of a list may be missing", "filter: lines.map(l, l.quantity).min() > 1", "M401 1"),
    TypeRule("a list with holes", "fields:\n  text: lines.map(l, l.note).join(\" \")", "M408 2"),
    TypeRule("present() closes them", "fields:\n  text: lines.map(l, l.note).present().join(\" \")"),
    TypeRule("a list with holes into a list", "fields:\n  tags: lines.map(l, l.note)", "M408 2"),
    TypeRule("a list with holes in max", "fields:\n  text: \"{lines.map(l, l.weight).max() ?? 0}\"", "M408 2"),
    TypeRule("a list with holes in sum", "filter: lines.map(l, l.weight).sum() > 1", "M408 1"),
    TypeRule("a list written out, with holes", "fields:\n  tags: { from: \"x\" }", "T301 2"),
    TypeRule("a list is not its element", "fields:\n  text: lines.map(l, l.sku)", "T301 2"),
    TypeRule("an element is no list", "filter: name in note", "T318 1"),
    TypeRule("elements of one kind", "let:\n  l: [1, \"a\"]\nfilter: 1 in l", "T318 2"),
  ]

  static let joins: [TypeRule] = [
    TypeRule(
      "two kinds of records share their fields",
      "let:\n  who: second ?? address\nfields:\n  text: who.city"),
    TypeRule(
      "records of two kinds", "let:\n  both: lines.first() ?? address\nfields:\n  text: both.city", "T308 2"),
    TypeRule(
      "what both have is kept", "let:\n  both: pickup ?? address\nfields:\n  text: both.city"),
    TypeRule(
      "what one lacks is unknown", "let:\n  both: pickup ?? address\nfields:\n  text: both.company", "N201 4"),
    TypeRule("branches of one kind", "fields:\n  text: if paid then \"a\" else 1", "T308 2"),
    TypeRule("a whole number and a decimal", "fields:\n  text: \"{if paid then 1 else 2.5}\""),
  ]

  static let coercions: [TypeRule] = [
    TypeRule("a whole number is a decimal", "fields:\n  lines:\n    - { article: \"a\", quantity: 2 }"),
    TypeRule("a decimal is no whole number", "fields:\n  person: 2.5", "T301 2"),
    TypeRule("a member is no text", "fields:\n  text: status", "T301 2"),
    TypeRule("a member prints in a hole", "fields:\n  text: \"{status}\""),
    TypeRule("a text is no member", "fields:\n  text: name\n  kind: { from: name, update: [ ] }", "T301 3"),
    TypeRule("a member of another list", "fields:\n  text: name\n  kind: { from: status, update: [ ] }", "T301 3"),
    TypeRule("a number is no condition", "filter: id", "T306 1"),
    TypeRule("a text is no condition", "filter: name", "T306 1"),
    TypeRule("yes/no is no number", "fields:\n  person: paid", "T301 2"),
    TypeRule("a text and a number are never equal", "filter: name == 5", "T307 1"),
    TypeRule("records are not compared", "filter: address == second", "T307 1"),
    TypeRule("no comes before yes", "filter: paid > false"),
  ]
}
