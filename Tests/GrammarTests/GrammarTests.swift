import Builtins
import Check
import ConnectorKit
import Connectors
import Diagnostics
import Engine
import Plan
import Source
import Syntax
import Testing
import Values
import Workspace

@Suite struct GrammarTests {
  @Test func thereAreCases() {
    #expect(GrammarCase.all.count > 20)
  }

  /// Every block is read and checked, and the checker says what the page says it says.
  @Test(arguments: GrammarCase.all)
  func theCheckerSaysWhatThePageSays(block: GrammarCase) {
    #expect(Fragment(block).said == block.errors)
  }

  /// And what the page says comes of a record comes of it, by both evaluators.
  @Test(arguments: GrammarCase.all.filter { $0.example != nil })
  func theFlowMakesWhatThePageSays(block: GrammarCase) throws {
    let example = try #require(block.example)
    let plan = try #require(Fragment(block).result.plan)
    let given = try JSONDocument.parse(Array(example.given.utf8))
    let expected = try JSON.parse(example.expected)
    let functions = FunctionContext(
      now: Moment(seconds: 1_767_225_600), today: Moment(seconds: 1_767_225_600).date, rounding: plan.rounding,
      zone: { _ in .utc })
    for program in [FlowProgram(plan, functions), FlowProgram(plan, functions, evaluator: TreeEvaluator())] {
      let record = SourceRecord(key: "1", version: "1", rows: [FoundRecord(key: "1", body: given.root)])
      var mapping = program.mapping(of: record)
      guard case .record(let draft) = mapping.compute().result else {
        Issue.record("no draft: \(mapping.compute().result)")
        return
      }
      var writer = JSONWriter()
      Value.record(.fields(RecordBuilder.written(draft))).write(into: &writer)
      #expect(try JSON.parse(writer.bytes) == expected, "it makes \(writer.string)")
    }
  }
}

/// The cases that stand in a block pass.
extension GrammarTests {
  @Test func theExamplesOfTheBlocksPass() {
    let plans = GrammarCase.all.compactMap { Fragment($0).result.plan }.filter { !$0.examples.isEmpty }
    #expect(plans.count > 1)
    for plan in plans {
      let functions = FunctionContext(
        now: Moment(seconds: 1_767_225_600), today: Moment(seconds: 1_767_225_600).date, rounding: plan.rounding,
        zone: { _ in .utc })
      let runner = ExampleRunner(plan, functions: functions)
      for example in plan.examples {
        let result = runner.run(example)
        #expect(result.isPassed, "\(example.name): \(result.differences)")
      }
    }
  }
}

/// A block of grammar.md as a flow: what it leaves out is a flow from orders to orders.
struct Fragment {
  var result: CheckResult
  var diagnostics: [Diagnostic]

  init(_ block: GrammarCase) {
    let reading = FlowReader.read(SourceFile(path: "grammar.md:\(block.line)", text: block.yaml))
    var file = reading.file
    let isPart = file.name == nil
    if file.name == nil { file.name = Name("grammar", Span(0, 0)) }
    if file.sourceEntity == nil { file.sourceEntity = Name("bigcommerce.orders", Span(0, 0)) }
    if file.targetEntity == nil { file.targetEntity = Name("mplus.orders", Span(0, 0)) }
    var connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    for (file, text) in block.files where file.hasPrefix("live/") {
      let name = String(file.dropFirst(5).prefix { $0 != "." })
      connections[name] = connections[name].flatMap { declaration in
        (try? AccountFile.account(Array(text.utf8), declaration)).map { declaration.knowing($0) }
      }
    }
    var said = reading.diagnostics
    let shared = block.files.filter { $0.name.hasSuffix(".yaml") && !$0.name.hasPrefix("flowrun.") }.map { name, text in
      let used = FlowReader.readShared(SourceFile(path: name, text: text))
      said += used.diagnostics
      return SharedFile(used.file)
    }
    let tables = block.files.filter { $0.name.hasSuffix(".csv") }.map { name, text in
      let read = CSVReader.read(SourceFile(path: name, text: text))
      said += read.diagnostics
      return (name, read.table)
    }
    let layers = block.files.filter { $0.name.hasPrefix("flowrun.") }.map { name, text in
      let read = FlowReader.readShared(SourceFile(path: name, text: text))
      said += read.diagnostics
      return SettingLayer(name == "flowrun.yaml" ? .project : .overlay, read.file.source, read.file.settings)
    }
    let context = CheckContext(
      connections: connections, csvTables: Dictionary(tables) { $1 }, shared: shared, settingLayers: layers,
      isPart: isPart, zones: Self.zones)
    result = Checker.check(file, in: context)
    diagnostics = said + result.diagnostics
    if !block.others.isEmpty {
      let flows = block.others + [block.yaml]
      let plans = flows.compactMap { text in
        Checker.check(FlowReader.read(SourceFile(path: "flow", text: text)).file, in: context).plan
      }
      #expect(plans.count == flows.count, "every flow of the block is right by itself")
      diagnostics += ProjectChecker.check(plans, systems: [:]).map(\.diagnostic)
    }
    if isPart {
      diagnostics.removeAll { $0.code == .S102 && $0.labels.first?.text.hasPrefix("every flow needs") == true }
    }
  }

  /// A few, so that the page can show what is said of another.
  private static let zones = CheckContext.ZoneNames(
    isKnown: { ["Europe/Amsterdam", "Europe/Brussels"].contains($0) },
    names: { ["Europe/Amsterdam", "Europe/Brussels"] })

  /// Errors and warnings as the page prints them.
  var said: [String] {
    diagnostics.filter { $0.severity != .hint }.map { diagnostic in
      let place = diagnostic.place
      let position = place.map { $0.source.position(at: $0.span.start) } ?? Position(line: 0, column: 0)
      return "\(diagnostic.code.rawValue) \(position.line):\(position.column) \(diagnostic.message)"
    }
  }
}
