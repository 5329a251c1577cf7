import ConnectorKit
import Types
import Values

/// `/v3/inventory`, joined with the tracking of the products.
struct Inventory: StoreEntity {
  let store: Store
  let declared: Entity

  private static let path = "/v3/inventory/items"
  private static let limitMax = 1000
  /// The default location; what no flow names a location for.
  private static let defaultLocation: Int64 = 1

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .keys(let keys):
      return Page(
        records: try await items(keys.map { sku(ofKey: $0) }).filter { keys.contains($0.key) }, next: nil, cursor: nil)
    case .all: return try await page(request)
    case .changes: throw refused("stock levels of BigCommerce carry no time of change: they are read as a whole")
    case .group(let field, _): throw refused("stock levels can't be read by groups of \(field)")
    }
  }

  private func page(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    let number = request.next.flatMap { Int($0.position) } ?? 1
    let limit = min(max(request.limit, 1), Self.limitMax)
    var query = Query()
    query.add("page", number)
    query.add("limit", limit)
    let nodes = try await store.get(Self.path, query).list()
    let records = try await found(nodes)
    return Page(records: records, next: nodes.count < limit ? nil : PageMark(String(number + 1)), cursor: nil)
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    let skus = queries.compactMap { query in zip(fields, query).first { $0.0 == "sku" }.map { RecordWriting.text($0.1) }
    }
    let locations = queries.compactMap { query in
      zip(fields, query).first { $0.0 == "location_id" }.flatMap { pair -> Int64? in
        if case .whole(let id) = pair.1 { id } else { nil }
      }
    }
    return try await items(skus, at: locations)
  }

  private func items(_ skus: [String], at locations: [Int64] = []) async throws(ConnectorError) -> [FoundRecord] {
    var nodes: [Node] = []
    for batch in Query.batches(skus) {
      var query = Query()
      query.add("sku:in", list: batch)
      query.add("limit", Self.limitMax)
      nodes += try await store.get(Self.path, query).list()
    }
    return try await found(nodes, at: locations)
  }

  /// One record for an item and a location; an item that has no level there yet has a record without one.
  private func found(_ nodes: [Node], at locations: [Int64] = []) async throws(ConnectorError) -> [FoundRecord] {
    let tracking = try await tracking(of: nodes)
    let locations = locations.isEmpty ? [Self.defaultLocation] : Set(locations).sorted()
    var records: [FoundRecord] = []
    for node in nodes {
      guard let identity = node["identity"], let sku = identity["sku"]?.text, !sku.isBlank,
        let product = identity["product_id"]?.whole
      else { continue }
      for location in locations {
        let level = node["locations"]?.elements.first { $0["location_id"]?.whole == location }
        var body: JSON = [
          "sku": .string(sku.string), "product_id": .whole(product), "location_id": .whole(location),
          "inventory_tracking": .string(tracking[product] ?? "none"),
        ]
        body["variant_id"] = identity["variant_id"]?.whole.map { .whole($0) }
        body["inventory_level"] = level?["total_inventory_onhand"]?.whole.map { .whole($0) }
        body["available_to_sell"] = level?["available_to_sell"]?.whole.map { .whole($0) }
        body["safety_stock"] = level?["settings"]?["safety_stock"]?.whole.map { .whole($0) }
        records.append(try record(body))
      }
    }
    return records
  }

  private func record(_ body: JSON) throws(ConnectorError) -> FoundRecord {
    let (sku, location) = (body["sku"]?.string ?? "", body["location_id"]?.whole ?? Self.defaultLocation)
    do {
      let node = try JSONDocument.parse(body.bytes()).root
      return FoundRecord(key: location == Self.defaultLocation ? sku : "\(sku)@\(location)", body: node)
    } catch {
      throw ConnectorError(.misunderstood, "the stock level of \(sku) can't be read: \(error.message)")
    }
  }

  private func sku(ofKey key: String) -> String {
    guard let at = key.lastIndex(of: "@"), Int64(key[key.index(after: at)...]) != nil else { return key }
    return String(key[..<at])
  }

  /// Tracking is the product's, and the items do not carry it.
  private func tracking(of nodes: [Node]) async throws(ConnectorError) -> [Int64: String] {
    let ids = Set(nodes.compactMap { $0["identity"]?["product_id"]?.whole }).sorted()
    var tracking: [Int64: String] = [:]
    for batch in Query.batches(ids.map(String.init)) {
      var query = Query()
      query.add("id:in", list: batch)
      query.add("include_fields", "inventory_tracking")
      query.add("limit", 250)
      for product in try await store.get(Products.path, query).list() {
        guard let id = product["id"]?.whole, let code = product["inventory_tracking"]?.text?.string else { continue }
        tracking[id] = Words.inventoryTracking.member(code: code)?.word
      }
    }
    return tracking
  }

  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    guard case .update(let found) = request.operation else {
      throw refused("stock can't be written for an SKU that BigCommerce doesn't know")
    }
    let written = try RecordWriting.object(request.fields, of: declared.record, isNew: false)
    guard var body = try? JSON(found.body), let sku = body["sku"]?.string, let product = body["product_id"]?.whole
    else {
      throw refused("the stock level that was found has no SKU and product")
    }
    // The way of tracking decides which identity a level may be set for: it goes first, in a request of its own.
    if let tracking = written["inventory_tracking"] {
      _ = try await store.put("\(Products.path)/\(product)", Query(), ["inventory_tracking": tracking])
      body["inventory_tracking"] = tracking
    }
    if let location = written["location_id"] { body["location_id"] = location }
    if let level = written["inventory_level"] {
      let item: JSON = ["location_id": body["location_id"] ?? 1, "sku": .string(sku), "quantity": level]
      // Accepted, and applied a moment later: it is not read back.
      _ = try await store.put(
        "/v3/inventory/adjustments/absolute", Query(), ["reason": "Stock from flowrun", "items": [item]])
      body["inventory_level"] = level
      body["available_to_sell"] = nil
    }
    return try record(body)
  }
}
