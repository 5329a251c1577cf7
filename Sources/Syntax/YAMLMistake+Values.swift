import Diagnostics
import Source

/// Mistakes inside one value: quotes, brackets, first characters.
extension YAMLMistake {
  // MARK: quotes

  /// A quote that is not closed on its line swallows the lines below.
  mutating func openQuote(_ quoteIndex: Int) {
    let line = YAMLLine(text, at: quoteIndex)
    let quote = text.text(quoteIndex, quoteIndex + 1)
    notes.add(
      .Y006, "this text is never closed", span(quoteIndex, line.end), "the `\(quote)` at the end is missing",
      fixes: [notes.fix("close the text", .probable, span(line.end, line.end), quote)])
    text.breakValue(quoteIndex, line.end)
  }

  mutating func escape(_ index: Int) {
    let line = YAMLLine(text, at: index)
    let end = min(index + 2, line.end)
    notes.add(
      .Y018, "`\(text.text(index, end))` is not an escape", span(index, end), "a backslash in double quotes",
      help: [#"write \\ for a backslash, or use single quotes, which have no escapes"#],
      fixes: [notes.fix("write a backslash", .probable, span(index, index), "\\")])
    text.replace(index, index + 1, with: [UInt8(ascii: "x")])
  }

  // MARK: brackets

  mutating func flow(_ open: Int, _ index: Int) {
    let line = YAMLLine(text, at: open)
    let isSameLine = text.lineStart(index) == line.start
    let bracket = text.text(open, open + 1)
    let close = bracket == "{" ? "}" : "]"
    guard isSameLine else { return openBracket(open, index, bracket, close) }
    defer { text.breakValue(open, max(line.valueEnd, open + 1)) }
    let value = text.text(open, line.valueEnd)
    if value.hasPrefix("{{") || isOnlyName(value) { return braces(open, line.valueEnd, value) }
    let word = text.text(index, min(index + 1, line.end))
    if index >= line.valueEnd {
      notes.add(
        .Y008, "a `\(close)` is missing", span(open, open + 1), "opened here and never closed",
        fixes: [notes.fix("close it", .idea, span(line.valueEnd, line.valueEnd), " " + close)])
      return
    }
    notes.add(
      .Y008, "a formula with `,` `[` or `]` needs a line of its own", span(index, min(index + 1, line.end)),
      "YAML reads this `\(word)` as part of the block", others: [(span(open, open + 1), "the block starts here")],
      help: bracket == "["
        ? ["write the list with dashes, one entry a line"] : ["write the block without braces, one key a line"],
      fixes: BlockForm.edit(notes.source, span(open, line.valueEnd)).map {
        [Fix("write one entry a line", .safe, [$0])]
      } ?? [])
  }

  private mutating func openBracket(_ open: Int, _ index: Int, _ bracket: String, _ close: String) {
    let line = YAMLLine(text, at: open)
    let stop = YAMLLine(text, at: index)
    notes.add(
      .Y008, "a `\(close)` is missing", span(open, open + 1), "opened here and never closed",
      others: index < text.bytes.count ? [(span(index, min(index + 1, stop.end)), "expected before this")] : [],
      help: ["close it on the same line, or write one key a line without brackets"])
    // Lines further to the right belong to the bracket, the others are keys of their own.
    var end = line.valueEnd
    var next = text.nextLine(line.start)
    while let start = next, start <= index, text.contentStart(start) - start > line.indent {
      end = text.lineEnd(start)
      next = text.nextLine(start)
    }
    text.breakValue(open, max(end, open + 1))
  }

  /// `{description}`
  func isOnlyName(_ value: String) -> Bool {
    guard value.hasPrefix("{"), let close = value.firstIndex(of: "}") else { return false }
    let inner = value[value.index(after: value.startIndex)..<close]
    return !inner.isEmpty && !inner.contains(":") && !inner.contains(",")
  }

  mutating func braces(_ start: Int, _ end: Int, _ value: String) {
    notes.reportBraces(value, span(start, end))
  }

  // MARK: first characters

  mutating func reserved(_ index: Int) {
    let index = min(index, max(0, text.bytes.count - 1))
    guard index < text.bytes.count else { return noKey(index) }
    let line = YAMLLine(text, at: index)
    let character = String(text.text(index, line.end).prefix(1))
    let isAtValue = index == line.value && line.colon != nil || line.hasDash && index == line.entry
    guard isAtValue else { return reservedInside(index, line, character) }
    let value = text.text(line.value, line.valueEnd)
    let rest = value.dropFirst().drop { $0 == " " }
    var help: [String]
    var fixes: [Fix] = []
    let whole = span(line.value, line.valueEnd)
    switch character {
    case "!":
      help = ["write not \(rest)"]
      fixes = [notes.fix("write not", .safe, whole, "not \(rest)")]
    case "-":
      help = ["write -\(rest)"]
      fixes = [notes.fix("remove the blank", .safe, whole, "-\(rest)")]
    case "`":
      let inner = rest.hasSuffix("`") ? String(rest.dropLast()) : String(rest)
      let isName = inner.utf8.allSatisfy { Lexer.isNamePart($0) || $0 == Ascii.dot }
      let right = isName ? inner : Notes.quoted(inner.replacing("${", with: "{"))
      help = [isName ? "a field has no quotes at all: \(right)" : "text needs quotes: \(right)"]
      fixes = [notes.fix("write \(right)", .probable, whole, right)]
    case "|" where rest.utf8.allSatisfy(Lexer.isNamePart):
      help = ["a function stands behind its value, as in description.\(rest)()"]
    case ">":
      help = ["a comparison starts with a field, as in stock \(value); text needs quotes: \(Notes.quoted(value))"]
    case "*", "&", "|", "?":
      help = ["text needs quotes; a calculation starts with a field or a number"]
    default:
      help = ["text needs quotes: \(Notes.quoted(value))"]
      fixes = [notes.fix("put it in quotes", .probable, whole, Notes.quoted(value))]
    }
    let meaning =
      switch character {
      case ">", "|": "starts a text of several lines in YAML"
      case "*", "&": "names a part of the file in YAML"
      case "-": "starts a list entry in YAML"
      case "?": "starts a key in YAML"
      case "}", "]", ",": "belongs to brackets in YAML"
      default: "means something else in YAML"
      }
    notes.add(
      .Y007, "a value cannot start with " + (character == "`" ? "a backtick" : "`\(character)`"),
      span(index, index + character.utf8.count), meaning,
      help: help, fixes: fixes)
    text.breakValue(line.value, max(line.valueEnd, line.value + 1))
  }

  private mutating func reservedInside(_ index: Int, _ line: YAMLLine, _ character: String) {
    let value = text.text(line.value, line.valueEnd)
    if line.colon != nil, value.hasPrefix("\"") || value.hasPrefix("'") {
      quoteContinues(index, line, value)
      return text.breakValue(line.value, line.valueEnd)
    }
    if value.hasPrefix("{%") {
      notes.add(
        .T323, "a choice is written in words", span(line.value, line.valueEnd), "a tag of another template language",
        help: ["write if active then \"for sale\" else \"gone\""])
      return text.breakValue(line.value, line.valueEnd)
    }
    notes.add(
      .Y007, "`\(character)` cannot stand here", span(index, index + character.utf8.count),
      "means something else in YAML", help: ["text needs quotes"])
    if line.colon != nil, index > line.value, line.value < line.valueEnd {
      text.breakValue(line.value, line.valueEnd)
    } else {
      blankBlock(line)
    }
  }

  // MARK: whole lines

  mutating func noKey(_ index: Int) {
    let line = YAMLLine(text, at: min(index, text.bytes.count))
    let written = text.text(line.content, line.valueEnd)
    defer { blankBlock(line) }
    if let colon = written.firstIndex(of: ":"), written.index(after: colon) < written.endIndex, line.colon == nil {
      let after = line.content + written[...colon].utf8.count
      notes.add(
        .Y017, "a blank is missing after the `:`", span(after - 1, after), "YAML wants `key: value`",
        fixes: [notes.fix("add a blank", .safe, span(after, after), " ")])
      return
    }
    notes.add(
      .Y017, "this line is neither `key: value` nor a list entry", span(line.content, max(line.valueEnd, line.content)),
      "")
  }

  mutating func directive(_ index: Int) {
    let line = YAMLLine(text, at: index)
    notes.add(
      .Y012, "flow files are YAML 1.2 and need no `%` lines", span(line.start, line.end), "remove this line",
      fixes: [notes.fix("remove it", .safe, span(line.start, line.end), "")])
    text.blankOut(line.start, line.end)
    // Without its directive the document may start with or without `---`.
  }
}
