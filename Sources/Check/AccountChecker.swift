import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

/// What the account of a connection keeps for one field.
struct AccountKnowledge {
  /// The name of the connection.
  var connection: String
  /// "tax class"
  var noun: String
  /// "tax classes"
  var plural: String
  /// Nil if the account was not read.
  var values: [KeptValue]?
  /// Records may hold others.
  var isOpen: Bool
  /// Stands for none of them.
  var none: Value?

  func knows(_ value: Value) -> Bool { value == none || values?.contains { $0.value == value } ?? true }
}

// What was read of an account, against what a flow says: numbers and codes of its lists, names of custom fields.
extension FlowChecker {
  /// For the record that is being made. Nil if the account lists no values of that field.
  func accountKnowledge(of field: Field) -> AccountKnowledge? {
    writtenConnection.flatMap { accountKnowledge(of: field, in: $0) }
  }

  private func accountKnowledge(of field: Field, in connection: String) -> AccountKnowledge? {
    guard let declaration = context.connections[connection], let place = field.listedIn else { return nil }
    let entity = declaration.entity(place.entity)
    // Most links lead to records that come and go.
    if field.accountList == nil, entity?.listing == nil { return nil }
    return AccountKnowledge(
      connection: connection, noun: field.accountList?.noun ?? entity?.record.noun ?? place.entity,
      plural: field.accountList?.plural ?? place.entity.replacing("_", with: " "),
      values: declaration.keptValues(of: field), isOpen: field.accountList?.isOpen ?? false,
      none: field.accountList?.none.map { .whole($0) })
  }

  /// Constants, also those in the cells of tables, that go into a field whose values the account lists.
  func checkKept(_ value: Plan.Expression, _ schema: Field) {
    guard let list = accountKnowledge(of: schema), list.values != nil, !list.isOpen else { return }
    visitConstants(value) { constant, origin in
      guard !list.knows(constant), places.indices.contains(origin) else { return }
      noteNotInAccount(constant, list, at: places[origin], isRow: false)
    }
  }

  /// Rows of a table whose key is such a field as it stands.
  func checkKeptRows(_ entry: TableEntry, _ column: Int, _ key: Plan.Expression) {
    guard let (field, connection) = plainField(key),
      let list = accountKnowledge(of: field, in: connection), list.values != nil, !list.isOpen
    else { return }
    for (value, place) in rowKeys(entry, column) where !list.knows(value) {
      noteNotInAccount(value, list, at: place, isRow: true)
    }
  }

  private func noteNotInAccount(_ value: Value, _ list: AccountKnowledge, at place: Place, isRow: Bool) {
    guard toldOfAccount.insert(place).inserted else { return }
    report(.notInAccount(value, list, isRow: isRow, at: place))
  }

  /// `x["name"]`, where the account's records were looked at and none has an entry of that name.
  func checkKeptName(_ name: String, in list: Plan.Expression, at span: Span) {
    guard case .field(_, let field) = list.kind, field.isNamedList, let (entity, path) = recordPath(list),
      let declaration = context.connections[entity.connection],
      let seen = declaration.account?.names["\(entity.entity.name).\(path)"], !seen.isEmpty,
      !seen.contains(where: { $0.name == name })
    else { return }
    let count = declaration.account?.recordsSeen[entity.entity.name] ?? 0
    report(
      .nameNotSeen(
        name, written: source.text(span), of: "\(entity.name).\(path)", connection: entity.connection,
        known: seen.map(\.name), records: count, at: place(span)))
  }

  // MARK: where things come from

  private func visitConstants(_ value: Plan.Expression, _ body: (Value, Int) -> Void) {
    switch value.kind {
    case .constant(let constant): if !constant.isMissing { body(constant, value.origin) }
    case .conditional(let branches, let otherwise):
      for branch in branches { visitConstants(branch.use, body) }
      visitConstants(otherwise, body)
    case .coalesce(let first, let second), .attempt(let first, let second):
      visitConstants(first, body)
      visitConstants(second, body)
    case .letValue(let index): visitConstants(lets[index].expression, body)
    case .lookUp(let table, _): tables[table].root.visitCells { visitConstants($0, body) }
    default: break
    }
  }

  /// The field that a formula is, and whose it is.
  private func plainField(_ value: Plan.Expression) -> (field: Field, connection: String)? {
    switch value.kind {
    case .field(_, let field): recordPath(value).map { (field, $0.entity.connection) }
    case .letValue(let index): plainField(lets[index].expression)
    default: nil
    }
  }

  /// The entity in which a field stands, and its path there.
  private func recordPath(_ value: Plan.Expression) -> (entity: EntityReference, path: String)? {
    if let path = value.sourcePath(variablePaths), !path.isEmpty {
      guard let name = file.sourceEntity?.text, let found = context.entity(named: name) else { return nil }
      let entity = EntityReference(
        connection: found.connection, connector: context.connections[found.connection]?.name ?? "",
        entity: found.entity)
      return (entity, path)
    }
    guard case .field(let base, let field) = value.kind else { return nil }
    if case .related(let index, _) = base.kind { return (related[index].entity, field.name) }
    return recordPath(base).map { ($0.entity, "\($0.path).\(field.name)") }
  }

  private func rowKeys(_ entry: TableEntry, _ column: Int) -> [(Value, Place)] {
    let columns = tables[entry.index].columns
    guard columns.indices.contains(column) else { return [] }
    if let path = entry.syntax.file {
      guard let table = entry.csvTables[path.text] else { return [] }
      return table.rows.compactMap { row in
        guard row.indices.contains(column), let value = Self.plainKey(row[column].text, columns[column]) else {
          return nil
        }
        return (value, Place(table.source, row[column].span))
      }
    }
    var levels = [entry.syntax.rows]
    for _ in 0..<column {
      levels = levels.flatMap { level in
        (level.rows.map(\.cell) + [level.otherwise].compactMap(\.self)).compactMap { cell in
          if case .rows(let inner) = cell { inner } else { nil }
        }
      }
    }
    return levels.flatMap(\.rows).compactMap { row in
      switch row.key {
      case .text(let text), .bare(let text):
        Self.plainKey(text, columns[column]).map { ($0, Place(entry.source, row.keySpan)) }
      case .group: nil
      }
    }
  }

  private static func plainKey(_ text: String, _ type: ValueType) -> Value? {
    switch type {
    case .text: .text(Text(text))
    case .whole: Int64(text).map(Value.whole)
    default: nil
    }
  }
}
