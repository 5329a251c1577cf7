import Diagnostics
import Engine
import Foundation
import Plan
import Sandbox
import Syntax
import Values
import Workspace

/// The demo from its first sentence to its verdict.
struct DemoStory {
  let systems: SimulatedSystems
  let addresses: SimulatedSystems.Addresses
  let settings: SandboxSettings
  let record: String?
  private var problems: [String] = []

  init(
    systems: SimulatedSystems, addresses: SimulatedSystems.Addresses, settings: SandboxSettings, record: String?
  ) {
    self.systems = systems
    self.addresses = addresses
    self.settings = settings
    self.record = record
  }

  /// Throws unless the books are the expected ones.
  mutating func tell(_ project: Project) async throws(Failure) {
    Output.line("A webshop and a till are running on this machine, with \(settings.articles) articles and")
    Output.line("\(settings.orders) orders. Some of them are odd on purpose, as in a real shop.")
    Output.line("  BigCommerce  \(addresses.bigcommerceURL)")
    Output.line("  MplusKASSA   \(addresses.mplusURL)")

    heading("1. Are the flows right?")
    let checked = try CheckedProject.check([], in: project)
    let plans = try checked.plans()
    Output.line("Yes: \(plans.map(\.name).joined(separator: ", ")).")
    let methods = paymentMethods(checked)
    let expectation = DemoExpectation(try await DemoState.read(systems.world), paymentMethods: methods)

    let signals = StopSignals()
    let session = try Session(project, for: plans, log: Log.make(verbose: 0, quiet: false), record: record)
    heading("2. The flows run, one after the other, over HTTP")
    for plan in plans { try await first(plan, session, signals, expectation) }
    heading("3. Do the systems agree?")
    try await compare()
    heading("4. At the till, an order is taken and another one delivered")
    try await serve(plans, session, signals, expectation)
    heading("5. The orders have taken goods from the till's stock")
    for plan in plans where plan.name == "stock" {
      Output.line("So the shop's stock is brought up to date:\n")
      try await first(plan, session, signals, expectation)
    }
    heading("6. Everything once more, read from the beginning")
    try await again(plans, session, signals, expectation)
    await session.close()
    verdict()
    if !problems.isEmpty { throw Failure(.unfinished) }
  }

  // MARK: the first run

  private mutating func first(
    _ plan: FlowPlan, _ session: Session, _ signals: StopSignals, _ expectation: DemoExpectation
  ) async throws(Failure) {
    var expectation = expectation
    expectation.lookAtNumbers(try await DemoState.read(systems.world))
    let report = try await run(plan, session, signals, isFull: false)
    Output.line(Running.text(report, isDry: false))
    let failures = try await failures(of: plan, session)
    if !failures.isEmpty {
      Output.line("  what stopped, and why:")
      for failure in failures {
        for fault in failure.faults {
          Output.line("    \(failure.sourceKey)  \(fault.code.rawValue)  \(fault.message)")
        }
      }
    }
    Output.line()
    problems += expectation.differences(of: plan.name, stopped: Set(failures.map(\.sourceKey)))
  }

  private func failures(of plan: FlowPlan, _ session: Session) async throws(Failure) -> [Engine.Failure] {
    do { return try await session.world.journal.failures(flow: plan.name) } catch { throw Failure(error) }
  }

  private mutating func run(
    _ plan: FlowPlan, _ session: Session, _ signals: StopSignals, isFull: Bool
  ) async throws(Failure) -> FlowReport {
    var options = RunOptions()
    options.isFull = isFull
    options.owner = Session.owner
    let progress = ProgressLine(flow: plan.name, isQuiet: false)
    let report = await session.run(plan, options, signals: signals, progress: progress)
    progress.end()
    if let signal = signals.received { throw Failure(signal) }
    guard report.run.ending == .done, report.run.journalError == nil else {
      throw Failure(report.status(signal: nil), "\(plan.name): \(report.headline(limit: nil) ?? "did not end")")
    }
    return report
  }

  // MARK: the systems themselves

  private mutating func compare() async throws(Failure) {
    var checks = DemoChecks()
    checks.check(try await DemoState.read(systems.world))
    for sentence in checks.sentences { Output.line(sentence) }
    problems += checks.problems
  }

  private mutating func serve(
    _ plans: [FlowPlan], _ session: Session, _ signals: StopSignals, _ expectation: DemoExpectation
  ) async throws(Failure) {
    let flows = plans.filter { ["orders-to-shop", "order-status"].contains($0.name) }
    let before = try await DemoState.read(systems.world)
    let arrived = before.shopOrders.first { before.tillOrders["BC-\($0.id)"] != nil }
    guard flows.count == 2, let arrived, let article = before.singleArticles.first else {
      Output.line("Not shown: it needs the flows orders, orders-to-shop and order-status.")
      return
    }
    try await DemoState.edit(
      systems.world,
      #"{"mplus":{"new_order":{"lines":[{"pluNumber":"\#(article.plu)","quantity":2}],"paid":"PIN"}}}"#)
    try await DemoState.edit(
      systems.world, #"{"mplus":{"order":{"extOrderId":"BC-\#(arrived.id)","deliver":true}}}"#)
    for plan in flows { try await first(plan, session, signals, expectation) }
    var checks = DemoChecks()
    checks.checkTill(try await DemoState.read(systems.world), delivered: arrived.id)
    for sentence in checks.sentences { Output.line(sentence) }
    problems += checks.problems
  }

  private mutating func again(
    _ plans: [FlowPlan], _ session: Session, _ signals: StopSignals, _ expectation: DemoExpectation
  ) async throws(Failure) {
    let before = await DemoState.ledgerCount(systems.world)
    var expectation = expectation
    expectation.lookAtNumbers(try await DemoState.read(systems.world))
    for plan in plans {
      let report = try await run(plan, session, signals, isFull: true)
      Output.line("\(plan.name): \(report.books.line)")
      let stopped = Set(try await failures(of: plan, session).map(\.sourceKey))
      problems += expectation.differences(of: plan.name, stopped: stopped)
    }
    if !expectation.unnumbered.isEmpty {
      Output.line(
        "products-to-till stops what has a SKU that is no number: of the shop's products \(expectation.unnumbered.count)."
      )
    }
    let written = await DemoState.ledgerCount(systems.world) - before
    if written == 0 {
      Output.line("The systems' own ledgers have \(before) writes, as before: the second time nothing was written.")
    } else {
      problems.append("the second time \(written) writes reached the systems, and nothing had changed")
    }
  }

  private func verdict() {
    heading(problems.isEmpty ? "The books are the expected ones." : "The books are not the expected ones:")
    for problem in problems { Output.line("  \(problem)") }
  }

  private func heading(_ text: String) {
    Output.line()
    Output.line(text)
    Output.line()
    Output.flush()
  }

  /// The keys of the orders' table, as the flow's CSV has them.
  private func paymentMethods(_ checked: CheckedProject) -> Set<String> {
    let orders = checked.flows.first { $0.name == "orders" }
    let tables = orders.map { Array($0.opened.csvTables.values) } ?? []
    return Set(tables.flatMap(\.rows).compactMap { $0.first?.text })
  }
}
