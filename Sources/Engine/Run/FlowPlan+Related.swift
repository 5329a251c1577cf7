import Builtins
import Plan

extension FlowPlan {
  /// The order in which related records are looked up. What a schema links hangs on the source alone, and any other
  /// may need it, wherever it was first used.
  var relatedOrder: [Int] {
    related.indices.filter { related[$0].isLink } + related.indices.filter { !related[$0].isLink }
  }

  /// Records of the flow hang on others of it, as categories on their parents.
  var hangsOnItself: Bool {
    related.contains { if case .linked(name, _?)? = $0.record.match { true } else { false } }
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
    if case .related = expression.kind { return true }
    var parts = expression.children
    if case .letValue(let index) = expression.kind, seen.insert(index).inserted, plan.lets.indices.contains(index) {
      parts.append(plan.lets[index].expression)
    }
    for part in parts where uses(part) { return true }
    return false
  }
}
