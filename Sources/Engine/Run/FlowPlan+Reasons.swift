import Plan

extension FlowPlan {
  /// The rows of tables and the branches that an example went through for a field: `lineList[2].data.vatCode`. Those of
  /// another entry of the same list are among them, since the formula is the same.
  func reasons(for path: String, in reached: Reached) -> [ExampleResult.Reason] {
    let wanted = FlowPlan.withoutIndices(path)
    var reasons: [ExampleResult.Reason] = []
    var seen: Set<Int> = []
    for (name, field) in record.mappedFields where name == wanted || name.hasPrefix(wanted + ".") {
      field.visitFormulas { visit($0, reached, &seen, &reasons) }
    }
    return reasons
  }

  private func visit(
    _ formula: Expression, _ reached: Reached, _ seen: inout Set<Int>, _ reasons: inout [ExampleResult.Reason]
  ) {
    guard seen.insert(formula.origin).inserted else { return }
    switch formula.kind {
    case .letValue(let index) where lets.indices.contains(index):
      lets[index].expression.visit { visit($0, reached, &seen, &reasons) }
    case .lookUp(let table, _):
      for cell in reached.cells[formula.origin] ?? [] {
        let reason = ExampleResult.Reason(kind: .row, name: tables[table].name, origin: cell)
        if !reasons.contains(reason) { reasons.append(reason) }
      }
    case .conditional(let branches, let otherwise):
      for use in branches.map(\.use) + [otherwise] where reached.origins.contains(use.origin) {
        reasons.append(ExampleResult.Reason(kind: .branch, name: "", origin: use.origin))
      }
    default: break
    }
  }

  private static func withoutIndices(_ path: String) -> String {
    var text = ""
    var isIndex = false
    for character in path {
      if character == "[" { isIndex = true }
      if !isIndex { text.append(character) }
      if character == "]" { isIndex = false }
    }
    return text
  }
}
