import Diagnostics
import Source

/// Writes `{ a: b, c: d }` and `[a, b]` as lines of their own, where formulas may hold commas and brackets.
enum BlockForm {
  /// Nil if the brackets do not stand alone behind a key or a dash, or if what they hold can't be told apart.
  static func edit(_ source: SourceFile, _ span: Span) -> Edit? {
    let line = source.lineNumber(at: span.start)
    let start = source.lineStarts[line - 1]
    let written = source.text(span)
    guard source.lineNumber(at: span.end) == line, let close = closing[written.prefix(1)], written.hasSuffix(close)
    else { return nil }
    let rest = source.text(Span(span.end, start + source.line(line).utf8.count))
    guard rest.allSatisfy({ $0 == " " }) || rest.hasPrefix(" #") else { return nil }
    let before = source.text(Span(start, span.start))
    let column = before.prefix { $0 == " " || $0 == "-" }.count
    let parts = split(written.dropFirst().dropLast())
    let isBlock = close == "}"
    guard !parts.isEmpty, !isBlock || parts.allSatisfy(isEntry) else { return nil }
    let lines = parts.map { isBlock ? $0 : "- " + $0 }
    let head = before.dropFirst(column)
    guard let last = head.last(where: { $0 != " " }) else {
      let pad = "\n" + String(repeating: " ", count: column)
      return Edit(Place(source, span), lines.joined(separator: pad))
    }
    guard last == ":" else { return nil }
    let pad = "\n" + String(repeating: " ", count: column + 2)
    let blanks = before.reversed().prefix { $0 == " " }.count
    return Edit(Place(source, Span(span.start - blanks, span.end)), pad + lines.joined(separator: pad))
  }

  private static let closing: [Substring: String] = ["{": "}", "[": "]"]

  /// At the commas that are neither in brackets nor in quotes.
  private static func split(_ text: Substring) -> [String] {
    var parts: [String] = [""]
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
  }

  private static func isEntry(_ part: String) -> Bool {
    guard let colon = part.firstIndex(of: ":"), part.index(after: colon) < part.endIndex else { return false }
    let key = part[..<colon].drop { $0 == "\"" }
    return part[part.index(after: colon)] == " " && key.first.map { $0.isLetter || $0 == "_" } == true
      && !key.contains("(") && !key.contains("[")
  }
}
