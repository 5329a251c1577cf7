public import Diagnostics
public import Source

/// Reads a formula. Never fails: a part that cannot be read becomes `.broken`, is reported once, and the rest is read.
///
/// How tightly things bind, loosest first:
///
///     if … then … else …        reaches as far as it can
///     or  ||
///     and  &&
///     not                       the word; `!` binds as tightly as `-`
///     == != < <= > >= in, not in, is present, is missing      one only; `1 < x < 5` is refused
///     ??                        right to left
///     + -
///     * / %
///     - !                       in front of a value
///     . ?. [] ()
///
/// It is CEL's order. `??`, which CEL does not have, stands where Swift has it: `stock ?? 0 > 5` and
/// `webshop ?? false and active` then mean what they seem to mean. The word `not` stands where Python has it, so that
/// `not size in [small, large]` works.
public struct FormulaParser {
  /// Code points that a formula can have.
  public static let maximumLength = 2000
  /// How deep brackets and conditions can nest.
  public static let maximumDepth = 64
  /// How many `.name`, `+` or `and` can follow each other.
  public static let maximumChain = 250

  let bytes: [UInt8]
  let map: SegmentMap
  var notes: Notes
  var tokens: [Token] = []
  var index = 0
  var depth: Int
  /// A text or a bracket was never closed: perhaps a ` #` cut the formula.
  var isUnterminated = false
  /// The limit was reported; nothing else is worth saying.
  var isAborted = false
  /// Within the arguments of `matches`: `{4}` there is a repetition, not a hole.
  var isInPattern = false
  /// Within a spreadsheet's formula, which is answered as a whole; see `collecting`.
  var collectingDepth = 0
  var collected: [Edit] = []

  /// - Parameters:
  ///   - text: the formula as YAML decoded it.
  ///   - map: where its bytes stand in `source`.
  public static func parse(_ text: String, map: SegmentMap, source: SourceFile) -> (Expression, [Diagnostic]) {
    let bytes = Array(text.utf8)
    var parser = FormulaParser(bytes: bytes, map: map, notes: Notes(source))
    let expression = parser.parseWhole(from: 0, to: bytes.count)
    return (expression, parser.notes.diagnostics)
  }

  /// A source that is one formula and nothing else, as on a command line.
  public static func parse(_ source: SourceFile) -> (Expression, [Diagnostic]) {
    let text = String(decoding: source.bytes, as: UTF8.self)
    let map = SegmentMap(identityFrom: 0, count: text.utf8.count)
    return parse(text, map: map, source: source)
  }

  init(bytes: [UInt8], map: SegmentMap, notes: Notes, depth: Int = 0) {
    self.bytes = bytes
    self.map = map
    self.notes = notes
    self.depth = depth
  }

  /// The formula between two bytes of the decoded text, which must be nothing else.
  mutating func parseWhole(from start: Int, to end: Int) -> Expression {
    let length = bytes[start..<end].count(where: { $0 & 0xC0 != 0x80 })
    guard length <= Self.maximumLength else {
      reportLimit("this formula has \(length) characters; \(Self.maximumLength) is the limit", map.span(start, end))
      return Expression(.broken, map.span(start, end))
    }
    tokens = Lexer.tokens(bytes, from: start, to: end)
    index = 0
    dropLeadingEqualSign()
    if kind == .end {
      report("there is no formula here", map.span(start, end))
      return Expression(.broken, map.span(start, end))
    }
    let expression = parseExpression()
    guard kind != .end else { return expression }
    if !reportTail(expression) { reportRemainder() }
    return Expression(.broken, map.span(start, end))
  }

  // MARK: tokens

  var token: Token { tokens[min(index, tokens.count - 1)] }
  var kind: Token.Kind { token.kind }
  var symbol: Token.Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }
  func ahead(_ distance: Int) -> Token { tokens[min(index + distance, tokens.count - 1)] }
  func text(_ token: Token) -> String { String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
  func span(_ token: Token) -> Span { map.span(token.start, token.end) }
  /// The word that stands here, if it is one.
  var word: String? { kind == .name ? text(token) : nil }

  mutating func advance() { index = min(index + 1, tokens.count - 1) }

  mutating func accept(_ wanted: Token.Symbol) -> Bool {
    guard symbol == wanted else { return false }
    advance()
    return true
  }

  mutating func accept(word wanted: String) -> Bool {
    guard word == wanted else { return false }
    advance()
    return true
  }

  /// Text of the source behind an expression, for fixes.
  func written(_ span: Span) -> String { notes.source.text(span) }

  // MARK: operators

  enum Power: Int {
    case conditional = 0
    case or, and, not, comparison, coalesce, sum, product, unary
  }

  mutating func parseExpression(_ minimum: Power = .conditional) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      reportLimit("this formula nests deeper than \(Self.maximumDepth) levels", span(token))
      return Expression(.broken, span(token))
    }
    var left = parsePrefix()
    var links = 0
    while let next = parseInfix(left, minimum) {
      left = next
      links += 1
      if links > Self.maximumChain {
        reportLimit("this formula strings more than \(Self.maximumChain) parts together", left.span)
      }
    }
    return left
  }

  /// One operator and its right side; nil if none follows that binds at least as tightly as `minimum`.
  private mutating func parseInfix(_ left: Expression, _ minimum: Power) -> Expression? {
    if minimum.rawValue <= Power.comparison.rawValue, word?.lowercased() == "is" { return parseIs(left) }
    if minimum.rawValue <= Power.comparison.rawValue, let found = foreignComparison(left) { return found }
    if let found = foreignPair(left) { return found }
    if minimum.rawValue <= Power.or.rawValue, let found = orText(left) { return found }
    if symbol == .pipe, minimum.rawValue <= Power.or.rawValue { return piped(left, span(token), length: 1) }
    if symbol == .ampersand, minimum.rawValue <= Power.sum.rawValue { return ampersand(left) }
    if minimum == .conditional, symbol == .question { return parseCelConditional(left) }
    guard let (found, power, length) = infixOperator, power.rawValue >= minimum.rawValue else { return nil }
    if let compared = nullComparison(left, found) { return compared }
    reportForeignOperator()
    let operatorSpan = map.span(token.start, ahead(length - 1).end)
    for _ in 0..<length { advance() }
    if power == .product, found == .modulo, startsNoValue { return percentage(left, operatorSpan) }
    let right = parseExpression(rightPower(power))
    let result = Expression(
      .binary(found, operatorSpan: operatorSpan, left, right), left.span.union(right.span))
    if power == .comparison { return refuseChain(result, left, right) }
    return result
  }

  private func rightPower(_ power: Power) -> Power {
    if power == .coalesce { return .coalesce }
    return Power(rawValue: power.rawValue + 1) ?? .unary
  }

  private var infixOperator: (BinaryOperator, Power, length: Int)? {
    if let word {
      switch word {
      case "or", "OR", "Or": return (.or, .or, 1)
      case "and", "AND", "And": return (.and, .and, 1)
      case "in": return (.in, .comparison, 1)
      case "not" where ahead(1).kind == .name && text(ahead(1)) == "in": return (.notIn, .comparison, 2)
      default: return nil
      }
    }
    switch symbol {
    case .orOr: return (.or, .or, 1)
    case .andAnd: return (.and, .and, 1)
    case .equal: return (.equal, .comparison, 1)
    case .notEqual: return (.notEqual, .comparison, 1)
    case .less: return (.less, .comparison, 1)
    case .lessOrEqual: return (.lessOrEqual, .comparison, 1)
    case .greater: return (.greater, .comparison, 1)
    case .greaterOrEqual: return (.greaterOrEqual, .comparison, 1)
    case .coalesce: return (.coalesce, .coalesce, 1)
    case .plus: return (.plus, .sum, 1)
    case .minus: return (.minus, .sum, 1)
    case .times: return (.times, .product, 1)
    case .divide: return (.dividedBy, .product, 1)
    case .percent: return (.modulo, .product, 1)
    // Of other languages: read as what they mean there, and reported.
    case .singleEqual: return (.equal, .comparison, 1)
    case .lessGreater: return (.notEqual, .comparison, 1)
    default: return nil
    }
  }

  /// `x is present`, `x is missing`, `x is not missing`
  private mutating func parseIs(_ left: Expression) -> Expression {
    let start = token
    advance()
    var negated = false
    if word?.lowercased() == "not" {
      negated = true
      advance()
    }
    let end = token
    switch word {
    case "present": break
    case "missing": negated.toggle()
    default:
      if let found = isNull(left, start, negated: negated) { return found }
      report(
        "after `is` stands `present` or `missing`", span(start), "what follows is neither",
        help: ["compare values with `==`"])
      return Expression(.broken, left.span)
    }
    advance()
    let whole = left.span.union(span(end))
    if text(ahead(-2)) == "not" { reportIsNot(left, start, end, negated) }
    return Expression(.isPresent(left, negated: negated), whole)
  }

  // MARK: values

  private mutating func parsePrefix() -> Expression {
    let start = token
    if let word {
      switch word {
      case "not":
        advance()
        return prefixed(.not, start, .not)
      case "NOT", "Not":
        reportForeignWord("not")
        advance()
        return prefixed(.not, start, .not)
      case "if": return parseIf()
      default: break
      }
    }
    switch symbol {
    case .bang:
      advance()
      return prefixed(.not, start, .unary)
    case .minus:
      advance()
      return negated(start)
    default: return parsePostfix(parsePrimary())
    }
  }

  private mutating func prefixed(_ operation: UnaryOperator, _ start: Token, _ power: Power) -> Expression {
    let operand = parseExpression(power)
    return Expression(.unary(operation, operand), span(start).union(operand.span))
  }

  /// `-5` is a number, `-x` a calculation.
  private mutating func negated(_ start: Token) -> Expression {
    if kind == .number, token.start == start.end {
      let text = "-" + text(token)
      let whole = span(start).union(span(token))
      let number = number(text, whole)
      advance()
      return parsePostfix(number)
    }
    return prefixed(.minus, start, .unary)
  }

  /// `if c then a else b`
  private mutating func parseIf() -> Expression {
    let start = token
    advance()
    if symbol == .openRound, let called = parseSpreadsheetIf(start) { return called }
    let condition = parseExpression()
    guard accept(word: "then") else {
      report("this `if` has no `then`", span(start), "write if … then … else …")
      skipBranches()
      return Expression(.broken, span(start).union(condition.span))
    }
    let then = parseExpression()
    guard accept(word: "else") else {
      report(
        "this `if` has no `else`", span(start), "what if the condition is not true?",
        help: ["write if … then … else …"])
      return Expression(.broken, span(start).union(then.span))
    }
    let otherwise = parseExpression()
    return Expression(
      .conditional(condition, then: then, otherwise: otherwise), span(start).union(otherwise.span))
  }

  /// After a missing `then`: the branches are read for their own mistakes, not kept.
  private mutating func skipBranches() {
    guard accept(word: "else") else { return }
    _ = parseExpression()
  }

  private mutating func parsePostfix(_ base: Expression) -> Expression {
    var result = base
    var links = 0
    while true {
      switch symbol {
      case .dot, .optionalDot: result = parseMember(result, optional: symbol == .optionalDot)
      case .openSquare: result = parseIndex(result)
      default: return result
      }
      links += 1
      if links > Self.maximumChain {
        reportLimit("this formula strings more than \(Self.maximumChain) parts together", result.span)
      }
    }
  }

  private mutating func parseMember(_ base: Expression, optional: Bool) -> Expression {
    let dot = token
    advance()
    guard kind == .name else {
      report("a name is missing after the `\(text(dot))`", span(dot))
      return Expression(.broken, base.span.union(span(dot)))
    }
    let name = Name(text(token), span(token))
    let end = token
    advance()
    guard symbol == .openRound else {
      return Expression(.field(base, name, optional: optional), base.span.union(span(end)))
    }
    let (arguments, close) = parseArguments(of: name.text)
    return Expression(.method(base, name, arguments, optional: optional), base.span.union(close))
  }

  private mutating func parseIndex(_ base: Expression) -> Expression {
    let open = token
    advance()
    if let slice = slice(base, open) { return slice }
    let (keys, close) = parseList(open, until: .closeSquare)
    if keys.isEmpty { report("there is nothing between `[` and `]`", span(open).union(close)) }
    return Expression(.index(base, keys), base.span.union(close))
  }

  /// The arguments behind a `(`, and the span of the `)`.
  mutating func parseArguments(of function: String) -> ([Expression], Span) {
    let open = token
    advance()
    let wasInPattern = isInPattern
    isInPattern = ["matches", "extract", "replace_pattern"].contains(function)
    defer { isInPattern = wasInPattern }
    return parseList(open, until: .closeRound)
  }

  /// Values with commas between them, up to a closing bracket.
  mutating func parseList(_ open: Token, until close: Token.Symbol) -> ([Expression], Span) {
    var values: [Expression] = []
    var semicolons: [Token] = []
    while kind != .end {
      if symbol == close {
        let end = span(token)
        advance()
        if collectingDepth == 0 { reportSemicolons(semicolons) }
        return (values, end)
      }
      let before = index
      values.append(parseExpression())
      if symbol == .comma {
        let comma = token
        advance()
        if symbol == close {
          report(
            "a value is missing after the last comma", span(comma),
            fixes: [notes.fix("remove the comma", .safe, span(comma), "")])
        }
        continue
      }
      if symbol == close || kind == .end { continue }
      if isAborted { break }
      if kind == .unknown, text(token) == ";" {
        semicolons.append(token)
        if collectingDepth > 0 { collected.append(Edit(Place(notes.source, span(token)), ",")) }
        advance()
        continue
      }
      reportInList(open, close)
      skipInList(close)
      if index == before { advance() }
    }
    if kind == .end {
      isUnterminated = true
      report(
        "a `\(close.rawValue)` is missing", span(open), "opened here and never closed", fixes: closing(close.rawValue))
    }
    return (values, span(tokens[max(0, index - 1)]))
  }

  /// Skips to the comma or the bracket that belongs to this list.
  private mutating func skipInList(_ close: Token.Symbol) {
    var nesting = 0
    while kind != .end {
      switch symbol {
      case .openRound, .openSquare, .openBrace: nesting += 1
      case .closeRound, .closeSquare, .closeBrace:
        if nesting == 0 { return }
        nesting -= 1
      case .comma:
        if nesting == 0 {
          advance()
          return
        }
      default: break
      }
      advance()
    }
  }
}
