import Types
import Values

/// Whether a record holds what its type says, so that a flow is never told of a number that is none.
struct RecordCheck {
  let record: RecordType
  /// Every field that is always there must be; otherwise only those that the flow uses.
  let isStrict: Bool
  /// The fields that the flow uses, as paths; all, if it is empty.
  let used: Set<String>

  /// What is wrong, in a sentence that fits behind a place in the file; nil if nothing is.
  func problem(_ body: Node) -> String? { problem(body, record, "") }

  private func problem(_ body: Node, _ record: RecordType, _ prefix: String) -> String? {
    for field in record.fields {
      let path = prefix + field.name
      guard let node = body[field.name], !node.isNull else {
        if field.presence == .always, !field.type.isList, field.isReadable, isNeeded(path) {
          return "`\(path)` is missing, and every record has it"
        }
        continue
      }
      if let found = problem(node, field.type, path) { return found }
    }
    return nil
  }

  private func isNeeded(_ path: String) -> Bool { isStrict || used.contains(path) }

  private func problem(_ node: Node, _ type: ValueType, _ path: String) -> String? {
    var fits = false
    switch type.unwrapped {
    case .unknown, .never, .span, .optional: fits = true
    case .text: fits = node.kind == .string
    case .whole: fits = node.whole != nil
    case .decimal, .amount: fits = node.decimal != nil
    case .bool: fits = node.bool != nil
    case .date: fits = node.text.map { CalendarDate(parsing: $0.bytes) != nil || $0.isBlank } ?? false
    case .moment: fits = node.text.map { Moment(iso: $0.bytes) != nil || $0.isBlank } ?? false
    case .enumeration(let list):
      fits = node.text.map { list.member($0.string) != nil || $0.isBlank } ?? false
    case .record(let inner):
      guard node.kind == .object else { break }
      return problem(node, inner, path + ".")
    case .list(let element, _):
      guard node.kind == .array else { break }
      for entry in node.elements {
        if let found = problem(entry, element, path) { return found }
      }
      return nil
    }
    if fits { return nil }
    return "`\(path)` is \(Self.kind(node)), and should be \(Self.wanted(type.unwrapped))"
  }

  private static func kind(_ node: Node) -> String {
    switch node.kind {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "a record"
    }
  }

  private static func wanted(_ type: ValueType) -> String {
    switch type {
    case .text: "a text"
    case .whole: "a whole number"
    case .decimal, .amount: "a number"
    case .bool: "true or false"
    case .date: "a date, as \"2026-01-31\""
    case .moment: "a date with its time, as \"2026-01-31T12:00:00Z\""
    case .enumeration(let list): "a \(list.noun), as \"\(list.members.first?.word ?? "")\""
    case .record: "a record"
    case .list: "a list"
    case .unknown, .never, .span, .optional: "something else"
    }
  }
}
