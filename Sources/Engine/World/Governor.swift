import Synchronization

/// The gate of one connection, through which every request of every flow goes: so many at once, none while the other
/// side asked for silence, and the more urgent ones first.
///
/// Nobody waits for ever: of two urgencies that both wait, the lesser has its turn after it was passed over
/// ``PacingLimits/passedOverMax`` times. The quota is what the last answers said, less what was sent since; when little
/// is left of it, that is spread over what is left of its window.
final class Governor: Sendable {
  private let limits: PacingLimits
  private let world: World
  private let state = Mutex(GateState())

  init(limits: PacingLimits, world: World) {
    self.limits = limits
    self.world = world
  }

  /// Waits for a turn. Every turn that was given ends with ``leave(_:)``.
  ///
  /// Of those who wait for time to pass, one sleeps, the keeper; the others are called. So a request that comes last
  /// can still go first.
  func enter(_ visitor: Visitor) async throws(CancellationError) {
    let number = state.withLock { $0.join(visitor) }
    while true {
      switch await call(of: number) {
      case .go: return
      case .keep(let milliseconds): try await keep(number, milliseconds)
      case .cancelled: throw CancellationError()
      }
    }
  }

  func leave(_ visitor: Visitor) {
    let now = world.monotonicMilliseconds()
    call(
      state.withLock { state in
        state.leave(visitor)
        return state.advance(now, limits)
      })
  }

  /// What an answer said of the quota, before its request leaves.
  func note(_ quota: QuotaHeaders) {
    guard let left = quota.left, let reset = quota.resetMilliseconds else { return }
    let now = world.monotonicMilliseconds()
    state.withLock { $0.note(left: left, ends: now + Int64(reset), now: now, limits) }
  }

  /// Nothing is sent for so long.
  func hush(milliseconds: Int) {
    let until = world.monotonicMilliseconds() + Int64(milliseconds)
    state.withLock { $0.quietUntil = max($0.quietUntil, until) }
  }

  /// How many requests wait for their turn.
  var waiting: Int { state.withLock { $0.waitingCount } }

  private func keep(_ number: Int, _ milliseconds: Int) async throws(CancellationError) {
    if milliseconds >= Governor.saidMilliseconds {
      world.log(.info, "\(waiting) requests wait \((milliseconds + 999) / 1000) s, as the other system's quota asks")
    }
    var problem: CancellationError?
    do throws(CancellationError) { try await world.sleep(milliseconds) } catch { problem = error }
    let now = world.monotonicMilliseconds()
    let isGiven = state.withLock { state in
      state.hasKeeper = false
      return problem != nil && state.isGiven(number)
    }
    guard let problem else { return }
    // A turn that was given just now is used: whoever has it finds out by itself that the run was stopped.
    if isGiven { return }
    call(
      state.withLock { state in
        state.forget(number)
        return state.advance(now, limits)
      })
    throw problem
  }

  private func call(of number: Int) async -> GateState.Call {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now = world.monotonicMilliseconds()
        call(
          state.withLock { state in
            let own = state.wait(number, continuation)
            return own + state.advance(now, limits)
          })
      }
    } onCancel: {
      let now = world.monotonicMilliseconds()
      call(
        state.withLock { state in
          let own = state.cancel(number)
          return own + state.advance(now, limits)
        })
    }
  }

  /// Outside of the lock.
  private func call(_ calls: [(CheckedContinuation<GateState.Call, Never>, GateState.Call)]) {
    for (continuation, call) in calls { continuation.resume(returning: call) }
  }
}

extension Governor {
  /// A wait that is this long is said.
  private static let saidMilliseconds = 2000
}

/// What the gate knows of a request.
struct Visitor: Hashable {
  var urgency: Urgency
  /// Requests of one name share `atOnceMax`.
  var name: String
  var atOnceMax: Int?
}
