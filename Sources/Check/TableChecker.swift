import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// Tables: rows of the key's type, cells of one type, total over the key.
extension FlowChecker {
  func declareTables() {
    for syntax in file.tables { declare(syntax, in: file.source, context.csvTables, isShared: false) }
    for shared in context.shared {
      for syntax in shared.file.tables { declare(syntax, in: shared.file.source, shared.csvTables, isShared: true) }
    }
  }

  private func declare(
    _ syntax: TableSyntax, in source: SourceFile, _ csvTables: [String: CSVTable], isShared: Bool
  ) {
    let entry = TableEntry(syntax, index: tables.count, in: source, csvTables, isShared: isShared)
    if let first = tableEntries[syntax.name.text] {
      // Twice in one file was told when that file was read.
      if first.source != source { report(.namedTwice(syntax.name.text, at: entry.place, first: first.place)) }
      return
    }
    tableEntries[syntax.name.text] = entry
    tables.append(
      TablePlan(
        name: syntax.name.text, columns: [], valueType: .unknown, keyVariables: [],
        root: .init(rows: [:], otherwise: nil, missing: nil)))
  }

  /// Those of the flow itself, used or not; of shared ones only what the flow looks up.
  func checkAllTables() {
    for entry in tableEntries.values.sorted(by: { $0.index < $1.index }) where !entry.isShared { check(entry) }
  }

  /// Works on a piece that stands in another file; spans mean that file meanwhile.
  func inside<Result>(_ file: SourceFile, _ work: () -> Result) -> Result {
    let outer = source
    source = file
    defer { source = outer }
    return work()
  }

  // MARK: looking up

  func checkLookUp(_ entry: TableEntry, _ keys: [Syntax.Expression], _ span: Span, in scope: Scope) -> Plan.Expression {
    entry.isUsed = true
    if case .checking = entry.state {
      report(.tableNeedsItself(entry.syntax.name.text, at: place(span), declared: entry.place))
      return broken(span)
    }
    check(entry)
    let table = tables[entry.index]
    guard keys.count == table.columns.count else {
      if !table.columns.isEmpty {
        report(.lookUpKeyCount(table.name, given: keys.count, columns: table.columns, at: place(span)))
      }
      return broken(span)
    }
    let checked = zip(keys, table.columns).enumerated().map { index, pair -> Plan.Expression in
      let (key, column) = pair
      let value = check(key, expected: column, in: scope)
      if value.type.isOptional || value.type.isUnknown { entry.keyMayBeMissing = true }
      if !value.type.unwrapped.fits(column), !column.isUnknown {
        report(
          .lookUpKeyType(
            table.name, column, value.type, source.text(key.span), isGuessed: entry.syntax.key.isEmpty,
            at: place(key.span)))
      } else if value.type.isOptional, !entry.syntax.answersMissing(column: index) {
        report(
          .lookUpKeyOptional(
            table.name, source.text(key.span), at: place(key.span), table: entry.place))
      }
      return value
    }
    for (column, key) in checked.enumerated() { checkKeptRows(entry, column, key) }
    if table.valueType.isUnknown { return broken(span) }
    return Plan.Expression(.lookUp(table: entry.index, keys: checked), table.valueType, origin: origin(span))
  }

  // MARK: the table itself

  private func check(_ entry: TableEntry) {
    guard case .unchecked = entry.state else { return }
    entry.state = .checking
    defer { entry.state = .checked }
    inside(entry.source) { checkRows(of: entry) }
    tables[entry.index].place = entry.place
    tables[entry.index].isFile = entry.syntax.file != nil
  }

  private func checkRows(of entry: TableEntry) {
    let syntax = entry.syntax
    if syntax.file != nil {
      tables[entry.index] = csvTable(entry)
      return
    }
    let columns = keyTypes(syntax, depth: syntax.rows.depth)
    let keyVariables = columns.map { _ in newVariable() }
    var cells = CellTypes(expected: cellType(syntax))
    // A type that nobody knows was told; bare members would only be told again.
    if let expected = cells.expected, expected.isUnknown { return }
    let scope = cellScope(columns, keyVariables)
    let root = level(syntax.rows, syntax, columns[...], scope, &cells)
    tables[entry.index] = TablePlan(
      name: syntax.name.text, columns: columns, valueType: cells.joined, keyVariables: keyVariables, root: root)
  }

  /// The scope of a cell: `key`, settings and tables, not the record.
  func cellScope(_ columns: [ValueType], _ variables: [Int]) -> Scope {
    var scope = Scope(record: nil)
    scope.blindness = "a table does not see the record; write `key` for what was looked up"
    if columns.count == 1 {
      scope.names["key"] = .variable(variables[0], columns[0])
    } else {
      scope.names["key"] = .keys(
        zip(columns, variables).map { Plan.Expression(.variable($1), $0, origin: origin(Span(0, 0))) })
    }
    return scope
  }

  /// What the cells seen so far have in common.
  struct CellTypes {
    var expected: ValueType?
    var joined: ValueType = .never
    var firstSpan: Span?
  }

  private func level(
    _ rows: RowsSyntax, _ syntax: TableSyntax, _ columns: ArraySlice<ValueType>, _ scope: Scope,
    _ cells: inout CellTypes
  ) -> TablePlan.Level {
    guard let column = columns.first else { return .init(rows: [:], otherwise: nil, missing: nil) }
    var exact: [Value: TablePlan.Cell] = [:]
    var exactSpans: [Value: Span] = [:]
    var grouped: [Value: TablePlan.Cell] = [:]
    var groupSpans: [Value: Span] = [:]
    let told = diagnostics.count
    for row in rows.rows {
      let cell = self.cell(row.cell, syntax, columns.dropFirst(), scope, &cells)
      if case .group(let name) = row.key {
        let keys = groupKeys(name, column)
        if let shared = keys.first(where: { groupSpans[$0] != nil }), let other = groupSpans[shared] {
          report(.groupsOverlap(shared.description, at: place(row.keySpan), other: place(other)))
        }
        for key in keys where groupSpans[key] == nil {
          grouped[key] = cell
          groupSpans[key] = row.keySpan
        }
      } else if let key = rowKey(row, column) {
        if let other = exactSpans[key] {
          report(.rowTwice(key.description, at: place(row.keySpan), other: place(other)))
        } else {
          exact[key] = cell
          exactSpans[key] = row.keySpan
        }
      }
    }
    let otherwise = rows.otherwise.map { cell($0, syntax, columns.dropFirst(), scope, &cells) }
    let missing = rows.missing.map { cell($0, syntax, columns.dropFirst(), scope, &cells) }
    let all = grouped.merging(exact) { _, row in row }
    // A misspelled row is told already, and would be missing here.
    if !diagnostics[told...].contains(where: { $0.code == .L603 }) {
      checkTotal(all, otherwise != nil, column, rows, syntax)
    }
    warnAboutIdleRows(rows, column, exact: Set(exact.keys), all: Set(all.keys))
    return .init(rows: all, otherwise: otherwise, missing: missing)
  }

  private func cell(
    _ syntax: CellSyntax, _ table: TableSyntax, _ columns: ArraySlice<ValueType>, _ scope: Scope,
    _ cells: inout CellTypes
  ) -> TablePlan.Cell {
    switch syntax {
    case .rows(let rows):
      if columns.isEmpty { report(.rowsTooDeep(table.name.text, at: place(rows.span))) }
      return .level(level(rows, table, columns, scope, &cells))
    case .result(let result):
      let value = checkResult(result, expected: cells.expected, in: scope)
      if let joined = cells.joined.joined(with: value.type) {
        if cells.firstSpan == nil, value.type != .never { cells.firstSpan = result.span }
        cells.joined = joined
      } else {
        report(.cellsDiffer(cells.joined, cells.firstSpan.map(place), value.type, at: place(result.span)))
        cells.joined = .unknown
      }
      return .result(value)
    }
  }

  /// Rows that another row answers for, whatever the key is.
  private func warnAboutIdleRows(_ rows: RowsSyntax, _ column: ValueType, exact: Set<Value>, all: Set<Value>) {
    for row in rows.rows {
      guard case .group(let name) = row.key, case .enumeration(let enumeration) = column,
        let members = enumeration.groups[name.text], !members.isEmpty,
        members.allSatisfy({ exact.contains(.text(Text($0))) })
      else { continue }
      let reason = "every member has a row of its own"
      report(.rowNeverUsed("in \(name.text)", because: reason, at: place(row.keySpan)))
    }
    guard let otherwise = rows.otherwise else { return }
    let isCovered =
      switch column {
      case .bool: all.count == 2
      case .enumeration(let enumeration):
        enumeration != .country && enumeration != .currency && all.count == enumeration.members.count
      default: false
      }
    if isCovered {
      report(.rowNeverUsed("else", because: "every value has a row of its own", at: place(otherwise.span)))
    }
  }

  /// Where `missing` answers, but no look-up ever has a key that may be missing.
  func warnAboutIdleMissing(_ entry: TableEntry) {
    guard !entry.isShared, entry.isUsed, !entry.keyMayBeMissing, let missing = entry.syntax.rows.missing,
      tables[entry.index].columns.count == 1, !tables[entry.index].valueType.isUnknown
    else { return }
    report(.rowNeverUsed("missing", because: "every look-up has a key", at: Place(entry.source, missing.span)))
  }

  /// Enumerations may be covered row by row; open keys need `else`.
  private func checkTotal(
    _ rows: [Value: TablePlan.Cell], _ hasElse: Bool, _ column: ValueType, _ syntax: RowsSyntax, _ table: TableSyntax
  ) {
    guard !hasElse, !column.isUnknown else { return }
    switch column {
    case .enumeration(let enumeration) where enumeration != .country && enumeration != .currency:
      let missing = enumeration.members.map(\.word).filter { rows[.text(Text($0))] == nil }
      if !missing.isEmpty {
        report(.membersNotCovered(table.name.text, enumeration, missing, at: place(table.name.span)))
      }
    case .bool:
      if rows[.bool(true)] == nil || rows[.bool(false)] == nil {
        report(.tableNeedsElse(table.name.text, column, at: place(table.name.span)))
      }
    default:
      report(.tableNeedsElse(table.name.text, column, at: place(table.name.span)))
    }
  }

  // MARK: keys

  /// The declared types of the key columns, or what the rows decide: all quoted is text, all digits whole numbers.
  private func keyTypes(_ syntax: TableSyntax, depth: Int) -> [ValueType] {
    if !syntax.key.isEmpty { return syntax.key.map { namedType($0) } }
    if depth > 1 {
      report(.keyTypeNeeded(syntax.name.text, at: place(syntax.name.span)))
      return Array(repeating: .unknown, count: depth)
    }
    let keys = syntax.rows.rows.map(\.key)
    if !keys.isEmpty, keys.allSatisfy({ if case .text = $0 { true } else { false } }) { return [.anyText] }
    if !keys.isEmpty, keys.allSatisfy({ if case .bare(let text) = $0 { Int64(text) != nil } else { false } }) {
      return [.whole]
    }
    report(.keyTypeNeeded(syntax.name.text, at: place(syntax.name.span)))
    return [.unknown]
  }

  private func cellType(_ syntax: TableSyntax) -> ValueType? { syntax.value.map { namedType($0) } }

  /// A type as `key:` and `value:` name it: `text`, `int`, `country`, `bigcommerce.orders.status_id`.
  func namedType(_ name: Name) -> ValueType {
    switch name.text {
    case "text": return .anyText
    case "int": return .whole
    case "decimal": return .anyDecimal
    case "bool": return .bool
    case "country": return .enumeration(.country)
    case "currency": return .enumeration(.currency)
    case "date": return .date
    default: break
    }
    let enumerations = knownEnumerations
    if let enumeration = enumerations[name.text] ?? enumeration(at: name.text) { return .enumeration(enumeration) }
    report(.unknownType(name, known: enumerations.keys.sorted(), at: place(name.span)))
    return .unknown
  }

  /// `bigcommerce.orders.status_id`: of any entity of any connection.
  private func enumeration(at path: String) -> Enumeration? {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count > 2, let entity = context.connections[parts[0]]?.entity(parts[1]) else { return nil }
    var record = entity.record
    for part in parts[2...].dropLast() {
      switch record.field(part)?.type {
      case .record(let inner), .list(.record(let inner), _): record = inner
      default: return nil
      }
    }
    guard let last = parts.last, case .enumeration(let found)? = record.field(last)?.type else { return nil }
    return found
  }

  /// The enumerations of both entities, by the name of their field.
  private var knownEnumerations: [String: Enumeration] {
    var found: [String: Enumeration] = [:]
    func walk(_ record: RecordType) {
      for field in record.fields {
        switch field.type {
        case .enumeration(let enumeration): found[field.name] = enumeration
        case .record(let inner), .list(.record(let inner), _): walk(inner)
        default: break
        }
      }
    }
    for name in [file.sourceEntity, file.targetEntity] {
      if let found = context.entity(named: name?.text) { walk(found.entity.record) }
    }
    return found
  }

  private func groupKeys(_ name: Name, _ column: ValueType) -> [Value] {
    guard case .enumeration(let enumeration) = column else {
      if !column.isUnknown { report(.groupNeedsMembers(name, column, at: place(name.span))) }
      return []
    }
    guard let words = enumeration.groups[name.text] else {
      report(.unknownGroup(name, enumeration, at: place(name.span)))
      return []
    }
    return words.map { .text(Text($0)) }
  }

  private func rowKey(_ row: RowSyntax, _ column: ValueType) -> Value? {
    switch (row.key, column) {
    case (_, .unknown): return nil
    case (.text(let text), .text): return .text(Text(text))
    case (.text(let text), .enumeration(let enumeration)):
      if enumeration.member(text) != nil { return .text(Text(text)) }
      report(.unknownRowMember(text, enumeration, at: place(row.keySpan)))
    case (.bare(let text), .whole):
      if let number = Int64(text) { return .whole(number) }
      report(.rowKeyType(text, column, at: place(row.keySpan)))
    case (.bare(let text), .enumeration(let enumeration)):
      if enumeration.member(text) != nil { return .text(Text(text)) }
      report(.unknownRowMember(text, enumeration, at: place(row.keySpan)))
    case (.bare(let text), .bool):
      if text == "true" || text == "false" { return .bool(text == "true") }
      report(.rowKeyType(text, column, at: place(row.keySpan)))
    case (.bare(let text), .text):
      report(.rowKeyNeedsQuotes(text, at: place(row.keySpan)))
    case (.bare(let text), .decimal):
      if let number = DecimalNumber(text) { return .decimal(number) }
      report(.rowKeyType(text, column, at: place(row.keySpan)))
    case (.text(let text), _), (.bare(let text), _):
      report(.rowKeyType(text, column, at: place(row.keySpan)))
    case (.group, _): break
    }
    return nil
  }
}

extension RowsSyntax {
  /// Key columns that the rows nest.
  var depth: Int {
    1
      + (rows.map(\.cell) + [otherwise, missing].compactMap { $0 }).map { cell in
        if case .rows(let inner) = cell { inner.depth } else { 0 }
      }.reduce(0, max)
  }

  /// Whether a missing key finds an answer on every way to that column.
  func answersMissing(column: Int) -> Bool {
    if column == 0 { return missing != nil }
    let inner = (rows.map(\.cell) + [otherwise].compactMap { $0 }).compactMap { cell -> RowsSyntax? in
      if case .rows(let rows) = cell { rows } else { nil }
    }
    return inner.allSatisfy { $0.answersMissing(column: column - 1) }
  }
}

extension CellSyntax {
  var span: Span {
    switch self {
    case .result(let result): result.span
    case .rows(let rows): rows.span
    }
  }
}

extension TableSyntax {
  func answersMissing(column: Int) -> Bool { rows.answersMissing(column: column) }
}
