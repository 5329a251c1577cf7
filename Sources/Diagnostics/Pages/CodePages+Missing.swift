extension CodePages {
  /// M: values that may be missing.
  static let missing: [CodePage] = [
    CodePage(
      .M401, "A value that may be missing is used",
      """
      Not every record has this value, and the calculation needs it. Say what to use instead with ??, or ask first whether
      it is there.
      """,
      wrong: .fields("weight: contentQuantity / 1000"), right: .fields("weight: (contentQuantity ?? 0) / 1000")),
    CodePage(
      .M402, "A value that may be missing goes into a field that must have one",
      """
      The target needs this field, and the source does not always have it. Say with `missing` what is to happen then: skip
      the record, stop with a message, or use another value.
      """,
      wrong: .fields("name: brandName"), right: .fields("name:\n  from: brandName\n  missing: skip record")),
    CodePage(
      .M403, "A value that may be missing stands in a text",
      """
      Without the value the text would have a hole, as in "Dear ,". Say what stands there instead with ??.
      """,
      wrong: .fields("page_title: \"{brandName} bread\""), right: .fields("page_title: \"{brandName ?? 'Our'} bread\"")),
    CodePage(
      .M404, .warning, "Something else for a value that is always there",
      """
      The part behind ?? is never used, because the part in front of it is never missing. Take it out.
      """,
      wrong: .fields("page_title: pluNumber ?? \"none\""), right: .fields("page_title: pluNumber")),
    CodePage(
      .M405, .warning, "A question with only one answer",
      """
      This value is always there, or never, so the question always gets the same answer.
      """,
      wrong: .fields("page_title:\n  when: pluNumber is present\n  from: pluNumber"),
      right: .fields("page_title: pluNumber")),
    CodePage(
      .M406, "A field that the target needs is not filled",
      """
      The target does not accept a record without this field, and no line of the flow fills it.
      """,
      wrong: .keys(
        "fields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  price: priceExcl"
      ),
      right: .keys(
        "fields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl"
      )),
    CodePage(
      .M407, .hint, "A field of the target that the flow leaves alone",
      """
      The target has this field too, and no line of the flow fills it. That is fine; `flowrun validate --all` lists such
      fields for whoever wonders what else could be carried over.
      """,
      wrong: .other("fields:                     # the target also has `page_title`\n  sku: pluNumber"),
      right: .other("fields:\n  sku: pluNumber\n  page_title: description")),
    CodePage(
      .M408, "A list with holes",
      """
      Some entries of this list may be missing, and this function needs them all. Leave the missing ones out with
      `present()` first.
      """,
      wrong: .fields("page_title: barcodeList.map(b, b.barcode).join(\" \")"),
      right: .fields("page_title: barcodeList.map(b, b.barcode).present().join(\" \")")),
  ]

  /// P: what can go wrong when a record is worked out.
  static let problems: [CodePage] = [
    CodePage(
      .P501, .hint, "This can stop a record",
      """
      The calculation does not work for every value; a text, for one, need not be a number. Then this record stops and is
      reported, and the others go on. If you want something else, say so with `problem`, or use `try`.
      """,
      wrong: .keys(
        "settings: { currency: EUR, rounding: half_up, problems: strict }\nfilter: number(pluNumber) > 100"),
      right: .keys(
        "settings: { currency: EUR, rounding: half_up, problems: strict }\nfilter: try(number(pluNumber), 0) > 100")),
    CodePage(
      .P502, "A division by zero",
      """
      The divisor is always zero, so no record can ever be worked out.
      """,
      wrong: .fields("weight: 1 / 0"), right: .fields("weight: 1 / 2")),
    CodePage(
      .P503, .warning, "A way out that is never needed",
      """
      What stands in `try`, or what `problem` speaks of, cannot fail. Take it out.
      """,
      wrong: .fields("page_title: try(pluNumber, \"none\")"), right: .fields("page_title: pluNumber")),
    CodePage(
      .P504, .warning, "A way out that means something else",
      """
      If the amount can't be worked out, it becomes zero: the article is given away, the line costs nothing, and nobody is
      told. Mostly it is better to stop the record, or to leave the field alone. If zero is really meant, write it so that
      it can be seen: as a line of `choose`.
      """,
      wrong: .fields("retail_price:\n  from:    money(number(pluNumber), excl)\n  problem: 0"),
      right: .fields("retail_price:\n  from:    money(number(pluNumber), excl)\n  problem: skip field")),
    CodePage(
      .P505, "A value that is only known after writing",
      """
      The number of a record that is about to be made is given by the target. It can be copied into a field or put into a
      text, but not compared or calculated with, because nothing is written before everything was worked out.
      """,
      wrong: .other("when: debtor.relationNumber > 1000"), right: .other("relationNumber: debtor.relationNumber")),
  ]
}
