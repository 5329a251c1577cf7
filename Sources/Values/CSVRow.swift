/// A row of a CSV text as RFC 4180 has it, found in bytes that may go on: cells between separators, `"` around a cell that
/// holds one of them or a line break, `""` for a quote.
public struct CSVRow: Sendable {
  public struct Cell: Sendable, Hashable {
    /// Quotes undone; blanks around a cell without quotes left out, as nobody sees them in a spreadsheet.
    public var text: String
    /// In the bytes, quotes included.
    public var range: Range<Int>
  }

  /// A mistake in a cell.
  public struct Problem: Sendable, Hashable {
    public var message: String
    public var range: Range<Int>
    /// Counted from 1.
    public var column: Int
  }

  /// At least one.
  public private(set) var cells: [Cell] = []
  public private(set) var problems: [Problem] = []
  /// The byte behind the last cell: the line end, or the end of the bytes.
  public private(set) var end: Int

  /// The row that begins at `start`. Nil at the end of the bytes, and if it is not whole and the bytes go on.
  ///
  /// - Parameter isWhole: nothing follows behind the bytes.
  public init?(in bytes: [UInt8], at start: Int, separator: UInt8, isWhole: Bool = true) {
    guard start < bytes.count else { return nil }
    end = start
    while true {
      append(cellAt: end, in: bytes, separator)
      if end == bytes.count, !isWhole { return nil }
      guard end < bytes.count, bytes[end] == separator else { return }
      end += 1
    }
  }

  private mutating func append(cellAt start: Int, in bytes: [UInt8], _ separator: UInt8) {
    let quote = UInt8(ascii: "\"")
    if start < bytes.count, bytes[start] == quote {
      appendQuoted(start, bytes, separator)
      return
    }
    var index = start
    var quotedAt: Int?
    while index < bytes.count, !Self.ends(bytes[index], separator) {
      if bytes[index] == quote, quotedAt == nil { quotedAt = index }
      index += 1
    }
    if let quotedAt { note("a quote inside a cell that doesn't begin with one", quotedAt..<quotedAt + 1) }
    cells.append(Cell(text: Self.trimmed(bytes[start..<index]), range: start..<index))
    end = index
  }

  private mutating func appendQuoted(_ start: Int, _ bytes: [UInt8], _ separator: UInt8) {
    let quote = UInt8(ascii: "\"")
    var text: [UInt8] = []
    var index = start + 1
    while index < bytes.count {
      if bytes[index] != quote {
        text.append(bytes[index])
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == quote {
        text.append(quote)
        index += 2
      } else {
        index += 1
        let closed = index
        while index < bytes.count, !Self.ends(bytes[index], separator) { index += 1 }
        if bytes[closed..<index].contains(where: { !Self.isBlank($0) }) {
          note("text behind the closing quote of a cell", closed..<index)
        }
        cells.append(Cell(text: String(decoding: text, as: UTF8.self), range: start..<closed))
        end = index
        return
      }
    }
    note("this quote is never closed", start..<start + 1)
    cells.append(Cell(text: String(decoding: text, as: UTF8.self), range: start..<index))
    end = index
  }

  private mutating func note(_ message: String, _ range: Range<Int>) {
    problems.append(Problem(message: message, range: range, column: cells.count + 1))
  }

  private static func ends(_ byte: UInt8, _ separator: UInt8) -> Bool {
    byte == separator || byte == 0x0A || byte == 0x0D
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// Where the next row begins: behind line ends and blank lines. What is only blanks so far stands at its beginning.
  public static func skipLineEnds(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      var end = index
      while end < bytes.count, isBlank(bytes[end]) { end += 1 }
      guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return index }
      index = min(end + 1, bytes.count)
    }
    return index
  }
}

/// How a CSV text begins: what stands between its cells, and where its first row is.
public struct CSVBeginning: Sendable, Hashable {
  public var separator: UInt8
  /// Behind a byte order mark and a line `sep=;`.
  public var start: Int

  public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// From the first bytes of the text, the whole first row among them. A line `sep=;`, as Excel writes and reads it, says
  /// the separator; otherwise it is what the first row has most of: commas, semicolons or tabs.
  public init(_ bytes: [UInt8]) {
    start = bytes.starts(with: Self.byteOrderMark) ? 3 : 0
    separator = UInt8(ascii: ",")
    if let named = Self.named(in: bytes[start...]) {
      separator = named
      start += 5
    } else {
      separator = Self.likely(in: bytes[start...])
    }
  }

  private static func named(in bytes: ArraySlice<UInt8>) -> UInt8? {
    guard bytes.prefix(4).elementsEqual("sep=".utf8), bytes.count > 4 else { return nil }
    let place = bytes.startIndex + 4
    let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
    guard end == place + 1, [0x2C, 0x3B, 0x09, 0x7C].contains(bytes[place]) else { return nil }
    return bytes[place]
  }

  private static func likely(in bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D, counts != [0, 0, 0] { break }
      if let found = candidates.firstIndex(of: byte) { counts[found] += 1 }
    }
    let most = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    return candidates[most]
  }

  /// Excel's own files: the newer ones are zip archives, the older ones compound documents.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    let beginnings: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]]
    return beginnings.contains { bytes.starts(with: $0) }
  }
}
