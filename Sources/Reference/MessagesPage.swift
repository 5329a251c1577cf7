import Diagnostics
public import Values

/// `messages.md`: every code with its meaning, a mistake and the repair, as `flowrun explain` shows them one by one.
enum MessagesPage {
  static var page: ReferencePage {
    var parts = [
      "# Messages", Markdown.origin,
      """
      Every message has a code, and a code means the same for ever. `flowrun explain CODE` shows the same text.
      """,
    ]
    for letter in letters {
      parts.append("## \(letter.letter): \(letter.title)")
      parts += Code.allCases.filter { $0.rawValue.hasPrefix(letter.letter) }.map(section)
    }
    parts.append("## R: while a flow runs")
    parts.append("These stop one record. The others go on, and the books name each of them.")
    parts += FaultCode.allCases.map { "### \($0.rawValue)\n\n\($0.sentence)" }
    return ReferencePage(name: "messages.md", text: Markdown.page(parts))
  }

  private static let letters: [(letter: String, title: String)] = [
    ("Y", "YAML"), ("S", "structure"), ("N", "names"), ("T", "types"), ("M", "missing values"), ("P", "problems"),
    ("L", "tables"), ("W", "writing"), ("C", "cost and limits"),
  ]

  private static func section(_ code: Code) -> String {
    let page = code.page
    return [
      "### \(code.rawValue) \(page.title)", "*\(page.severity.rawValue)*", page.explanation, "Wrong:",
      Markdown.block(page.wrong.text, as: "yaml"), "Right:", Markdown.block(page.right.text, as: "yaml"),
    ].joined(separator: "\n\n")
  }
}

extension FaultCode {
  /// What it means, for the person who looks at a record that stopped.
  public var sentence: String {
    switch self {
    case .stopped: "The flow itself says stop for this record."
    case .conversion: "A value could not be converted: a text that is no number or date, a division by zero."
    case .unfit: "A value is too long, out of range or against the pattern, or a required field became empty."
    case .refused: "The target system refused the record; its own words stand in the message."
    case .ambiguousMatch: "More than one record of the target matches. None is picked; make the match unique."
    case .matchMissing: "The value to match by is missing, so the record can't be found and none is made."
    case .otherCurrency: "An amount is in another currency than the flow's `settings.currency`."
    case .matchTwice: "Two source records have the same match value; the first was sent, the second stops."
    }
  }
}
