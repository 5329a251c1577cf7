import Diagnostics
import Source

/// Word places: boxes, `missing`, `problem`, `gone`, `too_long`, `match`, `each`.
extension FlowBuilder {
  /// `[x]` or `[ ]`; for a field's `update` also `if empty` and `if untouched`.
  mutating func box(_ node: YAMLNode, isOfField: Bool) -> BoxSyntax? {
    let box = readBox(node, isOfField: isOfField)
    if let box { boxes.append(box) }
    return box
  }

  private mutating func readBox(_ node: YAMLNode, isOfField: Bool) -> BoxSyntax? {
    if node.isBroken { return nil }
    if let items = node.items, node.isFlow {
      if items.isEmpty { return BoxSyntax(.emptied, node.span) }
      if items.count == 1, ["x", "X"].contains(items[0].scalar?.text) { return BoxSyntax(.ticked, node.span) }
    }
    if let scalar = node.scalar, !scalar.isQuoted {
      switch scalar.text {
      case "yes": return BoxSyntax(.ticked, node.span)
      case "no": return BoxSyntax(.emptied, node.span)
      case "if empty" where isOfField: return BoxSyntax(.ifEmpty, node.span)
      case "if untouched" where isOfField: return BoxSyntax(.ifUntouched, node.span)
      default: break
      }
    }
    let meant = boxMeant(node)
    notes.add(
      .S106, "a box is ticked, [x], or empty, [ ]", firstLineOrKey(node), "",
      help: isOfField ? ["`update` of a field also takes `if empty` and `if untouched`"] : [],
      fixes: meant.map { [notes.fix("write \($0)", .safe, node.span, $0)] } ?? [])
    return nil
  }

  private func boxMeant(_ node: YAMLNode) -> String? {
    switch node.scalar?.text.lowercased() {
    case "true", "on", "x", "yes": "[x]"
    case "false", "off", "no": "[ ]"
    default: nil
    }
  }

  private func firstLineOrKey(_ node: YAMLNode) -> Span {
    node.span.count == 0 ? placeOfKey(node) : firstLine(node.span)
  }

  // MARK: missing and problem of a field

  /// The words are tried first, then it is a value.
  mutating func fieldPolicy(_ node: YAMLNode, key: String) -> FieldPolicySyntax? {
    if node.isBroken { return nil }
    if let stop = stopEntry(node) { return .stop(sentence(stop.value, "stop"), node.span) }
    guard let scalar = node.scalar else { return .value(value(node)) }
    guard FieldPolicySyntax.words.contains(scalar.text) else {
      if reportNearPolicy(scalar, node, key) { return nil }
      return .value(value(node))
    }
    if scalar.isQuoted {
      reportQuotedWord(scalar.text, node)
      return .value(value(node))
    }
    switch scalar.text {
    case "skip field": return .skipField(node.span)
    case "skip entry": return .skipEntry(node.span)
    case "skip record": return .skipRecord(node.span)
    case "stop": return .stop(nil, node.span)
    default:
      if key == "problem" {
        notes.add(
          .S103, "`clear` is for `missing`", node.span, "a calculation that failed is no reason to take a value away",
          help: ["`problem` takes skip field, skip entry, skip record, stop, or a value"])
        return nil
      }
      return .clear(node.span)
    }
  }

  /// `skip recrod`: two words can never be a formula.
  private mutating func reportNearPolicy(_ scalar: YAMLScalar, _ node: YAMLNode, _ key: String) -> Bool {
    guard !scalar.isQuoted, scalar.text.contains(" "), scalar.text.hasPrefix("skip") || scalar.text.hasPrefix("stop ")
    else { return false }
    if scalar.text.hasPrefix("stop ") { return reportStopSentence(scalar, node, key) }
    let near = Suggestions.nearest(scalar.text, in: FieldPolicySyntax.words)
    guard scalar.text.split(separator: " ").count == 2 else { return false }
    notes.add(
      .S103, "`\(key)` has no rule `\(scalar.text)`", node.span, "",
      help: ["the rules are skip field, skip entry, skip record, stop, clear, or a value"],
      fixes: near.count == 1 ? [notes.fix("write \(near[0])", .probable, node.span, near[0])] : [])
    return true
  }

  private mutating func reportStopSentence(_ scalar: YAMLScalar, _ node: YAMLNode, _ key: String) -> Bool {
    let rest = scalar.text.dropFirst("stop ".count)
    guard Lexer.isQuote(rest.utf8.first ?? 0) else { return false }
    notes.add(
      .S103, "the sentence of a stop stands in braces", node.span, "",
      help: ["\(key): { stop: \(rest) }"],
      fixes: [notes.fix("make it a key", .safe, node.span, "{ stop: \(rest) }")])
    return true
  }

  private mutating func reportQuotedWord(_ word: String, _ node: YAMLNode) {
    notes.add(
      .S120, "this writes the text \"\(word)\"", node.span, "in quotes it is text, without quotes the rule",
      help: ["without quotes it is the rule: \(word)"],
      fixes: [notes.fix("remove the quotes", .probable, node.span, word)])
  }

  mutating func tooLong(_ node: YAMLNode) -> TooLongSyntax? {
    if node.isBroken { return nil }
    if let scalar = node.scalar, let rule = TooLongSyntax.Rule(rawValue: scalar.text), !scalar.isQuoted {
      return TooLongSyntax(rule, node.span)
    }
    reportWord(node, "too_long", TooLongSyntax.Rule.allCases.map(\.rawValue))
    return nil
  }

  mutating func gone(_ node: YAMLNode) -> GoneSyntax? {
    if node.isBroken { return nil }
    if let scalar = node.scalar, let rule = GoneSyntax.Rule(rawValue: scalar.text), !scalar.isQuoted {
      return GoneSyntax(rule, node.span)
    }
    reportWord(node, "gone", GoneSyntax.Rule.allCases.map(\.rawValue))
    return nil
  }

  private mutating func reportWord(_ node: YAMLNode, _ key: String, _ known: [String]) {
    let list = Suggestions.phrase(known) ?? ""
    if let scalar = node.scalar, scalar.isQuoted, known.contains(scalar.text) {
      notes.add(
        .S120, "`\(scalar.text)` is a word here and has no quotes", node.span, "in quotes it is a text",
        fixes: [notes.fix("remove the quotes", .safe, node.span, scalar.text)])
      return
    }
    let near = Suggestions.nearest(node.scalar?.text ?? "", in: known)
    notes.add(
      .S103, "`\(key)` is \(list)", firstLineOrKey(node), "",
      fixes: near.count == 1 ? [notes.fix("write \(near[0])", .probable, node.span, near[0])] : [])
  }

  // MARK: missing of a record

  /// What happens when no record was found and none may be made.
  mutating func recordMissing(_ node: YAMLNode, isFlow: Bool) -> RecordMissingSyntax? {
    if node.isBroken { return nil }
    if let stop = stopEntry(node) { return .stop(sentence(stop.value, "stop"), node.span) }
    if let scalar = node.scalar, RecordMissingSyntax.words.contains(scalar.text) {
      if scalar.isQuoted {
        reportQuotedWord(scalar.text, node)
        return nil
      }
      return scalar.text == "stop" ? .stop(nil, node.span) : .skipRecord(node.span)
    }
    if let scalar = node.scalar, !scalar.isQuoted, let sign = equalSign(scalar.text) {
      if isFlow {
        notes.add(
          .S103, "`missing` of a flow is `skip record` or `stop`", node.span,
          "another record can stand in only in `related`")
        return nil
      }
      let (name, value) = equation(scalar, node.span, sign)
      return name.map { .use($0, value) }
    }
    if isFlow {
      notes.add(
        .S103, "`missing` of a flow is `skip record` or `stop`", firstLineOrKey(node), "",
        help: ["missing: { stop: \"…\" } gives the message"])
      return nil
    }
    return .value(value(node))
  }

  // MARK: match

  /// One condition, or a list of them that all must hold.
  mutating func match(_ node: YAMLNode) -> [MatchSyntax] {
    if let items = node.items { return items.compactMap { matchItem($0) } }
    return matchItem(node).map { [$0] } ?? []
  }

  private mutating func matchItem(_ node: YAMLNode) -> MatchSyntax? {
    if node.isBroken { return nil }
    if node.isEmpty {
      reportNoValue(node)
      return nil
    }
    guard let scalar = node.scalar else {
      notes.add(
        .S103, "`match` is a field, or a field and a value", firstLine(node.span), "this is \(shape(node))",
        help: ["match: sku", "match: sku = article.pluNumber"])
      return nil
    }
    if scalar.isQuoted { return .field(Name(scalar.text, node.span, isQuoted: true)) }
    if let sign = equalSign(scalar.text) {
      let (name, value) = equation(scalar, node.span, sign)
      return name.map { .equals($0, value) }
    }
    let expression = formula(scalar, node.span)
    switch expression.kind {
    case .name(let text): return .field(Name(text, expression.span))
    case .call(let name, let arguments) where name.text == "linked": return linked(expression.span, name, arguments)
    case .binary(.equal, let sign, let left, _):
      notes.add(
        .T324, "`match` has one `=`", sign, "`==` compares in formulas",
        fixes: [notes.fix("write =", .safe, sign, "=")])
      if case .name(let text) = left.kind, let position = scalar.text.firstRange(of: "==") {
        let offset = scalar.text[..<position.lower].utf8.count
        let right = formula(scalar, node.span, from: offset + 2, to: scalar.text.utf8.count)
        return .equals(Name(text, left.span), .formula(right))
      }
      return nil
    case .broken: return nil
    default:
      notes.add(
        .S103, "`match` names a field of the target", expression.span, "a calculation",
        help: ["match: FIELD = \(notes.source.text(expression.span))"])
      return nil
    }
  }

  /// `linked(FLOW)`, `linked(FLOW, key)`; names of flows have dashes.
  private mutating func linked(_ span: Span, _ name: Name, _ arguments: [Expression]) -> MatchSyntax? {
    guard let flow = arguments.first, arguments.count <= 2 else {
      notes.add(
        .S103, "`linked` takes a flow, and a key if it is not this record's", span, "", help: ["linked(products)"])
      return nil
    }
    let written = notes.source.text(flow.span)
    return .linked(
      flow: Name(written, flow.span), key: arguments.dropFirst().first.map { .formula($0) }, span: span)
  }

  /// The byte of a `=` that stands alone, outside of quotes and brackets.
  private func equalSign(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    var nesting = 0
    for token in Lexer.tokens(bytes, from: 0, to: bytes.count) {
      switch token.kind {
      case .symbol(.openRound), .symbol(.openSquare), .symbol(.openBrace): nesting += 1
      case .symbol(.closeRound), .symbol(.closeSquare), .symbol(.closeBrace): nesting -= 1
      case .symbol(.singleEqual) where nesting == 0: return token.start
      default: break
      }
    }
    return nil
  }

  /// `NAME = value`
  private mutating func equation(_ scalar: YAMLScalar, _ span: Span, _ sign: Int) -> (Name?, ValueSyntax) {
    let bytes = Array(scalar.text.utf8)
    var end = sign
    while end > 0, Lexer.isBlank(bytes[end - 1]) { end -= 1 }
    let right = formula(scalar, span, from: sign + 1, to: bytes.count)
    let name = String(decoding: bytes[..<end], as: UTF8.self)
    let isName = !name.isEmpty && name.utf8.allSatisfy(Lexer.isNamePart)
    guard isName else {
      notes.add(
        .S103, "left of `=` stands a field of the target", scalar.map.span(0, max(end, 1)), "",
        help: ["as in sku = article.pluNumber"])
      return (nil, .formula(right))
    }
    if case .text(let template) = right.kind { return (Name(name, scalar.map.span(0, end)), .text(template)) }
    return (Name(name, scalar.map.span(0, end)), .formula(right))
  }

  // MARK: each

  /// `NAME in LIST`, `PLACE, NAME in LIST`
  mutating func each(_ node: YAMLNode) -> EachSyntax? {
    if node.isBroken { return nil }
    if node.isEmpty {
      reportNoValue(node)
      return nil
    }
    guard let scalar = node.scalar, !scalar.isQuoted else {
      notes.add(.S103, "`each` is a name and a list", firstLine(node.span), "", help: ["each: line in products"])
      return nil
    }
    let bytes = Array(scalar.text.utf8)
    let tokens = Lexer.tokens(bytes, from: 0, to: bytes.count)
    let text = { (token: Token) in String(decoding: bytes[token.start..<token.end], as: UTF8.self) }
    let isCounted = tokens.count > 2 && tokens[0].kind == .name && tokens[1].kind == .symbol(.comma)
    let first = isCounted ? 2 : 0
    guard tokens.count > first + 3, tokens[first].kind == .name, text(tokens[first + 1]) == "in" else {
      let written = scalar.text.utf8.allSatisfy(Lexer.isNamePart) ? scalar.text : "LIST"
      notes.add(
        .S103, "`each` needs a name for one of the list", node.span, "", help: ["write each: line in \(written)"],
        fixes: [notes.fix("name it line", .idea, node.span, "line in \(written)")])
      return nil
    }
    let name = { (token: Token) in Name(text(token), scalar.map.span(token.start, token.end)) }
    let list = formula(scalar, node.span, from: tokens[first + 1].end, to: bytes.count)
    return EachSyntax(
      place: isCounted ? name(tokens[0]) : nil, name: name(tokens[first]), list: .formula(list), span: node.span)
  }
}
