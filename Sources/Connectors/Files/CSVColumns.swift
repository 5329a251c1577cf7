import ConnectorKit
import Types
import Values

/// The columns of a CSV file, and what of a record stands in each. A column `address.city` is the field `city` of the
/// record `address`.
struct CSVColumns {
  struct Column {
    var name: String
    var path: [String]
    /// Nil: the record has no such field, and the cells are left as they are.
    var field: Field?
  }

  var columns: [Column]
  let separator: UInt8
  /// What stands before the names, as a byte order mark.
  var opening: [UInt8] = []
  var lineEnd: [UInt8] = [0x0A]
  /// Where the row with the names ends.
  var bodyOffset = 0
  var bodyLine = 1
  /// Cells that a spreadsheet would take for a formula have a `'` before them.
  let isSafe: Bool

  struct Problem: Error { var message: String }

  /// Bytes in which the row with the names ends.
  static let headerMax = 1 << 20

  /// Columns of a file that is not there yet.
  init(_ names: [String], of record: RecordType, separator: UInt8 = UInt8(ascii: ","), isSafe: Bool) {
    columns = names.map { Column(name: $0, path: Self.path($0), field: Self.field($0, in: record)) }
    self.separator = separator
    self.isSafe = isSafe
  }

  /// From the first row of a file. Nil if the file is empty.
  init?(reading file: any OpenedFile, of record: RecordType?, isSafe: Bool) throws(Problem) {
    let bytes: [UInt8]
    do throws(FileTrouble) { bytes = try file.bytes(at: 0, count: Self.headerMax) } catch {
      throw Problem(message: error.message)
    }
    if CSVBeginning.isWorkbook(bytes) { throw Problem(message: "this is an Excel workbook; save it as CSV UTF-8") }
    let beginning = CSVBeginning(bytes)
    let start = CSVRow.skipLineEnds(in: bytes, from: beginning.start)
    guard let row = CSVRow(in: bytes, at: start, separator: beginning.separator) else { return nil }
    if let problem = row.problems.first {
      throw Problem(message: "line 1, column \(problem.column): \(problem.message)")
    }
    guard String(validating: bytes[start..<row.end], as: UTF8.self) != nil else {
      throw Problem(message: "line 1 is not UTF-8; save the file as CSV UTF-8")
    }
    var names: [String] = []
    for (index, cell) in row.cells.enumerated() {
      if cell.text.isEmpty {
        throw Problem(message: "column \(index + 1) has no name; the first row names the columns")
      }
      if names.contains(cell.text) { throw Problem(message: "two columns are called `\(cell.text)`") }
      names.append(cell.text)
    }
    columns = names.map { name in
      Column(name: name, path: Self.path(name), field: record.flatMap { Self.field(name, in: $0) })
    }
    separator = beginning.separator
    opening = Array(bytes[..<start])
    if row.end < bytes.count, bytes[row.end] == 0x0D { lineEnd = [0x0D, 0x0A] }
    bodyOffset = row.end
    bodyLine = 1 + bytes[..<row.end].count { $0 == 0x0A }
    self.isSafe = isSafe
  }

  private static func path(_ name: String) -> [String] { name.split(separator: ".").map(String.init) }

  private static func field(_ name: String, in record: RecordType) -> Field? {
    var record = record
    let path = path(name)
    for step in path.dropLast() {
      guard let next = record.field(step)?.type.unwrapped, case .record(let inner) = next else { return nil }
      record = inner
    }
    guard let field = path.last.flatMap({ record.field($0) }), field.type.fitsCell else { return nil }
    return field
  }

  /// Every field that has a cell, by its path, in the order of the record type.
  static func names(of record: RecordType, prefix: String = "", depth: Int = 0) -> [String] {
    guard depth < RecordType.nestingMax else { return [] }
    return record.fields.flatMap { field -> [String] in
      if case .record(let inner) = field.type.unwrapped {
        return names(of: inner, prefix: prefix + field.name + ".", depth: depth + 1)
      }
      return field.type.fitsCell ? [prefix + field.name] : []
    }
  }

  // MARK: reading

  /// The record in a row. Empty cells are not there.
  func node(of row: CSVRow) throws(Problem) -> Node {
    guard row.cells.count == columns.count else {
      let cells = row.cells.count == 1 ? "1 cell" : "\(row.cells.count) cells"
      let hint = row.cells.count > columns.count ? "; a cell with a comma or semicolon in it stands in quotes" : ""
      throw Problem(message: "this row has \(cells), the first row names \(columns.count) columns\(hint)")
    }
    var object = JSON.Object()
    for (column, cell) in zip(columns, row.cells) {
      guard let field = column.field, !cell.text.isEmpty else { continue }
      Self.set(try value(cell.text, field.type.unwrapped, column.name), at: column.path[...], in: &object)
    }
    do { return try JSONDocument.parse(JSON.object(object).bytes()).root } catch {
      throw Problem(message: error.message)
    }
  }

  private static func set(_ value: JSON, at path: ArraySlice<String>, in object: inout JSON.Object) {
    guard let name = path.first else { return }
    if path.count == 1 {
      object[name] = value
    } else {
      var inner = object[name]?.object ?? JSON.Object()
      set(value, at: path.dropFirst(), in: &inner)
      object[name] = .object(inner)
    }
  }

  private func value(_ text: String, _ type: ValueType, _ column: String) throws(Problem) -> JSON {
    switch type {
    case .whole:
      if let number = DecimalNumber(text), number.isWhole { return .number(number) }
      throw unfit(column, "a whole number", "12")
    case .decimal, .amount:
      if let number = DecimalNumber(text) { return .number(number) }
      throw unfit(column, "a number", "12.50")
    case .bool:
      switch text.lowercased() {
      case "true", "yes", "1": return true
      case "false", "no", "0": return false
      default: throw unfit(column, "true or false", "true")
      }
    case .date:
      if CalendarDate(text) != nil { return .string(text) }
      throw unfit(column, "a date", "2026-01-31")
    case .moment:
      if let moment = Moment(iso: text) { return .string(moment.description) }
      throw unfit(column, "a date with its time", "2026-01-31T12:00:00Z")
    case .enumeration(let list):
      if let member = list.member(text) ?? list.member(code: text) { return .string(member.word) }
      throw unfit(column, "a \(list.noun)", list.members.first?.word ?? "")
    case .unknown, .never, .text, .span, .record, .list, .optional: return .string(isSafe ? Self.bare(text) : text)
    }
  }

  /// The cell itself may be a customer's, so it is not repeated.
  private func unfit(_ column: String, _ kind: String, _ example: String) -> Problem {
    Problem(
      message: "column `\(column)` holds something else than \(kind), as in \(example); "
        + "a column that the flow reads itself is a `string` in NAME.schema.json")
  }

  // MARK: writing

  /// The first row, or a row with the cells of a record. `before`: the cells that stand there already.
  func header() -> [UInt8] { line(columns.map(\.name)) }

  func row(of body: Node, before: [String] = []) -> [UInt8] {
    line(
      columns.enumerated().map { index, column in
        guard let field = column.field else { return index < before.count ? before[index] : "" }
        var node: Node? = body
        for step in column.path { node = node?[step] }
        return cell(node, field.type.unwrapped)
      })
  }

  private func line(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(separator) }
      bytes += quoted(cell)
    }
    return bytes
  }

  private func cell(_ node: Node?, _ type: ValueType) -> String {
    guard let node else { return "" }
    switch node.kind {
    case .null, .array, .object: return ""
    case .bool: return node.bool == true ? "true" : "false"
    case .number: return node.decimal?.description ?? String(decoding: node.rawBytes, as: UTF8.self)
    case .string:
      let text = node.text?.string ?? ""
      guard isSafe, case .text = type, let first = text.utf8.first, Self.beginsFormula.contains(first) else {
        return text
      }
      return "'" + text
    }
  }

  /// `=`, `+`, `-`, `@`, tab and carriage return.
  private static let beginsFormula: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]

  /// Without the `'` that was put before a formula.
  private static func bare(_ text: String) -> String {
    let bytes = text.utf8.prefix(2)
    guard bytes.count == 2, bytes.first == 0x27, let second = bytes.dropFirst().first,
      beginsFormula.contains(second)
    else { return text }
    return String(text.dropFirst())
  }

  private func quoted(_ cell: String) -> [UInt8] {
    let bytes = Array(cell.utf8)
    let quote = UInt8(ascii: "\"")
    let isBlankAtEnds = (bytes.prefix(1) + bytes.suffix(1)).contains { $0 == 0x20 || $0 == 0x09 }
    guard
      isBlankAtEnds || bytes.contains(where: { $0 == separator || $0 == quote || $0 == 0x0A || $0 == 0x0D })
    else { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}

extension ValueType {
  /// Whether a value of this type has a cell of its own.
  var fitsCell: Bool {
    switch unwrapped {
    case .text, .whole, .decimal, .amount, .bool, .date, .moment, .enumeration, .unknown: true
    case .never, .span, .record, .list, .optional: false
    }
  }
}
