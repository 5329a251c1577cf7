import Diagnostics
import Source

/// `settings`, `tables`, `transforms`, `related` and `checks`.
extension FlowBuilder {
  mutating func settings(_ node: YAMLNode) -> [SettingSyntax] {
    settings(namedEntries(node, "`settings` is a list of names and values"))
  }

  mutating func settings(_ entries: [Entry]) -> [SettingSyntax] {
    entries.map { entry in
      if entry.value.isEmpty, !entry.value.isBroken {
        notes.add(
          .S119, "the setting `\(entry.name.text)` has no value", entry.name.span, "",
          help: ["leave the line out, or give it a value"])
        return SettingSyntax(name: entry.name, value: broken(entry.value.span))
      }
      if let fixed = tickedSetting(entry.value) { return SettingSyntax(name: entry.name, value: fixed) }
      return SettingSyntax(name: entry.name, value: value(entry.value))
    }
  }

  /// `confirm_delete: [x]`
  private func tickedSetting(_ node: YAMLNode) -> ValueSyntax? {
    guard node.isFlow, let items = node.items else { return nil }
    if items.count == 1, items[0].scalar?.text == "x", items[0].scalar?.isQuoted == false {
      return .formula(Expression(.bool(true), node.span))
    }
    return items.isEmpty ? .formula(Expression(.bool(false), node.span)) : nil
  }

  /// A name whose declaration was reported is declared all the same.
  private mutating func kept<Declaration>(_ declaration: Declaration?, _ entry: Entry) -> Declaration? {
    if declaration == nil { unreadNames.insert(String(entry.name.text.prefix { $0 != "(" && $0 != " " })) }
    return declaration
  }

  // MARK: tables

  mutating func tables(_ node: YAMLNode) -> [TableSyntax] {
    namedEntries(node, "`tables` is a list of names and their rows").compactMap { kept(table($0), $0) }
  }

  private mutating func table(_ entry: Entry) -> TableSyntax? {
    let node = entry.value
    if node.isBroken { return nil }
    guard node.entries != nil else {
      notes.add(
        .S103, "a table is a block of rows", node.span.count == 0 ? entry.name.span : firstLine(node.span),
        "this is \(shape(node))", help: ["NL: 21", "else: 0"])
      return nil
    }
    var table = TableSyntax(name: entry.name, span: entry.span, rows: RowsSyntax(span: node.span))
    for row in tableRows(node, isTop: true) {
      switch row {
      case .word(let word) where word.name.text == "key":
        table.key = names(word.value, "`key` names the types of the key columns")
      case .word(let word) where word.name.text == "value":
        table.value = name(word.value, "`value` names the type of the cells")
      case .word(let word) where word.name.text == "file":
        table.file = name(word.value, "`file` names a CSV file")
      case .word(let word): take(word, into: &table.rows)
      case .row(let row): table.rows.rows.append(row)
      }
    }
    return table
  }

  private enum TableLine {
    case word(Entry)
    case row(RowSyntax)
  }

  private mutating func tableRows(_ node: YAMLNode, isTop: Bool) -> [TableLine] {
    let allowed = isTop ? Vocabulary.table.nameSet : Vocabulary.rows.nameSet
    return (node.entries ?? []).compactMap { entry in
      guard let scalar = entry.key.scalar else {
        reportJoinedKey(entry.key)
        return nil
      }
      let found = Entry(
        name: Name(scalar.text, entry.key.span, isQuoted: scalar.isQuoted), value: entry.value)
      if found.isWord(allowed) { return .word(found) }
      return row(found).map { .row($0) }
    }
  }

  private mutating func row(_ entry: Entry) -> RowSyntax? {
    let text = entry.name.text
    if !entry.name.isQuoted, text.contains(",") {
      reportJoinedKey(YAMLNode(.broken, entry.name.span))
      return nil
    }
    let key: RowSyntax.Key =
      if entry.name.isQuoted {
        .text(text)
      } else if text.hasPrefix("in ") {
        .group(groupName(entry.name))
      } else {
        .bare(text)
      }
    return RowSyntax(key: key, keySpan: entry.name.span, cell: cell(entry.value))
  }

  private func groupName(_ name: Name) -> Name {
    let rest = name.text.dropFirst(3)
    let trimmed = rest.drop { $0 == " " }
    let offset = name.text.utf8.count - trimmed.utf8.count
    return Name(String(trimmed), Span(name.span.start + offset, name.span.end))
  }

  /// `NL, 1: 8000` or `[NL, 1]: 8000`
  private mutating func reportJoinedKey(_ key: YAMLNode) {
    notes.add(
      .L603, "several key columns nest", key.span, "two keys on one line",
      help: ["NL: { 1: 8000, else: 8001 }"])
  }

  private mutating func take(_ word: Entry, into rows: inout RowsSyntax) {
    let cell = cell(word.value)
    if word.name.text == "else" { rows.otherwise = cell } else { rows.missing = cell }
  }

  /// A value, `{ stop: "…" }`, a long form, or the next key column.
  private mutating func cell(_ node: YAMLNode) -> CellSyntax {
    guard let entries = node.entries, stopEntry(node) == nil else { return .result(result(node)) }
    let isLong =
      entries.count == 1 && entries[0].key.scalar?.isQuoted == false
      && Vocabulary.value.contains(entries[0].key.scalar?.text ?? "")
    if isLong { return .result(.value(value(node))) }
    var rows = RowsSyntax(span: node.span)
    for line in tableRows(node, isTop: false) {
      switch line {
      case .word(let word): take(word, into: &rows)
      case .row(let row): rows.rows.append(row)
      }
    }
    return .rows(rows)
  }

  // MARK: transforms

  mutating func transforms(_ node: YAMLNode) -> [TransformSyntax] {
    namedEntries(node, "`transforms` is a list of names and their steps").compactMap { kept(transform($0), $0) }
  }

  private mutating func transform(_ entry: Entry) -> TransformSyntax? {
    if entry.value.isBroken { return nil }
    guard !entry.name.isQuoted, entry.name.text.contains("(") else {
      return TransformSyntax(
        name: entry.name, parameters: [], body: .steps(steps(entry.value)), span: entry.span)
    }
    guard let (name, parameters) = signature(entry.name) else {
      notes.add(
        .S103, "a transform is a name, or a name with parameters", entry.name.span, "",
        help: ["net(amount, code): amount.excl(vat_rate[code])"])
      return nil
    }
    return TransformSyntax(
      name: name, parameters: parameters, body: .formula(value(entry.value)), span: entry.span)
  }

  /// `net(amount, code)`
  private func signature(_ name: Name) -> (Name, [Name])? {
    let bytes = Array(name.text.utf8)
    let map = SegmentMap(identityFrom: name.span.start, count: bytes.count)
    var parser = FormulaParser(bytes: bytes, map: map, notes: Notes(notes.source))
    let expression = parser.parseWhole(from: 0, to: bytes.count)
    guard parser.notes.diagnostics.isEmpty, case .call(let function, let arguments) = expression.kind else {
      return nil
    }
    var parameters: [Name] = []
    for argument in arguments {
      guard case .name(let text) = argument.kind else { return nil }
      parameters.append(Name(text, argument.span))
    }
    return (function, parameters)
  }

  /// One step, or a list of them.
  mutating func steps(_ node: YAMLNode) -> [StepSyntax] {
    if node.isBroken { return [] }
    if let items = node.items { return items.compactMap { step($0) } }
    return step(node).map { [$0] } ?? []
  }

  private mutating func step(_ node: YAMLNode) -> StepSyntax? {
    if node.isBroken { return nil }
    if node.isEmpty {
      reportNoValue(node)
      return nil
    }
    guard let scalar = node.scalar, !scalar.isQuoted else {
      let isText = node.scalar != nil
      notes.add(
        .S103, "a step is the name of a function", firstLine(node.span), "this is \(shape(node))",
        help: ["as in strip_html or truncate(250)"],
        fixes: isText ? [notes.fix("remove the quotes", .probable, node.span, node.scalar?.text ?? "")] : [])
      return nil
    }
    let expression = formula(scalar, node.span)
    switch expression.kind {
    case .name(let text): return StepSyntax(function: Name(text, expression.span), arguments: [], span: node.span)
    case .call(let name, let arguments): return StepSyntax(function: name, arguments: arguments, span: node.span)
    case .broken: return nil
    default:
      notes.add(
        .S103, "a step is the name of a function", expression.span, "a calculation",
        help: ["as in strip_html or truncate(250)", "calculations stand under `from`"])
      return nil
    }
  }

  // MARK: related

  private static let droppedRelated = [
    "find": "`match` says how it is found", "found": "found is updated, unless `update: [ ]`",
    "not_found": "`missing` says what happens", "otherwise": "`missing` says what happens",
    "gone": "a related record is never taken away", "source": "`entity` says what it is",
    "target": "`entity` says what it is", "filter": "`when` says whether it is needed",
  ]

  mutating func related(_ node: YAMLNode) -> [RelatedSyntax] {
    namedEntries(node, "`related` is a list of names and their blocks").compactMap { kept(related($0), $0) }
  }

  private mutating func related(_ entry: Entry) -> RelatedSyntax? {
    let node = entry.value
    if node.isBroken { return nil }
    guard node.entries != nil else {
      notes.add(
        .S103, "a related record is a block", node.span.count == 0 ? entry.name.span : firstLine(node.span),
        "this is \(shape(node))", help: ["entity: mplus.articles", "match: pluNumber = sku"])
      return nil
    }
    var related = RelatedSyntax(name: entry.name, entity: nil, each: nil, record: RecordBlock(span: node.span))
    let found = words(node, Vocabulary.related, misplaced: Self.droppedRelated)
    for word in found {
      switch word.name.text {
      case "entity": related.entity = entity(word)
      case "each": related.each = each(word.value)
      default: take(word, into: &related.record, isFlow: false)
      }
    }
    let present = Set(found.map(\.name.text))
    for absent in Vocabulary.related.required where !present.contains(absent) {
      notes.add(
        .S102, "`\(entry.name.text)` has no `\(absent)`", entry.name.span,
        absent == "entity" ? "of which kind is it?" : "how is it found?")
    }
    return related
  }

  // MARK: checks

  mutating func checks(_ node: YAMLNode) -> [CheckSyntax] {
    if node.isBroken { return [] }
    guard let items = node.items else {
      notes.add(
        .S103, "`checks` is a list", node.span.count == 0 ? placeOfKey(node) : firstLine(node.span),
        "this is \(shape(node))", help: ["- when: CONDITION", "  warn: \"…\""])
      return []
    }
    return items.compactMap { check($0) }
  }

  private mutating func check(_ node: YAMLNode) -> CheckSyntax? {
    if node.isBroken { return nil }
    guard node.entries != nil else {
      notes.add(
        .S103, "a check has `when`, and `stop` or `warn`", firstLineOf(node), "this is \(shape(node))")
      return nil
    }
    let found = words(node, Vocabulary.check)
    let when = found.first { $0.name.text == "when" }
    let verdicts = found.filter { $0.name.text != "when" }
    if verdicts.count > 1 {
      notes.add(
        .S105, "a check stops or warns, not both", verdicts[1].name.span, "",
        others: [(verdicts[0].name.span, "the first one")], help: ["write two checks"])
    }
    guard let when, let verdict = verdicts.first else {
      if !found.isEmpty {
        notes.add(
          .S102, when == nil ? "this check has no `when`" : "this check neither stops nor warns", firstLineOf(node),
          "a check has `when`, and `stop` or `warn`")
      }
      return nil
    }
    let condition = value(when.value)
    guard let sentence = sentence(verdict.value, verdict.name.text) else { return nil }
    return CheckSyntax(
      when: condition, verdict: verdict.name.text == "stop" ? .stop : .warn, sentence: sentence, span: node.span)
  }

  func firstLineOf(_ node: YAMLNode) -> Span { node.span.count == 0 ? placeOfKey(node) : firstLine(node.span) }
}
