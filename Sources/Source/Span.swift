/// A stretch of a source, in UTF-8 bytes, end exclusive. An empty span is a place between two bytes.
public struct Span: Sendable, Hashable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }

  /// The smallest span that holds both.
  public func union(_ other: Span) -> Span {
    Span(min(start, other.start), max(end, other.end))
  }

  public func clamped(to count: Int) -> Span {
    let start = min(max(0, start), count)
    return Span(start, min(max(start, end), count))
  }

  public func contains(_ other: Span) -> Bool {
    start <= other.start && other.end <= end
  }
}

/// A span of one particular source: what a label, a plan's node or a fault points at.
public struct Place: Sendable, Hashable {
  public var source: SourceFile
  public var span: Span

  public init(_ source: SourceFile, _ span: Span) {
    self.source = source
    self.span = span
  }

  public static func == (left: Place, right: Place) -> Bool {
    left.span == right.span && left.source.path == right.source.path
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(source.path)
    hasher.combine(span)
  }
}
