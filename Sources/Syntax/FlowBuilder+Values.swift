import Diagnostics
import Source

/// Value places: without quotes a formula, with quotes a text.
extension FlowBuilder {
  mutating func value(_ node: YAMLNode) -> ValueSyntax {
    switch node.kind {
    case .broken: return broken(node.span)
    case .scalar(let scalar):
      if node.isEmpty {
        reportNoValue(node)
        return broken(node.span)
      }
      checkSecret(scalar.text, node.span)
      let count = notes.diagnostics.count
      let value = scalar.isQuoted ? ValueSyntax.text(template(scalar, node.span)) : .formula(formula(scalar, node.span))
      // What could not be read is not checked either: whatever the checker said would only follow from it.
      return notes.diagnostics.count == count ? value : broken(node.span)
    case .list(let items): return .formula(listLiteral(items, node.span))
    case .mapping: return longValue(node)
    }
  }

  func broken(_ span: Span) -> ValueSyntax { .formula(Expression(.broken, span)) }

  mutating func template(_ scalar: YAMLScalar, _ span: Span) -> Template {
    let bytes = Array(scalar.text.utf8)
    var parser = FormulaParser(bytes: bytes, map: scalar.map, notes: Notes(notes.source))
    let parts = parser.parseParts(from: 0, to: bytes.count, hasEscapes: false)
    notes.add(contentsOf: parser.notes.diagnostics)
    return Template(parts: parts, span: span)
  }

  mutating func formula(_ scalar: YAMLScalar, _ span: Span) -> Expression {
    formula(scalar, span, from: 0, to: scalar.text.utf8.count)
  }

  /// A part of a scalar as a formula.
  mutating func formula(_ scalar: YAMLScalar, _ span: Span, from start: Int, to end: Int) -> Expression {
    var parser = FormulaParser(bytes: Array(scalar.text.utf8), map: scalar.map, notes: Notes(notes.source))
    let expression = parser.parseWhole(from: start, to: end)
    if parser.isUnterminated, !scalar.isQuoted, let comment = commentBehind(span) {
      reportCutByComment(scalar, span, comment)
    } else {
      notes.add(contentsOf: parser.notes.diagnostics)
    }
    return expression
  }

  /// Where a comment starts behind a plain scalar on its line.
  private func commentBehind(_ span: Span) -> Span? {
    let bytes = notes.source.bytes
    var index = span.end
    while index < bytes.count, bytes[index] == Ascii.space || bytes[index] == Ascii.tab { index += 1 }
    guard index > span.end, index < bytes.count, bytes[index] == Ascii.hash else { return nil }
    var end = index
    while end < bytes.count, bytes[end] != Ascii.newline, bytes[end] != Ascii.carriageReturn { end += 1 }
    return Span(index, end)
  }

  private mutating func reportCutByComment(_ scalar: YAMLScalar, _ span: Span, _ comment: Span) {
    let whole = Span(span.start, comment.end)
    let written = notes.source.text(whole)
    let right = TemplateForm.of(String(written.drop { $0 == "=" || $0 == " " }))
    notes.add(
      .Y005, "` #` starts a comment, so the formula ends after `\(scalar.text)`",
      Span(comment.start - 1, comment.start + 1), "everything from here on is a comment",
      others: [(span, "the formula")],
      help: [right.map { "write \($0)" } ?? "put the text in quotes of its own, and insert fields with braces"],
      fixes: right.map { [notes.fix("write a template", .probable, whole, $0)] } ?? [])
  }

  /// `[1, 3]` as a list of values.
  private mutating func listLiteral(_ items: [YAMLNode], _ span: Span) -> Expression {
    let values = items.map { item -> Expression in
      switch value(item) {
      case .formula(let expression): expression
      case .text(let template): Expression(.text(template), template.span)
      }
    }
    return Expression(.list(values), span)
  }

  /// `{ formula: "a ?? b" }`, `{ text: Order }`, `{ from: x }`
  private mutating func longValue(_ node: YAMLNode) -> ValueSyntax {
    let found = entries(node)
    if let entry = found.first, found.count == 1, entry.isWord(Vocabulary.value.nameSet) { return longValue(entry) }
    if found.count > 1, found.allSatisfy({ $0.isWord(Vocabulary.value.nameSet) }) {
      reportBothForms(found)
      return broken(node.span)
    }
    notes.add(
      .S103, "one value stands here, not a block", firstLine(node.span),
      found.contains { $0.name.text == "stop" }
        ? "`stop` stands under `use`, `else`, `missing`, `problem` or in a table" : "",
      help: ["a field, a calculation, or a text in quotes"])
    return broken(node.span)
  }

  mutating func reportBothForms(_ found: [Entry]) {
    notes.add(
      .S105, "exactly one of `from`, `formula`, `text` and `choose` gives the value", found[1].name.span,
      "a second one", others: [(found[0].name.span, "the first one")], help: ["keep one of them"])
  }

  /// What stands behind `from`, `formula` or `text`.
  mutating func longValue(_ entry: Entry) -> ValueSyntax {
    if entry.name.text == "from" { return value(entry.value) }
    if entry.value.isBroken { return broken(entry.value.span) }
    guard let scalar = entry.value.scalar else {
      notes.add(
        .S103, "`\(entry.name.text)` is one line", firstLine(entry.value.span), "this is \(shape(entry.value))")
      return broken(entry.value.span)
    }
    if entry.value.isEmpty, entry.name.text == "formula" || scalar.text.isEmpty {
      reportNoValue(entry.value)
      return broken(entry.value.span)
    }
    checkSecret(scalar.text, entry.value.span)
    return entry.name.text == "text"
      ? .text(template(scalar, entry.value.span)) : .formula(formula(scalar, entry.value.span))
  }

  // MARK: sentences

  /// `stop` and `warn`: a text in quotes.
  mutating func sentence(_ node: YAMLNode, _ key: String) -> Template? {
    if node.isBroken { return nil }
    guard let scalar = node.scalar else {
      notes.add(.S103, "`\(key)` is a sentence", firstLine(node.span), "this is \(shape(node))")
      return nil
    }
    if node.isEmpty {
      notes.add(
        .S119, "a sentence is missing", placeOfEmpty(node), "what should the message say?",
        help: ["\(key): \"Order {id} has no e-mail address\""])
      return nil
    }
    if !scalar.isQuoted {
      let right = "\"" + scalar.text.replacing("\"", with: "'") + "\""
      notes.add(
        .N205, "a sentence needs quotes", node.span, "read as a calculation without them",
        help: ["\(key): \(right)"], fixes: [notes.fix("put it in quotes", .safe, node.span, right)])
    }
    return template(scalar, node.span)
  }

  private func placeOfEmpty(_ node: YAMLNode) -> Span {
    node.span.count > 0 ? node.span : Span(max(0, node.span.start - 1), node.span.start)
  }

  // MARK: choices

  /// A value, or `choose`.
  mutating func choice(_ node: YAMLNode) -> ChoiceSyntax {
    guard node.entries != nil else { return .value(value(node)) }
    let found = entries(node)
    guard let choose = found.first(where: { $0.isWord(["choose"]) }) else { return .value(value(node)) }
    if found.count > 1 {
      let others = found.filter { $0.isWord(Vocabulary.value.nameSet) }
      if let other = others.first {
        reportBothForms(other.name.span.start < choose.name.span.start ? [other, choose] : [choose, other])
      } else {
        for entry in found where !entry.isWord(["choose"]) {
          reportUnknownKey(entry.name, ["choose"], in: "this block")
        }
      }
    }
    return chooseLines(choose.value)
  }

  /// Lines of `when` and `use`, the last one `else`.
  mutating func chooseLines(_ node: YAMLNode) -> ChoiceSyntax {
    if node.isBroken { return .value(broken(node.span)) }
    guard let items = node.items else {
      notes.add(
        .S103, "`choose` is a list", firstLine(node.span), "this is \(shape(node))",
        help: ["- when: CONDITION", "  use:  VALUE", "- else: VALUE"])
      return .value(broken(node.span))
    }
    var lines: [ChooseLine] = []
    var otherwise: (result: ResultSyntax, span: Span)?
    for item in items {
      guard let line = chooseLine(item) else { continue }
      if let otherwise {
        notes.add(
          .S108, "nothing behind `else` is ever used", firstLine(item.span), "never reached",
          others: [(otherwise.span, "always true")], help: ["move `else` to the end"])
      }
      switch line {
      case .line(let line): lines.append(line)
      case .otherwise(let result, let span): otherwise = otherwise ?? (result, span)
      }
    }
    return .choose(lines, otherwise: otherwise?.result, span: node.span)
  }

  private enum Line {
    case line(ChooseLine)
    case otherwise(ResultSyntax, Span)
  }

  private mutating func chooseLine(_ node: YAMLNode) -> Line? {
    if node.isBroken { return nil }
    guard node.entries != nil else {
      notes.add(
        .S103, "a line of `choose` has `when` and `use`, or `else`", firstLine(node.span), "this is \(shape(node))")
      return nil
    }
    let found = words(node, Vocabulary.chooseLine)
    if let otherwise = found.first(where: { $0.name.text == "else" }) {
      if let extra = found.first(where: { $0.name.text != "else" }) {
        notes.add(
          .S103, "`else` stands alone", extra.name.span, "", others: [(otherwise.name.span, "always true")],
          help: ["start another line with `- `"])
      }
      return .otherwise(result(otherwise.value), otherwise.name.span)
    }
    let when = found.first { $0.name.text == "when" }
    let use = found.first { $0.name.text == "use" }
    guard let when, let use else {
      let absent = when == nil ? "when" : "use"
      if !found.isEmpty {
        notes.add(.S102, "this line has no `\(absent)`", firstLine(node.span), "a line has `when` and `use`, or `else`")
      }
      return nil
    }
    return .line(ChooseLine(when: value(when.value), use: result(use.value), span: node.span))
  }

  /// A value, or `{ stop: "…" }`.
  mutating func result(_ node: YAMLNode) -> ResultSyntax {
    guard let stop = stopEntry(node) else { return .value(value(node)) }
    guard let sentence = sentence(stop.value, "stop") else { return .value(broken(node.span)) }
    return .stop(sentence, node.span)
  }

  /// The entry of `{ stop: "…" }`.
  func stopEntry(_ node: YAMLNode) -> Entry? {
    guard let entry = node.entries?.first, node.entries?.count == 1, let key = entry.key.scalar, key.text == "stop",
      !key.isQuoted
    else { return nil }
    return Entry(name: Name("stop", entry.key.span), value: entry.value)
  }

  // MARK: secrets

  /// Long, without blanks, letters and digits mixed: nobody writes that by hand.
  mutating func checkSecret(_ text: String, _ span: Span) {
    guard !isInExample, text.utf8.count >= 24 else { return }
    var digits = 0
    var letters = 0
    for byte in text.utf8 {
      if Lexer.isDigit(byte) {
        digits += 1
      } else if (0x61...0x7A).contains(byte | 0x20) {
        letters += 1
      } else if ![0x2D, 0x5F, 0x2B, 0x2F, 0x3D].contains(byte) {
        return
      }
    }
    guard digits >= 4, letters >= 4, digits + letters >= 24 else { return }
    notes.add(
      .S117, "this looks like a secret", span, "anyone who reads the flow can use it",
      help: ["a connection in the project file holds it: env:NAME, file:PATH or exec:COMMAND"])
  }
}
