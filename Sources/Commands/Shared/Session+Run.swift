import Builtins
import Engine
import Foundation
import Plan
import Values
import Workspace

extension Session {
  /// Runs one flow. The first signal ends it cleanly, and it gets `settleSecondsMax` for that.
  func run(
    _ plan: FlowPlan, _ options: RunOptions, signals: StopSignals, progress: ProgressLine
  ) async -> FlowReport {
    let startedAt = RealWorld.monotonicMilliseconds()
    let program = FlowProgram(plan, FunctionContext(plan, now: world.now(), zone: world.zone))
    let runner = Runner(
      plan, connections: connections, world: world, options: options,
      onProgress: { books, how in progress.show(books, pages: how.pages) },
      map: { program.mapping(of: $0) })
    let (stop, asked) = AsyncStream<Void>.makeStream()
    signals.onFirst { asked.yield() }
    let task = Task { await runner.run(stop: stop) }
    signals.onFirst {
      // What still hangs after this long is ended; the journal knows what was sent.
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.settleSecondsMax)) { task.cancel() }
    }
    let report = await task.value
    asked.finish()
    return FlowReport(
      flow: plan.name, run: report, milliseconds: RealWorld.monotonicMilliseconds() - startedAt,
      stops: StopsText(report.stops, of: plan))
  }

  /// How long a run may take to finish what is under way, once it was asked to end.
  static let settleSecondsMax = 25
}

extension FunctionContext {
  /// `now()` and `today()` of a flow are the moment and, in its time zone, the date at which the run began.
  init(_ plan: FlowPlan, now: Moment, zone: @escaping @Sendable (String) -> TimeZoneRules?) {
    let rules = zone(plan.timezone) ?? .utc
    self.init(now: now, today: rules.local(now).date, rounding: plan.rounding, zone: zone)
  }
}
