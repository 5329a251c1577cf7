import Plan
import Testing
import Types
import Values

@testable import Engine

/// The two evaluators against each other: the same value or the same fault for expressions of every kind.
@Suite struct DifferentialTests {
  private static let letTypes: [ValueType] = [
    .whole, .anyDecimal, .anyText, .bool, .optional(.anyText), ExpressionGenerator.amount,
  ]

  private static func plan(seed: UInt64) -> FlowPlan {
    var generator = ExpressionGenerator(seed: seed, letTypes: [])
    var plan = Samples.plan()
    plan.lets = letTypes.map { LetPlan(name: "let \($0)", expression: generator.expression($0, depth: 2)) }
    plan.related = ["article", "debtor"].map {
      RelatedPlan(
        name: $0, entity: Samples.entity(Samples.lineType), record: RecordPlan(fields: [], origin: 0), origin: 0)
    }
    let key = Expression.variable(5, .anyText)
    let second = TablePlan.Level(
      rows: [.whole(7): .result(.text("seven"))], otherwise: .result(.template(.literal("for "), .hole(key))),
      missing: nil)
    let root = TablePlan.Level(
      rows: [.text("Bread"): .level(second), .text("Gent"): .result(.source("title"))],
      otherwise: .result(.stop("no row")), missing: .level(second))
    plan.tables = [
      TablePlan(name: "t", columns: [.anyText, .whole], valueType: .anyText, keyVariables: [5, 6], root: root)
    ]
    return plan
  }

  @Test(arguments: 0..<20) func bothAgree(hundred: Int) throws {
    var values = 0
    for index in 0..<100 {
      let seed = UInt64(hundred * 100 + index)
      let plan = DifferentialTests.plan(seed: seed &+ 77_777)
      var generator = ExpressionGenerator(seed: seed, letTypes: DifferentialTests.letTypes)
      let e = generator.expression(generator.result(), depth: 5)
      let json = generator.order()
      let other = try Samples.node("{\"sku\": \"R\", \"quantity\": 3}")
      // The document is read once, as values of records are equal only in the same document.
      let node = try Samples.node(json)
      func setUp(_ frame: inout Frame) {
        frame.bind(FlowPlan.sourceVariable, .record(.node(node)))
        if let line = node["lines"]?.elements.first(where: { $0.kind == .object }) {
          frame.related[0] = .byRow([.record(.node(line)): .record(.node(other))])
        }
        frame.related[1] = .single(seed % 2 == 0 ? .missing : .record(.node(other)))
        frame.written = ["price": .decimal(3), "inner": .record(.fields(["name": .text("n")]))]
      }
      let (tree, compiled) = try answers(e, plan: plan, json: json, setUp: setUp)
      #expect(tree == compiled, "seed \(seed): \(json)")
      if case .value = tree { values += 1 }
    }
    // Most must have a value, or the test says little.
    #expect(values >= 30)
  }
}
