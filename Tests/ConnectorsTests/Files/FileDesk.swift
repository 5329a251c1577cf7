import ConnectorKit
import Values

@testable import Connectors

/// Files in memory, and what a run does with them.
struct FileDesk {
  let folder: InMemoryFolder
  let files: Files
  let declaration: ConnectorDeclaration

  init(
    _ folder: InMemoryFolder, _ settings: [String: String] = [:], others: [ConnectorDeclaration] = []
  ) {
    self.folder = folder
    declaration = Files.declaration(of: ConnectionOutline(settings: settings, folder: folder, others: others))
    files = Files(
      settings: ConnectionSettings(
        connection: "files", texts: settings, secrets: [:], folder: folder, declaration: declaration))
  }

  init(_ contents: [String: String], _ settings: [String: String] = [:]) {
    self.init(InMemoryFolder(contents), settings)
  }

  struct NoTransport: Transport {
    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
      throw ConnectorError(.refused, "files send nothing")
    }
  }

  func read(
    _ entity: String, _ selection: ReadRequest.Selection = .all, next: PageMark? = nil, limit: Int = 100
  ) async throws(ConnectorError) -> Page {
    try await files.read(
      ReadRequest(entity: entity, selection: selection, next: next, limit: limit), over: NoTransport())
  }

  /// Every record as a line, page by page.
  func all(_ entity: String, limit: Int = 100) async throws(ConnectorError) -> [String] {
    var lines: [String] = []
    var next: PageMark?
    repeat {
      let page = try await read(entity, next: next, limit: limit)
      lines += page.records.map { "\($0.key) \(String(decoding: $0.body.rawBytes, as: UTF8.self))" }
      next = page.next
    } while next != nil
    return lines
  }

  func find(_ entity: String, _ fields: [String], _ values: Value...) async throws(ConnectorError) -> [String] {
    let request = FindRequest(entity: entity, fields: fields, queries: [values])
    return try await files.find(request, over: NoTransport())[0].map(\.key)
  }

  @discardableResult
  func create(
    _ entity: String, _ fields: [WrittenField], effect: String = "effect"
  ) async throws(ConnectorError) -> FoundRecord {
    try await files.write(
      WriteRequest(entity: entity, operation: .create, fields: fields, idempotencyKey: effect), over: NoTransport())
  }

  func update(_ entity: String, key: String, _ fields: [WrittenField]) async throws(ConnectorError) {
    let page = try await read(entity, .keys([key]))
    let found = page.records.first ?? FoundRecord(key: key, body: Self.empty)
    _ = try await files.write(
      WriteRequest(entity: entity, operation: .update(found), fields: fields, idempotencyKey: "update"),
      over: NoTransport())
  }

  func delete(_ entity: String, key: String) async throws(ConnectorError) {
    try await files.delete(
      DeleteRequest(entity: entity, record: FoundRecord(key: key, body: Self.empty), idempotencyKey: "delete"),
      over: NoTransport())
  }

  private static let empty: Node = {
    do { return try JSONDocument.parse(Array("{}".utf8)).root } catch { preconditionFailure("an empty record") }
  }()
}
