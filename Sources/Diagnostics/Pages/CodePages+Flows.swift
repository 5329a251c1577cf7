extension CodePages {
  /// What only several flows together, or an earlier run, show.
  static let flows: [CodePage] = [
    CodePage(
      .W704, .warning, "Two flows change the same field",
      """
      Both flows change this field of the same records. Whichever runs last wins, and with every run the field changes again.
      Decide which flow owns the field, and write `update: [ ]` at the other one's. If the two never meet in one record, let
      their filters say so.
      """,
      wrong: .other(
        "# content.flow.yaml\nfields:\n  price: priceExcl\n# offer.flow.yaml\nfields:\n  price: priceExcl"),
      right: .other(
        "# content.flow.yaml\nfields:\n  price: { from: priceExcl, update: [ ] }\n# offer.flow.yaml\nfields:\n  price: priceExcl"
      )),
    CodePage(
      .W705, "Flows hand a field round in a circle",
      """
      One flow writes this field from the other system, and another flow writes it back. A change on either side comes back,
      and an old value can overwrite a new one. A field has one owner: empty the box `update` at the other side's, or use
      `update: if empty` or `update: if untouched` there.
      """,
      wrong: .other(
        "# customers-to-till.flow.yaml\nfields:\n  city: home?.city\n# customers-to-shop.flow.yaml\nfields:\n  city: city"
      ),
      right: .other(
        "# customers-to-till.flow.yaml\nfields:\n  city: home?.city\n# customers-to-shop.flow.yaml\nfields:\n  city: { from: city, update: if empty }"
      )),
    CodePage(
      .W709, .warning, "This flow seems to have had another name",
      """
      Where reading goes on, what was sent and which records belong together is kept under the name of the flow. This name
      is new, and a flow that brought the same two kinds of records together is no longer there. If the flow was renamed,
      give it its old name back: under the new one everything is read and looked up again, and what the old one made counts
      as nobody's.
      """,
      wrong: .other("flow: product   # was: products"), right: .other("flow: products")),
  ]
}
