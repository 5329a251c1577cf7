import Types
import Values

extension Node {
  /// What stands here, read as a value of that type. What does not fit counts as missing: the connector promised the
  /// type, and a comparison with nothing writes the field again.
  func value(_ type: ValueType) -> Value {
    switch type.unwrapped {
    case .unknown, .never: guessed
    case .text, .enumeration: text.map { .text($0) } ?? .missing
    case .whole: whole.map { .whole($0) } ?? .missing
    case .decimal, .amount: decimal.map { .decimal($0) } ?? .missing
    case .bool: bool.map { .bool($0) } ?? .missing
    case .date: text.flatMap { CalendarDate(parsing: $0.bytes) }.map { .date($0) } ?? .missing
    case .moment: text.flatMap { Moment(iso: $0.bytes) }.map { .moment($0) } ?? .missing
    case .span: .missing
    case .record: kind == .object ? .record(.node(self)) : .missing
    case .list(let element, _): kind == .array ? .list(elements.map { $0.value(element) }) : .missing
    case .optional: .missing
    }
  }

  private var guessed: Value {
    switch kind {
    case .null: .missing
    case .bool: bool.map { .bool($0) } ?? .missing
    case .number: decimal.map { .decimal($0) } ?? .missing
    case .string: text.map { .text($0) } ?? .missing
    case .array: .list(elements.map { $0.value(.unknown) })
    case .object: .record(.node(self))
    }
  }
}

extension Value {
  /// A key, as journals write it, read as a value of a field's type.
  init(key: String, _ type: ValueType) {
    switch type.unwrapped {
    case .whole: self = Int64(key).map { .whole($0) } ?? .text(Text(key))
    case .decimal, .amount: self = DecimalNumber(key).map { .decimal($0) } ?? .text(Text(key))
    case .unknown, .never, .text, .bool, .date, .moment, .span, .enumeration, .record, .list, .optional:
      self = .text(Text(key))
    }
  }

  /// As a key: what ``FoundRecord/key`` would be.
  var keyText: String {
    switch self {
    case .text(let text): text.string
    case .decimal(let number): number.normalized.description
    case .missing, .bool, .whole, .date, .moment, .span, .list, .record: description
    }
  }

  /// A value as a schema writes it: `false`, `0`, `none`.
  init(literal: String, _ type: ValueType) {
    switch type.unwrapped {
    case .bool: self = .bool(literal == "true" || literal == "yes")
    case .whole, .decimal, .amount: self.init(key: literal, type)
    case .unknown, .never, .text, .date, .moment, .span, .enumeration, .record, .list, .optional:
      self = .text(Text(literal))
    }
  }
}
