import Foundation
import Synchronization

/// SIGINT and SIGTERM. The first asks to finish what is under way; the second ends the program at once, which is safe:
/// whatever was sent stands in the journal.
final class StopSignals: Sendable {
  private struct State {
    var received: ExitStatus?
    var onFirst: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())
  private let sources = Mutex<[any DispatchSourceSignal]>([])

  init() {
    let signals: [(Int32, ExitStatus)] = [(SIGINT, .interrupted), (SIGTERM, .terminated)]
    for (number, status) in signals {
      signal(number, SIG_IGN)
      sources.withLock { sources in
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { [weak self] in self?.receive(status) }
        source.resume()
        sources.append(source)
      }
    }
  }

  deinit {
    sources.withLock { sources in
      for source in sources { source.cancel() }
    }
  }

  /// What came; nil while nothing did.
  var received: ExitStatus? { state.withLock { $0.received } }

  /// Called once, at the first signal; at once if it came already.
  func onFirst(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if state.received == nil { state.onFirst.append(action) }
      return state.received != nil
    }
    if isLate { action() }
  }

  /// Waits for the first signal.
  func first() async -> ExitStatus {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      onFirst { continuation.resume() }
    }
    return received ?? .interrupted
  }

  private func receive(_ status: ExitStatus) {
    let actions: [@Sendable () -> Void]? = state.withLock { state in
      guard state.received == nil else { return nil }
      state.received = status
      defer { state.onFirst = [] }
      return state.onFirst
    }
    guard let actions else { _exit(status.rawValue) }
    for action in actions { action() }
  }
}
