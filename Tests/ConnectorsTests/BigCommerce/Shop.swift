import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

/// A store for tests, over a script of answers.
struct Shop {
  static let token = "t0ps3cret9876543210abcd"
  static let base = "https://api.bigcommerce.com/stores/abc123"

  let transport: ScriptedTransport
  let connector: BigCommerce

  init(prices: String = "excl", url: String = Shop.base, _ answers: [ScriptedTransport.Answer]) {
    transport = ScriptedTransport(answers)
    connector = BigCommerce(
      settings: ConnectionSettings(
        connection: "shop",
        texts: ["url": url, "prices": prices, "timeout": "60", "settle": "60", "attempts": "5"],
        secrets: ["token": Secret(Shop.token)]))
  }

  func read(
    _ entity: String, _ selection: ReadRequest.Selection = .all, next: PageMark? = nil, limit: Int = 100,
    fields: Set<String> = []
  ) async throws -> Page {
    try await connector.read(
      ReadRequest(entity: entity, selection: selection, next: next, limit: limit, fields: fields), over: transport)
  }

  func find(_ entity: String, by fields: [String], _ queries: [[Value]]) async throws -> [[FoundRecord]] {
    try await connector.find(FindRequest(entity: entity, fields: fields, queries: queries), over: transport)
  }

  func create(_ entity: String, _ fields: [WrittenField]) async throws -> FoundRecord {
    try await connector.write(
      WriteRequest(entity: entity, operation: .create, fields: fields, idempotencyKey: "f/c/k/1"), over: transport)
  }

  func update(_ entity: String, _ found: FoundRecord, _ fields: [WrittenField]) async throws -> FoundRecord {
    try await connector.write(
      WriteRequest(entity: entity, operation: .update(found), fields: fields, idempotencyKey: "f/u/k/1"),
      over: transport)
  }

  /// `GET /v3/catalog/products?…`, as sent.
  var lines: [String] { transport.lines.map { $0.replacing(Shop.base, with: "") } }

  func body(_ index: Int) throws -> JSON { try JSON.parse(transport.requests[index].body) }

  static func found(_ key: String, _ body: String) throws -> FoundRecord {
    FoundRecord(key: key, body: try JSONDocument.parse(Array(body.utf8)).root)
  }
}

extension FoundRecord {
  var json: JSON { get throws { try JSON(body) } }
}

extension WrittenField {
  static func text(_ name: String, _ text: String) -> WrittenField { WrittenField(name, .value(.text(Text(text)))) }
  static func whole(_ name: String, _ whole: Int64) -> WrittenField { WrittenField(name, .value(.whole(whole))) }
  static func number(_ name: String, _ digits: String) -> WrittenField {
    WrittenField(name, .value(.decimal(DecimalNumber(digits) ?? .zero)))
  }
  static func yes(_ name: String, _ bool: Bool) -> WrittenField { WrittenField(name, .value(.bool(bool))) }
}

/// The error of a call that must fail, seen to hold no secret.
func failure<Result>(_ body: () async throws -> Result) async throws -> ConnectorError {
  let error = try await #require(throws: ConnectorError.self) { _ = try await body() }
  #expect(!"\(error)".contains(Shop.token))
  return error
}
