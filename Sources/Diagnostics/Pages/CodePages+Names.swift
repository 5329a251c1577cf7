extension CodePages {
  /// N: names.
  static let names: [CodePage] = [
    CodePage(
      .N201, "There is no such field",
      """
      The source or the target has no field of this name. Mostly it is a slip of the finger, and the message says what was
      probably meant. `flowrun fields mplus.articles` lists them all.
      """,
      wrong: .fields("page_title: descripton"), right: .fields("page_title: description")),
    CodePage(
      .N202, "There is no such function",
      """
      The name before the parentheses is not a function. `flowrun functions` lists them with examples.
      """,
      wrong: .fields("page_title: description.toUpper()"), right: .fields("page_title: description.upper()")),
    CodePage(
      .N203, "There is no such table, setting or related record",
      """
      Square brackets look something up in a table, and `settings.` names a setting. This name is not under `tables`,
      `settings` or `related`.
      """,
      wrong: .keys("settings:\n  currency: EUR\n  brand: \"Own brand\"\nfilter: brandName == settings.brnd"),
      right: .keys("settings:\n  currency: EUR\n  brand: \"Own brand\"\nfilter: brandName == settings.brand")),
    CodePage(
      .N204, "A list is not one record",
      """
      This is a list, and a list has no such field; only its entries have. Take one of them with `first()`, or go through
      all of them with `each`.
      """,
      wrong: .fields("sale_price: salesPriceList.priceExcl"),
      right: .fields("sale_price: salesPriceList.first()?.priceExcl")),
    CodePage(
      .N205, "Text needs quotes",
      """
      Without quotes this is read as a field or a calculation. Put text in quotes. Yes and no are written true and false.
      """,
      wrong: .fields("page_title: Fresh bread"), right: .fields("page_title: \"Fresh bread\"")),
    CodePage(
      .N206, .warning, "A text that is the name of a field",
      """
      In quotes this is the word itself, not the field of that name. If you meant the field, take the quotes away.
      """,
      wrong: .fields("page_title: \"description\""), right: .fields("page_title: description")),
    CodePage(
      .N207, .warning, "A word that is also a field",
      """
      Here one of a fixed list of words is expected, so the word is meant, although the source has a field of the same
      name. For the field write `source.` in front of it.
      """,
      wrong: .other("type: physical          # and the source has a field called physical"),
      right: .other("type: source.physical   # if the field is meant")),
    CodePage(
      .N208, "This field cannot be written",
      """
      The target has no field of this name, or sets it by itself, or allows it only when a record is created. In the last
      case empty the box `update`.
      """,
      wrong: .fields("id: productNumber"), right: .fields("page_title: description")),
    CodePage(
      .N209, "One name hides another",
      """
      A name you gave is also the name of something else. Two of your own names must differ. If it hides a field of the
      source, yours counts, and `source.NAME` is the field.
      """,
      wrong: .keys(
        "let:\n  pluCode: source.pluNumber\n  brandName: source.brandName ?? \"Own brand\"\nfilter: brandName != pluCode"
      ),
      right: .keys(
        "let:\n  pluCode: source.pluNumber\n  brand: source.brandName ?? \"Own brand\"\nfilter: brand != pluCode")),
    CodePage(
      .N211, "This name does not reach here",
      """
      A table does not see the record, only its own key, settings and other tables. After `group` only what is the same for
      all rows of the group is visible by itself; the rest is in `rows`.
      """,
      wrong: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    else: vatCode"),
      right: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    else: key\nfilter: tax[vatCode] > 0")),
    CodePage(
      .N212, .warning, "A custom field that no record has",
      """
      The account's newest records were looked at, and none has a custom field or form field of this name. Such names are
      compared letter by letter, capitals and blanks too, and a name that is never there is always missing. If the field is
      new, read the account anew.
      """,
      wrong: .other("page_title: customFieldList[\"adviesprijs\"]      # the till calls it Adviesprijs"),
      right: .other("page_title: customFieldList[\"Adviesprijs\"]")),
  ]
}
