internal import Values

extension Store {
  private static let defaults: JSON = [
    "name": "", "type": "physical", "sku": "", "description": "", "weight": 0, "width": 0, "depth": 0, "height": 0,
    "price": 0, "cost_price": 0, "retail_price": 0, "sale_price": 0, "map_price": 0, "tax_class_id": 0,
    "product_tax_code": "", "calculated_price": 0, "categories": [], "brand_id": 0, "option_set_id": nil,
    "inventory_level": 0, "inventory_warning_level": 0, "inventory_tracking": "none", "reviews_rating_sum": 0,
    "reviews_count": 0, "total_sold": 0, "is_free_shipping": false, "is_visible": true, "is_featured": false,
    "related_products": [-1], "warranty": "", "bin_picking_number": "", "upc": "", "mpn": "", "gtin": "",
    "search_keywords": "", "availability": "available", "availability_description": "",
    "gift_wrapping_options_type": "any", "sort_order": 0, "condition": "New", "is_condition_shown": false,
    "order_quantity_minimum": 0, "order_quantity_maximum": 0, "page_title": "", "meta_keywords": [],
    "meta_description": "", "view_count": 0, "preorder_message": "", "is_preorder_only": false,
    "is_price_hidden": false, "price_hidden_label": "", "open_graph_type": "product", "custom_fields": [],
    "base_variant_id": nil,
  ]

  // ---- writing ----

  /// Makes one product with its variants; nothing of it stays when any part is refused.
  mutating func createProduct(_ body: JSON) throws(StoreRefusal) -> Int {
    let before = self
    do throws(StoreRefusal) {
      return try makeProduct(body)
    } catch {
      self = before
      throw error
    }
  }

  private mutating func makeProduct(_ body: JSON) throws(StoreRefusal) -> Int {
    var fields = try FieldRules.product.kept(body, isNew: true)
    let id = nextId("product")
    let sentVariants = fields.list("variants")
    let customFields = fields.list("custom_fields")
    fields["variants"] = nil
    fields["custom_fields"] = nil
    var product: JSON = ["id": .int(id)]
    product.merge(Store.defaults)
    product["date_created"] = .string(Calendar.iso8601(now))
    products[id] = product
    try apply(fields, to: id)
    for field in customFields { try _ = addCustomField(field, to: id) }
    if sentVariants.isEmpty {
      makeBaseVariant(of: id)
    } else {
      for (index, variant) in sentVariants.enumerated() {
        try _ = addVariant(variant, to: id, prefix: "variants.\(index).")
      }
    }
    note("create", "product", ledgerKey(product: id), Store.shown(body))
    return id
  }

  /// Changes the fields that are sent and leaves the others.
  mutating func updateProduct(_ id: Int, _ body: JSON) throws(StoreRefusal) {
    guard products[id] != nil else { throw .notFound("The product with id \(id) was not found.") }
    let before = self
    do throws(StoreRefusal) {
      var fields = try FieldRules.product.kept(body, isNew: false)
      let customFields = fields.list("custom_fields")
      fields["variants"] = nil
      fields["custom_fields"] = nil
      try apply(fields, to: id)
      for field in customFields {
        if let fieldId = field.int("id") {
          try _ = updateCustomField(fieldId, field, of: id)
        } else {
          try _ = addCustomField(field, to: id)
        }
      }
      note("update", "product", ledgerKey(product: id), Store.shown(body))
    } catch {
      self = before
      throw error
    }
  }

  private mutating func apply(_ fields: JSON, to id: Int) throws(StoreRefusal) {
    guard var product = products[id] else { return }
    if let name = fields.text("name") { try claim(name: name, for: id, instead: product.text("name")) }
    if let sku = fields.text("sku") { try claim(sku: sku, for: .product(id), instead: product.text("sku")) }
    for category in fields.list("categories") where category.whole.map({ categories[Int($0)] == nil }) ?? true {
      throw StoreRefusal(
        status: 409, title: "The category with ID \(category) is not found",
        errors: [("categories", "category \(category) does not exist")])
    }
    if let brand = fields.int("brand_id"), brand != 0, brands[brand] == nil {
      throw StoreRefusal(status: 409, title: "Brand was not found", errors: [("brand_id", "no such brand")])
    }
    if let taxClass = fields.int("tax_class_id"), !StoreLists.taxClasses.contains(where: { $0.id == taxClass }) {
      throw StoreRefusal(status: 409, title: "Tax class was not found", errors: [("tax_class_id", "no such tax class")])
    }
    var fields = fields
    if let brandName = fields.text("brand_name") {
      fields["brand_name"] = nil
      fields["brand_id"] = .int(brandName.isEmpty ? 0 : brand(named: brandName))
    }
    if let level = fields.int("inventory_level") {
      fields["inventory_level"] = nil
      if (fields.text("inventory_tracking") ?? product.text("inventory_tracking")) != "variant" {
        levels[StockKey(location: 1, product: id, variant: 0)] = level
      }
    }
    product.merge(fields)
    products[id] = product
    if let base = product.int("base_variant_id"), let sku = fields.text("sku") { variants[base]?["sku"] = .string(sku) }
    touch(product: id)
  }

  mutating func touch(product id: Int) {
    guard let product = products[id] else { return }
    let sale = product["sale_price"]?.number ?? .zero
    products[id]?["calculated_price"] = sale.isZero ? product["price"] ?? 0 : .number(sale)
    products[id]?["date_modified"] = .string(Calendar.iso8601(now))
  }

  mutating func claim(name: String, for id: Int, instead old: String?) throws(StoreRefusal) {
    let key = Store.folded(name)
    if let owner = productOfName[key], owner != id {
      throw StoreRefusal(
        status: 409, title: "The product name is a duplicate", errors: [("name", "The product name is a duplicate")])
    }
    if let old { productOfName[Store.folded(old)] = nil }
    productOfName[key] = id
  }

  mutating func claim(sku: String, for owner: SkuOwner, instead old: String?) throws(StoreRefusal) {
    let key = Store.folded(sku)
    if !key.isEmpty, let other = ownerOfSku[key], other != owner {
      throw StoreRefusal(
        status: 409, title: "The product sku is a duplicate", errors: [("sku", "Sku \(sku) is not unique")])
    }
    if let old { ownerOfSku[Store.folded(old)] = nil }
    if !key.isEmpty { ownerOfSku[key] = owner }
  }

  static func folded(_ text: String) -> String {
    var text = text.lowercased()[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }

  mutating func deleteProduct(_ id: Int) throws(StoreRefusal) {
    let key = ledgerKey(product: id)
    guard let product = products.removeValue(forKey: id) else { throw .notFound() }
    productOfName[Store.folded(product.text("name") ?? "")] = nil
    ownerOfSku[Store.folded(product.text("sku") ?? "")] = nil
    for variantId in variantIds.removeValue(forKey: id) ?? [] {
      let variant = variants.removeValue(forKey: variantId)
      ownerOfSku[Store.folded(variant?.text("sku") ?? "")] = nil
    }
    for optionId in optionIds.removeValue(forKey: id) ?? [] { options[optionId] = nil }
    levels = levels.filter { $0.key.product != id }
    metafieldsOfProduct[id] = nil
    modifiersOfProduct[id] = nil
    note("delete", "product", key, [])
  }

  // ---- brands and custom fields ----

  /// The brand of that name, made if there is none: a typing mistake breeds a brand here as it does there.
  private mutating func brand(named name: String) -> Int {
    let key = Store.folded(name)
    if let known = brands.first(where: { Store.folded($0.value.text("name") ?? "") == key }) { return known.key }
    return insertBrand(["name": .string(name)])
  }

  mutating func insertBrand(_ fields: JSON) -> Int {
    let id = nextId("brand")
    var brand: JSON = [
      "id": .int(id), "name": "", "page_title": "", "meta_keywords": [], "meta_description": "", "image_url": "",
      "search_keywords": "",
    ]
    brand.merge(fields)
    brands[id] = brand
    note("create", "brand", fields.text("name") ?? "", [])
    return id
  }

  mutating func createBrand(_ body: JSON) throws(StoreRefusal) -> Int {
    let fields = try FieldRules.brand.kept(body, isNew: true)
    let key = Store.folded(fields.text("name") ?? "")
    if brands.values.contains(where: { Store.folded($0.text("name") ?? "") == key }) {
      throw StoreRefusal(status: 409, title: "The brand name is a duplicate", errors: [("name", "duplicate")])
    }
    return insertBrand(fields)
  }

  mutating func updateBrand(_ id: Int, _ body: JSON) throws(StoreRefusal) {
    guard brands[id] != nil else { throw .notFound() }
    let fields = try FieldRules.brand.kept(body, isNew: false)
    let key = Store.folded(fields.text("name") ?? "")
    if brands.contains(where: { $0.key != id && Store.folded($0.value.text("name") ?? "") == key }) {
      throw StoreRefusal(status: 409, title: "The brand name is a duplicate", errors: [("name", "duplicate")])
    }
    brands[id]?.merge(fields)
    note("update", "brand", brands[id]?.text("name") ?? "", Store.shown(body))
  }

  mutating func addCustomField(_ body: JSON, to product: Int) throws(StoreRefusal) -> JSON {
    var field = try FieldRules.customField.kept(body, isNew: true)
    var fields = products[product]?.list("custom_fields") ?? []
    if fields.contains(where: { $0["name"] == field["name"] && $0["value"] == field["value"] }) {
      throw .invalid([("custom_fields", "A custom field with this name and value already exists")])
    }
    if fields.count >= 200 { throw StoreRefusal(status: 422, title: "A product has at most 200 custom fields") }
    field["id"] = .int(nextId("custom_field"))
    fields.append(field)
    products[product]?["custom_fields"] = .array(fields)
    return field
  }

  mutating func updateCustomField(_ id: Int, _ body: JSON, of product: Int) throws(StoreRefusal) -> JSON {
    var fields = products[product]?.list("custom_fields") ?? []
    guard let index = fields.firstIndex(where: { $0.int("id") == id }) else { throw .notFound() }
    fields[index].merge(try FieldRules.customField.kept(body, isNew: false))
    products[product]?["custom_fields"] = .array(fields)
    return fields[index]
  }

  mutating func deleteCustomField(_ id: Int, of product: Int) throws(StoreRefusal) {
    let fields = products[product]?.list("custom_fields") ?? []
    guard fields.contains(where: { $0.int("id") == id }) else { throw .notFound() }
    products[product]?["custom_fields"] = .array(fields.filter { $0.int("id") != id })
  }
}
