import Engine
import Foundation
import Plan
import Sandbox
import Workspace

/// Some weeks in the life of a shop and its till, with all flows running every day. Each kind of change comes once a
/// day, so that each kind of request is sent as often as there are days.
struct ContractStory {
  let world: SimulatedWorld
  let record: String
  let days: Int

  /// Says what the flows did in all; what was said to the systems is in the recording. Throws where a flow can't run.
  func play(_ project: Project) async throws(Failure) {
    let plans = try CheckedProject.check([], in: project).plans()
    let signals = StopSignals()
    let session = try Session(project, for: plans, log: Log.make(verbose: 0, quiet: true), record: record)
    var totals: [String: Total] = [:]
    let waiting = try await orders()
    for day in 0..<days {
      if day > 0 {
        let today = ContractDay(
          number: day, isLate: day >= days - Self.lateDays,
          delivered: waiting.indices.contains(day) ? waiting[day] : nil)
        try await edit(today.morning)
        try await runAll(plans, session, signals, isFull: day == days - 1, &totals)
        try await edit(today.evening)
        try await runAll(plans.filter { $0.name.hasPrefix("orders") }, session, signals, isFull: false, &totals)
      } else {
        try await edit(odd())
        try await runAll(plans, session, signals, isFull: false, &totals)
      }
    }
    await session.close()
    for plan in plans { Output.line("  \(plan.name): \(totals[plan.name]?.line ?? "")") }
  }

  private static let lateDays = 3

  private struct Total {
    var runs = 0
    var created = 0
    var updated = 0
    var stopped = 0

    var line: String { "\(runs) runs, \(created) created, \(updated) updated, \(stopped) times stopped" }
  }

  private func runAll(
    _ plans: [FlowPlan], _ session: Session, _ signals: StopSignals, isFull: Bool, _ totals: inout [String: Total]
  ) async throws(Failure) {
    for plan in plans {
      var options = RunOptions()
      options.isFull = isFull
      options.owner = Session.owner
      let progress = ProgressLine(flow: plan.name, isQuiet: true)
      let report = await session.run(plan, options, signals: signals, progress: progress)
      if let signal = signals.received { throw Failure(signal) }
      guard report.run.ending == .done, report.run.journalError == nil else {
        throw Failure(report.status(signal: nil), "\(plan.name): \(report.headline(limit: nil) ?? "did not end")")
      }
      var total = totals[plan.name] ?? Total()
      total.runs += 1
      total.created += report.books.created
      total.updated += report.books.updated
      total.stopped += report.books.stopped
      totals[plan.name] = total
    }
  }

  private func edit(_ changes: [String]) async throws(Failure) {
    for change in changes { try await DemoState.edit(world, change) }
  }

  /// The shop's orders that will reach the till, one for each day.
  private func orders() async throws(Failure) -> [Int64] {
    let state = try await DemoState.read(world)
    return state.shopOrders.filter { $0.status == 11 && $0.skus.allSatisfy(state.tillArticles.contains) }.map(\.id)
  }

  /// Orders that no run can send are withdrawn, as otherwise every run would look them up again.
  private func odd() async throws(Failure) -> [String] {
    let state = try await DemoState.read(world)
    let odd = state.shopOrders.filter {
      !$0.skus.allSatisfy(state.tillArticles.contains) || $0.currency != "EUR" || $0.paymentMethod.hasPrefix("Cash")
    }
    return odd.map { #"{"bigcommerce":{"order":{"id":\#($0.id),"set":{"status_id":5}}}}"# }
  }
}
