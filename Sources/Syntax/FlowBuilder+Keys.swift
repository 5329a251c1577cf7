import Diagnostics
import Source

extension FlowBuilder {
  /// A key of a mapping and what stands behind it.
  struct Entry {
    var name: Name
    var value: YAMLNode
    var span: Span { name.span.union(value.span) }
    /// Quoted keys are names of fields or rows.
    func isWord(_ words: Set<String>) -> Bool { !name.isQuoted && words.contains(name.text) }
  }

  /// The entries whose keys can be read; the others are reported.
  mutating func entries(_ node: YAMLNode) -> [Entry] {
    (node.entries ?? []).compactMap { entry in
      guard let scalar = entry.key.scalar else {
        KeyCheck.report(entry.key, &notes)
        return nil
      }
      if scalar.text == "<<", !scalar.isQuoted { return nil }
      let name = Name(scalar.text, entry.key.span, isQuoted: scalar.isQuoted)
      if entry.value.isEmpty { keysOfEmpty[entry.value.span.start] = name }
      return Entry(name: name, value: entry.value)
    }
  }

  /// The entries of a block whose keys are words of the language.
  mutating func words(_ node: YAMLNode, _ block: KeywordBlock, misplaced: [String: String] = [:]) -> [Entry] {
    entries(node).filter { entry in
      if entry.isWord(block.nameSet) { return true }
      if let meant = block.key(calledElsewhere: entry.name.text), misplaced[entry.name.text] == nil {
        reportOtherName(entry.name, meant)
      } else {
        reportUnknownKey(entry.name, block.names, in: block.title, misplaced: misplaced)
      }
      return false
    }
  }

  mutating func reportOtherName(_ name: Name, _ meant: Keyword) {
    notes.add(
      .S101, "`\(name.text)` is called `\(meant.name)` here", name.span, "", help: ["write \(meant.name): …"],
      fixes: [notes.fix("write \(meant.name)", .probable, name.span, meant.name)])
  }

  mutating func reportUnknownKey(
    _ name: Name, _ known: [String], in place: String, misplaced: [String: String] = [:]
  ) {
    if name.isQuoted, known.contains(name.text) {
      notes.add(
        .S101, "a quoted key is a name, not the word `\(name.text)`", name.span,
        fixes: [notes.fix("remove the quotes", .safe, name.span, name.text)])
      return
    }
    if let reason = misplaced[name.text] {
      notes.add(.S101, "`\(name.text)` does not stand in \(place)", name.span, reason)
      return
    }
    let near = Suggestions.nearest(name.text, in: known)
    let fixes = near.count == 1 ? [notes.fix("write \(near[0])", .probable, name.span, near[0])] : []
    notes.add(
      .S101, "`\(name.text)` is not a word here", name.span, "not a word of \(place)",
      help: [
        Suggestions.question(near) ?? "the words are \(known.joined(separator: ", "))"
      ],
      fixes: fixes)
  }

  // MARK: names

  /// A name place: quotes make no difference.
  mutating func name(_ node: YAMLNode, _ rule: String) -> Name? {
    if node.isBroken { return nil }
    if node.isEmpty {
      reportNoValue(node)
      return nil
    }
    guard let scalar = node.scalar else {
      notes.add(.S103, rule, firstLine(node.span), "this is \(shape(node))")
      return nil
    }
    return Name(scalar.text, node.span, isQuoted: scalar.isQuoted)
  }

  mutating func names(_ node: YAMLNode, _ rule: String) -> [Name] {
    guard let items = node.items else { return name(node, rule).map { [$0] } ?? [] }
    return items.compactMap { name($0, rule) }
  }

  func shape(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar(let scalar): scalar.isQuoted ? "a text" : "a single value"
    case .list: "a list"
    case .mapping: "a block"
    case .broken: "not readable"
    }
  }

  /// Points at the key, if there is one: nothing stands where the value should.
  mutating func reportNoValue(_ node: YAMLNode) {
    let written = node.scalar?.text ?? ""
    let key = keysOfEmpty[node.span.start]
    notes.add(
      .S119, key.map { "`\($0.text)` has no value" } ?? "this entry has no value", key?.span ?? placeOfKey(node),
      written.isEmpty ? "" : "`\(written)` is no value", help: ["leave the line out, or write missing: clear"])
  }

  // MARK: what braces and commas did

  /// The tree without flow blocks that YAML cut at the commas of a formula.
  mutating func mended(_ node: YAMLNode) -> YAMLNode {
    var node = node
    switch node.kind {
    case .scalar, .broken: return node
    case .list(let items):
      if node.isFlow, let cut = items.first(where: { hasOpenBracket($0) }) {
        return reportCut(node, cut)
      }
      node.kind = .list(items.map { mended($0) })
    case .mapping(let entries):
      if node.isFlow, isBraces(entries, node) { return reportBraces(node) }
      if node.isFlow, let cut = entries.first(where: { hasOpenBracket($0.value) }) {
        return reportCut(node, cut.value)
      }
      node.kind = .mapping(entries.map { YAMLEntry(key: $0.key, value: mended($0.value)) })
    }
    return node
  }

  private func hasOpenBracket(_ node: YAMLNode) -> Bool {
    guard let scalar = node.scalar, !scalar.isQuoted else { return false }
    let bytes = Array(scalar.text.utf8)
    var nesting = 0
    for token in Lexer.tokens(bytes, from: 0, to: bytes.count) {
      switch token.kind {
      case .symbol(.openRound), .symbol(.openSquare): nesting += 1
      case .symbol(.closeRound), .symbol(.closeSquare): nesting -= 1
      default: break
      }
    }
    return nesting > 0
  }

  private mutating func reportCut(_ node: YAMLNode, _ cut: YAMLNode) -> YAMLNode {
    let bytes = notes.source.bytes
    let comma = bytes[cut.span.end...].firstIndex(of: UInt8(ascii: ",")) ?? cut.span.end
    notes.add(
      .Y008, "this comma splits a formula", Span(comma, min(comma + 1, bytes.count)),
      "YAML reads the next part of the block here", others: [(cut.span, "the formula begins here")],
      help: [
        node.entries == nil
          ? "write the list with dashes, one entry a line" : "write the block without braces, one key a line"
      ],
      fixes: BlockForm.edit(notes.source, node.span).map { [Fix("write one entry a line", .safe, [$0])] } ?? [])
    return YAMLNode(.broken, node.span)
  }

  /// `{description}` or `{{description}}`
  private func isBraces(_ entries: [YAMLEntry], _ node: YAMLNode) -> Bool {
    guard entries.count == 1, let entry = entries.first else { return false }
    if entry.key.entries != nil { return true }
    guard let value = entry.value.scalar, value.text.isEmpty, !value.isQuoted else { return false }
    return !notes.source.text(node.span).contains(":")
  }

  private mutating func reportBraces(_ node: YAMLNode) -> YAMLNode {
    notes.reportBraces(notes.source.text(node.span), node.span)
    return YAMLNode(.broken, node.span)
  }
}
