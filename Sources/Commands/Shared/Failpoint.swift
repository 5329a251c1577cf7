import Foundation
import Synchronization

/// For tests of what happens when the power fails: `FLOWRUN_FAILPOINT=NAME` or `NAME:n` kills the program when it
/// passes that point of a run for the n-th time.
final class Failpoint: Sendable {
  private let name: String
  private let left: Mutex<Int>

  /// Nil if the variable is not set, or is no failpoint.
  init?(_ environment: [String: String]) {
    guard let text = environment["FLOWRUN_FAILPOINT"], !text.isEmpty else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard let count = parts.count > 1 ? Int(parts[1]) : 1, count > 0 else { return nil }
    name = parts[0]
    left = Mutex(count)
  }

  func pass(_ point: String) {
    guard point == name else { return }
    let isNow = left.withLock { left in
      left -= 1
      return left == 0
    }
    if isNow { kill(getpid(), SIGKILL) }
  }
}
