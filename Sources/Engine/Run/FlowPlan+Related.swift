import Builtins
import Plan

extension FlowPlan {
  /// The order in which related records are looked up. What a schema links hangs on the source alone, and any other
  /// may need it, wherever it was first used.
  var relatedOrder: [Int] {
    related.indices.filter { related[$0].isLink } + related.indices.filter { !related[$0].isLink }
  }

  /// The record's `match` reads a related record, so that the look-up has to wait for it.
  var matchNeedsRelated: Bool {
    switch record.match {
    case nil: false
    case .linked(_, let key): key.map { usesRelated($0) } ?? false
    case .fields(let fields, _):
      fields.contains { field in
        let plan = field.value
        var expressions = [plan.expression]
        if let steps = plan.steps { expressions.append(steps.expression) }
        if case .value(let value) = plan.missing { expressions.append(value) }
        if case .value(let value) = plan.problem { expressions.append(value) }
        return expressions.contains { usesRelated($0) }
      }
    }
  }

  private func usesRelated(_ expression: Expression) -> Bool {
    var walk = RelatedWalk(plan: self)
    return walk.uses(expression)
  }
}

/// Looks through an expression, and through each `let` that it reads.
private struct RelatedWalk {
  var plan: FlowPlan
  var seen: Set<Int> = []

  mutating func uses(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .related: true
    case .constant, .variable, .written: false
    case .letValue(let index):
      seen.insert(index).inserted && plan.lets.indices.contains(index) && uses(plan.lets[index].expression)
    case .field(let inner, _), .named(let inner, _), .not(let inner), .isPresent(let inner), .negate(let inner),
      .stop(let inner):
      uses(inner)
    case .call(_, let arguments, _), .list(let arguments), .lookUp(_, let arguments): any(arguments)
    case .loop(_, let list, _, _, let body): any([list, body])
    case .and(let first, let second), .or(let first, let second), .coalesce(let first, let second),
      .attempt(let first, let second), .equal(let first, let second), .order(_, let first, let second),
      .isIn(let first, let second), .arithmetic(_, let first, let second):
      any([first, second])
    case .conditional(let branches, let otherwise):
      any(branches.flatMap { [$0.when, $0.use] } + [otherwise])
    case .template(let parts):
      any(parts.compactMap { if case .hole(let hole) = $0 { hole } else { nil } })
    }
  }

  private mutating func any(_ expressions: [Expression]) -> Bool {
    for expression in expressions where uses(expression) { return true }
    return false
  }
}
