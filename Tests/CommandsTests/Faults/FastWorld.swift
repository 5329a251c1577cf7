import Dispatch
import Engine
import Foundation
import Synchronization
import Values
import Workspace

/// A world in which time goes faster, so that waits of seconds take milliseconds. The wall's clock goes as it goes.
struct FastWorld: Sendable {
  /// How long a second takes.
  let secondMilliseconds: Int

  func world(journal: any Journal, seed: UInt64) -> World {
    let second = UInt64(secondMilliseconds)
    let dice = Mutex(seed)
    return World(
      now: { Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
      monotonicMilliseconds: { Int64(DispatchTime.now().uptimeNanoseconds / 1000 / second) },
      sleep: { milliseconds async throws(CancellationError) in
        do { try await Task.sleep(for: .microseconds(milliseconds * Int(second))) } catch { throw CancellationError() }
      },
      random: {
        dice.withLock { state in
          state &+= 0x9E37_79B9_7F4A_7C15
          let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
          return mixed ^ (mixed >> 27)
        }
      },
      journal: journal, zone: { ZoneFiles.rules($0) })
  }
}
