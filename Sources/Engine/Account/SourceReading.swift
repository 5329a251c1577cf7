import Builtins
import Plan
import Types

/// What the formulas of a flow read of its source, for those who want to compute some of them by themselves.
struct SourceReading {
  let plan: FlowPlan

  init(_ plan: FlowPlan) { self.plan = plan }

  /// Whether the source record alone says what it comes to, and nothing personal.
  func canCompute(_ expression: Expression) -> Bool { canCompute(expression, [FlowPlan.sourceVariable], depth: 0) }

  private func canCompute(_ expression: Expression, _ bound: Set<Int>, depth: Int) -> Bool {
    guard depth < Self.depthMax else { return false }
    switch expression.kind {
    case .variable(let slot): return bound.contains(slot)
    case .letValue(let index): return canCompute(plan.lets[index].expression, bound, depth: depth + 1)
    case .related, .written, .stop: return false
    case .field(let base, let field):
      return !isPersonal(field) && canCompute(base, bound, depth: depth + 1)
    case .loop(_, let list, let variable, let place, let body):
      let inner = bound.union([variable]).union(place.map { [$0] } ?? [])
      return canCompute(list, bound, depth: depth + 1) && canCompute(body, inner, depth: depth + 1)
    case .constant, .named, .call, .and, .or, .not, .isPresent, .coalesce, .conditional, .attempt, .equal, .order,
      .isIn, .arithmetic, .negate, .template, .list, .lookUp:
      return expression.children.allSatisfy { canCompute($0, bound, depth: depth + 1) }
    }
  }

  /// An address is personal, its country is not: what counts is the field that is read in the end.
  private func isPersonal(_ field: Field) -> Bool { field.isPersonal && field.type.innerRecord == nil }

  /// Formulas and lets inside each other.
  private static let depthMax = 200

  /// The paths of all that it reads.
  func paths(in expression: Expression) -> Set<String> {
    var paths: Set<String> = []
    visit(expression) { part in
      if let path = path(of: part), !path.isEmpty { paths.insert(path.joined(separator: ".")) }
    }
    return paths
  }

  /// The one field that it reads whose values the account lists.
  func listedField(in expression: Expression) -> (path: [String], field: Field)? {
    var found: [[String]: Field] = [:]
    visit(expression) { part in
      if case .field(_, let field) = part.kind, field.listedIn != nil, let path = path(of: part) { found[path] = field }
    }
    guard found.count == 1, let only = found.first else { return nil }
    return (only.key, only.value)
  }

  private func visit(_ expression: Expression, depth: Int = 0, _ body: (Expression) -> Void) {
    guard depth < Self.depthMax else { return }
    body(expression)
    if case .letValue(let index) = expression.kind { visit(plan.lets[index].expression, depth: depth + 1, body) }
    for child in expression.children { visit(child, depth: depth + 1, body) }
  }

  /// The path in the source record that a formula walks; nil for anything else.
  private func path(of expression: Expression) -> [String]? {
    switch expression.kind {
    case .variable(FlowPlan.sourceVariable): return []
    case .letValue(let index): return path(of: plan.lets[index].expression)
    case .field(let base, let field): return path(of: base).map { $0 + [field.name] }
    case .named(let base, _): return path(of: base)
    case .call(_, let arguments, _): return arguments.first.flatMap { path(of: $0) }
    case .loop(.filter, let list, _, _, _), .loop(.find, let list, _, _, _), .loop(.sortBy, let list, _, _, _),
      .loop(.minBy, let list, _, _, _), .loop(.maxBy, let list, _, _, _):
      return path(of: list)
    case .coalesce(let first, _): return path(of: first)
    default: return nil
    }
  }
}
