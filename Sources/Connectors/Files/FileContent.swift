import ConnectorKit
import Types
import Values

/// What a file holds together with what was written to it since: where each record stands, not the records themselves.
struct FileContent {
  private let place: FilePlace
  /// Nil if there is no file yet.
  let file: (any OpenedFile)?
  let columns: CSVColumns?
  private var work: (any WorkFile)?

  /// By their numbers: first those of the file in its order, then the new ones.
  private(set) var records: [PlacedBytes] = []
  /// The first record with a key, and the others where a file has it more than once.
  private var byKey: [String: Int] = [:]
  private var moreByKey: [String: [Int]] = [:]
  /// Lines of the work file by record: the first, and those of the few that have more.
  private var firstLines: [Int: Range<Int>] = [:]
  private var moreLines: [Int: [Range<Int>]] = [:]
  private var deleted: Set<Int> = []
  /// New records by the idempotency key of the write that made them, as far as this run or a killed one made them.
  private var made: [String: Int] = [:]
  private var indexes: [Index: [String: [Int]]] = [:]
  private(set) var numberMax: Int64 = 0
  /// Bytes of the work file that are whole lines.
  private(set) var workSize = 0
  /// Paths of all single values that were written.
  private(set) var paths: Set<String> = []

  /// Where a record of the file stands; nothing for a new one.
  struct PlacedBytes {
    var offset = 0
    var length = 0
    var line = 0
    var isNew: Bool { length == 0 }
  }

  struct Index: Hashable {
    var fields: [String]
    var ignoresCase: Bool
  }

  /// - Parameter work: what was written and is not in the file yet.
  init(_ place: FilePlace, work: (any WorkFile)?) throws(ConnectorError) {
    self.place = place
    self.work = work
    file = place.file == standardStream ? nil : try place.open()
    columns = try file.flatMap { file throws(ConnectorError) in try place.columns(of: file) }
    try readFile()
    try readWork()
  }

  var version: String? { file?.version }

  private mutating func readFile() throws(ConnectorError) {
    guard let file, place.format != .csv || columns != nil else { return }
    var records = FileRecords(file, shown: place.shown, format: place.format, columns: columns)
    while let record = try records.next() {
      let id = self.records.count
      self.records.append(PlacedBytes(offset: record.range.lowerBound, length: record.range.count, line: record.line))
      guard let key = place.key(of: record.body) else { continue }
      note(key, id)
    }
  }

  private mutating func note(_ key: String, _ id: Int) {
    if byKey[key] == nil { byKey[key] = id } else { moreByKey[key, default: []].append(id) }
    if let number = Int64(key) { numberMax = max(numberMax, number) }
  }

  private mutating func readWork() throws(ConnectorError) {
    guard let work else { return }
    var window = ByteWindow(work)
    do throws(FileTrouble) {
      while true {
        guard let end = window.bytes[window.start...].firstIndex(of: 0x0A) else {
          // A line without its end was being written when the power failed: it never counted.
          if try window.grow() { continue }
          return
        }
        let range = window.offset(of: window.start)..<window.offset(of: end)
        guard let line = WorkLine(Array(window.bytes[window.start..<end])) else {
          throw FileTrouble(
            .unusable,
            "what an earlier run collected for it is damaged in line \(window.line); "
              + "look at the hidden file .\(place.file).work beside it, and take it away to go on without")
        }
        window.take(to: end + 1)
        enter(line, at: range)
        workSize = range.upperBound + 1
      }
    } catch {
      throw ConnectorError(error, place.shown)
    }
  }

  /// The number of the record that the line is about.
  @discardableResult
  private mutating func enter(_ line: WorkLine, at range: Range<Int>) -> Int? {
    if line.isDeletion {
      deleted.formUnion(ids(key: line.key))
      byKey[line.key] = nil
      moreByKey[line.key] = nil
      return nil
    }
    let id: Int
    if let there = byKey[line.key] {
      id = there
    } else {
      id = records.count
      records.append(PlacedBytes())
      note(line.key, id)
    }
    if firstLines[id] == nil { firstLines[id] = range } else { moreLines[id, default: []].append(range) }
    if !line.idempotencyKey.isEmpty { made[line.idempotencyKey] = id }
    paths.formUnion(line.paths)
    return id
  }

  // MARK: looking

  func ids(key: String) -> [Int] { byKey[key].map { [$0] + (moreByKey[key] ?? []) } ?? [] }
  func id(madeBy idempotencyKey: String) -> Int? { made[idempotencyKey] }
  func isDeleted(_ id: Int) -> Bool { deleted.contains(id) }
  func isChanged(_ id: Int) -> Bool { firstLines[id] != nil }

  mutating func find(_ texts: [String], in index: Index) throws(ConnectorError) -> [Int] {
    if index.fields == [place.entity.key], !index.ignoresCase { return texts.first.map { ids(key: $0) } ?? [] }
    if indexes[index] == nil { indexes[index] = try build(index) }
    var found: [Int] = []
    // A record that was changed may stand under what it held before.
    for id in indexes[index]?[Self.joined(texts)] ?? [] where !deleted.contains(id) && !found.contains(id) {
      if try self.texts(of: try node(id), index) == texts { found.append(id) }
    }
    return found
  }

  private func build(_ index: Index) throws(ConnectorError) -> [String: [Int]] {
    var built: [String: [Int]] = [:]
    for id in records.indices where !deleted.contains(id) {
      guard let texts = try texts(of: try node(id), index) else { continue }
      built[Self.joined(texts), default: []].append(id)
    }
    return built
  }

  private static func joined(_ texts: [String]) -> String { texts.joined(separator: "\u{0}") }

  private func texts(of body: Node, _ index: Index) throws(ConnectorError) -> [String]? {
    var texts: [String] = []
    for field in index.fields {
      let type = FieldText.type(place.entity.record, field)
      guard let text = FieldText.text(FieldText.node(body, field), type, ignoresCase: index.ignoresCase) else {
        return nil
      }
      texts.append(text)
    }
    return texts
  }

  // MARK: records

  func node(_ id: Int) throws(ConnectorError) -> Node {
    guard isChanged(id) else { return try written(id) }
    return try Self.node(try object(id))
  }

  func object(_ id: Int) throws(ConnectorError) -> JSON.Object {
    var object = JSON.Object()
    if !records[id].isNew { object = try Self.object(try written(id)) }
    for range in [firstLines[id]].compactMap(\.self) + (moreLines[id] ?? []) {
      guard let work, let line = WorkLine(try bytes(work, range)) else {
        throw ConnectorError(.unreachable, "\(place.shown): what was collected for it can't be read")
      }
      line.apply(to: &object)
    }
    return object
  }

  /// As it stands in the file.
  func raw(_ id: Int) throws(ConnectorError) -> [UInt8] {
    guard let file else { return [] }
    let record = records[id]
    return try bytes(file, record.offset..<record.offset + record.length)
  }

  private func written(_ id: Int) throws(ConnectorError) -> Node {
    let raw = try raw(id)
    if place.format == .csv {
      guard let columns, let row = CSVRow(in: raw, at: 0, separator: columns.separator) else {
        return try Self.node(JSON.Object())
      }
      do throws(CSVColumns.Problem) { return try columns.node(of: row) } catch {
        throw ConnectorError(.unreachable, "\(place.shown), line \(records[id].line): \(error.message)")
      }
    }
    do throws(JSONProblem) { return try JSONDocument.parse(raw).root } catch {
      throw ConnectorError(.unreachable, "\(place.shown), line \(records[id].line): \(error.message)")
    }
  }

  private func bytes(_ file: any OpenedFile, _ range: Range<Int>) throws(ConnectorError) -> [UInt8] {
    do throws(FileTrouble) { return try file.bytes(at: range.lowerBound, count: range.count) } catch {
      throw ConnectorError(error, place.shown)
    }
  }

  static func node(_ object: JSON.Object) throws(ConnectorError) -> Node {
    do throws(JSONProblem) { return try JSONDocument.parse(JSON.object(object).bytes()).root } catch {
      throw ConnectorError(.refused, "the record can't be written as JSON: \(error.message)")
    }
  }

  private static func object(_ node: Node) throws(ConnectorError) -> JSON.Object {
    do throws(JSONProblem) { return try JSON(node).object ?? JSON.Object() } catch {
      throw ConnectorError(.refused, "the record can't be kept as it is: \(error.message)")
    }
  }

  // MARK: writing

  /// From here on, lines are added to this one.
  mutating func hold(_ work: any WorkFile) { self.work = work }

  /// Adds a line to the work file. All of it or nothing.
  mutating func add(_ line: WorkLine) throws(ConnectorError) -> Int? {
    guard let work else { throw ConnectorError(.unreachable, "\(place.shown): nothing is collected for it") }
    let bytes = line.bytes
    do throws(FileTrouble) { try work.append(bytes) } catch { throw ConnectorError(error, place.shown) }
    let range = workSize..<workSize + bytes.count - 1
    workSize += bytes.count
    guard let id = enter(line, at: range) else { return nil }
    for index in indexes.keys {
      guard let texts = try texts(of: try node(id), index) else { continue }
      indexes[index]?[Self.joined(texts), default: []].append(id)
    }
    return id
  }
}
