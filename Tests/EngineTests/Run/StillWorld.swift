import Engine
import Synchronization
import Values

/// A clock that only moves when somebody sleeps.
final class StillClock: Sendable {
  private let milliseconds: Mutex<Int64>
  let sleeps = Mutex<[Int]>([])

  init(seconds: Int64 = 1_800_000_000) { milliseconds = Mutex(seconds * 1000) }

  var now: Moment { Moment(milliseconds: milliseconds.withLock { $0 }) }

  func sleep(_ duration: Int) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    sleeps.withLock { $0.append(duration) }
    let start = milliseconds.withLock { $0 }
    await Task.yield()
    milliseconds.withLock { $0 = max($0, start + Int64(duration)) }
  }
}

extension World {
  /// Everything repeats: the dice always show half.
  static func still(_ clock: StillClock, journal: any Journal = InMemoryJournal(), fuse: Fuse? = nil) -> World {
    World(
      now: { clock.now }, monotonicMilliseconds: { clock.now.milliseconds },
      sleep: { milliseconds async throws(CancellationError) in
        // A dead process does not make time pass.
        if fuse?.isBlown == true { throw CancellationError() }
        try await clock.sleep(milliseconds)
      },
      random: { 1 << 40 }, journal: journal, zone: { _ in .utc })
  }
}

/// Ends a process at its n-th boundary with the outside: from then on nothing that it does has an effect.
final class Fuse: Sendable {
  private let state: Mutex<(left: Int?, isBlown: Bool, count: Int)>

  init(_ left: Int?) { state = Mutex((left, false, 0)) }

  var isBlown: Bool { state.withLock { $0.isBlown } }
  /// Boundaries that were passed.
  var count: Int { state.withLock { $0.count } }

  /// False: the process is dead.
  func pass() -> Bool {
    state.withLock { state in
      if state.isBlown { return false }
      state.count += 1
      if let left = state.left, state.count >= left { state.isBlown = true }
      return !state.isBlown
    }
  }
}
