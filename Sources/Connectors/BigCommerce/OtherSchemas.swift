import Types

/// `/v3/inventory/items` with the tracking of the product: one record for every SKU, of products and of variants.
enum InventorySchema {
  static let record = RecordType(
    "bigcommerce.inventory", noun: "stock level",
    fields: [
      .text(
        "sku", max: 255, .always, .readOnly, meaning: "The SKU of a product or of a variant.", from: "inventory.v3 spec"
      ),
      .whole("product_id", .always, .readOnly, meaning: "The product.", from: "inventory.v3 spec"),
      .whole("variant_id", .optional, .readOnly, meaning: "The variant.", from: "inventory.v3 spec"),
      .member(
        "inventory_tracking", of: Words.inventoryTracking, .always, .readWrite,
        meaning: "Whether the product's stock is managed. Changed before the level is.", from: "catalog/products spec"),
      .whole(
        "inventory_level", .optional, .readWrite,
        meaning: "Pieces on hand at the location, 0 to 2147483647; an absolute value.",
        from: "inventory.v3 spec: total_inventory_onhand", clearing: .impossible),
      .whole(
        "location_id", .optional, .readWrite, meaning: "The location; 1, the default location, if nothing is said.",
        from: "inventory.v3 spec", clearing: .impossible
      ).ofAccountList("location", "locations", in: "locations", key: "id"),
      .whole(
        "available_to_sell", .optional, .readOnly, meaning: "On hand without the safety stock.",
        from: "inventory.v3 spec"),
      .whole("safety_stock", .optional, .readOnly, meaning: "Pieces kept back.", from: "inventory.v3 spec"),
    ])
}

/// `/v3/customers` with addresses.
enum CustomerSchema {
  private static let post = "customers.v3 spec, POST"

  static let record = RecordType(
    "bigcommerce.customers", noun: "customer",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the customer."),
      .text(
        "email", max: 250, .always, .required, meaning: "Unique in a storefront, upper and lower case alike.",
        from: "\(post): required, maxLength 250", clearing: .impossible, isPersonal: true),
      .text(
        "first_name", max: 100, .always, .required, meaning: "First name.", from: "\(post): required, maxLength 100",
        clearing: .impossible, isPersonal: true),
      .text(
        "last_name", max: 100, .always, .required, meaning: "Last name.", from: "\(post): required, maxLength 100",
        clearing: .impossible, isPersonal: true),
      .text("company", max: 255, meaning: "Company.", from: "\(post): maxLength 255", isPersonal: true),
      .text("phone", max: 50, meaning: "Telephone.", from: "\(post): maxLength 50", isPersonal: true),
      .text("notes", meaning: "Notes that the customer doesn't see.", from: post, isPersonal: true),
      .text("tax_exempt_category", max: 255, meaning: "Why no tax is charged.", from: "\(post): maxLength 255"),
      .whole("customer_group_id", meaning: "The customer group; 0 is none.", from: post)
        .ofAccountList("customer group", "customer groups", in: "customer_groups", key: "id", none: 0),
      .yesNo(
        "accepts_product_review_abandoned_cart_emails", .optional, meaning: "Wants mails about reviews and carts.",
        from: post),
      .whole(
        "origin_channel_id", .optional, .createOnly, meaning: "The storefront that the customer is of.", from: post),
      .list("channel_ids", of: .whole, meaning: "The storefronts where the customer can log in.", from: post),
      .list(
        "addresses", of: .record(address), meaning: "The address book; 10 can be written with a new customer.",
        from: post,
        isPersonal: true),
      .list(
        "form_fields", of: .record(FormFieldSchema.record), meaning: "Fields of the merchant's own, by name.",
        from: post,
        isNamed: true, isPersonal: true),
      .moment("date_created", meaning: "When the customer was made."),
      .moment("date_modified", meaning: "When the customer was changed last."),
    ], otherNames: OtherNames.customer)

  static let address = RecordType(
    "bigcommerce.customers.addresses", noun: "address",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the address."),
      .text(
        "first_name", max: 255, .always, .required, meaning: "First name.", from: "\(post): maxLength 255",
        clearing: .impossible, isPersonal: true),
      .text(
        "last_name", max: 255, .always, .required, meaning: "Last name.", from: "\(post): maxLength 255",
        clearing: .impossible,
        isPersonal: true),
      .text("company", max: 255, meaning: "Company.", from: "\(post): maxLength 255", isPersonal: true),
      .text(
        "address1", .always, .required, meaning: "Street and house number.", from: post, clearing: .impossible,
        isPersonal: true),
      .text("address2", meaning: "The address's second line.", from: post, isPersonal: true),
      .text(
        "city", max: 100, .always, .required, meaning: "City.", from: "\(post): maxLength 100", clearing: .impossible,
        isPersonal: true),
      .text(
        "state_or_province", max: 100, meaning: "State or province, spelled out.", from: "\(post): maxLength 100",
        isPersonal: true),
      .text("postal_code", max: 30, meaning: "Postcode.", from: "\(post): maxLength 30", isPersonal: true),
      .member("country_code", of: .country, .always, .required, meaning: "The country.", from: "\(post): two letters"),
      .text("phone", max: 50, meaning: "Telephone.", from: "\(post): maxLength 50", isPersonal: true),
      .member("address_type", of: Words.addressType, .optional, meaning: "At home or at work.", from: post),
    ], otherNames: OtherNames.customerAddress)
}

/// `/v3/catalog/trees/categories`.
enum CategorySchema {
  private static let post = "catalog/category-trees spec"

  static let record = RecordType(
    "bigcommerce.categories", noun: "category",
    fields: [
      .whole("category_id", .always, .readOnly, meaning: "BigCommerce's number of the category."),
      .text(
        "name", max: 50, .always, .required, meaning: "Unique among the categories of one parent.",
        from: "\(post): required, maxLength 50", clearing: .impossible),
      .whole("parent_id", .always, .readWrite, meaning: "The category above; 0 at the top.", from: post),
      .whole("tree_id", .optional, .createOnly, meaning: "The tree, one for a storefront.", from: post)
        .ofAccountList("category tree", "category trees", in: "category_trees", key: "id"),
      .text("description", meaning: "The text above the products, HTML.", from: post),
      .whole("sort_order", meaning: "Smaller stands further in front.", from: post),
      .text("page_title", meaning: "The title of the browser's window.", from: post),
      .list("meta_keywords", of: .anyText, meaning: "Words for search engines.", from: post),
      .text("meta_description", max: 65535, meaning: "The text for search engines.", from: "\(post): maxLength 65535"),
      .text("search_keywords", max: 255, meaning: "Words for the shop's search.", from: "\(post): maxLength 255"),
      .text("image_url", meaning: "The picture.", from: post),
      .yesNo("is_visible", meaning: "Shown in the shop.", from: post),
      .member(
        "default_product_sort", of: Words.productSort, .optional, meaning: "How its products are ordered.", from: post),
    ])
}

/// `/v3/catalog/brands`.
enum BrandSchema {
  private static let post = "catalog/brands spec"

  static let record = RecordType(
    "bigcommerce.brands", noun: "brand",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the brand."),
      .text(
        "name", max: 255, .always, .required, meaning: "Unique in the store.", from: "\(post): required, maxLength 255",
        clearing: .impossible),
      .text("page_title", max: 255, meaning: "The title of the browser's window.", from: "\(post): maxLength 255"),
      .list("meta_keywords", of: .anyText, meaning: "Words for search engines.", from: post),
      .text("meta_description", max: 65535, meaning: "The text for search engines.", from: "\(post): maxLength 65535"),
      .text("search_keywords", max: 65535, meaning: "Words for the shop's search.", from: "\(post): maxLength 65535"),
      .text("image_url", meaning: "The picture.", from: post),
    ])
}
