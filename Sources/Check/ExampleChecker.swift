import ConnectorKit
import Diagnostics
import Plan
import Source
import Syntax
import Types
import Values

// `examples:` are constants in the shape of records.
extension FlowChecker {
  func checkExamples(_ source: EntityReference, _ target: EntityReference, _ group: GroupPlan?) -> [ExamplePlan] {
    func check(_ examples: [ExampleSyntax], over usual: ExampleSyntax?) -> [ExamplePlan] {
      let earlier = diagnostics.count
      defer { keepOnce(from: earlier) }
      return examples.compactMap { checkExample($0.over(usual), source: source, target: target, group: group) }
    }
    var plans = check(file.examples, over: file.usual)
    for tests in context.tests where tests.flow?.text == file.name?.text {
      self.source = tests.source
      defer { self.source = file.source }
      plans += check(tests.examples, over: tests.usual)
    }
    return plans
  }

  /// What is wrong with the usual is found again with every example.
  private func keepOnce(from start: Int) {
    var told: Set<Diagnostic> = []
    diagnostics = diagnostics[..<start] + diagnostics[start...].filter { told.insert($0).inserted }
  }

  private func checkExample(
    _ example: ExampleSyntax, source: EntityReference, target: EntityReference, group: GroupPlan?
  ) -> ExamplePlan? {
    guard let given = example.given, let expect = example.expect else { return nil }
    let record = source.entity.record
    let rows: [JSON]
    switch given {
    case .list(let elements, _) where group != nil: rows = elements.compactMap { data($0, as: .record(record)) }
    default: rows = [data(given, as: .record(record))].compactMap { $0 }
    }
    guard !rows.isEmpty, let expectation = expectation(expect, target.entity.record) else { return nil }
    var plan = ExamplePlan(
      name: example.name?.text ?? "", given: rows, expect: expectation, origin: origin(example.span))
    plan.existing = example.existing.flatMap { data($0, as: .record(target.entity.record)) }
    plan.related = example.related.map(relatedData) ?? [:]
    plan.today = example.today.flatMap(date)
    return plan
  }

  private func date(_ value: ValueSyntax) -> CalendarDate? {
    if case .text(let template) = value, let text = template.constant, let date = CalendarDate(text) { return date }
    report(.exampleNeedsDate(at: place(value.span)))
    return nil
  }

  private func relatedData(_ data: DataSyntax) -> [Int: [JSON?]] {
    guard case .record(let members, _) = data else {
      report(.exampleShape("related", at: place(data.span)))
      return [:]
    }
    var found: [Int: [JSON?]] = [:]
    for member in members {
      guard let entry = relatedEntries[member.name.text] ?? relatedEntries["link \(member.name.text)"],
        let entity = entry.entity?.entity
      else {
        report(
          .exampleUnknownName(
            member.name, known: relatedEntries.values.map(\.name).sorted(), at: place(member.name.span)))
        continue
      }
      var rows = [member.value]
      if case .list(let list, _) = member.value { rows = list }
      found[entry.index] = rows.map { $0.isNothing ? nil : self.data($0, as: .record(entity.record)) }
    }
    return found
  }

  // MARK: given and existing

  /// Constants as the JSON that a connector would give.
  private func data(_ data: DataSyntax, as type: ValueType) -> JSON? {
    switch (data, type) {
    case (.missing, _): return nil
    case (.record(let members, _), .record(let record)):
      return .object(
        JSON.Object(
          members.compactMap { member in
            guard let field = record.field(member.name.text) else {
              report(.exampleUnknownField(member.name, of: record, at: place(member.name.span)))
              return nil
            }
            return self.data(member.value, as: field.type).map { (member.name.text, $0) }
          }))
    case (.record(let members, _), .list(.record(let entry), _)) where entry.field("name") != nil:
      return .array(
        members.compactMap { member in
          self.data(member.value, as: entry.field("value")?.type ?? .anyText).map {
            .object(JSON.Object([("name", .string(member.name.text)), ("value", $0)]))
          }
        })
    case (.list(let elements, _), .list(let element, _)):
      return .array(elements.compactMap { self.data($0, as: element) })
    case (.value(let value), _):
      return constantValue(value, as: type).flatMap(\.json)
    default:
      report(.exampleMismatch(type, at: place(data.span)))
      return nil
    }
  }

  private func constantValue(_ value: ValueSyntax, as type: ValueType) -> Value? {
    var scope = Scope(record: nil)
    scope.blindness = "examples are constants"
    if case .text(let template) = value, let text = template.constant {
      if case .date = type, let date = CalendarDate(text) { return .date(date) }
      if case .moment = type, let moment = Moment(iso: text) { return .moment(moment) }
    }
    let checked = check(value, expected: type, in: scope)
    if checked.type.isUnknown { return nil }
    guard let constant = checked.constantValue else {
      report(.exampleNotConstant(at: place(value.span)))
      return nil
    }
    if !checked.type.fits(type) {
      report(.exampleMismatch(type, at: place(value.span)))
      return nil
    }
    return constant
  }

  // MARK: expect

  private func expectation(_ expect: ExpectSyntax, _ record: RecordType) -> ExamplePlan.Expectation? {
    switch expect {
    case .skipRecord: return .skipRecord
    case .stop(let sentence, let span):
      guard let text = sentence.constant else {
        report(.exampleNotConstant(at: place(span)))
        return nil
      }
      return .stop(text)
    case .fields(let members, _):
      return .fields(members.compactMap { expected($0.name, $0.value, record) })
    }
  }

  private func expected(_ name: Name, _ value: ExpectedValue, _ record: RecordType) -> ExamplePlan.ExpectedField? {
    guard let field = record.field(name.text) else {
      report(.exampleUnknownField(name, of: record, at: place(name.span)))
      return nil
    }
    return expected(value, field.type).map { .init(name: name.text, value: $0, origin: origin(name.span)) }
  }

  private func expected(_ value: ExpectedValue, _ type: ValueType) -> ExamplePlan.Expected? {
    switch (value, type) {
    case (.leftAlone, _): return .leftAlone
    case (.clear, _): return .clear
    case (.value(let value), _): return constantValue(value, as: type).map { .value($0) }
    case (.record(let members, _), .record(let record)):
      return .record(members.compactMap { expected($0.name, $0.value, record) })
    case (.record(let members, _), .list(.record(let entry), _)) where entry.field("name") != nil:
      return .list(members.compactMap { namedEntry($0.name, $0.value, entry) })
    case (.list(let elements, _), .list(let element, _)):
      return .list(elements.compactMap { expected($0, element) })
    case (.record(_, let span), _), (.list(_, let span), _):
      report(.exampleMismatch(type, at: place(span)))
      return nil
    }
  }

  private func namedEntry(_ name: Name, _ value: ExpectedValue, _ entry: RecordType) -> ExamplePlan.Expected? {
    guard let type = entry.field("value")?.type, let expected = expected(value, type) else { return nil }
    let id = origin(name.span)
    return .record([
      .init(name: "name", value: .value(.text(Text(name.text))), origin: id),
      .init(name: "value", value: expected, origin: id),
    ])
  }
}

extension DataSyntax {
  /// `{ }`: nothing is found.
  fileprivate var isNothing: Bool {
    switch self {
    case .record(let members, _): members.isEmpty
    case .missing: true
    case .value, .list: false
    }
  }
}

extension Value {
  /// The JSON that stands for a constant in a record.
  fileprivate var json: JSON? {
    switch self {
    case .missing: nil
    case .bool(let bool): .bool(bool)
    case .whole(let number): .number(DecimalNumber(number))
    case .decimal(let number): .number(number)
    case .text(let text): .string(String(text))
    case .date(let date): .string(date.description)
    case .moment(let moment): .string(moment.description)
    case .span(let span): .string(span.description)
    case .list(let values): .array(values.compactMap(\.json))
    case .record: nil
    }
  }
}
