internal import Values
internal import XML

/// The hands of the merchant and the eyes of the tests, under `/_sandbox/` on both ports.
extension SimulatedWorld {
  func control(_ request: SimulatedRequest, at port: SandboxSystem) -> SimulatedResponse {
    setNow(now)
    do throws(StoreRefusal) {
      let route = Array(request.segments.dropFirst())
      switch (request.method, route.first, route.count) {
      case ("GET", nil, 0), ("GET", "state", 1): return StoreService.json(200, overview())
      case ("GET", "ledger", 1):
        return ledgerLines(since: Int(request.query("since") ?? "0") ?? 0, request.query("system"))
      case ("GET", "requests", 1):
        return SimulatedResponse(200, headers: [("Content-Type", "application/x-ndjson")], body: arrivals.lines)
      case ("GET", "state", 3): return StoreService.json(200, .array(try state(route[1], route[2])))
      case ("POST", "edit", 1):
        try edit(try body(of: request), at: port)
        return StoreService.json(200, ["edited": true])
      case ("POST", "faults", 1):
        try changeFaults(try body(of: request))
        return StoreService.json(200, shownFaults)
      case ("GET", "faults", 1): return StoreService.json(200, shownFaults)
      case ("POST", "clock", 1):
        ticks += max(0, try body(of: request).int("advance_seconds") ?? 0)
        return StoreService.json(200, ["now": .string(Calendar.iso8601(now))])
      default: throw StoreRefusal(status: 404, title: "there is no \(request.method) \(request.path)")
      }
    } catch {
      return StoreService.json(error.status, ["title": .string(error.title)])
    }
  }

  private func body(of request: SimulatedRequest) throws(StoreRefusal) -> JSON {
    do { return try JSON.parse(request.body) } catch { throw StoreRefusal(status: 400, title: "\(error)") }
  }

  private func ledgerLines(since: Int, _ system: String?) -> SimulatedResponse {
    var body: [UInt8] = []
    for line in ledger.lines.dropFirst(max(0, since)) {
      if let system, !String(decoding: line, as: UTF8.self).contains("\"system\":\"\(system)\"") { continue }
      body += line
      body.append(0x0A)
    }
    return SimulatedResponse(200, headers: [("Content-Type", "application/x-ndjson")], body: body)
  }

  // ---- faults ----

  private var shownFaults: JSON {
    let faults = schedule.settings
    let rates =
      faults.classes.map { (name: $0.rawValue, rate: $1) } + faults.forms.map { (name: $0.rawValue, rate: $1) }
    let met = schedule.met.sorted { $0.key.rawValue < $1.key.rawValue }
    return [
      "delay_ms": .int(faults.delayMilliseconds), "delay_writes_only": .bool(faults.delaysWritesOnly),
      "seed": .int(Int(truncatingIfNeeded: faults.seed)), "second_ms": .int(faults.secondMilliseconds),
      "least": .int(faults.least), "quota": .int(shop.quota),
      "per_million": .object(
        JSON.Object(rates.sorted { $0.name < $1.name }.map { (name: $0.name, value: .int($0.rate)) })),
      "met": .object(JSON.Object(met.map { (name: $0.key.rawValue, value: .int($0.value)) })),
    ]
  }

  /// `{"seed": 7, "rate": 0.1}`, `{"F04": 0.2, "second_ms": 20}`, or the command line's own words:
  /// `{"faults": "seed=7,F04=0.2,second=20ms"}`.
  private func changeFaults(_ body: JSON) throws(StoreRefusal) {
    var new = schedule.settings
    var rates: [(name: String, value: String)] = []
    for (name, value) in body.object?.members ?? [] {
      switch (name, value.whole, value.bool) {
      case ("delay_ms", let number?, _): new.delayMilliseconds = max(0, Int(number))
      case ("second_ms", let number?, _): new.secondMilliseconds = max(1, Int(number))
      case ("least", let number?, _): new.least = max(0, Int(number))
      case ("seed", let number?, _): new.seed = UInt64(bitPattern: number)
      case ("quota", let number?, _): shop.quota = max(0, Int(number))
      case ("delay_writes_only", _, let flag?): new.delaysWritesOnly = flag
      case ("faults", _, _):
        do { try new.apply(value.string ?? "") } catch { throw StoreRefusal(status: 400, title: error.description) }
      default: rates.append((name, value.number?.description ?? value.string ?? "nothing"))
      }
    }
    do { try new.setRates(rates) } catch { throw StoreRefusal(status: 400, title: error.description) }
    setFaults(new)
  }

  // ---- state ----

  private func overview() -> JSON {
    let store = shop.store
    let till = till.till
    return [
      "now": .string(Calendar.iso8601(now)), "ledger": .int(ledger.lines.count),
      "bigcommerce": [
        "requests": .int(requests[.bigcommerce] ?? 0), "products": .int(store.products.count),
        "variants": .int(store.variants.count), "customers": .int(store.customers.count),
        "orders": .int(store.orders.count), "brands": .int(store.brands.count),
        "categories": .int(store.categories.count),
      ],
      "mplus": [
        "requests": .int(requests[.mplus] ?? 0), "products": .int(till.products.count),
        "articles": .int(till.articles.count), "relations": .int(till.relations.count),
        "orders": .int(till.orders.count), "stock": .int(till.stock.count),
      ],
    ]
  }

  private func state(_ system: String, _ list: String) throws(StoreRefusal) -> [JSON] {
    let store = shop.store
    func byId(_ records: [Int: JSON]) -> [JSON] { records.sorted { $0.key < $1.key }.map(\.value) }
    switch (system, list) {
    case ("bigcommerce", "products"):
      return byId(store.products).map { product in
        var product = product
        product["inventory_level"] = .int(store.level(of: product))
        product["variants"] = .array(store.variants(of: product.int("id") ?? 0))
        return product
      }
    case ("bigcommerce", "customers"): return byId(store.customers)
    case ("bigcommerce", "brands"): return byId(store.brands)
    case ("bigcommerce", "categories"): return byId(store.categories)
    case ("bigcommerce", "inventory"): return store.inventoryItems()
    case ("bigcommerce", "orders"):
      return byId(store.orders).map { order in
        var order = order
        order["products"] = .array(store.orderLines[order.int("id") ?? 0] ?? [])
        order["shipping_addresses"] = .array(store.orderShippingAddresses[order.int("id") ?? 0] ?? [])
        return order
      }
    case ("mplus", "orders"):
      return till.till.orders.sorted { $0.key < $1.key }.map { Self.json($0.value, "Order") }
    case ("mplus", "invoices"):
      return till.till.invoices.sorted { $0.key < $1.key }.map { Self.json($0.value, "Invoice") }
    case ("mplus", "relations"):
      return till.till.relations.sorted { $0.key < $1.key }.map { Self.json($0.value, "Relation") }
    case ("mplus", "articles"):
      return till.till.articles.sorted { $0.key < $1.key }.map { Self.json($0.value, "Article") }
    case ("mplus", "products"):
      return till.till.products.sorted { $0.key < $1.key }.map { number, product in
        var json = Self.json(product, "Product")
        json["articleNumbers"] = .array((till.till.articleNumbersOfProduct[number] ?? []).map { .int($0) })
        return json
      }
    case ("mplus", "article_groups"):
      return till.till.articleGroups.sorted { $0.key < $1.key }.map { Self.json($0.value, "ChangedArticleGroup") }
    case ("mplus", "stock"):
      return till.till.stock.sorted { ($0.key.article, $0.key.branch) < ($1.key.article, $1.key.branch) }.map {
        place, level in
        [
          "articleNumber": .int(place.article), "branchNumber": .int(place.branch),
          "pluNumber": .string(till.till.articles[place.article]?.text("pluNumber") ?? ""),
          "free": .string(Till.shown(level.free)), "reserved": .string(Till.shown(level.reserved)),
          "physical": .string(Till.shown(level.physical)), "stockId": .int(level.stockId),
        ]
      }
    default: throw StoreRefusal(status: 404, title: "there is no state \(system)/\(list)")
    }
  }

  /// An element as JSON for books and tests, by the till's schema: whole numbers as numbers, wrapped lists as lists.
  private static func json(_ element: XMLElement, _ type: String) -> JSON {
    guard let members = MplusSchema.shared.types[type] else {
      switch type {
      case "int", "long", "short": return Int(element.text).map { .int($0) } ?? .string(element.text)
      case "boolean": return .bool(element.text == "true" || element.text == "1")
      default: return .string(element.text)
      }
    }
    if members.count == 1, members[0].isRepeated { return .array(element.children.map { json($0, members[0].type) }) }
    var object = JSON.Object()
    for member in members {
      let values = element.children(member.name).map { json($0, member.type) }
      if member.isRepeated, !values.isEmpty { object[member.name] = .array(values) }
      if !member.isRepeated { object[member.name] = values.first }
    }
    return .object(object)
  }
}
