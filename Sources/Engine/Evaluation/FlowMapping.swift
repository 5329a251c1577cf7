import ConnectorKit
import Plan
import Types
import Values

/// The mapping of one source record by a checked flow.
public struct FlowMapping: RecordMapping {
  private let program: FlowProgram
  private let record: SourceRecord
  private var frame: Frame
  /// The rows of a related look-up with `each`, once they are known.
  private var rows: [Int: [Value]] = [:]
  /// By look-up: the rows for which `when` is false, so that nobody is looked for.
  private var unsought: [Int: Set<Int>] = [:]
  /// By look-up and row: what there is to write to.
  private var states: [Int: [Int: RelatedState]] = [:]

  init(_ program: FlowProgram, _ record: SourceRecord) {
    self.program = program
    self.record = record
    frame = Frame(program.surroundings)
    let nodes = record.rows.map { Value.record(.node($0.body)) }
    frame.bind(FlowPlan.sourceVariable, nodes.first ?? .missing)
    guard let group = program.plan.group else { return }
    frame.bind(group.rowsVariable, .list(nodes))
    // A key of the wrong kind shows as a fault where formulas use it: here it is missing.
    let key = try? FieldReading.read(nodes.first ?? .missing, group.field, origin: program.plan.record.origin)
    frame.bind(group.keyVariable, key ?? .missing)
  }

  public mutating func admit() -> Admission {
    do throws(Fault) {
      if let filter = program.filter, try !filter.bool(&frame) { return .skip(reason: "the filter leaves it out") }
      try checkCurrency()
      return .pass
    } catch {
      return .stop([error])
    }
  }

  private func checkCurrency() throws(Fault) {
    let plan = program.plan
    guard let wanted = plan.currency, let name = plan.source.entity.reading?.currencyField,
      let field = plan.source.entity.record.field(name)
    else { return }
    for row in record.rows {
      let found = try FieldReading.read(.record(.node(row.body)), field, origin: plan.currencyOrigin)
      guard case .text(let currency) = found, currency.string != wanted else { continue }
      throw Fault(
        .otherCurrency, "its amounts are in \(currency), the flow's in \(wanted)",
        details: [Fault.Detail(name: name, value: found.description)], origin: plan.currencyOrigin)
    }
  }

  public mutating func match() -> MatchAnswer {
    program.match?.answer(&frame) ?? .always
  }

  public mutating func missingRecord() -> MissingAnswer {
    program.missing.answer(
      "a record of \(program.plan.target.name)", origin: program.plan.record.origin, &frame)
  }
}

// Related records.
extension FlowMapping {
  public mutating func lookUps(related index: Int) -> [MatchAnswer] {
    let related = program.related[index]
    guard let list = related.list else { return [lookUp(index, row: 0)] }
    do throws(Fault) {
      let elements = try Operations.list(try list.value(&frame), list.expression, frame)
      try frame.spend(elements.count)
      rows[index] = elements
    } catch {
      rows[index] = []
      return [.stop([error])]
    }
    // Every row has its answer before the first is known: a row that was not looked up is missing.
    frame.related[index] = .byRow([:])
    return (rows[index] ?? []).indices.map { row in
      enter(index, row: row)
      return lookUp(index, row: row)
    }
  }

  private mutating func lookUp(_ index: Int, row: Int) -> MatchAnswer {
    let related = program.related[index]
    do throws(Fault) {
      if let when = related.when, try !when.bool(&frame) {
        unsought[index, default: []].insert(row)
        return .nothing
      }
    } catch {
      return .stop([error])
    }
    return related.match?.answer(&frame) ?? .always
  }

  /// Makes the row the one that formulas of the look-up see.
  private mutating func enter(_ index: Int, row: Int) {
    let related = program.related[index]
    frame.forget(lets: related.plan.record.lets)
    guard let each = related.plan.each, let rows = rows[index], rows.indices.contains(row) else { return }
    frame.bind(each.variable, rows[row])
    if let place = each.place { frame.bind(place, .whole(Int64(row))) }
  }

  public mutating func missing(related index: Int, row: Int) -> MissingAnswer {
    enter(index, row: row)
    let plan = program.related[index].plan
    if unsought[index]?.contains(row) == true {
      // Who is not looked for is not missed: only another record may stand in.
      if case .use = plan.record.missing {} else { return .nothing }
    }
    return program.related[index].missing.answer("\(plan.name) (\(plan.entity.name))", origin: plan.origin, &frame)
  }

  public mutating func setRelated(_ index: Int, row: Int, to state: RelatedState) {
    states[index, default: [:]][row] = state
    let value: Value
    switch state {
    case .found(let node): value = .record(.node(node))
    case .toBeMade, .missing: value = .missing
    }
    if program.related[index].list == nil {
      frame.related[index] = .single(value)
    } else if let rows = rows[index], rows.indices.contains(row) {
      var known: [Value: Value] = [:]
      if case .byRow(let before) = frame.related[index] { known = before }
      known[rows[row]] = value
      frame.related[index] = .byRow(known)
    }
    let isPending = states[index, default: [:]].values.contains { if case .toBeMade = $0 { true } else { false } }
    if isPending { frame.pending.insert(index) } else { frame.pending.remove(index) }
    frame.forgetAllLets()
  }
}

// Fields and checks.
extension FlowMapping {
  public mutating func compute() -> Computation {
    var faults: [Fault] = []
    var warnings: [Fault] = []
    let outcome = program.record.build(&frame, faults: &faults)
    var skip: String?
    let related = relatedDrafts(&faults, &skip)
    if case .draft(let draft) = outcome {
      frame.written = RecordBuilder.written(draft)
      check(&faults, &warnings)
    }
    return Computation(
      result(outcome, faults: faults, skip: skip), related: faults.isEmpty ? related : [], warnings: warnings)
  }

  public mutating func computeAfterWriting() -> Computation {
    var faults: [Fault] = []
    frame.forgetAllLets()
    let outcome = program.record.build(&frame, faults: &faults)
    return Computation(result(outcome, faults: faults, skip: nil))
  }

  private func result(_ outcome: RecordBuilder.Outcome, faults: [Fault], skip: String?) -> Computation.Result {
    if !faults.isEmpty { return .stop(distinct(faults)) }
    if let skip { return .skip(reason: skip) }
    switch outcome {
    case .draft(let draft): return .record(draft)
    case .nothing: return .skip(reason: "its condition does not hold")
    case .skipEntry: return .skip(reason: "a value is missing")
    case .skipRecord(let reason): return .skip(reason: reason)
    }
  }

  /// One fault of a `let` reaches every field that uses it, and is told once.
  private func distinct(_ faults: [Fault]) -> [Fault] {
    var seen: Set<Fault> = []
    return faults.filter { seen.insert($0).inserted }
  }

  private mutating func relatedDrafts(_ faults: inout [Fault], _ skip: inout String?) -> [RelatedDraft] {
    var drafts: [RelatedDraft] = []
    for (index, related) in program.related.enumerated() where !related.plan.record.fields.isEmpty {
      for (row, state) in (states[index] ?? [:]).sorted(by: { $0.key < $1.key }) {
        if case .missing = state { continue }
        enter(index, row: row)
        switch related.record.build(&frame, faults: &faults) {
        case .draft(let draft): drafts.append(RelatedDraft(related: index, row: row, draft: draft))
        case .nothing, .skipEntry: continue
        case .skipRecord(let reason): skip = skip ?? reason
        }
      }
    }
    return drafts
  }

  private mutating func check(_ faults: inout [Fault], _ warnings: inout [Fault]) {
    for check in program.checks where check.plan.afterWriting.isDisjoint(with: frame.pending) {
      do throws(Fault) {
        guard try check.when.bool(&frame) else { continue }
        let fault = Fault(.stopped, check.sentence.said(&frame), origin: check.plan.origin)
        if check.plan.isWarning { warnings.append(fault) } else { faults.append(fault) }
      } catch {
        faults.append(error)
      }
    }
  }
}
