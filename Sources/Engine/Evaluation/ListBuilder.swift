import ConnectorKit
import Plan
import Types
import Values

/// The entries of a list field, in order.
struct ListBuilder: Sendable {
  private let plan: ListPlan
  private let field: Field
  private let entries: [Entry]

  private struct Entry: Sendable {
    var each: EachPlan?
    var list: Formula?
    var when: Formula?
    var content: Content
    var origin: Int
  }

  private enum Content: Sendable {
    case value(ValueProgram)
    case record(RecordBuilder)
  }

  enum Outcome {
    /// Nil for a list without entries, which is left alone unless the empty list is a value.
    case content(DraftField.Content?)
    case skipRecord(reason: String)
  }

  /// What has been made so far.
  private struct Made {
    var values: [Value] = []
    var drafts: [Draft] = []
    var matched: [DraftEntry] = []
    var skip: String?
  }

  init(_ plan: ListPlan, _ field: Field, _ evaluator: inout some Evaluator) {
    self.plan = plan
    self.field = field
    entries = plan.entries.map { entry in
      let list = entry.each.map { evaluator.formula($0.list) }
      let when = entry.when.map { evaluator.formula($0) }
      switch entry.content {
      case .value(let value):
        return Entry(
          each: entry.each, list: list, when: when, content: .value(ValueProgram(value, &evaluator)),
          origin: value.origin)
      case .record(let record):
        return Entry(
          each: entry.each, list: list, when: when, content: .record(RecordBuilder(record, &evaluator)),
          origin: record.origin)
      }
    }
  }

  func build(_ frame: inout Frame, faults: inout [Fault]) throws(Fault) -> Outcome {
    var made = Made()
    for entry in entries {
      guard let each = entry.each, let list = entry.list else {
        build(entry, &made, &frame, faults: &faults)
        continue
      }
      for (index, element) in try Operations.list(try list.value(&frame), list.expression, frame).enumerated() {
        try frame.spend(1)
        frame.bind(each.variable, element)
        if let place = each.place { frame.bind(place, .whole(Int64(index))) }
        build(entry, &made, &frame, faults: &faults)
      }
    }
    if let reason = made.skip { return .skipRecord(reason: reason) }
    if let matched = plan.matched { return .content(.matched(made.matched, matched)) }
    if !made.drafts.isEmpty { return .content(.list(made.drafts)) }
    return .content(made.values.isEmpty && !field.emptyIsValue ? nil : .value(.list(made.values)))
  }

  private func build(_ entry: Entry, _ made: inout Made, _ frame: inout Frame, faults: inout [Fault]) {
    do throws(Fault) {
      switch entry.content {
      case .value(let program):
        if let when = entry.when, try !when.bool(&frame) { return }
        switch try program.outcome(for: elementField, &frame) {
        case .value(let value): made.values.append(value)
        case .leftAlone, .cleared, .skipEntry: return
        case .skipRecord(let reason): made.skip = made.skip ?? reason
        }
      case .record(let builder):
        if let when = entry.when, try !when.bool(&frame) { return }
        switch builder.build(&frame, faults: &faults) {
        case .draft(let draft): try add(draft, entry, &made)
        case .nothing, .skipEntry: return
        case .skipRecord(let reason): made.skip = made.skip ?? reason
        }
      }
    } catch {
      faults.append(error)
    }
  }

  private func add(_ draft: Draft, _ entry: Entry, _ made: inout Made) throws(Fault) {
    guard let matched = plan.matched else {
      if !draft.fields.isEmpty { made.drafts.append(draft) }
      return
    }
    let names = matched.fields.map(\.name)
    // Each entry is matched by what it says itself: several entries of a list may fill the field by other formulas.
    let values = try names.map { (name: String) throws(Fault) -> Value in
      if case .value(let value)? = draft[name]?.content { return value }
      throw Fault(.matchMissing, "an entry of \(field.name) has no \(name) to match by", origin: entry.origin)
    }
    if made.matched.contains(where: { zip($0.match, values).allSatisfy { isSame($0, $1) } }) {
      throw Fault(
        .matchTwice, "two entries of \(field.name) have the same \(names.joined(separator: ", "))",
        details: zip(names, values).map { Fault.Detail(name: $0, value: $1.cutDescription) }, origin: entry.origin)
    }
    made.matched.append(DraftEntry(match: values, draft: draft, origin: entry.origin))
  }

  private func isSame(_ left: Value, _ right: Value) -> Bool {
    if plan.matched?.list.ignoresCase == true, case .text(let a) = left, case .text(let b) = right {
      return a.lowercased == b.lowercased
    }
    return Operations.isEqual(left, right)
  }

  /// An entry by itself is never required; it has the list's name in messages.
  private var elementField: Field {
    var element = field
    if case .list(let type, _) = field.type { element.type = type }
    element.access = .readWrite
    return element
  }
}
