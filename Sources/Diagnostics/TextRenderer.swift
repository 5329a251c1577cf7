import Source

/// Messages for people: the fact, the line as it was written, what is wrong with it, and what to write instead.
public struct TextRenderer: Sendable {
  /// ANSI colours; off unless the output is a terminal.
  public var usesColour: Bool
  /// Only ASCII in the frame, for terminals that cannot show more.
  public var isASCII: Bool

  public init(usesColour: Bool = false, isASCII: Bool = false) {
    self.usesColour = usesColour
    self.isASCII = isASCII
  }

  /// All messages, sorted and capped, and a summary at the end. Empty without messages.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    let report = DiagnosticReport(diagnostics)
    var parts = report.shown.map { render($0) }
    if report.hiddenCount > 0 { parts.append("and \(report.hiddenCount) more\n") }
    if !report.summary.isEmpty { parts.append(report.summary + "\n") }
    return parts.joined(separator: "\n")
  }

  /// One message, ending with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity
    var lines = [
      paint("\(severity.rawValue)[\(diagnostic.code.rawValue)]", .severity(severity))
        + paint(": \(diagnostic.message)", .bold)
    ]
    let sources = sourcesInOrder(diagnostic.labels)
    let gutter = gutterWidth(diagnostic.labels)
    for (index, source) in sources.enumerated() {
      let labels = diagnostic.labels.enumerated().filter { $0.element.place.source.path == source.path }
      let marks = labels.map { Excerpt.Mark($0.element, isPrimary: $0.offset == 0) }
      let position = source.position(at: labels.first?.element.place.span.start ?? 0)
      let corner = index == 0 ? glyph(.corner) : glyph(.branch)
      lines.append(
        pad(gutter) + " " + paint(corner, .frame) + " \(source.path):\(position.line):\(position.column)")
      lines.append(pad(gutter) + " " + paint(glyph(.bar), .frame))
      lines += Excerpt(source, marks, self, gutter).lines
    }
    lines += notes(diagnostic, gutter, hasFrame: !sources.isEmpty)
    return lines.map(trimmed).joined(separator: "\n") + "\n"
  }

  private func notes(_ diagnostic: Diagnostic, _ gutter: Int, hasFrame: Bool) -> [String] {
    var lines: [String] = []
    if hasFrame { lines.append(pad(gutter) + " " + paint(glyph(.bar), .frame)) }
    let sign = pad(gutter) + " " + paint("=", .frame) + " "
    let written = diagnostic.help.isEmpty ? repair(diagnostic) : diagnostic.help
    let help = written.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    if let first = help.first {
      lines.append(sign + paint("help", .bold) + ": " + first)
      lines += help.dropFirst().map { pad(gutter + 5) + $0 }
    }
    lines.append(sign + paint("more", .bold) + ": flowrun explain \(diagnostic.code.rawValue)")
    return lines
  }

  /// The title of the first fix, and the line as it will be.
  private func repair(_ diagnostic: Diagnostic) -> [String] {
    guard let fix = diagnostic.fixes.first else { return [] }
    guard let edit = fix.edits.first, !edit.replacement.contains("\n") else { return [fix.title] }
    let source = edit.place.source
    let number = source.lineNumber(at: edit.place.span.start)
    let isOneLine = fix.edits.allSatisfy { other in
      other.place.source.path == source.path && !other.replacement.contains("\n")
        && source.lineNumber(at: other.place.span.start) == number
        && source.lineNumber(at: other.place.span.end) == number
    }
    let start = source.lineStarts[number - 1]
    guard isOneLine, source.line(number).utf8.count <= LineView.columnsMax else { return [fix.title] }
    var bytes = Array(source.line(number).utf8)
    for other in fix.edits.sorted(by: { $0.place.span.start > $1.place.span.start }) {
      let span = Span(other.place.span.start - start, other.place.span.end - start).clamped(to: bytes.count)
      bytes.replaceSubrange(span.start..<span.end, with: Array(other.replacement.utf8))
    }
    let line = SourceFile(path: "", bytes: bytes)
    return [fix.title + ":", LineView(line, 1, focus: 0).text.trimmingBlanks]
  }

  private func sourcesInOrder(_ labels: [Label]) -> [SourceFile] {
    var seen: Set<String> = []
    return labels.map(\.place.source).filter { seen.insert($0.path).inserted }
  }

  /// Columns of the largest line number.
  private func gutterWidth(_ labels: [Label]) -> Int {
    let numbers = labels.map { $0.place.source.lineNumber(at: $0.place.span.end) }
    return max(2, String(numbers.max() ?? 1).count)
  }

  // MARK: how it looks

  enum Glyph { case corner, branch, bar, gap }

  func glyph(_ glyph: Glyph) -> String {
    switch glyph {
    case .corner: isASCII ? "-->" : "┌─"
    case .branch: isASCII ? "-->" : "├─"
    case .bar: isASCII ? "|" : "│"
    case .gap: isASCII ? ":" : "·"
    }
  }

  enum Paint {
    case severity(Severity), secondary, frame, bold

    var code: String {
      switch self {
      case .severity(.error): "1;31"
      case .severity(.warning): "1;33"
      case .severity(.hint): "1;36"
      case .secondary, .frame: "34"
      case .bold: "1"
      }
    }
  }

  func paint(_ text: String, _ paint: Paint) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(paint.code)m\(text)\u{1B}[0m" : text
  }

  func pad(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
