internal import Values

/// What the store accepts for a field, and how it keeps it.
indirect enum FieldRule: Sendable {
  case text(ClosedRange<Int>)
  /// Kept to four decimals; texts that are numbers are accepted.
  case amount
  case nullable(FieldRule)
  case whole(ClosedRange<Int>)
  case flag
  case words([String])
  case wholes
  case texts
  case object
  case list

  /// The value as it is kept; nil when it is refused.
  func kept(_ value: JSON) -> JSON? {
    switch self {
    case .text(let lengths):
      guard let text = value.string, lengths.contains(text.unicodeScalars.count) else { return nil }
      return value
    case .amount:
      guard let number = value.number ?? value.string.flatMap({ DecimalNumber($0) }), !number.isNegative else {
        return nil
      }
      return .number(number.rounded(toDigits: 4).normalized)
    case .nullable(let rule):
      return value.isNull ? value : rule.kept(value)
    case .whole(let range):
      guard let number = value.whole ?? value.string.flatMap({ Int64($0) }), range.contains(Int(number)) else {
        return nil
      }
      return .whole(number)
    case .flag, .words, .wholes, .texts, .object, .list:
      guard isOfKind(value) else { return nil }
      return value
    }
  }

  private func isOfKind(_ value: JSON) -> Bool {
    switch self {
    case .text, .amount, .nullable, .whole: kept(value) != nil
    case .flag: value.bool != nil
    case .words(let words): value.string.map { words.contains($0) } ?? false
    case .wholes: value.array?.allSatisfy { $0.whole != nil } ?? false
    case .texts: value.array?.allSatisfy { $0.string != nil } ?? false
    case .object: value.object != nil
    case .list: value.array != nil
    }
  }

  var expectation: String {
    switch self {
    case .text(let lengths): "must be a text of \(lengths.lowerBound) to \(lengths.upperBound) characters"
    case .amount: "must be a number of 0 or more"
    case .nullable(let rule): rule.expectation + " or null"
    case .whole(let range): "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "must be true or false"
    case .words(let words): "must be one of " + words.joined(separator: ", ")
    case .wholes: "must be a list of whole numbers"
    case .texts: "must be a list of texts"
    case .object: "must be an object"
    case .list: "must be a list"
    }
  }
}

struct FieldRules: Sendable {
  var rules: [String: FieldRule]
  var required: [String]

  /// The known fields of a body as they are kept. Unknown and read-only ones are ignored, as the store does.
  func kept(_ body: JSON, isNew: Bool, prefix: String = "") throws(StoreRefusal) -> JSON {
    guard let object = body.object else {
      throw StoreRefusal(status: 422, title: "The request body must be an object")
    }
    if isNew {
      let missing = required.filter { object[$0] == nil || object[$0]?.string == "" }
      if !missing.isEmpty {
        throw StoreRefusal(
          status: 422, title: "Missing Required Fields",
          errors: missing.map { (prefix + $0, "Please provide a \($0).") })
      }
    }
    var kept = JSON.Object()
    var errors: [(field: String, message: String)] = []
    for (name, value) in object.members {
      guard let rule = rules[name] else { continue }
      if let value = rule.kept(value) {
        kept[name] = value
      } else {
        errors.append((prefix + name, "\(name) \(rule.expectation)"))
      }
    }
    if !errors.isEmpty { throw .invalid(errors) }
    return .object(kept)
  }
}

extension FieldRules {
  private static let codes: [String: FieldRule] = [
    "upc": .text(0...14), "gtin": .text(0...14), "mpn": .text(0...255), "bin_picking_number": .text(0...255),
  ]

  static let product = FieldRules(
    rules: [
      "name": .text(1...250), "type": .words(["physical", "digital"]), "sku": .text(0...255),
      "description": .text(0...1_000_000), "weight": .amount, "width": .amount, "depth": .amount, "height": .amount,
      "price": .amount, "cost_price": .amount, "retail_price": .amount, "sale_price": .amount, "map_price": .amount,
      "tax_class_id": .whole(0...255), "product_tax_code": .text(0...255), "categories": .wholes,
      "brand_id": .whole(0...Int(Int32.max)), "brand_name": .text(0...255),
      "inventory_tracking": .words(["none", "product", "variant"]), "inventory_level": .whole(0...Int(Int32.max)),
      "inventory_warning_level": .whole(0...Int(Int32.max)), "is_visible": .flag, "is_featured": .flag,
      "is_free_shipping": .flag, "is_condition_shown": .flag, "is_preorder_only": .flag, "is_price_hidden": .flag,
      "availability": .words(["available", "disabled", "preorder"]), "availability_description": .text(0...255),
      "condition": .words(["New", "Used", "Refurbished"]), "warranty": .text(0...65_535),
      "search_keywords": .text(0...65_535), "meta_description": .text(0...65_535), "meta_keywords": .texts,
      "page_title": .text(0...255), "preorder_message": .text(0...255), "price_hidden_label": .text(0...200),
      "related_products": .wholes, "custom_url": .object, "sort_order": .whole(Int(Int32.min)...Int(Int32.max)),
      "order_quantity_minimum": .whole(0...1_000_000_000), "order_quantity_maximum": .whole(0...1_000_000_000),
      "gift_wrapping_options_type": .words(["any", "none", "list"]), "open_graph_type": .text(0...50),
      "custom_fields": .list, "variants": .list, "fixed_cost_shipping_price": .nullable(.amount),
      "preorder_release_date": .nullable(.text(0...40)),
    ].merging(codes) { $1 },
    required: ["name", "type", "weight", "price"])

  static let variant = FieldRules(
    rules: [
      "sku": .text(1...255), "price": .nullable(.amount), "sale_price": .nullable(.amount),
      "retail_price": .nullable(.amount), "cost_price": .nullable(.amount), "map_price": .nullable(.amount),
      "weight": .nullable(.amount), "width": .nullable(.amount), "height": .nullable(.amount),
      "depth": .nullable(.amount), "purchasing_disabled": .flag, "purchasing_disabled_message": .text(0...255),
      "image_url": .text(0...255), "inventory_level": .whole(0...Int(Int32.max)),
      "inventory_warning_level": .whole(0...Int(Int32.max)), "is_free_shipping": .nullable(.flag),
      "fixed_cost_shipping_price": .nullable(.amount), "option_values": .list, "product_id": .whole(1...Int(Int32.max)),
    ].merging(codes) { $1 },
    required: ["sku"])

  static let customField = FieldRules(
    rules: ["name": .text(1...250), "value": .text(1...250)], required: ["name", "value"])

  static let brand = FieldRules(
    rules: [
      "name": .text(1...255), "page_title": .text(0...255), "meta_keywords": .texts,
      "meta_description": .text(0...65_535),
      "search_keywords": .text(0...65_535), "image_url": .text(0...255), "custom_url": .object,
    ], required: ["name"])

  static let category = FieldRules(
    rules: [
      "name": .text(1...50), "parent_id": .whole(0...Int(Int32.max)), "tree_id": .whole(1...Int(Int32.max)),
      "description": .text(0...65_535), "is_visible": .flag, "sort_order": .whole(Int(Int32.min)...Int(Int32.max)),
      "page_title": .text(0...255), "meta_description": .text(0...65_535), "search_keywords": .text(0...255),
      "meta_keywords": .texts, "image_url": .text(0...255), "url": .object,
      "default_product_sort": .words([
        "use_store_settings", "featured", "newest", "best_selling", "alpha_asc", "alpha_desc", "avg_customer_review",
        "price_asc", "price_desc",
      ]),
    ], required: ["name"])

  static let customer = FieldRules(
    rules: [
      "email": .text(3...250), "first_name": .text(1...100), "last_name": .text(1...100), "company": .text(0...255),
      "phone": .text(0...50), "notes": .text(0...65_535), "tax_exempt_category": .text(0...255),
      "customer_group_id": .whole(0...Int(Int32.max)), "addresses": .list, "form_fields": .list,
      "accepts_product_review_abandoned_cart_emails": .flag, "origin_channel_id": .whole(1...Int(Int32.max)),
      "channel_ids": .nullable(.wholes),
    ], required: ["email", "first_name", "last_name"])

  static let address = FieldRules(
    rules: [
      "customer_id": .whole(1...Int(Int32.max)), "first_name": .text(1...255), "last_name": .text(1...255),
      "company": .text(0...255), "address1": .text(1...255), "address2": .text(0...255), "city": .text(1...100),
      "state_or_province": .text(0...100), "postal_code": .text(0...30), "country_code": .text(2...2),
      "phone": .text(0...50), "address_type": .words(["residential", "commercial"]),
    ],
    required: ["customer_id", "first_name", "last_name", "address1", "city", "country_code"])
}
