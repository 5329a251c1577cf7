import ConnectorKit
import Types
import Values

/// `/v3/catalog/brands`
struct Brands: StoreEntity {
  let store: Store
  let declared: Entity

  static let path = "/v3/catalog/brands"

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      let number = request.next.flatMap { Int($0.position) } ?? 1
      var query = Query()
      query.add("page", number)
      query.add("limit", request.pageLimit)
      let records = try await records(query)
      let isLast = records.count < request.pageLimit
      return Page(records: records, next: isLast ? nil : PageMark(String(number + 1)), cursor: nil)
    case .keys(let keys):
      var found: [FoundRecord] = []
      for batch in Query.batches(ids(keys)) {
        var query = Query()
        query.add("id:in", list: batch)
        query.add("limit", 250)
        found += try await records(query)
      }
      return Page(records: found, next: nil, cursor: nil)
    case .group(let field, _): throw refused("brands can't be read by groups of \(field)")
    }
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    var found: [FoundRecord] = []
    for value in queries.compactMap(\.first).map({ RecordWriting.text($0) }) {
      var query = Query()
      query.add(fields.first ?? "", value)
      query.add("limit", 250)
      found += try await records(query)
    }
    return found
  }

  private func records(_ query: Query) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for node in try await store.get(Self.path, query).list() { records.append(try record(node)) }
    return records
  }

  private func record(_ node: Node) throws(ConnectorError) -> FoundRecord {
    guard let id = node["id"]?.whole else {
      throw ConnectorError(.misunderstood, "BigCommerce gave a brand without an id")
    }
    return FoundRecord(key: String(id), body: try RecordReading.body(declared.record, of: node))
  }

  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    switch request.operation {
    case .create:
      let body = try RecordWriting.object(request.fields, of: declared.record, isNew: true)
      return try record(try await store.post(Self.path, .object(body)).data())
    case .update(let found):
      var body = try RecordWriting.object(request.fields, of: declared.record, isNew: false)
      // Asked for in every change.
      if body["name"] == nil { body["name"] = found.body["name"]?.text.map { .string($0.string) } }
      return try record(try await store.put("\(Self.path)/\(found.key)", Query(), .object(body)).data())
    }
  }
}
