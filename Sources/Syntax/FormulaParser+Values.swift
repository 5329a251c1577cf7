import Diagnostics
import Source
import Values

extension FormulaParser {
  /// Literals, names, calls, brackets.
  mutating func parsePrimary() -> Expression {
    let start = token
    if let field = leadingPoint() { return field }
    switch start.kind {
    case .number:
      advance()
      return number(text(start), span(start))
    case .leadingZero, .date, .exponent, .unsigned:
      advance()
      return oddNumber(start)
    case .text(let content):
      advance()
      return textLiteral(start, content)
    case .name: return parseName()
    case .symbol(.openRound): return parseParentheses()
    case .symbol(.openSquare):
      advance()
      let (values, close) = parseList(start, until: .closeSquare)
      return Expression(.list(values), span(start).union(close))
    case .symbol(.openBrace): return parseMapLiteral()
    case .symbol, .unknown, .end: return missingValue()
    }
  }

  private mutating func parseName() -> Expression {
    let start = token
    let name = text(start)
    switch name {
    case "true", "false":
      advance()
      return Expression(.bool(name == "true"), span(start))
    case "then", "else", "and", "or", "in", "is": return missingValue()
    case "null" where ahead(1).kind != .symbol(.openRound):
      advance()
      reportNull(start)
      return Expression(.broken, span(start))
    default: break
    }
    advance()
    if let choice = sqlCase(start) { return choice }
    guard symbol == .openRound else { return Expression(.name(name), span(start)) }
    if Self.localIf.contains(name), let called = parseSpreadsheetIf(start) { return called }
    let (arguments, close) = parseArguments(of: name)
    let whole = span(start).union(close)
    if name == "type" || name == "typeof" {
      say(
        .T323, "what kind a value has is known before any record", whole, "not asked here",
        help: ["compare the value itself; `flowrun fields` shows the kind of every field"])
    }
    if name == "has", let subject = arguments.first, arguments.count == 1 { return hasCall(subject, whole) }
    return Expression(.call(Name(name, span(start)), arguments), whole)
  }

  private mutating func parseParentheses() -> Expression {
    let open = token
    advance()
    var inner = parseExpression()
    if symbol == .closeRound {
      inner.span = span(open).union(span(token))
      advance()
      return inner
    }
    if isAborted { return inner }
    if kind == .end {
      isUnterminated = true
      report("a `)` is missing", span(open), "opened here and never closed", fixes: closing(")"))
    } else {
      reportInList(open, .closeRound)
      skipToClosing()
    }
    return inner
  }

  /// The bracket at the end of the formula, if it is all that is wrong.
  func closing(_ bracket: String) -> [Fix] {
    guard notes.diagnostics.isEmpty, index > 0 else { return [] }
    let end = span(tokens[index - 1]).end
    return [notes.fix("close it", .probable, Span(end, end), bracket)]
  }

  private mutating func skipToClosing() {
    var nesting = 0
    while kind != .end {
      if symbol == .openRound { nesting += 1 }
      if symbol == .closeRound {
        nesting -= 1
        if nesting < 0 {
          advance()
          return
        }
      }
      advance()
    }
  }

  /// A value should stand here and does not.
  private mutating func missingValue() -> Expression {
    let place = token
    let before = index > 0 ? tokens[index - 1] : nil
    if kind == .unknown { return unknownCharacter() }
    if kind == .end, let before {
      report("the formula breaks off", span(before), "a value is missing after this")
    } else if let before, isOpening(before) || before.kind == .symbol(.comma) {
      report("a value is missing here", span(place), "`\(text(place))` cannot start a value")
    } else if let before {
      report(
        "a value is missing before `\(text(place))`", span(place), "",
        others: [(span(before), "after this")])
    } else {
      report("a value is missing before `\(text(place))`", span(place))
    }
    let broken = Expression(.broken, map.span(place.start, place.start))
    if isStrayOperator { advance() }
    return broken
  }

  private func isOpening(_ token: Token) -> Bool {
    token.kind == .symbol(.openRound) || token.kind == .symbol(.openSquare)
  }

  /// Something that neither starts a value nor can go on behind a missing one.
  private var isStrayOperator: Bool {
    switch symbol {
    case .colon, .dot, .optionalDot, .openBrace, .singleEqual: true
    default: false
    }
  }

  /// Nothing that starts a value follows: in `10%` the sign is not a calculation.
  var startsNoValue: Bool {
    switch kind {
    case .end: true
    case .symbol(let symbol): ![.openRound, .openSquare, .openBrace, .minus, .bang].contains(symbol)
    case .name: ["and", "or", "then", "else", "in", "is"].contains(text(token))
    default: false
    }
  }

  // MARK: numbers

  mutating func number(_ text: String, _ span: Span) -> Expression {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? text.dropFirst() : Substring(text)
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      if let whole = Int64((isNegative ? "-" : "") + digits.dropFirst(2), radix: 16) {
        return Expression(.whole(whole), span)
      }
    } else if !digits.contains(".") {
      if let whole = Int64(text) { return Expression(.whole(whole), span) }
    } else if let decimal = DecimalNumber(digits.hasPrefix(".") ? (isNegative ? "-0" : "0") + digits : text) {
      return Expression(.decimal(decimal), span)
    }
    notes.add(
      .T304, digits.contains(".") ? "this number has too many digits" : "this number is too large", span,
      digits.contains(".")
        ? "numbers have up to \(DecimalNumber.maximumHeldDigits) digits, \(DecimalNumber.maximumScale) of them decimals"
        : "whole numbers end at 9223372036854775807",
      help: ["if it is a code and not a number, write it as text: \"\(text)\""],
      fixes: [notes.fix("make it a text", .probable, span, "\"\(text)\"")])
    return Expression(.broken, span)
  }

  // MARK: texts

  private mutating func textLiteral(_ token: Token, _ content: TextToken) -> Expression {
    let whole = span(token)
    if !content.isClosed {
      isUnterminated = true
      report("this text is never closed", whole, "the quote at the end is missing")
      return Expression(.broken, whole)
    }
    if content.isBytes { reportBytes(token, content) }
    if content.isRaw {
      let raw = String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self)
      return Expression(.rawText(raw), whole)
    }
    if isInPattern, let repetition = firstRepetition(content) {
      reportRepetition(token, content, repetition)
      let raw = String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self)
      return Expression(.rawText(raw), whole)
    }
    let parts = parseParts(from: content.contentStart, to: content.contentEnd, hasEscapes: true)
    return Expression(.text(Template(parts: parts, span: whole)), whole)
  }

  /// `{4}` or `{2,3}` in a pattern.
  private func firstRepetition(_ content: TextToken) -> (Int, Int)? {
    var index = content.contentStart
    while index < content.contentEnd {
      if bytes[index] == Ascii.openBrace {
        var end = index + 1
        while end < content.contentEnd, Lexer.isDigit(bytes[end]) || bytes[end] == 0x2C { end += 1 }
        if end > index + 1, end < content.contentEnd, bytes[end] == Ascii.closeBrace { return (index, end + 1) }
      }
      index += 1
    }
    return nil
  }
}
