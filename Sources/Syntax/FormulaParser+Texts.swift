import Diagnostics
import Source

/// Texts with holes: `"BC-{id}"`.
extension FormulaParser {
  /// The parts of a text whose content lies between two bytes of the decoded scalar.
  /// - Parameter hasEscapes: texts inside a formula have CEL's escapes; in a quoted scalar YAML has undone its own.
  mutating func parseParts(from start: Int, to end: Int, hasEscapes: Bool) -> [Template.Part] {
    var parts: [Template.Part] = []
    var literal: [UInt8] = []
    var literalStart = start
    var at = start

    func flush(_ parser: FormulaParser, upTo end: Int) {
      guard !literal.isEmpty else { return }
      parts.append(.literal(String(decoding: literal, as: UTF8.self), parser.map.span(literalStart, end)))
      literal = []
    }

    while at < end {
      let byte = bytes[at]
      let isDoubled = at + 1 < end && bytes[at + 1] == byte
      if hasEscapes, byte == Ascii.backslash {
        at = appendEscape(at, end, &literal)
      } else if byte == Ascii.openBrace || byte == Ascii.closeBrace, isDoubled {
        literal.append(byte)
        at += 2
      } else if byte == Ascii.openBrace {
        guard let close = Lexer.holeEnd(bytes, from: at + 1, to: end, outerQuote: nil) else {
          reportOpenHole(at)
          literal += bytes[at..<end]
          at = end
          continue
        }
        flush(self, upTo: at)
        parts.append(.hole(parseHole(from: at + 1, to: close)))
        at = close + 1
        literalStart = at
      } else {
        if byte == Ascii.closeBrace { reportLoneBrace(at) }
        literal.append(byte)
        at += 1
      }
    }
    flush(self, upTo: end)
    return parts
  }

  private mutating func parseHole(from start: Int, to end: Int) -> Expression {
    if bytes[start..<end].allSatisfy(Lexer.isBlank) {
      report(
        "nothing stands between the braces", map.span(start - 1, end + 1), "write a field or a calculation",
        help: ["for braces in the text write {{ and }}"])
      return Expression(.broken, map.span(start, end))
    }
    guard depth < Self.maximumDepth else {
      reportLimit("this formula nests deeper than \(Self.maximumDepth) levels", map.span(start, end))
      return Expression(.broken, map.span(start, end))
    }
    var parser = FormulaParser(bytes: bytes, map: map, notes: Notes(notes.source), depth: depth + 1)
    let expression = parser.parseWhole(from: start, to: end)
    notes.add(contentsOf: parser.notes.diagnostics)
    isAborted = isAborted || parser.isAborted
    return expression
  }

  /// Appends what an escape stands for; returns where the text goes on.
  private mutating func appendEscape(_ at: Int, _ end: Int, _ literal: inout [UInt8]) -> Int {
    guard at + 1 < end else {
      literal.append(Ascii.backslash)
      return end
    }
    let letter = bytes[at + 1]
    if let simple = Self.simpleEscapes[letter] {
      literal.append(simple)
      return at + 2
    }
    let (radix, digits, first): (Int, Int, Int) =
      switch letter {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): (16, 2, at + 2)
      case UInt8(ascii: "u"): (16, 4, at + 2)
      case UInt8(ascii: "U"): (16, 8, at + 2)
      case 0x30...0x33: (8, 3, at + 1)
      default: (0, 0, at + 2)
      }
    if digits > 0, first + digits <= end {
      let number = String(decoding: bytes[first..<first + digits], as: UTF8.self)
      if let value = UInt32(number, radix: radix), let scalar = Unicode.Scalar(value) {
        literal += Array(String(Character(scalar)).utf8)
        return first + digits
      }
    }
    reportEscape(at, min(at + 2, end))
    literal.append(letter)
    return at + 2
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "`"): 0x60,
    UInt8(ascii: "{"): 0x7B, UInt8(ascii: "}"): 0x7D,
  ]
}
