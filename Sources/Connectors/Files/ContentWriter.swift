import ConnectorKit
import Types
import Values

/// Writes the new content of a file. Records that nobody changed keep their bytes.
struct ContentWriter {
  private let place: FilePlace
  private let content: FileContent
  private let replacement: any FileReplacement
  private var bytes: [UInt8] = []
  private var isFirst = true
  /// Of a CSV file.
  private var columns: CSVColumns?
  /// Columns that the file did not have.
  private var added = 0

  private static let chunk = 1 << 16

  init(_ place: FilePlace, _ content: FileContent, _ replacement: any FileReplacement) {
    self.place = place
    self.content = content
    self.replacement = replacement
  }

  mutating func write() throws(FileReplacementProblem) {
    begin()
    for id in content.records.indices where !content.isDeleted(id) {
      do throws(ConnectorError) { bytes += try record(id) } catch { throw .record(error) }
      if bytes.count >= Self.chunk { try flush() }
    }
    if place.format == .json { bytes += Array((isFirst ? "[]\n" : "\n]\n").utf8) }
    try flush()
  }

  func finish() throws(FileReplacementProblem) {
    do throws(FileTrouble) { try replacement.finish(replacing: content.version) } catch { throw .file(error) }
  }

  private mutating func flush() throws(FileReplacementProblem) {
    do throws(FileTrouble) { try replacement.append(bytes) } catch { throw .file(error) }
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: CSV

  private mutating func begin() {
    guard place.format == .csv else { return }
    let wanted = CSVColumns.names(of: place.entity.record).filter {
      // Another connector's record type has a hundred fields, most of which no flow writes.
      place.isOwn || content.paths.contains($0) || $0 == place.entity.key
    }
    if let there = content.columns {
      let names = there.columns.map(\.name)
      let new = wanted.filter { content.paths.contains($0) && !names.contains($0) }
      var columns = CSVColumns(names + new, of: place.entity.record, separator: there.separator, isSafe: place.isSafe)
      columns.lineEnd = there.lineEnd
      bytes += there.opening
      added = new.count
      self.columns = columns
    } else {
      columns = CSVColumns(wanted, of: place.entity.record, isSafe: place.isSafe)
    }
    guard let columns, !columns.columns.isEmpty else { return }
    bytes += columns.header() + columns.lineEnd
  }

  private mutating func record(_ id: Int) throws(ConnectorError) -> [UInt8] {
    if place.format == .csv { return try row(id) }
    let body = content.isChanged(id) ? JSON.object(try content.object(id)).bytes() : try content.raw(id)
    if place.format == .ndjson { return body + [0x0A] }
    defer { isFirst = false }
    return Array((isFirst ? "[\n  " : ",\n  ").utf8) + body
  }

  private func row(_ id: Int) throws(ConnectorError) -> [UInt8] {
    guard let columns else { return [] }
    let raw = try content.raw(id)
    if !content.isChanged(id) {
      return raw + Array(repeating: columns.separator, count: added) + columns.lineEnd
    }
    let before = CSVRow(in: raw, at: 0, separator: columns.separator)?.cells.map(\.text) ?? []
    return columns.row(of: try content.node(id), before: before) + columns.lineEnd
  }
}
