import ConnectorKit
import Engine
import Synchronization
import Types
import Values

/// A system in memory that keeps what it accepts, and can be told to answer badly.
final class FakeSystem: Sendable {
  enum Behaviour: Sendable {
    case good
    /// It is accepted, and the answer gets lost.
    case loseAnswer
    /// It is accepted so many milliseconds after the sender gave up.
    case commitLate(Int)
    /// It is lost on the way.
    case loseRequest
    case fail(ConnectorError)
  }

  struct Write: Sendable {
    var entity: String
    var key: String
    var isCreate: Bool
    var idempotencyKey: String
  }

  struct State: Sendable {
    var records: [String: [(key: String, body: JSON, changed: Int)]] = [:]
    var lastNumber = 1000
    var lastChange = 0
    /// What was accepted.
    var writes: [Write] = []
    var late: [(at: Int64, request: WriteRequest)] = []
    var lateDeletions: [(at: Int64, request: DeleteRequest)] = []
    /// Keys that were deleted, in order; each once.
    var deleted: [String] = []
    var writesAsked = 0
    var finds: [FindRequest] = []
    var reads: [ReadRequest] = []
  }

  let clock: StillClock
  let entities: [String: Entity]
  let state = Mutex(State())
  /// What happens to the n-th write that is asked for, from 1.
  let behaviour: Mutex<@Sendable (Int, WriteRequest) -> Behaviour>
  let sentences = Mutex<[String]>([])

  init(_ entities: [Entity], clock: StillClock) {
    self.clock = clock
    self.entities = Dictionary(uniqueKeysWithValues: entities.map { ($0.name, $0) })
    behaviour = Mutex { _, _ in .good }
  }

  func behave(_ body: @escaping @Sendable (Int, WriteRequest) -> Behaviour) { behaviour.withLock { $0 = body } }

  /// Puts a record there, or in the place of the one with its key.
  func put(_ entity: String, _ key: String, _ body: JSON) {
    state.withLock { state in
      state.lastChange += 1
      state.records[entity, default: []].removeAll { $0.key == key }
      state.records[entity, default: []].append((key, body, state.lastChange))
    }
  }

  func remove(_ entity: String, _ key: String) {
    state.withLock { $0.records[entity]?.removeAll { $0.key == key } }
  }

  func bodies(_ entity: String) -> [JSON] {
    settle()
    return state.withLock { $0.records[entity] ?? [] }.map(\.body)
  }

  var writes: [Write] { state.withLock { $0.writes } }
  var writesAsked: Int { state.withLock { $0.writesAsked } }
  var deleted: [String] { state.withLock { $0.deleted } }

  /// What was on its way arrives.
  private func settle() {
    let now = clock.now.milliseconds
    state.withLock { state in
      let due = state.late.filter { $0.at <= now }
      state.late.removeAll { $0.at <= now }
      for late in due { _ = accept(late.request, &state) }
      let gone = state.lateDeletions.filter { $0.at <= now }
      state.lateDeletions.removeAll { $0.at <= now }
      for late in gone { accept(late.request, &state) }
    }
  }

  func read(_ request: ReadRequest) -> Page {
    settle()
    return state.withLock { state in
      state.reads.append(request)
      var rows = (state.records[request.entity] ?? []).sorted { $0.changed < $1.changed }
      switch request.selection {
      case .all: break
      case .changes(let cursor): rows = rows.filter { $0.changed > Int(cursor.position) ?? 0 }
      case .keys(let keys): rows = rows.filter { keys.contains($0.key) }
      case .group(let field, let values):
        rows = rows.filter { values.contains(text($0.body[field])) }
      }
      let start = request.next.flatMap { Int($0.position) } ?? 0
      rows = rows.filter { $0.changed > start }
      let page = rows.prefix(request.limit)
      let last = page.last?.changed
      return Page(
        records: page.map { found($0.key, $0.body, $0.changed) },
        next: rows.count > page.count ? last.map { PageMark(String($0)) } : nil,
        cursor: last.map { Cursor(String($0)) })
    }
  }

  func find(_ request: FindRequest) -> [[FoundRecord]] {
    settle()
    return state.withLock { state in
      state.finds.append(request)
      let ignoresCase = entities[request.entity]?.finding.first { $0.fields == request.fields }?.ignoresCase ?? false
      return request.queries.map { values in
        let rows = (state.records[request.entity] ?? []).filter { row in
          zip(request.fields, values).allSatisfy { field, value in
            let (mine, theirs) = (text(row.body[field]), text(json(value)))
            return ignoresCase ? mine.lowercased() == theirs.lowercased() : mine == theirs
          }
        }
        return rows.prefix(2).map { found($0.key, $0.body, $0.changed) }
      }
    }
  }

  func write(_ request: WriteRequest) throws(ConnectorError) -> FoundRecord {
    settle()
    let number = state.withLock { state in
      state.writesAsked += 1
      return state.writesAsked
    }
    switch behaviour.withLock({ $0 })(number, request) {
    case .good: return state.withLock { accept(request, &$0) }
    case .loseAnswer:
      _ = state.withLock { accept(request, &$0) }
      throw ConnectorError(.ambiguous, "no answer")
    case .commitLate(let wait):
      state.withLock { $0.late.append((clock.now.milliseconds + Int64(wait), request)) }
      throw ConnectorError(.ambiguous, "no answer")
    case .loseRequest: throw ConnectorError(.ambiguous, "no answer")
    case .fail(let error): throw error
    }
  }

  /// Behaves like the write of a record without fields.
  func delete(_ request: DeleteRequest) throws(ConnectorError) {
    settle()
    let number = state.withLock { state in
      state.writesAsked += 1
      return state.writesAsked
    }
    let asWrite = WriteRequest(
      entity: request.entity, operation: .update(request.record), fields: [], idempotencyKey: request.idempotencyKey)
    switch behaviour.withLock({ $0 })(number, asWrite) {
    case .good: state.withLock { accept(request, &$0) }
    case .loseAnswer:
      state.withLock { accept(request, &$0) }
      throw ConnectorError(.ambiguous, "no answer")
    case .commitLate(let wait):
      state.withLock { $0.lateDeletions.append((clock.now.milliseconds + Int64(wait), request)) }
      throw ConnectorError(.ambiguous, "no answer")
    case .loseRequest: throw ConnectorError(.ambiguous, "no answer")
    case .fail(let error): throw error
    }
  }

  private func accept(_ request: DeleteRequest, _ state: inout State) {
    guard let place = state.records[request.entity]?.firstIndex(where: { $0.key == request.record.key }) else { return }
    state.records[request.entity]?.remove(at: place)
    state.deleted.append(request.record.key)
  }

  private func accept(_ request: WriteRequest, _ state: inout State) -> FoundRecord {
    let entity = entities[request.entity]
    let keyField = entity?.key ?? "id"
    var body: JSON
    let key: String
    switch request.operation {
    case .create:
      state.lastNumber += 1
      key = String(state.lastNumber)
      body = .object(JSON.Object([(keyField, .whole(Int64(state.lastNumber)))]))
    case .update(let record):
      key = record.key
      body = state.records[request.entity]?.first { $0.key == key }?.body ?? .object(JSON.Object())
    }
    for field in request.fields { body[field.name] = json(field.value) }
    state.lastChange += 1
    let isCreate = if case .create = request.operation { true } else { false }
    state.writes.append(
      Write(entity: request.entity, key: key, isCreate: isCreate, idempotencyKey: request.idempotencyKey))
    if let place = state.records[request.entity]?.firstIndex(where: { $0.key == key }) {
      state.records[request.entity]?[place] = (key, body, state.lastChange)
    } else {
      state.records[request.entity, default: []].append((key, body, state.lastChange))
    }
    return found(key, body, state.lastChange)
  }

  // JSON and back.

  private func found(_ key: String, _ body: JSON, _ changed: Int) -> FoundRecord {
    FoundRecord(key: key, version: "v\(changed)", body: node(body))
  }

  private func json(_ written: Written) -> JSON? {
    switch written {
    case .value(let value): json(value)
    case .cleared: nil
    case .record(let fields): json(fields)
    case .list(let entries): .array(entries.map { json($0) })
    case .entries(let changes): .array(changes.map { json($0.fields) })
    }
  }

  private func json(_ fields: [WrittenField]) -> JSON {
    .object(JSON.Object(fields.map { ($0.name, json($0.value) ?? .null) }))
  }

  private func json(_ value: Value) -> JSON {
    var writer = JSONWriter()
    value.write(into: &writer)
    return (try? JSON.parse(writer.bytes)) ?? .null
  }

  private func text(_ json: JSON?) -> String { json?.string ?? json?.description ?? "" }
}

/// As connectors give records.
func node(_ json: JSON) -> Node {
  guard let document = try? JSONDocument.parse(json.bytes()) else { preconditionFailure("JSON is JSON") }
  return document.root
}

/// Reaches a fake system; behind a fuse, if there is one.
struct FakeConnector: Connector {
  static let declaration = ConnectorDeclaration(name: "fake", title: "Fake", settings: [], entities: [])

  var system: FakeSystem
  var fuse: Fuse?

  init(settings: ConnectionSettings) {
    self.init(FakeSystem([], clock: StillClock()))
  }

  init(_ system: FakeSystem, fuse: Fuse? = nil) {
    self.system = system
    self.fuse = fuse
  }

  fileprivate func pass() throws(ConnectorError) {
    if fuse?.pass() == false { throw ConnectorError(.unreachable, "the process is dead") }
  }

  func inspect(over transport: any Transport) throws(ConnectorError) -> [String] {
    try pass()
    return system.sentences.withLock { $0 }
  }

  func read(_ request: ReadRequest, over transport: any Transport) throws(ConnectorError) -> Page {
    try pass()
    let page = system.read(request)
    try pass()
    return page
  }

  func find(_ request: FindRequest, over transport: any Transport) throws(ConnectorError) -> [[FoundRecord]] {
    try pass()
    let found = system.find(request)
    try pass()
    return found
  }

  func write(_ request: WriteRequest, over transport: any Transport) throws(ConnectorError) -> FoundRecord {
    try pass()
    let record: FoundRecord
    do throws(ConnectorError) {
      record = try system.write(request)
    } catch {
      // The process may also end before it learns that it got no answer.
      try pass()
      throw error
    }
    try pass()
    return record
  }
}

extension FakeConnector {
  func delete(_ request: DeleteRequest, over transport: any Transport) throws(ConnectorError) {
    try pass()
    do throws(ConnectorError) {
      try system.delete(request)
    } catch {
      try pass()
      throw error
    }
    try pass()
  }
}

/// Nothing goes through it: fake connectors need no wire.
struct NoTransport: Transport {
  func send(_ request: HTTPRequest) throws(ConnectorError) -> HTTPResponse {
    throw ConnectorError(.unreachable, "there is no wire")
  }
}
