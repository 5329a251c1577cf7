import Builtins
import Types
import Values

/// Calls a function by its name, as the evaluator does: the first candidate that takes values of these kinds.
func call(_ name: String, _ arguments: Value...) throws -> Value {
  let types = arguments.map(type(of:))
  guard let found = Functions.resolve(name, arguments: types), found.resolution.isFit else {
    throw NotCallable(name: name)
  }
  return try run(found.function, arguments)
}

private func run(_ function: Function, _ arguments: [Value]) throws -> Value {
  switch function.body {
  case .plain(let body): return try body(arguments, context)
  case .pattern(let body):
    guard let index = function.patternIndex, case .text(let written) = arguments[index] else {
      throw NotCallable(name: function.name)
    }
    return try body(try Functions.pattern(written), arguments)
  case .loop: throw NotCallable(name: function.name)
  }
}

struct NotCallable: Error { var name: String }

/// The message of the fault that a call gives.
func problem(_ name: String, _ arguments: Value...) -> String? {
  guard let found = Functions.resolve(name, arguments: arguments.map(type(of:))), !found.function.isLoop else {
    return nil
  }
  do {
    _ = try run(found.function, arguments)
    return nil
  } catch {
    return (error as? Fault)?.message
  }
}

func text(_ string: String) -> Value { .text(Text(string)) }

func decimal(_ digits: String) -> Value { .decimal(DecimalNumber(digits) ?? .zero) }

func date(_ iso: String) -> Value { .date(CalendarDate(iso) ?? .first) }

func moment(_ iso: String) -> Value { .moment(Moment(iso: iso) ?? .first) }

private let words = Set(RoundingMode.allCases.map(\.rawValue) + ["incl", "excl", "untaxed"])

private func type(of value: Value) -> ValueType {
  switch value {
  case .missing: .unknown
  case .bool: .bool
  case .whole: .whole
  case .decimal: .anyDecimal
  case .text(let text):
    words.contains(text.string)
      ? .word(text.string) : Country.alpha2(text.string)?.alpha2 == text.string ? .enumeration(.country) : .anyText
  case .date: .date
  case .moment: .moment
  case .span: .span
  case .list(let values): .list(values.first.map { elementType($0) } ?? .unknown, bound: nil)
  case .record: .unknown
  }
}

private func elementType(_ value: Value) -> ValueType { type(of: value) }

private let context = FunctionContext(
  now: Moment(iso: "2026-03-05T21:40:11Z") ?? .first, today: CalendarDate("2026-03-05") ?? .first, rounding: .half_up,
  zone: { name in
    switch name {
    case "Europe/Amsterdam": TimeZoneRules(offsetSeconds: 3600)
    case "UTC": .utc
    default: nil
    }
  })
