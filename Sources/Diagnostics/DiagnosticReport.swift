import Source

/// What a person is shown: sorted by file and place, and not more than helps.
public struct DiagnosticReport: Sendable {
  /// More messages than this are only counted.
  public static let shownMax = 50

  public var shown: [Diagnostic]
  /// How many were left out.
  public var hiddenCount: Int
  /// "5 errors, 1 warning in 2 files"; counts all, also the hidden ones. Empty without any.
  public var summary: String

  public init(_ diagnostics: [Diagnostic], shownMax: Int = DiagnosticReport.shownMax) {
    let sorted = Self.sorted(diagnostics)
    shown = Array(sorted.prefix(shownMax))
    hiddenCount = sorted.count - shown.count
    summary = Self.summary(sorted)
  }

  /// By file, then by place; messages of one place in the order they came.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (first, second) = (left.element.place, right.element.place)
      if first?.source.path != second?.source.path { return first?.source.path ?? "" < second?.source.path ?? "" }
      if first?.span.start != second?.span.start { return first?.span.start ?? 0 < second?.span.start ?? 0 }
      return left.offset < right.offset
    }.map(\.element)
  }

  private static func summary(_ diagnostics: [Diagnostic]) -> String {
    let parts = [(Severity.error, "error"), (.warning, "warning"), (.hint, "hint")].compactMap { severity, word in
      counted(diagnostics.count(where: { $0.severity == severity }), word)
    }
    let files = Set(diagnostics.compactMap { $0.place?.source.path }).count
    guard !parts.isEmpty else { return "" }
    return parts.joined(separator: ", ") + (counted(files, "file").map { " in \($0)" } ?? "")
  }

  private static func counted(_ count: Int, _ word: String) -> String? {
    count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
