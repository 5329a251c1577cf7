import ArgumentParser
import Builtins
import Engine
import Foundation
import Plan
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
      flowrun test --coverage      also what no example reaches: rows, branches, fields, checks

      A test file is called NAME.test.yaml and stands beside the flow that it names.
      """)

  @Argument(
    help: "Flow files, folders or names; all flows of the project, if none is given.", completion: Completions.flows)
  var paths: [String] = []

  @OptionGroup var place: PlaceOptions

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(name: .shortAndLong, help: "Also name the examples that pass.")
  var verbose = false

  @Flag(help: "Also name the rows of tables, branches, fields and checks that no example reaches.")
  var coverage = false

  func run() throws {
    let checked = try CheckedProject.check(paths, in: try place.project(of: paths.first), withTests: true)
    let plans = try checked.plans()
    let results = plans.map { plan in
      let runner = ExampleRunner(plan, functions: FunctionContext(plan, now: RealWorld.now(), zone: ZoneFiles.rules))
      return FlowExamples(plan: plan, results: plan.examples.map { runner.run($0, recording: coverage) })
    }
    let all = results.flatMap(\.results)
    let failed = all.count { !$0.isPassed }
    let covered = coverage ? results.map { CoverageReport($0) } : []
    if json {
      Output.line(
        JSONText.document([
          "examples": .whole(Int64(all.count)), "failed": .whole(Int64(failed)),
          "coverage": coverage ? CoverageReport.json(covered) : .null,
          "flows": .array(zip(results.indices, results).map { $1.json(coverage ? covered[$0] : nil) }),
        ]))
    } else {
      for examples in results { examples.lines(verbose: verbose).forEach { Output.line($0) } }
      Output.line(Self.summary(all.count, failed, flows: plans.count))
      if coverage { CoverageReport.lines(covered).forEach { Output.line($0) } }
    }
    if failed > 0 { throw Failure(.unfinished) }
  }

  private static func summary(_ count: Int, _ failed: Int, flows: Int) -> String {
    if count == 0 { return "no examples in \(flows) \(flows == 1 ? "flow" : "flows")" }
    if failed == 0 { return count == 1 ? "1 example passes" : "\(count) examples pass" }
    return "\(failed) of \(count) examples \(failed == 1 ? "fails" : "fail")"
  }
}
