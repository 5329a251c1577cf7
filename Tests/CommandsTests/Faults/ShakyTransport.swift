import ConnectorKit
import Synchronization

/// The caller's side of a bad line: gives up early, as time goes faster here, and makes the faults that never reach the
/// other side (F09).
final class ShakyTransport: Transport {
  private let inner: any Transport
  private let secondMilliseconds: Int
  /// Of a thousand requests, how many find no way.
  private let perThousand: UInt64
  private let state: Mutex<State>

  private struct State {
    var seed: UInt64
    var met = 0
  }

  init(_ inner: any Transport, secondMilliseconds: Int, perThousand: Int, seed: UInt64) {
    self.inner = inner
    self.secondMilliseconds = secondMilliseconds
    self.perThousand = UInt64(perThousand)
    state = Mutex(State(seed: seed))
  }

  /// Requests that found no way.
  var met: Int { state.withLock { $0.met } }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    if let words = draw() { throw ConnectorError(.unreachable, "the system could not be reached: \(words)") }
    let inner = inner
    let sending = Task { try await inner.send(request) }
    let patience = request.timeoutSeconds * secondMilliseconds
    let timer = Task {
      try await Task.sleep(for: .milliseconds(patience))
      sending.cancel()
    }
    let result = await sending.result
    timer.cancel()
    _ = await timer.result
    switch result {
    case .success(let response): return response
    case .failure(let error as ConnectorError): throw error
    case .failure(let error): throw ConnectorError(.ambiguous, "\(error)")
    }
  }

  private func draw() -> String? {
    state.withLock { state in
      state.seed = state.seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      guard (state.seed >> 33) % 1000 < perThousand else { return nil }
      state.met += 1
      return ["no system has this name", "nothing listens there", "no connection in time"][Int(state.seed >> 40 % 3)]
    }
  }
}
