import Builtins
import Check
import Connectors
import Diagnostics
import Engine
import Plan
import Source
import Syntax
import Testing
import Values

/// Every example of every function is a test: the formula comes to the value, by both evaluators.
@Suite struct FunctionExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var function: String
    var example: Function.Example
    var testDescription: String { example.formula }
  }

  static let cases = Functions.all.flatMap { function in
    function.examples.map { Case(function: function.name, example: $0) }
  }

  @Test func everyFunctionHasAnExample() {
    #expect(Functions.all.filter { $0.examples.isEmpty }.map(\.name) == [])
  }

  @Test(arguments: cases)
  func theExampleHolds(example: Case) throws {
    let plan = try Self.plan(of: [example.example.formula, example.example.value])
    let functions = FunctionContext(
      now: try #require(Moment(iso: "2026-03-05T21:40:11Z")), today: try #require(CalendarDate("2026-03-05")),
      rounding: .half_up, zone: { $0 == "UTC" ? .utc : TimeZoneRules(offsetSeconds: 3600) })
    var tree: any Evaluator = TreeEvaluator()
    var compiled: any Evaluator = CompiledEvaluator()
    for surroundings in [
      Surroundings(plan, functions, evaluator: &tree), Surroundings(plan, functions, evaluator: &compiled),
    ] {
      var frame = Frame(surroundings)
      let made = try frame.value(ofLet: 0)
      let expected = try frame.value(ofLet: 1)
      #expect(Self.same(made, expected), "it makes \(made)")
    }
  }

  /// A plan with one `let` for each formula.
  static func plan(of formulas: [String]) throws -> FlowPlan {
    let text = formulas.joined(separator: "\n")
    let source = SourceFile(path: "example", text: text)
    var file = FlowFile(source: source, record: RecordBlock(span: Span(0, 0)))
    file.sourceEntity = Name("bigcommerce.orders", Span(0, 0))
    file.targetEntity = Name("mplus.orders", Span(0, 0))
    var diagnostics: [Diagnostic] = []
    for (index, formula) in formulas.enumerated() {
      let (expression, found) = FormulaParser.parse(SourceFile(path: formula, text: formula))
      diagnostics += found
      file.record.lets.append(
        LetSyntax(name: Name("value\(index)", Span(0, 0)), value: .value(.formula(expression))))
    }
    let result = Checker.check(
      file,
      in: CheckContext(connections: ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration], isPart: true))
    diagnostics += result.diagnostics.filter { $0.severity == .error }
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    return try #require(result.plan)
  }

  /// The same value; 1 and 1.0 are the same number.
  static func same(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.whole(let whole), .decimal(let decimal)), (.decimal(let decimal), .whole(let whole)):
      decimal == DecimalNumber(whole)
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { same($0, $1) }
    default: left == right
    }
  }
}
