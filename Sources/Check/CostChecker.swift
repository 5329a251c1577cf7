import Builtins
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

/// What one record may cost at worst, in steps: a step is one turn of a loop. Lists count with the bound of their type,
/// or with ``boundUnknown``; what a loop works out for every element counts once for every element.
struct CostChecker {
  /// Steps that one record may take, if `steps_max` says nothing else.
  static let stepsStandard: Int64 = 100_000
  /// The most that `steps_max` may say: what a run allows before it stops the record.
  static let stepsMost: Int64 = 2_000_000
  /// What a list without a bound counts for.
  static let boundUnknown = 1_000
  /// Loops in loops that go without a note.
  static let depthFree = 2

  struct Item {
    var steps: Int64
    /// The lists that multiply, outermost first.
    var lists: [Turn]
    /// The loop, or the call that goes over a list.
    var origin: Int
  }

  struct Turn: Hashable {
    var origin: Int
    var bound: Int
    var isKnown: Bool
  }

  private let lets: [LetPlan]
  private var turns: [Turn] = []
  private(set) var items: [Item] = []
  /// Loops that stand deeper than ``depthFree``.
  private(set) var tooDeep: [Int] = []

  init(lets: [LetPlan]) { self.lets = lets }

  /// Never more than can be counted.
  var total: Int64 { items.reduce(0) { $0.addingCapped($1.steps) } }

  // MARK: records

  mutating func count(_ record: RecordPlan) {
    // The values of this block are worked out once each time that it is entered, wherever they are used.
    for index in record.lets where lets.indices.contains(index) { count(lets[index].expression) }
    if let when = record.when { count(when) }
    if case .fields(let fields, _)? = record.match {
      for field in fields where !record.fields.contains(where: { $0.field.name == field.name }) { count(field.value) }
    }
    if case .linked(_, let key?)? = record.match { count(key) }
    if case .use(_, let value) = record.missing { count(value) }
    for field in record.fields { count(field) }
  }

  private mutating func count(_ field: FieldPlan) {
    if let when = field.when { count(when) }
    switch field.content {
    case .value(let value): count(value)
    case .record(let record): count(record)
    case .list(let list):
      for entry in list.entries { count(entry) }
    }
  }

  private mutating func count(_ entry: EntryPlan) {
    if let each = entry.each {
      count(each.list)
      go(over: each.list, origin: each.list.origin) { $0.count(content: entry) }
    } else {
      count(content: entry)
    }
  }

  private mutating func count(content entry: EntryPlan) {
    if let when = entry.when { count(when) }
    switch entry.content {
    case .value(let value): count(value)
    case .record(let record): count(record)
    }
  }

  mutating func count(_ related: RelatedPlan) {
    guard let each = related.each else { return count(related.record) }
    count(each.list)
    go(over: each.list, origin: each.list.origin) { $0.count(related.record) }
  }

  private mutating func count(_ value: ValuePlan) {
    count(value.expression)
    if let steps = value.steps { count(steps.expression) }
    if case .value(let fallback) = value.missing { count(fallback) }
    if case .value(let fallback) = value.problem { count(fallback) }
  }

  // MARK: formulas

  /// What looks at one element, however long the list is.
  private static let oneLook: Set<String> = [Functions.listElement.name, "at"]

  mutating func count(_ e: Plan.Expression) {
    switch e.kind {
    case .call(let function, let arguments, _):
      for (index, argument) in arguments.enumerated() {
        count(argument)
        if case .list = argument.type.unwrapped, argument.constantValue == nil,
          function.parameter(index)?.kind.isList == true, !Self.oneLook.contains(function.name)
        {
          go(over: argument, origin: e.origin) { _ in }
        }
      }
    case .loop(_, let list, _, _, let body):
      count(list)
      go(over: list, origin: e.origin) { $0.count(body) }
    case .constant, .variable, .letValue, .written, .related, .field, .named, .and, .or, .not, .isPresent, .coalesce,
      .attempt, .equal, .order, .isIn, .arithmetic, .negate, .conditional, .template, .list, .lookUp, .stop:
      for child in e.children { count(child) }
    }
  }

  /// One step for every element, and what the body costs for every element.
  private mutating func go(over list: Plan.Expression, origin: Int, _ body: (inout CostChecker) -> Void) {
    var bound: Int?
    if case .list(_, let known) = list.type.unwrapped { bound = known }
    turns.append(Turn(origin: list.origin, bound: bound ?? Self.boundUnknown, isKnown: bound != nil))
    if turns.count == Self.depthFree + 1 { tooDeep.append(origin) }
    items.append(
      Item(steps: turns.reduce(1) { $0.multipliedCapped(by: Int64($1.bound)) }, lists: turns, origin: origin))
    body(&self)
    turns.removeLast()
  }
}

extension FlowChecker {
  /// C801, C802: after everything else, on the plan.
  func checkCost(_ plan: FlowPlan) {
    var cost = CostChecker(lets: lets)
    if let filter = plan.filter { cost.count(filter) }
    for related in plan.related { cost.count(related) }
    cost.count(plan.record)
    for check in plan.checks {
      cost.count(check.when)
      cost.count(check.sentence)
    }
    let limit = stepsLimit
    guard cost.total > limit else {
      var told: Set<Place> = []
      for origin in cost.tooDeep where told.insert(places[origin]).inserted {
        report(.loopsTooDeep(at: places[origin]))
      }
      return
    }
    let dearest = cost.items.enumerated().sorted {
      $0.element.steps == $1.element.steps ? $0.offset < $1.offset : $0.element.steps > $1.element.steps
    }.map(\.element)
    report(
      .costsTooMuch(
        cost.total, limit: limit,
        items: dearest.map { item in
          // A transform's body may stand in a shared file.
          let lists = item.lists.map { turn in
            let list = places[turn.origin]
            return (list.source.text(list.span), turn.bound)
          }
          return (item.steps, places[item.origin], lists)
        }))
  }

  /// `steps_max` among the settings.
  private var stepsLimit: Int64 {
    guard let setting = layeredSettings.first(where: { $0.name == "steps_max" }), let top = setting.layers.last else {
      return CostChecker.stepsStandard
    }
    if case .whole(let steps) = top.value, (1...CostChecker.stepsMost).contains(steps) { return steps }
    if let place = top.place { report(.stepsMaxWrong(top.value.description, at: place)) }
    return CostChecker.stepsMost
  }
}

extension ParameterKind {
  /// Goes over the elements of its argument.
  var isList: Bool {
    switch self {
    case .list, .listOfOptionals: true
    default: false
    }
  }
}

extension Int64 {
  fileprivate func addingCapped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  fileprivate func multipliedCapped(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
