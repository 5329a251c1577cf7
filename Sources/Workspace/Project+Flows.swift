public import Diagnostics
internal import Foundation
internal import Source
internal import Syntax

extension Project {
  /// What only the flows show to be wrong with the project file: `flows:` names one that is not there.
  public var orderDiagnostics: [Diagnostic] {
    guard let source, !flowOrder.isEmpty else { return [] }
    let names = FlowFiles.all(in: folder.url).map { FlowFiles.name(of: $0) }
    var notes = Notes(source)
    for name in flowOrder where !names.contains(name.text) {
      let near = Suggestions.question(name.text, in: names).map { "; \($0)" } ?? ""
      notes.add(
        .S103, "there is no flow `\(name.text)`\(near)", name.span, "a flow's file is called NAME\(FlowFiles.ending)")
    }
    return notes.diagnostics
  }
}
