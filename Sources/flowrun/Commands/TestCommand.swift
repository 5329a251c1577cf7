import ArgumentParser
import Builtins
import Engine
import Foundation
import Plan
import Source
import Values
import Workspace

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of flows, and the test files beside them. No network.",
    discussion: """
      flowrun test
      flowrun test orders
      flowrun test mappings/products.flow.yaml -v

      A test file is called NAME.test.yaml and stands beside the flow that it names.
      """)

  @Argument(help: "Flow files, folders or names; all flows of the project, if none is given.")
  var paths: [String] = []

  @OptionGroup var place: PlaceOptions

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(name: .shortAndLong, help: "Also name the examples that pass.")
  var verbose = false

  func run() throws {
    let checked = try CheckedProject.check(paths, in: try place.project(of: paths.first), withTests: true)
    let plans = try checked.plans()
    let results = plans.map { plan in
      let runner = ExampleRunner(plan, functions: FunctionContext(plan, now: RealWorld.now(), zone: ZoneFiles.rules))
      return (plan: plan, results: plan.examples.map(runner.run))
    }
    let all = results.flatMap(\.results)
    let failed = all.count { !$0.isPassed }
    if json {
      Output.line(
        JSONText.document([
          "examples": .whole(Int64(all.count)), "failed": .whole(Int64(failed)),
          "flows": .array(results.map { Self.json($0.plan, $0.results) }),
        ]))
    } else {
      for (plan, results) in results { show(plan, results) }
      Output.line(Self.summary(all.count, failed, flows: plans.count))
    }
    if failed > 0 { throw Failure(.unfinished) }
  }

  private func show(_ plan: FlowPlan, _ results: [ExampleResult]) {
    for result in results {
      if result.isPassed {
        if verbose { Output.line("ok    \(plan.name): \(result.name)") }
        continue
      }
      Output.line("FAIL  \(plan.name): \(result.name)   \(Self.place(result.origin, plan))")
      for difference in result.differences {
        let field = difference.field.isEmpty ? "" : "\(difference.field): "
        Output.line("      \(field)expected \(difference.expected), got \(difference.got)")
        if difference.origin != result.origin { Output.line("        \(Self.line(difference.origin, plan))") }
      }
    }
  }

  private static func summary(_ count: Int, _ failed: Int, flows: Int) -> String {
    if count == 0 { return "no examples in \(flows) \(flows == 1 ? "flow" : "flows")" }
    return failed == 0 ? "\(count) examples pass" : "\(failed) of \(count) examples fail"
  }

  private static func place(_ origin: Int, _ plan: FlowPlan) -> String {
    guard plan.places.indices.contains(origin) else { return "" }
    let place = plan.places[origin]
    return "\(place.source.path):\(place.source.lineNumber(at: place.span.start))"
  }

  /// `orders.flow.yaml:97: quantity: line.quantity`
  private static func line(_ origin: Int, _ plan: FlowPlan) -> String {
    guard plan.places.indices.contains(origin) else { return "" }
    let source = plan.places[origin].source
    let number = source.lineNumber(at: plan.places[origin].span.start)
    return "\(source.path):\(number): " + source.line(number).trimmingCharacters(in: .whitespaces)
  }

  private static func json(_ plan: FlowPlan, _ results: [ExampleResult]) -> JSON {
    let examples = results.map { result -> JSON in
      [
        "name": .string(result.name), "passed": .bool(result.isPassed), "place": .string(place(result.origin, plan)),
        "differences": .array(
          result.differences.map { difference in
            [
              "field": .string(difference.field), "expected": .string(difference.expected),
              "got": .string(difference.got), "place": .string(place(difference.origin, plan)),
            ]
          }),
      ]
    }
    return ["flow": .string(plan.name), "examples": .array(examples)]
  }
}
