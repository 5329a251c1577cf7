import ConnectorKit
import Types
import Values

/// Written fields, laid over the JSON of a record.
enum RecordEdit {
  static func apply(
    _ fields: [WrittenField], to object: JSON.Object, of record: RecordType
  ) throws(ConnectorError) -> JSON.Object {
    var object = object
    for written in fields {
      guard let field = record.field(written.name) else {
        throw ConnectorError(.refused, "the file has no field \(written.name)")
      }
      object[written.name] = try value(written.value, field, over: object[written.name])
    }
    return object
  }

  /// Nil takes the field away.
  private static func value(_ written: Written, _ field: Field, over old: JSON?) throws(ConnectorError) -> JSON? {
    switch (written, field.type.unwrapped) {
    case (.cleared, _): return nil
    case (.value(let value), _): return json(value)
    case (.record(let fields), .list) where field.isNamedList: return .array(try named(fields, over: old?.array ?? []))
    case (.record(let fields), .record(let record)):
      return .object(try apply(fields, to: old?.object ?? JSON.Object(), of: record))
    case (.list(let entries), .list(.record(let record), _)): return .array(try made(entries, of: record))
    case (.entries(let changes), .list(.record(let record), _)):
      return .array(try changed(old?.array ?? [], changes, of: record))
    case (.record, _), (.list, _), (.entries, _):
      throw ConnectorError(.refused, "\(field.name) can't be written in this form")
    }
  }

  private static func made(_ entries: [[WrittenField]], of record: RecordType) throws(ConnectorError) -> [JSON] {
    var made: [JSON] = []
    for entry in entries { made.append(.object(try apply(entry, to: JSON.Object(), of: record))) }
    return made
  }

  private static func changed(
    _ old: [JSON], _ changes: [EntryChange], of record: RecordType
  ) throws(ConnectorError) -> [JSON] {
    var entries = old
    for change in changes {
      switch change.operation {
      case .create: entries.append(.object(try apply(change.fields, to: JSON.Object(), of: record)))
      case .update(let existing), .hide(let existing):
        guard let index = entries.firstIndex(of: existing), let object = existing.object else {
          throw ConnectorError(.conflict, "an entry to be changed is not there any more")
        }
        entries[index] = .object(try apply(change.fields, to: object, of: record))
      case .delete(let existing): entries.removeAll { $0 == existing }
      }
    }
    return entries
  }

  /// A list `[{name, value}]`.
  private static func named(_ fields: [WrittenField], over old: [JSON]) throws(ConnectorError) -> [JSON] {
    var entries = old
    for field in fields {
      entries.removeAll { $0["name"]?.string == field.name }
      switch field.value {
      case .cleared: continue
      case .value(let value): entries.append(["name": .string(field.name), "value": json(value)])
      case .record, .list, .entries: throw ConnectorError(.refused, "\(field.name) can only hold a single value")
      }
    }
    return entries
  }

  private static func json(_ value: Value) -> JSON {
    switch value {
    case .missing: .null
    case .bool(let bool): .bool(bool)
    case .whole(let number): .whole(number)
    case .decimal(let number): .number(number)
    case .text(let text): .string(text.string)
    case .date(let date): .string(date.description)
    case .moment(let moment): .string(moment.description)
    case .span(let span): .string(span.description)
    case .list(let values): .array(values.map(json))
    case .record(.fields(let fields)): .object(JSON.Object(fields.fields.map { ($0.name.string, json($0.value)) }))
    case .record(.node(let node)): (try? JSON(node)) ?? .null
    }
  }
}
