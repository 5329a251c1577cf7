internal import Values

/// The lists that a store is set up with, beside those of orders.
extension StoreService {
  /// Nil for a route that is none of these lists.
  func answerListV2(_ request: SimulatedRequest, _ route: [String]) throws(StoreRefusal) -> SimulatedResponse? {
    guard request.method == "GET" else { return nil }
    switch (route.first, route.count) {
    case ("customer_groups", 1): return try Self.pageV2(StoreLists.customerGroups, request)
    case ("customer_groups", 2):
      guard let group = StoreLists.customerGroups.first(where: { $0.int("id") == Int(route[1]) }) else {
        throw .notFound()
      }
      return Self.v2(200, group, request)
    case ("shipping", 2) where route[1] == "zones": return try Self.pageV2(StoreLists.shippingZones, request)
    case ("shipping", 4) where route[1] == "zones" && route[3] == "methods":
      guard let methods = StoreLists.shippingMethods[Int(route[2]) ?? 0] else { throw .notFound() }
      return try Self.pageV2(methods, request)
    default: return nil
    }
  }
}

extension StoreLists {
  static let customerGroups: [JSON] = [
    group(1, "Particulier", isDefault: true, []),
    group(
      2, "Zakelijk", isDefault: false, [["type": "all", "method": "percent", "amount": "5.0000"]]),
  ]

  private static func group(_ id: Int, _ name: String, isDefault: Bool, _ rules: [JSON]) -> JSON {
    [
      "id": .int(id), "name": .string(name), "is_default": .bool(isDefault), "category_access": ["type": "all"],
      "discount_rules": .array(rules), "is_group_for_guests": false,
      "date_created": "Tue, 05 Mar 2024 21:40:11 +0000", "date_modified": "Tue, 05 Mar 2024 21:40:11 +0000",
    ]
  }

  static let shippingZones: [JSON] = [zone(1, "Nederland", ["NL"]), zone(2, "Europa", ["BE", "DE", "FR", "AT"])]

  private static func zone(_ id: Int, _ name: String, _ countries: [String]) -> JSON {
    let locations: [JSON] = countries.enumerated().map { index, code in
      ["id": .int(id * 10 + index), "country_iso2": .string(code)]
    }
    return [
      "id": .int(id), "name": .string(name), "type": "country", "locations": .array(locations),
      "free_shipping": ["enabled": false, "minimum_sub_total": "0.0000", "exclude_fixed_shipping_products": false],
      "handling_fees": ["fixed_surcharge": "0.0000", "display_separately": false], "enabled": true,
    ]
  }

  /// By zone. The numbers of methods begin anew in each.
  static let shippingMethods: [Int: [JSON]] = [
    1: [
      method(1, "Flat Rate", "perorder", rate: "4.9500"), method(2, "Free Shipping", "freeshipping"),
      method(3, "Pickup In Store", "perorder", rate: "0.0000"), method(4, "Express 24h", "perorder", rate: "12.5000"),
    ],
    2: [method(1, "Flat Rate", "perorder", rate: "9.9500")],
  ]

  private static func method(_ id: Int, _ name: String, _ type: String, rate: String? = nil) -> JSON {
    var settings: JSON = [:]
    if let rate { settings["rate"] = DecimalNumber(rate).map { .number($0) } }
    return [
      "id": .int(id), "name": .string(name), "type": .string(type), "settings": settings, "enabled": true,
      "handling_fees": ["fixed_surcharge": 0], "is_fallback": false, "channel_ids": [1],
    ]
  }
}
