import Builtins
import Plan
import Types
import Values

/// What both evaluators do with values: they differ in how they get there, not in what they do.
enum Operations {
  // What is asked of an operand: a value of one kind, or the fault that says what it is instead.

  static func bool(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Bool {
    if case .bool(let bool) = value { return bool }
    throw unexpected(value, "yes/no", e, frame)
  }

  static func whole(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Int64 {
    if case .whole(let number) = value { return number }
    throw unexpected(value, "a whole number", e, frame)
  }

  static func decimal(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> DecimalNumber {
    switch value {
    case .decimal(let number): return number
    case .whole(let number): return DecimalNumber(number)
    case .missing, .bool, .text, .date, .moment, .span, .list, .record:
      throw unexpected(value, "a number", e, frame)
    }
  }

  static func text(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Text {
    if case .text(let text) = value { return text }
    throw unexpected(value, "a text", e, frame)
  }

  static func list(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> [Value] {
    switch value {
    case .list(let values): return values
    case .missing: return []
    case .bool, .whole, .decimal, .text, .date, .moment, .span, .record:
      throw unexpected(value, "a list", e, frame)
    }
  }

  static func present(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Value {
    if value == .missing { throw unexpected(value, "a value", e, frame) }
    return value
  }

  /// What the schema promises and the record lacks is no element of a list.
  static func element(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Value {
    e.type.isOptional ? value : try present(value, e, frame)
  }

  private static func unexpected(_ value: Value, _ wanted: String, _ e: Expression, _ frame: Frame) -> Fault {
    let name = e.shownName(frame.surroundings)
    let message =
      value == .missing ? "\(name ?? "a value") is missing" : "\(name ?? "a value") is not \(wanted)"
    return Fault(.conversion, message).located(e, [(e, value)], frame)
  }

  // Arithmetic.

  static func arithmetic(_ op: Expression.Arithmetic, _ a: Int64, _ b: Int64) throws(Fault) -> Int64 {
    let (result, overflow): (Int64, Bool)
    switch op {
    case .plus: (result, overflow) = a.addingReportingOverflow(b)
    case .minus: (result, overflow) = a.subtractingReportingOverflow(b)
    case .times: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .modulo:
      if b == 0 { throw .divisionByZero }
      return b == -1 ? 0 : a % b
    case .dividedBy:
      if b == 0 { throw .divisionByZero }
      if b != -1, a % b != 0 { throw Fault(.conversion, "the division leaves a rest") }
      (result, overflow) = a.dividedReportingOverflow(by: b)
    }
    if overflow { throw .tooLarge }
    return result
  }

  static func arithmetic(
    _ op: Expression.Arithmetic, _ a: DecimalNumber, _ b: DecimalNumber
  ) throws(Fault) -> DecimalNumber {
    do {
      switch op {
      case .plus: return try a.adding(b)
      case .minus: return try a.subtracting(b)
      case .times: return try a.multiplied(by: b)
      case .dividedBy: return try a.divided(by: b).value
      case .modulo: return try a.remainder(dividingBy: b)
      }
    } catch {
      switch error {
      case .overflow: throw .tooLarge
      case .divisionByZero: throw .divisionByZero
      }
    }
  }

  /// Moments and spans.
  static func timeArithmetic(_ op: Expression.Arithmetic, _ a: Value, _ b: Value) throws(Fault) -> Value {
    switch (op, a, b) {
    case (.minus, .moment(let later), .moment(let earlier)): return .span(try limited(later.since(earlier)))
    case (.plus, .moment(let moment), .span(let span)), (.plus, .span(let span), .moment(let moment)):
      return .moment(try moved(moment, by: span.milliseconds))
    case (.minus, .moment(let moment), .span(let span)):
      return .moment(try moved(moment, by: try arithmetic(.minus, 0, span.milliseconds)))
    case (.plus, .span(let first), .span(let second)):
      let sum = try arithmetic(.plus, first.milliseconds, second.milliseconds)
      return .span(try limited(TimeSpan(milliseconds: sum)))
    case (.minus, .span(let first), .span(let second)):
      let difference = try arithmetic(.minus, first.milliseconds, second.milliseconds)
      return .span(try limited(TimeSpan(milliseconds: difference)))
    default: throw Fault(.conversion, "\(op.rawValue) has no meaning for \(a) and \(b)")
    }
  }

  /// Beyond the calendar's ends there is no moment.
  private static func moved(_ moment: Moment, by milliseconds: Int64) throws(Fault) -> Moment {
    let sum = try arithmetic(.plus, moment.milliseconds, milliseconds)
    if sum < Moment.first.milliseconds || sum > Moment.last.milliseconds {
      throw Fault(.conversion, "the moment would lie outside of the years 1 to 9999")
    }
    return Moment(milliseconds: sum)
  }

  private static func limited(_ span: TimeSpan) throws(Fault) -> TimeSpan {
    if span.milliseconds.magnitude > TimeSpan.longest.milliseconds.magnitude { throw .tooLarge }
    return span
  }

  static func negated(_ value: Value, _ e: Expression, _ frame: Frame) throws(Fault) -> Value {
    switch value {
    case .whole(let number):
      if number == .min { throw .tooLarge }
      return .whole(-number)
    default: return .decimal(try decimal(value, e, frame).negated)
    }
  }

  // Comparison.

  /// A missing side equals nothing.
  static func isEqual(_ a: Value, _ b: Value) -> Bool {
    if a == .missing || b == .missing { return false }
    if let order = Value.compare(a, b) { return order == 0 }
    return a.comparable == b.comparable
  }

  static func isIn(_ value: Value, _ list: [Value]) -> Bool {
    if value == .missing { return false }
    return list.contains { isEqual(value, $0) }
  }

  static func isOrdered(_ order: Expression.Order, _ compared: Int) -> Bool {
    switch order {
    case .less: compared < 0
    case .lessOrEqual: compared <= 0
    case .greater: compared > 0
    case .greaterOrEqual: compared >= 0
    }
  }

  static func compared(_ a: Value, _ b: Value) throws(Fault) -> Int {
    guard let order = Value.compare(a, b) else { throw Fault(.conversion, "\(a) and \(b) have no order") }
    return order
  }

  // Printing.

  /// Appends a hole's value as texts print it.
  static func print(_ value: Value, _ e: Expression, into text: inout TextBuilder, _ frame: Frame) throws(Fault) {
    switch value {
    case .missing, .list, .record: throw unexpected(value, "a value that can be printed", e, frame)
    case .text(let part): text.append(part)
    case .whole(let number): text.append(whole: number)
    case .decimal(let number):
      if case .amount = e.type.unwrapped { text.append(amount(number, frame)) } else { text.append(number) }
    case .bool(let bool): text.append(bool ? "true" : "false")
    case .date(let date): text.append(date)
    case .moment(let moment): text.append(moment)
    case .span(let span): text.append(span.description)
    }
  }

  /// The same for sentences, in which everything can be shown.
  static func shown(_ value: Value, _ type: ValueType, _ frame: Frame) -> String {
    switch (value, type.unwrapped) {
    case (.decimal(let number), .amount): amount(number, frame)
    case (.text(let text), _): text.string
    case (.bool(let bool), _): bool ? "true" : "false"
    default: value.description
    }
  }

  private static func amount(_ number: DecimalNumber, _ frame: Frame) -> String {
    let digits = frame.surroundings.amountDigits
    return number.rounded(toDigits: digits, frame.surroundings.functions.rounding).formatted(digits: digits)
  }
}

/// How values have to be adapted to a type: whole numbers where decimals are expected. Nothing else is adapted.
indirect enum Conformance: Sendable, Hashable {
  case none
  case decimal
  case list(Conformance)

  init(_ type: ValueType) {
    switch type {
    case .decimal, .amount: self = .decimal
    case .optional(let wrapped): self = Conformance(wrapped)
    case .list(let element, _):
      let inner = Conformance(element)
      self = inner == .none ? .none : .list(inner)
    case .unknown, .never, .text, .whole, .bool, .date, .moment, .span, .enumeration, .record: self = .none
    }
  }

  func applied(to value: Value) -> Value {
    switch (self, value) {
    case (.decimal, .whole(let number)): .decimal(DecimalNumber(number))
    case (.list(let inner), .list(let values)):
      values.contains(where: inner.changes) ? .list(values.map(inner.applied)) : value
    default: value
    }
  }

  private func changes(_ value: Value) -> Bool {
    switch (self, value) {
    case (.decimal, .whole): true
    case (.list(let inner), .list(let values)): values.contains(where: inner.changes)
    default: false
    }
  }
}
