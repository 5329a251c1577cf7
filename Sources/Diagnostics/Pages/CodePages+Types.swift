extension CodePages {
  /// T: kinds of values.
  static let types: [CodePage] = [
    CodePage(
      .T301, "A value of another kind is expected",
      """
      A field for text cannot take a number, a field for a number no text, and so on. To make a text of a number put it
      into a text with braces; to make a number of a text use `number`.
      """,
      wrong: .fields("page_title: vatCode"), right: .fields("page_title: \"{vatCode}\"")),
    CodePage(
      .T302, "A number that starts with a zero",
      """
      Numbers do not start with 0. A code such as 012 is a text, and text needs quotes; otherwise its zero would get lost.
      """,
      wrong: .fields("page_title: 012"), right: .fields("page_title: \"012\"")),
    CodePage(
      .T303, "A date or a time without quotes",
      """
      Without quotes 2024-01-01 is a subtraction. A date is written date("2024-01-01").
      """,
      wrong: .keys("filter: today() > 2024-01-01"), right: .keys("filter: today() > date(\"2024-01-01\")")),
    CodePage(
      .T304, "A number that is too large",
      """
      Whole numbers have up to 19 digits, numbers with a point up to 34, of which 28 may stand behind the point. If it is a
      code and not a number, put it in quotes.
      """,
      wrong: .fields("page_title: 87123456789012345678901"), right: .fields("page_title: \"87123456789012345678901\"")),
    CodePage(
      .T305, "A text and a number cannot be added",
      """
      Join them in one text: quotes around it, and braces around every field.
      """,
      wrong: .fields("page_title: pluNumber + vatCode"), right: .fields("page_title: \"{pluNumber}{vatCode}\"")),
    CodePage(
      .T306, "A condition is a question of yes or no",
      """
      Behind `when`, `filter` and `if` stands something that is true or not. A number or a text is neither; compare it with
      something.
      """,
      wrong: .keys("filter: vatCode"), right: .keys("filter: vatCode > 0")),
    CodePage(
      .T307, "Two things that are never equal",
      """
      A text is never equal to a number, and a word of one list never to a word of another. The comparison would always
      give the same answer.
      """,
      wrong: .keys("filter: pluNumber == 1001"), right: .keys("filter: pluNumber == \"1001\"")),
    CodePage(
      .T308, "The branches give different kinds of values",
      """
      All branches of an `if` or a `choose` go into the same place, so they must all give a text, or all a number, and so on.
      """,
      wrong: .fields("page_title: if active then \"for sale\" else 0"),
      right: .fields("page_title: if active then \"for sale\" else \"gone\"")),
    CodePage(
      .T309, "The values in the parentheses do not fit the function",
      """
      There are too many of them, too few, or in the wrong order. The message shows how the function is written.
      """,
      wrong: .fields("page_title: pluNumber.truncate()"), right: .fields("page_title: pluNumber.truncate(60)")),
    CodePage(
      .T310, "Two comparisons in a row",
      """
      Compare twice and join the two with `and`.
      """,
      wrong: .keys("filter: 1 < vatCode < 5"), right: .keys("filter: 1 < vatCode and vatCode < 5")),
    CodePage(
      .T311, "Amounts that cannot be calculated like this",
      """
      An amount can be multiplied by a number, and added to another amount. An amount times an amount, or an amount plus a
      plain number, means nothing.
      """,
      wrong: .fields("sale_price: priceExcl * priceExcl"),
      right: .fields("sale_price: priceExcl * 2")),
    CodePage(
      .T312, "With VAT into without VAT",
      """
      One of the amounts includes VAT and the other does not. That would sell everything a fifth too cheaply, or too
      dearly. Use the field of the right kind, or convert with `excl` or `incl` and a rate.
      """,
      wrong: .fields("price: priceIncl"), right: .fields("price: priceExcl")),
    CodePage(
      .T313, "An amount with more decimals than the field holds",
      """
      After dividing or multiplying, an amount can have many decimals. Set `rounding` under `settings` to say how amounts are
      shortened, or round it yourself.
      """,
      wrong: .keys(
        "settings:\n  currency: EUR\nfields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl / 3"
      ),
      right: .keys(
        "settings:\n  currency: EUR\n  rounding: half_up\nfields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl / 3"
      )),
    CodePage(
      .T314, "Another currency than the flow's",
      """
      A flow moves amounts of one currency, the one under `settings`. A record in another currency stops, and an amount that is
      written next to another currency's name would be wrong. Make a flow for each currency.
      """,
      wrong: .other("settings:\n  currency: EUR\nfilter: default_currency_code == USD"),
      right: .other("settings:\n  currency: EUR\nfilter: default_currency_code == EUR")),
    CodePage(
      .T315, "A day or a moment",
      """
      A moment is a day and a time of day; which day it is depends on where you stand. Say the time zone when you make one of
      the other. A time zone has a name such as Europe/Amsterdam.
      """,
      wrong: .other("financialDate: date_created"),
      right: .other("financialDate: date_created.date(\"Europe/Amsterdam\")")),
    CodePage(
      .T316, "A date format that is not known or has two meanings",
      """
      A format is made of yyyy, MM, dd, HH, mm and ss. Month and minute are told apart by capital letters: MM is the month, mm
      the minute. To read a date, its format needs a day, a month and a year, each once, and signs between them if they may
      have one digit or two.
      """,
      wrong: .keys("filter: date(pluNumber, \"jjjj-mm-dd\") > today()"),
      right: .keys("filter: date(pluNumber, \"yyyy-MM-dd\") > today()")),
    CodePage(
      .T317, "Not one of the words that fit here",
      """
      This field takes one of a fixed list of words, and this is none of them.
      """,
      wrong: .fields("type: fysical"), right: .fields("type: physical")),
    CodePage(
      .T318, "The wrong kind of values in a list",
      """
      The entries of this list are of another kind than what is looked for, or what the target takes.
      """,
      wrong: .keys("filter: vatCode in [1, \"2\"]"), right: .keys("filter: vatCode in [1, 2]")),
    CodePage(
      .T319, "A pattern that cannot be read",
      """
      Patterns for `matches` have rules of their own, and this one breaks them; often a bracket is not closed.
      """,
      wrong: .keys("filter: pluNumber.matches(r\"^[0-9+$\")"),
      right: .keys("filter: pluNumber.matches(r\"^[0-9]+$\")")),
    CodePage(
      .T320, .warning, "A number too large to arrive unchanged",
      """
      Systems that send numbers as JSON keep whole numbers up to 9,007,199,254,740,992; larger ones change their last digits
      on the way. A number that long is mostly a code, and a code belongs into a field for text.
      """,
      wrong: .fields("sort_order: 9007199254740993"), right: .fields("sort_order: 10")),
    CodePage(
      .T321, .warning, "A text that is too long for the field",
      """
      The text can become longer than the target holds. Cut it with `truncate`, or say `too_long: cut`.
      """,
      wrong: .other("name: \"{title} {subtitle}\"       # up to 310 characters, the field holds 250"),
      right: .other("name: \"{title} {subtitle}\".truncate(250)")),
    CodePage(
      .T322, .hint, "A text that may turn out too long",
      """
      Nobody knows how long the source's text is, and the target holds only so much. A longer one stops its record. If that
      shall not happen, cut it: `too_long: cut`, or `truncate` in the formula. Only `validate --all` says this.
      """,
      wrong: .flow(
        "flow: brands\nsource: mplus.articles\ntarget: bigcommerce.brands\nmatch: name\nfields:\n  name: pluNumber\n  page_title: \"Our brand\"\n  meta_keywords: [\"brand\"]\n  meta_description: \"A brand of ours.\"\n  search_keywords: \"brand\"\n  image_url: \"https://example.com/brand.png\"\n"
      ),
      right: .flow(
        "flow: brands\nsource: mplus.articles\ntarget: bigcommerce.brands\nmatch: name\nfields:\n  name: { from: pluNumber, too_long: cut }\n  page_title: \"Our brand\"\n  meta_keywords: [\"brand\"]\n  meta_description: \"A brand of ours.\"\n  search_keywords: \"brand\"\n  image_url: \"https://example.com/brand.png\"\n"
      )),
    CodePage(
      .T323, "Written as in another language",
      """
      Spreadsheets and programming languages write this differently. The message shows how it is written in a flow: choices
      with if, then and else, joined texts with braces, numbers with a point.
      """,
      wrong: .fields("page_title: IF(active, \"for sale\", \"gone\")"),
      right: .fields("page_title: if active then \"for sale\" else \"gone\"")),
    CodePage(
      .T324, "One equal sign or two",
      """
      Formulas compare with ==. A single = only stands behind `match`, between a field of the target and its value.
      """,
      wrong: .keys("filter: brandName = \"Own brand\""), right: .keys("filter: brandName == \"Own brand\"")),
    CodePage(
      .T325, "A number where an amount is needed",
      """
      A number from a field or a setting is not an amount: nobody knows whether it includes VAT. Say so with
      money(number, incl) or money(number, excl).
      """,
      wrong: .keys("settings:\n  currency: EUR\n  limit: 50\nfilter: priceExcl > settings.limit"),
      right: .keys("settings:\n  currency: EUR\n  limit: money(50, excl)\nfilter: priceExcl > settings.limit")),
    CodePage(
      .T326, "A pattern with braces",
      """
      In a text, braces insert something, so {4} would put the number 4 there. Write patterns as raw text, with an r in front
      of the quotes.
      """,
      wrong: .keys("filter: pluNumber.matches(\"^[0-9]{4}$\")"),
      right: .keys("filter: pluNumber.matches(r\"^[0-9]{4}$\")")),
    CodePage(
      .T327, "The formula cannot be read",
      """
      A part of the formula is missing, or something stands where it cannot: a bracket without its other half, an operator
      with nothing behind it, a comma too many. The message points at the place.
      """,
      wrong: .fields("weight: max(contentQuantity ?? 0, 1"), right: .fields("weight: max(contentQuantity ?? 0, 1)")),
    CodePage(
      .T328, "A constant that can't be meant",
      """
      A rate of VAT is written in percent, so 0.21 is less than one percent. A text that is no number can't be made one: with
      a decimal comma it needs the notation, `number("0,5", "nl")`, and a number that is always the same needs no quotes.
      """,
      wrong: .fields("price: excl(priceIncl, 0.21)"), right: .fields("price: excl(priceIncl, 21)")),
  ]
}
