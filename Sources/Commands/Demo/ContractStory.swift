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
    var delivered: Set<Int64> = []
    for day in 0..<days {
      if day > 0 {
        let arrived = try await arrived().first { !delivered.contains($0) }
        if let arrived { delivered.insert(arrived) }
        let today = ContractDay(number: day, isLate: day >= days - Self.lateDays, delivered: arrived)
        try await pass()
        try await edit(today.morning)
        try await runAll(plans, session, signals, isFull: day == days - 1, &totals)
        try await pass()
        try await edit(today.evening)
        try await runAll(plans.filter(Self.isForTheEvening), session, signals, isFull: false, &totals)
      } else {
        try await edit(odd())
        try await runAll(plans, session, signals, isFull: false, &totals)
      }
    }
    await session.close()
    for plan in plans { Output.line("  \(plan.name): \(totals[plan.name]?.line ?? "")") }
  }

  private static let lateDays = 3

  /// Orders come at any time; of products there is nothing new in the evening, and that is asked, too.
  private static func isForTheEvening(_ plan: FlowPlan) -> Bool {
    plan.name.hasPrefix("orders") || plan.name == "products"
  }

  private func pass() async throws(Failure) {
    let halfDay = SimulatedRequest("POST", "/_sandbox/clock", body: Array(#"{"advance_seconds":43200}"#.utf8))
    let answer = await world.handle(halfDay, for: .bigcommerce)
    guard answer.status == 200 else { throw Failure(.unreachable, "the sandbox's clock stands still: \(answer.text)") }
  }

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

  /// The shop's orders that are in the till.
  private func arrived() async throws(Failure) -> [Int64] {
    let state = try await DemoState.read(world)
    return state.shopOrders.map(\.id).filter { state.tillOrders["BC-\($0)"] != nil }
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
