import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// List targets: entries in order, one of them perhaps for every element of a list.
extension FlowChecker {
  func checkListTarget(_ list: ListSyntax, _ schema: Field, _ name: Name, scope: Scope) -> ListPlan? {
    guard case .list(let element, _) = schema.type else { return nil }
    let matchedList = matchedLists[schema.name]
    var match = list.match
    var gone = list.gone
    var boxes: (create: Bool, update: Bool) = (true, true)
    for case .record(let block) in list.entries.map(\.content) { checkMatchBoxes(block, match: list.match) }
    // A single entry may carry the list's match and gone itself.
    if list.entries.count == 1, case .record(let block) = list.entries[0].content {
      if match.isEmpty { match = block.match }
      gone = gone ?? block.gone
      boxes = (block.create?.mark != .emptied, block.update?.mark != .emptied)
    }
    let wasRewritten = isInRewrittenEntry
    isInRewrittenEntry = wasRewritten || match.isEmpty
    let entries = list.entries.compactMap { checkEntry($0, element, schema, name, scope: scope) }
    isInRewrittenEntry = wasRewritten
    var plan = ListPlan(entries: entries, origin: origin(list.span))
    guard !match.isEmpty else {
      if let gone { report(.goneNeedsMatch(at: place(gone.span))) }
      return plan
    }
    guard let matchedList else {
      report(.listNotMatched(schema.name, at: place(match[0].span)))
      return plan
    }
    let names = match.compactMap { part -> String? in
      if case .field(let name) = part { return name.text }
      report(.listMatchIsAField(at: place(part.span)))
      return nil
    }
    if Set(names) != Set(matchedList.matchFields) {
      report(.listMatchFields(schema.name, matchedList.matchFields, at: place(match[0].span)))
    }
    if let gone, (gone.rule == .hide && matchedList.hiding.isEmpty) || (gone.rule == .delete && !matchedList.canDelete)
    {
      report(.goneImpossible(gone, at: place(gone.span)))
    } else {
      checkDeletionIsConfirmed(gone)
    }
    plan.matched = .init(
      list: matchedList, fields: matchFields(names, entries),
      gone: gone.flatMap { Gone(rawValue: $0.rule.rawValue) } ?? .keep,
      create: boxes.create, update: boxes.update)
    return plan
  }

  /// The formulas of the match fields, as the first entry maps them; every entry must map them.
  private func matchFields(_ names: [String], _ entries: [EntryPlan]) -> [MatchField] {
    names.compactMap { name in
      for entry in entries {
        guard case .record(let record) = entry.content else { continue }
        guard let field = record.fields.first(where: { $0.field.name == name }), case .value(let value) = field.content
        else { continue }
        return MatchField(name: name, value: value)
      }
      return nil
    }
  }

  private func checkEntry(
    _ entry: ListEntrySyntax, _ element: ValueType, _ schema: Field, _ name: Name, scope: Scope
  ) -> EntryPlan? {
    var scope = scope
    entriesAround += 1
    defer { entriesAround -= 1 }
    let each = entry.each.flatMap { checkEach($0, in: &scope) }
    if entry.each != nil, each == nil { return nil }
    switch (entry.content, element) {
    case (.broken, _):
      return nil
    case (.record(let block), .record(let record)):
      checkMatchBoxes(block)
      let plan = checkRecord(entryBlock(block), of: record, finding: [], name: record.name, scope: scope, role: .entry)
      return EntryPlan(each: each, content: .record(plan))
    case (.value(let value), _) where !element.isRecord:
      var settings = FieldSettings(span: value.span)
      settings.value = .value(value)
      return EntryPlan(
        each: each, content: .value(checkValue(settings, for: elementField(schema, element), name, scope: scope)))
    case (.settings(let settings), _) where !element.isRecord:
      let when = settings.when.map { checkCondition($0, in: scope) }
      if let when { scope.narrow(by: when, truth: true) }
      return EntryPlan(
        each: each, when: when,
        content: .value(checkValue(settings, for: elementField(schema, element), name, scope: scope)))
    case (.value(let value), _):
      report(.entryMustBeRecord(schema, at: place(value.span)))
    case (.settings(let settings), _):
      report(.entryMustBeRecord(schema, at: place(settings.span)))
    case (.record(let block), _):
      report(.blockForScalar(schema, at: place(name.span), block: place(block.span)))
    case (.list(let inner), _):
      report(.listForScalar(schema, at: place(name.span), list: place(inner.span)))
    }
    return nil
  }

  /// `match` and `gone` of a single entry speak of the list.
  private func entryBlock(_ block: RecordBlock) -> RecordBlock {
    var block = block
    block.match = []
    block.gone = nil
    return block
  }

  private func elementField(_ schema: Field, _ element: ValueType) -> Field {
    var field = schema
    field.type = element
    field.access = .readWrite
    return field
  }

  func checkEach(_ each: EachSyntax, in scope: inout Scope) -> EachPlan? {
    let list = computing { check(each.list, in: scope) }
    guard case .list(let element, _) = list.type.unwrapped else {
      if !list.type.isUnknown {
        report(
          .loopNeedsList("each", source.text(each.list.span), list.type, at: place(each.list.span)))
      }
      return nil
    }
    let counted = each.place.map { bind($0, .whole, in: &scope) }
    let slot = bind(each.name, element, in: &scope)
    variablePaths[slot] = list.sourcePath(variablePaths)
    return EachPlan(slot, place: counted, list: list)
  }

  /// A name of the entry's own, and its slot.
  private func bind(_ name: Name, _ type: ValueType, in scope: inout Scope) -> Int {
    if scope.names[name.text] != nil { report(.loopNameHides(name.text, at: place(name.span))) }
    warnIfHiding(name, in: scope)
    let slot = newVariable()
    scope.names[name.text] = .variable(slot, type)
    return slot
  }

  /// `custom_fields: { "Origin": origin }`: each key is the name of an entry.
  func namedEntries(_ block: RecordBlock, _ record: RecordType, _ schema: Field, scope: Scope) -> ListPlan {
    entriesAround += 1
    defer { entriesAround -= 1 }
    let entries = block.fields.compactMap { field -> EntryPlan? in
      guard let nameField = record.field("name"), let valueField = record.field("value") else { return nil }
      let content: ValueSyntax
      switch field.content {
      case .value(let value): content = value
      case .settings(let settings):
        guard case .value(let value)? = settings.value else { return nil }
        content = value
      case .record, .list, .broken:
        report(.namedEntryIsAValue(field.name, at: place(field.name.span)))
        return nil
      }
      var settings = FieldSettings(span: content.span)
      settings.value = .value(content)
      var optional = valueField
      optional.access = .readWrite
      var value = checkValue(settings, for: optional, field.name, scope: scope)
      // An entry without a value is left out.
      value.missing = .skipEntry
      let name = ValuePlan(
        constant(.text(Text(field.name.text)), .anyText, field.name.span), origin: origin(field.name.span))
      let plan = RecordPlan(
        fields: [
          FieldPlan(field: nameField, content: .value(name), origin: origin(field.name.span)),
          FieldPlan(field: valueField, content: .value(value), origin: origin(field.name.span)),
        ], origin: origin(field.name.span))
      return EntryPlan(content: .record(plan))
    }
    var plan = ListPlan(entries: entries, origin: origin(block.span))
    if let list = matchedLists[schema.name] {
      plan.matched = .init(list: list, fields: matchFields(["name"], entries), gone: .keep, create: true, update: true)
    }
    return plan
  }

  /// Lists of the target that can be changed entry by entry.
  private var matchedLists: [String: Entity.MatchedList] {
    guard let writing = context.entity(named: file.targetEntity?.text)?.entity.writing else { return [:] }
    return Dictionary(writing.matchedLists.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ValueType {
  var isRecord: Bool {
    if case .record = self { true } else { false }
  }
}
