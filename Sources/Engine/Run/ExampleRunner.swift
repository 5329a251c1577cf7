public import Builtins
import ConnectorKit
public import Plan
import Types
import Values

/// Runs the examples of a flow through the same machine as a real run, with nothing outside: the source gives what the
/// example gives, look-ups find what the example says, and what would be written is compared with what is expected.
public struct ExampleRunner: Sendable {
  private let plan: FlowPlan
  private let functions: FunctionContext

  /// `functions`: the moment and the zones for examples that name no `today`.
  public init(_ plan: FlowPlan, functions: FunctionContext) {
    self.plan = plan
    self.functions = functions
  }

  /// Of an example that fails, what led to the difference is shown as well. `recording` asks for what was reached.
  public func run(_ example: ExamplePlan, recording: Bool = false) -> ExampleResult {
    var result = judged(example, FlowProgram(plan, functions(for: example)))
    if result.isPassed, !recording { return result }
    let recorder = Recorder()
    _ = judged(example, FlowProgram(plan, functions(for: example), evaluator: TreeEvaluator(recorder: recorder)))
    result.reached = recorder.all
    result.lacking = lacking(example)
    for index in result.differences.indices {
      result.differences[index].reasons = plan.reasons(for: result.differences[index].field, in: result.reached)
    }
    return result
  }

  /// Fields that the flow reads and that the source never lacks, but `given` does.
  private func lacking(_ example: ExamplePlan) -> [String] {
    let used = Set(plan.sourceFields.compactMap { $0.split(separator: ".").first.map(String.init) })
    let needed = plan.source.entity.record.fields.filter { used.contains($0.name) && $0.presence == .always }
    return needed.map(\.name).filter { name in example.given.contains { $0[name] == nil } }
  }

  private func functions(for example: ExamplePlan) -> FunctionContext {
    guard let today = example.today else { return functions }
    var functions = functions
    functions.today = today
    functions.now = Moment(date: today, millisecondOfDay: 43_200_000)
    return functions
  }

  private func judged(_ example: ExamplePlan, _ program: FlowProgram) -> ExampleResult {
    var options = RunOptions()
    options.isDry = true
    var machine = RunMachine(plan, options: options) { program.mapping(of: $0) }
    let script = ExampleScript(plan, example)
    var events: [RunEvent.Kind] = [.start]
    let moment = program.surroundings.functions.now
    while !events.isEmpty, !machine.isOver {
      for command in machine.step(RunEvent(events.removeFirst(), at: moment)) {
        if let event = script.answer(command, machine) { events.append(event) }
      }
    }
    return ExampleJudge(example).judge(machine)
  }
}

/// What came of an example.
public struct ExampleResult: Sendable {
  public var name: String
  /// Empty: it is as expected.
  public var differences: [Difference]
  /// Index of the place in the plan.
  public var origin: Int
  /// What its formulas went through; empty where nobody asked.
  public var reached = Reached()
  /// Of an example that fails: the fields that every real record has, the flow reads, and `given` doesn't say.
  public var lacking: [String] = []

  public var isPassed: Bool { differences.isEmpty }

  public struct Difference: Sendable, Hashable {
    /// `lineList[1].price`; empty where it is about the whole record.
    public var field: String
    public var expected: String
    public var got: String
    /// The place in the plan that gave what was got, or that expects.
    public var origin: Int
    /// The rows of tables and the branches that decided.
    public var reasons: [Reason] = []

    public init(_ field: String, expected: String, got: String, origin: Int) {
      self.field = field
      self.expected = expected
      self.got = got
      self.origin = origin
    }
  }

  /// What decided what was got.
  public struct Reason: Sendable, Hashable {
    public enum Kind: String, Sendable { case row, branch }
    public var kind: Kind
    /// The table; empty for a branch.
    public var name: String
    public var origin: Int
  }

  public init(name: String, differences: [Difference], origin: Int) {
    self.name = name
    self.differences = differences
    self.origin = origin
  }
}
