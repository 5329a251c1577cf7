public import Builtins
import ConnectorKit
public import Plan
import Types
import Values

/// Runs the examples of a flow through the same machine as a real run, with nothing outside: the source gives what the
/// example gives, look-ups find what the example says, and what would be written is compared with what is expected.
public struct ExampleRunner: Sendable {
  private let plan: FlowPlan
  private let program: @Sendable (CalendarDate?) -> FlowProgram

  /// `functions`: the moment and the zones for examples that name no `today`.
  public init(_ plan: FlowPlan, functions: FunctionContext) {
    self.plan = plan
    program = { today in
      var functions = functions
      if let today {
        functions.today = today
        functions.now = Moment(date: today, millisecondOfDay: 43_200_000)
      }
      return FlowProgram(plan, functions)
    }
  }

  public func run(_ example: ExamplePlan) -> ExampleResult {
    let program = program(example.today)
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

  public var isPassed: Bool { differences.isEmpty }

  public struct Difference: Sendable, Hashable {
    /// `lineList[1].price`; empty where it is about the whole record.
    public var field: String
    public var expected: String
    public var got: String
    /// The place in the plan that gave what was got, or that expects.
    public var origin: Int

    public init(_ field: String, expected: String, got: String, origin: Int) {
      self.field = field
      self.expected = expected
      self.got = got
      self.origin = origin
    }
  }

  public init(name: String, differences: [Difference], origin: Int) {
    self.name = name
    self.differences = differences
    self.origin = origin
  }
}
