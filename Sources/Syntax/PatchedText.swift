import Source

/// The bytes of a file, some of them replaced after a mistake so that the rest can be read, and where each stood.
struct PatchedText {
  private(set) var bytes: [UInt8]
  /// The offset in the file of every byte, one more than there are; nil while nothing was replaced.
  private var origins: [Int]?
  private let byteOrderMark: Int
  private let originalCount: Int
  /// Starts of replaced values, in bytes of the file: whoever reads a value there must not complain again.
  private(set) var brokenStarts: Set<Int> = []

  /// A byte order mark at the start is left out.
  init(_ original: [UInt8]) {
    byteOrderMark = original.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    bytes = Array(original[byteOrderMark...])
    originalCount = original.count
  }

  /// The offset in the file.
  func origin(_ index: Int) -> Int {
    guard let origins else { return min(index + byteOrderMark, originalCount) }
    return origins[min(max(0, index), origins.count - 1)]
  }

  func origin(_ start: Int, _ end: Int) -> Span { Span(origin(start), origin(end)) }

  mutating func replace(_ start: Int, _ end: Int, with replacement: [UInt8]) {
    var origins = origins ?? (0...bytes.count).map { $0 + byteOrderMark }
    let place = origins[start]
    origins.replaceSubrange(start..<end, with: Array(repeating: place, count: replacement.count))
    self.origins = origins
    bytes.replaceSubrange(start..<end, with: replacement)
  }

  /// One byte for each of many stretches of the same length, in their order.
  mutating func replaceAll(_ starts: [Int], count: Int, with byte: UInt8) {
    let old = origins ?? (0...bytes.count).map { $0 + byteOrderMark }
    var newBytes: [UInt8] = []
    var newOrigins: [Int] = []
    newBytes.reserveCapacity(bytes.count)
    newOrigins.reserveCapacity(old.count)
    var done = 0
    for start in starts {
      newBytes += bytes[done..<start] + [byte]
      newOrigins += old[done...start]
      done = start + count
    }
    bytes = newBytes + bytes[done...]
    origins = newOrigins + old[done...]
  }

  /// Question marks for bytes that cannot be read; every offset stays.
  mutating func replaceInPlace(_ start: Int, _ count: Int) {
    for index in start..<start + count { bytes[index] = UInt8(ascii: "?") }
  }

  /// Puts a harmless word where a value cannot be read.
  mutating func breakValue(_ start: Int, _ end: Int) {
    brokenStarts.insert(origin(start))
    replace(start, end, with: [UInt8(ascii: "x")])
  }

  /// Takes a stretch out, leaving blanks and the line breaks.
  mutating func blankOut(_ start: Int, _ end: Int) {
    for index in start..<end where bytes[index] != Ascii.newline && bytes[index] != Ascii.carriageReturn {
      bytes[index] = Ascii.space
    }
  }

  // MARK: lines

  func lineStart(_ index: Int) -> Int {
    var start = min(index, bytes.count)
    while start > 0, !isLineBreak(start - 1) { start -= 1 }
    return start
  }

  /// Where the line break stands, or the end.
  func lineEnd(_ index: Int) -> Int {
    var end = index
    while end < bytes.count, !isLineBreak(end) { end += 1 }
    return end
  }

  private func isLineBreak(_ index: Int) -> Bool {
    bytes[index] == Ascii.newline || bytes[index] == Ascii.carriageReturn
  }

  /// The start of the next line; nil at the end.
  func nextLine(_ index: Int) -> Int? {
    var end = lineEnd(index)
    guard end < bytes.count else { return nil }
    if bytes[end] == Ascii.carriageReturn, end + 1 < bytes.count, bytes[end + 1] == Ascii.newline { end += 1 }
    return end + 1
  }

  /// The start of the line before the one that starts at `start`.
  func previousLine(_ start: Int) -> Int? {
    guard start > 0 else { return nil }
    var index = start - 1
    if index > 0, bytes[index] == Ascii.newline, bytes[index - 1] == Ascii.carriageReturn { index -= 1 }
    return lineStart(index)
  }

  /// The first byte of a line that is no blank.
  func contentStart(_ lineStart: Int) -> Int {
    var index = lineStart
    while index < bytes.count, bytes[index] == Ascii.space || bytes[index] == Ascii.tab { index += 1 }
    return index
  }

  /// Nothing but blanks and a comment.
  func isIdle(_ lineStart: Int) -> Bool {
    let content = contentStart(lineStart)
    return content >= lineEnd(lineStart) || bytes[content] == Ascii.hash
  }

  func text(_ start: Int, _ end: Int) -> String {
    guard start < end else { return "" }
    return String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
  }

  func lineNumber(_ index: Int, in source: SourceFile) -> Int { source.lineNumber(at: origin(index)) }
}

/// One line of a YAML file, cut by eye: dashes, key, value. Good enough to explain a mistake.
struct YAMLLine {
  var start: Int
  /// The line break.
  var end: Int
  /// The first byte that is no blank.
  var content: Int
  /// Behind the dashes of list entries.
  var entry: Int
  /// The `:` behind the key.
  var colon: Int?
  /// The first byte of the value, or of the entry if there is no key.
  var value: Int
  /// Behind the last byte of the value that is neither blank nor comment.
  var valueEnd: Int

  init(_ text: PatchedText, at index: Int) {
    start = text.lineStart(index)
    end = text.lineEnd(index)
    content = min(text.contentStart(start), end)
    entry = content
    while entry + 1 < end, text.bytes[entry] == Ascii.dash, text.bytes[entry + 1] == Ascii.space {
      entry = min(text.contentStart(entry + 1), end)
    }
    colon = Self.colon(text, entry, end)
    value = colon.map { min(text.contentStart($0 + 1), text.lineEnd($0)) } ?? entry
    valueEnd = Self.valueEnd(text, value, end)
  }

  var indent: Int { content - start }
  var hasDash: Bool { entry > content }

  /// The first `:` with a blank or the end behind it that is not inside quotes.
  private static func colon(_ text: PatchedText, _ start: Int, _ end: Int) -> Int? {
    var index = start
    if index < end, Lexer.isQuote(text.bytes[index]) {
      let quote = text.bytes[index]
      index += 1
      while index < end, text.bytes[index] != quote { index += 1 }
    }
    while index < end {
      if text.bytes[index] == Ascii.colon, index + 1 == end || Lexer.isBlank(text.bytes[index + 1]) { return index }
      if text.bytes[index] == Ascii.hash, index > start, Lexer.isBlank(text.bytes[index - 1]) { return nil }
      index += 1
    }
    return nil
  }

  private static func valueEnd(_ text: PatchedText, _ start: Int, _ end: Int) -> Int {
    var index = start
    var quote: UInt8?
    var last = start
    while index < end {
      let byte = text.bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if Lexer.isQuote(byte), index == start || !Lexer.isNamePart(text.bytes[index - 1]) {
        quote = byte
      } else if byte == Ascii.hash, index > start, Lexer.isBlank(text.bytes[index - 1]) {
        break
      }
      index += 1
      if !Lexer.isBlank(byte) { last = index }
    }
    return last
  }
}
