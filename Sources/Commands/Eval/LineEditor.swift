import Foundation

/// One line from a person: arrows, history and completion on a terminal, plain lines elsewhere.
final class LineEditor {
  typealias Completion = (String) -> (word: String, candidates: [String])

  /// Where keys come from and what is shown goes to.
  struct Terminal {
    var isInteractive: Bool
    /// The next byte of a key; nil at the end of the input.
    var byte: () -> UInt8?
    var show: ([UInt8]) -> Void
    /// A whole line, where there are no single keys.
    var line: () -> String?
    /// Hands out single keys from now on; what it returns puts things back. Nil if that can't be done.
    var begin: () -> (() -> Void)?
  }

  private let terminal: Terminal
  private let complete: Completion
  private var history: [String] = []
  private var text: [Character] = []
  private var cursor = 0
  private static let historyMax = 1_000

  init(_ terminal: Terminal = .standard, _ complete: @escaping Completion) {
    self.terminal = terminal
    self.complete = complete
  }

  var isInteractive: Bool { terminal.isInteractive }

  /// Nil at the end of the input.
  func line(_ prompt: String) -> String? {
    guard isInteractive, let end = terminal.begin() else { return terminal.line() }
    defer { end() }
    text = []
    cursor = 0
    var place = history.count
    var draft = ""
    show(prompt)
    while let key = key() {
      switch key {
      case .enter:
        terminal.show(Array("\r\n".utf8))
        let line = String(text)
        if !line.isEmpty, history.last != line { history = (history + [line]).suffix(Self.historyMax) }
        return line
      case .end where text.isEmpty:
        terminal.show(Array("\r\n".utf8))
        return nil
      case .end: if cursor < text.count { text.remove(at: cursor) }
      case .cancel: set("")
      case .character(let character):
        text.insert(character, at: cursor)
        cursor += 1
      case .backspace:
        if cursor > 0 {
          cursor -= 1
          text.remove(at: cursor)
        }
      case .left: cursor = max(0, cursor - 1)
      case .right: cursor = min(text.count, cursor + 1)
      case .home: cursor = 0
      case .last: cursor = text.count
      case .eraseLeft:
        text.removeSubrange(..<cursor)
        cursor = 0
      case .eraseRight: text.removeSubrange(cursor...)
      case .up, .down:
        if place == history.count { draft = String(text) }
        place = key == .up ? max(0, place - 1) : min(history.count, place + 1)
        set(place == history.count ? draft : history[place])
      case .tab: completeWord()
      case .other: break
      }
      show(prompt)
    }
    return nil
  }

  private func set(_ line: String) {
    text = Array(line)
    cursor = text.count
  }

  private func show(_ prompt: String) {
    let back = text.count - cursor
    let move = back > 0 ? "\u{1B}[\(back)D" : ""
    terminal.show(Array("\r\u{1B}[K\(prompt)\(String(text))\(move)".utf8))
  }

  /// What all candidates share is written; if that is nothing new, they are listed.
  private func completeWord() {
    let (word, candidates) = complete(String(text[..<cursor]))
    guard let first = candidates.first else { return }
    let shared = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let rest = Array(shared.dropFirst(word.count))
    if rest.isEmpty, candidates.count > 1 {
      terminal.show(Array(("\r\n" + candidates.prefix(60).joined(separator: "  ") + "\r\n").utf8))
    }
    text.insert(contentsOf: rest, at: cursor)
    cursor += rest.count
  }

  // MARK: keys

  private enum Key: Equatable {
    case character(Character)
    case enter, end, cancel, backspace, left, right, up, down, home, last, eraseLeft, eraseRight, tab, other
  }

  private func key() -> Key? {
    guard let first = terminal.byte() else { return nil }
    switch first {
    case 0x0D, 0x0A: return .enter
    case 0x04: return .end
    case 0x03: return .cancel
    case 0x7F, 0x08: return .backspace
    case 0x09: return .tab
    case 0x01: return .home
    case 0x05: return .last
    case 0x02: return .left
    case 0x06: return .right
    case 0x10: return .up
    case 0x0E: return .down
    case 0x15: return .eraseLeft
    case 0x0B: return .eraseRight
    case 0x1B: return escape()
    case ..<0x20: return .other
    default: break
    }
    var bytes = [first]
    let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0
    for _ in 0..<more {
      guard let next = terminal.byte() else { return nil }
      bytes.append(next)
    }
    return String(decoding: bytes, as: UTF8.self).first.map { .character($0) } ?? .other
  }

  /// `ESC [ A` and its like.
  private func escape() -> Key? {
    guard let open = terminal.byte() else { return nil }
    guard open == UInt8(ascii: "[") || open == UInt8(ascii: "O") else { return .other }
    var last = terminal.byte()
    var number: UInt8?
    while let digit = last, (0x30...0x3B).contains(digit) {
      number = number ?? digit
      last = terminal.byte()
    }
    switch last {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return .right
    case UInt8(ascii: "D"): return .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .last
    case UInt8(ascii: "~"): return number == UInt8(ascii: "1") ? .home : number == UInt8(ascii: "4") ? .last : .other
    default: return .other
    }
  }
}

extension LineEditor.Terminal {
  /// The one in front of which the person sits.
  static var standard: LineEditor.Terminal {
    LineEditor.Terminal(
      isInteractive: isatty(STDIN_FILENO) == 1 && Output.style.isTerminal(.data), byte: readByte,
      show: { Output.raw($0, to: .data) }, line: { readLine(strippingNewline: true) },
      begin: {
        guard let before = rawMode() else { return nil }
        return { restore(before) }
      })
  }

  private static func readByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      return count == 1 ? byte : nil
    }
  }

  private static func rawMode() -> termios? {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
    return tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) == 0 ? before : nil
  }

  private static func restore(_ settings: termios) {
    var settings = settings
    _ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
  }
}
