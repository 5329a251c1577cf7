extension Expression {
  /// The formulas that stand directly inside this one, in the order in which they are written.
  public var children: [Expression] {
    switch kind {
    case .constant, .variable, .letValue, .written: []
    case .related(_, let row): row.map { [$0] } ?? []
    case .field(let base, _), .named(let base, _), .not(let base), .isPresent(let base), .negate(let base),
      .stop(let base):
      [base]
    case .call(_, let arguments, _): arguments
    case .loop(_, let list, _, _, let body): [list, body]
    case .and(let a, let b), .or(let a, let b), .coalesce(let a, let b), .attempt(let a, let b), .equal(let a, let b),
      .order(_, let a, let b), .isIn(let a, let b), .arithmetic(_, let a, let b):
      [a, b]
    case .conditional(let branches, let otherwise): branches.flatMap { [$0.when, $0.use] } + [otherwise]
    case .template(let parts):
      parts.compactMap { part in
        if case .hole(let hole) = part { hole } else { nil }
      }
    case .list(let elements): elements
    case .lookUp(_, let keys): keys
    }
  }

  /// This formula and all inside it.
  public func visit(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}
