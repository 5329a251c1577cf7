import ConnectorKit
import Plan
import Types
import Values

/// Compares a draft with the record in the target, field by field, and keeps what has to be written.
///
/// Equal is not sent. The box of the record is a gate, the box of a field a wish. Fields by which the record is
/// matched, and those that can be set on creation only, are never changed.
struct Comparison {
  /// What has to be written, in the order of the flow.
  private(set) var written: [WrittenField] = []
  private(set) var changes: [FieldChange] = []
  private(set) var faults: [Fault] = []
  /// Something is known only after related records were written.
  private(set) var isOpen = false

  /// Hashes of what the target answered after this flow's last write, by path.
  private let remembered: [String: UInt64]
  private let matched: Set<String>
  /// Fields that are updated though their box is empty: a hidden record comes back.
  private let forced: Set<String>

  /// `existing` is nil for a record that is made.
  init(
    _ draft: Draft, with existing: Node?, remembered: [String: UInt64] = [:], matched: Set<String> = [],
    forced: Set<String> = []
  ) {
    self.remembered = remembered
    self.matched = matched
    self.forced = forced
    if let existing {
      written = update(draft, existing, "")
    } else {
      written = create(draft, "")
    }
  }

  // Making.

  private mutating func create(_ draft: Draft, _ prefix: String) -> [WrittenField] {
    var fields: [WrittenField] = []
    for field in draft.fields where field.create {
      guard let written = create(field, prefix + field.field.name) else { continue }
      fields.append(WrittenField(field.field.name, written))
    }
    return fields
  }

  private mutating func create(_ field: DraftField, _ path: String) -> Written? {
    switch field.content {
    case .value(let value):
      note(path, .missing, value)
      return .value(value)
    // There is nothing yet that could be taken away.
    case .cleared: return nil
    case .record(let draft):
      let fields = create(draft, path + ".")
      return fields.isEmpty ? nil : .record(fields)
    case .list(let drafts):
      if drafts.isEmpty { return nil }
      return .list(
        drafts.enumerated().map { index, draft in create(draft, "\(path)[\(index + 1)].") })
    case .matched(let entries, let matched):
      requireDistinct(entries, matched, path)
      if entries.isEmpty || !matched.create { return nil }
      return .entries(
        entries.map { EntryChange(.create, fields: create($0.draft, "\(path)[\(name($0.match))].")) })
    case .afterWriting:
      isOpen = true
      changes.append(FieldChange(path, old: .missing, new: .missing, isKnownAfterWriting: true))
      return nil
    }
  }

  // Changing.

  private mutating func update(_ draft: Draft, _ existing: Node, _ prefix: String) -> [WrittenField] {
    var fields: [WrittenField] = []
    for field in draft.fields where prefix.isEmpty && matched.contains(field.field.name) == false || !prefix.isEmpty {
      let path = prefix + field.field.name
      let old = existing[field.field.name]
      guard mayUpdate(field, old, path), let written = update(field, old, path) else { continue }
      fields.append(WrittenField(field.field.name, written))
    }
    return fields
  }

  private func mayUpdate(_ field: DraftField, _ old: Node?, _ path: String) -> Bool {
    if field.field.isCreateOnly { return false }
    if forced.contains(path) { return true }
    switch field.update {
    case .always: return true
    case .never: return false
    case .ifEmpty: return (old?.value(field.field.type) ?? .missing).isMissing
    case .ifUntouched:
      guard let hash = remembered[path] else { return false }
      return hash == (old?.value(field.field.type) ?? .missing).fingerprint
    }
  }

  private mutating func update(_ field: DraftField, _ old: Node?, _ path: String) -> Written? {
    switch field.content {
    case .value(let value):
      if field.field.isReadable {
        let current = old?.value(field.field.type) ?? .missing
        if Comparison.isSame(current, value, field.field) { return nil }
        note(path, current, value)
      } else {
        // It can't be read back; what was sent last is all that is known of it.
        if remembered[path] == value.fingerprint { return nil }
        note(path, .missing, value)
      }
      return .value(value)
    case .cleared:
      let current = old?.value(field.field.type) ?? .missing
      if current.isMissing || current == .list([]) { return nil }
      note(path, current, .missing)
      return .cleared
    case .record(let draft):
      guard let old, old.kind == .object else {
        let fields = create(draft, path + ".")
        return fields.isEmpty ? nil : .record(fields)
      }
      let fields = update(draft, old, path + ".")
      return fields.isEmpty ? nil : .record(fields)
    case .list(let drafts): return update(list: drafts, old, path)
    case .matched(let entries, let matched): return update(entries: entries, matched, old, path)
    case .afterWriting:
      isOpen = true
      changes.append(
        FieldChange(path, old: old?.value(field.field.type) ?? .missing, new: .missing, isKnownAfterWriting: true))
      return nil
    }
  }

  /// A list that is written whole: the same if each entry has what the flow gives for it.
  private mutating func update(list drafts: [Draft], _ old: Node?, _ path: String) -> Written? {
    let current = old.map { Array($0.elements) } ?? []
    let before = changes
    let isSame =
      current.count == drafts.count
      && zip(drafts, current).allSatisfy { draft, node in
        Comparison(draft, with: node).written.isEmpty
      }
    if isSame { return nil }
    let entries = drafts.enumerated().map { index, draft in create(draft, "\(path)[\(index + 1)].") }
    changes = before
    note(
      path, .list(current.map { $0.value(.unknown) }), .list(entries.map { .record(.fields($0.asFields)) }))
    return .list(entries)
  }

  /// A list whose entries are changed one by one.
  private mutating func update(
    entries: [DraftEntry], _ matched: ListPlan.Matched, _ old: Node?, _ path: String
  ) -> Written? {
    requireDistinct(entries, matched, path)
    let list = matched.list
    var current: [String: [Node]] = [:]
    var order: [String] = []
    for node in old.map({ Array($0.elements) }) ?? [] {
      let text = matchText(
        matched.fields.map { node[$0.name]?.value(.unknown) ?? .missing }, ignoresCase: list.ignoresCase)
      if current[text] == nil { order.append(text) }
      current[text, default: []].append(node)
    }
    var result: [EntryChange] = []
    for entry in entries {
      let text = matchText(entry.match, ignoresCase: list.ignoresCase)
      let place = "\(path)[\(name(entry.match))]."
      let found = current.removeValue(forKey: text) ?? []
      if found.count > 1 {
        faults.append(
          Fault(
            .ambiguousMatch, "\(found.count) entries of \(path) have the value \(name(entry.match))",
            origin: entry.origin))
      } else if let node = found.first {
        if let change = update(entry, matched, node, place) { result.append(change) }
      } else if matched.create {
        result.append(EntryChange(.create, fields: create(entry.draft, place)))
      }
    }
    for text in order {
      for node in current[text] ?? [] { result += gone(node, text, matched, path) }
    }
    return result.isEmpty ? nil : .entries(result)
  }

  private mutating func update(
    _ entry: DraftEntry, _ matched: ListPlan.Matched, _ node: Node, _ place: String
  ) -> EntryChange? {
    guard matched.update, let json = Comparison.json(node) else { return nil }
    var draft = entry.draft
    draft.fields.removeAll { field in matched.fields.contains { $0.name == field.field.name } }
    let fields = update(draft, node, place)
    return fields.isEmpty ? nil : EntryChange(.update(existing: json), fields: fields)
  }

  /// An entry that the flow does not give: only one that it made may go.
  private mutating func gone(
    _ node: Node, _ text: String, _ matched: ListPlan.Matched, _ path: String
  ) -> [EntryChange] {
    guard matched.gone != .keep, remembered[Comparison.entryPath(path, text)] != nil,
      let json = Comparison.json(node)
    else { return [] }
    let place = "\(path)[\(text)]"
    switch matched.gone {
    case .keep: return []
    case .hide:
      let hiding = matched.list.hiding.sorted { $0.key < $1.key }
      let isHidden = hiding.allSatisfy { name, literal in
        let type = node[name].map { $0.kind == .bool ? ValueType.bool : .unknown } ?? .unknown
        let value = node[name]?.value(.unknown) ?? .missing
        return value.comparisonText == Value(literal: literal, type).comparisonText
      }
      if isHidden || hiding.isEmpty { return [] }
      note(place, node.value(.unknown), .text("hidden"))
      return [EntryChange(.hide(existing: json), fields: [])]
    case .delete:
      guard matched.list.canDelete else { return [] }
      note(place, node.value(.unknown), .missing)
      return [EntryChange(.delete(existing: json), fields: [])]
    }
  }

  // Small things.

  private mutating func requireDistinct(_ entries: [DraftEntry], _ matched: ListPlan.Matched, _ path: String) {
    var seen: Set<String> = []
    for entry in entries {
      let isNew = seen.insert(matchText(entry.match, ignoresCase: matched.list.ignoresCase)).inserted
      if isNew { continue }
      faults.append(
        Fault(.matchTwice, "two entries of \(path) have the value \(name(entry.match))", origin: entry.origin))
    }
  }

  private func name(_ match: [Value]) -> String { match.map(\.keyText).joined(separator: ", ") }

  private mutating func note(_ path: String, _ old: Value, _ new: Value) {
    changes.append(FieldChange(path, old: old, new: new))
  }

  static func json(_ node: Node) -> JSON? { Result { try JSON(node) }.value }

  /// Where an entry of a matched list is remembered.
  static func entryPath(_ path: String, _ matchText: String) -> String { "\(path)[\(matchText)]" }

  /// Texts exactly; numbers by their value, whatever their digits; a missing list is an empty one, and a missing number
  /// zero, if zero is how the target says that there is none.
  static func isSame(_ old: Value, _ new: Value, _ field: Field) -> Bool {
    if case .list(let values) = new, values.isEmpty, old.isMissing { return true }
    if old.isMissing, new.isMissing, !field.emptyIsValue { return true }
    if old.isMissing, field.clearing == .zero, new.comparisonText == Value.whole(0).comparisonText { return true }
    return old.comparisonText == new.comparisonText
  }
}

extension Result {
  var value: Success? { if case .success(let value) = self { value } else { nil } }
}

// What is remembered of a write.
extension Comparison {
  /// For each field that was written, the hash of what the target answers for it now; for one that can't be read, of
  /// what was sent. A field that was left alone keeps what is known of it: somebody else may have touched it.
  static func memory(
    of draft: Draft, in answer: Node, changes: [FieldChange], before: [String: UInt64] = [:]
  ) -> [String: UInt64] {
    var hashes = before
    remember(draft, answer, "", Set(changes.map(\.path)), &hashes)
    return hashes
  }

  private static func remember(
    _ draft: Draft, _ node: Node?, _ prefix: String, _ changed: Set<String>, _ hashes: inout [String: UInt64]
  ) {
    for field in draft.fields {
      let path = prefix + field.field.name
      let answer = node?[field.field.name]
      switch field.content {
      case .value(let value):
        let known = field.field.isReadable ? answer?.value(field.field.type) ?? .missing : value
        let isOurs = changed.contains(path) || known.comparisonText == value.comparisonText
        if isOurs { hashes[path] = known.fingerprint }
      case .cleared, .afterWriting:
        guard changed.contains(path) else { continue }
        hashes[path] = (answer?.value(field.field.type) ?? .missing).fingerprint
      case .record(let draft): remember(draft, answer, path + ".", changed, &hashes)
      case .list: break
      case .matched(let entries, let matched):
        for entry in entries {
          hashes[entryPath(path, matchText(entry.match, ignoresCase: matched.list.ignoresCase))] = 1
        }
      }
    }
  }
}
