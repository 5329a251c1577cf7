public import Source
public import Values

/// A formula as it was written. Parsing never fails: a part that could not be read is `.broken` and was reported.
public struct Expression: Sendable {
  public var kind: Kind
  public var span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case whole(Int64)
    case decimal(DecimalNumber)
    case bool(Bool)
    /// Quoted inside a formula: holes are allowed.
    case text(Template)
    /// `r"…"`: no holes, no escapes.
    case rawText(String)
    case list([Expression])
    case name(String)
    /// `base.name`, or `base?.name`
    case field(Expression, Name, optional: Bool)
    /// `table[a, b]`, `record["odd name"]`
    case index(Expression, [Expression])
    /// `max(0, x)`
    case call(Name, [Expression])
    /// `x.truncate(60)`, `rows.sum(r, r.amountFree)`, `x?.trim()`
    case method(Expression, Name, [Expression], optional: Bool)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, operatorSpan: Span, Expression, Expression)
    /// `x is present`, `x is missing`
    case isPresent(Expression, negated: Bool)
    case conditional(Expression, then: Expression, otherwise: Expression)
    case broken
  }
}

public enum UnaryOperator: String, Sendable, Hashable {
  case not
  case minus = "-"
}

public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case or, and
  case coalesce = "??"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// The right side is a list, or the name of a country group.
  case `in`
  case notIn = "not in"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case dividedBy = "/"
  case modulo = "%"
}
