import Types

/// What a product can be chosen in: options make variants, modifiers do not.
enum ChoiceSchema {
  static let option = RecordType(
    "bigcommerce.products.options", noun: "option",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the option.", from: options),
      .text("display_name", .always, .readOnly, meaning: "The option: Size.", from: options),
      .text("type", .optional, .readOnly, meaning: "How it is shown: rectangles, dropdown, swatch, …", from: options),
      .whole("sort_order", .optional, .readOnly, meaning: "Smaller stands further in front.", from: options),
      .list("option_values", of: .record(optionValue), .readOnly, meaning: "The choices.", from: options),
    ])

  static let modifier = RecordType(
    "bigcommerce.products.modifiers", noun: "modifier",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the modifier.", from: modifiers),
      .text("display_name", .always, .readOnly, meaning: "What is asked: Engraving.", from: modifiers),
      .text("type", .always, .readOnly, meaning: "How it is asked: text, checkbox, date, dropdown, …", from: modifiers),
      .yesNo("required", .always, .readOnly, meaning: "Has to be chosen or entered.", from: modifiers),
      .whole("sort_order", .optional, .readOnly, meaning: "Smaller stands further in front.", from: modifiers),
      .list(
        "option_values", of: .record(modifierValue), .readOnly, meaning: "The choices, where there are any.",
        from: modifiers),
    ])

  private static func value(_ record: String, _ spec: String) -> RecordType {
    RecordType(
      "\(record).option_values", noun: "choice",
      fields: [
        .whole(
          "id", .always, .readOnly, meaning: "BigCommerce's number of the choice; may change when it is edited.",
          from: spec),
        .text("label", .always, .readOnly, meaning: "The choice: XL.", from: spec),
        .whole("sort_order", .optional, .readOnly, meaning: "Smaller stands further in front.", from: spec),
        .yesNo("is_default", .optional, .readOnly, meaning: "Chosen unless the buyer says otherwise.", from: spec),
      ])
  }

  private static let optionValue = value("bigcommerce.products.options", options)
  private static let modifierValue = value("bigcommerce.products.modifiers", modifiers)
  private static let options = "catalog/product-variant-options spec"
  private static let modifiers = "catalog/product-modifiers spec"
}
