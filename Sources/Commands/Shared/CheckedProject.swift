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

  /// Each once: what is wrong with a shared file comes with every flow that uses it.
  var allDiagnostics: [Diagnostic] {
    var told: Set<Diagnostic> = []
    return (diagnostics + flows.flatMap(\.diagnostics)).filter { told.insert($0).inserted }
  }
  var hasErrors: Bool { allDiagnostics.contains { $0.severity == .error } }

  /// Without words, all flows of the project. `besideOthers`: also what the flows that were named do to the others.
  static func check(
    _ words: [String], in project: Project, isStrict: Bool = false, isThorough: Bool = false, withTests: Bool = false,
    besideOthers: Bool = false
  ) throws(Failure) -> CheckedProject {
    let files: [URL]
    do { files = try FlowFiles.chosen(words, in: project) } catch { throw Failure(error) }
    var checked = CheckedProject(project: project, flows: [], diagnostics: project.diagnostics)
    // What a broken project file leaves open would be told again of every flow.
    if project.diagnostics.contains(where: { $0.severity == .error }) { return checked }
    // An order that names flows which are not there matters to whoever runs all of them.
    if words.isEmpty { checked.diagnostics += project.orderDiagnostics }
    var opened: [OpenedFlow] = []
    for file in files {
      do { opened.append(try OpenedFlow.open(file, in: project)) } catch { throw Failure(error) }
    }
    let others = besideOthers && !words.isEmpty ? otherFlows(than: files, in: project) : []
    let outlines = words.isEmpty || besideOthers ? (opened + others).compactMap(\.outline) : nil
    checked.flows = opened.map {
      CheckedFlow(
        $0, in: project, flows: outlines, isStrict: isStrict, isThorough: isThorough, withTests: withTests)
    }
    if words.isEmpty { checked.noteIdleSettings() }
    checked.noteSameNames()
    // What is wrong with the other flows is not asked here; those that are right count.
    checked.noteOwnership(
      beside: others.compactMap { CheckedFlow($0, in: project, isStrict: false, withTests: false).plan })
    return checked
  }

  private static func otherFlows(than files: [URL], in project: Project) -> [OpenedFlow] {
    let own = Set(files.map(\.path))
    return FlowFiles.all(in: project.folder.url).filter { !own.contains($0.path) }.compactMap {
      try? OpenedFlow.open($0, in: project)
    }
  }

  /// Who writes what another flow writes too.
  private mutating func noteOwnership(beside others: [FlowPlan]) {
    let own = flows.indices.filter { flows[$0].plan != nil }
    let plans = own.compactMap { flows[$0].plan } + others
    let systems = Dictionary(project.connections.map { ($0.name, $0.system) }, uniquingKeysWith: { first, _ in first })
    for found in ProjectChecker.check(plans, systems: systems) {
      guard let last = found.flows.filter({ $0 < own.count }).max() else { continue }
      flows[own[last]].diagnostics.append(found.diagnostic)
      if found.diagnostic.severity == .error { flows[own[last]].plan = nil }
    }
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
  var settings: [LayeredSetting]
  var usedSettings: Set<String>
  var filledFields: [(field: String, setting: String)]

  var name: String { opened.name }

  /// `flows`: all of the project, if they are known.
  init(
    _ opened: OpenedFlow, in project: Project, flows: [FlowOutline]? = nil, isStrict: Bool, isThorough: Bool = false,
    withTests: Bool
  ) {
    self.opened = opened
    var context = CheckContext(
      connections: project.declarations, csvTables: opened.csvTables,
      shared: opened.shared.map { SharedFile($0.reading.file, csvTables: $0.csvTables) },
      settingLayers: project.settingLayers(for: opened.name), tests: withTests ? opened.tests : [], isStrict: isStrict,
      isThorough: isThorough, zones: .init(isKnown: { ZoneFiles.rules($0) != nil }, names: { ZoneFiles.names() }))
    context.flows = flows
    let result = Checker.check(opened.reading.file, in: context)
    diagnostics = opened.reading.diagnostics + opened.diagnostics + result.diagnostics
    if withTests { diagnostics += opened.tests.flatMap(\.diagnostics) }
    plan = diagnostics.contains { $0.severity == .error } ? nil : result.plan
    diagnostics = diagnostics.map { $0.calling(project.connections) }
    mayStop = result.mayStop
    settings = result.settings
    usedSettings = result.usedSettings
    filledFields = result.filledFields
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

extension OpenedFlow {
  fileprivate var outline: FlowOutline? {
    guard let source = reading.file.sourceEntity, let target = reading.file.targetEntity else { return nil }
    return FlowOutline(name: name, source: source.text, target: target.text)
  }

  var name: String { reading.file.name?.text ?? FlowFiles.name(of: file) }
}

extension Project {
  /// The settings of the project file and of the overlay that a flow sees.
  func settingLayers(for flow: String) -> [SettingLayer] {
    func layers(_ settings: ProjectSettings?, _ rank: SettingLayer.Rank) -> [SettingLayer] {
      guard let settings else { return [] }
      return settings.settings(for: flow).map { SettingLayer(rank, settings.source, $0) }
    }
    return layers(self.settings, .project) + layers(overlaySettings, .overlay)
  }
}
