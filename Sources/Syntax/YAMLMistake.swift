import Diagnostics
import Source

/// Turns libyaml's jargon and a look at the line into one message, and mends the text so that reading can go on.
struct YAMLMistake {
  let problem: YAMLComposer.PlacedProblem
  var text: PatchedText
  var notes: Notes

  mutating func explain() {
    let index = min(problem.index, text.bytes.count)
    let line = YAMLLine(text, at: index)
    if isTab(index, line) { return tabs() }
    switch problem.text {
    case let text where text.hasPrefix("mapping values are not allowed"): colon(index, line)
    case let text where text.hasPrefix("found unexpected end of stream"),
      let text where text.hasPrefix("found unexpected document indicator"):
      openQuote(problem.contextIndex ?? index)
    case let text where text.hasPrefix("did not find expected ',' or"): flow(problem.contextIndex ?? index, index)
    case let text where text.hasPrefix("found character that cannot start any token"): reserved(index)
    case let text where text.hasPrefix("did not find expected alphabetic"),
      let text where text.hasPrefix("did not find expected comment or line break"),
      let text where text.hasPrefix("did not find expected whitespace or line break"):
      reserved(problem.contextIndex ?? index)
    case let text where text.hasPrefix("did not find expected node content") && problem.context.contains("flow node"):
      flow(lastOpenBracket(before: index), index)
    case let text where text.hasPrefix("block sequence entries are not allowed"),
      let text where text.hasPrefix("mapping keys are not allowed"),
      let text where text.hasPrefix("did not find expected node content"):
      reserved(index)
    case let text where text.hasPrefix("did not find expected key"),
      let text where text.hasPrefix("did not find expected '-' indicator"):
      unexpected(index, line)
    case let text where text.hasPrefix("could not find expected ':'"): noKey(problem.contextIndex ?? index)
    case let text where text.contains("escape") || text.contains("hexdecimal"): escape(index)
    case let text where text.contains("YAML document") || problem.context.contains("directive"): directive(index)
    default: noKey(index)
    }
  }

  /// The line was mended twice already; without it the rest may be readable.
  mutating func blankLine() {
    let line = YAMLLine(text, at: min(problem.index, text.bytes.count))
    blankBlock(line)
  }

  func span(_ start: Int, _ end: Int) -> Span { text.origin(start, end) }

  // MARK: tabs

  private func isTab(_ index: Int, _ line: YAMLLine) -> Bool {
    let mentionsTab = problem.text.contains("tab")
    let isIndented = text.bytes[line.start..<line.content].contains(Ascii.tab)
    return isIndented && (mentionsTab || index <= line.content)
  }

  /// All lines at once: an editor that writes tabs writes them everywhere.
  private mutating func tabs() {
    var places: [(Int, Int)] = []
    var start: Int? = 0
    while let lineStart = start {
      let content = text.contentStart(lineStart)
      if content < text.lineEnd(lineStart), text.bytes[lineStart..<content].contains(Ascii.tab) {
        places.append((lineStart, content))
      }
      start = text.nextLine(lineStart)
    }
    guard let first = places.first else { return noKey(problem.index) }
    let number = text.lineNumber(first.0, in: notes.source)
    let edits = places.map { Edit(Place(notes.source, span($0.0, $0.1)), spaces($0.0, $0.1)) }
    notes.add(
      .Y002,
      places.count == 1
        ? "a tab indents line \(number); YAML wants spaces"
        : "tabs indent \(places.count) lines, line \(number) first; YAML wants spaces",
      span(first.0, first.1), "a tab", help: ["two spaces for each tab"],
      fixes: [Fix("two spaces for each tab", .safe, edits)])
    for place in places.reversed() { text.replace(place.0, place.1, with: Array(spaces(place.0, place.1).utf8)) }
  }

  private func spaces(_ start: Int, _ end: Int) -> String {
    text.bytes[start..<end].map { $0 == Ascii.tab ? "  " : " " }.joined()
  }

  // MARK: `: ` where it cannot be

  private mutating func colon(_ index: Int, _ line: YAMLLine) {
    guard line.colon == index else { return colonInValue(index, line) }
    // The line goes on with a value that began above.
    guard let above = lineAbove(line.start) else { return colonInValue(index, line) }
    if above.colon == nil, above.indent <= line.indent { return noKey(above.content) }
    if line.indent <= above.indent, above.colon != nil, !above.hasDash { return openQuoteOrValue(above, line) }
    indentation(line, above, above.entry - above.start)
  }

  private mutating func openQuoteOrValue(_ above: YAMLLine, _ line: YAMLLine) {
    if let last = problem.lastScalar, last.style != .plain { return openQuote(last.start) }
    indentation(line, above, above.indent)
  }

  private mutating func colonInValue(_ index: Int, _ line: YAMLLine) {
    let value = text.text(line.value, line.valueEnd)
    let place = span(index, min(index + 2, line.end))
    let whole = span(line.value, line.valueEnd)
    defer { text.breakValue(line.value, max(line.valueEnd, line.value)) }
    let before = text.text(line.value, index)
    let head = before.prefix { $0 != "{" }
    if head.count < before.count, !head.contains("\""), !head.contains("'"), !value.contains(" ? ") {
      let isMessage = head.first?.isLetter == true
      notes.add(
        .T323, isMessage ? "a formula makes no records" : "a formula has no `{ }`", whole,
        isMessage ? "fields with values, inside a formula" : "a list of codes",
        help: isMessage
          ? [
            "write the fields below the key, one a line", "\(text.text(line.entry, line.colon ?? line.entry)):",
            "  field: value",
          ]
          : ["put codes and their values under `tables:` and look them up: rates[country]"])
      return
    }
    if let question = value.firstRange(of: " ? "), let colon = value.firstRange(of: " : "), question < colon {
      var parts = [value[..<question.lower], value[question.upper..<colon.lower], value[colon.upper...]]
      if parts[0].hasPrefix("=") { parts[0] = parts[0].dropFirst() }
      let isInParentheses = parts[0].hasPrefix("(") && parts[2].hasSuffix(")")
      if isInParentheses { (parts[0], parts[2]) = (parts[0].dropFirst(), parts[2].dropLast()) }
      let right = "if \(parts[0]) then \(parts[1]) else \(parts[2])"
      let mark = line.value + value[..<question.lower].utf8.count + 1
      notes.add(
        .T323, "a choice is written in words", span(mark, mark + 1), "`? :` is not used here",
        help: ["write \(right)"], fixes: [notes.fix("write it in words", .probable, whole, right)])
      return
    }
    let key = text.text(line.entry, line.colon ?? line.entry)
    if key.contains("("), !key.contains(")") {
      notes.add(
        .Y004, "parameters have no types", place, "YAML reads this as the start of a new key",
        help: ["write only the names: net(amount, code): …"])
      return
    }
    let quoted = Notes.quoted(value)
    for word in ["stop", "warn"] where value.hasPrefix(word + " \"") || value.hasPrefix(word + " '") {
      notes.add(
        .Y004, "`: ` inside an unquoted value", place, "YAML reads this as the start of a new key",
        help: ["put the text under its own key:", "\(key): { \(word): \(value.dropFirst(word.count + 1)) }"],
        fixes: [
          notes.fix(
            "put the text under its own key", .probable, whole, "{ \(word): \(value.dropFirst(word.count + 1)) }")
        ])
      return
    }
    if let held = formulaInText(value) {
      notes.add(
        .Y004, "`: ` inside a formula", place, "YAML reads this as the start of a new key",
        help: ["a formula that YAML would cut stands in a text, as what its braces insert: \(held)"],
        fixes: [notes.fix("put it in quotes and braces", .probable, whole, held)])
      return
    }
    notes.add(
      .Y004, "`: ` inside an unquoted value", place, "YAML reads this as the start of a new key",
      help: ["text needs quotes: \(quoted)"],
      fixes: [notes.fix("put it in quotes", .probable, whole, quoted)])
  }

  /// `'{f("a: b")}'` for the formula `f("a: b")`; nil for anything that is no formula, or has both kinds of quotes.
  private func formulaInText(_ value: String) -> String? {
    guard !value.contains("'"), value.contains("\"") else { return nil }
    let isFormula = FormulaParser.parse(SourceFile(path: "", text: value)).1.isEmpty
    return isFormula ? "'{\(value)}'" : nil
  }

  // MARK: something where a key should be

  private mutating func unexpected(_ index: Int, _ line: YAMLLine) {
    if let last = problem.lastScalar, last.style == .doubleQuoted || last.style == .singleQuoted,
      text.lineStart(last.start) != line.start, last.end <= index, last.end > line.start
    {
      return openQuote(last.start)
    }
    if index > line.content, index >= line.value { return behindValue(index, line) }
    guard let above = lineAbove(line.start) else { return noKey(index) }
    let indents = indentsAbove(line.start)
    if line.hasDash || text.bytes[min(index, text.bytes.count - 1)] == Ascii.dash || indents.contains(line.indent) {
      return misplaced(index, line, above)
    }
    let nearest = indents.min { left, right in
      let distances = (abs(left - line.indent), abs(right - line.indent))
      return distances.0 == distances.1 ? left > right : distances.0 < distances.1
    }
    indentation(line, lineWithIndent(nearest ?? 0, above: line.start) ?? above, nearest ?? 0)
  }

  /// The value seems to be over, and more follows: `"web-" + id`, `[1, 2].sum()`.
  private mutating func behindValue(_ index: Int, _ line: YAMLLine) {
    let first = text.bytes[line.value]
    let value = text.text(line.value, line.valueEnd)
    defer { text.breakValue(line.value, max(line.valueEnd, line.value)) }
    switch first {
    case Ascii.quote, Ascii.apostrophe: quoteContinues(index, line, value)
    case Ascii.openBrace where isOnlyName(value): braces(line.value, line.valueEnd, value)
    case Ascii.openBrace:
      notes.add(
        .Y008, "a calculation cannot start with `{`", span(line.value, line.valueEnd),
        "YAML reads a block here, and it ends before `\(text.text(index, min(index + 1, line.end)))`",
        help: [
          "codes and their values stand under `tables:`, one a line, and are looked up: rates[country]"
        ])
    case UInt8(ascii: "["):
      notes.add(
        .Y008, "a calculation cannot start with `\(value.prefix(1))`", span(line.value, line.valueEnd),
        "YAML reads a list or a block here, and it ends before `\(text.text(index, min(index + 1, line.end)))`",
        help: ["give the list a name under `let`"])
    case UInt8(ascii: "*"), UInt8(ascii: "&"):
      notes.add(
        .Y010, "`\(value.prefix(1))` is not used in flow files", span(line.value, line.value + 1),
        "YAML reads a reference to another part of the file")
    default:
      notes.add(.Y017, "YAML cannot read this line", span(index, line.end), "not expected here")
    }
  }

  mutating func quoteContinues(_ index: Int, _ line: YAMLLine, _ value: String) {
    let rest = text.text(index, line.valueEnd)
    // A key in quotes closes before the value begins.
    let start = line.value < index ? line.value : line.entry
    if start == line.value, rest.hasPrefix("."), rest.hasSuffix(")") { return callOfText(index, line, rest) }
    let holes = value.hasPrefix("\"") && value.contains("{")
    let template = holes ? nil : TemplateForm.of(value) ?? conditional(index, line)
    notes.add(
      .Y006, "a text in quotes is a whole value", span(index, max(index + 1, line.valueEnd)),
      "the quotes are closed, and this follows", others: [(span(start, index), "the text")],
      help: holes
        ? ["texts inside `{ }` take the other quote: \"{tags.join(', ')}\""]
        : template.map { [$0.hasPrefix("if ") ? "write \($0)" : "insert fields with braces: \($0)"] }
          ?? ["insert fields with braces, as in \"web-{id}\""],
      fixes: template.map { [notes.fix("write one value", .probable, span(line.value, line.valueEnd), $0)] } ?? [])
  }

  /// `"{a} {b}".trim()`
  private mutating func callOfText(_ index: Int, _ line: YAMLLine, _ calls: String) {
    let steps = calls.dropFirst().calls.map { $0.hasSuffix("()") ? String($0.dropLast(2)) : $0 }
    let written = text.text(line.value, index)
    notes.add(
      .Y006, "a text in quotes is a whole value", span(index, max(index + 1, line.valueEnd)),
      "the quotes are closed, and this follows", others: [(span(line.value, index), "the text")],
      help: ["what is done to a text stands below it:", "text: \(written)"]
        + (steps.count == 1 ? ["transform: \(steps[0])"] : ["transform:"] + steps.map { "  - \($0)" }))
  }

  /// `"a" if c else "b"`
  private func conditional(_ index: Int, _ line: YAMLLine) -> String? {
    let rest = text.text(index, line.valueEnd)
    guard rest.hasPrefix("if "), let otherwise = rest.firstRange(of: " else ") else { return nil }
    let condition = rest[..<otherwise.lower].dropFirst(3)
    let first = text.text(line.value, index).reversed().drop { $0 == " " }.reversed()
    return "if \(condition) then \(String(first)) else \(rest[otherwise.upper...])"
  }

  /// libyaml does not say which bracket it was in.
  private func lastOpenBracket(before index: Int) -> Int {
    text.bytes[..<index].lastIndex { $0 == Ascii.openBrace || $0 == UInt8(ascii: "[") } ?? index
  }

  private mutating func misplaced(_ index: Int, _ line: YAMLLine, _ above: YAMLLine) {
    let isDash = text.bytes[min(index, text.bytes.count - 1)] == Ascii.dash
    let isClosing = ["}", "]"].contains(text.text(index, min(index + 1, line.end)))
    let message =
      isClosing
      ? "this `\(text.text(index, index + 1))` closes nothing"
      : isDash ? "a list entry stands where a key should" : "a key stands where a list entry should"
    let help = isDash ? "entries of a list stand under a key of their own" : "every entry of a list starts with `- `"
    notes.add(
      .Y017, message, span(index, max(index + 1, line.end)), "",
      others: [(span(above.content, above.end), "after this")], help: isClosing ? [] : [help])
    blankBlock(line)
  }

  // MARK: indentation

  private mutating func indentation(_ line: YAMLLine, _ other: YAMLLine, _ wanted: Int) {
    let name = shortName(line)
    let otherName = shortName(other)
    let distance = line.indent - wanted
    let side = distance < 0 ? "left" : "right"
    let count = abs(distance) == 1 ? "one space" : "\(abs(distance)) spaces"
    let message =
      distance == 0
      ? "`\(name)` does not fit the lines above it" : "`\(name)` stands \(count) \(side) of `\(otherName)` above it"
    let nameEnd = min(line.colon ?? line.end, line.end)
    notes.add(
      .Y003, message, span(line.content, max(nameEnd, line.content + 1)), "starts in column \(line.indent + 1)",
      others: [(span(other.entry, min(other.colon ?? other.end, other.end)), "starts in column \(wanted + 1)")],
      help: ["lines that belong together start in the same column"],
      fixes: distance == 0 ? [] : [Fix("align it", .probable, aligning(line, to: wanted))])
    if distance == 0 { return blankBlock(line) }
    for start in block(of: line, meantFor: wanted).reversed() {
      if distance > 0 { text.replace(start, start + distance, with: []) }
      if distance < 0 { text.replace(start, start, with: Array(repeating: Ascii.space, count: -distance)) }
    }
  }

  /// What stands below the line further to the right goes with it: it belongs to the line, and shall after that.
  private func aligning(_ line: YAMLLine, to wanted: Int) -> [Edit] {
    let columns = wanted - line.indent
    return block(of: line, meantFor: wanted).map { start in
      let old = columns < 0 ? span(start, start - columns) : span(start, start)
      return Edit(Place(notes.source, old), String(repeating: " ", count: max(0, columns)))
    }
  }

  /// Starts of the line and of the deeper lines below it. What stands where the line was meant to stand is beside it,
  /// not below.
  private func block(of line: YAMLLine, meantFor wanted: Int) -> [Int] {
    var starts = [line.start]
    var next = text.nextLine(line.start)
    while let start = next, start < text.bytes.count {
      if !text.isIdle(start) {
        guard text.contentStart(start) - start > max(line.indent, wanted) else { break }
        starts.append(start)
      }
      next = text.nextLine(start)
    }
    return starts
  }

  private func shortName(_ line: YAMLLine) -> String {
    let key = text.text(line.entry, line.colon ?? line.valueEnd)
    return key.count <= 30 ? key : String(key.prefix(29)) + "…"
  }

  func lineAbove(_ start: Int) -> YAMLLine? {
    var above = text.previousLine(start)
    while let line = above {
      if !text.isIdle(line) { return YAMLLine(text, at: line) }
      above = text.previousLine(line)
    }
    return nil
  }

  /// The columns in which the blocks that are open above a line start.
  private func indentsAbove(_ start: Int) -> Set<Int> {
    var indents: Set<Int> = []
    var lowest = Int.max
    var above = lineAbove(start)
    while let line = above, lowest > 0 {
      if line.indent < lowest {
        indents.insert(line.indent)
        if line.hasDash { indents.insert(line.entry - line.start) }
        lowest = line.indent
      }
      above = lineAbove(line.start)
    }
    return indents
  }

  private func lineWithIndent(_ indent: Int, above start: Int) -> YAMLLine? {
    var above = lineAbove(start)
    while let line = above {
      if line.indent == indent || line.entry - line.start == indent { return line }
      above = lineAbove(line.start)
    }
    return nil
  }

  /// Takes a line out, and what stands below it further to the right.
  mutating func blankBlock(_ line: YAMLLine) {
    text.blankOut(line.start, line.end)
    var next = text.nextLine(line.start)
    while let start = next {
      let content = text.contentStart(start)
      guard text.isIdle(start) || content - start > line.indent else { return }
      text.blankOut(start, text.lineEnd(start))
      next = text.nextLine(start)
    }
  }
}

extension String {
  /// Where a text stands first.
  func firstRange(of wanted: String) -> (lower: Index, upper: Index)? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) { return (start, index(start, offsetBy: wanted.count)) }
      start = index(after: start)
    }
    return nil
  }
}

private func < (left: (lower: String.Index, upper: String.Index), right: (lower: String.Index, upper: String.Index))
  -> Bool
{ left.lower < right.lower }

extension Substring {
  /// The calls of a chain, each with its closing bracket.
  fileprivate var calls: [String] {
    var parts: [String] = []
    var part = ""
    for character in self {
      if character == ".", part.hasSuffix(")") {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return parts + [part]
  }
}
