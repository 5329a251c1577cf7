public import Diagnostics
public import Source
public import Syntax
internal import Values

/// Reads CSV as RFC 4180 has it: cells between commas, or what the header has more of, semicolons or tabs, as
/// spreadsheets write them; a first line `sep=;` says it. `"` stands around a cell that holds one of them or a line
/// break, `""` for a quote. UTF-8, with or without a byte order mark. Blank lines count for nothing.
public enum CSVReader {
  /// Bytes of one table.
  public static let bytesMax = YAMLLimits.bytes
  /// Rows of one table.
  public static let rowsMax = 100_000
  /// Mistakes that are told; more of them, and it is no table.
  public static let mistakesMax = 20

  /// The table, with the rows that could be read, and what is wrong with the file.
  public static func read(_ source: SourceFile) -> (table: CSVTable, diagnostics: [Diagnostic]) {
    var reader = CSVScanner(source)
    let table = reader.table()
    return (table, reader.notes.diagnostics)
  }
}

private struct CSVScanner {
  var notes: Notes
  private let source: SourceFile
  private let bytes: [UInt8]
  private var index = 0
  private var separator = UInt8(ascii: ",")

  init(_ source: SourceFile) {
    self.source = source
    bytes = source.bytes
    notes = Notes(source)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  mutating func table() -> CSVTable {
    var table = CSVTable(source: source, header: [], rows: [])
    guard bytes.count <= CSVReader.bytesMax else {
      report("this file is larger than \(CSVReader.bytesMax) bytes, the limit for a table", Span(0, 0))
      return table
    }
    guard !isWorkbook(), isText() else { return table }
    separator = namedSeparator() ?? likelySeparator()
    let header = nextRow() ?? []
    guard checkHeader(header) else { return table }
    table.header = header
    var number = 1
    while let row = nextRow() {
      number += 1
      guard notes.diagnostics.count < CSVReader.mistakesMax else { break }
      guard number <= CSVReader.rowsMax + 1 else {
        report("this table has more than \(CSVReader.rowsMax) rows, the limit", row[0].span)
        break
      }
      if row.count == table.header.count {
        table.rows.append(row)
      } else if !isBroken {
        reportCount(row, number, table.header)
      }
    }
    return table
  }

  // MARK: cells

  /// The row being read has a mistake that was reported.
  private var isBroken = false

  /// Nil at the end of the file.
  private mutating func nextRow() -> [CSVTable.Cell]? {
    isBroken = false
    skipLineEnds()
    guard index < bytes.count else { return nil }
    var row: [CSVTable.Cell] = []
    while true {
      row.append(nextCell(column: row.count + 1))
      guard index < bytes.count, bytes[index] == separator else { return row }
      index += 1
    }
  }

  private mutating func nextCell(column: Int) -> CSVTable.Cell {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return quotedCell(column) }
    let start = index
    while index < bytes.count, !endsCell(bytes[index]) { index += 1 }
    if let quote = bytes[start..<index].firstIndex(of: UInt8(ascii: "\"")) {
      mistake("a quote inside a cell that doesn't begin with one", Span(quote, quote + 1), column)
    }
    return CSVTable.Cell(trimmed(bytes[start..<index]), Span(start, index))
  }

  private mutating func quotedCell(_ column: Int) -> CSVTable.Cell {
    let quote = UInt8(ascii: "\"")
    let start = index
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] != quote {
        text.append(bytes[index])
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == quote {
        text.append(quote)
        index += 2
      } else {
        index += 1
        let end = index
        while index < bytes.count, !endsCell(bytes[index]) { index += 1 }
        if bytes[end..<index].contains(where: { $0 != 0x20 && $0 != 0x09 }) {
          mistake("text behind the closing quote of a cell", Span(end, index), column)
        }
        return CSVTable.Cell(String(decoding: text, as: UTF8.self), Span(start, end))
      }
    }
    mistake("this quote is never closed", Span(start, start + 1), column)
    return CSVTable.Cell(String(decoding: text, as: UTF8.self), Span(start, index))
  }

  private func endsCell(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  private mutating func skipLineEnds() {
    while index < bytes.count {
      var end = index
      while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
      guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else { return }
      index = min(end + 1, bytes.count)
    }
  }

  /// Blanks around a cell without quotes mean nothing in a table of codes, and nobody sees them in a spreadsheet.
  private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  // MARK: what it is

  /// Excel's own files: the newer ones are zip archives, the older ones compound documents.
  private mutating func isWorkbook() -> Bool {
    let beginnings: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]]
    guard beginnings.contains(where: { bytes.starts(with: $0) }) else { return false }
    report("this is an Excel workbook; save it as CSV UTF-8", Span(0, 0), help: ["in Excel: Save As, CSV UTF-8"])
    return true
  }

  /// `sep=;` as Excel writes and reads it, alone in the first line.
  private mutating func namedSeparator() -> UInt8? {
    let rest = bytes[index...]
    guard rest.prefix(4).elementsEqual("sep=".utf8), rest.count > 4 else { return nil }
    let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
    guard end == index + 5, [0x2C, 0x3B, 0x09, 0x7C].contains(bytes[index + 4]) else { return nil }
    defer { index = end }
    return bytes[index + 4]
  }

  private mutating func isText() -> Bool {
    var offset = index
    var rest = bytes[index...]
    while !rest.isEmpty {
      let length = CSVScanner.sequenceLength(rest)
      if length == 0 || rest.first == 0 {
        let position = source.position(at: offset)
        report(
          "this file is not UTF-8", Span(offset, offset + 1), "line \(position.line), column \(position.column)",
          help: ["save it as CSV UTF-8"])
        return false
      }
      rest = rest.dropFirst(length)
      offset += length
    }
    return true
  }

  /// Bytes of the character at the beginning; 0 if they are none.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first < 0x80 { return 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, bytes.count >= length else { return 0 }
    return String(validating: bytes.prefix(length), as: UTF8.self) == nil ? 0 : length
  }

  private func likelySeparator() -> UInt8 {
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes[index...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D, counts != [0, 0, 0] { break }
      if let found = candidates.firstIndex(of: byte) { counts[found] += 1 }
    }
    let most = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    return candidates[most]
  }

  private mutating func checkHeader(_ header: [CSVTable.Cell]) -> Bool {
    guard !header.isEmpty else {
      report(
        "this table is empty", Span(0, 0), help: ["its first row names the columns, the keys first, the value last"])
      return false
    }
    for (column, cell) in header.enumerated() {
      if cell.text.isEmpty {
        mistake("this column has no name", cell.span, column + 1)
      } else if let other = header[..<column].first(where: { $0.text == cell.text }) {
        if DecimalNumber(cell.text) != nil {
          notes.add(contentsOf: [CSVTable.firstRowIsData(header, in: source)])
          return false
        }
        notes.add(
          .L607, "two columns are called `\(cell.text)`", cell.span, "row 1, column \(column + 1)",
          others: [(other.span, "the first")])
      }
    }
    return !isBroken
  }

  private mutating func reportCount(_ row: [CSVTable.Cell], _ number: Int, _ header: [CSVTable.Cell]) {
    guard let first = row.first, let last = row.last else { return }
    report(
      "this row has \(row.count) \(row.count == 1 ? "cell" : "cells"), the header has \(header.count)",
      first.span.union(last.span), "row \(number)",
      help: row.count > header.count ? ["a cell with a comma or semicolon in it stands in quotes"] : [])
  }

  private mutating func mistake(_ message: String, _ span: Span, _ column: Int) {
    isBroken = true
    report(message, span, "line \(source.lineNumber(at: span.start)), column \(column)")
  }

  private mutating func report(_ message: String, _ span: Span, _ label: String = "", help: [String] = []) {
    notes.add(.L607, message, span, label, help: help)
  }
}
