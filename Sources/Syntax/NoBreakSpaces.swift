import Diagnostics
import Source

/// The no-break spaces of web pages and word processors, where YAML and formulas want plain ones. They look the same,
/// so they are told once for the whole file and read as what they look like. In texts and comments they may stay.
struct NoBreakSpaces {
  /// Starts of those that have to be plain spaces, in bytes of the text.
  private(set) var starts: [Int] = []
  /// Whether one of them stands in front of a line's content, and the first of those.
  private(set) var firstIndenting: Int?

  private let text: PatchedText
  /// The indentation of the key whose block text (`|`, `>`) goes on.
  private var blockIndent: Int?

  static let length = 2

  /// Replaces them; one message for all.
  static func run(_ text: inout PatchedText, _ notes: inout Notes) {
    guard text.bytes.contains(0xC2) else { return }
    let found = NoBreakSpaces(text)
    guard let first = found.firstIndenting ?? found.starts.first else { return }
    let isIndenting = found.firstIndenting != nil
    let line = text.lineNumber(first, in: notes.source)
    let lines = Set(found.starts.map { text.lineNumber($0, in: notes.source) }).count
    let verb = isIndenting ? "indents" : "stands in"
    let message =
      lines == 1
      ? "a no-break space \(verb) line \(line); YAML wants plain spaces"
      : "a no-break space \(verb) line \(line), and \(lines - 1) more \(lines == 2 ? "line has" : "lines have") some"
        + "; YAML wants plain spaces"
    let edits = found.starts.map { Edit(Place(notes.source, text.origin($0, $0 + length)), " ") }
    notes.add(
      .Y002, message, text.origin(first, first + length), "looks like a space",
      help: ["web pages and word processors write them; plain spaces look the same"],
      fixes: [Fix("write plain spaces", .safe, edits)])
    text.replaceAll(found.starts, count: length, with: Ascii.space)
  }

  static func isAt(_ index: Int, _ bytes: [UInt8]) -> Bool {
    bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
  }

  private init(_ text: PatchedText) {
    self.text = text
    var start: Int? = 0
    while let line = start {
      look(line, text.lineEnd(line))
      start = text.nextLine(line)
    }
  }

  private mutating func look(_ start: Int, _ end: Int) {
    let bytes = text.bytes
    var index = start
    while index < end, bytes[index] == Ascii.space { index += 1 }
    if let block = blockIndent {
      if index == end || index - start > block { return }
      blockIndent = nil
    }
    var columns = index - start
    while index < end {
      if Self.isAt(index, bytes) {
        if firstIndenting == nil { firstIndenting = index }
        starts.append(index)
        index += Self.length
      } else if Lexer.isBlank(bytes[index]) {
        index += 1
      } else {
        break
      }
      columns += 1
    }
    // Behind nothing but blanks it indents nothing.
    if index == end, let first = firstIndenting, first >= start { firstIndenting = nil }
    lookInside(index, end)
    if beginsBlockText(index, end) { blockIndent = columns }
  }

  /// Outside of texts and comments; in a text only what its holes insert.
  private mutating func lookInside(_ start: Int, _ end: Int) {
    let bytes = text.bytes
    var index = start
    var quote: UInt8?
    var depth = 0
    while index < end {
      let byte = bytes[index]
      if Self.isAt(index, bytes) {
        if quote == nil || depth > 0 { starts.append(index) }
        index += Self.length
        continue
      }
      if let open = quote {
        switch byte {
        case open:
          quote = nil
          depth = 0
        case Ascii.openBrace: depth += 1
        case Ascii.closeBrace: depth = max(0, depth - 1)
        default: break
        }
      } else if Lexer.isQuote(byte), index == start || !Lexer.isNamePart(bytes[index - 1]) || bytes[index - 1] == 0xA0 {
        quote = byte
      } else if byte == Ascii.hash, index == start || Lexer.isBlank(bytes[index - 1]) || bytes[index - 1] == 0xA0 {
        return
      }
      index += 1
    }
  }

  /// `key: |` and its like.
  private func beginsBlockText(_ start: Int, _ end: Int) -> Bool {
    let line = text.text(start, end)
    let content = line.split(separator: " #", maxSplits: 1).first ?? ""
    let words = content.split { $0 == " " || $0 == "\u{A0}" }
    guard let last = words.last, let mark = last.first, mark == "|" || mark == ">", last.count <= 3 else {
      return false
    }
    return last.dropFirst().allSatisfy { $0 == "-" || $0 == "+" || $0.isNumber }
      && words.dropLast().last.map { $0.hasSuffix(":") || $0 == "-" } == true
  }
}
