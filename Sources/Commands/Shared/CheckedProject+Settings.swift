import Check
import Diagnostics
import Source
import Syntax
import Workspace

extension CheckedProject {
  /// Settings of the project file and the overlay that reach no flow: for a flow that is not there, or under a name that
  /// nothing reads. Only who looks at all flows can tell.
  mutating func noteIdleSettings() {
    for settings in [project.settings, project.overlaySettings].compactMap({ $0 }) {
      let used = flows.reduce(into: Set<String>()) { $0.formUnion($1.usedSettings) }
      noteIdle(settings.common, in: settings.source, used: used)
      for (name, own) in settings.own {
        if let flow = flows.first(where: { $0.name == name.text }) {
          noteIdle(own, in: settings.source, used: flow.usedSettings)
        } else {
          noteUnknownFlow(name, in: settings.source)
        }
      }
    }
  }

  private mutating func noteIdle(_ settings: [SettingSyntax], in source: SourceFile, used: Set<String>) {
    // What a broken flow reads is not known.
    guard flows.allSatisfy({ $0.plan != nil }) else { return }
    for setting in settings where !used.contains(setting.name.text) {
      diagnostics.append(
        Diagnostic(
          .S110, "no flow reads the setting `\(setting.name.text)`",
          labels: [Label(Place(source, setting.name.span))], help: ["remove the line, or use it"]))
    }
  }

  private mutating func noteUnknownFlow(_ name: Name, in source: SourceFile) {
    let known = flows.map(\.name)
    let near = Suggestions.question(name.text, in: known).map { "; \($0)" } ?? ""
    diagnostics.append(
      Diagnostic(
        .S103, "there is no flow `\(name.text)`\(near)",
        labels: [Label(Place(source, name.span), "a block under `settings` is for the flow of that name")]))
  }
}
