import Builtins
import ConnectorKit
import Plan
import Testing
import Types
import Values

@testable import Engine

@Suite struct RecordBuilderTests {
  private static let title = Field("title", .anyText, meaning: "")
  private static let name = Field("name", .anyText, .always, .required, meaning: "")
  private static let price = Field("price", .amount(.incl, digits: nil), meaning: "")

  private func field(
    _ field: Field, _ expression: Expression, _ change: (inout ValuePlan) -> Void = { _ in }
  ) -> FieldPlan {
    var value = ValuePlan(expression, origin: 40)
    change(&value)
    return FieldPlan(field: field, content: .value(value), origin: 41)
  }

  /// Builds with both evaluators, which have to agree, and prints what came of it.
  private func build(
    _ record: RecordPlan, plan: FlowPlan = Samples.plan(), json: String = Samples.json, pending: Set<Int> = []
  ) throws -> (outcome: String, faults: [Fault]) {
    let node = try Samples.node(json)
    func run(_ evaluator: some Evaluator) -> (String, [Fault]) {
      var evaluator = evaluator
      let builder = RecordBuilder(record, &evaluator)
      var frame = Frame(Surroundings(plan, Samples.context, evaluator: &evaluator))
      frame.bind(FlowPlan.sourceVariable, .record(.node(node)))
      frame.pending = pending
      var faults: [Fault] = []
      let outcome = builder.build(&frame, faults: &faults)
      return (printed(outcome), faults)
    }
    let (tree, compiled) = (run(TreeEvaluator()), run(CompiledEvaluator()))
    #expect(tree.0 == compiled.0)
    #expect(tree.1 == compiled.1)
    return tree
  }

  private func build(_ fields: FieldPlan...) throws -> (outcome: String, faults: [Fault]) {
    try build(RecordPlan(fields: fields, origin: 0))
  }

  private func printed(_ outcome: RecordBuilder.Outcome) -> String {
    switch outcome {
    case .draft(let draft): printed(draft)
    case .nothing: "nothing"
    case .skipEntry: "skip entry"
    case .skipRecord(let reason): "skip: \(reason)"
    }
  }

  private func printed(_ draft: Draft) -> String {
    "{" + draft.fields.map { "\($0.field.name): \(printed($0.content))" }.joined(separator: ", ") + "}"
  }

  private func printed(_ content: DraftField.Content) -> String {
    switch content {
    case .value(let value): value.description
    case .cleared: "cleared"
    case .record(let draft): printed(draft)
    case .list(let drafts): "[" + drafts.map(printed).joined(separator: ", ") + "]"
    case .matched(let entries, _):
      "[" + entries.map { "\($0.match)=\(printed($0.draft))" }.joined(separator: ", ") + "]"
    case .afterWriting: "after writing"
    }
  }

  @Test func missingValues() throws {
    let company = Expression.source("company")
    #expect(try build(field(Self.title, company)).outcome == "{}")
    #expect(try build(field(Self.title, company) { $0.missing = .clear }).outcome == "{title: cleared}")
    #expect(try build(field(Self.title, company) { $0.missing = .skipRecord }).outcome == "skip: title is missing")
    #expect(try build(field(Self.title, company) { $0.missing = .skipEntry }).outcome == "skip entry")
    #expect(try build(field(Self.title, company) { $0.missing = .value(.text("none")) }).outcome == "{title: \"none\"}")
    let stopped = try build(
      field(Self.title, company) { $0.missing = .stop(.template(.literal("order "), .hole(.source("id")))) })
    #expect(stopped.faults == [Fault(.stopped, "order 7", origin: 40)])
    let needed = try build(field(Self.name, company))
    #expect(needed.faults == [Fault(.unfit, "name is missing and must be written", origin: 40)])
  }

  @Test func stepsRunOnWhatIsPresentAndAnEmptyResultIsMissing() throws {
    let value = Expression.variable(4, .anyText)
    let stripped = ValuePlan.Steps(variable: 4, expression: .call("strip_html", value))
    #expect(try build(field(Self.title, .text("<b>x</b>")) { $0.steps = stripped }).outcome == "{title: \"x\"}")
    #expect(try build(field(Self.title, .text("<p></p>")) { $0.steps = stripped }).outcome == "{}")
    #expect(try build(field(Self.name, .text("<p></p>")) { $0.steps = stripped }).faults.first?.code == .unfit)
    let cleared = try build(field(Self.title, .text("<p></p>")) { ($0.steps, $0.missing) = (stripped, .clear) })
    #expect(cleared.outcome == "{title: cleared}")
    let untouched = try build(
      field(Self.title, .source("company")) { ($0.steps, $0.missing) = (stripped, .value(.text("<b>"))) })
    #expect(untouched.outcome == "{title: \"<b>\"}")
    let kept = try build(field(Self.title, .source("blank")) { $0.emptyIsValue = true })
    #expect(kept.outcome == "{title: \"\"}")
  }

  @Test func roundingAndLength() throws {
    let third = Expression.arithmetic(.dividedBy, .source("total"), .whole(3), Self.price.type)
    #expect(
      try build(field(Self.price, third) { $0.rounding = .init(digits: 2, mode: .half_up) }).outcome == "{price: 8.07}")
    let long = try build(field(Self.title, .text("Zürich")) { $0.lengthMax = 3 })
    #expect(long.faults.first?.message == "title has 6 characters; at most 3 can be written")
    #expect(long.faults.first?.code == .unfit)
    let cut = try build(field(Self.title, .text("Zürich")) { ($0.lengthMax, $0.cutsIfTooLong) = (3, true) })
    #expect(cut.outcome == "{title: \"Zür\"}")
  }

  @Test func problems() throws {
    let bad = Expression.call("number", .source("title"))
    let decimal = Field("weight", .anyDecimal, meaning: "")
    #expect(try build(field(decimal, bad)).faults.first?.message == "\"Bread\" is not a number")
    #expect(try build(field(decimal, bad) { $0.problem = .leaveAlone }).outcome == "{}")
    #expect(try build(field(decimal, bad) { $0.problem = .skipRecord }).outcome == "skip: weight has a problem")
    #expect(try build(field(decimal, bad) { $0.problem = .value(.whole(1)) }).outcome == "{weight: 1}")
    let said = try build(field(decimal, bad) { $0.problem = .stop(.template(.literal("no weight"))) })
    #expect(said.faults.first?.message == "no weight")
    #expect(said.faults.first?.details.last == .init(name: "problem", value: "\"Bread\" is not a number"))
    let stop = try build(field(decimal, .stop("never")) { $0.problem = .leaveAlone })
    #expect(stop.faults == [Fault(.stopped, "never", origin: 8)])
  }

  @Test func allFaultsAreCollectedAndBeatASkip() throws {
    let result = try build(
      field(Self.title, .stop("one")), field(Self.price, .source("company")) { $0.missing = .skipRecord },
      field(Self.name, .stop("two")))
    #expect(result.faults.map(\.message) == ["one", "two"])
    #expect(result.outcome == "skip: price is missing")
  }

  @Test func conditions() throws {
    var plan = field(Self.title, .source("title"))
    plan.when = .source("paid").negated
    #expect(try build(plan).outcome == "{}")
    plan.when = .source("discount").equals(.whole(1)).negated
    #expect(try build(plan).outcome == "{title: \"Bread\"}")
    plan.when = .stop("in a condition")
    #expect(try build(plan).faults.map(\.message) == ["in a condition"])
    var record = RecordPlan(fields: [field(Self.title, .source("title"))], origin: 0)
    record.when = .bool(false)
    #expect(try build(record).outcome == "nothing")
  }

  @Test func entriesForgetTheirLets() throws {
    let line = Expression.variable(1, .record(Samples.lineType))
    var plan = Samples.plan()
    plan.lets = [LetPlan(name: "sku", expression: line.field("sku"))]
    var entry = RecordPlan(
      fields: [
        field(Self.title, Expression(.letValue(0), .anyText, origin: 1)), field(Self.price, line.field("price")),
        field(Field("note", .anyText, meaning: ""), line.field("note")),
      ], origin: 50)
    entry.lets = [0]
    let fee = RecordPlan(fields: [field(Self.title, .text("fee"))], origin: 51)
    var noFee = fee
    noFee.when = .source("paid").negated
    let list = ListPlan(
      entries: [
        EntryPlan(each: EachPlan(1, list: .source("lines")), content: .record(entry)), EntryPlan(content: .record(fee)),
        EntryPlan(content: .record(noFee)),
      ], origin: 52)
    let lines = Field("lines", .list(.record(Samples.lineType), bound: nil), meaning: "")
    let record = RecordPlan(fields: [FieldPlan(field: lines, content: .list(list), origin: 53)], origin: 0)
    #expect(
      try build(record, plan: plan).outcome
        == #"{lines: [{title: "A", price: 5.05}, {title: "B", price: 14.1, note: "x"}, {title: "fee"}]}"#)
    #expect(
      try build(record, plan: plan, json: #"{"paid": false}"#).outcome == #"{lines: [{title: "fee"}, {title: "fee"}]}"#)
  }

  @Test func listsOfValues() throws {
    let tags = Field("tags", .list(.anyText, bound: nil), meaning: "")
    let tag = Expression.variable(1, .anyText)
    var missing = ValuePlan(.source("company"), origin: 60)
    missing.missing = .skipEntry
    let list = ListPlan(
      entries: [
        EntryPlan(
          each: EachPlan(1, list: .source("tags")), when: tag.equals(.text("new")).negated,
          content: .value(ValuePlan(.call("upper", tag), origin: 60))),
        EntryPlan(content: .value(missing)),
      ], origin: 61)
    let record = RecordPlan(fields: [FieldPlan(field: tags, content: .list(list), origin: 62)], origin: 0)
    #expect(try build(record).outcome == #"{tags: ["BREAD"]}"#)
    #expect(try build(record, json: "{}").outcome == "{}")
    var required = record
    required.fields[0].field.access = .required
    #expect(try build(required, json: "{}").faults.map(\.message) == ["tags has no entries and must be written"])
  }

  @Test func matchedEntries() throws {
    let line = Expression.variable(1, .record(Samples.lineType))
    let lines = Field("lines", .list(.record(Samples.lineType), bound: nil), meaning: "")
    let sku = Field("sku", .anyText, meaning: "")
    let entry = RecordPlan(fields: [field(sku, line.field("sku")), field(Self.price, line.field("price"))], origin: 70)
    let match = ListPlan.Matched(
      list: .init("lines", matchFields: ["sku"], ignoresCase: true),
      fields: [MatchField(name: "sku", value: ValuePlan(line.field("sku"), origin: 71))], gone: .hide, create: true,
      update: true)
    let list = ListPlan(
      entries: [EntryPlan(each: EachPlan(1, list: .source("lines")), content: .record(entry))], matched: match,
      origin: 72)
    let record = RecordPlan(fields: [FieldPlan(field: lines, content: .list(list), origin: 73)], origin: 0)
    #expect(try build(record).outcome == #"{lines: [["A"]={sku: "A", price: 5.05}, ["B"]={sku: "B", price: 14.1}]}"#)
    #expect(try build(record, json: "{}").outcome == "{lines: []}")
    let twice = try build(record, json: #"{"lines": [{"sku": "a"}, {"sku": "A"}, {"price": 1}]}"#)
    #expect(twice.faults.map(\.code) == [.matchTwice, .matchMissing])

    // An entry that stands alone says by what it is matched, too.
    var own = record
    guard case .list(var both) = own.fields[0].content else { return }
    both.entries.append(EntryPlan(content: .record(RecordPlan(fields: [field(sku, .text("POST"))], origin: 74))))
    own.fields[0].content = .list(both)
    #expect(
      try build(own).outcome
        == #"{lines: [["A"]={sku: "A", price: 5.05}, ["B"]={sku: "B", price: 14.1}, ["POST"]={sku: "POST"}]}"#)
  }

  @Test func whatOnlyAWriteCanTellWaits() throws {
    var late = field(Self.title, .source("title"))
    late.afterWriting = [0]
    let record = RecordPlan(fields: [late], origin: 0)
    #expect(try build(record, pending: [0]).outcome == "{title: after writing}")
    #expect(try build(record).outcome == "{title: \"Bread\"}")
  }

  @Test func nestedRecords() throws {
    let inner = RecordPlan(
      fields: [field(Samples.country, .source("address", "country"))], origin: 80)
    let address = Field("address", .record(Samples.address), meaning: "")
    let record = RecordPlan(fields: [FieldPlan(field: address, content: .record(inner), origin: 81)], origin: 0)
    #expect(try build(record).outcome == #"{address: {country: "BE"}}"#)
    #expect(try build(record, json: "{}").outcome == "{}")
  }
}
