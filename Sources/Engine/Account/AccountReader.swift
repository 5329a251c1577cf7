public import ConnectorKit
public import Types
public import Values

/// Reads what an account holds of its own: its lists, and what its newest records show. Writes nothing anywhere.
public struct AccountReader: Sendable {
  private let connection: Connection
  private let declaration: ConnectorDeclaration

  /// Records of each entity that are looked at.
  public static let samplesMax = 100

  public init(_ connection: Connection, _ declaration: ConnectorDeclaration) {
    self.connection = connection
    self.declaration = declaration
  }

  public struct Reading: Sendable {
    public var snapshot: AccountSnapshot
    /// Entities that the system did not give, and what it said: a missing scope, a module that is not there.
    public var unread: [(entity: String, reason: String)] = []
    /// The newest records that were looked at, by entity.
    public var samples: [String: [FoundRecord]] = [:]
  }

  /// Throws where nothing can be read: credentials that are not accepted, a system that does not answer.
  public func read(now: Moment) async throws(ConnectorError) -> Reading {
    var reading = Reading(snapshot: AccountSnapshot(address: connection.address, readAt: now))
    try await readLists(&reading)
    for entity in declaration.entities where entity.subject != nil && entity.reading != nil {
      let paths = entity.record.namedLists
      // Stock rows and the like have nothing of the account's own.
      if paths.isEmpty { continue }
      try await trying(entity.name, &reading) { reading throws(ConnectorError) in
        var request = ReadRequest(
          entity: entity.name, selection: .all, limit: Self.samplesMax, fields: Set(paths + [entity.key]))
        request.isNewestFirst = true
        request.showsUndeclared = true
        let page = try await connection.connector.read(request, over: connection.transport)
        Self.note(page.records, of: entity, paths, &reading)
      }
    }
    return reading
  }

  /// The lists only.
  public func readLists(now: Moment) async throws(ConnectorError) -> Reading {
    var reading = Reading(snapshot: AccountSnapshot(address: connection.address, readAt: now))
    try await readLists(&reading)
    return reading
  }

  /// The newest records of an entity, at most so many: what of them these paths name.
  public func newest(
    _ count: Int, of entity: String, fields: Set<String>
  ) async throws(ConnectorError) -> [FoundRecord] {
    var request = ReadRequest(entity: entity, selection: .all, limit: count, fields: fields)
    request.isNewestFirst = true
    return Array(try await connection.connector.read(request, over: connection.transport).records.prefix(count))
  }

  private func readLists(_ reading: inout Reading) async throws(ConnectorError) {
    for entity in declaration.entities {
      guard let listing = entity.listing else { continue }
      let kept = declaration.keptFields(of: entity, listing)
      try await trying(entity.name, &reading) { reading throws(ConnectorError) in
        var entries: [AccountSnapshot.Entry] = []
        for record in try await whole(entity.name) {
          entries.append(AccountSnapshot.Entry(Self.values(of: record.body, kept)))
        }
        reading.snapshot.lists[entity.name] = entries
      }
    }
  }

  private func whole(_ entity: String) async throws(ConnectorError) -> [FoundRecord] {
    var records: [FoundRecord] = []
    var request = ReadRequest(entity: entity, selection: .all)
    for _ in 0..<Self.pagesMax {
      let page = try await connection.connector.read(request, over: connection.transport)
      records += page.records
      guard let next = page.next else { break }
      request.next = next
    }
    return records
  }

  /// Pages of one list.
  private static let pagesMax = 40

  /// What one entity is refused need not be refused elsewhere; the first refusal of credentials counts for all.
  private func trying(
    _ entity: String, _ reading: inout Reading,
    _ work: (inout Reading) async throws(ConnectorError) -> Void
  ) async throws(ConnectorError) {
    do throws(ConnectorError) {
      try await work(&reading)
    } catch {
      switch error.kind {
      case .unreachable, .throttled, .unavailable: throw error
      case .credentials where reading.snapshot.lists.isEmpty: throw error
      case .credentials, .refused, .conflict, .ambiguous, .misunderstood:
        reading.unread.append((entity, error.message))
      }
    }
  }

  private static func values(of node: Node, _ fields: [Field]) -> [String: Value] {
    var values: [String: Value] = [:]
    for field in fields {
      let value = try? FieldReading.read(.record(.node(node)), field, origin: 0)
      if let value, value != .missing { values[field.name] = value }
    }
    return values
  }

  // MARK: what records show

  private static func note(
    _ records: [FoundRecord], of entity: Entity, _ paths: [String], _ reading: inout Reading
  ) {
    reading.samples[entity.name] = records
    reading.snapshot.recordsSeen[entity.name] = records.count
    for path in paths {
      var seen = SeenNames(isPersonal: entity.record.isPersonal(path))
      for record in records { seen.note(record.body, path.split(separator: ".").map(String.init)[...]) }
      if !seen.names.isEmpty { reading.snapshot.names["\(entity.name).\(path)"] = seen.names }
    }
    let fields = SeenFields(records, besides: entity.record).fields
    if !fields.isEmpty { reading.snapshot.fields[entity.name] = fields }
  }
}

extension ConnectorDeclaration {
  /// What is kept of a list's entries: the key, what fields elsewhere hold of them, and the label.
  public func keptFields(of entity: Entity, _ listing: Entity.Listing) -> [Field] {
    var names: Set<String> = [entity.key, listing.label]
    for other in entities {
      other.record.visitFields { field in
        if let place = field.listedIn, place.entity == entity.name { names.insert(place.key) }
      }
    }
    // A word of flows beside the number: `awaiting_shipment`.
    for field in entity.record.fields { if case .enumeration = field.type { names.insert(field.name) } }
    return entity.record.fields.filter { names.contains($0.name) && !$0.isPersonal }
  }
}

extension RecordType {
  /// The fields of this record and of those inside it.
  func visitFields(depth: Int = 0, _ body: (Field) -> Void) {
    for field in fields {
      body(field)
      if depth < Self.nestingMax, let inner = field.type.innerRecord { inner.visitFields(depth: depth + 1, body) }
    }
  }

  /// The paths of lists of name and value.
  public var namedLists: [String] { namedLists(depth: 0) }

  private func namedLists(depth: Int) -> [String] {
    fields.flatMap { field -> [String] in
      if field.isNamedList { return field.isReadable ? [field.name] : [] }
      guard depth < Self.nestingMax, let inner = field.type.innerRecord else { return [] }
      return inner.namedLists(depth: depth + 1).map { "\(field.name).\($0)" }
    }
  }

  /// Whether something on the way to that field is personal, or the values in it are.
  func isPersonal(_ path: String) -> Bool {
    var record = self
    for step in path.split(separator: ".").map(String.init) {
      guard let field = record.field(step) else { return false }
      if field.isPersonal { return true }
      guard let inner = field.type.innerRecord else { return false }
      record = inner
    }
    return record.field("value")?.isPersonal == true
  }
}

extension ValueType {
  /// The record that this is, or is a list of.
  var innerRecord: RecordType? {
    switch self {
    case .record(let record): record
    case .list(let element, _): element.innerRecord
    case .optional(let inner): inner.innerRecord
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration: nil
    }
  }
}
