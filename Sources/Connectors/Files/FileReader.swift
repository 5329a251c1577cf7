import ConnectorKit
import Types
import Values

/// One page of a file.
///
/// A page is whole or not there: a line that can't be read stops it, and with it the run, before anything of the page
/// is written. A file that is broken in one place was mostly cut off or moved by a column, and half of it believed does
/// more harm than none; what stands before that page is settled, and the line can be repaired with an editor.
struct FileReader {
  private let place: FilePlace
  private let request: ReadRequest
  private let check: RecordCheck

  init(_ place: FilePlace, _ request: ReadRequest) {
    self.place = place
    self.request = request
    check = RecordCheck(record: place.entity.record, isStrict: place.isOwn, used: request.fields)
  }

  func page() throws(ConnectorError) -> Page {
    guard let file = try place.open() else {
      throw ConnectorError(.unreachable, "there is no \(place.shown)")
    }
    let mark = try request.next.map { mark throws(ConnectorError) in try Mark(mark, of: file, place.shown) }
    let columns = try place.columns(of: file)
    if place.format == .csv, columns == nil { return Page(records: [], next: nil, cursor: nil) }
    var records = FileRecords(
      file, shown: place.shown, format: place.format, columns: columns, from: mark?.place ?? FileRecords.Place())
    var page = Page(records: [], next: nil, cursor: nil)
    switch request.selection {
    case .all, .changes:
      while page.records.count < request.limit, let record = try next(&records) { page.records.append(record) }
      if page.records.count == request.limit, !records.isAtEnd {
        page.next = Mark(version: file.version, place: records.place).mark
      }
    case .keys(let keys):
      let wanted = Set(keys)
      while let record = try next(&records) {
        if wanted.contains(record.key) { page.records.append(record) }
      }
    case .group(let field, let values):
      let wanted = Set(values)
      let type = place.entity.record.field(field)?.type ?? .unknown
      while let record = try next(&records) {
        if let value = FieldText.text(record.body[field], type), wanted.contains(value) { page.records.append(record) }
      }
    }
    return page
  }

  private func next(_ records: inout FileRecords) throws(ConnectorError) -> FoundRecord? {
    guard let record = try records.next() else { return nil }
    if let problem = check.problem(record.body) {
      throw ConnectorError(.unreachable, "\(place.shown), line \(record.line): \(problem)")
    }
    guard let key = place.key(of: record.body) else {
      throw ConnectorError(
        .unreachable,
        "\(place.shown), line \(record.line): `\(place.entity.key)` is missing, by which records are told apart")
    }
    return FoundRecord(key: key, body: record.body)
  }

  /// Where the next page begins, and in which content.
  private struct Mark {
    var version: String
    var place: FileRecords.Place

    init(version: String, place: FileRecords.Place) {
      self.version = version
      self.place = place
    }

    init(_ mark: PageMark, of file: any OpenedFile, _ shown: String) throws(ConnectorError) {
      let parts = mark.position.split(separator: " ", maxSplits: 3).map(String.init)
      guard parts.count == 4, let offset = Int(parts[0]), let line = Int(parts[1]) else {
        throw ConnectorError(.unreachable, "\(shown): this is no place in it: \(mark.position)")
      }
      guard parts[3] == file.version else {
        throw ConnectorError(.unreachable, "\(shown): somebody changed it while it was read; run again")
      }
      self.init(version: parts[3], place: FileRecords.Place(offset: offset, line: line, isInList: parts[2] == "list"))
    }

    var mark: PageMark {
      PageMark("\(place.offset) \(place.line) \(place.isInList ? "list" : "plain") \(version)")
    }
  }
}
