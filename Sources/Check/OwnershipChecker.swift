import ConnectorKit
public import Diagnostics
public import Plan
import Source
import Types
import Values

/// What only the flows of a project together show: who writes what somebody else writes too.
public enum ProjectChecker {
  /// `systems` says which system a connection leads to: two connections to one shop are one system.
  public static func check(_ plans: [FlowPlan], systems: [String: String]) -> [FlowsDiagnostic] {
    let checker = OwnershipChecker(plans, systems: systems)
    return checker.overlaps() + checker.loops()
  }
}

/// A message about several flows.
public struct FlowsDiagnostic: Sendable {
  /// By their place in the list that was checked.
  public var flows: Set<Int>
  public var diagnostic: Diagnostic
}

/// A field that a flow writes.
struct OwnedField {
  var flow: Int
  /// As the flow calls it.
  var datum: Datum
  /// The same, and what other entities call it.
  var data: Set<Datum>
  /// As the boxes of the field and of all records around it allow together.
  var update: FieldPlan.UpdateRule
  var sources: Set<Datum>
  /// What the record that it belongs to is found by.
  var foundBy: Set<Datum>
  var place: Place
}

struct OwnershipChecker {
  let plans: [FlowPlan]
  let fields: [OwnedField]

  init(_ plans: [FlowPlan], systems: [String: String]) {
    self.plans = plans
    fields = plans.enumerated().flatMap { index, plan in
      var collector = FieldCollector(plan, index, systems)
      collector.collect()
      return collector.fields
    }
  }

  private var always: [OwnedField] { fields.filter { $0.update == .always } }

  // MARK: two flows, one field

  /// Flows that change the same field of the same records: the last one wins. One message for each set of flows.
  func overlaps() -> [FlowsDiagnostic] {
    var writers: [Datum: [OwnedField]] = [:]
    for field in always { for datum in field.data { writers[datum, default: []].append(field) } }
    var found: [[Int]: [[OwnedField]]] = [:]
    var told: Set<[Int]> = []
    for fields in writers.values {
      // What two entities hold is met under both names.
      for cluster in clusters(fields)
      where cluster.count > 1 && told.insert(cluster.flatMap { [$0.flow, $0.place.span.start] }).inserted {
        found[cluster.map(\.flow), default: []].append(cluster)
      }
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { flows, fields in
      let ordered = fields.sorted { $0[0].place.span.start < $1[0].place.span.start }
      return FlowsDiagnostic(
        flows: Set(flows), diagnostic: .severalWriters(flows.map { plans[$0].name }, ordered))
    }
  }

  /// Writers of one field, put together as far as they may meet; of each flow one, in the order of the flows.
  private func clusters(_ fields: [OwnedField]) -> [[OwnedField]] {
    var waiting = fields.sorted { ($0.flow, $0.place.span.start) < ($1.flow, $1.place.span.start) }
    var clusters: [[OwnedField]] = []
    while !waiting.isEmpty {
      var cluster = [waiting.removeFirst()]
      var next = 0
      while next < cluster.count {
        let one = cluster[next]
        cluster += waiting.filter { $0.flow != one.flow && mayMeet(one, $0) }
        waiting.removeAll { $0.flow != one.flow && mayMeet(one, $0) }
        next += 1
      }
      var flows: Set<Int> = []
      clusters.append(cluster.filter { flows.insert($0.flow).inserted }.sorted { $0.flow < $1.flow })
    }
    return clusters
  }

  /// Whether both may reach one record: found by the same data, or made of the same source and not told apart by their
  /// filters.
  private func mayMeet(_ first: OwnedField, _ second: OwnedField) -> Bool {
    let mine = plans[first.flow]
    let theirs = plans[second.flow]
    let isSameSource = !first.foundBy.isDisjoint(with: second.foundBy)
    guard isSameSource || isLinked(mine, to: theirs) || isLinked(theirs, to: mine) else { return false }
    if let filter = mine.filter, let other = theirs.filter, mine.source.name == theirs.source.name {
      return !filter.excludes(other)
    }
    return true
  }

  private func isLinked(_ plan: FlowPlan, to other: FlowPlan) -> Bool {
    if case .linked(let flow, nil)? = plan.record.match { flow == other.name } else { false }
  }

  // MARK: there and back

  /// Flows that hand a field round in a circle: a change comes back, and the systems overwrite each other.
  func loops() -> [FlowsDiagnostic] {
    var leaving: [Datum: [OwnedField]] = [:]
    for field in always { for source in field.sources { leaving[source, default: []].append(field) } }
    var found: [[Int]: [[OwnedField]]] = [:]
    var told: Set<Set<Datum>> = []
    for field in always.sorted(by: { ($0.flow, $0.place.span.start) < ($1.flow, $1.place.span.start) }) {
      guard let way = way(from: field, leaving), told.insert(Set(way.map(\.datum))).inserted else { continue }
      found[Set(way.map(\.flow)).sorted(), default: []].append(way)
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { flows, ways in
      FlowsDiagnostic(flows: Set(flows), diagnostic: .flowsInACircle(flows.map { plans[$0].name }, ways))
    }
  }

  /// Flows that one value may pass before it comes back.
  private static let circleMax = 6

  /// The shortest circle that begins with this field, through another flow at least.
  private func way(from start: OwnedField, _ leaving: [Datum: [OwnedField]]) -> [OwnedField]? {
    var waiting = [[start]]
    var seen: Set<Datum> = [start.datum]
    while !waiting.isEmpty {
      let path = waiting.removeFirst()
      guard let last = path.last, path.count <= Self.circleMax else { return nil }
      if path.count > 1, !start.sources.isDisjoint(with: last.data), Set(path.map(\.flow)).count > 1 { return path }
      for next in last.data.flatMap({ leaving[$0] ?? [] }) where seen.insert(next.datum).inserted {
        waiting.append(path + [next])
      }
    }
    return nil
  }
}

/// Walks a plan's records and lists, and notes what they write.
private struct FieldCollector {
  let plan: FlowPlan
  let flow: Int
  var lineage: Lineage
  var fields: [OwnedField] = []

  init(_ plan: FlowPlan, _ flow: Int, _ systems: [String: String]) {
    self.plan = plan
    self.flow = flow
    lineage = Lineage(plan, systems: systems)
  }

  mutating func collect() {
    for related in plan.related where !related.isLink && !related.record.fields.isEmpty {
      if let each = related.each { lineage.bind(each.variable, to: lineage.origins(of: each.list)) }
      collect(related.record, of: lineage.record(related.entity))
    }
    collect(plan.record, of: lineage.record(plan.target))
  }

  private mutating func note(
    _ datum: Datum, _ update: FieldPlan.UpdateRule, _ sources: Set<Datum>, _ foundBy: Set<Datum>, at origin: Int
  ) {
    fields.append(
      OwnedField(
        flow: flow, datum: datum, data: lineage.everywhere([datum]), update: update,
        sources: lineage.everywhere(sources), foundBy: lineage.everywhere(foundBy), place: plan.places[origin]))
  }

  private mutating func collect(_ record: RecordPlan, of entity: Datum) {
    var foundBy: Set<Datum> = []
    var matched: Set<String> = []
    if case .fields(let match, _)? = record.match {
      for field in match { foundBy.formUnion(lineage.origins(of: field.value).all) }
      matched = Set(match.map(\.name))
    }
    collect(record.fields.filter { !matched.contains($0.field.name) }, at: entity, record.update, foundBy)
  }

  private mutating func collect(_ list: [FieldPlan], at base: Datum, _ updates: Bool, _ foundBy: Set<Datum>) {
    for field in list {
      let datum = base.field(field.field.name)
      let condition = field.when.map { lineage.origins(of: $0).all } ?? []
      let rule = updates ? field.update : .never
      switch field.content {
      case .value(let value):
        let sources = lineage.origins(of: value).all.union(condition)
        note(datum, rule, sources, foundBy, at: field.origin)
      case .record(let inner):
        collect(inner.fields, at: datum, rule == .always && inner.update, foundBy)
      case .list(let inner): collect(inner, field, at: datum, rule, foundBy)
      }
    }
  }

  private mutating func collect(
    _ list: ListPlan, _ field: FieldPlan, at datum: Datum, _ rule: FieldPlan.UpdateRule, _ foundBy: Set<Datum>
  ) {
    let matched = Set(list.matched?.fields.map(\.name) ?? [])
    let updates = rule == .always && list.matched?.update != false
    for entry in list.entries {
      if let each = entry.each { lineage.bind(each.variable, to: lineage.origins(of: each.list)) }
      switch entry.content {
      case .value(let value):
        note(datum, updates ? .always : .never, lineage.origins(of: value).all, foundBy, at: field.origin)
      case .record(let record):
        if let (name, value) = record.namedValue {
          let sources = lineage.origins(of: value).all
          note(datum.entry(name), updates ? .always : .never, sources, foundBy, at: record.origin)
        } else {
          collect(
            record.fields.filter { !matched.contains($0.field.name) }, at: datum, updates && record.update, foundBy)
        }
      }
    }
  }
}

extension RecordPlan {
  /// `{ name: "Origin", value: origin }`: an entry of a named list.
  fileprivate var namedValue: (String, ValuePlan)? {
    guard fields.count == 2, let name = fields.first(where: { $0.field.name == "name" }),
      case .value(let named) = name.content, case .constant(.text(let text)) = named.expression.kind,
      let value = fields.first(where: { $0.field.name == "value" }), case .value(let content) = value.content
    else { return nil }
    return (String(text), content)
  }
}
