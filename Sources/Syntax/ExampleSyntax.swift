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

  /// With what is usual under it: records are laid over each other field by field, all else takes the place of it.
  public func over(_ usual: ExampleSyntax?) -> ExampleSyntax {
    guard let usual else { return self }
    var example = self
    example.given = DataSyntax.laid(given, over: usual.given)
    example.existing = DataSyntax.laid(existing, over: usual.existing)
    example.related = DataSyntax.laid(related, over: usual.related, emptyIsNothing: true)
    example.today = today ?? usual.today
    return example
  }
}

/// Constants in the shape of a record.
public indirect enum DataSyntax: Sendable {
  case value(ValueSyntax)
  case list([DataSyntax], Span)
  case record([(name: Name, value: DataSyntax)], Span)
  /// The word `missing`: not there, though it usually is.
  case missing(Span)

  public var span: Span {
    switch self {
    case .value(let value): value.span
    case .list(_, let span), .record(_, let span), .missing(let span): span
    }
  }

  /// - Parameter emptyIsNothing: a look-up that finds nothing is written `{ }`.
  fileprivate static func laid(
    _ upper: DataSyntax?, over lower: DataSyntax?, emptyIsNothing: Bool = false
  ) -> DataSyntax? {
    guard let upper, let lower else { return upper ?? lower }
    guard case .record(let own, let span) = upper, case .record(var members, _) = lower else { return upper }
    for member in own {
      if emptyIsNothing, case .record(let fields, _) = member.value, fields.isEmpty {
        members.removeAll { $0.name.text == member.name.text }
        members.append(member)
        continue
      }
      if let index = members.firstIndex(where: { $0.name.text == member.name.text }) {
        members[index] = (member.name, laid(member.value, over: members[index].value) ?? member.value)
      } else {
        members.append(member)
      }
    }
    return .record(members, span)
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
