import Source

/// One line a message, for editors and `grep`: `file:line:col: code: title`.
public struct ShortRenderer: Sendable {
  public init() {}

  public func render(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticReport.sorted(diagnostics).map { diagnostic in
      let title = "\(diagnostic.code.rawValue): \(diagnostic.message)\n"
      guard let place = diagnostic.place else { return title }
      let position = place.source.position(at: place.span.start)
      return "\(place.source.path):\(position.line):\(position.column): \(title)"
    }.joined()
  }
}
