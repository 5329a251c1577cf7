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
    if bytes.starts(with: CSVBeginning.byteOrderMark) { index = 3 }
  }

  mutating func table() -> CSVTable {
    var table = CSVTable(source: source, header: [], rows: [])
    guard bytes.count <= CSVReader.bytesMax else {
      report("this file is larger than \(CSVReader.bytesMax) bytes, the limit for a table", Span(0, 0))
      return table
    }
    guard !isWorkbook(), isText() else { return table }
    let beginning = CSVBeginning(bytes)
    separator = beginning.separator
    index = beginning.start
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
    index = CSVRow.skipLineEnds(in: bytes, from: index)
    guard let row = CSVRow(in: bytes, at: index, separator: separator) else { return nil }
    index = row.end
    for problem in row.problems { mistake(problem.message, Span(problem.range), problem.column) }
    return row.cells.map { CSVTable.Cell($0.text, Span($0.range)) }
  }

  // MARK: what it is

  private mutating func isWorkbook() -> Bool {
    guard CSVBeginning.isWorkbook(bytes) else { return false }
    report("this is an Excel workbook; save it as CSV UTF-8", Span(0, 0), help: ["in Excel: Save As, CSV UTF-8"])
    return true
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

extension Span {
  fileprivate init(_ range: Range<Int>) { self.init(range.lowerBound, range.upperBound) }
}
