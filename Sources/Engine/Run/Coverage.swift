public import Plan
import Source

/// What of a flow its examples reach: rows of tables, branches, fields and checks.
public struct Coverage: Sendable {
  /// In the order of the file.
  public var items: [Item]

  public struct Item: Sendable {
    public var kind: Kind
    /// The table or the field; empty for branches and checks.
    public var name: String
    /// Index of the place in the plan.
    public var origin: Int
    public var isReached: Bool
  }

  public enum Kind: String, Sendable, CaseIterable {
    case row
    /// A line of `choose`, a side of `if`.
    case branch
    /// A field whose value was computed.
    case field
    /// A check that spoke.
    case check
  }

  public var reachedCount: Int { items.count(where: \.isReached) }

  public init(of plan: FlowPlan, _ reached: Reached) {
    var builder = CoverageBuilder(plan: plan, reached: reached)
    builder.build()
    items = builder.items
  }
}

private struct CoverageBuilder {
  let plan: FlowPlan
  let reached: Reached
  var items: [Coverage.Item] = []
  /// By kind and place: a transform's formula stands in the plan once for each of its uses.
  private var index: [Key: Int] = [:]

  private struct Key: Hashable {
    var kind: Coverage.Kind
    var path: String
    var start: Int
  }

  init(plan: FlowPlan, reached: Reached) {
    self.plan = plan
    self.reached = reached
  }

  mutating func build() {
    for table in plan.tables {
      var cells: [Expression] = []
      table.root.visitCells { cells.append($0) }
      for cell in cells { add(.row, table.name, cell.origin) }
    }
    var branches: [Expression] = []
    plan.visitFormulas { formula in
      if case .conditional(let lines, let otherwise) = formula.kind { branches += lines.map(\.use) + [otherwise] }
    }
    for branch in branches { add(.branch, "", branch.origin) }
    for (path, field) in plan.mappedFields {
      if case .value(let value) = field.content { add(.field, path, value.expression.origin) }
    }
    for check in plan.checks { add(.check, "", check.sentence.origin) }
    let places = plan.places
    items.sort { left, right in
      let (a, b) = (places[left.origin], places[right.origin])
      return a.source.path == b.source.path ? a.span.start < b.span.start : a.source.path > b.source.path
    }
  }

  private mutating func add(_ kind: Coverage.Kind, _ name: String, _ origin: Int) {
    guard let place = plan.place(origin) else { return }
    let key = Key(kind: kind, path: place.source.path, start: place.span.start)
    let isReached = reached.origins.contains(origin)
    if let known = index[key] {
      if isReached { items[known].isReached = true }
      return
    }
    index[key] = items.count
    items.append(Coverage.Item(kind: kind, name: name, origin: origin, isReached: isReached))
  }
}
