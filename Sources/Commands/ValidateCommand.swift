import ArgumentParser
import Check
import Diagnostics
import Foundation
import Plan
import Source
import Workspace

struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Are the flows right? Reads files only, and without --live no network.",
    discussion: """
      flowrun validate
      flowrun validate mappings/orders.flow.yaml
      flowrun validate --all orders        also the fields that it leaves alone
      flowrun validate --deny warnings --format github
      flowrun validate --live              also against both accounts: which values have no row in a table?
      flowrun explain M402
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, short, json, sarif, github }
  enum Denied: String, ExpressibleByArgument, CaseIterable { case warnings }

  @Argument(
    help: "Flow files, folders or names; all flows of the project, if none is given.", completion: Completions.flows)
  var paths: [String] = []

  @OptionGroup var place: PlaceOptions

  @Option(help: "How messages are written.")
  var format = Format.text

  @Option(help: "Treat them as errors.")
  var deny: Denied?

  @Flag(help: "Every calculation that can fail must be handled.")
  var strict = false

  @Flag(help: "Also the hints that most flows are full of.")
  var all = false

  @Flag(
    help: """
      Ask both accounts as well: numbers and codes that they do not have, and keys of tables that their lists and their \
      newest records have and no row. Nothing is written, here or there.
      """)
  var live = false

  @Option(help: ArgumentHelp("With --live: how many of the newest records of each source.", valueName: "records"))
  var last = 250

  @Flag(name: .shortAndLong, help: "Also list the calculations that may stop a record, and what is rounded.")
  var verbose = false

  func validate() throws {
    if !(1...250).contains(last) { throw ValidationError("--last takes 1 to 250 records") }
  }

  func run() async throws {
    let projects = try await checked()
    let diagnostics = projects.flatMap(\.allDiagnostics)
    print(diagnostics)
    let flows = projects.flatMap(\.flows)
    let failed = diagnostics.contains { $0.severity == .error || deny == .warnings && $0.severity == .warning }
    if format == .text {
      if verbose {
        listPossibleStops(flows)
        for text in flows.compactMap({ $0.plan?.roundingsText }) { Output.line(text) }
      }
      if !failed {
        listFilledFields(flows)
        Output.line(Self.summary(flows))
      }
    }
    if failed { throw Failure(.wrong) }
  }

  private func checked() async throws -> [CheckedProject] {
    var projects: [CheckedProject] = []
    for (project, words) in try place.projects(of: paths) {
      var checked = try check(words, project)
      // What is wrong already would only be wrong again.
      if live, !checked.hasErrors {
        var validation = LiveValidation(project, last: last)
        checked = try await validation.checked(checked) { try check(words, $0) }
        for remark in validation.remarks { Output.message(remark) }
      } else if !live {
        checked.diagnostics += project.oldAccounts(now: RealWorld.now())
      }
      projects.append(checked)
    }
    return projects
  }

  private func check(_ words: [String], _ project: Project) throws -> CheckedProject {
    try CheckedProject.check(words, in: project, isStrict: strict, isThorough: all, withTests: true)
  }

  private func print(_ diagnostics: [Diagnostic]) {
    let text =
      switch format {
      case .text: TextRenderer(usesColour: Output.style.colours(.data)).render(diagnostics)
      case .short: ShortRenderer().render(diagnostics)
      case .json: JSONRenderer(isPretty: true).render(diagnostics)
      case .sarif: SARIFRenderer(toolVersion: Version.text).render(diagnostics)
      case .github: GitHubRenderer().render(diagnostics)
      }
    let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
    if !trimmed.isEmpty { Output.line(trimmed) }
  }

  /// What the flows do not say and is written all the same.
  private func listFilledFields(_ flows: [CheckedFlow]) {
    for flow in flows {
      let target = flow.plan?.target.name ?? ""
      for filled in flow.filledFields {
        guard let setting = flow.settings.first(where: { $0.name == filled.setting }) else { continue }
        let who = setting.layers.last?.rank == .connector ? "the connector's standard" : "the setting"
        Output.line("\(flow.name): \(target) gets \(filled.field) = \(setting.value), \(who) `\(filled.setting)`")
      }
    }
  }

  private func listPossibleStops(_ flows: [CheckedFlow]) {
    for flow in flows where !flow.mayStop.isEmpty {
      Output.line("\(flow.name): a record stops if")
      for stop in flow.mayStop {
        let source = stop.place.source
        let line = source.lineNumber(at: stop.place.span.start)
        Output.line("  \(source.path):\(line): \(stop.reason)   \(source.text(stop.place.span).prefix(60))")
      }
    }
  }

  private static func summary(_ flows: [CheckedFlow]) -> String {
    let stops = flows.reduce(0) { $0 + $1.mayStop.count }
    let names = flows.count == 1 ? "1 flow is right" : "\(flows.count) flows are right"
    return stops == 0 ? names : "\(names); \(stops) calculations may stop a record (validate -v lists them)"
  }
}
