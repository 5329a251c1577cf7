import Source

/// Workflow commands: GitHub shows them beside the changed lines.
public struct GitHubRenderer: Sendable {
  public init() {}

  public func render(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticReport.sorted(diagnostics).map { line($0) }.joined()
  }

  private func line(_ diagnostic: Diagnostic) -> String {
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .hint: "notice"
      }
    var properties: [String] = []
    if let place = diagnostic.place {
      let start = place.source.position(at: place.span.start)
      let end = place.source.position(at: place.span.end)
      properties = ["file=\(property(place.source.path))", "line=\(start.line)", "endLine=\(end.line)"]
      // Columns are refused when they stand on different lines.
      if start.line == end.line { properties += ["col=\(start.column)", "endColumn=\(end.column)"] }
    }
    properties.append("title=\(property(diagnostic.code.rawValue))")
    let lines = [diagnostic.message] + diagnostic.labels.prefix(1).map(\.text).filter { !$0.isEmpty } + diagnostic.help
    return "::\(command) \(properties.joined(separator: ","))::\(data(lines.joined(separator: "\n")))\n"
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
