import Engine
import Foundation
import Synchronization

/// How far a run is, on stderr: on a terminal one line that changes, elsewhere a line each ten seconds.
final class ProgressLine: Sendable {
  private struct State {
    var startedAt: Int64
    var shownAt: Int64
    var isShown = false
  }

  private let flow: String
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let state: Mutex<State>

  /// Milliseconds.
  private static let terminalPause: Int64 = 250
  private static let linePause: Int64 = 10_000

  init(flow: String, isQuiet: Bool) {
    self.flow = flow
    self.isQuiet = isQuiet
    isTerminal = Output.style.isTerminal(.messages)
    let now = RealWorld.monotonicMilliseconds()
    state = Mutex(State(startedAt: now, shownAt: isTerminal ? now + 750 : now))
  }

  func show(_ books: Books, pages: Int) {
    if isQuiet { return }
    let now = RealWorld.monotonicMilliseconds()
    let seconds: Int64? = state.withLock { state in
      guard now - state.shownAt >= (isTerminal ? Self.terminalPause : Self.linePause) else { return nil }
      state.shownAt = now
      state.isShown = true
      return max(1, now - state.startedAt)
    }
    guard let milliseconds = seconds else { return }
    let rate = Int64(books.read) * 1000 / milliseconds
    let line = "\(flow): \(books.read) records, \(pages) pages, \(rate) a second, \(books.stopped + books.held) stopped"
    if isTerminal {
      Output.raw("\r\u{1B}[K" + line)
    } else {
      Output.message(line)
    }
  }

  /// Takes the line away.
  func end() {
    let wasShown = state.withLock { $0.isShown }
    if wasShown, isTerminal { Output.raw("\r\u{1B}[K") }
  }
}
