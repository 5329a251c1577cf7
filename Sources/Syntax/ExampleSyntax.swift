public import Source

/// One case of `examples:`, or of a test file beside the flow.
public struct ExampleSyntax: Sendable {
  public var name: Name?
  public var given: DataSyntax?
  /// The record in the target before the run.
  public var existing: DataSyntax?
  /// What related records are found: name to record, list of records (one a row), or nothing.
  public var related: DataSyntax?
  public var today: ValueSyntax?
  public var expect: ExpectSyntax?
  public var span: Span

  public init(span: Span) { self.span = span }
}

/// Constants in the shape of a record.
public indirect enum DataSyntax: Sendable {
  case value(ValueSyntax)
  case list([DataSyntax], Span)
  case record([(name: Name, value: DataSyntax)], Span)

  public var span: Span {
    switch self {
    case .value(let value): value.span
    case .list(_, let span), .record(_, let span): span
    }
  }
}

public enum ExpectSyntax: Sendable {
  case skipRecord(Span)
  /// Part of the sentence.
  case stop(Template, Span)
  case fields([(name: Name, value: ExpectedValue)], Span)
}

public indirect enum ExpectedValue: Sendable {
  case leftAlone(Span)
  case clear(Span)
  case value(ValueSyntax)
  case list([ExpectedValue], Span)
  case record([(name: Name, value: ExpectedValue)], Span)
}
