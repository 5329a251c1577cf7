import ConnectorKit
import Foundation
import Synchronization
import Values

/// The service in memory, as strict as the real one.
final class SimulatedShelf: Transport {
  static let token = "shelf-token-for-tests"

  private struct State {
    /// In the order of their last change.
    var labels: [(sku: String, body: JSON)] = []
    var changes = 0
    var answers: [HTTPResponse] = []
  }

  private let state = Mutex(State())

  /// What the next requests get instead of an answer of the service.
  func answer(with responses: [HTTPResponse]) { state.withLock { $0.answers += responses } }

  var skus: [String] { state.withLock { $0.labels.map(\.sku) } }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    state.withLock { state in
      if !state.answers.isEmpty { return state.answers.removeFirst() }
      let isKnown = request.headers.contains { header in
        if case .secret(let secret) = header.value { secret.reveal { $0 == "Bearer " + Self.token } } else { false }
      }
      guard isKnown else { return Self.json(401, ["error": "unknown token"]) }
      let url = request.url.visible
      let path = url[(url.firstRange(of: "/labels")?.lowerBound ?? url.endIndex)...]
      switch (request.method, path.split(separator: "/", maxSplits: 1).count) {
      case (.get, 1): return Self.page(state, path)
      case (.get, _):
        let label = state.labels.first { path == "/labels/" + PercentEncoding.encode($0.sku) }
        return label.map { Self.json(200, $0.body) } ?? Self.json(404, ["error": "no such label"])
      case (.put, 2):
        let sku = String(path.dropFirst("/labels/".count))
        return Self.put(sku.removingPercentEncoding ?? sku, request.body, &state)
      default: return Self.json(405, ["error": "not here"])
      }
    }
  }

  private static func page(_ state: State, _ path: Substring) -> HTTPResponse {
    func query(_ name: String) -> String? {
      path.split(separator: "?").last?.split(separator: "&").first { $0.hasPrefix(name + "=") }
        .map { String($0.dropFirst(name.count + 1)) }
    }
    let limit = query("limit").flatMap { Int($0) } ?? 1
    let start = query("after").flatMap { after in state.labels.firstIndex { $0.sku == after } }.map { $0 + 1 } ?? 0
    let page = state.labels.dropFirst(start).prefix(limit)
    var answer: JSON = [
      "labels": .array(page.map(\.body)), "more": .bool(start + page.count < state.labels.count),
    ]
    if let last = page.last?.sku ?? query("after") { answer["last"] = .string(last) }
    return json(200, answer)
  }

  private static func put(_ sku: String, _ bytes: [UInt8], _ state: inout State) -> HTTPResponse {
    guard let body = try? JSON.parse(bytes), let text = body["text"]?.string, !text.isEmpty else {
      return json(422, ["error": "a label needs a text"])
    }
    var label = body
    state.changes += 1
    label["sku"] = .string(sku)
    label["promoted"] = body["promoted"] ?? false
    label["changed"] = .string("2026-01-01T00:00:\(state.changes < 10 ? "0" : "")\(state.changes)Z")
    state.labels.removeAll { $0.sku == sku }
    state.labels.append((sku, label))
    return json(200, label)
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes())
  }
}
