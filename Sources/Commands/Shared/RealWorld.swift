import Engine
import Foundation
import Logging
import Values
import Workspace

/// The outside as a run sees it: this machine's clock, its dice and its time zones.
enum RealWorld {
  static func make(journal: any Journal, log: Logger, failpoint: Failpoint?) -> World {
    World(
      now: { Moment(milliseconds: wallMilliseconds()) },
      monotonicMilliseconds: monotonicMilliseconds,
      sleep: sleep,
      random: { UInt64.random(in: .min ... .max) },
      journal: journal,
      log: { level, message in log.log(level: level.asLogger, "\(message)") },
      zone: { ZoneFiles.rules($0) },
      failpoint: { name in failpoint?.pass(name) })
  }

  static func now() -> Moment { Moment(milliseconds: wallMilliseconds()) }

  private static func wallMilliseconds() -> Int64 {
    Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
  }

  static func monotonicMilliseconds() -> Int64 {
    Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000)
  }

  private static func sleep(_ milliseconds: Int) async throws(CancellationError) {
    do { try await Task.sleep(for: .milliseconds(milliseconds)) } catch { throw CancellationError() }
  }
}

extension LogLevel {
  fileprivate var asLogger: Logger.Level {
    switch self {
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
