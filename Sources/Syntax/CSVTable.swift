public import Diagnostics
public import Source

/// A CSV file as it was read: the first row names the columns. What is wrong with the file itself was reported by the
/// one who read it.
public struct CSVTable: Sendable {
  public struct Cell: Sendable, Hashable {
    /// Quotes undone.
    public var text: String
    /// In the file, quotes included.
    public var span: Span

    public init(_ text: String, _ span: Span) {
      self.text = text
      self.span = span
    }
  }

  public var source: SourceFile
  public var header: [Cell]
  /// Each as long as the header.
  public var rows: [[Cell]]

  public init(source: SourceFile, header: [Cell], rows: [[Cell]]) {
    self.source = source
    self.header = header
    self.rows = rows
  }
}

extension CSVTable {
  /// L607: the row that should name the columns holds what the rows below it hold, and would be lost.
  public static func firstRowIsData(_ row: [Cell], in source: SourceFile) -> Diagnostic {
    let span = (row.first?.span ?? Span(0, 0)).union(row.last?.span ?? Span(0, 0))
    let separator = row.count > 1 ? source.text(Span(row[0].span.end, row[0].span.end + 1)) : ","
    let keys = row.count > 2 ? (1..<row.count).map { "key\($0)" } : ["key"]
    return Diagnostic(
      .L607, "the first row looks like data (\(source.text(span))); the first row names the columns",
      labels: [Label(Place(source, span), "would be taken for names")],
      help: ["add a line above it:", (keys + ["value"]).joined(separator: separator)])
  }
}
