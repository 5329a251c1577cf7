import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Tables in a CSV file: key columns first, value last. Cells are plain data of the declared types, never formulas.
extension FlowChecker {
  func csvTable(_ entry: TableEntry) -> TablePlan {
    let syntax = entry.syntax
    let columns = syntax.key.isEmpty ? [ValueType.anyText] : syntax.key.map(namedType)
    let valueType = syntax.value.map(namedType) ?? .anyText
    let keyVariables = columns.map { _ in newVariable() }
    let scope = cellScope(columns, keyVariables)
    var cells = CellTypes(expected: valueType, joined: valueType)
    func answer(_ cell: CellSyntax?) -> TablePlan.Cell? {
      guard case .result(let result)? = cell else { return nil }
      let checked = checkResult(result, expected: valueType, in: scope)
      if let joined = cells.joined.joined(with: checked.type) {
        cells.joined = joined
      } else {
        report(.cellsDiffer(valueType, nil, checked.type, at: place(result.span)))
      }
      return .result(checked)
    }
    let otherwise = answer(syntax.rows.otherwise)
    let missing = answer(syntax.rows.missing)
    if syntax.rows.otherwise == nil {
      report(.tableNeedsElse(syntax.name.text, columns[0], at: place(syntax.name.span)))
    }
    for row in syntax.rows.rows {
      report(.csvProblem("a table has its rows in the file or here, not both", at: place(row.keySpan)))
    }
    var level = TablePlan.Level(rows: [:], otherwise: otherwise, missing: missing)
    if let path = syntax.file, let table = entry.csvTables[path.text] {
      if table.header.isEmpty {
        // What is wrong with it was told when it was read.
      } else if table.header.count == columns.count + 1 {
        if isData(table.header, columns + [valueType]) {
          report(CSVTable.firstRowIsData(table.header, in: table.source))
        }
        level = csvLevel(table, table.rows[...], columns, valueType, 0, otherwise, missing)
      } else {
        report(
          .csvProblem(
            "the table `\(syntax.name.text)` needs \(columns.count + 1) columns: \(columns.count) for the key, then the value",
            at: Place(table.source, table.header.first?.span ?? Span(0, 0)),
            help: ["this file has \(table.header.count): \(table.header.map(\.text).joined(separator: ", "))"]))
      }
    }
    return TablePlan(
      name: syntax.name.text, columns: columns, valueType: cells.joined, keyVariables: keyVariables, root: level)
  }

  /// Every cell is of its column's type, and the types say more than that it is text: nobody calls a column 1.
  private func isData(_ row: [CSVTable.Cell], _ types: [ValueType]) -> Bool {
    let isTelling = types.contains { type in if case .text = type { false } else { !type.isUnknown } }
    return isTelling && zip(row, types).allSatisfy { Self.value(of: $0, $1) != nil }
  }

  /// Rows by their first key column, then by the next.
  private func csvLevel(
    _ table: CSVTable, _ rows: ArraySlice<[CSVTable.Cell]>, _ columns: [ValueType], _ valueType: ValueType,
    _ column: Int, _ otherwise: TablePlan.Cell?, _ missing: TablePlan.Cell?
  ) -> TablePlan.Level {
    var groups: [Value: [[CSVTable.Cell]]] = [:]
    for row in rows where row.count == columns.count + 1 {
      guard let key = csvValue(row[column], columns[column], table) else { continue }
      if column + 1 == columns.count, let other = groups[key]?.first {
        report(
          .rowTwice(
            key.description, at: Place(table.source, row[column].span), other: Place(table.source, other[column].span)))
        continue
      }
      groups[key, default: []].append(row)
    }
    let cells = groups.compactMapValues { group -> TablePlan.Cell? in
      if column + 1 < columns.count {
        return .level(csvLevel(table, group[...], columns, valueType, column + 1, otherwise, missing))
      }
      guard let row = group.first, let last = row.last, let value = csvValue(last, valueType, table) else { return nil }
      places.append(Place(table.source, last.span))
      return .result(Plan.Expression(.constant(value), valueType, origin: places.count - 1))
    }
    return TablePlan.Level(rows: cells, otherwise: otherwise, missing: missing)
  }

  private func csvValue(_ cell: CSVTable.Cell, _ type: ValueType, _ table: CSVTable) -> Value? {
    let at = Place(table.source, cell.span)
    if cell.text.isEmpty {
      report(.csvProblem("this cell is empty", at: at, help: ["write a value, or take the row out"]))
      return nil
    }
    if type.isUnknown { return nil }
    if let value = Self.value(of: cell, type) { return value }
    if case .enumeration(let enumeration) = type {
      report(.unknownRowMember(cell.text, enumeration, at: at))
    } else {
      report(.csvProblem("`\(cell.text)` is not \(type)", at: at))
    }
    return nil
  }

  /// What the cell says as this type; nil if it says nothing.
  private static func value(of cell: CSVTable.Cell, _ type: ValueType) -> Value? {
    switch type {
    case .text: return cell.text.isEmpty ? nil : .text(Text(cell.text))
    case .whole: return Int64(cell.text).map(Value.whole)
    case .decimal, .amount: return DecimalNumber(cell.text).map(Value.decimal)
    case .bool: return cell.text == "true" || cell.text == "false" ? .bool(cell.text == "true") : nil
    case .date: return CalendarDate(cell.text).map(Value.date)
    case .enumeration(let enumeration): return enumeration.member(cell.text).map { _ in .text(Text(cell.text)) }
    case .unknown, .never, .moment, .span, .record, .list, .optional: return nil
    }
  }
}
