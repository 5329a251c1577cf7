import Foundation
import Logging

/// Log lines on stderr: `-v` shows what was repeated and waited for.
struct Log: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  static func make(verbose: Int, quiet: Bool) -> Logger {
    let level: Logger.Level = quiet ? .error : verbose > 1 ? .debug : verbose == 1 ? .info : .warning
    return Logger(label: "flowrun") { _ in Log(logLevel: level) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    Output.message(event.level >= .warning ? "\(event.level): \(event.message)" : "\(event.message)")
  }
}
