internal import Values
internal import XML

extension SimulatedWorld {
  /// A change by the merchant's own hand: it moves dates and markers as every change does, but is no accepted write of
  /// a caller and so stays out of the ledger.
  ///
  ///     {"bigcommerce": {"product": {"sku": "10001", "set": {"description": "…"}}}}
  ///     {"bigcommerce": {"refund": {"order": 120, "amount": "10.00", "lines": [{"id": 12001, "quantity": 1}]}}}
  ///     {"bigcommerce": {"modifier": {"sku": "10001", "set": {"display_name": "…", "type": "text", "required": false}}}}
  ///     {"bigcommerce": {"category": {"id": 4, "set": {"name": "…"}}}}   without `id`: a new one
  ///     {"mplus": {"article": {"pluNumber": "10001", "set": {"priceIncl": 2199}}}}
  ///     {"mplus": {"product": {"pluNumber": "10001", "set": {"groupNumbers": [22]}}}}
  ///     {"mplus": {"new_order": {"lines": [{"pluNumber": "10001", "quantity": 2}], "paid": "PIN"}}}
  ///     {"mplus": {"order": {"extOrderId": "BC-100", "deliver": true}}}
  func edit(_ body: JSON, at port: SandboxSystem) throws(StoreRefusal) {
    let before = (shop, till)
    tick()
    defer { _ = takeNotes() }
    do throws(StoreRefusal) {
      if body["entity"] != nil { try namedEdit(body, at: port) } else { try change(body) }
    } catch {
      (shop, till) = before
      throw error
    }
  }

  func change(_ body: JSON) throws(StoreRefusal) {
    for (system, edits) in body.object?.members ?? [] {
      for (entity, change) in edits.object?.members ?? [] {
        switch (system, entity) {
        case ("bigcommerce", "product"): try editProduct(change)
        case ("bigcommerce", "variant"): try editVariant(change)
        case ("bigcommerce", "customer"): try editCustomer(change)
        case ("bigcommerce", "order"): try editOrder(change)
        case ("bigcommerce", "new_order"): try repeatOrder(change)
        case ("bigcommerce", "refund"): try shop.store.refund(change)
        case ("bigcommerce", "modifier"): try addModifier(change)
        case ("bigcommerce", "category"): try editCategory(change)
        case ("bigcommerce", "new_product"): _ = try shop.store.createProduct(change["set"] ?? [:])
        case ("bigcommerce", "new_customer"): _ = try shop.store.createCustomers([change["set"] ?? [:]])
        case ("mplus", "article"): try editArticle(change)
        case ("mplus", "new_article"): try addArticle(change)
        case ("mplus", "new_product"): try addProduct(change)
        case ("mplus", "another_article"): try addToProduct(change)
        case ("mplus", "product"): try editTillProduct(change)
        case ("mplus", "relation"): try editRelation(change)
        case ("mplus", "new_relation"): till.till.insert(relation: try Self.members(change["set"], "Relation"))
        case ("mplus", "stock"): try editStock(change)
        case ("mplus", "retire"): retire(change)
        case ("mplus", "new_order"): try takeOrder(change)
        case ("mplus", "order"): try handleOrder(change)
        default: throw StoreRefusal(status: 400, title: "cannot edit \(system).\(entity)")
        }
      }
    }
  }

  private func editProduct(_ change: JSON) throws(StoreRefusal) {
    guard case .product(let id) = shop.store.ownerOfSku[Store.folded(change.text("sku") ?? "")] else {
      throw .notFound("the store has no product with that sku")
    }
    if change["delete"]?.bool == true { return try shop.store.deleteProduct(id) }
    try shop.store.updateProduct(id, change["set"] ?? [:])
  }

  private func addModifier(_ change: JSON) throws(StoreRefusal) {
    guard case .product(let id) = shop.store.ownerOfSku[Store.folded(change.text("sku") ?? "")] else {
      throw .notFound("the store has no product with that sku")
    }
    _ = try shop.store.addModifier(change["set"] ?? [:], to: id)
  }

  private func editCategory(_ change: JSON) throws(StoreRefusal) {
    _ = try shop.store.putCategory(change["set"] ?? [:], id: change.int("id"))
  }

  private func editVariant(_ change: JSON) throws(StoreRefusal) {
    guard case .variant(let id) = shop.store.ownerOfSku[Store.folded(change.text("sku") ?? "")] else {
      throw .notFound("the store has no variant with that sku")
    }
    try shop.store.updateVariant(id, change["set"] ?? [:])
  }

  private func editCustomer(_ change: JSON) throws(StoreRefusal) {
    let email = change.text("email")?.lowercased()
    guard let id = shop.store.customers.first(where: { $0.value.text("email")?.lowercased() == email })?.key else {
      throw .notFound("the store has no customer with that email")
    }
    var body = change["set"] ?? [:]
    body["id"] = .int(id)
    _ = try shop.store.updateCustomers([body])
  }

  /// Any top-level field, `billing_address` too: what a merchant does in the control panel.
  private func editOrder(_ change: JSON) throws(StoreRefusal) {
    guard let id = change.int("id"), shop.store.orders[id] != nil else {
      throw .notFound("the store has no such order")
    }
    for (name, value) in change["set"]?.object?.members ?? [] {
      if value.object != nil, var whole = shop.store.orders[id]?[name] {
        whole.merge(value)
        shop.store.orders[id]?[name] = whole
      } else {
        shop.store.orders[id]?[name] = value
      }
    }
    if let status = shop.store.orders[id]?.int("status_id"), !StoreLists.orderStatuses.indices.contains(status) {
      throw StoreRefusal(status: 400, title: "there is no status \(status)")
    }
    shop.store.touch(order: id)
  }

  /// A new order like another one, placed now: `{"like": 120, "set": {…}}`.
  private func repeatOrder(_ change: JSON) throws(StoreRefusal) {
    guard let like = change.int("like"), var order = shop.store.orders[like] else {
      throw .notFound("there is no order to repeat")
    }
    let id = shop.store.nextId("order")
    order["id"] = .int(id)
    order["date_created"] = .string(Calendar.rfc2822(now))
    shop.store.orders[id] = order
    func renumbered(_ records: [JSON]) -> [JSON] {
      records.enumerated().map { index, record in
        var record = record
        record["id"] = .int(id * 10 + index)
        record["order_id"] = .int(id)
        return record
      }
    }
    shop.store.orderLines[id] = renumbered(shop.store.orderLines[like] ?? [])
    shop.store.orderShippingAddresses[id] = renumbered(shop.store.orderShippingAddresses[like] ?? [])
    shop.store.orderCoupons[id] = (shop.store.orderCoupons[like]).map(renumbered)
    try editOrder(["id": .int(id), "set": change["set"] ?? [:]])
  }

  // ---- the till ----

  /// Takes a payment method or a turnover group out of the till's lists: `{"payment_method": "KLARNA"}`
  private func retire(_ change: JSON) {
    till.till.lists.paymentMethods.removeAll { $0.code == change.text("payment_method") }
    till.till.lists.turnoverGroups.removeAll { $0.number == change.int("turnover_group") }
  }

  private func editArticle(_ change: JSON) throws(StoreRefusal) {
    guard let article = till.till.article(plu: change.text("pluNumber") ?? ""),
      let number = article.int("articleNumber")
    else { throw .notFound("the till has no article with that pluNumber") }
    till.till.change(article: number, try Self.members(change["set"], "Article"))
  }

  /// The product of an article: `{"pluNumber": "10001", "set": {"groupNumbers": [22]}}`
  private func editTillProduct(_ change: JSON) throws(StoreRefusal) {
    guard let article = till.till.article(plu: change.text("pluNumber") ?? ""),
      let product = article.int("articleNumber").flatMap({ till.till.productOfArticle[$0] })
    else { throw .notFound("the till has no article with that pluNumber") }
    till.till.change(product: product, try Self.members(change["set"], "Product"))
  }

  /// `{"set": {"pluNumber": "700", "description": "…", "priceIncl": 500, "vatCode": 2, …}}`: a product with one article.
  private func addArticle(_ change: JSON) throws(StoreRefusal) {
    let article = try Self.members(change["set"], "Article")
    guard let plu = article.text("pluNumber"), till.till.article(plu: plu) == nil else {
      throw StoreRefusal(status: 400, title: "a new article needs a pluNumber of its own")
    }
    var product = XMLElement("product")
    product.add("description", article.text("description") ?? plu)
    till.till.insert(product, articles: [article])
  }

  private func editRelation(_ change: JSON) throws(StoreRefusal) {
    let found = till.till.relations.sorted { $0.key < $1.key }.first { number, relation in
      change.int("relationNumber").map { $0 == number } ?? (relation.text("email") == change.text("email"))
    }
    guard let found else { throw .notFound("the till has no such relation") }
    till.till.change(relation: found.key, try Self.members(change["set"], "Relation"))
  }

  /// `{"pluNumber": "10001", "branchNumber": 1, "physical": "12.5"}`
  private func editStock(_ change: JSON) throws(StoreRefusal) {
    guard let article = till.till.article(plu: change.text("pluNumber") ?? ""),
      let number = article.int("articleNumber")
    else { throw .notFound("the till has no article with that pluNumber") }
    let amount = change["physical"]?.number ?? change.text("physical").flatMap { DecimalNumber($0) }
    guard let amount, let scaled = try? amount.multiplied(by: 1000), let thousandths = scaled.wholeValue else {
      throw StoreRefusal(status: 400, title: "physical must be a number with at most three decimals")
    }
    let place = Till.StockPlace(branch: change.int("branchNumber") ?? 1, article: number)
    till.till.move(place, "STOCK-HISTORY-TYPE-MANUAL") { $0.physical = Int(thousandths) }
  }

  static func members(_ set: JSON?, _ type: String) throws(StoreRefusal) -> XMLElement {
    guard let set, let element = element("set", set, type) else {
      throw StoreRefusal(status: 400, title: "set must hold members of \(type)")
    }
    return element
  }

  /// JSON as an element of the till's schema, lists in their wrappers; nil when it does not fit.
  private static func element(_ name: String, _ value: JSON, _ type: String) -> XMLElement? {
    guard let members = MplusSchema.shared.types[type] else {
      let text = value.string ?? value.description
      return value.object == nil && value.array == nil ? XMLElement(name, text: text) : nil
    }
    var element = XMLElement(name)
    if let list = value.array {
      guard members.count == 1 else { return nil }
      for entry in list {
        guard let child = Self.element(members[0].name, entry, members[0].type) else { return nil }
        element.children.append(child)
      }
      return element
    }
    guard let object = value.object else { return nil }
    for (name, value) in object.members {
      guard let member = members.first(where: { $0.name == name }) else { return nil }
      for value in member.isRepeated ? value.array ?? [value] : [value] {
        guard let child = Self.element(name, value, member.type) else { return nil }
        element.children.append(child)
      }
    }
    return MplusSchema.shared.problem(in: element, ofType: type) == nil ? element : nil
  }
}
