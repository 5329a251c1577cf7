import Builtins
import Plan
import Types
import Values

extension Function {
  /// Why the call may fail, if it may: constants that were looked at before the run take many reasons away, as the length
  /// in `truncate(250)` does.
  func failure(with arguments: [Plan.Expression]) -> String? {
    guard let failure else { return nil }
    func whole(_ index: Int) -> Int64? {
      guard arguments.indices.contains(index), case .whole(let number)? = arguments[index].constantValue else {
        return nil
      }
      return number
    }
    func number(_ index: Int) -> DecimalNumber? {
      arguments.indices.contains(index) ? arguments[index].constantValue?.numberValue : nil
    }
    let isSafe: Bool
    switch name {
    case "truncate", "truncate_words", "take": isSafe = whole(1).map { $0 >= 0 } ?? false
    case "pad_left": isSafe = whole(1).map { (0...10_000).contains($0) } ?? false
    case "format": isSafe = whole(1).map { (0...28).contains($0) } ?? false
    case "round":
      // Whole numbers only grow where digits before the point are rounded.
      isSafe = arguments.count == 1 || whole(1).map { (0...28).contains($0) } ?? false
    case "excl", "incl", "vat": isSafe = number(1).map { $0 > DecimalNumber(-100) } ?? false
    case "div": isSafe = whole(1).map { $0 != 0 && $0 != -1 } ?? false
    case "percent", "discount": isSafe = number(1) != nil
    case "days", "hours", "minutes":
      isSafe = whole(0).map { (-1_000_000_000...1_000_000_000).contains($0) } ?? false
    case "matches", "extract": isSafe = arguments.count > 1 && arguments[1].constantValue != nil
    case "format_date", "hour", "minute", "second": isSafe = isWrittenOut(arguments)
    case "date": isSafe = parameters.first?.kind.isText == false ? isWrittenOut(arguments) : isConstant(arguments)
    case "moment": isSafe = parameters.first?.kind.isText == false && isWrittenOut(arguments)
    default: isSafe = false
    }
    return isSafe ? nil : failure
  }

  /// All that is behind the first argument was looked at: zones, formats, languages.
  private func isWrittenOut(_ arguments: [Plan.Expression]) -> Bool {
    arguments.dropFirst().allSatisfy { $0.constantValue != nil }
  }

  /// A date written out was looked at as well.
  private func isConstant(_ arguments: [Plan.Expression]) -> Bool {
    arguments.count == 1 && arguments[0].constantValue != nil
  }
}

extension ParameterKind {
  fileprivate var isText: Bool {
    if case .text = self { true } else { false }
  }
}
