import ArgumentParser
import Foundation

/// How the program ends. Scripts hang on these numbers, so they never change.
enum ExitStatus: Int32 {
  /// Done, or nothing to do.
  case done = 0
  /// Finished, but records failed or are held, or examples failed.
  case unfinished = 1
  /// `plan --detailed-exitcode` found differences.
  case differences = 2
  /// A flow or the project file is wrong.
  case wrong = 3
  case credentials = 4
  /// The other system is unreachable, or its quota is used up: try later.
  case unreachable = 5
  /// Another run holds the flow.
  case busy = 6
  case store = 7
  case usage = 64
  case interrupted = 130
  case terminated = 143

  /// Of two flows of one command, the one that matters more to the person who must act.
  func worse(_ other: ExitStatus) -> ExitStatus {
    let order: [ExitStatus] = [
      .done, .differences, .unfinished, .busy, .unreachable, .wrong, .credentials, .store, .usage, .interrupted,
      .terminated,
    ]
    let own = order.firstIndex(of: self) ?? 0
    let others = order.firstIndex(of: other) ?? 0
    return own >= others ? self : other
  }

  func exit() -> Never {
    Output.flush()
    Foundation.exit(rawValue)
  }
}

/// Ends a command: with a sentence for stderr, unless everything was said already.
struct Failure: Error {
  var status: ExitStatus
  var message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }
}
