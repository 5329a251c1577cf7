extension CodePages {
  /// R: what stops one record while a flow runs. The others go on.
  static let running: [CodePage] = [
    CodePage(
      .R901, "The flow itself says stop",
      """
      This record came to a line with `stop`, or a check said so. The sentence is the one that the flow gives. Mend the
      record in the source, or the flow, and send the record again.
      """,
      wrong: .other("else: { stop: \"No VAT code for {key}\" }    # and an order from CH arrives"),
      right: .other("CH: 0                                       # a row for it, or another country in the shop")),
    CodePage(
      .R902, "A value could not be converted",
      """
      A calculation did not work for the values of this record: a text that is no number or no date, a division by zero, a
      number that became too large. The message names the values. Say with `problem` or `try` what is to happen then.
      """,
      wrong: .other("weight: number(text)               # and the text is \"12,50\""),
      right: .other("weight: try(number(text), 0)       # or, for a decimal comma: number(text, \"nl\")")),
    CodePage(
      .R903, "The value does not fit the field",
      """
      What was worked out is too long, out of range or against the pattern of the field, or a field that must be filled
      became empty. Cut it with `truncate` or `too_long: cut`, or say with `missing` what counts instead of nothing.
      """,
      wrong: .other("name: description                  # and it has 300 characters"),
      right: .other("name: { from: description, too_long: cut }")),
    CodePage(
      .R904, "The target refused the record",
      """
      The other system looked at the record and did not accept it. The message holds its own words, and where they speak of
      a field, the line of the flow that filled it.
      """,
      wrong: .other("422 name: \"already exists\""), right: .other("name: \"{description} {pluNumber}\"")),
    CodePage(
      .R905, "More than one record of the target matches",
      """
      The flow looked for the one record to change and found several. None is picked, because the wrong one could be
      changed. The message lists them. Join them in the target, or match by a field that tells them apart.
      """,
      wrong: .other("match: email        # and two customers have this address"),
      right: .other("match: customerNumber")),
    CodePage(
      .R906, "The value to match by is missing",
      """
      This record has no value in the field by which its partner is found, so nothing is found and nothing is made. Say with
      `missing` of the flow, or of the related record, what is to happen then.
      """,
      wrong: .other("match: email        # and the order has no address"),
      right: .other("match: email\nmissing: relationNumber = settings.defaultDebtor")),
    CodePage(
      .R907, "An amount in another currency",
      """
      A flow has one currency, `settings.currency`, and this record has another. Leave such records out with `filter`, or
      make a flow for each currency.
      """,
      wrong: .other("settings: { currency: EUR }     # and an order in GBP arrives"),
      right: .other("filter: default_currency_code == EUR")),
    CodePage(
      .R908, "Two source records for one target record",
      """
      Another record of this run had the same value to match by and was sent. If this one were sent as well, it would write
      over the first. Give the two different values in the source, or leave one out with `filter`.
      """,
      wrong: .other("match: sku          # and two articles have the number 1001"),
      right: .other("filter: not discontinued")),
  ]
}
