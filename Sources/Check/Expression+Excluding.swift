import Plan
import Types
import Values

extension Expression {
  /// Whether no record can pass both conditions: `x is missing` and `x is present`, `kind == a` and `kind == b`. Both
  /// are about one source. False if it can't be told.
  func excludes(_ other: Expression) -> Bool {
    let theirs = other.conjuncts
    return conjuncts.contains { mine in theirs.contains { mine.contradicts($0) } }
  }

  private var conjuncts: [Expression] {
    if case .and(let first, let second) = kind { first.conjuncts + second.conjuncts } else { [self] }
  }

  private func contradicts(_ other: Expression) -> Bool {
    if isNot(other) || other.isNot(self) { return true }
    guard let (path, mine) = members, let (otherPath, theirs) = other.members else { return false }
    return path == otherPath && mine.isDisjoint(with: theirs)
  }

  private func isNot(_ other: Expression) -> Bool {
    guard case .not(let inner) = kind else { return false }
    switch (inner.kind, other.kind) {
    case (.isPresent(let mine), .isPresent(let theirs)): return mine.path != nil && mine.path == theirs.path
    default:
      if let (path, mine) = inner.members, let (otherPath, theirs) = other.members {
        return path == otherPath && theirs.isSubset(of: mine)
      }
      return inner.path != nil && inner.path == other.path
    }
  }

  /// `x == a` and `x in [a, b]` with constants.
  private var members: (String, Set<Value>)? {
    switch kind {
    case .equal(let one, let two):
      if let path = one.path, case .constant(let value) = two.kind { return (path, [value]) }
      if let path = two.path, case .constant(let value) = one.kind { return (path, [value]) }
      return nil
    case .isIn(let one, let list):
      guard let path = one.path else { return nil }
      if case .constant(.list(let values)) = list.kind { return (path, Set(values)) }
      guard case .list(let items) = list.kind else { return nil }
      var values: Set<Value> = []
      for item in items {
        guard case .constant(let value) = item.kind else { return nil }
        values.insert(value)
      }
      return (path, values)
    default: return nil
    }
  }
}
