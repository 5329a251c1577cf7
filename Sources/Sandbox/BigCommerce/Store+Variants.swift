internal import Values

extension Store {
  private static let variantDefaults: JSON = [
    "sku": "", "sku_id": nil, "price": nil, "calculated_price": 0, "sale_price": nil, "retail_price": nil,
    "map_price": nil, "weight": nil, "width": nil, "height": nil, "depth": nil, "is_free_shipping": nil,
    "fixed_cost_shipping_price": nil, "purchasing_disabled": false, "purchasing_disabled_message": "",
    "image_url": "", "cost_price": 0, "upc": "", "mpn": "", "gtin": "", "inventory_level": 0,
    "inventory_warning_level": 0, "bin_picking_number": "", "option_values": [],
  ]

  /// The one variant of a product without options; it shares the product's SKU.
  mutating func makeBaseVariant(of product: Int) {
    let id = nextId("variant")
    var variant: JSON = ["id": .int(id), "product_id": .int(product)]
    variant.merge(Store.variantDefaults)
    variant["sku"] = products[product]?["sku"] ?? ""
    variants[id] = variant
    variantIds[product] = [id]
    products[product]?["base_variant_id"] = .int(id)
  }

  func variants(of product: Int) -> [JSON] {
    (variantIds[product] ?? []).compactMap { variants[$0] }.map(shownVariant)
  }

  /// With the level and the price that are computed.
  func shownVariant(_ variant: JSON) -> JSON {
    var variant = variant
    let id = variant.int("id") ?? 0
    let productId = variant.int("product_id") ?? 0
    let product = products[productId] ?? [:]
    let price = variant["price"]?.number == nil ? product["price"] ?? 0 : variant["price"] ?? 0
    variant["calculated_price"] = price
    let isTracked = product.text("inventory_tracking") == "variant"
    variant["inventory_level"] = .int(
      levels[StockKey(location: 1, product: productId, variant: isTracked ? id : 0)] ?? 0)
    return variant
  }

  func options(of product: Int) -> [JSON] {
    (optionIds[product] ?? []).compactMap { options[$0] }
  }

  /// Adds one variant; option values are named by label (options and values are made as needed) or by their ids.
  mutating func addVariant(_ body: JSON, to product: Int, prefix: String = "") throws(StoreRefusal) -> Int {
    var fields = try FieldRules.variant.kept(body, isNew: true, prefix: prefix)
    let values = try resolve(fields.list("option_values"), of: product, prefix: prefix)
    if values.isEmpty { throw .invalid([(prefix + "option_values", "option_values are required")]) }
    let others = (variantIds[product] ?? []).compactMap { variants[$0] }.filter { !$0.list("option_values").isEmpty }
    if others.contains(where: { Store.valueIds($0.list("option_values")) == Store.valueIds(values) }) {
      throw StoreRefusal(status: 409, title: "Variant with the same option values set exists")
    }
    let wanted = Set(options(of: product).compactMap { $0.int("id") })
    if Set(values.compactMap { $0.int("option_id") }) != wanted {
      throw .invalid([(prefix + "option_values", "every variant must have a value for every option")])
    }
    if others.count >= 600 { throw StoreRefusal(status: 403, title: "A product has at most 600 SKUs") }
    let id = nextId("variant")
    try claim(sku: fields.text("sku") ?? "", for: .variant(id), instead: nil)
    fields["option_values"] = .array(values)
    fields["product_id"] = nil
    if let level = fields.int("inventory_level") {
      let isTracked = products[product]?.text("inventory_tracking") == "variant"
      if isTracked { levels[StockKey(location: 1, product: product, variant: id)] = level }
    }
    var variant: JSON = ["id": .int(id), "product_id": .int(product)]
    variant.merge(Store.variantDefaults)
    variant.merge(fields)
    variant["sku_id"] = .int(nextId("sku"))
    variants[id] = variant
    if let base = products[product]?.int("base_variant_id") {
      variants[base] = nil
      variantIds[product] = nil
    }
    variantIds[product, default: []].append(id)
    products[product]?["base_variant_id"] = nil as JSON
    touch(product: product)
    return id
  }

  mutating func updateVariant(_ id: Int, _ body: JSON) throws(StoreRefusal) {
    guard let variant = variants[id], let product = variant.int("product_id") else {
      throw .notFound("The variant with id \(id) was not found.")
    }
    var fields = try FieldRules.variant.kept(body, isNew: false)
    // The option values of a variant cannot be changed: the store says yes and does nothing.
    fields["option_values"] = nil
    fields["product_id"] = nil
    if let sku = fields.text("sku") {
      let isBase = products[product]?.int("base_variant_id") == id
      try claim(sku: sku, for: isBase ? .product(product) : .variant(id), instead: variant.text("sku"))
      if isBase { products[product]?["sku"] = .string(sku) }
    }
    if let level = fields.int("inventory_level") {
      fields["inventory_level"] = nil
      let isTracked = products[product]?.text("inventory_tracking") == "variant"
      levels[StockKey(location: 1, product: product, variant: isTracked ? id : 0)] = level
    }
    variants[id]?.merge(fields)
    touch(product: product)
  }

  mutating func deleteVariant(_ id: Int) throws(StoreRefusal) {
    guard let variant = variants.removeValue(forKey: id), let product = variant.int("product_id") else {
      throw .notFound()
    }
    ownerOfSku[Store.folded(variant.text("sku") ?? "")] = nil
    variantIds[product]?.removeAll { $0 == id }
    levels = levels.filter { $0.key.variant != id }
    touch(product: product)
    note("delete", "variant", variant.text("sku") ?? "", [])
  }

  private static func valueIds(_ values: [JSON]) -> Set<Int> { Set(values.compactMap { $0.int("id") }) }

  /// Option values with their ids, labels and options.
  private mutating func resolve(_ values: [JSON], of product: Int, prefix: String) throws(StoreRefusal) -> [JSON] {
    var resolved: [JSON] = []
    for (index, value) in values.enumerated() {
      if let optionId = value.int("option_id"), let valueId = value.int("id") {
        guard let option = options[optionId], option.int("product_id") == product,
          let known = option.list("option_values").first(where: { $0.int("id") == valueId })
        else { throw .invalid([("\(prefix)option_values.\(index)", "no such option value")]) }
        resolved.append(Store.optionValue(known, option))
      } else if let name = value.text("option_display_name"), let label = value.text("label") {
        resolved.append(valueMadeIfNew(option: name, label: label, of: product))
      } else {
        throw .invalid([("\(prefix)option_values.\(index)", "needs option_display_name and label, or option_id and id")]
        )
      }
    }
    return resolved
  }

  private static func optionValue(_ value: JSON, _ option: JSON) -> JSON {
    [
      "id": value["id"] ?? 0, "label": value["label"] ?? "", "option_id": option["id"] ?? 0,
      "option_display_name": option["display_name"] ?? "",
    ]
  }

  private mutating func valueMadeIfNew(option name: String, label: String, of product: Int) -> JSON {
    let known = options(of: product).first { Store.folded($0.text("display_name") ?? "") == Store.folded(name) }
    let optionId = known?.int("id") ?? insertOption(product, name, type: "rectangles", values: [])
    if let value = options[optionId]?.list("option_values").first(where: { $0.text("label") == label }) {
      return Store.optionValue(value, options[optionId] ?? [:])
    }
    let value = addValue(["label": .string(label)], to: optionId)
    return Store.optionValue(value, options[optionId] ?? [:])
  }

  private mutating func insertOption(_ product: Int, _ name: String, type: String, values: [JSON]) -> Int {
    let id = nextId("option")
    options[id] = [
      "id": .int(id), "product_id": .int(product), "name": .string("\(name)\(id)"), "display_name": .string(name),
      "type": .string(type), "sort_order": .int(options(of: product).count), "option_values": [],
    ]
    optionIds[product, default: []].append(id)
    for value in values { _ = addValue(value, to: id) }
    return id
  }

  @discardableResult
  private mutating func addValue(_ value: JSON, to option: Int) -> JSON {
    var values = options[option]?.list("option_values") ?? []
    let kept: JSON = [
      "id": .int(nextId("option_value")), "label": value["label"] ?? "",
      "sort_order": value["sort_order"] ?? .int(values.count), "is_default": value["is_default"] ?? false,
      "value_data": nil,
    ]
    values.append(kept)
    options[option]?["option_values"] = .array(values)
    return kept
  }

  mutating func createOption(_ body: JSON, of product: Int) throws(StoreRefusal) -> Int {
    let types = ["radio_buttons", "rectangles", "dropdown", "swatch", "product_list", "product_list_with_images"]
    guard let name = body.text("display_name"), !name.isEmpty, let type = body.text("type"), types.contains(type) else {
      throw .invalid([("display_name", "display_name and a known type are required")])
    }
    if options(of: product).contains(where: { Store.folded($0.text("display_name") ?? "") == Store.folded(name) }) {
      throw StoreRefusal(status: 409, title: "The option display name is a duplicate")
    }
    if options(of: product).count > 0, variants(of: product).contains(where: { !$0.list("option_values").isEmpty }) {
      throw .invalid([("display_name", "the product has variants already; remove them before adding an option")])
    }
    note("create", "option", name, [("product_id", String(product))])
    return insertOption(product, name, type: type, values: body.list("option_values"))
  }

  mutating func createOptionValue(_ body: JSON, of option: Int) throws(StoreRefusal) -> JSON {
    guard let label = body.text("label"), !label.isEmpty else { throw .invalid([("label", "label is required")]) }
    if options[option]?.list("option_values").contains(where: { $0.text("label") == label }) == true {
      throw StoreRefusal(status: 409, title: "The option value label is a duplicate")
    }
    note("create", "option_value", label, [("option_id", String(option))])
    return addValue(body, to: option)
  }
}
