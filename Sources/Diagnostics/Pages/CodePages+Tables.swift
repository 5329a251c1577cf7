extension CodePages {
  /// L: tables.
  static let tables: [CodePage] = [
    CodePage(
      .L601, "The table does not cover every word",
      """
      The key is one of a fixed list of words, and some of them have no row. Add the rows that the message lists, or a row
      `else`.
      """,
      wrong: .keys(
        "tables:\n  kind:\n    key: type\n    physical: \"goods\"\nfields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl\n  page_title: kind[physical]"
      ),
      right: .keys(
        "tables:\n  kind:\n    key: type\n    physical: \"goods\"\n    digital: \"a file\"\nfields:\n  sku: pluNumber\n  name: { from: description, missing: skip record }\n  type: physical\n  weight: 0\n  price: priceExcl\n  page_title: kind[physical]"
      )),
    CodePage(
      .L602, "The table has no `else`",
      """
      The key can be anything, so there must be a row `else` for what is not in the table: another value, or
      { stop: "…" } with a message.
      """,
      wrong: .keys("tables:\n  tax:\n    key: int\n    1: 2\nfilter: tax[vatCode] > 0"),
      right: .keys(
        "tables:\n  tax:\n    key: int\n    1: 2\n    else: { stop: \"No tax class for {key}\" }\nfilter: tax[vatCode] > 0"
      )),
    CodePage(
      .L603, "A key that does not fit the table",
      """
      The key of a row is of another kind than `key` says. Texts need quotes, numbers and countries have none. With several
      key columns, every column is a level of its own.
      """,
      wrong: .keys("tables:\n  group:\n    key: text\n    Own brand: 1\n    else: 2\nfilter: group[pluNumber] == 1"),
      right: .keys("tables:\n  group:\n    key: text\n    \"Own brand\": 1\n    else: 2\nfilter: group[pluNumber] == 1")
    ),
    CodePage(
      .L604, "Two rows for one key",
      """
      Two rows answer the same key with different values, or two groups overlap. An exact row beats a group; two of one kind
      do not go together.
      """,
      wrong: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    01: 3\n    else: 4\nfilter: tax[vatCode] == 2"),
      right: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    2: 3\n    else: 4\nfilter: tax[vatCode] == 2")),
    CodePage(
      .L605, "Rows with different kinds of values",
      """
      All rows of a table give the same kind of value: all numbers, or all texts.
      """,
      wrong: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    2: \"high\"\n    else: 3\nfilter: tax[vatCode] == 2"),
      right: .keys("tables:\n  tax:\n    key: int\n    1: 2\n    2: 1\n    else: 3\nfilter: tax[vatCode] == 2")),
    CodePage(
      .L606, .warning, "A row that is never used",
      """
      No key can ever reach this row, because another row answers first, or because the key cannot have this value.
      """,
      wrong: .keys(
        "tables:\n  label:\n    key: bool\n    true: \"yes\"\n    false: \"no\"\n    else: \"?\"\nfilter: label[webshop] == \"yes\""
      ),
      right: .keys(
        "tables:\n  label:\n    key: bool\n    true: \"yes\"\n    false: \"no\"\nfilter: label[webshop] == \"yes\"")),
    CodePage(
      .L607, "The CSV file of a table cannot be used",
      """
      Its first row names the columns: first the keys, last the value. Every row needs all of them. The message names the row
      and the column. Commas, semicolons and tabs stand between cells; Excel's own files are saved as CSV UTF-8 first.
      """,
      wrong: .other("shop,mplus\npaypal,"), right: .other("shop,mplus\npaypal,PAYPAL")),
    CodePage(
      .L608, "The table does not say of what kind its keys are",
      """
      Keys that are all quoted are texts, and keys that are all digits are numbers. For everything else say it with `key`,
      because NO or IN may be a country or a word.
      """,
      wrong: .keys("tables:\n  group:\n    own: 1\n    others: 2\n    else: 3\nfilter: group[pluNumber] == 1"),
      right: .keys(
        "tables:\n  group:\n    key: text\n    \"own\": 1\n    \"others\": 2\n    else: 3\nfilter: group[pluNumber] == 1"
      )),
    CodePage(
      .L609, .warning, "The account has no such number or code",
      """
      Tax classes, VAT codes, payment and delivery methods are the account's own. `flowrun fields CONNECTION --live` read
      which there are, and this one is not among them: what is written would be refused or mean nothing, and a row with it
      is never used. If it was set up since, read the account anew.
      """,
      wrong: .other("tax_class_id: 7      # the shop has 0, 1, 2 and 3"), right: .other("tax_class_id: 3")),
    CodePage(
      .L610, .warning, "Records come with keys that have no row",
      """
      `flowrun validate --live` computed the table's key for the newest records, and looked at what the account offers.
      These values have no row of their own: a record with one of them stops, or takes what `else` says. Add the rows, or
      let `else` answer on purpose.
      """,
      wrong: .other(
        "payment:\n  \"iDEAL\": \"IDEAL\"\n  else: { stop: \"No payment method for {key}\" }      # orders come with Klarna, too"
      ),
      right: .other(
        "payment:\n  \"iDEAL\":  \"IDEAL\"\n  \"Klarna\": \"KLARNA\"\n  else: { stop: \"No payment method for {key}\" }"
      )),
  ]

  /// W: what is written.
  static let writing: [CodePage] = [
    CodePage(
      .W701, "The field to match does not fit",
      """
      `match` says by which field a record is found again. The field must be one that the target can search by, that tells
      records apart, and that always has a value.
      """,
      wrong: .keys("match: weight"), right: .keys("match: sku")),
    CodePage(
      .W702, "The field to match would be changed",
      """
      A record is found by this field, so the flow must not change it when it updates the record.
      """,
      wrong: .fields("sku:\n  from: pluNumber\n  update: [x]"), right: .fields("sku: pluNumber")),
    CodePage(
      .W703, .warning, "This flow never updates anything",
      """
      The box `update` is empty on every field, so the flow only makes new records. If that is meant, empty the box of the
      flow itself, once.
      """,
      wrong: .keys(
        "fields:\n  sku: { from: pluNumber, update: [ ] }\n  name: { from: description, update: [ ], missing: skip record }\n  type: { from: physical, update: [ ] }\n  weight: { from: 0, update: [ ] }\n  price: { from: priceExcl, update: [ ] }"
      ),
      right: .keys("update: [ ]")),
    CodePage(
      .W706, "A field that the target ignores",
      """
      The target looks at this field only if another one is set too.
      """,
      wrong: .flow(
        "flow: sales\nsource: bigcommerce.orders\ntarget: mplus.orders\nmatch: extOrderId\nsettings: { currency: EUR, rounding: half_up }\nfields:\n  extOrderId: \"BC-{id}\"\n  relationNumber: 100001\n  workplaceNumber: 3\n"
      ),
      right: .flow(
        "flow: sales\nsource: bigcommerce.orders\ntarget: mplus.orders\nmatch: extOrderId\nsettings: { currency: EUR, rounding: half_up }\nfields:\n  extOrderId: \"BC-{id}\"\n  relationNumber: 100001\n  entryBranchNumber: 2\n  workplaceNumber: 3\n"
      )),
    CodePage(
      .W707, "Deleting needs a confirmation",
      """
      `gone: delete` deletes records in the target for good. The setting `confirm_delete: [x]` says that this is really
      meant. `hide` can be undone.
      """,
      wrong: .fields(
        "variants:\n  each: offer in salesPriceList\n  match: sku\n  gone: delete\n  fields:\n    sku: pluNumber\n    option_values:\n      - fields: { option_display_name: \"Size\", label: \"L\" }"
      ),
      right: .fields(
        "variants:\n  each: offer in salesPriceList\n  match: sku\n  gone: hide\n  fields:\n    sku: pluNumber\n    option_values:\n      - fields: { option_display_name: \"Size\", label: \"L\" }"
      )),
    CodePage(
      .W708, .warning, "A filter that is always the same",
      """
      The filter lets every record through, or none.
      """,
      wrong: .keys("filter: true"), right: .keys("filter: active")),
    CodePage(
      .W710, .hint, "`when` leaves the old value standing",
      """
      If the condition is not true, the field is left alone, and what was written earlier stays. A price offer that has ended
      would go on for ever. To take the value away let it be missing and write `missing: clear`; to write another one take
      `choose`. If the old value is meant to stay, `update: [x]` says so.
      """,
      wrong: .fields(
        "sale_price:\n  when: salesPriceList.first() is present\n  from: salesPriceList.first()?.priceExcl"),
      right: .fields("sale_price:\n  from: salesPriceList.first()?.priceExcl\n  missing: clear")),
    CodePage(
      .W711, "This source cannot be grouped",
      """
      `group` needs all rows of a group, also the unchanged ones. This source only gives what has changed, so one changed row
      would be taken for the whole.
      """,
      wrong: .other("source: mplus.turnover\ngroup:  articleNumber"),
      right: .other("source: mplus.stock\ngroup:  articleNumber")),
    CodePage(
      .W712, "All records are found by one value",
      """
      The value by which the target's record is found is the same for every record of the source. The first one takes it, and
      all others stop. Mostly a field's name stands in quotes, and is a text like that.
      """,
      wrong: .flow(
        "flow: example\nsource: mplus.stock\ntarget: bigcommerce.inventory\nmatch: sku = \"pluNumber\"\ncreate: [ ]\n"
          + "fields:\n  inventory_level: floor(amountFree)"),
      right: .flow(
        "flow: example\nsource: mplus.stock\ntarget: bigcommerce.inventory\nmatch: sku = article.pluNumber\n"
          + "create: [ ]\nfields:\n  inventory_level: floor(amountFree)")),
  ]

  /// C: cost and limits.
  static let limits: [CodePage] = [
    CodePage(
      .C801, "One record would take too much work",
      """
      A step is one turn of a loop. A list inside a list inside a list multiplies the turns, and at worst one record would
      take more than 100,000 of them. The message shows which places cost how much. Work a list out once, under `let`, or
      look things up in a table. A list without a bound of its own counts as 1,000 entries. If your lists are shorter
      than that, `steps_max` under `settings` allows up to 2,000,000 steps; a record that takes more stops.
      """,
      wrong: .keys("filter: pluNumber.split(\" \").all(word, groupNumbers.exists(number, \"{number}\" == word))"),
      right: .keys("filter: groupNumbers.exists(number, \"{number}\" == pluNumber)")),
    CodePage(
      .C802, .warning, "Loops inside loops inside loops",
      """
      This loop stands in a loop that stands in a loop. Hardly anybody can read that, and the work multiplies. Give the inner
      one a name under `let`.
      """,
      wrong: .keys(
        "settings:\n  steps_max: 2000000\nfilter: groupNumbers.exists(a, categoryIds.exists(b, groupNumbers.exists(c, c > a + b)))"
      ),
      right: .keys(
        "let:\n  greatest: groupNumbers.max() ?? 0\nfilter: groupNumbers.exists(a, categoryIds.exists(b, greatest > a + b))"
      )),
    CodePage(
      .C803, "The formula is too long",
      """
      A formula has at most 2,000 characters and 64 levels of brackets. Give parts of it a name under `let`; that is easier to
      read too. Names that hang on each other go at most 250 steps down, and transforms that use each other must not grow
      to more than 200,000 parts.
      """,
      wrong: .other("a formula over thirty lines"), right: .other("let:\n  net:   …\n  gross: …")),
  ]
}
