import Source

/// Finds where each byte of a decoded scalar stood, by decoding the raw bytes once more.
///
/// The result is taken only if the text comes out as libyaml's own. So a wrong place can never be reported, only a
/// coarser one: the whole scalar.
struct ScalarDecoder {
  private let bytes: [UInt8]
  private let start: Int
  private let end: Int
  private var out: [UInt8] = []
  private var map = SegmentMap()

  static func map(_ bytes: [UInt8], from start: Int, to end: Int, style: YAMLScalar.Style, value: [UInt8]) -> SegmentMap
  {
    let inner = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    if end - start - 2 * inner == value.count, bytes[start + inner..<end - inner].elementsEqual(value) {
      return SegmentMap(identityFrom: start + inner, count: value.count)
    }
    switch style {
    case .plain, .singleQuoted, .doubleQuoted:
      var decoder = ScalarDecoder(bytes: bytes, start: start, end: end)
      if end - start >= 2 * inner, decoder.decodeFlow(style), decoder.out == value { return decoder.map }
    case .literal, .folded:
      for indent in 0..<40 {
        var decoder = ScalarDecoder(bytes: bytes, start: start, end: end)
        decoder.decodeBlock(isFolded: style == .folded, indent: indent)
        if decoder.out == value { return decoder.map }
      }
    }
    return SegmentMap(wholeOf: Span(start, end), count: value.count)
  }

  private init(bytes: [UInt8], start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  // MARK: output

  private mutating func copy(_ index: Int, _ count: Int = 1) {
    out += bytes[index..<index + count]
    map.append(decodedCount: count, source: index, sourceCount: count, isExact: true)
  }

  private mutating func put(_ decoded: [UInt8], for index: Int, _ count: Int) {
    out += decoded
    map.append(decodedCount: decoded.count, source: index, sourceCount: count, isExact: false)
  }

  // MARK: line breaks

  private struct Break {
    var index: Int
    var count: Int
    var decoded: [UInt8]
  }

  private func lineBreak(_ index: Int, _ limit: Int) -> Break? {
    guard index < limit else { return nil }
    let newline = [Ascii.newline]
    switch bytes[index] {
    case Ascii.newline: return Break(index: index, count: 1, decoded: newline)
    case Ascii.carriageReturn:
      let isPair = index + 1 < bytes.count && bytes[index + 1] == Ascii.newline
      return Break(index: index, count: isPair ? 2 : 1, decoded: newline)
    case 0xC2 where index + 1 < limit && bytes[index + 1] == 0x85:
      return Break(index: index, count: 2, decoded: newline)
    case 0xE2 where index + 2 < limit && bytes[index + 1] == 0x80 && bytes[index + 2] | 1 == 0xA9:
      return Break(index: index, count: 3, decoded: Array(bytes[index..<index + 3]))
    default: return nil
    }
  }

  private func isBlank(_ index: Int) -> Bool { bytes[index] == Ascii.space || bytes[index] == Ascii.tab }

  private func skipBlanks(_ index: Int, _ limit: Int) -> Int {
    var index = index
    while index < limit, isBlank(index) { index += 1 }
    return index
  }

  // MARK: plain and quoted

  private mutating func decodeFlow(_ style: YAMLScalar.Style) -> Bool {
    let inner = style == .plain ? 0 : 1
    let limit = end - inner
    var index = start + inner
    while index < limit {
      let byte = bytes[index]
      if style == .singleQuoted, byte == Ascii.apostrophe, index + 1 < limit, bytes[index + 1] == byte {
        put([byte], for: index, 2)
        index += 2
      } else if style == .doubleQuoted, byte == Ascii.backslash {
        guard let next = escape(index, limit) else { return false }
        index = next
      } else if isBlank(index) || lineBreak(index, limit) != nil {
        index = blanks(index, limit, isPlain: style == .plain)
      } else {
        copy(index)
        index += 1
      }
    }
    return true
  }

  private mutating func blanks(_ index: Int, _ limit: Int, isPlain: Bool) -> Int {
    let afterBlanks = skipBlanks(index, limit)
    guard let first = lineBreak(afterBlanks, limit) else {
      if afterBlanks < limit || !isPlain { copy(index, afterBlanks - index) }
      return afterBlanks
    }
    var at = first.index + first.count
    var rest: [Break] = []
    while true {
      at = skipBlanks(at, limit)
      guard let next = lineBreak(at, limit) else { break }
      rest.append(next)
      at = next.index + next.count
    }
    let isFolded = first.decoded == [Ascii.newline]
    if isFolded, rest.isEmpty {
      put([Ascii.space], for: first.index, first.count)
    } else {
      if !isFolded { put(first.decoded, for: first.index, first.count) }
      for next in rest { put(next.decoded, for: next.index, next.count) }
    }
    return at
  }

  /// Decodes an escape; returns where the text goes on, nil if it is none.
  private mutating func escape(_ index: Int, _ limit: Int) -> Int? {
    guard index + 1 < limit else { return nil }
    if let first = lineBreak(index + 1, limit) {
      var at = skipBlanks(first.index + first.count, limit)
      while let next = lineBreak(at, limit) {
        put(next.decoded, for: next.index, next.count)
        at = skipBlanks(next.index + next.count, limit)
      }
      return at
    }
    let letter = bytes[index + 1]
    let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter]
    if let digits {
      guard index + 2 + digits <= limit,
        let value = UInt32(String(decoding: bytes[index + 2..<index + 2 + digits], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { return nil }
      put(Array(String(Character(scalar)).utf8), for: index, 2 + digits)
      return index + 2 + digits
    }
    guard let decoded = Self.escapes[letter] else { return nil }
    put(Array(decoded.utf8), for: index, 2)
    return index + 2
  }

  private static let escapes: [UInt8: String] = [
    UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{07}", UInt8(ascii: "b"): "\u{08}", UInt8(ascii: "t"): "\t",
    0x09: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{0B}", UInt8(ascii: "f"): "\u{0C}",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", 0x20: " ", 0x22: "\"", 0x2F: "/", 0x5C: "\\",
    UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}",
    UInt8(ascii: "P"): "\u{2029}",
  ]

  // MARK: literal and folded

  private mutating func decodeBlock(isFolded: Bool, indent: Int) {
    let limit = bytes.count
    var at = start + 1
    var chomping = 0
    while at < limit, bytes[at] == UInt8(ascii: "+") || bytes[at] == Ascii.dash || Lexer.isDigit(bytes[at]) {
      if bytes[at] == UInt8(ascii: "+") { chomping = 1 }
      if bytes[at] == Ascii.dash { chomping = -1 }
      at += 1
    }
    while at < limit, lineBreak(at, limit) == nil { at += 1 }
    if let header = lineBreak(at, limit) { at += header.count }

    var leading: Break?
    var hadLeadingBlank = false
    var (next, trailing, depth) = skipBreaks(at, indent)
    while next < end, depth == indent, next < limit {
      let startsBlank = isBlank(next)
      let folds = isFolded && leading?.decoded == [Ascii.newline] && !hadLeadingBlank && !startsBlank
      if let leading {
        if !folds {
          put(leading.decoded, for: leading.index, leading.count)
        } else if trailing.isEmpty {
          put([Ascii.space], for: leading.index, leading.count)
        }
      }
      for found in trailing { put(found.decoded, for: found.index, found.count) }
      hadLeadingBlank = startsBlank
      let lineStart = next
      while next < limit, lineBreak(next, limit) == nil { next += 1 }
      if next > lineStart { copy(lineStart, next - lineStart) }
      leading = lineBreak(next, limit)
      guard let found = leading else {
        trailing = []
        break
      }
      (next, trailing, depth) = skipBreaks(next + found.count, indent)
    }
    if chomping != -1, let leading { put(leading.decoded, for: leading.index, leading.count) }
    if chomping == 1 { for found in trailing { put(found.decoded, for: found.index, found.count) } }
  }

  /// Empty lines, and how many blanks of the indentation stand in front of the next line.
  private func skipBreaks(_ index: Int, _ indent: Int) -> (next: Int, breaks: [Break], depth: Int) {
    var at = index
    var breaks: [Break] = []
    while true {
      var depth = 0
      while depth < indent, at < bytes.count, bytes[at] == Ascii.space {
        at += 1
        depth += 1
      }
      guard let found = lineBreak(at, bytes.count) else { return (at, breaks, depth) }
      breaks.append(found)
      at += found.count
    }
  }
}
