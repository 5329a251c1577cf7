internal import Values

/// Metafields and modifiers of products.
extension Store {
  private static let metafieldsMax = 250

  func metafields(of product: Int) -> [JSON] { metafieldsOfProduct[product] ?? [] }

  mutating func addMetafield(_ body: JSON, to product: Int) throws(StoreRefusal) -> JSON {
    let fields = try FieldRules.metafield.kept(body, isNew: true)
    let known = metafields(of: product)
    if known.contains(where: { $0["namespace"] == fields["namespace"] && $0["key"] == fields["key"] }) {
      throw StoreRefusal(
        status: 409, title: "The metafield is a duplicate",
        errors: [("key", "A metafield with this namespace and key already exists")])
    }
    if known.count >= Self.metafieldsMax {
      throw .invalid([("metafields", "a product has at most \(Self.metafieldsMax) metafields")])
    }
    let id = nextId("metafield")
    var metafield: JSON = [
      "id": .int(id), "resource_type": "product", "resource_id": .int(product), "description": "",
      "date_created": .string(Calendar.iso8601(now)), "date_modified": .string(Calendar.iso8601(now)),
      "owner_client_id": "sandbox",
    ]
    metafield.merge(fields)
    metafieldsOfProduct[product, default: []].append(metafield)
    note("create", "metafield", ledgerKey(product: product), Store.shown(body))
    return metafield
  }

  mutating func updateMetafield(_ id: Int, _ body: JSON, of product: Int) throws(StoreRefusal) -> JSON {
    guard let place = metafields(of: product).firstIndex(where: { $0.int("id") == id }) else { throw .notFound() }
    let fields = try FieldRules.metafield.kept(body, isNew: false)
    metafieldsOfProduct[product]?[place].merge(fields)
    metafieldsOfProduct[product]?[place]["date_modified"] = .string(Calendar.iso8601(now))
    note("update", "metafield", ledgerKey(product: product), Store.shown(body))
    return metafields(of: product)[place]
  }

  mutating func deleteMetafield(_ id: Int, of product: Int) throws(StoreRefusal) {
    guard metafields(of: product).contains(where: { $0.int("id") == id }) else { throw .notFound() }
    metafieldsOfProduct[product]?.removeAll { $0.int("id") == id }
    note("delete", "metafield", ledgerKey(product: product), [])
  }

  // ---- modifiers ----

  private static let modifierTypes = [
    "date", "checkbox", "file", "text", "multi_line_text", "numbers_only_text", "radio_buttons", "rectangles",
    "dropdown", "product_list", "product_list_with_images", "swatch",
  ]

  mutating func addModifier(_ body: JSON, to product: Int) throws(StoreRefusal) -> JSON {
    guard let name = body.text("display_name"), !name.isEmpty, let type = body.text("type"),
      Self.modifierTypes.contains(type), let isRequired = body["required"]?.bool
    else { throw .invalid([("display_name", "display_name, required and a known type are needed")]) }
    let id = nextId("modifier")
    let values: [JSON] = body.list("option_values").enumerated().map { index, value in
      [
        "id": .int(nextId("option_value")), "option_id": .int(id), "label": value["label"] ?? "",
        "sort_order": value["sort_order"] ?? .int(index), "is_default": value["is_default"] ?? false,
      ]
    }
    let modifier: JSON = [
      "id": .int(id), "product_id": .int(product), "name": .string("\(name)\(id)"), "display_name": .string(name),
      "type": .string(type), "required": .bool(isRequired),
      "sort_order": .int(modifiersOfProduct[product]?.count ?? 0), "config": body["config"] ?? [:],
      "option_values": .array(values),
    ]
    modifiersOfProduct[product, default: []].append(modifier)
    note("create", "modifier", name, [("product_id", String(product))])
    return modifier
  }
}

extension FieldRules {
  static let metafield = FieldRules(
    rules: [
      "permission_set": .words(["app_only", "read", "write", "read_and_sf_access", "write_and_sf_access"]),
      "namespace": .text(1...64), "key": .text(1...64), "value": .text(1...65_535), "description": .text(0...255),
    ], required: ["permission_set", "namespace", "key", "value"])
}

extension StoreService {
  /// Metafields and modifiers; nil for another part of a product.
  mutating func answerMorePart(
    of id: Int, _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse? {
    let part = route.count > 1 ? Int(route[1]) ?? 0 : 0
    switch (request.method, route[0], route.count) {
    case ("GET", "metafields", 1):
      let filter = Filter(request, ignoring: ["include_fields", "exclude_fields", "after", "before"])
      return try Self.page(store.metafields(of: id).filter { filter.accepts($0) }, request)
    case ("POST", "metafields", 1): return Self.one(200, try store.addMetafield(body, to: id))
    case ("PUT", "metafields", 2): return Self.one(200, try store.updateMetafield(part, body, of: id))
    case ("DELETE", "metafields", 2):
      try store.deleteMetafield(part, of: id)
      return SimulatedResponse(204)
    case ("GET", "modifiers", 1): return try Self.page(store.modifiersOfProduct[id] ?? [], request)
    case ("POST", "modifiers", 1): return Self.one(200, try store.addModifier(body, to: id))
    default: return nil
    }
  }
}
