import Plan
import Types
import Values

// What the arguments tell of a call's result beyond its type: the digits of a rounded number, the length of a text.
extension ValueType {
  func refined(by function: String, _ arguments: [Plan.Expression]) -> ValueType {
    switch self {
    case .optional(let wrapped): return .optional(wrapped.refined(by: function, arguments))
    case .text(let facts): return .text(facts.refined(by: function, arguments))
    case .decimal: return .decimal(digits: digits(of: function, arguments))
    case .amount(let basis, _): return .amount(basis, digits: digits(of: function, arguments))
    case .list(let element, let bound): return .list(element, bound: self.bound(bound, of: function, arguments))
    default: return self
    }
  }

  /// The most elements that the list can have, if that is known.
  private func bound(_ bound: Int?, of function: String, _ arguments: [Plan.Expression]) -> Int? {
    func bounds(_ type: ValueType) -> Int? {
      if case .list(_, let bound) = type.unwrapped { bound } else { nil }
    }
    func count(_ index: Int) -> Int? {
      guard arguments.indices.contains(index), case .whole(let count)? = arguments[index].constantValue, count >= 0
      else { return nil }
      return Int(clamping: count)
    }
    switch function {
    case "take": return count(1).map { min($0, bound ?? $0) } ?? bound
    case "+":
      guard arguments.count == 2 else { return bound }
      return zip(bounds(arguments[0].type), bounds(arguments[1].type)).map {
        $0.addingReportingOverflow($1).partialValue
      }
    case "flatten":
      guard case .list(let inner, let outer?)? = arguments.first?.type.unwrapped, let each = bounds(inner) else {
        return nil
      }
      let (product, overflow) = outer.multipliedReportingOverflow(by: each)
      return overflow ? nil : product
    default: return bound
    }
  }

  /// Digits behind the point, if they are known.
  private func digits(of function: String, _ arguments: [Plan.Expression]) -> Int? {
    switch function {
    case "round":
      // Without a second argument to whole numbers; before the point there is nothing behind it.
      guard arguments.count > 1 else { return 0 }
      guard case .whole(let digits)? = arguments[1].constantValue, digits <= 28 else { return nil }
      return max(0, Int(digits))
    case "money": return arguments.first?.type.unwrapped.fractionDigits
    default: return fractionDigits
    }
  }
}

extension TextFacts {
  fileprivate func refined(by function: String, _ arguments: [Plan.Expression]) -> TextFacts {
    func length(_ index: Int) -> Int? {
      guard arguments.indices.contains(index), case .text(let facts) = arguments[index].type.unwrapped else {
        return nil
      }
      return facts.lengthMax
    }
    func count(_ index: Int) -> Int? {
      guard arguments.indices.contains(index), case .whole(let count)? = arguments[index].constantValue, count >= 0
      else { return nil }
      return Int(clamping: count)
    }
    let own = length(0)
    switch function {
    case "truncate", "truncate_words":
      guard let most = count(1) else { return TextFacts(lengthMax: own) }
      return TextFacts(lengthMax: Swift.min(own ?? most, most))
    case "lower", "trim", "trim_start", "trim_end", "collapse_spaces", "remove", "before", "after",
      "only_digits", "street", "first_name", "last_name", "house_number", "house_number_addition", "substring",
      "remove_prefix", "remove_suffix", "keep", "char_at", "extract":
      return TextFacts(lengthMax: own)
    case "upper", "capitalize":
      // One letter can become three: the ligature of f, f and i.
      return TextFacts(lengthMax: own.map { $0.multipliedReportingOverflow(by: 3) }.flatMap { $1 ? nil : $0 })
    case "pad_left":
      return TextFacts(lengthMax: zip(own, count(1)).map { max($0, $1) })
    case "replace":
      guard case .text(let part)? = arguments.dropFirst().first?.constantValue, !part.isEmpty,
        let by = length(2), let own
      else { return self }
      let from = part.codePointCount
      return TextFacts(lengthMax: by <= from ? own : own / from * by + own % from)
    case "join":
      guard case .list(let element, let bound?) = arguments.first?.type.unwrapped, case .text(let facts) = element,
        let each = facts.lengthMax, let separator = length(1)
      else { return self }
      let (sum, overflow) = bound.multipliedReportingOverflow(by: each + separator)
      return overflow ? self : TextFacts(lengthMax: max(0, sum - separator))
    default: return self
    }
  }
}
