import Diagnostics
import Engine
import Foundation
import Plan
import Values
import Workspace

/// Runs the flows of one command, one after the other, and prints their books.
struct Running {
  let group: RunOptionGroup
  let isDry: Bool

  /// Throws unless everything was done.
  func run() async throws {
    let checked = try CheckedProject.check(group.flows, in: try project(), besideOthers: true)
    let plans = try checked.plans()
    if !isDry, plans.contains(where: \.isPassing) { Output.leaveDataToOthers() }
    let log = Log.make(verbose: group.verbose, quiet: group.quiet)
    let signals = StopSignals()
    signals.onFirst { Output.message("\nfinishing what is under way; once more stops at once") }
    let session = try Session(checked.project, for: plans, log: log, record: group.record)
    do { try await session.requireSameSystems(isMoved: group.isMoved, isDry: isDry) } catch {
      await session.close()
      throw error
    }
    await warnAboutRenamed(checked.flows, session)
    let isAtHand = checked.project.isAtHand
    let commands = Dictionary(
      checked.flows.map { ($0.name, PrintedCommand($0.opened.file, in: checked.project, isAtHand: isAtHand)) },
      uniquingKeysWith: { first, _ in first })
    var reports: [FlowReport] = []
    var status = ExitStatus.done
    for plan in plans where signals.received == nil {
      let progress = ProgressLine(flow: plan.name, isQuiet: group.quiet || group.json)
      let report = await session.run(plan, group.options(isDry: isDry), signals: signals, progress: progress)
      progress.end()
      reports.append(report)
      let limit = signals.received == nil ? group.limit : nil
      if let headline = report.headline(limit: limit) { Output.message("\(report.flow): \(headline)") }
      for key in report.run.absent {
        Output.message("\(report.flow): " + (await session.sentence(ofAbsent: key, plan, commands[plan.name], isDry)))
      }
      if !group.json, !report.isBusy, !report.sawNothing {
        if isDry, !report.run.changes.isEmpty, let roundings = plan.roundingsText { Output.line(roundings) }
        Output.line(Self.text(report, isDry: isDry, commands[plan.name]) + "\n")
      }
      status = status.worse(report.status(signal: signals.received))
      // What all flows hang on is not asked again.
      if [.credentials, .store, .unreachable].contains(report.status(signal: nil)) {
        let left = plans.drop { $0.name != plan.name }.dropFirst().map(\.name)
        if !left.isEmpty { Output.message("not run: \(left.joined(separator: ", "))") }
        break
      }
    }
    await session.close()
    if group.json { Output.line(JSONText.document(["flows": .array(reports.map(\.json))])) }
    if let signal = signals.received { status = signal }
    if status != .done { throw Failure(status) }
  }

  /// A journal that can't be read says so when the run begins.
  private func warnAboutRenamed(_ flows: [CheckedFlow], _ session: Session) async {
    let found = (try? await session.renamed(flows)) ?? []
    if !found.isEmpty {
      Output.message(TextRenderer(usesColour: Output.style.colours(.messages)).render(found))
    }
  }

  private func project() throws(Failure) -> Project {
    try group.place.project(of: group.flows.first)
  }

  /// - Parameter command: how the flow is typed; by its name, if nothing else is said.
  static func text(_ report: FlowReport, isDry: Bool, _ command: PrintedCommand? = nil) -> String {
    var parts: [String] = []
    if !report.run.changes.isEmpty { parts.append(report.run.changes.map(\.text).joined(separator: "\n")) }
    if isDry, !report.run.changes.isEmpty, !report.run.stops.isEmpty { parts.append("") }
    if isDry { parts += report.stops.texts(TextRenderer(usesColour: Output.style.colours(.data))) }
    var books = BooksText(
      flow: report.flow, books: report.books, command: command ?? PrintedCommand(flow: report.flow))
    books.duration = report.milliseconds
    books.isPlan = isDry
    parts.append(books.text)
    return parts.joined(separator: "\n")
  }
}
