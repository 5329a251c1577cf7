/// Markdown, as far as the pages need it.
enum Markdown {
  /// Columns with a heading each. Cells are one line; `|` in them is kept.
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [row(head), "|" + String(repeating: " --- |", count: head.count)] + rows.map(row)
    return lines.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
  }

  static func code(_ text: String) -> String { text.isEmpty ? "" : "`\(text)`" }

  static func list(_ lines: [String]) -> String { lines.map { "- " + $0 }.joined(separator: "\n") }

  static func block(_ text: String, as language: String) -> String {
    "```\(language)\n" + text.trimmingLineEnds + "\n```"
  }

  /// Parts with an empty line between them; ends with a line break.
  static func page(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// Says where the page comes from.
  static let origin = "Printed by `make docs` from the declarations of the program."
}

extension String {
  var trimmingLineEnds: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
