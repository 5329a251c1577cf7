import Plan
import Types

extension Plan.Expression {
  /// A name for what a formula reads, if it reads one thing that does not change: a field, a let, a related record.
  var path: String? {
    switch kind {
    case .variable(let slot): "v\(slot)"
    case .letValue(let index): "l\(index)"
    case .related(let index, let row):
      row.map { row in row.path.map { "r\(index)@\($0)" } } ?? "r\(index)"
    case .field(let base, let field): base.path.map { "\($0).\(field.name)" }
    case .named(let base, let name): base.path.map { "\($0)[\(name)]" }
    case .written(let names): "w." + names.joined(separator: ".")
    default: nil
    }
  }

  /// The paths that must be present if this condition has that truth. Through `and`, `or` and `not`, not through a let
  /// that holds a condition.
  func pathsPresent(if truth: Bool) -> Set<String> {
    switch kind {
    case .isPresent(let value): truth ? value.pathsWithBases : []
    case .not(let condition): condition.pathsPresent(if: !truth)
    case .and(let first, let second):
      truth ? first.pathsPresent(if: true).union(second.pathsPresent(if: true)) : []
    case .or(let first, let second):
      truth ? [] : first.pathsPresent(if: false).union(second.pathsPresent(if: false))
    case .equal(let first, let second) where truth:
      // A missing value equals nothing, so the side that is compared with something present is present too.
      (second.type.isOptional ? [] : first.pathsWithBases).union(first.type.isOptional ? [] : second.pathsWithBases)
    case .isIn(let value, _): truth ? value.pathsWithBases : []
    default: []
    }
  }

  /// `a?.b` is present only if `a` is.
  private var pathsWithBases: Set<String> {
    guard let path else { return [] }
    if case .field(let base, _) = kind { return base.pathsWithBases.union([path]) }
    if case .named(let base, _) = kind { return base.pathsWithBases.union([path]) }
    return [path]
  }
}
