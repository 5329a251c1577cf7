public import Source

/// Something the author of a flow should know: what is wrong, where, and what to write instead. A value, never thrown.
public struct Diagnostic: Sendable, Hashable {
  /// Stays the same for ever: `flowrun explain M402`.
  public var code: Code
  public var severity: Severity
  /// The fact in the reader's words, one line, no full stop.
  public var message: String
  /// The smallest wrong part first; the others say why it is wrong.
  public var labels: [Label]
  /// What to write instead, in text that can be pasted. Lines after the first are printed indented as they are.
  public var help: [String]
  public var fixes: [Fix]

  public init(
    _ code: Code, severity: Severity? = nil, _ message: String, labels: [Label], help: [String] = [],
    fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.labels = labels
    self.help = help
    self.fixes = fixes
  }

  /// Where the message points: the first label.
  public var place: Place? { labels.first?.place }
}

public enum Severity: String, Sendable, Hashable, Comparable {
  case error, warning, hint

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .hint: 2
    }
  }
}

/// A part of a source and what it is. The first label of a message is underlined with `^`, the others with `-`.
public struct Label: Sendable, Hashable {
  public var place: Place
  public var text: String

  public init(_ place: Place, _ text: String = "") {
    self.place = place
    self.text = text
  }
}

/// A change that mends the flow.
public struct Fix: Sendable, Hashable {
  public enum Applicability: String, Sendable, Hashable {
    /// Means the same as what was written; `flowrun fix` applies it.
    case safe
    /// Very likely meant; `flowrun fix --all` applies it.
    case probable
    /// One of several; shown only.
    case idea
  }

  public var title: String
  public var applicability: Applicability
  public var edits: [Edit]

  public init(_ title: String, _ applicability: Applicability, _ edits: [Edit]) {
    self.title = title
    self.applicability = applicability
    self.edits = edits
  }
}

/// Replaces the bytes of a span.
public struct Edit: Sendable, Hashable {
  public var place: Place
  public var replacement: String

  public init(_ place: Place, _ replacement: String) {
    self.place = place
    self.replacement = replacement
  }
}
