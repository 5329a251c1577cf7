import ConnectorKit
import Values

/// Things that were made more than once, by the ledger of what the systems accepted.
struct Doubles {
  /// Operation and natural key.
  private(set) var keys: [String] = []

  /// Those that nobody wants twice under one name.
  private static let entities: Set<String> = [
    "product", "variant", "brand", "order", "customer", "relation", "invoice",
  ]

  init(of rig: FaultRig) async throws {
    var seen: Set<String> = []
    for entry in try await rig.lines("ledger") {
      guard let operation = entry["operation"]?.string, let key = entry["key"]?.string?.lowercased(), !key.isEmpty,
        let entity = entry["entity"]?.string, operation.hasPrefix("create"), Self.entities.contains(entity)
      else { continue }
      let name = "\(entry["system"]?.string ?? "") \(entity) \(key)"
      if !seen.insert(name).inserted { keys.append("\(operation) \(key)") }
    }
  }
}

/// Requests that came again before the time that the system had asked for, by its own log.
struct EarlyRetries {
  private(set) var count = 0
  private(set) var waited = 0
  private(set) var sentence = ""

  init(of rig: FaultRig) async throws {
    var quiet: [String: Int64] = [:]
    for arrival in try await rig.lines("requests") {
      guard let print = arrival["print"]?.string, let at = arrival["at_ms"]?.whole else { continue }
      if let until = quiet.removeValue(forKey: print) {
        waited += 1
        if at < until {
          count += 1
          sentence = "\(arrival["request"]?.string ?? "") came again \(until - at) ms before its time"
        }
      }
      if let until = arrival["quiet_until_ms"]?.whole { quiet[print] = until }
    }
  }
}

/// Sends again whatever had no clear answer, without looking whether it arrived.
struct NaiveConnector<Inner: Connector>: Connector {
  private let inner: Inner

  static var declaration: ConnectorDeclaration { Inner.declaration }

  init(inner: Inner) { self.inner = inner }

  init(settings: ConnectionSettings) { inner = Inner(settings: settings) }

  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    var request = request
    for attempt in 1...5 {
      do throws(ConnectorError) {
        return try await inner.write(request, over: transport)
      } catch {
        guard error.kind == .ambiguous || error.kind == .misunderstood else { throw error }
        request.idempotencyKey += "-\(attempt)"
      }
    }
    throw ConnectorError(.refused, "no clear answer")
  }

  func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] {
    try await inner.inspect(over: transport)
  }

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    try await inner.read(request, over: transport)
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    try await inner.find(request, over: transport)
  }

  func delete(_ request: DeleteRequest, over transport: any Transport) async throws(ConnectorError) {
    try await inner.delete(request, over: transport)
  }
}
