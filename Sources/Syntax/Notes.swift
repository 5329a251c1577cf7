public import Diagnostics
public import Source

/// What was noticed while one source is read, in the order it was noticed.
public struct Notes: Sendable {
  public let source: SourceFile
  public private(set) var diagnostics: [Diagnostic] = []

  public init(_ source: SourceFile) { self.source = source }

  /// The first label is the smallest wrong part; `others` say why it is wrong.
  public mutating func add(
    _ code: Code, _ message: String, _ span: Span, _ label: String = "", others: [(Span, String)] = [],
    help: [String] = [], fixes: [Fix] = []
  ) {
    let labels = [Label(Place(source, span), label)] + others.map { Label(Place(source, $0.0), $0.1) }
    diagnostics.append(Diagnostic(code, message, labels: labels, help: help, fixes: fixes))
  }

  public mutating func add(contentsOf others: [Diagnostic]) { diagnostics += others }

  /// A fix with one edit.
  public func fix(_ title: String, _ applicability: Fix.Applicability, _ span: Span, _ replacement: String) -> Fix {
    Fix(title, applicability, [Edit(Place(source, span), replacement)])
  }
}
