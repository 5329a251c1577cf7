import Builtins
import ConnectorKit
import Plan
import Types
import Values

/// One field of one kind of record of one system: what opposing flows may both have their hands on.
struct Datum: Hashable {
  /// Two connections to one shop are one system.
  var system: String
  var entity: String
  var path: String

  func field(_ name: String) -> Datum {
    Datum(system: system, entity: entity, path: path.isEmpty ? name : "\(path).\(name)")
  }

  /// The same datum inside another one; nil if it is not inside the first.
  fileprivate func moved(from here: Datum, to there: Datum) -> Datum? {
    guard system == here.system, entity == here.entity, path.hasPrefix(here.path) else { return nil }
    let rest = path.dropFirst(here.path.count)
    guard rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[") else { return nil }
    let inner = there.path.isEmpty && rest.hasPrefix(".") ? rest.dropFirst() : rest
    return Datum(system: there.system, entity: there.entity, path: there.path + inner)
  }

  func entry(_ name: String) -> Datum { Datum(system: system, entity: entity, path: "\(path)[\(name)]") }
}

/// Where the values of a flow come from: through lets, tables, transforms, loops and related records.
struct Lineage {
  /// What a value is, and what decides it besides.
  struct Origins {
    /// The data itself; a field of it is a field of these.
    var data: Set<Datum> = []
    var deciding: Set<Datum> = []

    var all: Set<Datum> { data.union(deciding) }

    static func | (left: Origins, right: Origins) -> Origins {
      Origins(data: left.data.union(right.data), deciding: left.deciding.union(right.deciding))
    }

    /// The same data, decided by this as well.
    func decided(by other: Origins) -> Origins { Origins(data: data, deciding: deciding.union(other.all)) }
  }

  let plan: FlowPlan
  /// What a connection's name stands for.
  let systems: [String: String]
  /// What the entities of the flow share with others.
  private var twins: [(here: Datum, there: Datum)] = []
  private var slots: [Int: Origins] = [:]
  private var lets: [Int: Origins] = [:]

  init(_ plan: FlowPlan, systems: [String: String]) {
    self.plan = plan
    self.systems = systems
    for entity in [plan.source, plan.target] + plan.related.map(\.entity) {
      for twin in entity.entity.twins {
        let there = Datum(system: record(entity).system, entity: twin.entity, path: twin.otherPath)
        twins.append((record(entity).field(twin.path), there))
      }
    }
    let source = Origins(data: [record(plan.source)])
    slots[FlowPlan.sourceVariable] = source
    if let group = plan.group {
      slots[group.rowsVariable] = source
      slots[group.keyVariable] = Origins(data: [record(plan.source).field(group.field.name)])
    }
  }

  func record(_ entity: EntityReference) -> Datum {
    Datum(system: systems[entity.connection] ?? entity.connection, entity: entity.entity.name, path: "")
  }

  /// The data, and what other entities call the same.
  func everywhere(_ data: Set<Datum>) -> Set<Datum> {
    guard !twins.isEmpty else { return data }
    return data.union(data.flatMap { datum in twins.compactMap { datum.moved(from: $0.here, to: $0.there) } })
  }

  mutating func bind(_ slot: Int, to origins: Origins) { slots[slot] = origins }

  mutating func origins(of value: ValuePlan) -> Origins {
    var found = origins(of: value.expression)
    if let steps = value.steps {
      bind(steps.variable, to: found)
      found = origins(of: steps.expression)
    }
    if case .value(let fallback) = value.missing { found = found | origins(of: fallback) }
    if case .value(let fallback) = value.problem { found = found | origins(of: fallback) }
    return found
  }

  mutating func origins(of expression: Expression) -> Origins {
    switch expression.kind {
    case .constant, .written: return Origins()
    case .variable(let slot): return slots[slot] ?? Origins()
    case .letValue(let index):
      if let known = lets[index] { return known }
      let found = origins(of: plan.lets[index].expression)
      lets[index] = found
      return found
    case .related(let index, _): return Origins(data: [record(plan.related[index].entity)])
    case .field(let base, let field):
      let found = origins(of: base)
      return Origins(data: Set(found.data.map { $0.field(field.name) }), deciding: found.deciding)
    case .named(let base, let name):
      let found = origins(of: base)
      return Origins(data: Set(found.data.map { $0.entry(name) }), deciding: found.deciding)
    case .call(_, let arguments, _), .list(let arguments): return together(arguments)
    case .loop(let loop, let list, let variable, _, let body): return origins(loop, list, variable, body)
    case .and(let first, let second), .or(let first, let second), .coalesce(let first, let second),
      .attempt(let first, let second), .equal(let first, let second), .order(_, let first, let second),
      .isIn(let first, let second), .arithmetic(_, let first, let second):
      return together([first, second])
    case .not(let inner), .isPresent(let inner), .negate(let inner): return origins(of: inner)
    case .conditional(let branches, let otherwise):
      return together(branches.map(\.use) + [otherwise]).decided(by: together(branches.map(\.when)))
    case .template(let parts):
      return together(parts.compactMap { if case .hole(let hole) = $0 { hole } else { nil } })
    case .lookUp(_, let keys): return together(keys)
    case .stop: return Origins()
    }
  }

  private mutating func together(_ expressions: [Expression]) -> Origins {
    var found = Origins()
    for expression in expressions { found = found | origins(of: expression) }
    return found
  }

  private mutating func origins(
    _ loop: Function.Loop, _ list: Expression, _ variable: Int, _ body: Expression
  ) -> Origins {
    let elements = origins(of: list)
    bind(variable, to: elements)
    let made = origins(of: body)
    switch loop {
    case .filter, .find, .sortBy: return elements.decided(by: made)
    default: return made.decided(by: Origins(deciding: elements.deciding))
    }
  }
}
