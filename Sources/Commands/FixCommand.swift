import ArgumentParser
import Diagnostics
import Foundation
import Source
import Values
import Workspace

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Carry out the repairs that messages propose. No network.",
    discussion: """
      flowrun fix --dry-run                    what would change, as a diff
      flowrun fix mappings/orders.flow.yaml    what certainly means the same
      flowrun fix --all                        also what was very likely meant

      Each file is checked again afterwards; what is left to do by hand is printed as validate prints it.
      """)

  @Argument(
    help: "Flow files, folders or names; all flows of the project, if none is given.", completion: Completions.flows)
  var paths: [String] = []

  @OptionGroup var place: PlaceOptions

  @Flag(help: "Also the repairs that are very likely, but not certainly, meant.")
  var all = false

  @Flag(help: "Show the changes and write nothing.")
  var dryRun = false

  /// A shared file that was mended can show new mistakes in the flows that use it.
  private static let passesMax = 3

  func run() throws {
    var done: [Fixing.Done] = []
    var left: [Diagnostic] = []
    var changedPaths: Set<String> = []
    for _ in 0..<(dryRun ? 1 : Self.passesMax) {
      let pass = try runOnce()
      left = pass.left
      done += pass.fixings.flatMap(\.done)
      let changed = pass.fixings.flatMap { $0.changed.keys }
      changedPaths.formUnion(changed)
      if dryRun { pass.fixings.forEach(Self.show) }
      if changed.allSatisfy({ $0.hasSuffix(FlowFiles.ending) }) { break }
    }
    report(done, files: changedPaths.count, left)
    if left.contains(where: { $0.severity == .error }) { throw Failure(.wrong) }
  }

  private func runOnce() throws -> (fixings: [Fixing], left: [Diagnostic]) {
    var fixings: [Fixing] = []
    var left: [Diagnostic] = []
    for (project, words) in try place.projects(of: paths) {
      var fixing = Fixing(project, takesProbable: all)
      let files: [URL]
      do { files = try FlowFiles.chosen(words, in: project) } catch { throw Failure(error) }
      left += project.diagnostics
      for file in files { left += try fixing.mend(file) }
      if !dryRun { try fixing.write() }
      fixings.append(fixing)
    }
    return (fixings, left)
  }

  private static func show(_ fixing: Fixing) {
    for (path, source) in fixing.changed.sorted(by: { $0.key < $1.key }) {
      let before = fixing.originals[path]?.bytes ?? []
      let text = UnifiedDiff.text(path: path, from: before, to: source.bytes)
      if !text.isEmpty { Output.line(text.trimmingLineEnds) }
    }
  }

  private func report(_ done: [Fixing.Done], files: Int, _ left: [Diagnostic]) {
    if !dryRun {
      for fix in done { Output.line("\(fix.path):\(fix.line): \(fix.code.rawValue): \(fix.title)") }
    }
    let shown = left.filter { $0.severity != .hint }
    if !shown.isEmpty {
      let text = TextRenderer(usesColour: Output.style.colours(.messages)).render(shown)
      Output.message(text.trimmingLineEnds)
    }
    Output.message(Self.summary(done.count, files: files, dryRun: dryRun) + (all ? "" : Self.more(left)))
  }

  static func summary(_ count: Int, files: Int, dryRun: Bool) -> String {
    if count == 0 { return "nothing to repair" }
    let repairs = count == 1 ? "1 repair" : "\(count) repairs"
    let places = files == 1 ? "1 file" : "\(files) files"
    return dryRun ? "\(repairs) in \(places), not written" : "\(repairs) in \(places)"
  }

  private static func more(_ left: [Diagnostic]) -> String {
    let count = FixPlan(left, probable: true).chosen.count
    return count == 0 ? "" : "; \(count) more \(count == 1 ? "is" : "are") very likely meant: flowrun fix --all"
  }
}
