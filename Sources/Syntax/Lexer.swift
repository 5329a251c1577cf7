/// Cuts a formula into words. Nothing is refused here: what means nothing becomes `.unknown`, and the parser says so.
struct Lexer {
  let bytes: [UInt8]
  private var index: Int
  private let limit: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    index = start
    limit = end
  }

  static func tokens(_ bytes: [UInt8], from start: Int, to end: Int) -> [Token] {
    var lexer = Lexer(bytes, from: start, to: end)
    var tokens: [Token] = []
    while let token = lexer.next() { tokens.append(token) }
    tokens.append(Token(kind: .end, start: end, end: end))
    return tokens
  }

  private mutating func next() -> Token? {
    skipBlanks()
    guard index < limit else { return nil }
    let start = index
    let kind = scan()
    if index == start { index += 1 }
    return Token(kind: kind, start: start, end: index)
  }

  /// A no-break space is one too: it looks like one, and where it stands in a file, the file was told of.
  private mutating func skipBlanks() {
    while index < limit {
      if Self.isBlank(bytes[index]) {
        index += 1
      } else if NoBreakSpaces.isAt(index, bytes) {
        index += NoBreakSpaces.length
      } else {
        return
      }
    }
  }

  private mutating func scan() -> Token.Kind {
    let byte = bytes[index]
    if Self.isDigit(byte) || (byte == Ascii.dot && Self.isDigit(peek(1))) { return number() }
    if byte == Ascii.quote || byte == Ascii.apostrophe { return text(prefix: 0, isRaw: false, isBytes: false) }
    if let prefixed = prefixedText() { return prefixed }
    if let count = typographicQuote() {
      index += count
      return .unknown
    }
    if Self.isNameStart(byte) {
      while index < limit, Self.isNamePart(bytes[index]), typographicQuote() == nil,
        !NoBreakSpaces.isAt(index, bytes)
      {
        index += 1
      }
      return .name
    }
    return symbol()
  }

  private func peek(_ distance: Int) -> UInt8 { index + distance < limit ? bytes[index + distance] : 0 }

  // MARK: numbers

  private mutating func number() -> Token.Kind {
    if let length = dateLength() {
      index += length
      return .date
    }
    let start = index
    if bytes[index] == Ascii.zero, peek(1) | 0x20 == UInt8(ascii: "x"), Self.isHexDigit(peek(2)) {
      index += 2
      while index < limit, Self.isHexDigit(bytes[index]) { index += 1 }
      return .number
    }
    skipDigits()
    let hasLeadingZero = bytes[start] == Ascii.zero && index - start > 1
    if index < limit, bytes[index] == Ascii.dot, Self.isDigit(peek(1)) {
      index += 1
      skipDigits()
    }
    if let length = exponentLength() {
      index += length
      return .exponent
    }
    if index < limit, bytes[index] | 0x20 == UInt8(ascii: "u"), !Self.isNamePart(peek(1)) {
      index += 1
      return .unsigned
    }
    return hasLeadingZero ? .leadingZero : .number
  }

  private mutating func skipDigits() {
    while index < limit, Self.isDigit(bytes[index]) { index += 1 }
  }

  private func exponentLength() -> Int? {
    guard peek(0) | 0x20 == UInt8(ascii: "e") else { return nil }
    var length = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+") ? 2 : 1
    guard Self.isDigit(peek(length)) else { return nil }
    while Self.isDigit(peek(length)) { length += 1 }
    return Self.isNamePart(peek(length)) ? nil : length
  }

  /// The length of something that people write for a date or a time: 2024-01-01, 31-12-2024, 1:30, 12:30:00.
  private func dateLength() -> Int? {
    for shape in ["dddd-dd-dd", "dd-dd-dddd", "dd:dd:dd", "d:dd:dd", "dd:dd", "d:dd"] {
      let shape = Array(shape.utf8)
      let fits = shape.indices.allSatisfy { offset in
        shape[offset] == UInt8(ascii: "d") ? Self.isDigit(peek(offset)) : peek(offset) == shape[offset]
      }
      guard fits, !Self.isDigit(peek(shape.count)) else { continue }
      return shape.count + timeTailLength(from: shape.count)
    }
    return nil
  }

  /// `T12:30:00Z` behind a date.
  private func timeTailLength(from start: Int) -> Int {
    guard peek(start) == UInt8(ascii: "T"), Self.isDigit(peek(start + 1)) else { return 0 }
    var length = 1
    while Self.isDigit(peek(start + length)) || [0x3A, 0x2E, 0x5A, 0x2B].contains(peek(start + length)) { length += 1 }
    return length
  }

  // MARK: texts

  private mutating func prefixedText() -> Token.Kind? {
    let first = bytes[index] | 0x20
    let isRaw = first == UInt8(ascii: "r")
    let isBytes = first == UInt8(ascii: "b")
    guard isRaw || isBytes else { return nil }
    if Self.isQuote(peek(1)) { return text(prefix: 1, isRaw: isRaw, isBytes: isBytes) }
    let second = peek(1) | 0x20
    guard second == UInt8(ascii: "r") || second == UInt8(ascii: "b"), second != first, Self.isQuote(peek(2)) else {
      return nil
    }
    return text(prefix: 2, isRaw: true, isBytes: true)
  }

  private mutating func text(prefix: Int, isRaw: Bool, isBytes: Bool) -> Token.Kind {
    index += prefix
    let quote = bytes[index]
    let isTriple = peek(1) == quote && peek(2) == quote
    let length = isTriple ? 3 : 1
    index += length
    let start = index
    while index < limit {
      if bytes[index] == quote, length == 1 || (peek(1) == quote && peek(2) == quote) {
        let end = index
        index += length
        return .text(
          TextToken(contentStart: start, contentEnd: end, isRaw: isRaw, isBytes: isBytes, isClosed: true))
      }
      index += step(isRaw: isRaw, quote: isTriple ? nil : quote)
    }
    index = limit
    return .text(
      TextToken(contentStart: start, contentEnd: limit, isRaw: isRaw, isBytes: isBytes, isClosed: false))
  }

  /// How far one step inside a text goes: an escape, doubled braces and a whole hole are one step each.
  private func step(isRaw: Bool, quote: UInt8?) -> Int {
    let byte = bytes[index]
    if isRaw { return 1 }
    if byte == Ascii.backslash { return min(2, limit - index) }
    guard byte == Ascii.openBrace else { return 1 }
    if peek(1) == Ascii.openBrace { return 2 }
    guard let end = Self.holeEnd(bytes, from: index + 1, to: limit, outerQuote: quote) else { return 1 }
    return end + 1 - index
  }

  /// Where the `}` of a hole stands whose content starts at `start`; nil if it is not closed before the text ends.
  /// Texts in a hole take the other quote, so the outer quote ends the text.
  static func holeEnd(_ bytes: [UInt8], from start: Int, to end: Int, outerQuote: UInt8?) -> Int? {
    var index = start
    var depth = 1
    var innerQuote: UInt8?
    while index < end {
      let byte = bytes[index]
      if byte == outerQuote { return nil }
      if let quote = innerQuote {
        if byte == quote { innerQuote = nil }
      } else if isQuote(byte) {
        innerQuote = byte
      } else if byte == Ascii.openBrace {
        depth += 1
      } else if byte == Ascii.closeBrace {
        depth -= 1
        if depth == 0 { return index }
      }
      index += 1
    }
    return nil
  }

  /// “ ” „ ‘ ’ « »: what word processors make of quotes. Their length in bytes.
  private func typographicQuote() -> Int? {
    switch (bytes[index], peek(1), peek(2)) {
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x9E), (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99): 3
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): 2
    default: nil
    }
  }

  // MARK: the rest

  private mutating func symbol() -> Token.Kind {
    // `a?.5:1` is a CEL conditional, not an optional field.
    if peek(0) == UInt8(ascii: "?"), peek(1) == Ascii.dot, Self.isDigit(peek(2)) {
      index += 1
      return .symbol(.question)
    }
    let pair = String(decoding: [peek(0), peek(1)], as: UTF8.self)
    if let symbol = Token.Symbol(rawValue: pair) {
      index += 2
      return .symbol(symbol)
    }
    if let symbol = Token.Symbol(rawValue: String(decoding: [peek(0)], as: UTF8.self)) {
      index += 1
      return .symbol(symbol)
    }
    index += 1
    return .unknown
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
  static func isQuote(_ byte: UInt8) -> Bool { byte == Ascii.quote || byte == Ascii.apostrophe }
  static func isNameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41 || byte == 0x5F || byte >= 0x80
  }
  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
}

/// Bytes that are asked for by name.
enum Ascii {
  static let quote: UInt8 = 0x22
  static let apostrophe: UInt8 = 0x27
  static let backslash: UInt8 = 0x5C
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D
  static let dot: UInt8 = 0x2E
  static let zero: UInt8 = 0x30
  static let space: UInt8 = 0x20
  static let tab: UInt8 = 0x09
  static let hash: UInt8 = 0x23
  static let colon: UInt8 = 0x3A
  static let dash: UInt8 = 0x2D
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
}
