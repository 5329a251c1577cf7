/// What `flowrun explain CODE` shows: the mistake in plain words, an example of it, and its repair.
public struct CodePage: Sendable {
  public var code: Code
  /// What the code says unless a place makes it stricter.
  public var severity: Severity
  /// A short heading, no full stop.
  public var title: String
  /// For somebody who knows shops, not programs.
  public var explanation: String
  public var wrong: CodeSample
  public var right: CodeSample

  init(_ code: Code, _ title: String, _ explanation: String, wrong: CodeSample, right: CodeSample) {
    self.init(code, .error, title, explanation, wrong: wrong, right: right)
  }

  init(
    _ code: Code, _ severity: Severity, _ title: String, _ explanation: String, wrong: CodeSample,
    right: CodeSample
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }

  /// The page as text.
  public var rendered: String {
    """
    \(code.rawValue)  \(title)

    \(explanation)

    wrong:
    \(indented(wrong.text))

    right:
    \(indented(right.text))

    """
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
  }
}

/// A piece of YAML on a page, and where it stands in a flow.
public struct CodeSample: Sendable {
  public enum Place: Sendable {
    /// A whole file.
    case flow
    /// Keys of the flow itself, beside `flow:` and `source:`.
    case keys
    /// Lines under `fields:`.
    case fields
    /// Something beside a flow, or that only a run can show; it cannot be tried out by itself.
    case other
  }

  public var place: Place
  public var text: String

  static func flow(_ text: String) -> CodeSample { CodeSample(place: .flow, text: text) }
  static func keys(_ text: String) -> CodeSample { CodeSample(place: .keys, text: text) }
  static func fields(_ text: String) -> CodeSample { CodeSample(place: .fields, text: text) }
  static func other(_ text: String) -> CodeSample { CodeSample(place: .other, text: text) }

  /// The sample within a small flow from Mplus articles to BigCommerce products that is right but for the sample.
  /// Nil if it cannot be tried out by itself.
  public var wholeFlow: String? {
    switch place {
    case .flow: text
    case .keys: Self.header(without: text) + text + "\n" + Self.fields(without: text)
    case .fields: Self.header(without: "") + "fields:\n" + Self.lines(Self.fieldLines, without: text) + indented
    case .other: nil
    }
  }

  private var indented: String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ($0.isEmpty ? "" : "  " + $0) + "\n" }.joined()
  }

  private static let keyLines = [
    ("flow", "flow: example"), ("source", "source: mplus.articles"), ("target", "target: bigcommerce.products"),
    ("match", "match: sku"),
    ("settings", "settings:\n  currency: EUR\n  rounding: half_up\n  timezone: \"Europe/Amsterdam\""),
  ]
  private static let fieldLines = [
    ("sku", "  sku: pluNumber"), ("name", "  name: { from: description, missing: skip record }"),
    ("type", "  type: physical"), ("weight", "  weight: 0"), ("price", "  price: priceExcl"),
  ]

  private static func header(without text: String) -> String { lines(keyLines, without: text) }

  private static func fields(without text: String) -> String {
    has("fields", text) ? "" : "fields:\n" + lines(fieldLines, without: "")
  }

  private static func lines(_ lines: [(String, String)], without text: String) -> String {
    lines.filter { !has($0.0, text) }.map { $0.1 + "\n" }.joined()
  }

  private static func has(_ key: String, _ text: String) -> Bool {
    text.split(separator: "\n").contains { $0.hasPrefix(key + ":") }
  }
}

extension Code {
  /// Every code has one.
  public var page: CodePage { CodePages.all[self] ?? CodePages.unwritten(self) }

  /// What the code says unless a place makes it stricter.
  public var severity: Severity { page.severity }
}

/// All pages, by letter.
enum CodePages {
  static let all: [Code: CodePage] = Dictionary(
    uniqueKeysWithValues: (yaml + structure + names + types + missing + problems + tables + writing + flows + limits
      + running)
      .map { ($0.code, $0) })

  /// A test sees to it that none is.
  static func unwritten(_ code: Code) -> CodePage {
    CodePage(code, code.rawValue, "", wrong: .other(""), right: .other(""))
  }
}
