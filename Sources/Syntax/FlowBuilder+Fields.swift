import Diagnostics
import Source

/// Fields and the blocks below them.
extension FlowBuilder {
  /// A block below a field is settings if all its keys are among these, a record if none is.
  static let blockWords = Set(Vocabulary.fieldBlockWords)
  /// Of these exactly one gives the value of a field.
  static let sourceWords = Set(Vocabulary.field.oneOf)

  /// What stands under `fields:`; every key is a name there.
  mutating func fields(_ node: YAMLNode) -> [FieldSyntax] {
    if node.isBroken { return [] }
    guard node.entries != nil else {
      if node.isEmpty {
        notes.add(.S119, "there are no fields", placeOfKey(node), "one line for every field of the target")
      } else {
        notes.add(
          .S103, "`fields` is a list of names", firstLine(node.span), "this is \(shape(node))",
          help: ["write one line for every field: sku: pluNumber"])
      }
      return []
    }
    return fields(entries(node))
  }

  func placeOfKey(_ node: YAMLNode) -> Span { Span(max(0, node.span.start - 1), node.span.start) }

  mutating func fields(_ found: [Entry]) -> [FieldSyntax] {
    var seen: [String: Name] = [:]
    var result: [FieldSyntax] = []
    for entry in found {
      if let first = seen[entry.name.text] {
        // The same key with the same quotes was noticed while the tree was built.
        if first.isQuoted == entry.name.isQuoted { continue }
        let line = notes.source.lineNumber(at: first.span.start)
        notes.add(
          .Y009, "`\(entry.name.text)` is set twice, on line \(line) and here", entry.name.span, "the second one",
          others: [(first.span, "the first one")], help: ["keep one of them"])
        continue
      }
      seen[entry.name.text] = entry.name
      let field = FieldSyntax(name: entry.name, content: content(entry.value))
      if !isDotted(entry.name) { result.append(field) }
    }
    return result
  }

  /// `billing.name`, and that was reported.
  private mutating func isDotted(_ name: Name) -> Bool {
    guard !name.isQuoted, name.text.contains(".") else { return false }
    let parts = name.text.split(separator: ".")
    notes.add(
      .S123, "a field inside a record is nested, not dotted", name.span, "a point in the name of a field",
      help: [
        parts.enumerated().map { String(repeating: "  ", count: $0.offset) + $0.element + ":" }.joined(separator: "\n")
      ])
    return true
  }

  /// What goes into a field.
  mutating func content(_ node: YAMLNode) -> FieldContent {
    switch node.kind {
    case .broken: return .broken(node.span)
    case .scalar:
      if node.isEmpty {
        reportNoValue(node)
        return .broken(node.span)
      }
      return .value(value(node))
    case .list(let items):
      return .list(ListSyntax(span: node.span, entries: items.map { listEntry($0) }))
    case .mapping: return block(entries(node), node)
    }
  }

  /// A block is settings if all its keys are setting words, a record if none is.
  private mutating func block(_ found: [Entry], _ node: YAMLNode) -> FieldContent {
    if found.isEmpty {
      if node.entries?.isEmpty == true { notes.add(.S119, "nothing stands here", node.span, "an empty block") }
      return .broken(node.span)
    }
    let (words, names) = split(found, node)
    if words.isEmpty {
      var record = RecordBlock(span: node.span)
      record.fields = fields(names)
      return .record(record)
    }
    if !names.isEmpty {
      var record = RecordBlock(span: node.span)
      for entry in words where Vocabulary.record.contains(entry.name.text) { take(entry, into: &record, isFlow: false) }
      record.fields += fields(names)
      return .record(record)
    }
    return settings(words, node)
  }

  /// The words of a block and its names, of which there should be only one kind.
  private mutating func split(_ found: [Entry], _ node: YAMLNode) -> (words: [Entry], names: [Entry]) {
    let words = found.filter { $0.isWord(Self.blockWords) }
    let names = found.filter { !$0.isWord(Self.blockWords) }
    guard !words.isEmpty, !names.isEmpty else { return (words, names) }
    let candidates = Self.blockWords.subtracting(words.map(\.name.text))
    let isMisspelled = names.allSatisfy { name in
      let name = name.name
      return !name.isQuoted
        && (Vocabulary.field.key(calledElsewhere: name.text) != nil
          || !Suggestions.nearest(name.text, in: candidates).isEmpty)
    }
    if isMisspelled {
      for entry in names {
        if let meant = Vocabulary.field.key(calledElsewhere: entry.name.text) {
          reportOtherName(entry.name, meant)
        } else {
          reportUnknownKey(entry.name, candidates.sorted(), in: "this block")
        }
      }
      return (words, [])
    }
    reportMix(words[0], names, node)
    return (words, names)
  }

  private mutating func reportMix(_ word: Entry, _ names: [Entry], _ node: YAMLNode) {
    let name = names[0].name
    notes.add(
      .S118, "`\(word.name.text)` is a word, `\(name.text)` a field", name.span, "a field",
      others: [(word.name.span, "a word of the language")], help: ["put the fields under `fields:`"],
      fixes: node.isFlow ? [] : [Fix("put the fields under `fields:`", .probable, indentingEdits(names))])
  }

  /// `fields:` in front of the first name, and two blanks more in front of every line of theirs.
  private func indentingEdits(_ names: [Entry]) -> [Edit] {
    let starts = notes.source.lineStarts
    var edits: [Edit] = []
    for (position, entry) in names.enumerated() {
      let column = entry.span.start - starts[notes.source.lineNumber(at: entry.span.start) - 1]
      let blanks = String(repeating: " ", count: column)
      edits.append(insertion(entry.span.start, position == 0 ? "fields:\n\(blanks)  " : "  "))
      let lines =
        notes.source.lineNumber(
          at: entry.span.start)..<notes.source.lineNumber(at: max(entry.span.start, entry.span.end - 1))
      for line in lines { edits.append(insertion(starts[line], "  ")) }
    }
    return edits
  }

  private func insertion(_ offset: Int, _ text: String) -> Edit {
    Edit(Place(notes.source, Span(offset, offset)), text)
  }

  /// A block of words only: which of them says what the block is.
  private mutating func settings(_ words: [Entry], _ node: YAMLNode) -> FieldContent {
    let present = Set(words.map(\.name.text))
    if present.contains("entries") { return .list(joinedEntries(words, node)) }
    if present.contains("each") {
      return .list(ListSyntax(span: node.span, entries: [listEntry(words, node)]))
    }
    if present.contains("fields") || present.isDisjoint(with: Self.sourceWords) {
      if present.contains("fields") || !present.isDisjoint(with: ["let", "match", "gone"]) {
        return .record(record(words, node))
      }
    }
    return .settings(fieldSettings(words, node))
  }

  // MARK: records

  /// A record block whose fields stand under `fields:`.
  mutating func record(_ words: [Entry], _ node: YAMLNode) -> RecordBlock {
    var record = RecordBlock(span: node.span)
    for entry in words {
      guard Vocabulary.record.contains(entry.name.text) else {
        notes.add(
          .S101, "`\(entry.name.text)` does not stand beside `fields`", entry.name.span, "this belongs to one field")
        continue
      }
      take(entry, into: &record, isFlow: false)
    }
    if !words.contains(where: { $0.name.text == "fields" }) {
      notes.add(.S102, "this record has no `fields`", words[0].name.span, "what should be written?")
    }
    return record
  }

  /// One of the words that every record block has.
  mutating func take(_ entry: Entry, into record: inout RecordBlock, isFlow: Bool) {
    switch entry.name.text {
    case "when": record.when = value(entry.value)
    case "let": record.lets = lets(entry.value)
    case "match": record.match = match(entry.value)
    case "create": record.create = box(entry.value, isOfField: false)
    case "update": record.update = box(entry.value, isOfField: false)
    case "missing": record.missing = recordMissing(entry.value, isFlow: isFlow)
    case "gone": record.gone = gone(entry.value)
    case "fields": record.fields = fields(entry.value)
    default: break
    }
  }

  private mutating func lets(_ node: YAMLNode) -> [LetSyntax] {
    namedEntries(node, "`let` is a list of names and values").map { entry in
      LetSyntax(name: entry.name, value: choice(entry.value))
    }
  }

  /// The entries of a block whose keys are names; anything else is reported.
  mutating func namedEntries(_ node: YAMLNode, _ rule: String) -> [Entry] {
    if node.isBroken { return [] }
    if node.entries == nil {
      if node.isEmpty {
        notes.add(.S119, "nothing stands here", placeOfKey(node), "leave the line out")
      } else {
        notes.add(.S103, rule, firstLine(node.span), "this is \(shape(node))")
      }
      return []
    }
    return entries(node)
  }

  // MARK: lists

  private mutating func listEntry(_ node: YAMLNode) -> ListEntrySyntax {
    guard node.entries != nil else {
      if let items = node.items, !items.isEmpty {
        notes.add(.S103, "a list of a list", firstLine(node.span), "an entry is a value or a block")
        return ListEntrySyntax(each: nil, content: .broken(node.span))
      }
      return ListEntrySyntax(each: nil, content: content(node))
    }
    let found = entries(node)
    guard let word = found.first(where: { $0.isWord(["each"]) }) else {
      return ListEntrySyntax(each: nil, content: block(found, node))
    }
    let (words, names) = split(found, node)
    if names.isEmpty { return listEntry(words, node) }
    let rest = words.filter { $0.name.text != "each" }
    var record = RecordBlock(span: node.span)
    for entry in rest where Vocabulary.record.contains(entry.name.text) { take(entry, into: &record, isFlow: false) }
    record.fields += fields(names)
    let each = each(word.value)
    // Without the loop's name, every use of it would be a second message.
    return ListEntrySyntax(each: each, content: each == nil ? .broken(node.span) : .record(record))
  }

  /// An entry of words only, one of them `each`.
  private mutating func listEntry(_ words: [Entry], _ node: YAMLNode) -> ListEntrySyntax {
    let each = words.first { $0.name.text == "each" }.flatMap { self.each($0.value) }
    let rest = words.filter { $0.name.text != "each" }
    guard let first = rest.first else {
      notes.add(
        .S102, "this entry has neither `from` nor `fields`", words[0].name.span, "what should be written for each?")
      return ListEntrySyntax(each: each, content: .broken(node.span))
    }
    let hasValue = rest.contains { Self.sourceWords.contains($0.name.text) }
    if hasValue, !rest.contains(where: { $0.name.text == "fields" }) {
      return ListEntrySyntax(
        each: each, content: each == nil ? .broken(node.span) : .settings(fieldSettings(rest, node)))
    }
    if rest.contains(where: { $0.name.text == "entries" }) {
      notes.add(.S101, "`entries` does not stand beside `each`", first.name.span, "put `each` into the entries")
      return ListEntrySyntax(each: each, content: .broken(node.span))
    }
    return ListEntrySyntax(each: each, content: each == nil ? .broken(node.span) : .record(record(rest, node)))
  }

  /// `entries:` with `match` and `gone` of the whole list.
  private mutating func joinedEntries(_ words: [Entry], _ node: YAMLNode) -> ListSyntax {
    var list = ListSyntax(span: node.span, entries: [])
    for entry in words {
      switch entry.name.text {
      case "match": list.match = match(entry.value)
      case "gone": list.gone = gone(entry.value)
      case "entries":
        if let items = entry.value.items {
          list.entries = items.map { listEntry($0) }
        } else if !entry.value.isBroken {
          notes.add(
            .S103, "`entries` is a list", firstLine(entry.value.span), "this is \(shape(entry.value))",
            help: ["every entry starts with `- `"])
        }
      default:
        notes.add(
          .S101, "`\(entry.name.text)` does not stand beside `entries`", entry.name.span, "put it into the entries")
      }
    }
    return list
  }

  // MARK: settings of a field

  mutating func fieldSettings(_ words: [Entry], _ node: YAMLNode) -> FieldSettings {
    var settings = FieldSettings(span: node.span)
    let sources = words.filter { Self.sourceWords.contains($0.name.text) }
    if sources.count > 1 { reportBothForms(sources) }
    if sources.isEmpty {
      notes.add(
        .S102, "this block gives no value", words[0].name.span, "one of `from`, `formula`, `text` and `choose` does")
    }
    for entry in words {
      switch entry.name.text {
      case "from", "formula", "text":
        let value = longValue(entry)
        if settings.value == nil { settings.value = .value(value) }
      case "choose":
        let lines = chooseLines(entry.value)
        if settings.value == nil { settings.value = lines }
      case "transform": settings.transform = steps(entry.value)
      case "when": settings.when = value(entry.value)
      case "missing": settings.missing = fieldPolicy(entry.value, key: "missing")
      case "problem": settings.problem = fieldPolicy(entry.value, key: "problem")
      case "too_long": settings.tooLong = tooLong(entry.value)
      case "create": settings.create = box(entry.value, isOfField: false)
      case "update": settings.update = box(entry.value, isOfField: true)
      default:
        notes.add(
          .S101, "`\(entry.name.text)` does not stand beside `\(sources.first?.name.text ?? "from")`",
          entry.name.span, "this belongs to a record")
      }
    }
    return settings
  }
}
