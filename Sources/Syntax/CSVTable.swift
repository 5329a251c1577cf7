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
