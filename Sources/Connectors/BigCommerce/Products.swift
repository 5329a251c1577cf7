import ConnectorKit
import Types
import Values

/// `/v3/catalog/products`
struct Products: StoreEntity {
  let store: Store
  let declared: Entity

  static let path = "/v3/catalog/products"

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    let parts = includes(request)
    switch request.selection {
    case .all, .changes: return try await pageOfChanges(request, parts)
    case .keys(let keys):
      var records: [FoundRecord] = []
      for batch in Query.batches(ids(keys)) {
        var query = parts
        query.add("id:in", list: batch)
        records += try await all(query, request)
      }
      return Page(records: records, next: nil, cursor: nil)
    case .group(let field, _): throw refused("products can't be read by groups of \(field)")
    }
  }

  private func pageOfChanges(_ request: ReadRequest, _ parts: Query) async throws(ConnectorError) -> Page {
    if request.isNewestFirst { return try await newest(request, parts) }
    var mark = try ReadingMark(request.next)
    var query = parts
    if let start = try ReadingMark.start(request.selection) { query.add("date_modified:min", start) }
    let (answer, nodes) = try await page(query, after: mark.position, limit: request.pageLimit)
    let records = try await found(nodes, request)
    mark.note(answer, records)
    guard let last = records.last, !isLast(answer, nodes) else {
      return Page(records: records, next: nil, cursor: mark.cursor)
    }
    mark.position = last.key
    return Page(records: records, next: mark.pageMark, cursor: nil)
  }

  private func newest(_ request: ReadRequest, _ parts: Query) async throws(ConnectorError) -> Page {
    var query = parts
    query.add("sort", "id")
    query.add("direction", "desc")
    query.add("limit", request.pageLimit)
    let nodes = try await store.get(Self.path, query).list()
    return Page(records: try await found(nodes, request), next: nil, cursor: nil)
  }

  /// With variants a page may be shorter than its limit and `total_pages` too small. So only an empty page ends the
  /// list, or one that holds all that is left.
  private func isLast(_ answer: Answer, _ nodes: [Node]) -> Bool {
    nodes.isEmpty || answer.total.map { $0 <= nodes.count } ?? false
  }

  private func page(
    _ query: Query, after id: String, limit: Int
  ) async throws(ConnectorError) -> (Answer, [Node]) {
    var query = query
    query.add("id:greater", id.isEmpty ? "0" : id)
    query.add("sort", "id")
    query.add("direction", "asc")
    query.add("limit", limit)
    let answer = try await store.get(Self.path, query)
    return (answer, try answer.list())
  }

  /// All pages of a query that is known to be small.
  private func all(_ query: Query, _ request: ReadRequest) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    while true {
      let (answer, nodes) = try await page(query, after: records.last?.key ?? "", limit: 250)
      records += try await found(nodes, request)
      if isLast(answer, nodes) { return records }
      if records.count > Self.smallMax {
        throw ConnectorError(.misunderstood, "a query for single products gave more than \(Self.smallMax)")
      }
    }
  }

  private static let smallMax = 1000

  private func includes(_ request: ReadRequest) -> Query {
    var query = Query()
    // With options or modifiers a page holds ten products at most: they are asked for only by name.
    let parts =
      ["variants", "custom_fields"].filter { request.uses($0) }
      + ["options", "modifiers"].filter { names($0, request) }
    if !parts.isEmpty { query.add("include", list: parts) }
    if !request.uses("description") { query.add("exclude_fields", "description") }
    return query
  }

  private func names(_ field: String, _ request: ReadRequest) -> Bool {
    !request.fields.isEmpty && request.uses(field)
  }

  static let everything: Query = {
    var query = Query()
    query.add("include", list: ["variants", "custom_fields"])
    return query
  }()

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    let values = queries.compactMap(\.first).map { RecordWriting.text($0) }
    let field = fields.first ?? ""
    var records: [FoundRecord] = []
    // The other filters take one value each.
    let batches = field == "sku" || field == "id" ? Query.batches(values) : values.map { [$0] }
    for batch in batches {
      var query = Self.everything
      if batch.count == 1 {
        query.add(field, batch[0])
      } else {
        query.add("\(field):in", list: batch)
      }
      records += try await all(query, Self.whole)
    }
    return records
  }

  func completed(_ record: FoundRecord, _ parts: Set<String>) async throws(ConnectorError) -> FoundRecord {
    guard parts.contains(where: { $0 == "metafields" || $0.hasPrefix("metafields.") }) else { return record }
    let entries = try await metafields(of: record.key).read()
    guard var body = try? JSON(record.body) else { return record }
    body["metafields"] = entries
    guard let node = try? JSONDocument.parse(body.bytes()).root else {
      throw ConnectorError(.misunderstood, "the metafields of product \(record.key) can't be kept")
    }
    return FoundRecord(key: record.key, version: record.version, body: node)
  }

  private static let whole = ReadRequest(entity: "products", selection: .all)

  /// One product as it is now, and with parts that are asked for only by name; nil if it is gone.
  func current(_ id: String, fields: Set<String> = []) async throws(ConnectorError) -> FoundRecord? {
    guard let answer = try await store.getIfThere("\(Self.path)/\(id)", Self.everything) else { return nil }
    var request = Self.whole
    if fields.contains("metafields") { request.fields = Set(declared.record.fields.map(\.name)) }
    return try await found([try answer.data()], request).first
  }

  private func found(_ nodes: [Node], _ request: ReadRequest) async throws(ConnectorError) -> [FoundRecord] {
    let brands = request.uses("brand_name") ? try await brandNames(of: nodes) : [:]
    var records: [FoundRecord] = []
    for node in nodes {
      var parts = RecordReading.undeclared(in: node, declared.record, request)
      if names("metafields", request), let id = node["id"]?.whole {
        parts["metafields"] = .json(try await metafields(of: String(id)).read())
      }
      records.append(try record(node, brand: (node["brand_id"]?.whole).flatMap { brands[$0] }, parts))
    }
    return records
  }

  /// A product knows only its brand's number.
  private func brandNames(of nodes: [Node]) async throws(ConnectorError) -> [Int64: String] {
    let ids = Set(nodes.compactMap { $0["brand_id"]?.whole }.filter { $0 > 0 }).sorted()
    var names: [Int64: String] = [:]
    for batch in Query.batches(ids.map(String.init)) {
      var query = Query()
      query.add("id:in", list: batch)
      query.add("include_fields", "name")
      query.add("limit", 250)
      for brand in try await store.get(Brands.path, query).list() {
        if let id = brand["id"]?.whole, let name = brand["name"]?.text { names[id] = name.string }
      }
    }
    return names
  }

  func record(
    _ node: Node, brand: String?, _ more: [String: RecordReading.Part] = [:]
  ) throws(ConnectorError) -> FoundRecord {
    guard let id = node["id"]?.whole else {
      throw ConnectorError(.misunderstood, "BigCommerce gave a product without an id")
    }
    var parts = more
    if let brand { parts["brand_name"] = .json(.string(brand)) }
    if let variants = node["variants"] {
      // A simple product has one variant without options, which is the product itself.
      parts["variants"] = .nodes(variants.elements.filter { ($0["option_values"]?.count ?? 0) > 0 })
    }
    // No version: changes of custom fields do not move `date_modified`.
    return FoundRecord(
      key: String(id), body: try RecordReading.body(declared.record, of: node, parts: parts))
  }
}
