import Diagnostics
import Source
import Values

/// What the parser says, and how it reads what people bring along from spreadsheets and programs.
extension FormulaParser {
  /// The formula cannot be read here. Said once for a place; the words that follow a mistake are not mistakes.
  mutating func report(
    _ message: String, _ span: Span, _ label: String = "", others: [(Span, String)] = [], help: [String] = [],
    fixes: [Fix] = []
  ) {
    say(.T327, message, span, label, others: others, help: help, fixes: fixes)
  }

  mutating func say(
    _ code: Code, _ message: String, _ span: Span, _ label: String = "", others: [(Span, String)] = [],
    help: [String] = [], fixes: [Fix] = []
  ) {
    guard !isAborted else { return }
    if collectingDepth > 0, code == .T323 || code == .T324, let edits = fixes.first?.edits {
      for edit in edits { collected.removeAll { edit.place.span.contains($0.place.span) } }
      collected += edits
      return
    }
    notes.add(code, message, span, label, others: others, help: help, fixes: fixes)
  }

  /// C803; nothing after it is read.
  mutating func reportLimit(_ message: String, _ span: Span) {
    say(.C803, message, span, help: ["move parts of it to `let`, where each gets a name"])
    isAborted = true
    index = max(0, tokens.count - 1)
  }

  /// `billing_address.form_fields.VAT number`: a name with blanks stands in brackets.
  private mutating func reportNameWithBlanks(_ whole: Span) -> Bool {
    let words = tokens.dropLast()
    guard let dot = words.lastIndex(where: { $0.kind == .symbol(.dot) }), dot > 0, dot + 2 < words.count,
      words[(dot + 1)...].allSatisfy({ $0.kind == .name }),
      words[..<dot].enumerated().allSatisfy({ $1.kind == ($0 % 2 == 0 ? .name : .symbol(.dot)) })
    else { return false }
    let base = written(map.span(tokens[0].start, tokens[dot - 1].end))
    let right = base + "[\"" + written(map.span(tokens[dot + 1].start, words[words.count - 1].end)) + "\"]"
    say(
      .N201, "a name with blanks stands in brackets", whole, "read as a calculation",
      help: ["write \(right)", "if this is meant as text, it needs quotes"],
      fixes: [notes.fix("write \(right)", .probable, whole, right)])
    return true
  }

  mutating func reportRemainder() {
    guard !isAborted, notes.diagnostics.isEmpty else { return }
    let first = tokens[max(0, index - 1)]
    if reportDecimalComma() { return }
    let whole = map.span(tokens[0].start, tokens[tokens.count - 1].end)
    if reportNameWithBlanks(whole) { return }
    if kind == .name, first.kind == .name || first.kind == .number {
      say(
        .N205, "this looks like text, and text needs quotes", whole, "read as a calculation without quotes",
        fixes: [notes.fix("put it in quotes", .probable, whole, Notes.quoted(written(whole)))])
      return
    }
    if kind == .unknown {
      _ = unknownCharacter()
      return
    }
    let message =
      switch symbol {
      case .closeRound, .closeSquare, .closeBrace: "this `\(text(token))` closes nothing"
      case .comma: "a comma cannot stand here"
      case .colon: "a `:` cannot stand here"
      default: "the formula ends before this"
      }
    report(message, span(token), others: [(span(first), "the formula ends here")])
  }

  /// `0,9`
  private mutating func reportDecimalComma() -> Bool {
    guard symbol == .comma, index > 0 else { return false }
    let before = tokens[index - 1]
    let after = ahead(1)
    let isTail = after.kind == .number || after.kind == .leadingZero
    guard before.kind == .number, isTail, before.end == token.start, after.start == token.end else { return false }
    let whole = map.span(before.start, after.end)
    // The point of 1.000,50 sets thousands apart.
    let thousands = text(before).split(separator: ".", omittingEmptySubsequences: false)
    let groups = thousands.count == 2 && thousands[1].count == 3 && text(after).count != 3
    let right = (groups ? thousands.joined() : text(before)) + "." + text(after)
    say(
      .T323, "numbers are written with a point", whole, "a comma separates values",
      help: ["write \(right)"], fixes: [notes.fix("write \(right)", .probable, whole, right)])
    return true
  }

  /// Within brackets something stands where a comma or the closing bracket should.
  mutating func reportInList(_ open: Token, _ close: Token.Symbol) {
    if kind == .unknown {
      _ = unknownCharacter()
    } else if isRange() {
      say(
        .T323, "there are no cells here, only fields", map.span(tokens[index - 1].start, ahead(1).end),
        "a range of a spreadsheet",
        help: ["add fields: first + second", "or what the entries of a list hold: lines.sum(l, l.quantity)"])
    } else if symbol == .comma {
      report(
        "only one value can stand between these parentheses", span(token), "this comma starts another",
        others: [(span(open), "opened here")])
    } else {
      report(
        "a comma or a `\(close.rawValue)` is missing before this", span(token), "",
        others: [(span(open), "opened here")])
    }
  }

  mutating func unknownCharacter() -> Expression {
    let place = token
    let written = text(place)
    advance()
    if written == ";", token.kind == .end {
      report(
        "a formula ends without `;`", span(place), help: ["remove it"],
        fixes: [notes.fix("remove it", .safe, span(place), "")])
    } else if let quote = Self.straightQuotes[written] {
      let edits = tokens.filter { $0.kind == .unknown }.compactMap { token in
        Self.straightQuotes[text(token)].map { Edit(Place(notes.source, span(token)), $0) }
      }
      report(
        "these are a word processor's quotes", span(place), "\(written) is not \(quote)",
        fixes: [Fix("use straight quotes", .probable, edits)])
      index = tokens.count - 1
    } else {
      let help = written == "^" ? "a power is written out: 10 * 10 * 10" : "text needs quotes"
      report("`\(written)` means nothing in a formula", span(place), help: [help])
    }
    return Expression(.broken, span(place))
  }

  private static let straightQuotes = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{AB}": "\"", "\u{BB}": "\"", "\u{2018}": "'",
    "\u{2019}": "'",
  ]

  // MARK: texts

  mutating func reportOpenHole(_ at: Int) {
    report(
      "this `{` is never closed", map.span(at, at + 1), "a hole ends with `}`",
      help: ["for a brace in the text write {{"],
      fixes: [notes.fix("make it a brace of the text", .idea, map.span(at, at + 1), "{{")])
  }

  mutating func reportLoneBrace(_ at: Int) {
    report(
      "this `}` closes nothing", map.span(at, at + 1), "for a brace in the text write }}",
      fixes: [notes.fix("make it a brace of the text", .probable, map.span(at, at + 1), "}}")])
  }

  mutating func reportEscape(_ start: Int, _ end: Int) {
    let place = map.span(start, end)
    report(
      "`\(String(decoding: bytes[start..<end], as: UTF8.self))` is not an escape", place,
      help: [#"write \\ for a backslash, or a raw text: r"…""#],
      fixes: [notes.fix("write a backslash", .probable, Span(place.start, place.start), "\\")])
  }

  mutating func reportBytes(_ token: Token, _ content: TextToken) {
    let right = String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self)
    say(
      .T323, "there are no bytes here, only text", span(token), "`b` in front of a text",
      help: ["write \"\(right)\""],
      fixes: [notes.fix("write a text", .probable, span(token), "\"\(right)\"")])
  }

  mutating func reportRepetition(_ token: Token, _ content: TextToken, _ repetition: (Int, Int)) {
    let quote = String(decoding: bytes[content.contentEnd..<token.end], as: UTF8.self)
    let raw = "r" + quote + String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self) + quote
    let braces = String(decoding: bytes[repetition.0..<repetition.1], as: UTF8.self)
    say(
      .T326, "a pattern is written as raw text", map.span(repetition.0, repetition.1),
      "`\(braces)` would insert the number, not repeat", help: ["write \(raw)"],
      fixes: [notes.fix("write it raw", .safe, span(token), raw)])
  }

  // MARK: numbers

  mutating func oddNumber(_ token: Token) -> Expression {
    let written = text(token)
    let place = span(token)
    switch token.kind {
    case .leadingZero:
      say(
        .T302, "\(written) is not a number", place, "a number does not start with 0",
        help: ["a code is text: \"\(written)\""],
        fixes: [notes.fix("make it a text", .probable, place, "\"\(written)\"")])
    case .date: reportDate(written, place)
    case .exponent:
      say(
        .T323, "numbers are written out", place, "`e` is not read as a power of ten",
        help: ["write all digits, or \"\(written)\" if it is a code"])
    default:
      let right = String(written.dropLast())
      say(
        .T323, "there are no unsigned numbers here", place, "`u` behind a number",
        help: ["write \(right)"], fixes: [notes.fix("write \(right)", .safe, place, right)])
      return number(right, place)
    }
    return Expression(.broken, place)
  }

  private mutating func reportDate(_ written: String, _ place: Span) {
    if written.contains("-"), !written.contains(":") {
      let parts = written.split(separator: "-")
      let iso = parts[0].count == 4 ? written : parts.reversed().joined(separator: "-")
      say(
        .T303, "a date needs `date` and quotes", place, "without them this is a subtraction",
        help: ["write date(\"\(iso)\")"],
        fixes: [notes.fix("write a date", .probable, place, "date(\"\(iso)\")")])
    } else {
      say(
        .T303, "a time needs quotes", place, "a time, read without quotes",
        help: ["write \"\(written)\""], fixes: [notes.fix("make it a text", .probable, place, "\"\(written)\"")])
    }
  }

  /// `10%`
  mutating func percentage(_ left: Expression, _ sign: Span) -> Expression {
    var whole = left.span.union(sign)
    var number = left
    if case .binary(_, _, _, let right) = left.kind {
      number = right
      whole = right.span.union(sign)
    }
    var help = ["write 0.1 for 10 percent, 1.21 to add 21 percent"]
    var fixes: [Fix] = []
    let percent: DecimalNumber? =
      switch number.kind {
      case .whole(let whole): DecimalNumber(whole)
      case .decimal(let decimal): decimal
      default: nil
      }
    if let percent, let hundredth = DecimalNumber("0.01"),
      let part = try? percent.multiplied(by: hundredth)
    {
      help = ["write \(part); where a rate in percent is asked for, as excl and incl do, \(percent)"]
      fixes = [notes.fix("write \(part)", .probable, whole, part.description)]
    }
    say(
      .T323, "a percentage is written as a number", sign, "`%` is the remainder of a division", help: help, fixes: fixes
    )
    return Expression(.broken, whole)
  }

  // MARK: habits

  mutating func dropLeadingEqualSign() {
    guard symbol == .singleEqual || symbol == .equal else { return }
    let place = span(token)
    say(
      .T324, "a formula does not start with `=`", place, "a spreadsheet's habit",
      fixes: [notes.fix("remove it", .safe, place, "")])
    advance()
  }

  mutating func reportForeignWord(_ right: String) {
    say(
      .T323, "`\(text(token))` is written `\(right)`", span(token),
      fixes: [notes.fix("write \(right)", .safe, span(token), right)])
  }

  /// Operators of other languages, at the place where one was read.
  mutating func reportForeignOperator() {
    let place = span(token)
    if let word, word != word.lowercased() { return reportForeignWord(word.lowercased()) }
    switch symbol {
    case .singleEqual:
      say(
        .T324, "`=` is for `match`; formulas compare with `==`", place,
        fixes: [notes.fix("write ==", .probable, place, "==")])
    case .lessGreater:
      say(.T323, "not equal is written `!=`", place, fixes: [notes.fix("write !=", .safe, place, "!=")])
    default: break
    }
  }

  /// `1 < x < 5`
  mutating func refuseChain(_ result: Expression, _ left: Expression, _ right: Expression) -> Expression? {
    guard let following = comparisonAhead else { return result }
    if following == .singleEqual { return result }
    let second = span(token)
    let middle = written(right.span)
    advance()
    let last = parseExpression(.coalesce)
    let whole = result.span.union(last.span)
    let fixed = "\(written(result.span)) and \(middle) \(following.rawValue) \(written(last.span))"
    say(
      .T310, "two comparisons in a row", second, "the second one",
      help: ["write \(fixed)"], fixes: [notes.fix("split it", .probable, whole, fixed)])
    return Expression(.broken, whole)
  }

  private var comparisonAhead: Token.Symbol? {
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: symbol
    default: nil
    }
  }

  mutating func reportIsNot(_ left: Expression, _ start: Token, _ end: Token, _ negated: Bool) {
    let right = negated ? "is missing" : "is present"
    let place = map.span(start.start, end.end)
    say(
      .T323, "write `\(right)`", place, fixes: [notes.fix("write \(right)", .safe, place, right)])
  }

  /// `has(x)`
  mutating func hasCall(_ subject: Expression, _ whole: Span) -> Expression {
    let right = written(subject.span) + " is present"
    say(
      .T323, "whether a field is there is asked with `is present`", whole, help: ["write \(right)"],
      fixes: [notes.fix("write \(right)", .safe, whole, right)])
    return Expression(.isPresent(subject, negated: false), whole)
  }

  /// `a ? b : c`
  mutating func parseCelConditional(_ condition: Expression) -> Expression {
    let question = token
    advance()
    let then = parseExpression()
    guard accept(.colon) else {
      report("`?` is not used here", span(question), help: ["write if … then … else …"])
      return Expression(.broken, condition.span.union(then.span))
    }
    let otherwise = parseExpression()
    let whole = condition.span.union(otherwise.span)
    let right = "if \(written(condition.span)) then \(written(then.span)) else \(written(otherwise.span))"
    say(
      .T323, "a choice is written in words", span(question), "`? :` is not used here", help: ["write \(right)"],
      fixes: [notes.fix("write it in words", .probable, whole, right)])
    return Expression(.conditional(condition, then: then, otherwise: otherwise), whole)
  }

  /// `IF(c, a, b)`; nil if these are just parentheses behind `if`.
  mutating func parseSpreadsheetIf(_ start: Token) -> Expression? {
    guard hasCommaInParentheses(from: index) else { return nil }
    let open = token
    advance()
    let (values, close) = collecting { $0.parseList(open, until: .closeRound) }
    let whole = span(start).union(close)
    guard values.count == 3 else {
      say(.T323, "a choice is written in words", span(start), help: ["write if … then … else …"])
      return Expression(.broken, whole)
    }
    let right = "if \(mended(values[0].span)) then \(mended(values[1].span)) else \(mended(values[2].span))"
    say(
      .T323, "a choice is written in words", span(start), "a spreadsheet's habit", help: ["write \(right)"],
      fixes: [notes.fix("write it in words", .probable, whole, right)])
    return Expression(.conditional(values[0], then: values[1], otherwise: values[2]), whole)
  }

  /// A comma or semicolon stands between the parentheses that open here, not deeper.
  func hasCommaInParentheses(from index: Int) -> Bool {
    var nesting = 0
    for token in tokens[index...] {
      switch token.kind {
      case .symbol(.openRound), .symbol(.openSquare): nesting += 1
      case .symbol(.closeRound), .symbol(.closeSquare):
        nesting -= 1
        if nesting == 0 { return false }
      case .symbol(.comma) where nesting == 1: return true
      case .unknown where nesting == 1 && text(token) == ";": return true
      default: break
      }
    }
    return false
  }

  /// `{"NL": 21}`
  mutating func parseMapLiteral() -> Expression {
    let open = token
    var nesting = 0
    repeat {
      if symbol == .openBrace { nesting += 1 }
      if symbol == .closeBrace { nesting -= 1 }
      advance()
    } while nesting > 0 && kind != .end
    let whole = map.span(open.start, tokens[max(0, index - 1)].end)
    say(
      .T323, "a formula has no `{ }`", whole, "a list of codes",
      help: ["put codes and their values under `tables:`"])
    return Expression(.broken, whole)
  }

  mutating func reportNull(_ token: Token) {
    say(
      .S119, "there is no `\(text(token))`", span(token), "no value is not a value",
      help: ["test with `is present` or `is missing`", "to take a value away write missing: clear"])
  }
}
