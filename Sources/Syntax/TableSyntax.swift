public import Source

/// `tables: NAME:` codes to codes.
public struct TableSyntax: Sendable {
  public var name: Name
  public var span: Span
  /// `key:` the types of the key columns; empty if the rows decide.
  public var key: [Name] = []
  /// `value:` the type of the cells, when they are members.
  public var value: Name?
  /// `file:` a CSV beside the flow.
  public var file: Name?
  public var rows: RowsSyntax

  public init(name: Name, span: Span, rows: RowsSyntax) {
    self.name = name
    self.span = span
    self.rows = rows
  }
}

/// One level of a table. Levels nest, one for each key column.
public struct RowsSyntax: Sendable {
  public var span: Span
  public var rows: [RowSyntax] = []
  /// `else:` an unknown key.
  public var otherwise: CellSyntax?
  /// `missing:` no key at all.
  public var missing: CellSyntax?

  public init(span: Span) { self.span = span }
}

public struct RowSyntax: Sendable {
  public enum Key: Sendable {
    /// A quoted key: always a text.
    case text(String)
    /// Digits, a country, a member: what the key's type makes of it.
    case bare(String)
    /// `in eu`
    case group(Name)
  }

  public var key: Key
  public var keySpan: Span
  public var cell: CellSyntax

  public init(key: Key, keySpan: Span, cell: CellSyntax) {
    self.key = key
    self.keySpan = keySpan
    self.cell = cell
  }
}

public indirect enum CellSyntax: Sendable {
  case result(ResultSyntax)
  /// The next key column.
  case rows(RowsSyntax)
}

/// `transforms: NAME: [steps]`, or `NAME(a, b): formula`.
public struct TransformSyntax: Sendable {
  public enum Body: Sendable {
    case steps([StepSyntax])
    case formula(ValueSyntax)
  }

  public var name: Name
  public var parameters: [Name]
  public var body: Body
  public var span: Span

  public init(name: Name, parameters: [Name], body: Body, span: Span) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.span = span
  }
}

/// One step of a transform: a function whose first argument is the value.
public struct StepSyntax: Sendable {
  public var function: Name
  public var arguments: [Expression]
  public var span: Span

  public init(function: Name, arguments: [Expression], span: Span) {
    self.function = function
    self.arguments = arguments
    self.span = span
  }
}
