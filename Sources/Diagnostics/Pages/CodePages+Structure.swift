extension CodePages {
  /// S: the shape of a flow.
  static let structure: [CodePage] = [
    CodePage(
      .S101, "A word that does not belong here",
      """
      Each place in a flow knows certain words, and this is none of them. Mostly it is a slip of the finger, and the
      message says what was probably meant.
      """,
      wrong: .keys("filtr: active"), right: .keys("filter: active")),
    CodePage(
      .S102, "Something that must be there is missing",
      """
      A flow needs a name, a source, a target and fields. A related record needs `entity` and `match`. A line of `choose`
      needs `when` and `use`.
      """,
      wrong: .flow("flow: products\nsource: mplus.articles\nfields:\n  sku: pluNumber\n"),
      right: .keys("filter: active")),
    CodePage(
      .S103, "The right word with the wrong kind of value",
      """
      Behind this key stands something else than what it takes: a text instead of a list, a list instead of a single
      value, or a name that has to be written differently.
      """,
      wrong: .keys("fields: sku"),
      right: .keys(
        "fields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl"
      )),
    CodePage(
      .S104, "This system or list of records is not known",
      """
      Behind `source`, `target` and `entity` stands the name of a system, a point, and what it holds.
      `flowrun capabilities` lists the systems and what each has.
      """,
      wrong: .keys("source: mplus.artikels"), right: .keys("source: mplus.articles")),
    CodePage(
      .S105, "Two ways to give one value",
      """
      A field gets its value from exactly one of `from`, `formula`, `text` and `choose`. With two of them nobody could say
      which one counts.
      """,
      wrong: .fields("page_title:\n  from: description\n  text: Bread"),
      right: .fields("page_title:\n  from: description")),
    CodePage(
      .S106, "A box is ticked or empty",
      """
      `create` and `update` are boxes: [x] for yes, [ ] for no. The `update` of a field also takes `if empty`, to fill only
      what is empty, and `if untouched`, to leave alone what somebody has changed in the target.
      """,
      wrong: .fields("page_title:\n  from: description\n  update: never"),
      right: .fields("page_title:\n  from: description\n  update: [ ]")),
    CodePage(
      .S107, "A choice without a last line",
      """
      `choose` takes the first line that is true. If none is, there must be a last line with `else`, or the field would
      have no value. Only when the lines cover every possible case can it be left out.
      """,
      wrong: .fields("page_title:\n  choose:\n    - when: active\n      use: description"),
      right: .fields("page_title:\n  choose:\n    - when: active\n      use: description\n    - else: \"Sold out\"")),
    CodePage(
      .S108, "A line behind `else`",
      """
      `else` is always true, so nothing that stands behind it is ever reached. Move it to the end.
      """,
      wrong: .fields("page_title:\n  choose:\n    - else: \"Sold out\"\n    - when: active\n      use: \"For sale\""),
      right: .fields("page_title:\n  choose:\n    - when: active\n      use: \"For sale\"\n    - else: \"Sold out\"")),
    CodePage(
      .S109, "Names that need each other",
      """
      One `let` uses a second one, and that one uses the first again. Neither can be worked out. The message shows the
      circle line by line.
      """,
      wrong: .keys("let:\n  net: gross\n  gross: net"),
      right: .keys("let:\n  net: priceExcl\n  gross: net\nfilter: gross > 0")),
    CodePage(
      .S110, .warning, "A name that nothing uses",
      """
      This `let`, table or setting is never used. Perhaps something was misspelled where it should be used; if not, take
      it out.
      """,
      wrong: .keys("let:\n  brand: brandName ?? \"Own brand\""),
      right: .keys("filter: not discontinued")),
    CodePage(
      .S111, "A shared file cannot be used",
      """
      `use` names a file with settings, tables and transforms that several flows share. It was not found, or two shared
      files use each other. The path counts from the folder of the flow.
      """,
      wrong: .other("use: tabels.yaml"), right: .other("use: tables.yaml")),
    CodePage(
      .S112, "One name for two things",
      """
      Names under `let`, `tables` and `related` share one list, because formulas use them all the same way. Rename one of
      the two.
      """,
      wrong: .keys("let:\n  brand: brandName\ntables:\n  brand:\n    key: text\n    \"A\": \"B\"\n    else: \"C\""),
      right: .keys("let:\n  own_brand: brandName\nfilter: own_brand is present")),
    CodePage(
      .S114, "An example names a field that does not exist",
      """
      `given` holds fields of the source, `expect` fields of the target. This name is in neither. Examples are checked like
      everything else, so that they stay true.
      """,
      wrong: .keys("examples:\n  - name: bread\n    given: { pluNummer: \"1001\" }\n    expect: { sku: \"1001\" }"),
      right: .keys("examples:\n  - name: bread\n    given: { pluNumber: \"1001\" }\n    expect: { sku: \"1001\" }")),
    CodePage(
      .S117, "This looks like a secret",
      """
      A flow file is read by many people and often lies in a repository. A password or an access token does not belong
      there. The project file names the connection, and for its secret only where it is found: env:NAME, file:PATH or
      exec:COMMAND. If the secret has been shared already, have a new one made.
      """,
      wrong: .keys("settings:\n  token: \"8f3k2m9x7q4w1z6r5t0y8u3i2o7p\""),
      right: .other("connections:\n  shop:\n    token: env:SHOP_TOKEN")),
    CodePage(
      .S118, "Words of the language and fields in one block",
      """
      A block below a field either says how the field is filled, with words such as `from` and `when`, or it is a record
      with fields of its own. If you need both, put the fields under `fields:`.
      """,
      wrong: .fields("custom_url:\n  when: active\n  update: [x]\n  url: \"/{pluNumber}\""),
      right: .fields("custom_url:\n  when: active\n  update: [x]\n  fields:\n    url: \"/{pluNumber}\"")),
    CodePage(
      .S119, "There is no value",
      """
      An empty place, ~ or null says nothing about what to write. Leave the line out if the field is not to be written. To
      take a value away in the target, write `missing: clear`. In formulas ask with `is present` and `is missing`.
      """,
      wrong: .fields("page_title:"), right: .fields("page_title:\n  from: brandName\n  missing: clear")),
    CodePage(
      .S120, .warning, "A rule in quotes is only text",
      """
      With quotes, "skip record" is a text that would be written into the field. Without quotes it is the rule. If the text
      really was meant, write it under `text`.
      """,
      wrong: .fields("page_title:\n  from: brandName\n  missing: \"skip record\""),
      right: .fields("page_title:\n  from: brandName\n  missing: skip record")),
    CodePage(
      .S121, "A box that can never act",
      """
      The box of the flow is a gate, the box of a field a wish: a field is only written if both allow it. Here they never
      do at the same time, or both boxes are empty.
      """,
      wrong: .fields("page_title:\n  from: description\n  create: [ ]\n  update: [ ]"),
      right: .fields("page_title:\n  from: description\n  update: [ ]")),
    CodePage(
      .S122, "The value to match is given twice",
      """
      `match: sku` uses the value that the field sku gets below. `match: sku = value` is for a field that the flow does not
      write. Use one of them.
      """,
      wrong: .keys("match: sku = pluNumber"), right: .keys("match: sku")),
    CodePage(
      .S123, "A point in the name of a field",
      """
      A field inside a record is written on a line of its own below the record, not with a point.
      """,
      wrong: .fields("custom_url.url: \"/{pluNumber}\""), right: .fields("custom_url:\n  url: \"/{pluNumber}\"")),
    CodePage(
      .S124, .warning, "What was read of an account cannot be used",
      """
      `flowrun fields CONNECTION --live` keeps the lists and the custom fields of an account in live/CONNECTION.json, and
      flows are checked against it. The file is of another system, too old, or no longer what that command wrote; flows
      are checked as if it were not there, or as it was then. Read it anew, or take the file away.
      """,
      wrong: .other("{ \"version\": 1, \"connector\": \"bigcommerce\", \"address\": \"another shop\" }"),
      right: .other("flowrun fields bigcommerce --live")),
  ]
}
