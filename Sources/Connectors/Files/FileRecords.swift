import ConnectorKit
import Values

/// One record of a file, and where it stands.
struct PlacedRecord {
  var body: Node
  /// Its bytes in the file, without what stands between records.
  var range: Range<Int>
  /// The line in which it begins.
  var line: Int
}

/// The records of a file, one after the other, in memory for one of them.
struct FileRecords {
  /// Where a reading goes on.
  struct Place: Hashable {
    var offset = 0
    var line = 1
    /// Inside a list: what stands at `offset` comes behind a comma.
    var isInList = false
  }

  private let shown: String
  private let format: FileFormat
  private var window: ByteWindow
  private var isInList: Bool
  private var isOver = false
  private var columns: CSVColumns?

  /// - Parameters:
  ///   - shown: what messages call the file.
  ///   - columns: how the cells of a row are read; needed for CSV.
  init(
    _ file: any OpenedFile, shown: String, format: FileFormat, columns: CSVColumns? = nil, from place: Place = Place()
  ) {
    self.shown = shown
    self.format = format
    self.columns = columns
    window = ByteWindow(file, at: place.offset, line: place.line)
    isInList = place.isInList
    if format == .csv, place.offset == 0, let columns {
      window = ByteWindow(file, at: columns.bodyOffset, line: columns.bodyLine)
    }
  }

  /// Where the next record is looked for.
  var place: Place { Place(offset: window.offset(of: window.start), line: window.line, isInList: isInList) }

  /// Nil at the end.
  mutating func next() throws(ConnectorError) -> PlacedRecord? {
    if isOver { return nil }
    switch format {
    case .ndjson: return try nextLine()
    case .json: return try nextElement()
    case .csv: return try nextRow()
    }
  }

  // MARK: a record a line

  private mutating func nextLine() throws(ConnectorError) -> PlacedRecord? {
    skipByteOrderMark()
    while true {
      var end = window.bytes[window.start...].firstIndex(of: 0x0A)
      while end == nil, try grow() { end = window.bytes[window.start...].firstIndex(of: 0x0A) }
      let start = window.start
      guard start < window.bytes.count else { return over() }
      if end == nil, !window.isWhole { throw tooLong() }
      let stop = end ?? window.bytes.count
      let bytes = trimmed(start..<stop)
      let line = window.line
      if bytes.isEmpty {
        window.take(to: min(stop + 1, window.bytes.count))
        continue
      }
      let body = try record(bytes, line: line, isWholeLine: end != nil)
      let range = window.offset(of: bytes.lowerBound)..<window.offset(of: bytes.upperBound)
      window.take(to: min(stop + 1, window.bytes.count))
      return PlacedRecord(body: body, range: range, line: line)
    }
  }

  // MARK: a list

  private mutating func nextElement() throws(ConnectorError) -> PlacedRecord? {
    skipByteOrderMark()
    guard let first = try skipBlanks() else {
      if isInList { throw broken("the file ends inside its list of records: it was cut off") }
      return over()
    }
    if !isInList, first == UInt8(ascii: "[") {
      window.take(to: window.start + 1)
      isInList = true
      guard let next = try skipBlanks() else {
        throw broken("the file ends inside its list of records: it was cut off")
      }
      if next == UInt8(ascii: "]") {
        window.take(to: window.start + 1)
        return try end()
      }
    } else if !isInList, first != UInt8(ascii: "{") {
      throw broken("a JSON file holds a list of records, as in [ { \"id\": 12 } ]")
    }
    var end = Self.elementEnd(window.bytes, from: window.start)
    while end == nil, try grow() { end = Self.elementEnd(window.bytes, from: window.start) }
    guard let end else {
      throw window.isWhole ? broken("the file ends inside this record: it was cut off") : tooLong()
    }
    let line = window.line
    let range = window.offset(of: window.start)..<window.offset(of: end)
    let body = try record(window.start..<end, line: line, isWholeLine: true)
    window.take(to: end)
    try closeElement()
    return PlacedRecord(body: body, range: range, line: line)
  }

  /// What stands behind an element says whether there is another.
  private mutating func closeElement() throws(ConnectorError) {
    let next = try skipBlanks()
    guard isInList else {
      if next == UInt8(ascii: "{") {
        throw broken("a second record begins here; a file with a record a line is called NAME.ndjson")
      }
      _ = try end()
      return
    }
    switch next {
    case UInt8(ascii: ","): window.take(to: window.start + 1)
    case UInt8(ascii: "]"):
      window.take(to: window.start + 1)
      _ = try end()
    case nil: throw broken("the file ends inside its list of records: it was cut off")
    default: throw broken("between two records stands a comma, and here is something else")
    }
  }

  private mutating func end() throws(ConnectorError) -> PlacedRecord? {
    if try skipBlanks() != nil { throw broken("something stands behind the end of the records") }
    return over()
  }

  private mutating func over() -> PlacedRecord? {
    isOver = true
    return nil
  }

  var isAtEnd: Bool { isOver }

  /// The byte behind the value that begins at `start`; nil if it goes on behind the bytes.
  private static func elementEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var depth = 0
      var isText = false
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if isText {
          if byte == UInt8(ascii: "\\") {
            index += 1
          } else if byte == UInt8(ascii: "\"") {
            isText = false
          }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isText = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if depth == 0 { return index }
            depth -= 1
            if depth == 0 { return index + 1 }
          case UInt8(ascii: ",") where depth == 0: return index
          default: break
          }
        }
        index += 1
      }
      return nil
    }
  }

  // MARK: rows

  private mutating func nextRow() throws(ConnectorError) -> PlacedRecord? {
    guard let columns else { throw broken("a CSV file needs columns") }
    guard let (row, line) = try nextCells(columns.separator) else { return over() }
    let body: Node
    do throws(CSVColumns.Problem) { body = try columns.node(of: row) } catch {
      throw broken(error.message, line: line)
    }
    let range = window.offset(of: row.cells[0].range.lowerBound)..<window.offset(of: row.end)
    window.take(to: row.end)
    return PlacedRecord(body: body, range: range, line: line)
  }

  /// The next row, which is still to be taken.
  private mutating func nextCells(_ separator: UInt8) throws(ConnectorError) -> (CSVRow, line: Int)? {
    while true {
      let start = CSVRow.skipLineEnds(in: window.bytes, from: window.start)
      if start == window.bytes.count, !window.isWhole {
        guard try grow() else { throw tooLong() }
        continue
      }
      let row = CSVRow(in: window.bytes, at: start, separator: separator, isWhole: window.isWhole)
      guard let row else {
        if window.isWhole { return nil }
        guard try grow() else { throw tooLong() }
        continue
      }
      window.take(to: start)
      let line = window.line
      if let problem = row.problems.first {
        let below = window.lines(to: problem.range.lowerBound)
        throw broken("column \(problem.column): \(problem.message)", line: line + below)
      }
      guard String(validating: window.bytes[start..<row.end], as: UTF8.self) != nil else {
        throw broken("this row is not UTF-8; save the file as CSV UTF-8", line: line)
      }
      return (row, line)
    }
  }

  // MARK: parts

  private func record(_ range: Range<Int>, line: Int, isWholeLine: Bool) throws(ConnectorError) -> Node {
    let bytes = Array(window.bytes[range])
    let root: Node
    do throws(JSONProblem) { root = try JSONDocument.parse(bytes).root } catch {
      let before = bytes.prefix(error.offset)
      let below = before.count { $0 == 0x0A }
      let column = error.offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      let cut = isWholeLine ? "" : "; it is the last line, and has no line end: was it cut off?"
      throw broken("column \(column): \(error.message)\(cut)", line: line + below)
    }
    guard root.kind == .object else { throw broken("a record is an object, as in { \"id\": 12 }", line: line) }
    return root
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while let last = range.last, isBlank(window.bytes[last]) { range = range.lowerBound..<last }
    while let first = range.first, isBlank(window.bytes[first]) { range = first + 1..<range.upperBound }
    return range
  }

  private mutating func skipByteOrderMark() {
    guard window.offset(of: window.start) == 0, window.bytes.isEmpty else { return }
    guard (try? window.grow()) == true, window.bytes.starts(with: CSVBeginning.byteOrderMark) else { return }
    window.take(to: 3)
  }

  /// The next byte that is no blank; nil at the end of the file.
  private mutating func skipBlanks() throws(ConnectorError) -> UInt8? {
    while true {
      let next = window.bytes[window.start...].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      if let next {
        window.take(to: next)
        return window.bytes[next]
      }
      window.take(to: window.bytes.count)
      if try !grow() { return nil }
    }
  }

  private mutating func grow() throws(ConnectorError) -> Bool {
    do throws(FileTrouble) { return try window.grow() } catch { throw ConnectorError(error, shown) }
  }

  private func broken(_ message: String, line: Int? = nil) -> ConnectorError {
    ConnectorError(.unreachable, "\(shown), line \(line ?? window.line): \(message)")
  }

  private func tooLong() -> ConnectorError {
    broken("this record has more than \(ByteWindow.recordMax >> 20) MB, the limit for one")
  }
}

extension ConnectorError {
  /// - Parameter shown: what messages call the file.
  init(_ trouble: FileTrouble, _ shown: String) { self.init(.unreachable, "\(shown): \(trouble.message)") }
}
