import Diagnostics
import Source

/// What people bring along from SQL, JavaScript, Python, jq and Excel: read as what it means there, and answered with
/// the line that means it here.
extension FormulaParser {
  // MARK: several habits in one formula

  /// A spreadsheet's formula is answered as a whole: what is written differently inside it is mended along with it.
  mutating func collecting<Result>(_ body: (inout FormulaParser) -> Result) -> Result {
    collectingDepth += 1
    defer { collectingDepth -= 1 }
    return body(&self)
  }

  /// The source behind a span, with the collected repairs in it.
  func mended(_ span: Span) -> String {
    var bytes = Array(notes.source.bytes[span.clamped(to: notes.source.bytes.count).start..<span.end])
    let edits = collected.filter { span.contains($0.place.span) }.sorted { $0.place.span.start < $1.place.span.start }
    for edit in edits.reversed() {
      let place = edit.place.span
      bytes.replaceSubrange(place.start - span.start..<place.end - span.start, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: missing values

  static let nullWords: Set<String> = ["null", "NULL", "Null", "nil", "None", "undefined", "nothing", "blank", "empty"]

  /// `x == null`, `x != None`: nil if no such word follows.
  mutating func nullComparison(_ left: Expression, _ found: BinaryOperator) -> Expression? {
    guard found == .equal || found == .notEqual, let word = ahead(1).kind == .name ? text(ahead(1)) : nil,
      Self.nullWords.contains(word), word == "null" || word == "NULL" || ahead(2).kind == .end
    else { return nil }
    if case .symbol(let next) = ahead(2).kind, [.dot, .optionalDot, .openRound, .openSquare].contains(next) {
      return nil
    }
    let wordSpan = span(ahead(1))
    let whole = left.span.union(wordSpan)
    let right = "\(written(left.span)) is \(found == .equal ? "missing" : "present")"
    say(
      .S119, "there is no `\(word)`", wordSpan, "no value is not a value", help: ["write \(right)"],
      fixes: [notes.fix("write \(right)", .safe, whole, right)])
    advance()
    advance()
    return Expression(.isPresent(left, negated: found == .equal), whole)
  }

  /// Behind `is`: `NULL`, `not None`; nil if it is something else.
  mutating func isNull(_ left: Expression, _ start: Token, negated: Bool) -> Expression? {
    guard let word, Self.nullWords.contains(word) else { return nil }
    let right = negated ? "is present" : "is missing"
    let place = map.span(start.start, token.end)
    say(
      .T323, "`\(written(place))` is written `\(right)`", place, help: ["write \(written(left.span)) \(right)"],
      fixes: [notes.fix("write \(right)", .safe, place, right)])
    advance()
    return Expression(.isPresent(left, negated: !negated), left.span.union(place))
  }

  // MARK: SQL

  /// `x LIKE 'a%'`, `x BETWEEN 1 AND 2`, `x IN (1, 2)`; nil if none of them stands here.
  mutating func foreignComparison(_ left: Expression) -> Expression? {
    switch word {
    case "LIKE", "like": like(left)
    case "BETWEEN", "between": between(left)
    case "IN", "In", "in": membership(left)
    default: nil
    }
  }

  private mutating func like(_ left: Expression) -> Expression? {
    guard case .text(let content) = ahead(1).kind else { return nil }
    let start = token
    let pattern = String(decoding: bytes[content.contentStart..<content.contentEnd], as: UTF8.self)
    advance()
    let whole = left.span.union(span(token))
    advance()
    let value = written(left.span)
    let core = String(pattern.drop { $0 == "%" }.reversed().drop { $0 == "%" }.reversed())
    let call =
      switch (pattern.hasPrefix("%"), pattern.hasSuffix("%")) {
      case (true, true): "contains"
      case (true, false): "ends_with"
      case (false, true): "starts_with"
      case (false, false): ""
      }
    let right = call.isEmpty ? "\(value) == \"\(core)\"" : "\(value).\(call)(\"\(core)\")"
    let isPlain = !core.contains("%") && !core.contains("_")
    say(
      .T323, "`LIKE` is a function here", span(start), "SQL's word",
      help: [isPlain ? "write \(right)" : "patterns are written \(value).matches(r\"…\")"],
      fixes: isPlain ? [notes.fix("write \(right)", .probable, whole, right)] : [])
    return Expression(.broken, whole)
  }

  private mutating func between(_ left: Expression) -> Expression? {
    let start = token
    guard ahead(1).kind != .end, ahead(1).kind != .symbol(.openRound) || text(start) == "BETWEEN" else { return nil }
    advance()
    let low = parseExpression(.coalesce)
    guard word?.lowercased() == "and" else { return Expression(.broken, left.span.union(low.span)) }
    advance()
    let high = parseExpression(.coalesce)
    let value = written(left.span)
    let whole = left.span.union(high.span)
    let right = "\(value) >= \(written(low.span)) and \(value) <= \(written(high.span))"
    say(
      .T323, "between two values are two comparisons", span(start), "SQL's word", help: ["write \(right)"],
      fixes: [notes.fix("write \(right)", .probable, whole, right)])
    return Expression(.broken, whole)
  }

  /// `IN (1, 2)`: the list has square brackets.
  private mutating func membership(_ left: Expression) -> Expression? {
    guard ahead(1).kind == .symbol(.openRound), hasCommaInParentheses(from: index + 1) else { return nil }
    let start = token
    advance()
    let open = token
    advance()
    let (values, close) = parseList(open, until: .closeRound)
    let whole = span(start).union(close)
    let right = "in [\(values.map { written($0.span) }.joined(separator: ", "))]"
    say(
      .T323, "a list stands in square brackets", whole, help: ["write \(right)"],
      fixes: [notes.fix("write \(right)", .safe, whole, right)])
    return Expression(.broken, left.span.union(whole))
  }

  /// `CASE WHEN c THEN a ELSE b END`; nil if this is something else.
  mutating func sqlCase(_ start: Token) -> Expression? {
    guard text(start) == "CASE" || text(start) == "case", word?.lowercased() == "when" else { return nil }
    var parts: [String] = []
    var piece = ""
    var from: Token?
    while kind != .end {
      let word = self.word?.lowercased() ?? ""
      if ["when", "then", "else", "end"].contains(word) {
        if let from { parts.append(piece + written(map.span(from.start, tokens[index - 1].end))) }
        from = nil
        piece = word == "when" ? "if " : word + " "
        if word == "end" { break }
      } else if from == nil {
        from = token
      }
      advance()
    }
    if let from { parts.append(piece + written(map.span(from.start, tokens[max(0, index - 1)].end))) }
    let whole = span(start).union(span(token))
    if kind != .end { advance() }
    let right = parts.enumerated().map {
      $0.offset > 1 && $0.element.hasPrefix("if") ? "else " + $0.element : $0.element
    }
    .joined(separator: " ")
    say(
      .T323, "a choice is written in words", span(start), "SQL's word", help: ["write \(right)"],
      fixes: parts.last?.hasPrefix("else") == true ? [notes.fix("write it in words", .probable, whole, right)] : [])
    return Expression(.broken, whole)
  }

  // MARK: JavaScript, jq, Python

  /// `.description`, `$.description`: the point in front of a field. Nil if this is something else.
  mutating func leadingPoint() -> Expression? {
    let start = token
    let isDollar = kind == .unknown && text(start) == "$"
    guard symbol == .dot || isDollar else { return nil }
    let length = isDollar && ahead(1).kind == .symbol(.dot) ? 2 : 1
    guard ahead(length).kind == .name, ahead(length).start == ahead(length - 1).end else { return nil }
    let sign = map.span(start.start, ahead(length - 1).end)
    say(
      .T323, "a field is written without `\(written(sign))` in front of it", sign,
      help: ["write \(text(ahead(length)))"], fixes: [notes.fix("remove it", .safe, sign, "")])
    for _ in 0..<length { advance() }
    return parsePrimary()
  }

  /// Two signs that are one in other languages: `===`, `!==`, `//`, `=>`. Nil if none stands here.
  mutating func foreignPair(_ left: Expression) -> Expression? {
    let first = token
    let second = ahead(1)
    guard first.end == second.start, case .symbol(let other) = second.kind else { return nil }
    let place = map.span(first.start, second.end)
    switch (symbol, other) {
    case (.equal, .singleEqual), (.notEqual, .singleEqual):
      let right = text(first)
      say(
        .T323, "`\(written(place))` is written `\(right)`", place,
        fixes: [notes.fix("write \(right)", .safe, place, right)])
      advance()
      advance()
      let value = parseExpression(.coalesce)
      return Expression(
        .binary(right == "==" ? .equal : .notEqual, operatorSpan: place, left, value), left.span.union(value.span))
    case (.divide, .divide):
      say(
        .T323, "what counts when a value is missing stands behind `??`", place, "`//` is not used here",
        fixes: [notes.fix("write ??", .probable, place, "??")])
      advance()
      advance()
      let value = parseExpression(.coalesce)
      return Expression(.binary(.coalesce, operatorSpan: place, left, value), left.span.union(value.span))
    case (.singleEqual, .greater):
      let name = written(left.span)
      advance()
      advance()
      let body = parseExpression()
      let whole = left.span.union(body.span)
      let right = "\(name), \(written(body.span))"
      say(
        .T323, "the name of the entry and the formula are two values", place, "`=>` is not used here",
        help: ["write \(right)"], fixes: [notes.fix("write a comma", .probable, whole, right)])
      return Expression(.broken, whole)
    case (.pipe, .greater): return piped(left, place, length: 2)
    default: return nil
    }
  }

  /// `description | upcase`, `description |> upper`
  mutating func piped(_ left: Expression, _ sign: Span, length: Int) -> Expression {
    for _ in 0..<length { advance() }
    let right = parseExpression(.sum)
    let whole = left.span.union(right.span)
    let call: String? =
      switch right.kind {
      case .name(let name): "\(written(left.span)).\(name)()"
      case .call(_, _): "\(written(left.span)).\(written(right.span))"
      default: nil
      }
    say(
      .T323, "a value is passed on with a point", sign, "`\(written(sign))` is not used here",
      help: call.map { ["write \($0)", "one of two conditions: `or`"] } ?? ["one of two conditions: `or`"],
      fixes: call.map { [notes.fix("write \($0)", .probable, whole, $0)] } ?? [])
    return Expression(.broken, whole)
  }

  /// `a & b`: a text with holes, if texts and names are all that is joined.
  mutating func ampersand(_ left: Expression) -> Expression {
    let sign = span(token)
    let start = left.span.start
    var end = token
    while symbol == .ampersand {
      advance()
      _ = parseExpression(.product)
      end = tokens[max(0, index - 1)]
    }
    let whole = Span(start, span(end).end)
    let template = TemplateForm.of(written(whole))
    say(
      .T323, "`&` does not join texts", sign,
      help: template.map { ["write \($0)"] }
        ?? ["join with a template: \"{first_name} {last_name}\"", "both conditions: `and`"],
      fixes: template.map { [notes.fix("write \($0)", .probable, whole, $0)] } ?? [])
    return Expression(.broken, whole)
  }

  /// `name || "none"`: what JavaScript says for a missing value.
  mutating func orText(_ left: Expression) -> Expression? {
    guard symbol == .orOr, case .text = ahead(1).kind else { return nil }
    let sign = span(token)
    advance()
    let right = parseExpression(.coalesce)
    let whole = left.span.union(right.span)
    let mended = "\(written(left.span)) ?? \(written(right.span))"
    say(
      .T323, "`||` is `or`, between two conditions", sign,
      help: ["what counts when it is missing: \(mended)", "joined texts: \"{first_name} {last_name}\""],
      fixes: [notes.fix("write \(mended)", .probable, whole, mended)])
    return Expression(.broken, whole)
  }

  /// Behind a whole formula: `a if c else b`, `f"…"`. Whether it was one of them.
  mutating func reportTail(_ expression: Expression) -> Bool {
    let first = tokens[max(0, index - 1)]
    if word == "if" {
      let place = span(token)
      advance()
      let condition = parseExpression()
      guard accept(word: "else") else { return false }
      let otherwise = parseExpression()
      let whole = expression.span.union(otherwise.span)
      let right = "if \(written(condition.span)) then \(written(expression.span)) else \(written(otherwise.span))"
      say(
        .T323, "the condition comes first", place, "Python's order", help: ["write \(right)"],
        fixes: [notes.fix("write it in order", .probable, whole, right)])
      return true
    }
    if case .text = kind, first.kind == .name, first.end == token.start, text(first) == "f" {
      let text = written(span(token))
      say(
        .T323, "every text takes `{ }`, without a letter in front", span(first), help: ["write \(text)"],
        fixes: [notes.fix("remove it", .safe, span(first), "")])
      return true
    }
    return false
  }

  /// `description[0:20]`; nil if these are other brackets.
  mutating func slice(_ base: Expression, _ open: Token) -> Expression? {
    guard let end = tokens[index...].firstIndex(where: { $0.kind == .symbol(.closeSquare) }) else { return nil }
    let inner = String(decoding: bytes[open.end..<tokens[end].start], as: UTF8.self)
    let parts = inner.split(separator: ":", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
    let place = map.span(open.start, tokens[end].end)
    let numbers = [parts[0].isEmpty ? "0" : parts[0]] + (parts[1].isEmpty ? [] : [parts[1]])
    let right = "\(written(base.span)).substring(\(numbers.joined(separator: ", ")))"
    let whole = base.span.union(place)
    say(
      .T323, "a part of a text is cut out with a function", place, "Python's brackets", help: ["write \(right)"],
      fixes: [notes.fix("write \(right)", .probable, whole, right)])
    index = end
    advance()
    return Expression(.broken, whole)
  }

  // MARK: spreadsheets

  static let localIf: Set<String> = ["IF", "If", "iif", "IIF", "WENN", "ALS", "SI"]

  /// `A1`, `$B$2`: a cell.
  func isCell(_ name: String) -> Bool {
    let letters = name.prefix { $0.isASCII && $0.isUppercase }
    let digits = name.dropFirst(letters.count)
    return (1...2).contains(letters.count) && (1...4).contains(digits.count)
      && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// `A:B`, `A1:A5`: a range is named with the word in front of this colon and the one behind it.
  func isRange() -> Bool {
    guard symbol == .colon, index > 0 else { return false }
    let ends = [text(tokens[index - 1]), text(ahead(1))]
    return ends.allSatisfy {
      isCell($0) || (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isUppercase }
    }
  }

  /// Semicolons between values; the whole call is mended at once.
  mutating func reportSemicolons(_ semicolons: [Token]) {
    guard let first = semicolons.first, notes.diagnostics.isEmpty else { return }
    let edits = semicolons.map { Edit(Place(notes.source, span($0)), ",") }
    say(
      .T323, "values are separated by commas", span(first), "a spreadsheet's habit",
      fixes: [Fix("write commas", .safe, edits)])
  }
}
