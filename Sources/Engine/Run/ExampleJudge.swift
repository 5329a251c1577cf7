import ConnectorKit
import Plan
import Types
import Values

/// Compares what came of an example with what it expects.
struct ExampleJudge {
  private let example: ExamplePlan
  private var differences: [ExampleResult.Difference] = []

  init(_ example: ExamplePlan) { self.example = example }

  func judge(_ machine: RunMachine) -> ExampleResult {
    var judge = self
    judge.compare(machine)
    return ExampleResult(name: example.name, differences: judge.differences, origin: example.origin)
  }

  private mutating func compare(_ machine: RunMachine) {
    let stop = machine.lastFaults.isEmpty ? nil : machine.lastFaults.map(\.message).joined(separator: "\n")
    switch example.expect {
    case .skipRecord:
      if let stop { differ("", "skip record", "stop: \(stop)", machine.lastFaults.first?.origin) }
      if stop == nil, machine.lastReason == nil { differ("", "skip record", "the record is written", nil) }
    case .stop(let part):
      guard let stop else {
        differ("", "stop: \(part)", machine.lastReason.map { "skipped: \($0)" } ?? "the record is written", nil)
        return
      }
      if !stop.contains(part) { differ("", "stop: \(part)", "stop: \(stop)", machine.lastFaults.first?.origin) }
    case .fields(let fields):
      guard stop == nil, machine.lastReason == nil, let item = machine.lastItem, let draft = item.draft else {
        let got = stop.map { "stop: \($0)" } ?? machine.lastReason.map { "skipped: \($0)" } ?? "there is no record"
        differ("", "a record", got, machine.lastFaults.first?.origin)
        return
      }
      compare(fields, draft, existing: item.target?.body, isNew: item.target == nil, "")
    }
  }

  private mutating func compare(
    _ fields: [ExamplePlan.ExpectedField], _ draft: Draft, existing: Node?, isNew: Bool, _ prefix: String
  ) {
    for expected in fields {
      let path = prefix + expected.name
      guard let field = draft[expected.name] else {
        if case .leftAlone = expected.value { continue }
        differ(path, ExampleJudge.text(expected.value), "left alone", expected.origin)
        continue
      }
      if case .leftAlone = expected.value {
        let comparison = Comparison(Draft([field]), with: isNew ? nil : existing ?? .emptyObject)
        if !comparison.written.isEmpty || comparison.isOpen {
          differ(path, "left alone", ExampleJudge.text(field.content), field.origin)
        }
        continue
      }
      if let reason = blocked(field, existing, isNew) {
        differ(path, ExampleJudge.text(expected.value), reason, field.origin)
        continue
      }
      compare(expected.value, field, existing?[expected.name], isNew, path)
    }
  }

  /// The field has a value, and a box keeps it from being written where it would make a difference.
  private func blocked(_ field: DraftField, _ existing: Node?, _ isNew: Bool) -> String? {
    if isNew { return field.create ? nil : "left alone: it is not written on creation" }
    let node = existing ?? .emptyObject
    var free = field
    free.update = .always
    let wanted = Comparison(Draft([free]), with: node).written
    let written = Comparison(Draft([field]), with: node).written
    return written.isEmpty && !wanted.isEmpty ? "left alone: its box keeps the old value" : nil
  }

  private mutating func compare(
    _ expected: ExamplePlan.Expected, _ field: DraftField, _ existing: Node?, _ isNew: Bool, _ path: String
  ) {
    switch (expected, field.content) {
    case (.clear, .cleared): return
    case (.value(let value), .value(let got)) where value.comparisonText == got.comparisonText: return
    case (.record(let fields), .record(let draft)):
      compare(fields, draft, existing: existing, isNew: isNew || existing == nil, path + ".")
    case (.list(let expected), .list(let drafts)): compare(expected, drafts.map { ($0, nil) }, field, path)
    case (.list(let expected), .matched(let entries, let matched)):
      compare(expected, entries.map { ($0.draft, ExampleJudge.entry($0, matched, in: existing)) }, field, path)
    case (.list(let expected), .value(.list(let values))):
      let wanted = expected.map { if case .value(let value) = $0 { value } else { Value.missing } }
      if wanted.map(\.comparisonText) != values.map(\.comparisonText) {
        differ(path, Value.list(wanted).description, Value.list(values).description, field.origin)
      }
    case (.value(.list(let values)), .list(let drafts)) where values.isEmpty && drafts.isEmpty: return
    default: differ(path, ExampleJudge.text(expected), ExampleJudge.text(field.content), field.origin)
    }
  }

  /// The entry of the existing list that this one is matched with.
  private static func entry(_ entry: DraftEntry, _ matched: ListPlan.Matched, in list: Node?) -> Node? {
    let wanted = matchText(entry.match, ignoresCase: matched.list.ignoresCase)
    return list?.elements.first { node in
      let values = matched.fields.map { node[$0.name]?.value(.unknown) ?? .missing }
      return matchText(values, ignoresCase: matched.list.ignoresCase) == wanted
    }
  }

  private mutating func compare(
    _ expected: [ExamplePlan.Expected], _ drafts: [(draft: Draft, existing: Node?)], _ field: DraftField,
    _ path: String
  ) {
    if expected.count != drafts.count {
      differ(path, "\(expected.count) entries", "\(drafts.count) entries", field.origin)
      return
    }
    for (index, (entry, got)) in zip(expected, drafts).enumerated() {
      guard case .record(let fields) = entry else { continue }
      compare(fields, got.draft, existing: got.existing, isNew: got.existing == nil, "\(path)[\(index + 1)].")
    }
  }

  private mutating func differ(_ field: String, _ expected: String, _ got: String, _ origin: Int?) {
    differences.append(
      ExampleResult.Difference(field, expected: expected, got: got, origin: origin ?? example.origin))
  }

  // In words.

  private static func text(_ expected: ExamplePlan.Expected) -> String {
    switch expected {
    case .leftAlone: "left alone"
    case .clear: "clear"
    case .value(let value): value.description
    case .record(let fields):
      "{" + fields.map { "\($0.name): \(text($0.value))" }.joined(separator: ", ") + "}"
    case .list(let entries): "[" + entries.map { text($0) }.joined(separator: ", ") + "]"
    }
  }

  private static func text(_ content: DraftField.Content) -> String {
    switch content {
    case .value(let value): value.description
    case .cleared: "clear"
    case .record(let draft): text(draft)
    case .list(let drafts): "[" + drafts.map { text($0) }.joined(separator: ", ") + "]"
    case .matched(let entries, _): "[" + entries.map { text($0.draft) }.joined(separator: ", ") + "]"
    case .afterWriting: "known after writing"
    }
  }

  private static func text(_ draft: Draft) -> String {
    "{" + draft.fields.map { "\($0.field.name): \(text($0.content))" }.joined(separator: ", ") + "}"
  }
}

extension Node {
  /// A record without fields.
  static let emptyObject: Node = {
    guard let document = Result(catching: { try JSONDocument.parse(Array("{}".utf8)) }).value else {
      preconditionFailure("{} is JSON")
    }
    return document.root
  }()
}
