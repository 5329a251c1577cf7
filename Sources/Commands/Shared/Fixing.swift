import Diagnostics
import Foundation
import Source
import Syntax
import Workspace

/// The files of a project while their fixes are carried out, one round after the other, before anything is written.
struct Fixing {
  /// A fix can uncover another mistake, and that another one. More rounds than this mean that two fixes undo each other.
  static let roundsMax = 10

  struct Done {
    var code: Code
    var title: String
    var path: String
    var line: Int
  }

  let project: Project
  let takesProbable: Bool
  /// Files as they were when they were first read, by the path that messages call them by.
  private(set) var originals: [String: SourceFile] = [:]
  /// And as they will be.
  private(set) var changed: [String: SourceFile] = [:]
  private(set) var done: [Done] = []

  init(_ project: Project, takesProbable: Bool) {
    self.project = project
    self.takesProbable = takesProbable
  }

  /// Carries out the fixes of one flow and of the files that it names. Returns what is left to say of the flow.
  mutating func mend(_ file: URL) throws(Failure) -> [Diagnostic] {
    var opened: OpenedFlow
    do { opened = try OpenedFlow.open(file, in: project) } catch { throw Failure(error) }
    let path = opened.reading.file.source.path
    if let newer = changed[path] { opened = OpenedFlow.open(FlowReader.read(newer), file, in: project) }
    for _ in 0..<Self.roundsMax {
      let diagnostics = CheckedFlow(opened, in: project, isStrict: false, withTests: true).diagnostics
      // The flow is read anew after every round; a file that it names only when it was written.
      let usable = diagnostics.filter { diagnostic in
        diagnostic.place.map { $0.source.path == path || changed[$0.source.path] == nil } ?? false
      }
      let plan = FixPlan(usable, probable: takesProbable)
      guard !plan.chosen.isEmpty else { return diagnostics }
      carryOut(plan, usable)
      guard let newer = changed[path] else { continue }
      opened = OpenedFlow.open(FlowReader.read(newer), file, in: project)
    }
    return CheckedFlow(opened, in: project, isStrict: false, withTests: true).diagnostics
  }

  private mutating func carryOut(_ plan: FixPlan, _ diagnostics: [Diagnostic]) {
    for fix in plan.chosen {
      guard let owner = diagnostics.first(where: { $0.fixes.contains(fix) }), let place = owner.place else { continue }
      let line = place.source.lineNumber(at: place.span.start)
      done.append(Done(code: owner.code, title: fix.title, path: place.source.path, line: line))
    }
    let sources = plan.chosen.flatMap(\.edits).map(\.place.source)
    for path in plan.paths {
      guard let source = sources.first(where: { $0.path == path }) else { continue }
      if originals[path] == nil { originals[path] = source }
      changed[path] = SourceFile(path: path, bytes: plan.applied(to: source))
    }
  }

  /// Writes every changed file, whole or not at all.
  func write() throws(Failure) {
    for (path, source) in changed.sorted(by: { $0.key < $1.key }) {
      guard let original = originals[path], original.bytes != source.bytes else { continue }
      do {
        try ProjectFolder.replace(project.standing.reaching(path), expected: original.bytes, with: source.bytes)
      } catch {
        throw Failure(.wrong, "\(path): \(error)")
      }
    }
  }
}
