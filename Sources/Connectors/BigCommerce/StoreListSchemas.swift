import ConnectorKit
import Types

extension StoreList {
  static let lists: [List] = [
    List(
      name: "order_statuses", meaning: "The statuses of orders with the merchant's own labels.",
      record: ListSchema.orderStatus, finding: [Entity.Finding(["status"], isUnique: true)],
      source: .bare("/v2/order_statuses"),
      wordOfKey: WordOfKey(field: "status", enumeration: Words.orderStatus)),
    List(
      name: "payment_methods", meaning: "The payment methods that the store offers.", record: ListSchema.paymentMethod,
      key: "code", finding: [Entity.Finding(["name"], ignoresCase: true, isUnique: false)],
      source: .bare("/v2/payments/methods"),
      limits: ["The store's own list is not complete: an order may carry a method that is not in it."]),
    List(
      name: "shipping_methods", meaning: "The shipping methods of all shipping zones.",
      record: ListSchema.shippingMethod, finding: [Entity.Finding(["name"], ignoresCase: true, isUnique: false)],
      source: .shippingMethods, limits: ["An order carries the name that the customer saw, which may be another one."]),
    List(
      name: "tax_classes", meaning: "The tax classes of products.", record: ListSchema.taxClass,
      finding: [Entity.Finding(["name"], ignoresCase: true, isUnique: false)], source: .bare("/v2/tax_classes")),
    List(
      name: "currencies", meaning: "The currencies of the store with their exchange rates.",
      record: ListSchema.currency, finding: [Entity.Finding(["currency_code"], isUnique: true)],
      source: .bare("/v2/currencies")),
    List(
      name: "customer_groups", meaning: "The groups that customers belong to, with their discounts.",
      record: ListSchema.customerGroup, finding: [Entity.Finding(["name"], ignoresCase: true, isUnique: false)],
      source: .bare("/v2/customer_groups")),
    List(
      name: "category_trees", meaning: "The category trees, one for a storefront.", record: ListSchema.categoryTree,
      finding: [Entity.Finding(["name"], ignoresCase: true, isUnique: false)], source: .data("/v3/catalog/trees")),
    List(
      name: "locations", meaning: "The places that hold stock.", record: ListSchema.location,
      finding: [Entity.Finding(["code"], isUnique: true)], source: .data("/v3/inventory/locations"), label: "label"),
    List(
      name: "store", meaning: "The store itself: one record.", record: ListSchema.store, source: .single("/v2/store"),
      label: nil),
  ]
}

/// The records of the lists that a store is set up with.
enum ListSchema {
  static let orderStatus = RecordType(
    "bigcommerce.order_statuses", noun: "order status",
    fields: [
      .whole("id", .always, .readOnly, meaning: "The number, 0 to 14.", from: orders),
      .member(
        "status", of: Words.orderStatus, .optional, .readOnly, meaning: "The word for it in flows.",
        from: "the id, as orders have it in status_id"),
      .text("name", .always, .readOnly, meaning: "The label that orders show.", from: orders),
      .text("system_label", .optional, .readOnly, meaning: "BigCommerce's own label.", from: orders),
      .text("custom_label", .optional, .readOnly, meaning: "The merchant's label.", from: orders),
      .text("system_description", .optional, .readOnly, meaning: "What it stands for.", from: orders),
    ])

  static let paymentMethod = RecordType(
    "bigcommerce.payment_methods", noun: "payment method",
    fields: [
      .text("code", .always, .readOnly, meaning: "The code.", from: "payments/methods.v2 spec"),
      .text("name", .always, .readOnly, meaning: "As orders have it.", from: "payments/methods.v2 spec"),
      .yesNo("test_mode", .optional, .readOnly, meaning: "Only tried out.", from: "payments/methods.v2 spec"),
    ])

  static let shippingMethod = RecordType(
    "bigcommerce.shipping_methods", noun: "shipping method",
    fields: [
      .text("id", .always, .readOnly, meaning: "Zone and method: 1-4.", from: "zone_id and method_id, joined"),
      .whole("zone_id", .always, .readOnly, meaning: "The shipping zone.", from: shipping),
      .text("zone_name", .optional, .readOnly, meaning: "As the merchant called the zone.", from: shipping),
      .whole("method_id", .always, .readOnly, meaning: "BigCommerce's number of the method.", from: shipping),
      .text("name", .always, .readOnly, meaning: "As the customer sees it.", from: shipping),
      .text("type", .optional, .readOnly, meaning: "perorder, peritem, weight, freeshipping, …", from: shipping),
      .measure("rate", .optional, .readOnly, meaning: "What it costs, where that is one amount.", from: shipping),
      .yesNo("enabled", .optional, .readOnly, meaning: "Offered.", from: shipping),
      .yesNo("is_fallback", .optional, .readOnly, meaning: "Offered where no other is.", from: shipping),
    ])

  static let taxClass = RecordType(
    "bigcommerce.tax_classes", noun: "tax class",
    fields: [
      .whole("id", .always, .readOnly, meaning: "The number, as in tax_class_id.", from: "tax_classes.v2 spec"),
      .text("name", .always, .readOnly, meaning: "As the merchant called it.", from: "tax_classes.v2 spec"),
    ])

  static let currency = RecordType(
    "bigcommerce.currencies", noun: "currency",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the currency.", from: currencies),
      .member("currency_code", of: .currency, .always, .readOnly, meaning: "The currency.", from: currencies),
      .text("name", .optional, .readOnly, meaning: "Its name.", from: currencies),
      Field(
        "currency_exchange_rate", .decimal(digits: 10), .optional, .readOnly,
        meaning: "How many of it one of the default currency is.", origin: currencies, digits: 10, clearing: .zero),
      .yesNo("is_default", .always, .readOnly, meaning: "The store's own.", from: currencies),
      .yesNo("is_transactional", .optional, .readOnly, meaning: "Can be paid in.", from: currencies),
      .yesNo("enabled", .optional, .readOnly, meaning: "Shown in the shop.", from: currencies),
      .whole("decimal_places", .optional, .readOnly, meaning: "Digits behind the point.", from: currencies),
      .text("token", .optional, .readOnly, meaning: "Its sign.", from: currencies),
    ])

  static let customerGroup = RecordType(
    "bigcommerce.customer_groups", noun: "customer group",
    fields: [
      .whole("id", .always, .readOnly, meaning: "The number, as in customer_group_id.", from: customers),
      .text("name", .always, .readOnly, meaning: "As the merchant called it.", from: customers),
      .yesNo("is_default", .optional, .readOnly, meaning: "New customers belong to it.", from: customers),
      .yesNo("is_group_for_guests", .optional, .readOnly, meaning: "Guests belong to it.", from: customers),
      Field(
        "category_access", .record(categoryAccess), .optional, .readOnly, meaning: "The categories that it sees.",
        origin: customers),
      .list("discount_rules", of: .record(discountRule), .readOnly, meaning: "Its discounts.", from: customers),
    ])

  private static let categoryAccess = RecordType(
    "bigcommerce.customer_groups.category_access", noun: "category access",
    fields: [
      .text("type", .optional, .readOnly, meaning: "all, specific or none.", from: customers),
      .list("categories", of: .whole, .readOnly, meaning: "The categories, where they are specific.", from: customers),
    ])

  private static let discountRule = RecordType(
    "bigcommerce.customer_groups.discount_rules", noun: "discount rule",
    fields: [
      .text(
        "type", .always, .readOnly, meaning: "What it counts for: all, category, product, price_list.", from: customers),
      .text("method", .optional, .readOnly, meaning: "percent, fixed or price.", from: customers),
      .measure("amount", .optional, .readOnly, meaning: "Per cent or an amount, by the method.", from: customers),
      .whole("category_id", .optional, .readOnly, meaning: "The category.", from: customers),
      .whole("product_id", .optional, .readOnly, meaning: "The product.", from: customers),
      .whole("price_list_id", .optional, .readOnly, meaning: "The price list.", from: customers),
    ])

  static let categoryTree = RecordType(
    "bigcommerce.category_trees", noun: "category tree",
    fields: [
      .whole("id", .always, .readOnly, meaning: "The number, as in tree_id.", from: "catalog/category-trees spec"),
      .text(
        "name", max: 255, .optional, .readOnly, meaning: "As the merchant called it.",
        from: "catalog/category-trees spec: maxLength 255"),
      .list(
        "channels", of: .whole, .readOnly, meaning: "The storefronts with it.", from: "catalog/category-trees spec"),
    ])

  static let location = RecordType(
    "bigcommerce.locations", noun: "location",
    fields: [
      .whole("id", .always, .readOnly, meaning: "The number, as in location_id; 1 is the default.", from: locations),
      .text("code", .optional, .readOnly, meaning: "The merchant's code.", from: locations),
      .text("label", .always, .readOnly, meaning: "As the merchant called it.", from: locations),
      .text("description", .optional, .readOnly, meaning: "A longer text.", from: locations),
      .member(
        "type_id", of: locationType, .optional, .readOnly, meaning: "Where people can go, or not.", from: locations),
      .yesNo("enabled", .optional, .readOnly, meaning: "In use.", from: locations),
      .yesNo(
        "managed_by_external_source", .optional, .readOnly, meaning: "Stock can't be changed in the control panel.",
        from: locations),
      .text("time_zone", .optional, .readOnly, meaning: "Europe/Amsterdam, …", from: locations),
      .yesNo("storefront_visibility", .optional, .readOnly, meaning: "Shown in the shop.", from: locations),
      Field(
        "address", .record(locationAddress), .optional, .readOnly, meaning: "Where it is.", origin: locations),
    ])

  private static let locationAddress = RecordType(
    "bigcommerce.locations.address", noun: "address",
    fields: [
      .text("address1", .optional, .readOnly, meaning: "Street and house number.", from: locations),
      .text("address2", .optional, .readOnly, meaning: "The address's second line.", from: locations),
      .text("city", .optional, .readOnly, meaning: "City.", from: locations),
      .text("state", .optional, .readOnly, meaning: "State or province.", from: locations),
      .text("zip", .optional, .readOnly, meaning: "Postcode.", from: locations),
      .member("country_code", of: .country, .optional, .readOnly, meaning: "The country.", from: locations),
      .text("email", .optional, .readOnly, meaning: "E-mail.", from: locations),
      .text("phone", .optional, .readOnly, meaning: "Telephone.", from: locations),
    ])

  private static let locationType = Enumeration(
    "bigcommerce.location_type", noun: "location type",
    members: [
      .init("physical", code: "PHYSICAL", label: "Physical"), .init("virtual", code: "VIRTUAL", label: "Virtual"),
    ])

  static let store = RecordType(
    "bigcommerce.store", noun: "store",
    fields: [
      .text("id", .always, .readOnly, meaning: "The store's hash.", from: information),
      .text("name", .optional, .readOnly, meaning: "As the merchant called it.", from: information),
      .text("domain", .optional, .readOnly, meaning: "Where customers find it.", from: information),
      .text("secure_url", .optional, .readOnly, meaning: "Its address.", from: information),
      .text("status", .optional, .readOnly, meaning: "launched, …", from: information),
      .text(
        "first_name", .optional, .readOnly, meaning: "First name of its owner.", from: information, isPersonal: true),
      .text("last_name", .optional, .readOnly, meaning: "Last name of its owner.", from: information, isPersonal: true),
      .text("address", .optional, .readOnly, meaning: "The shop's address.", from: information),
      .text("phone", .optional, .readOnly, meaning: "Telephone.", from: information),
      .text("admin_email", .optional, .readOnly, meaning: "E-mail of its owner.", from: information, isPersonal: true),
      .text("order_email", .optional, .readOnly, meaning: "E-mail that orders come from.", from: information),
      .member("country_code", of: .country, .optional, .readOnly, meaning: "The country.", from: information),
      .text("language", .optional, .readOnly, meaning: "The language: nl, en, …", from: information),
      .member(
        "currency", of: .currency, .optional, .readOnly, meaning: "The currency of its prices.", from: information),
      .whole("decimal_places", .optional, .readOnly, meaning: "Digits behind the point of prices.", from: information),
      .text("weight_units", .optional, .readOnly, meaning: "The unit of weights: KGS, …", from: information),
      .text("dimension_units", .optional, .readOnly, meaning: "The unit of lengths: Centimeters, …", from: information),
      .yesNo(
        "is_price_entered_with_tax", .optional, .readOnly, meaning: "Prices are entered with VAT.", from: information),
      .text("plan_name", .optional, .readOnly, meaning: "The plan that it pays for.", from: information),
      .text("plan_level", .optional, .readOnly, meaning: "The plan's level.", from: information),
      .whole("default_channel_id", .optional, .readOnly, meaning: "The storefront of its own.", from: information),
      Field(
        "timezone", .record(timezone), .optional, .readOnly, meaning: "The time zone.", origin: information),
      Field("features", .record(features), .optional, .readOnly, meaning: "What is switched on.", origin: information),
    ])

  private static let timezone = RecordType(
    "bigcommerce.store.timezone", noun: "time zone",
    fields: [.text("name", .optional, .readOnly, meaning: "Europe/Amsterdam, …", from: information)])

  private static let features = RecordType(
    "bigcommerce.store.features", noun: "features",
    fields: [
      .yesNo(
        "multi_storefront_enabled", .optional, .readOnly, meaning: "Several storefronts are possible.",
        from: information)
    ])

  private static let orders = "orders.v2 spec, order_statuses"
  private static let shipping = "shipping.v2 spec"
  private static let currencies = "currencies.v2 spec"
  private static let customers = "customers.v2 spec, customer_groups"
  private static let locations = "locations.v3 spec"
  private static let information = "store_information.v2 spec"
}
