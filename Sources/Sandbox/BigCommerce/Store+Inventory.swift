internal import Values

extension Store {
  /// A product's level: of itself, or the sum over its variants.
  func level(of product: JSON) -> Int {
    let id = product.int("id") ?? 0
    guard product.text("inventory_tracking") == "variant" else {
      return levels[StockKey(location: 1, product: id, variant: 0)] ?? 0
    }
    return (variantIds[id] ?? []).reduce(0) { sum, variant in
      sum + (levels[StockKey(location: 1, product: id, variant: variant)] ?? 0)
    }
  }

  /// Sets levels. All items are looked at before any is changed, so a refused batch changes nothing.
  mutating func adjustAbsolute(_ body: JSON) throws(StoreRefusal) {
    let items = body.list("items")
    if items.isEmpty { throw .invalid([("items", "items are required")]) }
    if items.count > 2000 { throw StoreRefusal(status: 413, title: StoreRefusal.tooMany(2000)) }
    var changes: [(key: StockKey, quantity: Int, name: String)] = []
    for (index, item) in items.enumerated() {
      guard let location = item.int("location_id"), StoreLists.locations.contains(where: { $0.id == location }) else {
        throw .invalid([("items.\(index).location_id", "no such location")])
      }
      guard let quantity = item.int("quantity"), (0...Int(Int32.max)).contains(quantity) else {
        throw .invalid([("items.\(index).quantity", "must be a whole number from 0 to \(Int32.max)")])
      }
      let (key, name) = try identify(item, location, at: index)
      if changes.contains(where: { $0.key == key }) {
        throw .invalid([("items.\(index)", "the item stands twice in the batch")])
      }
      changes.append((key, quantity, name))
    }
    for change in changes {
      levels[change.key] = change.quantity
      products[change.key.product]?["date_modified"] = .string(Calendar.iso8601(now))
      note(
        "set", "inventory", change.name,
        [("location_id", String(change.key.location)), ("quantity", String(change.quantity))])
    }
  }

  /// Exactly one identity, of the kind by which the product is tracked.
  private func identify(_ item: JSON, _ location: Int, at index: Int) throws(StoreRefusal) -> (StockKey, String) {
    let identities = ["sku", "variant_id", "product_id"].filter { item[$0] != nil }
    guard identities.count == 1, let identity = identities.first else {
      throw .invalid([("items.\(index)", "exactly one of sku, variant_id, product_id is needed")])
    }
    var owner: SkuOwner?
    switch identity {
    case "sku": owner = ownerOfSku[Store.folded(item.text("sku") ?? "")]
    case "product_id": owner = item.int("product_id").flatMap { products[$0] == nil ? nil : .product($0) }
    default: owner = item.int("variant_id").flatMap { variants[$0] == nil ? nil : .variant($0) }
    }
    let shown = "\(identity) \(item[identity]?.string ?? item[identity]?.description ?? "")"
    switch owner {
    case .product(let id):
      let product = products[id]
      if product?.text("inventory_tracking") == "variant" {
        throw StoreRefusal(
          status: 422, title: "[Item with \(shown) is tracked by variant, please update stock by variant id]")
      }
      return (StockKey(location: location, product: id, variant: 0), product?.text("sku") ?? shown)
    case .variant(let id):
      let product = variants[id]?.int("product_id") ?? 0
      if products[product]?.text("inventory_tracking") != "variant" {
        throw StoreRefusal(
          status: 422, title: "[Item with \(shown) is tracked by product, please update stock by product id]")
      }
      return (StockKey(location: location, product: product, variant: id), variants[id]?.text("sku") ?? shown)
    case nil:
      throw StoreRefusal(status: 422, title: "Items with identity: [\(shown)] were not found")
    }
  }

  /// Every variant (base variants too) with its level in each location.
  func inventoryItems() -> [JSON] {
    variants.sorted { $0.key < $1.key }.map { id, variant in
      let product = variant.int("product_id") ?? 0
      let isTracked = products[product]?.text("inventory_tracking") == "variant"
      let locations: [JSON] = StoreLists.locations.map { location in
        let level = levels[StockKey(location: location.id, product: product, variant: isTracked ? id : 0)] ?? 0
        return [
          "location_id": .int(location.id), "location_code": .string(location.code),
          "location_name": .string(location.name),
          "available_to_sell": .int(level), "total_inventory_onhand": .int(level), "location_enabled": true,
          "settings": [
            "safety_stock": 0, "is_in_stock": .bool(level > 0), "warning_level": 0, "bin_picking_number": "",
          ],
        ]
      }
      return [
        "identity": [
          "sku": variant["sku"] ?? "", "variant_id": .int(id), "product_id": .int(product),
          "sku_id": variant["sku_id"] ?? nil,
        ],
        "locations": .array(locations),
      ]
    }
  }
}
