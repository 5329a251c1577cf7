import ConnectorKit
import Types
import Values

/// `/v3/catalog/trees/categories`
struct Categories: StoreEntity {
  let store: Store
  let declared: Entity

  private static let path = "/v3/catalog/trees/categories"
  private static let pageLimit = 250
  /// A store can have 16,000 categories.
  private static let pagesMax = 70

  /// All in one page: parents can only be put before their children when all are known.
  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      return Page(records: parentsFirst(try await all(Query())), next: nil, cursor: nil)
    case .keys(let keys):
      var records: [FoundRecord] = []
      for batch in Query.batches(ids(keys)) {
        var query = Query()
        query.add("category_id:in", list: batch)
        records += try await all(query)
      }
      return Page(records: parentsFirst(records), next: nil, cursor: nil)
    case .group(let field, _): throw refused("categories can't be read by groups of \(field)")
    }
  }

  private func all(_ filter: Query) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for page in 1...Self.pagesMax {
      var query = filter
      query.add("page", page)
      query.add("limit", Self.pageLimit)
      let nodes = try await store.get(Self.path, query).list()
      for node in nodes { records.append(try record(node)) }
      if nodes.count < Self.pageLimit { return records }
    }
    throw ConnectorError(.misunderstood, "the store has more than \(Self.pagesMax * Self.pageLimit) categories")
  }

  private func record(_ node: Node) throws(ConnectorError) -> FoundRecord {
    guard let id = node["category_id"]?.whole else {
      throw ConnectorError(.misunderstood, "BigCommerce gave a category without an id")
    }
    return FoundRecord(key: String(id), body: try RecordReading.body(declared.record, of: node))
  }

  /// Level by level; what hangs on a parent that is not among them counts as top.
  private func parentsFirst(_ records: [FoundRecord]) -> [FoundRecord] {
    let known = Set(records.map(\.key))
    let children = Dictionary(grouping: records) { record -> String in
      let parent = record.body["parent_id"]?.whole.map(String.init) ?? ""
      return known.contains(parent) ? parent : ""
    }
    var sorted = children[""] ?? []
    var next = 0
    while next < sorted.count {
      sorted += children[sorted[next].key] ?? []
      next += 1
    }
    // A ring of parents can't be put in order; nothing of it is lost.
    let placed = Set(sorted.map(\.key))
    return sorted + records.filter { !placed.contains($0.key) }
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for values in queries {
      var query = Query()
      for (field, value) in zip(fields, values) {
        query.add(field == "name" ? "name" : "\(field):in", RecordWriting.text(value))
      }
      records += try await all(query)
    }
    return records
  }

  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    switch request.operation {
    case .create:
      var body = try RecordWriting.object(request.fields, of: declared.record, isNew: true)
      // A category at the top names its tree; one below is in its parent's.
      if body["tree_id"] == nil, (body["parent_id"]?.whole ?? 0) == 0 {
        body["tree_id"] = .whole(try await firstTree())
      }
      let made = try await store.post(Self.path, [.object(body)]).list()
      guard let node = made.first else {
        throw ConnectorError(.misunderstood, "the answer to a new category has no category")
      }
      return try record(node)
    case .update(let found):
      var body = try RecordWriting.object(request.fields, of: declared.record, isNew: false)
      body["category_id"] = Int64(found.key).map { .whole($0) }
      _ = try await store.put(Self.path, Query(), [.object(body)])
      guard let now = try await candidates(by: ["category_id"], [[.text(Text(found.key))]]).first else {
        throw refused("category \(found.key) is gone")
      }
      return now
    }
  }

  private func firstTree() async throws(ConnectorError) -> Int64 {
    guard let id = try await store.get("/v3/catalog/trees").list().first?["id"]?.whole else {
      throw refused("the store has no category tree")
    }
    return id
  }
}
