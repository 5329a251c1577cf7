import ConnectorKit
import Engine
import Foundation
import Sandbox
import Testing
import Values

/// Whatever goes wrong between the systems, in the end both hold what they would hold if nothing had, and nothing twice.
///
/// `make faults` meets every class (`FLOWRUN_FAULTS=few` on fewer records); without it a few classes are met.
@Suite(.serialized) struct FaultyLineTests {
  private static let wanted = ProcessInfo.processInfo.environment["FLOWRUN_FAULTS"]
  static let isThorough = wanted != nil
  static let size =
    wanted == "all" ? FaultRig.Size(articles: 1110, orders: 500) : FaultRig.Size(articles: 100, orders: 60)
  /// Under way at the same time.
  private static let rigsMax = isThorough ? 4 : 3

  static let scenarios: [Scenario] =
    isThorough ? Scenario.each(Scenario.transient) + [Scenario.mix] : Scenario.each(["F01", "F04", "F07", "F15"])

  @Test(.timeLimit(.minutes(30))) func theEndIsTheSameWhateverGoesWrong() async throws {
    let calm = try await FaultRig(Self.size)
    let planned = await calm.runOnce()
    let baseline = Baseline(
      stops: Dictionary(planned.map { ($0.flow, $0.report.books.stopped) }, uniquingKeysWith: max),
      state: try await EndState(of: calm))
    #expect(planned.allSatisfy { $0.report.ending == .done })
    await calm.end()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, scenario) in Self.scenarios.enumerated() {
        if index >= Self.rigsMax { try await group.next() }
        group.addTask { try await Self.meet(scenario, baseline) }
      }
      try await group.waitForAll()
    }
  }

  struct Baseline: Sendable {
    /// Records of each flow that are wrong by themselves.
    var stops: [String: Int]
    var state: EndState
  }

  private static func meet(_ scenario: Scenario, _ baseline: Baseline) async throws {
    let start = ContinuousClock.now
    let rig = try await FaultRig(size, faults: scenario.faults, unreachable: scenario.unreachable, seed: 7)
    let outcomes = await rig.runUntilDone(stops: baseline.stops)
    let met = try await rig.met()
    for (flow, outcome) in outcomes {
      #expect(outcome.balances, "\(scenario.name) \(flow): \(outcome.text)")
      #expect(outcome.runs.last?.ending == .done, "\(scenario.name) \(flow): \(outcome.text)")
      #expect(outcome.runs.last?.books.stopped == baseline.stops[flow], "\(scenario.name) \(flow): \(outcome.text)")
      #expect(outcome.held == 0, "\(scenario.name) \(flow): \(outcome.text)")
    }
    for fault in scenario.classes {
      #expect(met[fault] ?? 0 >= 10, "\(scenario.name): \(fault) was not exercised, \(met[fault] ?? 0) times")
    }
    let state = try await EndState(of: rig)
    let isSame = state == baseline.state
    #expect(isSame, "\(scenario.name): \(state.difference(to: baseline.state))")
    let doubles = try await Doubles(of: rig)
    #expect(doubles.keys.isEmpty, "\(scenario.name): made twice: \(doubles.keys.prefix(5))")
    let early = try await EarlyRetries(of: rig)
    #expect(early.count == 0, "\(scenario.name): \(early.sentence)")
    let runs = outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.runs.count)" }.joined(separator: ", ")
    print(
      "faults: \(scenario.name), met \(scenario.classes.reduce(0) { $0 + (met[$1] ?? 0) }) times; runs: \(runs);",
      "throttled and waited \(early.waited) times; \(ContinuousClock.now - start)")
    await rig.end()
  }

  /// Without this the tests above would prove nothing: who sends again without looking makes things twice.
  @Test func whoDoesNotLookMakesThingsTwice() async throws {
    let rig = try await FaultRig(
      FaultRig.Size(articles: 100, orders: 60), faults: "F04=0.2,seed=7", flows: ["orders"]
    ) { naive($0) }
    _ = await rig.runUntilDone(stops: ["orders": 4], runsMax: 3)
    #expect(try await !Doubles(of: rig).keys.isEmpty)
    await rig.end()
  }
}

private func naive<Inner: Connector>(_ inner: Inner) -> any Connector { NaiveConnector(inner: inner) }

/// One kind of trouble, or all of them.
struct Scenario: Sendable {
  var name: String
  /// As the command line takes it; nil: the systems are well.
  var faults: String?
  /// Of a thousand requests, how many never reach the other side.
  var unreachable = 0
  /// Each must be met.
  var classes: [String]

  /// A redirect is a wrong address, which no repetition cures; it is in the mix.
  static let transient = FaultClass.allCases.filter { $0 != .redirected }.map(\.rawValue)

  /// Each alone, on a fifth of all requests. Pages are few among them: of these, on most.
  static func each(_ classes: [String]) -> [Scenario] {
    classes.map { name in
      switch FaultClass(rawValue: name) {
      case .unreachable: Scenario(name: name, unreachable: 200, classes: [name])
      case .movingPages: Scenario(name: name, faults: "\(name)=0.7,seed=7", classes: [name])
      default: Scenario(name: name, faults: "\(name)=0.2,seed=7", classes: [name])
      }
    }
  }

  /// The usual mix; the rare ones get their turn.
  static let mix = Scenario(
    name: "all", faults: "seed=7,least=10", unreachable: 5, classes: FaultClass.allCases.map(\.rawValue))
}
