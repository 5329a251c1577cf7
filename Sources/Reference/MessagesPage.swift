import Diagnostics

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
    return ReferencePage(name: "messages.md", text: Markdown.page(parts))
  }

  private static let letters: [(letter: String, title: String)] = [
    ("Y", "YAML"), ("S", "structure"), ("N", "names"), ("T", "types"), ("M", "missing values"), ("P", "problems"),
    ("L", "tables"), ("W", "writing"), ("C", "cost and limits"),
    ("R", "what stops one record while a flow runs; the others go on"),
  ]

  private static func section(_ code: Code) -> String {
    let page = code.page
    return [
      "### \(code.rawValue) \(page.title)", "*\(page.severity.rawValue)*", page.explanation, "Wrong:",
      Markdown.block(page.wrong.text, as: "yaml"), "Right:", Markdown.block(page.right.text, as: "yaml"),
    ].joined(separator: "\n\n")
  }
}
