public import Source

/// A part of a YAML file with its place. Nothing is typed by guessing: a scalar is text, and how it was quoted.
public struct YAMLNode: Sendable {
  public indirect enum Kind: Sendable {
    case scalar(YAMLScalar)
    case list([YAMLNode])
    case mapping([YAMLEntry])
    /// It could not be read, and that was reported.
    case broken
  }

  public var kind: Kind
  /// Ends with the last child, not with the comments behind it.
  public var span: Span
  /// Written with `[ ]` or `{ }`.
  public var isFlow: Bool

  public init(_ kind: Kind, _ span: Span, isFlow: Bool = false) {
    self.kind = kind
    self.span = span
    self.isFlow = isFlow
  }

  public var scalar: YAMLScalar? {
    if case .scalar(let scalar) = kind { scalar } else { nil }
  }

  public var entries: [YAMLEntry]? {
    if case .mapping(let entries) = kind { entries } else { nil }
  }

  public var items: [YAMLNode]? {
    if case .list(let items) = kind { items } else { nil }
  }

  public var isBroken: Bool {
    if case .broken = kind { true } else { false }
  }

  /// Nothing stands there: `name:` alone, `~` or `null`.
  public var isEmpty: Bool {
    guard let scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// The value behind a plain key of a mapping.
  public subscript(key: String) -> YAMLNode? {
    entries?.first { $0.key.scalar?.text == key }?.value
  }
}

public struct YAMLEntry: Sendable {
  /// A scalar, except in files that nobody should write.
  public var key: YAMLNode
  public var value: YAMLNode

  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }

  public var span: Span { key.span.union(value.span) }
}

public struct YAMLScalar: Sendable {
  public enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// As YAML decodes it.
  public var text: String
  public var style: Style
  /// Where the bytes of `text` stand in the file.
  public var map: SegmentMap

  public init(text: String, style: Style, map: SegmentMap) {
    self.text = text
    self.style = style
    self.map = map
  }

  /// Quoted and block scalars are texts, plain ones are names and formulas.
  public var isQuoted: Bool { style != .plain }
}
