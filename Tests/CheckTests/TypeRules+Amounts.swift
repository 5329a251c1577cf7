// Rules 37 to 42: amounts, rounding, time; and what can fail.
extension TypeRule {
  static let amounts: [TypeRule] = [
    TypeRule("incl into excl", "fields:\n  net: total", "T312 2"),
    TypeRule("excl crosses", "settings:\n  rounding: half_up\nfields:\n  net: excl(total, 21)"),
    TypeRule("incl crosses", "settings:\n  rounding: half_up\nfields:\n  amount: total_excl.incl(21)"),
    TypeRule("excl takes no excl", "fields:\n  net: excl(total_excl, 21)", "T312 2"),
    TypeRule("two bases are not added", "filter: total + total_excl > 0", "T312 1"),
    TypeRule("two bases are not compared", "filter: total > total_excl", "T312 1"),
    TypeRule("two bases in max", "filter: max(total, total_excl) > 0", "T312 1"),
    TypeRule("two bases in a sum", "let:\n  l: [total, total_excl]\nfilter: l.count() > 0", "T312 2"),
    TypeRule("two bases in if", "fields:\n  amount: if paid then total else total_excl", "T312 2"),
    TypeRule("amount times amount", "filter: total * total > 0", "T311 1"),
    TypeRule("amount plus a number field", "filter: total + id > 0", "T325 1"),
    TypeRule("amount plus a number literal", "filter: total + 5 > 0"),
    TypeRule("amount times number", "fields:\n  amount: total * 2"),
    TypeRule("number times amount", "fields:\n  amount: 2 * total"),
    TypeRule("amount by amount is a number", "filter: total / total > 0.5"),
    TypeRule("number by amount", "filter: 5 / total > 1", "T311 1"),
    TypeRule("amount modulo", "filter: total % 2 > 1", "T311 1"),
    TypeRule("a literal is an amount", "fields:\n  amount: 5.50"),
    TypeRule("0 is an amount", "filter: total > 0"),
    TypeRule("0 on the left", "filter: 0 < total"),
    TypeRule("a negative literal", "fields:\n  amount: -5.50"),
    TypeRule("a literal in if", "fields:\n  amount: if paid then total else 0"),
    TypeRule("a literal behind ??", "settings:\n  rounding: down\nfields:\n  amount: lines.map(l, l.price).max() ?? 0"),
    TypeRule("a literal in max", "fields:\n  amount: max(total, 0)"),
    TypeRule("a literal in in", "filter: total in [0, 5]"),
    TypeRule(
      "a literal in choose",
      "fields:\n  amount:\n    choose:\n      - when: paid\n        use: 0\n      - else: total"),
    TypeRule(
      "a literal in missing", "fields:\n  amount:\n    from: lines.map(l, l.price).max()\n    missing: 0",
      "T313 3"),
    TypeRule("a number field is no amount", "fields:\n  amount: id", "T325 2"),
    TypeRule("a setting without money", "settings:\n  limit: 50\nfilter: total > settings.limit", "T325 3"),
    TypeRule("a setting with money", "settings:\n  limit: money(50, incl)\nfilter: total > settings.limit"),
    TypeRule("money says the basis", "fields:\n  amount: money(id, incl)"),
    TypeRule("money of the other basis", "fields:\n  amount: money(id, excl)", "T312 2"),
    TypeRule("the flow's own currency", "settings:\n  currency: EUR\nfilter: currency == EUR"),
    TypeRule("another currency is let in", "settings:\n  currency: EUR\nfilter: currency == USD", "T314 3"),
    TypeRule(
      "another one among several", "settings:\n  currency: EUR\nfilter: paid and currency in [EUR, USD]",
      "T314 3"),
    TypeRule("another one is left out", "settings:\n  currency: EUR\nfilter: not (currency == USD)"),
    TypeRule("another one is left out with !=", "settings:\n  currency: EUR\nfilter: currency != USD"),
    TypeRule("another currency is written", "settings:\n  currency: EUR\nfields:\n  currency: USD", "T314 4"),
    TypeRule("the own one is written", "settings:\n  currency: EUR\nfields:\n  currency: EUR"),
  ]

  static let rounding: [TypeRule] = [
    TypeRule("not rounded", "fields:\n  amount: total / 3", "T313 2"),
    TypeRule("rounded by the flow", "settings:\n  rounding: half_even\nfields:\n  amount: total / 3"),
    TypeRule("rounded by hand", "fields:\n  amount: round(total / 3, 2)"),
    TypeRule("to too many digits", "fields:\n  amount: round(total / 3, 3)", "T313 2"),
    TypeRule("the source has more digits", "fields:\n  amount: lines.sum(l, l.price)", "T313 2"),
    TypeRule("a let keeps its digits", "let:\n  third: total / 3\nfields:\n  amount: third", "T313 4"),
    TypeRule("a literal with more digits", "fields:\n  amount: 1.005", "T313 2"),
    TypeRule("no such mode", "settings:\n  rounding: halfup\nfields:\n  amount: total / 3", "T317 2"),
    TypeRule("no such mode in round", "fields:\n  amount: round(total / 3, 2, halfup)", "T309 2"),
    TypeRule("times two keeps the digits", "fields:\n  amount: total * 2"),
    TypeRule(
      "a fallback that is not rounded",
      "settings:\n  currency: EUR\nfields:\n  amount:\n    from: round(lines.first()?.price ?? 0, 2)\n    missing: total / 3",
      "M404 6", "T313 6"),
    TypeRule("an endless number leaves rounded", "fields:\n  size: id / 3", "T313 2"),
    TypeRule(
      "also where the field takes any number of digits",
      "fields:\n  lines:\n    - article: \"a\"\n      quantity: id / 3", "T313 4"),
    TypeRule(
      "through a let", "let:\n  q: id / 3\nfields:\n  lines:\n    - article: \"a\"\n      quantity: q + 1", "T313 6"),
    TypeRule(
      "a division by a constant that ends", "fields:\n  lines:\n    - article: \"a\"\n      quantity: id / 0.25"),
    TypeRule("a division that ends", "fields:\n  size: id / 8"),
    TypeRule("an endless number with rounding", "fields:\n  size: round(id / 3, 4)"),
  ]

  static let times: [TypeRule] = [
    TypeRule("a moment is no date", "fields:\n  date: created", "T315 2"),
    TypeRule("a moment in a zone", "fields:\n  date: created.date(\"Europe/Amsterdam\")"),
    TypeRule(
      "a moment in the flow's zone",
      "settings:\n  timezone: \"Europe/Brussels\"\nfields:\n  date: created.date(settings.timezone)"),
    TypeRule("a date is no moment", "fields:\n  at: today()", "T315 2"),
    TypeRule("a date in a zone", "fields:\n  at: today().moment(\"Europe/Amsterdam\")"),
    TypeRule("moment and date are not compared", "filter: created > today()", "T315 1"),
    TypeRule("a date function of a moment", "filter: year(created) > 2025", "T315 1"),
    TypeRule("unknown zone", "fields:\n  date: created.date(\"Europe/Amsterdm\")", "T315 2"),
    TypeRule("unknown zone in the settings", "settings:\n  timezone: \"Amsterdam\"", "T315 2"),
    TypeRule("a zone must be known before the run", "fields:\n  date: created.date(name)", "T315 2"),
    TypeRule("moment minus moment is a span", "filter: now() - created > hours(2)"),
    TypeRule("moment plus span", "fields:\n  at: created + hours(2)"),
    TypeRule("span plus moment", "fields:\n  at: hours(2) + created"),
    TypeRule("moment minus span", "filter: created > now() - days(30)"),
    TypeRule("span plus span", "filter: now() - created > days(1) + hours(2)"),
    TypeRule("moment plus moment", "filter: created + now() > now()", "T301 1"),
    TypeRule("moment plus number", "filter: created + 2 > now()", "T301 1"),
    TypeRule("date minus date", "filter: today() - today() > 3", "T301 1"),
    TypeRule("date plus number", "fields:\n  date: today() + 30", "T301 2"),
    TypeRule("date plus span", "fields:\n  date: today() + days(30)", "T301 2"),
    TypeRule("span is no number", "filter: now() - created > 5", "T307 1"),
    TypeRule("a span is no date", "fields:\n  date: days(2)", "T301 2"),
    TypeRule("a format that is not known", "filter: date(name, \"jjjj-mm-dd\") > today()", "T316 1"),
    TypeRule("minutes for months", "filter: date(name, \"dd-mm-yyyy\") > today()", "T316 1"),
    TypeRule("a format without a year", "filter: date(name, \"dd-MM\") > today()", "T316 1"),
    TypeRule("the same twice", "filter: date(name, \"dd-dd-MM-yyyy\") > today()", "T316 1"),
    TypeRule("digits that run together", "filter: date(name, \"dMyyyy\") > today()", "T316 1"),
    TypeRule("a format that is right", "filter: date(name, \"d-M-yyyy\") > today()"),
    TypeRule("a format is written out", "filter: date(name, name) > today()", "T316 1"),
    TypeRule("a time in a date", "fields:\n  text: today().format_date(\"dd-MM HH:mm\")", "T316 2"),
    TypeRule("a format of a moment", "fields:\n  text: created.format_date(\"dd-MM HH:mm\", \"Europe/Amsterdam\")"),
    TypeRule("a date that is none", "filter: today() > date(\"2026-02-30\")", "T316 1"),
  ]

  static let texts: [TypeRule] = [
    TypeRule("a constant that is too long", "fields:\n  text: \"0123456789012345678901234567890123456789\"", "T321 2"),
    TypeRule("a template of bounded parts", "fields:\n  text: \"{id} {id}\"", "T321 2"),
    TypeRule("cut in the formula", "fields:\n  text: truncate(\"{id} {id}\", 30)"),
    TypeRule("cut by the field", "fields:\n  text: { from: \"{id} {id}\", too_long: cut }"),
    TypeRule("upper keeps the length", "fields:\n  text: upper(\"{id} {id}\")", "T321 2"),
    TypeRule("trim keeps the length", "fields:\n  text: trim(\"{id} {id}\")", "T321 2"),
    TypeRule("without a bound nothing is said", "fields:\n  text: name"),
    TypeRule("a step cuts", "fields:\n  text: { from: \"{id} {id}\", transform: [truncate(30)] }"),
    TypeRule("a step keeps", "fields:\n  text: { from: \"{id} {id}\", transform: [upper] }", "T321 2"),
    TypeRule(
      "a fallback that is too long",
      "fields:\n  text: { from: note, missing: \"0123456789012345678901234567890123456789\" }", "T321 2"),
    TypeRule("the longer of two", "fields:\n  text: if paid then \"a\" else \"{id} {id}\"", "T321 2"),
    TypeRule("through a let", "let:\n  t: \"{id} {id}\"\nfields:\n  text: t", "T321 4"),
    TypeRule("a number that is printed", "fields:\n  text: \"{id}\""),
    TypeRule("a pattern that can't be read", "filter: name.matches(r\"^[0-9+$\")", "T319 1"),
    TypeRule("a pattern is written out", "filter: name.matches(email ?? \"\")", "T319 1"),
    TypeRule("an id too large for the wire", "fields:\n  person: 9007199254740993", "T320 2"),
    TypeRule("one that just fits", "fields:\n  person: 9007199254740992"),
    TypeRule(
      "a notation that is not known", "filter: number(name, \"xx\") > 1",
      "T309 1"),
    TypeRule("a notation that is", "filter: number(name, \"nl\") > 1"),
  ]

  static let costs: [TypeRule] = [
    TypeRule(
      "a list without a bound counts as 1,000", "filter: name.split(\" \").all(a, name.split(\" \").exists(b, b == a))",
      "C801 1"),
    TypeRule("take bounds a list", "filter: name.split(\" \").take(20).all(a, name.split(\" \").exists(b, b == a))"),
    TypeRule(
      "two lists in one are as long as both",
      "filter: (lines + lines).all(a, name.split(\" \").exists(b, b == a.sku))", "C801 1"),
    TypeRule(
      "a let costs once",
      "let:\n  words: name.split(\" \").filter(w, w != \"\")\nfilter: lines.all(l, words.count() > 3 and words.count() < 9)",
      "C801 3"),
    TypeRule(
      "a limit may be raised",
      "settings:\n  steps_max: 2000000\nfilter: name.split(\" \").all(a, name.split(\" \").exists(b, b == a))"),
    TypeRule("but not over the wall", "settings:\n  steps_max: 3000000\nfields:\n  text: name", "T304 2"),
  ]

  static let problems: [TypeRule] = [
    TypeRule("what can fail may stand", "fields:\n  vat: div(id, id)"),
    TypeRule("strict asks for a handler", "settings:\n  problems: strict\nfields:\n  vat: div(id, id)", "P501 4"),
    TypeRule(
      "strict and constants that can't fail",
      "settings:\n  problems: strict\nfields:\n  text: name.truncate(20)\n  vat: div(id, 2)\n  date: created.date(\"Europe/Amsterdam\")"
    ),
    TypeRule(
      "strict and a length that may be negative", "settings:\n  problems: strict\nfields:\n  text: name.truncate(id)",
      "P501 4"),
    TypeRule("try around a constant that can't fail", "fields:\n  text: try(name.truncate(20), \"x\")", "P503 2"),
    TypeRule("strict and try", "settings:\n  problems: strict\nfields:\n  vat: try(div(id, id), 1)"),
    TypeRule(
      "strict and problem", "settings:\n  problems: strict\nfields:\n  vat:\n    from: div(id, id)\n    problem: 1"),
    TypeRule(
      "strict and skip field",
      "settings:\n  problems: strict\nfields:\n  vat:\n    from: div(id, id)\n    problem: skip field"),
    TypeRule("division by zero", "fields:\n  vat: div(id, 0)", "P502 2"),
    TypeRule("division by zero with /", "filter: id / 0 > 1", "P502 1"),
    TypeRule("remainder by zero", "filter: id % 0 > 1", "P502 1"),
    TypeRule("try around what can't fail", "fields:\n  text: try(name, \"x\")", "P503 2"),
    TypeRule("problem beside what can't fail", "fields:\n  text: { from: name, problem: \"x\" }", "P503 2"),
    TypeRule(
      "zero for an unreadable amount",
      "settings:\n  rounding: half_up\nfields:\n  amount: money(try(number(name), 0), incl)", "P504 4"),
    TypeRule("zero for a failed amount", "fields:\n  amount: try(round(total / id, 2), 0)", "P504 2"),
    TypeRule("zero beside an amount", "fields:\n  amount:\n    from: round(total / id, 2)\n    problem: 0", "P504 4"),
    TypeRule("zero for a number is a number", "fields:\n  vat: try(div(id, id), 0)"),
    TypeRule("skip entry needs an entry", "fields:\n  text: { from: note, missing: skip entry }", "S103 2"),
    TypeRule(
      "skip entry in an entry",
      "fields:\n  lines:\n    - each: line in lines\n      fields:\n        article: { from: line.note, missing: skip entry }\n        quantity: 1"
    ),
    TypeRule("?? catches no problem", "fields:\n  vat: div(id, id) ?? 1", "M404 2"),
    TypeRule("try hides no missing value", "fields:\n  code: try(note, \"x\")", "M402 2", "P503 2"),
  ]
}
