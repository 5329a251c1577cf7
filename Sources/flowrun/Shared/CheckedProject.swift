import Check
import Diagnostics
import Foundation
import Plan
import Source
import Syntax
import Workspace

/// The flows that a command is about, read and checked. No network was touched.
struct CheckedProject {
  var project: Project
  var flows: [CheckedFlow]
  /// What is wrong with the project file itself.
  var diagnostics: [Diagnostic]

  var allDiagnostics: [Diagnostic] { diagnostics + flows.flatMap(\.diagnostics) }
  var hasErrors: Bool { allDiagnostics.contains { $0.severity == .error } }

  static func check(
    _ words: [String], in project: Project, isStrict: Bool = false, withTests: Bool = false
  ) throws(Failure) -> CheckedProject {
    let files: [URL]
    do { files = try FlowFiles.chosen(words, in: project) } catch { throw Failure(error) }
    var checked = CheckedProject(project: project, flows: [], diagnostics: project.diagnostics)
    // An order that names flows which are not there matters to whoever runs all of them.
    if words.isEmpty { checked.diagnostics += project.orderDiagnostics }
    for file in files {
      let opened: OpenedFlow
      do { opened = try OpenedFlow.open(file, in: project) } catch { throw Failure(error) }
      checked.flows.append(CheckedFlow(opened, in: project, isStrict: isStrict, withTests: withTests))
    }
    checked.noteSameNames()
    return checked
  }

  /// Cursor, ledger and links hang on the name.
  private mutating func noteSameNames() {
    for index in flows.indices {
      guard let name = flows[index].opened.reading.file.name,
        let other = flows[..<index].first(where: { $0.name == name.text })?.opened.reading.file,
        let otherName = other.name
      else { continue }
      flows[index].diagnostics.append(
        Diagnostic(
          .S112, "two flows are called `\(name.text)`",
          labels: [
            Label(Place(flows[index].opened.reading.file.source, name.span)),
            Label(Place(other.source, otherName.span), "the first"),
          ]))
      flows[index].plan = nil
    }
  }
}

struct CheckedFlow {
  var opened: OpenedFlow
  var diagnostics: [Diagnostic]
  /// Nil if anything is wrong.
  var plan: FlowPlan?
  var mayStop: [PossibleStop]

  var name: String { opened.reading.file.name?.text ?? FlowFiles.name(of: opened.file) }

  init(_ opened: OpenedFlow, in project: Project, isStrict: Bool, withTests: Bool) {
    self.opened = opened
    let context = CheckContext(
      connections: project.declarations, csvTables: opened.csvTables, tests: withTests ? opened.tests : [],
      isStrict: isStrict)
    let result = Checker.check(opened.reading.file, in: context)
    diagnostics = opened.reading.diagnostics + opened.diagnostics + result.diagnostics
    if withTests { diagnostics += opened.tests.flatMap(\.diagnostics) }
    plan = diagnostics.contains { $0.severity == .error } ? nil : result.plan
    mayStop = result.mayStop
  }
}

extension CheckedProject {
  /// The plans, if all is right; else everything that is wrong goes to stderr and the command ends with 3.
  func plans() throws(Failure) -> [FlowPlan] {
    guard hasErrors else { return flows.compactMap(\.plan) }
    let renderer = TextRenderer(usesColour: Output.style.colours(.messages))
    Output.message(renderer.render(allDiagnostics.filter { $0.severity == .error }))
    throw Failure(.wrong)
  }
}
