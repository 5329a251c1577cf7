import ConnectorKit
import Types
import Values

/// `/v3/customers`
struct Customers: StoreEntity {
  let store: Store
  let declared: Entity

  private static let path = "/v3/customers"
  private static let addressesPath = "/v3/customers/addresses"
  /// In a list of customers, and in a new customer.
  private static let addressesInside = 10

  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes: return try await pageOfChanges(request)
    case .keys(let keys):
      var records: [FoundRecord] = []
      for batch in Query.batches(ids(keys)) {
        var query = includes(request)
        query.add("id:in", list: batch)
        query.add("limit", 250)
        records += try await found(try await store.get(Self.path, query).list(), request)
      }
      return Page(records: records, next: nil, cursor: nil)
    case .group(let field, _): throw refused("customers can't be read by groups of \(field)")
    }
  }

  /// By the store's own cursor, which stands still while customers are added; by page where a store gives none.
  private func pageOfChanges(_ request: ReadRequest) async throws(ConnectorError) -> Page {
    if request.isNewestFirst {
      var query = includes(request)
      query.add("sort", "date_created:desc")
      query.add("limit", request.pageLimit)
      let nodes = try await store.get(Self.path, query).list()
      return Page(records: try await found(nodes, request), next: nil, cursor: nil)
    }
    var mark = try ReadingMark(request.next)
    var query = includes(request)
    if let start = try ReadingMark.start(request.selection) { query.add("date_modified:min", start) }
    query.add("limit", request.pageLimit)
    let number = Int(mark.position)
    if let number {
      query.add("page", number)
    } else if !mark.position.isEmpty {
      query.add("after", mark.position)
    }
    let answer = try await store.get(Self.path, query)
    let nodes = try answer.list()
    let records = try await found(nodes, request)
    mark.note(answer, records)
    guard nodes.count >= request.pageLimit else { return Page(records: records, next: nil, cursor: mark.cursor) }
    let after = answer.root?["meta"]?["cursor_pagination"]?["end_cursor"]?.text
    mark.position = number == nil ? after?.string ?? "2" : String((number ?? 1) + 1)
    return Page(records: records, next: mark.pageMark, cursor: nil)
  }

  private func includes(_ request: ReadRequest) -> Query {
    var query = Query()
    let parts = [("addresses", "addresses"), ("form_fields", "formfields")].filter { request.uses($0.0) }.map(\.1)
    if !parts.isEmpty { query.add("include", list: parts) }
    return query
  }

  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord] {
    let everything = ReadRequest(entity: declared.name, selection: .all)
    var records: [FoundRecord] = []
    for batch in Query.batches(queries.compactMap(\.first).map { RecordWriting.text($0) }) {
      var query = includes(everything)
      query.add(fields == ["id"] ? "id:in" : "email:in", list: batch)
      query.add("limit", 250)
      records += try await found(try await store.get(Self.path, query).list(), everything)
    }
    return records
  }

  private func current(_ id: String) async throws(ConnectorError) -> FoundRecord {
    guard let record = try await candidates(by: ["id"], [[.text(Text(id))]]).first else {
      throw refused("customer \(id) is gone")
    }
    return record
  }

  private func found(_ nodes: [Node], _ request: ReadRequest) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    for node in nodes {
      guard let id = node["id"]?.whole else {
        throw ConnectorError(.misunderstood, "BigCommerce gave a customer without an id")
      }
      var parts = RecordReading.undeclared(in: node, declared.record, request)
      // The list of customers carries ten addresses; who has more is asked for by himself.
      if let inside = node["addresses"]?.count, inside >= Self.addressesInside {
        parts["addresses"] = .nodes(try await addresses(of: id))
      }
      records.append(
        FoundRecord(key: String(id), body: try RecordReading.body(declared.record, of: node, parts: parts)))
    }
    return records
  }

  private func addresses(of customer: Int64) async throws(ConnectorError) -> [Node] {
    var query = Query()
    query.add("customer_id:in", String(customer))
    query.add("limit", 250)
    return try await store.get(Self.addressesPath, query).list()
  }
}

// Writing. What is inside a customer is made with the customer, and changed apart.
extension Customers {
  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    switch request.operation {
    case .create: try await create(request.fields)
    case .update(let found): try await update(found, request.fields)
    }
  }

  private func create(_ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    var body = try RecordWriting.object(fields, of: declared.record, isNew: true)
    let addresses = body["addresses"]?.array ?? []
    if !addresses.isEmpty { body["addresses"] = .array(addresses.prefix(Self.addressesInside).map { complete($0) }) }
    let answer = try await store.post(Self.path, [.object(body)])
    let made = try await found(try answer.list(), ReadRequest(entity: declared.name, selection: .all))
    guard let customer = made.first else {
      throw ConnectorError(.misunderstood, "the answer to a new customer has no customer")
    }
    try await add(addresses.dropFirst(Self.addressesInside).map { $0 }, to: customer.key)
    return addresses.isEmpty && body["form_fields"] == nil ? customer : try await current(customer.key)
  }

  private func update(_ found: FoundRecord, _ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    let plain = fields.filter { $0.name != "addresses" }
    if !plain.isEmpty {
      var body = try RecordWriting.object(plain, of: declared.record, isNew: false)
      body["id"] = Int64(found.key).map { .whole($0) }
      _ = try await store.put(Self.path, Query(), [.object(body)])
    }
    for field in fields where field.name == "addresses" { try await writeAddresses(field.value, of: found) }
    return try await current(found.key)
  }

  private func writeAddresses(_ written: Written, of found: FoundRecord) async throws(ConnectorError) {
    guard case .entries(let changes) = written else {
      throw refused(
        "the addresses of a customer that is there can only be changed one by one: give the list `match: "
          + "[address1, postal_code, city]`")
    }
    for change in changes {
      let body = try RecordWriting.object(change.fields, of: CustomerSchema.address, isNew: isNew(change))
      switch change.operation {
      case .create: try await add([.object(body)], to: found.key)
      case .update(let existing):
        var body = body
        body["id"] = existing["id"]
        _ = try await store.put(Self.addressesPath, Query(), [.object(body)])
      case .delete(let existing), .hide(let existing):
        guard let id = existing["id"]?.whole else { continue }
        var query = Query()
        query.add("id:in", String(id))
        try await store.delete(Self.addressesPath, query)
      }
    }
  }

  private func isNew(_ change: EntryChange) -> Bool {
    if case .create = change.operation { true } else { false }
  }

  /// An address that is there already is ignored by the store, with a good answer.
  private func add(_ addresses: [JSON], to customer: String) async throws(ConnectorError) {
    for address in addresses {
      var body = complete(address)
      body["customer_id"] = Int64(customer).map { .whole($0) }
      _ = try await store.post(Self.addressesPath, [body])
    }
  }

  /// These two are asked for, though most countries have no provinces in their addresses.
  private func complete(_ address: JSON) -> JSON {
    var address = address
    for field in ["state_or_province", "postal_code"] where address[field] == nil { address[field] = "" }
    return address
  }
}
