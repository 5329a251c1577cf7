import Diagnostics
import Source

extension Notes {
  /// `{description}` and `{{description}}`, to which YAML gives a meaning of its own.
  mutating func reportBraces(_ written: String, _ span: Span) {
    let inner = String(written.drop { "{ ".contains($0) }.reversed().drop { "} ".contains($0) }.reversed())
    let isField = !inner.isEmpty && inner.utf8.allSatisfy { Lexer.isNamePart($0) || $0 == UInt8(ascii: ".") }
    let quoted = Self.quoted(written)
    add(
      .Y015, isField ? "a field stands without braces" : "braces need quotes", span, "YAML reads a block here",
      help: isField
        ? ["write \(inner)", "in a text, with quotes: \(Self.quoted("… {\(inner)} …"))"] : ["write \(quoted)"],
      fixes: isField ? [fix("write \(inner)", .safe, span, inner)] : [fix("put it in quotes", .safe, span, quoted)])
  }

  /// A text as a flow writes it, in double quotes.
  static func quoted(_ value: String) -> String {
    var result = "\""
    for character in value {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
