import ConnectorKit
import Foundation
import Synchronization

/// What is printed: data on stdout, messages on stderr.
enum Output {
  enum Stream: Int32, Sendable {
    case data = 1
    case messages = 2
  }

  /// Bytes that wait for the next flush; stderr is never kept waiting.
  private static let waiting = Mutex<[UInt8]>([])
  private static let waitingMax = 1 << 16

  /// Records go to stdout themselves: what would stand there goes to stderr from here on.
  static func leaveDataToOthers() {
    flush()
    isDataTaken.withLock { $0 = true }
  }

  private static let isDataTaken = Mutex(false)

  /// The secrets of the command that runs.
  private static let mask = Mutex(SecretMask([]))
  /// Shorter ones are words that stand elsewhere, too.
  private static let secretLengthMin = 8

  /// From now on these are taken out of everything that is printed, whoever put them there.
  static func conceal(_ secrets: [Secret]) {
    flush()
    let made = SecretMask(secrets, lengthMin: secretLengthMin)
    mask.withLock { $0 = made }
  }

  /// Whoever reads may stop reading (`| head`): that is no crash.
  static func setUp() { signal(SIGPIPE, SIG_IGN) }

  static func line(_ text: String = "") {
    if isDataTaken.withLock({ $0 }) { return message(text) }
    let isFull = waiting.withLock { bytes in
      bytes += Array(text.utf8)
      bytes.append(0x0A)
      return bytes.count >= waitingMax
    }
    if isFull || style.isTerminal(.data) { flush() }
  }

  static func message(_ text: String) {
    flush()
    write(Array((text + "\n").utf8), to: .messages)
  }

  /// On stderr, without a line end.
  static func raw(_ text: String) { write(Array(text.utf8), to: .messages) }

  /// Bytes as they are.
  static func raw(_ bytes: [UInt8], to stream: Stream) {
    flush()
    write(bytes, to: stream)
  }

  /// `error: …`
  static func problem(_ text: String) {
    message((style.colours(.messages) ? "\u{1B}[1;31merror\u{1B}[0m: " : "error: ") + text)
  }

  static func flush() {
    let bytes = waiting.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
    write(bytes, to: .data)
  }

  private static func write(_ bytes: [UInt8], to stream: Stream) {
    var rest = mask.withLock { $0 }.bytes(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(stream.rawValue, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // Nobody reads any more.
        if stream == .data, errno == EPIPE { _exit(0) }
        return
      }
      rest = rest.dropFirst(count)
    }
  }

  static let style = OutputStyle()

  /// Characters in a line for tables: as wide as the terminal, within reason.
  static let width: Int = {
    let standard = 110
    guard style.isTerminal(.data) else { return standard }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return standard }
    return min(max(Int(size.ws_col), 60), 160)
  }()
}

/// Where colours go: to a terminal, unless `NO_COLOR` is set.
struct OutputStyle: Sendable {
  private let allowsColour: Bool
  private let terminals: [Bool]

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    allowsColour = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    terminals = [isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1]
  }

  func isTerminal(_ stream: Output.Stream) -> Bool { terminals[stream == .data ? 0 : 1] }

  func colours(_ stream: Output.Stream) -> Bool { allowsColour && isTerminal(stream) }
}
