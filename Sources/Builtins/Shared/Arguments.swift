import Types
import Values

/// What a body asks of its arguments. The checker has seen to their kinds; a wrong one is a fault of this record all the
/// same, never a crash.
extension [Value] {
  func text(_ index: Int) throws(Fault) -> Text {
    if case .text(let text) = self[safe: index] { return text }
    throw unexpected(index, "a text")
  }

  /// Nil if the call has fewer arguments.
  func optionalText(_ index: Int) throws(Fault) -> Text? { index < count ? try text(index) : nil }

  func whole(_ index: Int) throws(Fault) -> Int64 {
    if case .whole(let number) = self[safe: index] { return number }
    throw unexpected(index, "a whole number")
  }

  /// Whole numbers and decimals alike.
  func number(_ index: Int) throws(Fault) -> DecimalNumber {
    switch self[safe: index] {
    case .decimal(let number): return number
    case .whole(let number): return DecimalNumber(number)
    default: throw unexpected(index, "a number")
    }
  }

  func date(_ index: Int) throws(Fault) -> CalendarDate {
    if case .date(let date) = self[safe: index] { return date }
    throw unexpected(index, "a date")
  }

  func moment(_ index: Int) throws(Fault) -> Moment {
    if case .moment(let moment) = self[safe: index] { return moment }
    throw unexpected(index, "a moment")
  }

  func span(_ index: Int) throws(Fault) -> TimeSpan {
    if case .span(let span) = self[safe: index] { return span }
    throw unexpected(index, "a time span")
  }

  func list(_ index: Int) throws(Fault) -> [Value] {
    if case .list(let list) = self[safe: index] { return list }
    throw unexpected(index, "a list")
  }

  /// A count that has to lie between 0 and a limit; a greater one is taken for the limit.
  func count(_ index: Int, atMost limit: Int = 100_000) throws(Fault) -> Int {
    let number = try whole(index)
    if number < 0 { throw Fault(.conversion, "\(number) is negative; 0 or more is wanted") }
    return number > limit ? limit : Int(number)
  }

  private subscript(safe index: Int) -> Value { indices.contains(index) ? self[index] : .missing }

  private func unexpected(_ index: Int, _ wanted: String) -> Fault {
    Fault(.conversion, "\(self[safe: index].shortened) is not \(wanted)")
  }
}

extension Value {
  /// For messages: as it prints, cut after 80 characters.
  var shortened: String {
    let text = description
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }
}

extension Fault {
  static func conversion(_ message: String) -> Fault { Fault(.conversion, message) }
}

extension ValueType {
  static let texts = ValueType.list(.anyText, bound: nil)
  static let optionalText = ValueType.optional(.anyText)
}

extension Function {
  /// A parameter called text.
  static let textParameter = Parameter("text", .text)
}
