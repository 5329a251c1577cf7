import ConnectorKit
import Synchronization
import Testing

/// Plays a script: each request gets the next answer, and is kept to be looked at. A request beyond the end of the
/// script is an issue of the test.
final class ScriptedTransport: Transport {
  enum Answer: Sendable {
    case response(HTTPResponse)
    case failure(ConnectorError)

    static func json(_ status: Int, _ body: String, headers: [String: String] = [:]) -> Answer {
      let type = ["content-type": "application/json"]
      let headers = type.merging(headers, uniquingKeysWith: { _, given in given })
      return .response(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    static func xml(_ status: Int, _ body: String) -> Answer {
      .response(HTTPResponse(status: status, headers: ["content-type": "text/xml"], body: Array(body.utf8)))
    }

    static func empty(_ status: Int, headers: [String: String] = [:]) -> Answer {
      .response(HTTPResponse(status: status, headers: headers))
    }
  }

  private let script: Mutex<[Answer]>
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ script: [Answer]) {
    self.script = Mutex(script)
  }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    let answer = script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    switch answer {
    case .response(let response): return response
    case .failure(let error): throw error
    case nil:
      Issue.record("no answer is left for \(request.method.rawValue) \(request.url.visible)")
      throw ConnectorError(.unreachable, "the script is over")
    }
  }

  /// What was sent, in order.
  var requests: [HTTPRequest] { sent.withLock { $0 } }

  /// `GET https://…` of each request.
  var lines: [String] { requests.map { "\($0.method.rawValue) \($0.url.visible)" } }

  /// The bodies as text; empty where there was none.
  var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }

  /// Answers that nobody asked for.
  var isFinished: Bool { script.withLock { $0.isEmpty } }
}
