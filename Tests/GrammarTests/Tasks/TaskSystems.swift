import ConnectorKit
import Types

/// The systems of the flows in `bench/tasks`: a till and a shop that are nothing but files of records.
enum TaskSystems {
  static let connections = ["till": till, "shop": shop]

  private static let till = ConnectorDeclaration(
    name: "till", title: "Till", settings: [],
    entities: [
      Entity("articles", meaning: "Articles.", record: article, key: "productNumber", reading: .init(changes: false)),
      Entity("orders", meaning: "Orders.", record: tillOrder, key: "extOrderId", writing: made("extOrderId")),
    ])

  private static let shop = ConnectorDeclaration(
    name: "shop", title: "Shop", settings: [],
    entities: [
      Entity("orders", meaning: "Orders.", record: shopOrder, key: "id", reading: .init(changes: false)),
      Entity("products", meaning: "Products.", record: product, key: "sku", writing: made("sku")),
    ])

  private static func made(_ key: String) -> Entity.Writing {
    .init(canCreate: true, canUpdate: false, effect: .create(naturalKey: key))
  }

  /// Fields of one type.
  private static func fields(
    _ names: String, _ type: ValueType, _ presence: Field.Presence = .always, digits: Int? = nil, empty: Bool = false,
    clearing: Field.Clearing = .impossible
  ) -> [Field] {
    names.split(separator: " ").map {
      Field(
        String($0), type, presence, .readWrite, meaning: "", digits: digits, emptyIsValue: empty, clearing: clearing)
    }
  }

  private static func list(_ name: String, atMost bound: Int? = nil, _ fields: [Field]) -> [Field] {
    let record = RecordType("task.\(name)", noun: "entry", fields: fields)
    return [Field(name, .list(.record(record), bound: bound), .always, meaning: "", emptyIsValue: true)]
  }

  private static func record(_ name: String, _ fields: [Field]) -> [Field] {
    [Field(name, .record(RecordType("task.\(name)", noun: "record", fields: fields)), .always, meaning: "")]
  }

  private static func word(_ name: String, _ words: String) -> [Field] {
    let members = words.split(separator: " ").map { Enumeration.Member(String($0)) }
    return fields(name, .enumeration(Enumeration("task.\(name)", noun: name, members: members)))
  }

  // What is read.

  private static let article = RecordType(
    "till.articles", noun: "article",
    fields: fields("productNumber groupNumber discountPct stock weightGrams", .whole)
      + fields("articleNumber description extraText vatCode modified", .anyText)
      + fields("ean", .anyText, .optional)
      + fields("priceIncl", .amount(.incl, digits: 2))
      + fields("priceExcl", .amount(.excl, digits: 4), .optional)
      + fields("purchasePrice", .amount(.excl, digits: 4))
      + fields("active stockTracked", .bool)
      + list("customFields", atMost: 50, fields("id name", .anyText) + fields("value", .anyText, .optional))
      + list(
        "variants", atMost: 200,
        fields("sku", .anyText) + fields("size colour ean", .anyText, .optional) + fields("stock", .whole)
          + fields("priceIncl", .amount(.incl, digits: 2), .optional)))

  private static let address =
    fields("first_name last_name street_1 city zip phone email", .anyText) + fields("company", .anyText, .optional)
    + fields("country_iso2", .enumeration(.country))

  private static let shopOrder = RecordType(
    "shop.orders", noun: "order",
    fields: fields("id status_id", .whole) + fields("date_created payment_method", .anyText)
      + fields("customer_message", .anyText, .optional)
      + fields("currency_code", .enumeration(.currency))
      + fields("shipping_cost_inc_tax total_inc_tax discount_amount coupon_discount", .amount(.incl, digits: 4))
      + record("billing_address", address)
      + list("shipping_addresses", atMost: 10, address + fields("shipping_method", .anyText, .optional))
      + list(
        "products", atMost: 200,
        fields("sku name", .anyText) + fields("quantity", .whole)
          + fields("price_inc_tax", .amount(.incl, digits: 4))
          + list("applied_discounts", atMost: 20, fields("amount", .amount(.incl, digits: 4)))
          + list("product_options", atMost: 20, fields("display_name display_value", .anyText))))

  // What is written.

  private static let product = RecordType(
    "shop.products", noun: "product",
    fields: fields("name sku date_modified", .anyText)
      + fields("description gtin search_keywords", .anyText, empty: true)
      + fields("brand_name", .anyText, .optional)
      + word("type", "physical digital") + word("inventory_tracking", "none product variant")
      + word("availability", "available disabled")
      + fields("weight", .anyDecimal)
      + fields("price cost_price sale_price", .amount(.excl, digits: 2), digits: 2)
      + fields("retail_price", .amount(.incl, digits: 2), digits: 2)
      + fields("tax_class_id inventory_level inventory_warning_level", .whole)
      + fields("is_visible", .bool)
      + fields("categories", .list(.whole, bound: nil))
      + list("custom_fields", fields("name value", .anyText))
      + list(
        "variants",
        fields("sku", .anyText)
          + fields("price", .amount(.excl, digits: 2), .optional, digits: 2, clearing: .null)
          + fields("gtin", .anyText, empty: true) + fields("inventory_level", .whole)
          + list("option_values", fields("option_display_name label", .anyText))))

  private static let place =
    fields("name address zipcode city", .anyText) + fields("houseNumber houseNumberAddition", .anyText, empty: true)
    + fields("country", .enumeration(.country))

  private static let tillOrder = RecordType(
    "till.orders", noun: "order",
    fields: fields("extOrderId taxCode paymentMethod deliveryMethod", .anyText)
      + fields("comment", .anyText, empty: true)
      + fields("entryTimestamp", .moment) + fields("financialDate", .date)
      + word("orderType", "B2B B2C") + fields("currency", .enumeration(.currency))
      + fields("revenueAccount totalCents", .whole) + fields("totalMatches", .bool)
      + record(
        "relation",
        place + fields("contact", .anyText, empty: true) + fields("isCompany", .bool) + fields("email phone", .anyText))
      + record("deliveryAddress", place)
      + list(
        "lines",
        fields("articleNumber description", .anyText)
          + fields("lineNumber quantity unitPriceCents discountCents totalCents", .whole)))
}
