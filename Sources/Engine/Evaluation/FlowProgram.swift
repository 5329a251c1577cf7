public import Builtins
import ConnectorKit
public import Plan
import Types
import Values

/// A flow ready to map records: every formula of its plan prepared once, for all records and tasks of a run.
public struct FlowProgram: Sendable {
  public let plan: FlowPlan
  public let surroundings: Surroundings
  let filter: Formula?
  let record: RecordBuilder
  let match: MatchProgram?
  let missing: MissingProgram
  let related: [RelatedProgram]
  let checks: [CheckProgram]

  /// Compiled; see ``CompiledEvaluator``.
  public init(_ plan: FlowPlan, _ functions: FunctionContext) {
    self.init(plan, functions, evaluator: CompiledEvaluator())
  }

  public init(_ plan: FlowPlan, _ functions: FunctionContext, evaluator: some Evaluator) {
    var evaluator = evaluator
    self.plan = plan
    filter = plan.filter.map { evaluator.formula($0) }
    record = RecordBuilder(plan.record, &evaluator)
    match = plan.record.match.map { MatchProgram($0, plan.target.entity.record, &evaluator) }
    missing = MissingProgram(plan.record.missing, &evaluator)
    related = plan.related.map { RelatedProgram($0, &evaluator) }
    checks = plan.checks.map { CheckProgram($0, &evaluator) }
    surroundings = Surroundings(plan, functions, evaluator: &evaluator)
  }

  /// The mapping of one source record, about to begin.
  public func mapping(of record: SourceRecord) -> FlowMapping {
    FlowMapping(self, record)
  }
}

/// How a record is found: the values to match by.
struct MatchProgram: Sendable {
  private let kind: Kind

  private enum Kind: Sendable {
    case fields([(field: Field, value: ValueProgram)])
    case linked(flow: String, key: Formula?)
  }

  init(_ plan: MatchPlan, _ record: RecordType, _ evaluator: inout some Evaluator) {
    switch plan {
    case .fields(let fields, _):
      kind = .fields(fields.map { (MatchProgram.field($0.name, record), ValueProgram($0.value, &evaluator)) })
    case .linked(let flow, let key): kind = .linked(flow: flow, key: key.map { evaluator.formula($0) })
    }
  }

  /// A missing value has an answer of its own here, so no field is required.
  private static func field(_ name: String, _ record: RecordType) -> Field {
    var field = record.field(name) ?? Field(name, .unknown, meaning: "")
    field.access = .readWrite
    return field
  }

  func answer(_ frame: inout Frame) -> MatchAnswer {
    switch kind {
    case .fields(let fields): find(fields, &frame)
    case .linked(let flow, let key): linked(flow, key, &frame)
    }
  }

  private func find(_ fields: [(field: Field, value: ValueProgram)], _ frame: inout Frame) -> MatchAnswer {
    var values: [Value] = []
    var faults: [Fault] = []
    var missing: String?
    for (field, program) in fields {
      do throws(Fault) {
        if case .value(let value) = try program.outcome(for: field, &frame) {
          values.append(value)
        } else {
          missing = missing ?? field.name
        }
      } catch {
        faults.append(error)
      }
    }
    if !faults.isEmpty { return .stop(faults) }
    if let missing { return .matchMissing(field: missing) }
    return .find(fields: fields.map(\.field.name), values: values)
  }

  private func linked(_ flow: String, _ key: Formula?, _ frame: inout Frame) -> MatchAnswer {
    guard let key else { return .linked(flow: flow, key: nil) }
    do throws(Fault) {
      let value = try key.value(&frame)
      if value == .missing { return .matchMissing(field: "the key in \(flow)") }
      return .linked(flow: flow, key: Operations.shown(value, key.expression.type, frame))
    } catch {
      return .stop([error])
    }
  }
}

/// What a block says when nothing was found and nothing may be made.
struct MissingProgram: Sendable {
  private let plan: RecordMissing
  private let sentence: Sentence?
  private let replacement: Formula?

  init(_ plan: RecordMissing, _ evaluator: inout some Evaluator) {
    self.plan = plan
    switch plan {
    case .stop(let sentence?): (self.sentence, replacement) = (Sentence(sentence, &evaluator), nil)
    case .use(_, let value): (sentence, replacement) = (nil, evaluator.formula(value))
    case .skipRecord, .stop(nil), .nothing: (sentence, replacement) = (nil, nil)
    }
  }

  func answer(_ what: String, origin: Int, _ frame: inout Frame) -> MissingAnswer {
    switch plan {
    case .skipRecord: return .skipRecord
    case .nothing: return .nothing
    case .stop:
      return .stop([Fault(.stopped, sentence?.said(&frame) ?? "\(what) was not found", origin: origin)])
    case .use(let field, _):
      do throws(Fault) {
        let value = try replacement?.value(&frame) ?? .missing
        if value != .missing { return .use(field: field, value: value) }
        return .stop([Fault(.matchMissing, "the \(field) to use instead is missing", origin: origin)])
      } catch {
        return .stop([error])
      }
    }
  }
}

struct RelatedProgram: Sendable {
  let plan: RelatedPlan
  let list: Formula?
  let when: Formula?
  let match: MatchProgram?
  let missing: MissingProgram
  let record: RecordBuilder

  init(_ plan: RelatedPlan, _ evaluator: inout some Evaluator) {
    self.plan = plan
    list = plan.each.map { evaluator.formula($0.list) }
    when = plan.record.when.map { evaluator.formula($0) }
    match = plan.record.match.map { MatchProgram($0, plan.entity.entity.record, &evaluator) }
    missing = MissingProgram(plan.record.missing, &evaluator)
    record = RecordBuilder(plan.record, &evaluator)
  }
}

struct CheckProgram: Sendable {
  let plan: CheckPlan
  let when: Formula
  let sentence: Sentence

  init(_ plan: CheckPlan, _ evaluator: inout some Evaluator) {
    self.plan = plan
    when = evaluator.formula(plan.when)
    sentence = Sentence(plan.sentence, &evaluator)
  }
}
