import ConnectorKit
import Engine
import Synchronization
import Values

/// Plays answers one after the other, and keeps what was asked, and when.
final class Player: Transport {
  struct Sent {
    var request: HTTPRequest
    var milliseconds: Int64
  }

  private struct State {
    var left: [RecordedAnswer]
    var sent: [Sent] = []
    var problems: [String] = []
  }

  private let state: Mutex<State>
  private let clock: TrialClock

  init(_ answers: [RecordedAnswer], _ clock: TrialClock) {
    state = Mutex(State(left: answers))
    self.clock = clock
  }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    let now = clock.milliseconds
    let answer = state.withLock { state -> RecordedAnswer? in
      state.sent.append(Sent(request: request, milliseconds: now))
      guard !state.left.isEmpty else { return nil }
      let answer = state.left.removeFirst()
      if answer.request != request.name {
        state.problems.append("it asks \(request.name) where the recording has \(answer.request)")
      }
      return answer
    }
    guard let answer else { throw ConnectorError(.unreachable, Player.over) }
    return answer.response
  }

  /// What is thrown behind the last answer.
  static let over = "the recording is over"

  var sent: [Sent] { state.withLock { $0.sent } }

  /// Where it did not go as recorded.
  var problems: [String] {
    state.withLock { state in
      state.problems + (state.left.isEmpty ? [] : ["\(state.left.count) recorded answers were not asked for"])
    }
  }
}

/// A clock that moves when somebody sleeps.
final class TrialClock: Sendable {
  private let now = Mutex<Int64>(1_800_000_000_000)

  var milliseconds: Int64 { now.withLock { $0 } }

  var world: World {
    World(
      now: { Moment(milliseconds: self.milliseconds) }, monotonicMilliseconds: { self.milliseconds },
      sleep: { milliseconds async throws(CancellationError) in
        if Task.isCancelled { throw CancellationError() }
        self.now.withLock { $0 += Int64(milliseconds) }
      },
      random: { 0 }, journal: InMemoryJournal())
  }
}

/// Never answers, until it is stopped.
struct SilentTransport: Transport {
  let asked: @Sendable () -> Void

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    asked()
    // Ends only by being cancelled.
    try? await Task.sleep(for: .seconds(3600))
    throw ConnectorError(.ambiguous, "the run was stopped")
  }
}
