import Types
import Values

/// Fields of records as values, by the types that the schema gives them.
enum FieldReading {
  /// The field of a record; a missing record has only missing fields.
  static func read(_ record: Value, _ field: Field, origin: Int) throws(Fault) -> Value {
    switch record {
    case .missing: return absent(field)
    case .record(.node(let node)):
      guard node.kind == .object else { throw wrongKind(field, Value.text(Text(bytes: Array(node.rawBytes))), origin) }
      guard let member = node[field.name] else { return absent(field) }
      return try read(member, field, origin: origin)
    case .record(.fields(let fields)):
      guard let value = fields[Text(field.name)] else { return absent(field) }
      if !field.emptyIsValue, value.isMissing { return absent(field) }
      return Conformance(field.type).applied(to: value)
    case .bool, .whole, .decimal, .text, .date, .moment, .span, .list:
      throw Fault(.conversion, "\(field.name) is asked of something that is no record", origin: origin)
    }
  }

  /// A member that is there.
  static func read(_ member: Node, _ field: Field, origin: Int) throws(Fault) -> Value {
    if member.isNull { return absent(field) }
    guard let value = value(member, field.type, emptyIsValue: field.emptyIsValue) else {
      throw wrongKind(field, .text(Text(bytes: Array(member.rawBytes.prefix(80)))), origin)
    }
    return value == .missing ? absent(field) : value
  }

  static func absent(_ field: Field) -> Value {
    if case .list = field.type { .list([]) } else { .missing }
  }

  /// The entry of that name in a list of name and value; missing if there is none.
  static func named(_ list: Value, _ name: String, _ type: ValueType, origin: Int) throws(Fault) -> Value {
    switch list {
    case .missing: return .missing
    case .list(let entries):
      let wanted = Text(name)
      for case .record(let record) in entries {
        switch record {
        case .node(let node) where node["name"]?.text == wanted:
          guard let member = node["value"], !member.isNull else { return .missing }
          guard let value = value(member, type.unwrapped, emptyIsValue: false) else {
            throw Fault(.conversion, "\(name) is not \(type.unwrapped)", origin: origin)
          }
          return value
        case .fields(let fields) where fields["name"] == .text(wanted):
          let value = fields["value"] ?? .missing
          return value.isMissing ? .missing : value
        case .node, .fields: continue
        }
      }
      return .missing
    case .bool, .whole, .decimal, .text, .date, .moment, .span, .record:
      throw Fault(.conversion, "\(name) is asked of something that is no list of names", origin: origin)
    }
  }

  /// Nil if the JSON is not of that type. Blank texts are missing whatever the type.
  static func value(_ node: Node, _ type: ValueType, emptyIsValue: Bool) -> Value? {
    if let text = node.text {
      if !emptyIsValue, text.isBlank { return .missing }
      return value(text, type)
    }
    switch type {
    case .optional(let wrapped): return value(node, wrapped, emptyIsValue: emptyIsValue)
    case .whole: return node.whole.map { .whole($0) }
    case .decimal, .amount: return node.decimal.map { .decimal($0) }
    case .bool: return node.bool.map { .bool($0) }
    case .record: return node.kind == .object ? .record(.node(node)) : nil
    case .list(let element, _): return list(node, element)
    case .unknown, .never: return anything(node)
    case .text, .enumeration, .date, .moment, .span: return nil
    }
  }

  private static func value(_ text: Text, _ type: ValueType) -> Value? {
    switch type {
    case .optional(let wrapped): value(text, wrapped)
    case .text, .enumeration, .unknown, .never: .text(text)
    case .date: CalendarDate(parsing: text.bytes).map { .date($0) }
    case .moment: Moment(iso: text.bytes).map { .moment($0) }
    case .whole, .decimal, .amount, .bool, .span, .record, .list: nil
    }
  }

  private static func list(_ node: Node, _ element: ValueType) -> Value? {
    guard node.kind == .array else { return nil }
    var values: [Value] = []
    values.reserveCapacity(node.count)
    for member in node.elements where !member.isNull {
      guard let value = value(member, element, emptyIsValue: false) else { return nil }
      if value != .missing { values.append(value) }
    }
    return .list(values)
  }

  private static func anything(_ node: Node) -> Value? {
    switch node.kind {
    case .null: .missing
    case .bool: node.bool.map { .bool($0) }
    case .number: node.whole.map { .whole($0) } ?? node.decimal.map { .decimal($0) }
    case .string: node.text.map { .text($0) }
    case .array: list(node, .unknown)
    case .object: .record(.node(node))
    }
  }

  private static func wrongKind(_ field: Field, _ raw: Value, _ origin: Int) -> Fault {
    let wanted = field.type.description
    guard case .text(let text) = raw, !field.isPersonal else {
      return Fault(.conversion, "\(field.name) is not \(wanted)", origin: origin)
    }
    return Fault(
      .conversion, "\(field.name) is not \(wanted)", details: [Fault.Detail(name: field.name, value: text.string)],
      origin: origin)
  }
}
