/// Texts joined with `+`, as the one text with holes that says the same: `"web-" + id` is `"web-{id}"`.
enum TemplateForm {
  /// Nil if anything but texts and names is joined.
  static func of(_ formula: String) -> String? {
    let bytes = Array(formula.utf8)
    let tokens = Lexer.tokens(bytes, from: 0, to: bytes.count).dropLast()
    var result = ""
    var hasText = false
    var wantsOperand = true
    for (position, token) in tokens.enumerated() {
      let written = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
      switch token.kind {
      case .symbol(.plus) where !wantsOperand, .symbol(.ampersand) where !wantsOperand,
        .symbol(.orOr) where !wantsOperand:
        wantsOperand = true
        hasText = hasText || token.kind == .symbol(.ampersand)
      case .text(let content) where wantsOperand && content.isClosed && !content.isRaw && !content.isBytes:
        result += String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self)
        hasText = true
        wantsOperand = false
      case .name where wantsOperand:
        let goesOn = position + 1 < tokens.count && tokens[position + 1].kind == .symbol(.dot)
        let isTail = position > 0 && tokens[position - 1].kind == .symbol(.dot)
        result += (isTail ? "" : "{") + written + (goesOn ? "" : "}")
        wantsOperand = false
      case .symbol(.dot) where !wantsOperand:
        result += "."
        wantsOperand = true
      default: return nil
      }
    }
    return wantsOperand || !hasText || result.contains("\"") ? nil : "\"" + result + "\""
  }
}
