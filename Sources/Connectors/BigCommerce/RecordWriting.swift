import ConnectorKit
import Types
import Values

/// Written fields as the JSON that BigCommerce wants.
enum RecordWriting {
  /// A new record has nothing to take away: `clear` is left out.
  static func object(
    _ fields: [WrittenField], of type: RecordType, isNew: Bool
  ) throws(ConnectorError) -> JSON.Object {
    var object = JSON.Object()
    for written in fields {
      guard let field = type.field(written.name) else {
        throw ConnectorError(.refused, "BigCommerce has no field \(written.name) in \(type.name)")
      }
      if isNew, written.value == .cleared { continue }
      object[written.name] = try json(written.value, for: field, isNew: isNew)
    }
    return object
  }

  static func json(_ written: Written, for field: Field, isNew: Bool) throws(ConnectorError) -> JSON {
    switch (written, field.type.unwrapped) {
    case (.cleared, _): return try cleared(field)
    case (.record(let fields), .list) where field.isNamedList: return .array(try named(fields))
    case (.record(let fields), .record(let type)): return .object(try object(fields, of: type, isNew: isNew))
    case (.list(let entries), .list(.record(let type), _)):
      return .array(try objects(entries, of: type))
    case (.entries(let changes), .list(.record(let type), _)) where isNew:
      return .array(try objects(changes.map(\.fields), of: type))
    case (.value(.list(let values)), .list(let element, _)): return .array(values.map { scalar($0, as: element) })
    case (.value(let value), let type): return scalar(value, as: type)
    case (.record, _), (.list, _), (.entries, _):
      throw ConnectorError(.refused, "\(field.name) can't be written in this form")
    }
  }

  private static func objects(_ entries: [[WrittenField]], of type: RecordType) throws(ConnectorError) -> [JSON] {
    var objects: [JSON] = []
    for entry in entries { objects.append(.object(try object(entry, of: type, isNew: true))) }
    return objects
  }

  /// A named list in the form `[{name, value}]`; what is cleared is not there.
  static func named(_ fields: [WrittenField]) throws(ConnectorError) -> [JSON] {
    var entries: [JSON] = []
    for field in fields where field.value != .cleared {
      entries.append(["name": .string(field.name), "value": .string(try text(field))])
    }
    return entries
  }

  /// The value of a named field as text.
  static func text(_ field: WrittenField) throws(ConnectorError) -> String {
    guard case .value(let value) = field.value else {
      throw ConnectorError(.refused, "\(field.name) can only hold a text")
    }
    return text(value)
  }

  /// As a key of the wire: texts as they are, numbers in plain digits.
  static func text(_ value: Value) -> String {
    switch value {
    case .text(let text): text.string
    case .whole(let number): String(number)
    case .decimal(let number): number.description
    case .bool(let bool): bool ? "true" : "false"
    case .date(let date): date.description
    case .moment(let moment): moment.description
    case .span(let span): span.description
    case .list(let values): values.map { text($0) }.joined(separator: ", ")
    case .missing, .record: ""
    }
  }

  private static func scalar(_ value: Value, as type: ValueType) -> JSON {
    switch (value, type.unwrapped) {
    case (.text(let word), .enumeration(let enumeration)):
      let code = enumeration.member(word.string)?.code ?? word.string
      // The codes that are numbers go as numbers: `status_id`.
      return Int64(code).map { .whole($0) } ?? .string(code)
    case (.bool(let bool), _): return .bool(bool)
    case (.whole(let number), _): return .whole(number)
    case (.decimal(let number), _): return .number(number)
    case (.missing, _): return .null
    case (.text, _), (.date, _), (.moment, _), (.span, _), (.list, _), (.record, _): return .string(text(value))
    }
  }

  private static func cleared(_ field: Field) throws(ConnectorError) -> JSON {
    switch field.clearing {
    case .null: return .null
    case .emptyText: return ""
    case .zero: return 0
    case .emptyList: return []
    case .impossible: throw ConnectorError(.refused, "BigCommerce has no way to take \(field.name) away")
    }
  }
}
