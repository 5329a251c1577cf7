import Plan
import Synchronization
import Testing
import Types
import Values

@testable import Builtins
@testable import Engine

/// A regular expression that is written out is compiled once, not for every record.
@Suite struct PatternOnceTests {
  /// The patterns that calls were given. They are kept, so that no two live at one address by chance.
  private final class Given: Sendable {
    private let patterns = Mutex<[Pattern]>([])

    func note(_ pattern: Pattern) { patterns.withLock { $0.append(pattern) } }

    var count: Int { patterns.withLock { $0.count } }

    /// How many of them were compiled by themselves.
    var compiled: Int {
      patterns.withLock { patterns in
        Set(patterns.map { pattern in pattern.program.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } })
          .count
      }
    }
  }

  private func runs(_ name: String, _ given: Given, records: Int, _ evaluator: some Evaluator) throws -> [Value] {
    var function = try #require(Functions.named(name))
    guard case .pattern(let body) = function.body else {
      Issue.record("\(name) takes no pattern")
      return []
    }
    function.body = .pattern { (pattern, values) throws(Fault) in
      given.note(pattern)
      return try body(pattern, values)
    }
    var arguments: [Expression] = [.source("title"), .text("[0-9]+")]
    if function.parameters.count > 2 { arguments.append(.text("#")) }
    var evaluator = evaluator
    let formula = evaluator.formula(Expression(.call(function, arguments, onlyIfPresent: false), .anyText, origin: 0))
    var plan = Samples.plan(target: RecordType("till.orders", noun: "order", fields: []))
    plan.currency = nil
    let surroundings = Surroundings(plan, Samples.context, evaluator: &evaluator)
    return try (0..<records).map { number in
      var frame = Frame(surroundings)
      frame.bind(FlowPlan.sourceVariable, .record(.node(try Samples.node("{\"title\": \"Box of \(number)\"}"))))
      return try formula.value(&frame)
    }
  }

  @Test(arguments: [("extract", "7"), ("replace_pattern", "Box of #")])
  func onceForAllRecords(_ name: String, _ last: String) throws {
    let given = Given()
    let values = try runs(name, given, records: 8, CompiledEvaluator())
    #expect(values.last == .text(Text(last)))
    #expect(given.count == 8)
    #expect(given.compiled == 1)
  }

  /// The tree, which explains single records, compiles it each time; so the count above can tell the difference.
  @Test func theCountTellsTheDifference() throws {
    let given = Given()
    _ = try runs("extract", given, records: 8, TreeEvaluator())
    #expect(given.compiled == 8)
  }
}
