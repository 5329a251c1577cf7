internal import Values

/// Edits as a person types them: which system, which list, which record, what of it.
///
///     {"system": "bigcommerce", "entity": "products", "key": "77", "set": {"name": "Blauwe mok"}}
///     {"system": "mplus", "entity": "stock", "key": "10001", "set": {"physical": 12.5}}
///     {"entity": "customers", "set": {"email": "a@example.nl", "first_name": "Anna", "last_name": "B."}}
///     {"entity": "products", "key": "77", "delete": true}
///
/// Without a key something new is made. Without a system it is that of the port that was spoken to.
extension SimulatedWorld {
  func namedEdit(_ body: JSON, at port: SandboxSystem) throws(StoreRefusal) {
    let system = try body.text("system").map { name throws(StoreRefusal) in
      guard let system = SandboxSystem(rawValue: name) else {
        throw StoreRefusal(status: 400, title: "there is no system \(name): bigcommerce or mplus")
      }
      return system
    }
    let entity = body.text("entity") ?? ""
    let key = body.text("key")
    let set = Self.withTexts(body["set"] ?? [:])
    if body["delete"]?.bool == true {
      guard let key else { throw StoreRefusal(status: 400, title: "which record is to be deleted?") }
      return try delete(key, entity, system ?? port)
    }
    switch (system ?? port, key) {
    case (.bigcommerce, let key?): try changeInShop(key, entity, set)
    case (.bigcommerce, nil): try makeInShop(entity, set)
    case (.mplus, let key?): try change(["mplus": .object(.init([try changeAtTill(key, entity, set)]))])
    case (.mplus, nil): try change(["mplus": .object(.init([try makeAtTill(entity, set)]))])
    }
  }

  /// Numbers that people type for what is a text.
  private static func withTexts(_ set: JSON) -> JSON {
    var set = set
    for name in ["sku", "name", "upc", "gtin", "mpn", "phone", "pluNumber", "barcode"] {
      if case .number(let number)? = set[name] { set[name] = .string(number.description) }
    }
    return set
  }

  static let editedEntities: [SandboxSystem: [String]] = [
    .bigcommerce: ["products", "variants", "customers", "orders"],
    .mplus: ["articles", "products", "stock", "relations", "orders"],
  ]

  private func unknown(_ entity: String, _ system: SandboxSystem) -> StoreRefusal {
    let names = (Self.editedEntities[system] ?? []).map { "\(system.rawValue).\($0)" }.joined(separator: ", ")
    return StoreRefusal(status: 400, title: "\(system.rawValue).\(entity) can't be edited here: there are \(names)")
  }

  // ---- the shop ----

  private func changeInShop(_ key: String, _ entity: String, _ set: JSON) throws(StoreRefusal) {
    switch entity {
    case "products":
      let id = try product(key)
      try requireKnown(set, among: shop.store.products.values)
      try shop.store.updateProduct(id, set)
    case "variants": try shop.store.updateVariant(try variant(key), set)
    case "customers":
      var body = set
      body["id"] = .int(try customer(key))
      _ = try shop.store.updateCustomers([body])
    case "orders": try change(["bigcommerce": ["order": ["id": .int(Int(key) ?? 0), "set": set]]])
    default: throw unknown(entity, .bigcommerce)
    }
  }

  /// The store takes what it does not know and forgets it; a person has mistyped it.
  private func requireKnown(_ set: JSON, among records: some Collection<JSON>) throws(StoreRefusal) {
    for (name, _) in set.object?.members ?? [] where !records.contains(where: { $0[name] != nil }) {
      throw StoreRefusal(status: 400, title: "no product of the shop has a field \(name)")
    }
  }

  private func makeInShop(_ entity: String, _ set: JSON) throws(StoreRefusal) {
    switch entity {
    case "products": _ = try shop.store.createProduct(set)
    case "customers": _ = try shop.store.createCustomers([set])
    case "orders":
      guard let like = set.int("like"), var fields = set.object else {
        throw StoreRefusal(status: 400, title: "a new order is like another one: say like=NUMBER")
      }
      fields["like"] = nil
      try change(["bigcommerce": ["new_order": ["like": .int(like), "set": .object(fields)]]])
    default: throw unknown(entity, .bigcommerce)
    }
  }

  private func delete(_ key: String, _ entity: String, _ system: SandboxSystem) throws(StoreRefusal) {
    switch (system, entity) {
    case (.bigcommerce, "products"): try shop.store.deleteProduct(try product(key))
    case (.bigcommerce, "variants"): try shop.store.deleteVariant(try variant(key))
    default:
      throw StoreRefusal(
        status: 400,
        title: "\(system.rawValue).\(entity) can't be deleted here: products and variants of bigcommerce can, "
          + "and an article at the till is discontinued=true")
    }
  }

  private func product(_ key: String) throws(StoreRefusal) -> Int {
    if let id = Int(key), shop.store.products[id] != nil { return id }
    if case .product(let id) = shop.store.ownerOfSku[Store.folded(key)] { return id }
    throw .notFound("the shop has no product with the number or sku \(key)")
  }

  private func variant(_ key: String) throws(StoreRefusal) -> Int {
    if let id = Int(key), shop.store.variants[id] != nil { return id }
    if case .variant(let id) = shop.store.ownerOfSku[Store.folded(key)] { return id }
    throw .notFound("the shop has no variant with the number or sku \(key)")
  }

  private func customer(_ key: String) throws(StoreRefusal) -> Int {
    if let id = Int(key), shop.store.customers[id] != nil { return id }
    let email = key.lowercased()
    guard let id = shop.store.customers.first(where: { $0.value.text("email")?.lowercased() == email })?.key else {
      throw .notFound("the shop has no customer with the number or e-mail address \(key)")
    }
    return id
  }

  // ---- the till ----

  private func changeAtTill(
    _ key: String, _ entity: String, _ set: JSON
  ) throws(StoreRefusal) -> (name: String, value: JSON) {
    switch entity {
    case "articles": return ("article", ["pluNumber": .string(key), "set": set])
    case "products": return ("product", ["pluNumber": .string(key), "set": set])
    case "relations":
      let number = Int(key)
      return (
        "relation", number.map { ["relationNumber": .int($0), "set": set] } ?? ["email": .string(key), "set": set]
      )
    case "stock":
      var stock: JSON = ["pluNumber": .string(key)]
      if let physical = set["physical"] ?? set["stock"] { stock["physical"] = physical }
      if let branch = set["branch"] ?? set["branchNumber"] { stock["branchNumber"] = branch }
      return ("stock", stock)
    case "orders":
      var order = set
      order[till.till.orders[key] != nil ? "orderId" : "extOrderId"] = .string(key)
      return ("order", order)
    default: throw unknown(entity, .mplus)
    }
  }

  private func makeAtTill(_ entity: String, _ set: JSON) throws(StoreRefusal) -> (name: String, value: JSON) {
    switch entity {
    case "articles", "products": return ("new_article", ["set": set])
    case "orders": return ("new_order", set)
    default: throw unknown(entity, .mplus)
    }
  }
}
