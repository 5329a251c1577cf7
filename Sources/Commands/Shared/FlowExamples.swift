import Engine
import Foundation
import Plan
import Source
import Values

/// What came of the examples of one flow, for people and programs.
struct FlowExamples {
  var plan: FlowPlan
  var results: [ExampleResult]

  /// ```
  /// FAIL  orders: an order from Belgium   orders.test.yaml:5
  ///       lineList[1].data.turnoverGroup
  ///         expected  80
  ///         got       81
  ///         formula   orders.flow.yaml:97: turnoverGroup: turnover_group[country]
  ///         row       orders.flow.yaml:38: in eu: 81
  /// ```
  func lines(verbose: Bool) -> [String] {
    results.flatMap { result -> [String] in
      if result.isPassed { return verbose ? ["ok    \(plan.name): \(result.name)"] : [] }
      return ["FAIL  \(plan.name): \(result.name)   \(plan.spot(result.origin))"]
        + result.differences.flatMap { lines($0, of: result) }
    }
  }

  private func lines(_ difference: ExampleResult.Difference, of result: ExampleResult) -> [String] {
    var rows = [("expected", difference.expected), ("got", difference.got)]
    if difference.origin != result.origin { rows.append(("formula", plan.line(difference.origin))) }
    for reason in difference.reasons { rows.append((reason.kind.rawValue, plan.line(reason.origin))) }
    if difference.field.isEmpty, !result.lacking.isEmpty {
      let names = result.lacking.map { "`\($0)`" }.joined(separator: ", ")
      rows.append(("given", "has no \(names), which every record of \(plan.source.name) has"))
    }
    let head = difference.field.isEmpty ? "the record" : difference.field
    return ["      \(head)"] + rows.map { "        \($0.0.padding(toLength: 8, withPad: " ", startingAt: 0))  \($0.1)" }
  }

  func json(_ coverage: CoverageReport?) -> JSON {
    let examples = results.map { result -> JSON in
      [
        "name": .string(result.name), "passed": .bool(result.isPassed), "place": .string(plan.spot(result.origin)),
        "lacking": .array(result.lacking.map { .string($0) }),
        "differences": .array(result.differences.map(json)),
      ]
    }
    var members: [(String, JSON)] = [("flow", .string(plan.name)), ("examples", .array(examples))]
    if let coverage { members.append(("coverage", coverage.json)) }
    return .object(JSON.Object(members))
  }

  private func json(_ difference: ExampleResult.Difference) -> JSON {
    [
      "field": .string(difference.field), "expected": .string(difference.expected), "got": .string(difference.got),
      "place": .string(plan.spot(difference.origin)), "formula": .string(plan.sourceLine(difference.origin)),
      "decided_by": .array(
        difference.reasons.map { reason in
          [
            "kind": .string(reason.kind.rawValue), "table": reason.name.isEmpty ? .null : .string(reason.name),
            "place": .string(plan.spot(reason.origin)), "line": .string(plan.sourceLine(reason.origin)),
          ]
        }),
    ]
  }
}

/// What of a flow its examples reach.
struct CoverageReport {
  private let plan: FlowPlan
  private let coverage: Coverage

  init(_ examples: FlowExamples) {
    plan = examples.plan
    var reached = Reached()
    for result in examples.results { reached.formUnion(result.reached) }
    coverage = Coverage(of: examples.plan, reached)
  }

  private var missed: [Coverage.Item] { coverage.items.filter { !$0.isReached } }

  /// A line for each flow, with what it lacks below it, and a total.
  static func lines(_ reports: [CoverageReport]) -> [String] {
    var lines = [""]
    for report in reports {
      lines.append("\(report.plan.name): \(report.coverage.reachedCount) of \(report.coverage.items.count) reached")
      lines += report.missed.map { item in
        let kind = item.kind.rawValue.padding(toLength: 6, withPad: " ", startingAt: 0)
        return "  never: \(kind)  \(report.plan.line(item.origin))"
      }
    }
    let (reached, all) = counts(reports)
    let kinds = "rows, branches, fields and checks"
    lines.append("in all: \(reached) of \(all) \(kinds) are reached by an example")
    return lines
  }

  private static func counts(_ reports: [CoverageReport]) -> (reached: Int, all: Int) {
    (reports.reduce(0) { $0 + $1.coverage.reachedCount }, reports.reduce(0) { $0 + $1.coverage.items.count })
  }

  static func json(_ reports: [CoverageReport]) -> JSON {
    let (reached, all) = counts(reports)
    return ["reached": .whole(Int64(reached)), "of": .whole(Int64(all))]
  }

  var json: JSON {
    [
      "reached": .whole(Int64(coverage.reachedCount)), "of": .whole(Int64(coverage.items.count)),
      "never": .array(
        missed.map { item in
          [
            "kind": .string(item.kind.rawValue), "name": item.name.isEmpty ? .null : .string(item.name),
            "place": .string(plan.spot(item.origin)), "line": .string(plan.sourceLine(item.origin)),
          ]
        }),
    ]
  }
}

extension FlowPlan {
  /// `orders.flow.yaml:97:14`; empty if the place is not known.
  fileprivate func spot(_ origin: Int) -> String {
    guard let place = place(origin) else { return "" }
    let position = place.source.position(at: place.span.start)
    return "\(place.source.path):\(position.line):\(position.column)"
  }

  /// `quantity: line.quantity`, without the comment behind it.
  fileprivate func sourceLine(_ origin: Int) -> String {
    guard let place = place(origin) else { return "" }
    let line = place.source.line(place.source.lineNumber(at: place.span.start))
    let code = line.range(of: "  #").map { String(line[..<$0.lowerBound]) } ?? line
    return code.trimmingCharacters(in: .whitespaces)
  }

  /// `orders.flow.yaml:97: quantity: line.quantity`
  fileprivate func line(_ origin: Int) -> String { "\(spot(origin)): \(sourceLine(origin))" }
}
