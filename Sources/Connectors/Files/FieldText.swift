import Types
import Values

/// Values as texts that are equal if the values are: keys, and what records are found by.
enum FieldText {
  /// Nil if there is no value.
  static func text(_ node: Node?, _ type: ValueType, ignoresCase: Bool = false) -> String? {
    guard let node else { return nil }
    let text: String?
    switch type.unwrapped {
    case .whole, .decimal, .amount: text = node.decimal?.normalized.description
    case .moment: text = node.text.flatMap { Moment(iso: $0.bytes) }?.description
    case .text, .enumeration, .date, .unknown, .never, .bool, .span, .record, .list, .optional:
      switch node.kind {
      case .string: text = node.text?.string
      case .number: text = node.decimal?.normalized.description
      case .bool: text = node.bool == true ? "true" : "false"
      case .null, .array, .object: text = nil
      }
    }
    guard let text, !text.isEmpty else { return nil }
    return ignoresCase ? text.lowercased() : text
  }

  static func text(_ value: Value, ignoresCase: Bool = false) -> String? {
    let text: String?
    switch value {
    case .text(let found): text = found.string
    case .whole(let number): text = String(number)
    case .decimal(let number): text = number.normalized.description
    case .bool(let bool): text = bool ? "true" : "false"
    case .date(let date): text = date.description
    case .moment(let moment): text = moment.description
    case .span(let span): text = span.description
    case .missing, .list, .record: text = nil
    }
    guard let text, !text.isEmpty else { return nil }
    return ignoresCase ? text.lowercased() : text
  }

  /// The value at a path, as `address.city`.
  static func node(_ body: Node, _ path: String) -> Node? {
    var node: Node? = body
    for step in path.split(separator: ".") { node = node?[String(step)] }
    return node
  }

  static func type(_ record: RecordType, _ path: String) -> ValueType {
    var record = record
    let steps = path.split(separator: ".").map(String.init)
    for step in steps.dropLast() {
      guard let inner = record.field(step)?.type.heldRecord else { return .unknown }
      record = inner
    }
    return steps.last.flatMap { record.field($0)?.type } ?? .unknown
  }
}
