import Types

/// `/v3/catalog/products`, curated: what a shop is fed with. Origins name the schema of the official OpenAPI files.
enum ProductSchema {
  static func record(prices: VATBasis) -> RecordType {
    RecordType(
      "bigcommerce.products", noun: "product",
      fields: identity + offer(prices) + content + stock + relations(prices) + bookkeeping(prices),
      otherNames: OtherNames.product)
  }

  private static let post = "catalog/products spec, POST"

  private static let identity: [Field] = [
    .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the product."),
    .text(
      "name", max: 250, .always, .required, meaning: "The name; no two products of a store share one.",
      from: "\(post): required, maxLength 250", clearing: .impossible),
    .member(
      "type", of: Words.productType, .always, .required, meaning: "Shipped or downloaded.", from: "\(post): required"),
    .text(
      "sku", max: 255,
      meaning: "The article's own number; unique over products and variants, upper and lower case alike.",
      from: "\(post): maxLength 255"),
    .text("upc", max: 14, meaning: "The barcode number.", from: "\(post): maxLength 14"),
    .text("gtin", max: 14, meaning: "The global trade item number (EAN).", from: "\(post): maxLength 14"),
    .text("mpn", meaning: "The maker's part number.", from: post),
    .text("bin_picking_number", max: 255, meaning: "The bin in the warehouse.", from: "\(post): maxLength 255"),
    .member("condition", of: Words.condition, meaning: "New, used or refurbished.", from: post),
  ]

  private static func offer(_ prices: VATBasis) -> [Field] {
    [
      .amount(
        "price", prices, .always, .required, meaning: "The price, entered with or without VAT as the store is set.",
        from: "\(post): required; /v2/store is_price_entered_with_tax", clearing: .impossible),
      .amount("cost_price", .excl, meaning: "What the product costs the shop.", from: post),
      .amount(
        "retail_price", prices, .optional, meaning: "The price that is crossed out; 0 means there is none.", from: post),
      .amount(
        "sale_price", prices, .optional, meaning: "The price while there is an offer; 0 means there is none.",
        from: post),
      .amount("map_price", prices, .optional, meaning: "The lowest price that may be advertised.", from: post),
      .whole("tax_class_id", meaning: "The tax class, 0 to 255; 0 is the default class.", from: "\(post): maximum 255")
        .ofAccountList("tax class", "tax classes", in: "tax_classes", key: "id", none: 0),
      .text(
        "product_tax_code", max: 255, meaning: "The code of an automatic tax service.", from: "\(post): maxLength 255"),
      .yesNo("is_visible", meaning: "Shown in the shop.", from: post),
      .yesNo("is_featured", meaning: "Shown among the featured products.", from: post),
      .yesNo("is_free_shipping", meaning: "Sent for nothing.", from: post),
      .amount(
        "fixed_cost_shipping_price", prices, .optional, meaning: "A fixed price for shipping this product.", from: post),
      .member("availability", of: Words.availability, meaning: "Can be bought, can't, or in advance.", from: post),
      .text(
        "availability_description", max: 255, meaning: "When it will be shipped, as a text.",
        from: "\(post): maxLength 255"),
      .yesNo("is_preorder_only", meaning: "Only in advance.", from: post),
      .moment("preorder_release_date", .optional, .readWrite, meaning: "When it will be released.", from: post),
      .text("preorder_message", max: 255, meaning: "What buyers in advance are told.", from: "\(post): maxLength 255"),
      .yesNo("is_price_hidden", meaning: "The price is not shown; needs availability disabled.", from: post),
      .text(
        "price_hidden_label", max: 200, meaning: "What stands in place of the price.", from: "\(post): maxLength 200"),
      .whole("order_quantity_minimum", meaning: "The fewest in one order; 0 is no limit.", from: post),
      .whole("order_quantity_maximum", meaning: "The most in one order; 0 is no limit.", from: post),
    ]
  }

  private static let content: [Field] = [
    .text("description", meaning: "The long text, HTML.", from: post),
    .measure(
      "weight", .always, .required, meaning: "In the store's unit of weight; 0 for what is downloaded.",
      from: "\(post): required", clearing: .zero),
    .measure("width", meaning: "In the store's unit of length.", from: post),
    .measure("depth", meaning: "In the store's unit of length.", from: post),
    .measure("height", meaning: "In the store's unit of length.", from: post),
    .text("warranty", max: 65535, meaning: "The warranty, HTML.", from: "\(post): maxLength 65535"),
    .text("page_title", max: 255, meaning: "The title of the browser's window.", from: "\(post): maxLength 255"),
    .text(
      "search_keywords", max: 65535, meaning: "Words for the shop's search, with commas.",
      from: "\(post): maxLength 65535"),
    .list("meta_keywords", of: .anyText, meaning: "Words for search engines.", from: post),
    .text("meta_description", max: 65535, meaning: "The text for search engines.", from: "\(post): maxLength 65535"),
    .whole("sort_order", meaning: "Smaller stands further in front.", from: post),
    Field(
      "custom_url", .record(customURL), .optional, meaning: "The address in the shop.", origin: post,
      clearing: .impossible),
  ]

  private static let stock: [Field] = [
    .member(
      "inventory_tracking", of: Words.inventoryTracking,
      meaning: "Whether stock is managed, and where the level stands.",
      from: post),
    .whole(
      "inventory_level", .always, .readOnly, meaning: "What can be sold at the default location.",
      from: "curation: levels are written through the entity inventory, which is absolute and knows locations"),
    .whole("inventory_warning_level", meaning: "From this level on the shop warns.", from: post),
  ]

  private static func relations(_ prices: VATBasis) -> [Field] {
    [
      .list(
        "categories", of: .whole, bound: 1000, meaning: "Category ids; written as a whole.",
        from: "\(post): maximum 1000"),
      .whole("brand_id", .optional, meaning: "The brand's number.", from: post),
      .text(
        "brand_name", max: 255, meaning: "The brand; an unknown name makes a new brand.",
        from: "\(post); brands spec: maxLength 255"),
      .list("related_products", of: .whole, meaning: "Product ids; -1 alone lets the shop choose.", from: post),
      .list(
        "custom_fields", of: .record(customField), bound: 200, meaning: "Fields of the merchant's own, by name.",
        from: "catalog/products spec, custom-fields; at most 200 a product", isNamed: true),
      .list(
        "variants", of: .record(VariantSchema.record(prices: prices)), bound: 600,
        meaning: "Every combination of options that can be bought; a simple product has none.",
        from: "catalog/product-variants spec: at most 600 a product"),
      Metafields.field(from: "catalog/products spec"),
      .list(
        "options", of: .record(ChoiceSchema.option), .readOnly,
        meaning: "What its variants differ in, with every choice. Asked for only if a flow names it.",
        from: "catalog/product-variant-options spec; made along with variants"),
      .list(
        "modifiers", of: .record(ChoiceSchema.modifier), .readOnly,
        meaning: "What a buyer can choose or enter beside the variant. Asked for only if a flow names it.",
        from: "catalog/product-modifiers spec"),
    ]
  }

  private static func bookkeeping(_ prices: VATBasis) -> [Field] {
    [
      .amount("calculated_price", prices, .optional, .readOnly, meaning: "The price after offers and rules."),
      .whole("total_sold", .optional, .readOnly, meaning: "Pieces sold so far."),
      .moment("date_created", meaning: "When the product was made."),
      .moment("date_modified", meaning: "When it was changed last; changes of custom fields and options do not count."),
    ]
  }

  private static let customURL = RecordType(
    "bigcommerce.products.custom_url", noun: "address in the shop",
    fields: [
      .text(
        "url", max: 255, .always, .required, meaning: "The path, Latin letters.", from: "\(post): maxLength 255",
        clearing: .impossible),
      .yesNo("is_customized", .optional, meaning: "Set by hand, so that a new name does not change it."),
    ])

  static let customField = RecordType(
    "bigcommerce.products.custom_fields", noun: "custom field",
    fields: [
      .whole("id", .optional, .readOnly, meaning: "BigCommerce's number of the entry."),
      .text(
        "name", max: 250, .always, .required, meaning: "The name.", from: "\(post): maxLength 250",
        clearing: .impossible),
      .text("value", max: 250, .always, .required, meaning: "The value.", from: "\(post): maxLength 250"),
    ])
}

/// `/v3/catalog/products/{id}/variants`. A missing price, weight or length is the product's.
enum VariantSchema {
  static func record(prices: VATBasis) -> RecordType {
    let spec = "catalog/product-variants spec"
    return RecordType(
      "bigcommerce.products.variants", noun: "variant",
      fields: [
        .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the variant."),
        .text(
          "sku", max: 255, .optional, .required, meaning: "The article's own number.",
          from: "\(spec): required, maxLength 255",
          clearing: .impossible),
        .list(
          "option_values", of: .record(optionValue), bound: 20, .requiredCreateOnly,
          meaning: "Size, colour, …: every variant of a product has the same options. Fixed once the variant is made.",
          from: "\(spec); 600 variants leave no room for more options with a choice (curated)"),
        .amount("price", prices, .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .amount("sale_price", prices, .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .amount("retail_price", prices, .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .amount("cost_price", .excl, .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .amount("map_price", prices, .optional, .readOnly, meaning: "Missing: the product's.", from: spec),
        .measure("weight", .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .measure("width", .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .measure("depth", .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .measure("height", .optional, meaning: "Missing: the product's.", from: spec, clearing: .null),
        .yesNo("purchasing_disabled", meaning: "Can't be bought.", from: spec),
        .text(
          "purchasing_disabled_message", max: 255, meaning: "Why it can't be bought.", from: "\(spec): maxLength 255"),
        .yesNo("is_free_shipping", .optional, meaning: "Sent for nothing.", from: spec),
        .amount(
          "fixed_cost_shipping_price", prices, .optional, meaning: "A fixed price for shipping.", from: spec,
          clearing: .null),
        .text("upc", max: 14, meaning: "The barcode number.", from: "\(spec): maxLength 14"),
        .text("gtin", max: 14, meaning: "The global trade item number (EAN).", from: "\(spec): maxLength 14"),
        .text("mpn", meaning: "The maker's part number.", from: spec),
        .text("bin_picking_number", max: 255, meaning: "The bin in the warehouse.", from: "\(spec): maxLength 255"),
        .whole(
          "inventory_level", .optional, .readOnly, meaning: "What can be sold; written through the entity inventory.",
          from: spec),
        .whole("inventory_warning_level", .optional, meaning: "From this level on the shop warns.", from: spec),
        .text("image_url", .optional, .readOnly, meaning: "The variant's picture."),
        .amount("calculated_price", prices, .optional, .readOnly, meaning: "The price after offers and rules."),
      ])
  }

  static let optionValue = RecordType(
    "bigcommerce.products.variants.option_values", noun: "option value",
    fields: [
      .whole(
        "id", .optional, .readOnly, meaning: "BigCommerce's number of the value; may change when options are edited."),
      .whole("option_id", .optional, .readOnly, meaning: "BigCommerce's number of the option."),
      .text(
        "option_display_name", max: 255, .always, .required, meaning: "The option: Size.",
        from: "catalog/products spec, POST: maxLength 255", clearing: .impossible),
      .text(
        "label", max: 255, .always, .required, meaning: "The value: XL.",
        from: "catalog/products spec, POST: maxLength 255",
        clearing: .impossible),
    ])
}
