import Diagnostics
import Source

/// Builds the flow as written from the tree. Every key says what stands behind it; the look of a value decides nothing.
struct FlowBuilder {
  var notes: Notes
  /// Constants of examples may look like anything.
  var isInExample = false
  /// Keys behind which nothing stands, by the place of the nothing.
  var keysOfEmpty: [Int: Name] = [:]
  /// What was declared and could not be read.
  var unreadNames: Set<String> = []
  /// Every box that was read, for the formatter.
  var boxes: [BoxSyntax] = []

  mutating func flow(_ root: YAMLNode?, isShared: Bool) -> FlowFile {
    let source = notes.source
    var file = FlowFile(source: source, record: RecordBlock(span: root?.span ?? Span(0, 0)))
    guard let root = root.map({ mended($0) }), !root.isBroken, !root.isEmpty else {
      if !isShared, notes.diagnostics.isEmpty {
        notes.add(
          .S102, "this file is empty", Span(0, 0), "a flow needs `flow`, `source`, `target` and `fields`")
      }
      return file
    }
    guard let entries = root.entries else {
      notes.add(.S103, "a flow is a list of keys", firstLine(root.span), "", help: ["start with flow: NAME"])
      return file
    }
    if isAllQuoted(entries) { return file }
    for entry in words(root, isShared ? Vocabulary.shared : Vocabulary.flow, misplaced: Self.misplacedInFlow) {
      take(entry, &file)
    }
    if !isShared { reportMissingKeys(entries, root) }
    reportDoubleNames(file)
    file.unreadNames = unreadNames
    return file
  }

  private static let misplacedInFlow = [
    "when": "a flow is limited with `filter`", "each": "a flow goes through its whole source",
    "entity": "a flow has `source` and `target`",
  ]

  private mutating func take(_ entry: Entry, _ file: inout FlowFile) {
    let node = entry.value
    switch entry.name.text {
    case "flow": file.name = flowName(entry)
    case "source": file.sourceEntity = entity(entry)
    case "target": file.targetEntity = entity(entry)
    case "use": file.uses = names(node, "`use` names files")
    case "filter": file.filter = value(node)
    case "group": file.group = value(node)
    case "settings": file.settings = settings(node)
    case "tables": file.tables = tables(node)
    case "transforms": file.transforms = transforms(node)
    case "related": file.related = related(node)
    case "checks": file.checks = checks(node)
    case "usual": file.usual = example(node, Vocabulary.usual)
    case "examples": file.examples = examples(node)
    default: take(entry, into: &file.record, isFlow: true)
    }
  }

  /// A file whose keys are all quoted was written by a program as JSON.
  private mutating func isAllQuoted(_ entries: [YAMLEntry]) -> Bool {
    guard !entries.isEmpty, entries.allSatisfy({ $0.key.scalar?.isQuoted == true }) else { return false }
    notes.add(
      .Y016, "the keys of a flow have no quotes", entries[0].key.span,
      "a quoted key is a name, not a word of the language",
      help: ["write the keys plainly, as in flow: products"])
    return true
  }

  private mutating func reportMissingKeys(_ entries: [YAMLEntry], _ root: YAMLNode) {
    let present = Set(entries.compactMap { $0.key.scalar?.text })
    let absent = Vocabulary.flow.required.filter { !present.contains($0) }
    let misspelled = present.flatMap { name in
      Vocabulary.flow.key(calledElsewhere: name).map { [$0.name] } ?? Suggestions.nearest(name, in: absent)
    }
    let wanting = absent.filter { !misspelled.contains($0) }
    guard !wanting.isEmpty else { return }
    let list = wanting.map { "`\($0)`" }.joined(separator: wanting.count == 2 ? " and no " : ", no ")
    notes.add(
      .S102, "this flow has no \(list)", firstLine(root.span), "every flow needs flow, source, target and fields",
      help: wanting.map(Self.sample))
  }

  private static func sample(_ key: String) -> String {
    switch key {
    case "flow": "flow: products"
    case "source": "source: mplus.articles"
    case "target": "target: bigcommerce.products"
    default: "fields: and below it one line for every field of the target"
    }
  }

  func firstLine(_ span: Span) -> Span {
    let line = notes.source.lineNumber(at: span.start)
    let starts = notes.source.lineStarts
    let end = line < starts.count ? starts[line] : notes.source.bytes.count
    var last = min(end, span.end)
    while last > span.start, Lexer.isBlank(notes.source.bytes[last - 1]) { last -= 1 }
    return Span(span.start, last)
  }

  // MARK: names

  /// `flow:` is an identity: cursor, ledger and links hang on it.
  private mutating func flowName(_ entry: Entry) -> Name? {
    guard let name = name(entry.value, "`flow` is the name of the flow") else { return nil }
    let isAllowed = { (byte: UInt8) in Lexer.isDigit(byte) || (0x61...0x7A).contains(byte) || byte == Ascii.dash }
    if name.text.utf8.allSatisfy(isAllowed) { return name }
    let mended = String(
      decoding: name.text.lowercased().utf8.map { isAllowed($0) ? $0 : Ascii.dash }, as: UTF8.self)
    notes.add(
      .S103, "the name of a flow has small letters, digits and `-`", name.span, "its bookmarks hang on this name",
      help: ["write \(mended)"], fixes: [notes.fix("write \(mended)", .probable, name.span, mended)])
    return name
  }

  mutating func entity(_ entry: Entry) -> Name? {
    guard let name = name(entry.value, "`\(entry.name.text)` names a system and what it holds") else { return nil }
    let parts = name.text.split(separator: ".", omittingEmptySubsequences: false)
    // A single word names one of the two; only who knows the project's systems can say which.
    if parts.count == 1, parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) { return name }
    guard parts.count == 2, !parts.contains(where: \.isEmpty) else {
      notes.add(
        .S103, "`\(entry.name.text)` is a system, a point, and what it holds", name.span,
        help: ["as in mplus.articles"])
      return nil
    }
    return name
  }

  // MARK: names that are given twice

  private mutating func reportDoubleNames(_ file: FlowFile) {
    var seen: [String: (Name, String)] = [:]
    let all =
      file.record.lets.map { ($0.name, "`let`") } + file.tables.map { ($0.name, "`tables`") }
      + file.related.map { ($0.name, "`related`") }
    for (name, place) in all { noteDouble(name, place, &seen) }
    seen = [:]
    for transform in file.transforms { noteDouble(transform.name, "`transforms`", &seen) }
    seen = [:]
    for setting in file.settings { noteDouble(setting.name, "`settings`", &seen) }
  }

  private mutating func noteDouble(_ name: Name, _ place: String, _ seen: inout [String: (Name, String)]) {
    guard let (first, firstPlace) = seen[name.text] else {
      seen[name.text] = (name, place)
      return
    }
    // One key twice in one block is a mistake of YAML, and told as that.
    if firstPlace == place, notes.source.text(first.span) == notes.source.text(name.span), place != "`transforms`" {
      return
    }
    let twice = firstPlace == place ? "twice under \(place)" : "under \(firstPlace) and under \(place)"
    notes.add(
      .S112, "`\(name.text)` is named \(twice)", name.span, "the second one", others: [(first.span, "the first one")],
      help: ["rename one of them"])
  }
}
