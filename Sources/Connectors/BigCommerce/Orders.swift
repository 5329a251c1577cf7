import ConnectorKit
import Types
import Values

/// `/v2/orders`
struct Orders: StoreEntity {
  let store: Store
  let declared: Entity

  static let path = "/v2/orders"
  /// Lines of an order in one call.
  private static let linesLimit = 250

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes: return try await pageOfChanges(request)
    case .keys(let keys):
      var records: [FoundRecord] = []
      for id in ids(keys) {
        if let record = try await single(id, request) { records.append(record) }
      }
      return Page(records: records, next: nil, cursor: nil)
    case .group(let field, _): throw refused("orders can't be read by groups of \(field)")
    }
  }

  private func pageOfChanges(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    if request.isNewestFirst { return try await newest(request) }
    var mark = try ReadingMark(request.next)
    var query = parts(request)
    if let start = try ReadingMark.start(request.selection) { query.add("min_date_modified", start) }
    query.add("min_id", String((Int64(mark.position) ?? 0) + 1))
    query.add("sort", "id:asc")
    query.add("limit", request.pageLimit)
    let answer = try await store.get(Self.path, query)
    let nodes = try answer.bareList()
    var records: [FoundRecord] = []
    for node in nodes { records.append(try await whole(node, request)) }
    mark.note(answer, records)
    // A page that is not full need not be the last: a record may have slipped off its end. Only an empty one is.
    guard let last = records.last else { return Page(records: [], next: nil, cursor: mark.cursor) }
    mark.position = last.key
    return Page(records: records, next: mark.pageMark, cursor: nil)
  }

  private func newest(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    var query = parts(request)
    query.add("sort", "id:desc")
    query.add("limit", request.pageLimit)
    var records: [FoundRecord] = []
    for node in try await store.get(Self.path, query).bareList() { records.append(try await whole(node, request)) }
    return Page(records: records, next: nil, cursor: nil)
  }

  private func parts(_ request: ReadRequest) -> Query {
    var query = Query()
    if !request.fields.isEmpty, request.uses("fees") { query.add("include", "fees") }
    return query
  }

  private func single(_ id: String, _ request: ReadRequest) async throws(ConnectorError) -> FoundRecord? {
    guard let answer = try await store.getIfThere("\(Self.path)/\(id)", parts(request)), let root = answer.root else {
      return nil
    }
    return try await whole(root, request)
  }

  /// Lines, addresses and coupons are links: one more call for each that the flow uses.
  private func whole(_ node: Node, _ request: ReadRequest) async throws(ConnectorError) -> FoundRecord {
    guard let id = node["id"]?.whole else {
      throw ConnectorError(.misunderstood, "BigCommerce gave an order without an id")
    }
    var parts = RecordReading.undeclared(in: node, declared.record, request)
    for name in ["products", "shipping_addresses", "coupons"] {
      parts[name] = request.uses(name) ? .nodes(try await lines("\(Self.path)/\(id)/\(name)")) : .leftOut
    }
    try await addMovements(of: id, request, to: &parts)
    return try record(node, parts)
  }

  func lines(_ path: String, _ base: Query = Query()) async throws(ConnectorError) -> [Node] {
    var lines: [Node] = []
    // A list that moves while it is read may name an entry twice: it would be sold twice.
    var seen: Set<Int64> = []
    for page in 1...Self.linePagesMax {
      var query = base
      query.add("page", page)
      query.add("limit", Self.linesLimit)
      let nodes = try await store.get(path, query).bareList()
      lines += nodes.filter { node in node["id"]?.whole.map { seen.insert($0).inserted } ?? true }
      if nodes.count < Self.linesLimit { return lines }
    }
    throw ConnectorError(.misunderstood, "\(path) has more than \(Self.linesLimit * Self.linePagesMax) entries")
  }

  private static let linePagesMax = 40

  func record(_ node: Node, _ parts: [String: RecordReading.Part]) throws(ConnectorError) -> FoundRecord {
    var parts = parts
    // The order's own is always 0.
    if parts["refunded_amount"] == nil { parts["refunded_amount"] = .leftOut }
    let body = try RecordReading.body(declared.record, of: node, parts: parts)
    guard let id = body["id"]?.whole else {
      throw ConnectorError(.misunderstood, "BigCommerce gave an order without an id")
    }
    return FoundRecord(key: String(id), version: body["date_modified"]?.text?.string, body: body)
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    let request = ReadRequest(entity: declared.name, selection: .all, fields: ["id"])
    var records: [FoundRecord] = []
    for value in queries.compactMap(\.first).map({ RecordWriting.text($0) }) {
      if fields == ["id"] {
        if Int64(value) != nil, let record = try await single(value, request) { records.append(record) }
      } else {
        var query = Query()
        query.add("external_order_id", value)
        query.add("limit", Self.alikeMax)
        for node in try await store.get(Self.path, query).bareList() { records.append(try await whole(node, request)) }
      }
    }
    return records
  }

  /// More orders with one external number are not needed to see that there are two.
  private static let alikeMax = 10
}
