public import Plan
import Types
public import Values

/// A record block, ready to be run on one source record after the other. Builds the ``Draft`` of what is to be written and
/// collects all faults on the way instead of stopping at the first.
public struct RecordBuilder: Sendable {
  private let plan: RecordPlan
  private let when: Formula?
  private let fields: [FieldBuilder]

  public init(_ plan: RecordPlan, _ evaluator: inout some Evaluator) {
    self.plan = plan
    when = plan.when.map { evaluator.formula($0) }
    fields = plan.fields.map { FieldBuilder($0, &evaluator) }
  }

  /// What came of a block.
  public enum Outcome: Sendable {
    case draft(Draft)
    /// Its `when` is false.
    case nothing
    case skipEntry
    case skipRecord(reason: String)
  }

  /// Runs the block. If there are faults, they are added and the outcome says no more than what else there was.
  public func build(_ frame: inout Frame, faults: inout [Fault]) -> Outcome {
    frame.forget(lets: plan.lets)
    do {
      if let when, try !when.bool(&frame) { return .nothing }
    } catch {
      faults.append(error)
      return .nothing
    }
    var draft = Draft()
    var skip: Outcome?
    for field in fields {
      switch field.build(&frame, faults: &faults) {
      case .field(let made?): draft.fields.append(made)
      case .field(nil): break
      case .skipEntry: skip = skip ?? .skipEntry
      case .skipRecord(let reason): if case .skipRecord? = skip {} else { skip = .skipRecord(reason: reason) }
      }
    }
    return skip ?? .draft(draft)
  }

  /// The fields of a draft as a record of values, for `checks`. What is left alone, cleared or not yet known is not there.
  public static func written(_ draft: Draft) -> OrderedFields {
    var fields = OrderedFields(reserving: draft.fields.count)
    for field in draft.fields {
      switch field.content {
      case .value(let value): fields[Text(field.field.name)] = value
      case .record(let inner): fields[Text(field.field.name)] = .record(.fields(written(inner)))
      case .list(let entries): fields[Text(field.field.name)] = .list(entries.map { .record(.fields(written($0))) })
      case .matched(let entries, _):
        fields[Text(field.field.name)] = .list(entries.map { .record(.fields(written($0.draft))) })
      case .cleared, .afterWriting: continue
      }
    }
    return fields
  }
}

/// One field of a block.
struct FieldBuilder: Sendable {
  private let plan: FieldPlan
  private let when: Formula?
  private let content: Content

  private indirect enum Content: Sendable {
    case value(ValueProgram)
    case record(RecordBuilder)
    case list(ListBuilder)
  }

  enum Outcome {
    /// Nil if the field is left alone.
    case field(DraftField?)
    case skipEntry
    case skipRecord(reason: String)
  }

  init(_ plan: FieldPlan, _ evaluator: inout some Evaluator) {
    self.plan = plan
    when = plan.when.map { evaluator.formula($0) }
    switch plan.content {
    case .value(let value): content = .value(ValueProgram(value, &evaluator))
    case .record(let record): content = .record(RecordBuilder(record, &evaluator))
    case .list(let list): content = .list(ListBuilder(list, plan.field, &evaluator))
    }
  }

  func build(_ frame: inout Frame, faults: inout [Fault]) -> Outcome {
    if !plan.afterWriting.isDisjoint(with: frame.pending) { return .field(made(.afterWriting)) }
    do throws(Fault) {
      if let when, try !when.bool(&frame) { return .field(nil) }
      switch content {
      case .value(let program): return outcome(try program.outcome(for: plan.field, &frame))
      case .record(let builder): return outcome(builder.build(&frame, faults: &faults))
      case .list(let builder): return try list(builder, &frame, faults: &faults)
      }
    } catch {
      faults.append(error)
      return .field(nil)
    }
  }

  private func outcome(_ value: FieldOutcome) -> Outcome {
    switch value {
    case .leftAlone: .field(nil)
    case .cleared: .field(made(.cleared))
    case .value(let value): .field(made(.value(value)))
    case .skipEntry: .skipEntry
    case .skipRecord(let reason): .skipRecord(reason: reason)
    }
  }

  private func outcome(_ record: RecordBuilder.Outcome) -> Outcome {
    switch record {
    case .draft(let draft): .field(draft.fields.isEmpty ? nil : made(.record(draft)))
    case .nothing: .field(nil)
    case .skipEntry: .skipEntry
    case .skipRecord(let reason): .skipRecord(reason: reason)
    }
  }

  private func list(_ builder: ListBuilder, _ frame: inout Frame, faults: inout [Fault]) throws(Fault) -> Outcome {
    switch try builder.build(&frame, faults: &faults) {
    case .content(let content?): return .field(made(content))
    case .content(nil):
      if plan.field.isRequired {
        throw Fault(.unfit, "\(plan.field.name) has no entries and must be written", origin: plan.origin)
      }
      return .field(nil)
    case .skipRecord(let reason): return .skipRecord(reason: reason)
    }
  }

  private func made(_ content: DraftField.Content) -> DraftField {
    DraftField(plan.field, content, create: plan.create, update: plan.update, origin: plan.origin)
  }
}
