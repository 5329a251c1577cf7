public import Source

/// What stands in a value place: without quotes a formula, with quotes a text.
public enum ValueSyntax: Sendable {
  case formula(Expression)
  case text(Template)

  public var span: Span {
    switch self {
    case .formula(let expression): expression.span
    case .text(let template): template.span
    }
  }
}

/// A text with holes: `"BC-{id}"`.
public struct Template: Sendable {
  public enum Part: Sendable {
    /// Braces and YAML escapes are already undone.
    case literal(String, Span)
    case hole(Expression)
  }

  public var parts: [Part]
  /// The whole scalar, quotes included.
  public var span: Span

  public init(parts: [Part], span: Span) {
    self.parts = parts
    self.span = span
  }

  /// The text, if there are no holes.
  public var constant: String? {
    var text = ""
    for part in parts {
      guard case .literal(let literal, _) = part else { return nil }
      text += literal
    }
    return text
  }
}

/// A value, or the first of several that holds.
public indirect enum ChoiceSyntax: Sendable {
  case value(ValueSyntax)
  case choose([ChooseLine], otherwise: ResultSyntax?, span: Span)
}

/// `- when: … / use: …`
public struct ChooseLine: Sendable {
  public var when: ValueSyntax
  public var use: ResultSyntax
  public var span: Span

  public init(when: ValueSyntax, use: ResultSyntax, span: Span) {
    self.when = when
    self.use = use
    self.span = span
  }
}

/// A value, or `{ stop: "…" }`: what may stand in `use`, `else` and a table's cell.
public enum ResultSyntax: Sendable {
  case value(ValueSyntax)
  case stop(Template, Span)

  public var span: Span {
    switch self {
    case .value(let value): value.span
    case .stop(_, let span): span
    }
  }
}
