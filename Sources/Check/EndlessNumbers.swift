import Builtins
import Plan
import Types
import Values

// Divisions that never end: 1 / 3 has 34 digits and is not exact. It must be rounded before it leaves the record.
extension FlowChecker {
  /// Whether the number may have digits that were cut off. Numbers with known digits have none.
  func isEndless(_ e: Plan.Expression) -> Bool {
    let type = e.type.unwrapped
    guard type.isNumber || type.isAmount, type.fractionDigits == nil else { return false }
    switch e.kind {
    case .arithmetic(.dividedBy, _, _): return true
    case .arithmetic(_, let a, let b), .coalesce(let a, let b), .attempt(let a, let b):
      return isEndless(a) || isEndless(b)
    case .negate(let a): return isEndless(a)
    case .conditional(let branches, let otherwise):
      return isEndless(otherwise) || branches.contains { isEndless($0.use) }
    case .letValue(let index): return lets.indices.contains(index) && isEndless(lets[index].expression)
    case .loop(_, _, _, _, let body): return isEndless(body)
    case .call(let function, let arguments, _):
      return function.divides || isIntoImperial(function, arguments) || arguments.contains(where: isEndless)
    case .constant, .variable, .related, .field, .named, .written, .and, .or, .not, .isPresent, .equal, .order, .isIn,
      .template, .list, .lookUp, .stop:
      return false
    }
  }
}

extension FlowChecker {
  /// Grams become ounces by a division that does not end; ounces become grams exactly.
  private func isIntoImperial(_ function: Function, _ arguments: [Plan.Expression]) -> Bool {
    function.name == "convert"
      && arguments.last?.type.word.map { ["oz", "lb", "inch", "ft", "yd"].contains($0) } == true
  }
}

extension Plan.Expression {
  /// The constants that this may come to.
  var constants: [Value] {
    switch kind {
    case .constant(let value): [value]
    case .conditional(let branches, let otherwise): branches.flatMap(\.use.constants) + otherwise.constants
    case .coalesce(let a, let b), .attempt(let a, let b): a.constants + b.constants
    default: []
    }
  }
}

extension Value {
  var wholeMagnitude: UInt64? {
    if case .whole(let number) = self { number.magnitude } else { nil }
  }
}
