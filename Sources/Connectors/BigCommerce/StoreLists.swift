import ConnectorKit
import Types
import Values

/// A list that a store is set up with: tax classes, currencies, locations. Read whole, never written.
struct StoreList: StoreEntity {
  let store: Store
  let list: List

  /// What one of these lists is, and where it is read.
  struct List: Sendable {
    var name: String
    var meaning: String
    var record: RecordType
    var key = "id"
    /// More sets of fields by which an entry is found.
    var finding: [Entity.Finding] = []
    var source: Source
    /// A field that says the key as a word.
    var wordOfKey: WordOfKey?
    var limits: [String] = []
    /// What people call an entry; nil for what is no list to choose from.
    var label: String? = "name"

    var entity: Entity {
      let entity = Entity(
        name, meaning: meaning, record: record, key: key, reading: Entity.Reading(changes: false),
        finding: [Entity.Finding([key], isUnique: true)] + finding, limits: ["Set up in the store; only read."] + limits
      )
      return label.map { entity.listed(by: $0) } ?? entity
    }
  }

  struct WordOfKey: Sendable {
    var field: String
    var enumeration: Enumeration
  }

  enum Source: Sendable {
    /// A bare list of v2.
    case bare(String)
    /// A list of v3 in its envelope.
    case data(String)
    /// One object of v2, which is the only record.
    case single(String)
    /// The methods of all shipping zones.
    case shippingMethods
  }

  var declared: Entity { list.entity }

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    let records = try await records()
    switch request.selection {
    case .all, .changes: return Page(records: records, next: nil, cursor: nil)
    case .keys(let keys):
      let wanted = Set(keys)
      return Page(records: records.filter { wanted.contains($0.key) }, next: nil, cursor: nil)
    case .group(let field, _): throw refused("\(list.name) can't be read by groups of \(field)")
    }
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    try await records()
  }

  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    throw refused("\(list.name) are set up in the store itself, and only read")
  }

  private func records() async throws(ConnectorError) -> [FoundRecord] {
    switch list.source {
    case .bare(let path): return try await records(try await bareNodes(path))
    case .data(let path): return try await records(try await dataNodes(path))
    case .single(let path): return try await records([try await store.get(path).root].compactMap { $0 })
    case .shippingMethods: return try await shippingMethods()
    }
  }

  private func records(_ nodes: [Node]) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for node in nodes {
      var parts: [String: RecordReading.Part] = [:]
      if let word = list.wordOfKey, let code = node[list.key]?.whole {
        parts[word.field] = word.enumeration.member(code: String(code)).map { .json(.string($0.word)) } ?? .leftOut
      }
      records.append(try record(node, parts))
    }
    return records
  }

  private func record(_ node: Node, _ parts: [String: RecordReading.Part]) throws(ConnectorError) -> FoundRecord {
    let body = try RecordReading.body(list.record, of: node, parts: parts)
    guard let key = body[list.key]?.text?.string ?? body[list.key]?.whole.map(String.init) else {
      throw ConnectorError(.misunderstood, "BigCommerce gave an object (\(list.record.noun)) without its \(list.key)")
    }
    return FoundRecord(key: key, body: body)
  }

  /// Some of these lists know no pages and give everything each time; so a page without anything new is the end, too.
  private func bareNodes(_ path: String) async throws(ConnectorError) -> [Node] {
    try await pages { query throws(ConnectorError) in try await store.get(path, query).bareList() }
  }

  private func dataNodes(_ path: String) async throws(ConnectorError) -> [Node] {
    try await pages { query throws(ConnectorError) in
      let answer = try await store.get(path, query)
      return answer.root == nil ? [] : try answer.list()
    }
  }

  private func pages(
    _ get: (Query) async throws(ConnectorError) -> [Node]
  ) async throws(ConnectorError) -> [Node] {
    var nodes: [Node] = []
    var seen: Set<[UInt8]> = []
    for page in 1...Self.pagesMax {
      var query = Query()
      query.add("page", page)
      query.add("limit", Self.pageLimit)
      let found = try await get(query)
      let new = found.filter { seen.insert(Array($0.rawBytes)).inserted }
      nodes += new
      if found.count < Self.pageLimit || new.isEmpty { return nodes }
    }
    throw ConnectorError(.misunderstood, "\(list.name) of BigCommerce has more than \(nodes.count) entries")
  }

  /// Tax classes allow no more on a page.
  private static let pageLimit = 50
  private static let pagesMax = 100

  /// Methods belong to zones, and their numbers mean something only there.
  private func shippingMethods() async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for zone in try await bareNodes("/v2/shipping/zones") {
      guard let zoneID = zone["id"]?.whole else {
        throw ConnectorError(.misunderstood, "BigCommerce gave a shipping zone without an id")
      }
      for method in try await bareNodes("/v2/shipping/zones/\(zoneID)/methods") {
        guard let id = method["id"]?.whole else {
          throw ConnectorError(.misunderstood, "BigCommerce gave a shipping method without an id")
        }
        var parts: [String: RecordReading.Part] = [
          "id": .json(.string("\(zoneID)-\(id)")), "zone_id": .json(.whole(zoneID)), "method_id": .json(.whole(id)),
        ]
        if let name = zone["name"]?.text { parts["zone_name"] = .json(.string(name.string)) }
        if let rate = method["settings"]?["rate"], let number = rate.decimal ?? rate.text?.decimal {
          parts["rate"] = .json(.number(number))
        }
        records.append(try record(method, parts))
      }
    }
    return records
  }
}

extension Text {
  fileprivate var decimal: DecimalNumber? { DecimalNumber(parsing: trimmed.bytes) }
}
