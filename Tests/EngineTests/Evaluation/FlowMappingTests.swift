import Builtins
import ConnectorKit
import Plan
import Testing
import Types
import Values

@testable import Engine

@Suite struct FlowMappingTests {
  private static let name = Field("name", .anyText, meaning: "")
  private static let debtor = Field("debtor", .whole, meaning: "")
  private static let skus = Field("skus", .list(.anyText, bound: nil), meaning: "")
  private static let target = RecordType("till.orders", noun: "order", fields: [name, debtor, skus])
  private static let customer = RecordType(
    "till.customers", noun: "customer",
    fields: [Field("number", .whole, .always, meaning: ""), Field("mail", .anyText, meaning: "")])

  /// An order with a customer to be found by e-mail, and an article to be found for every line.
  private func plan() -> FlowPlan {
    let mail = Expression.source("email")
    let line = Expression.variable(1, .record(Samples.lineType))
    let number = Expression(.related(0, row: nil), .optional(.record(Self.customer)), origin: 1).field("number")
    let article = Expression(.related(1, row: line), .optional(.record(Samples.lineType)), origin: 1)
    var plan = Samples.plan(target: Self.target)
    plan.currency = "EUR"
    plan.filter = .source("paid")

    var customer = RecordPlan(
      fields: [FieldPlan(field: Self.customer.fields[1], content: .value(ValuePlan(mail, origin: 10)), origin: 10)],
      origin: 10)
    customer.when = mail.isThere
    customer.match = .fields([MatchField(name: "mail", value: ValuePlan(mail, origin: 11))], ignoresCase: true)
    customer.missing = .use(field: "number", value: .whole(99))
    var articles = RecordPlan(fields: [], origin: 12)
    articles.match = .fields(
      [MatchField(name: "sku", value: ValuePlan(line.field("sku"), origin: 13))], ignoresCase: false)
    articles.missing = .stop(.template(.literal("no article "), .hole(line.field("sku"))))
    plan.related = [
      RelatedPlan(name: "customer", entity: Samples.entity(Self.customer), record: customer, origin: 14),
      RelatedPlan(name: "article", entity: Samples.entity(Samples.lineType), record: articles, origin: 15),
    ]
    plan.related[1].each = EachPlan(1, list: .source("lines"))

    var debtor = FieldPlan(field: Self.debtor, content: .value(ValuePlan(number, origin: 20)), origin: 20)
    debtor.afterWriting = [0]
    let skus = ListPlan(
      entries: [
        EntryPlan(
          each: EachPlan(1, list: .source("lines")), content: .value(ValuePlan(article.field("sku"), origin: 21)))
      ],
      origin: 21)
    plan.record.fields = [
      FieldPlan(field: Self.name, content: .value(ValuePlan(.source("title"), origin: 22)), origin: 22), debtor,
      FieldPlan(field: Self.skus, content: .list(skus), origin: 23),
    ]
    plan.record.match = .fields(
      [MatchField(name: "name", value: ValuePlan(.source("title"), origin: 24))], ignoresCase: false)
    let written = Expression(.written(["name"]), .optional(.anyText), origin: 25)
    plan.checks = [
      CheckPlan(
        when: written.equals(.text("Bread")), isWarning: true,
        sentence: .template(.literal("named "), .hole(written)), origin: 26)
    ]
    return plan
  }

  private func mapping(_ json: String = Samples.json, _ change: (inout FlowPlan) -> Void = { _ in }) throws
    -> FlowMapping
  {
    var plan = plan()
    change(&plan)
    let record = SourceRecord(key: "7", version: "1", rows: [FoundRecord(key: "7", body: try Samples.node(json))])
    return FlowProgram(plan, Samples.context).mapping(of: record)
  }

  private func faults(_ computation: Computation) -> [String] {
    if case .stop(let faults) = computation.result { faults.map(\.message) } else { [] }
  }

  private func written(_ computation: Computation) -> OrderedFields? {
    if case .record(let draft) = computation.result { RecordBuilder.written(draft) } else { nil }
  }

  @Test func filterAndCurrency() throws {
    var good = try mapping()
    guard case .pass = good.admit() else { return #expect(Bool(false)) }
    var other = try mapping(#"{"paid": true, "currency": "USD"}"#)
    guard case .stop(let faults) = other.admit() else { return #expect(Bool(false)) }
    #expect(faults.map(\.code) == [.otherCurrency])
    var skipped = try mapping(#"{"paid": false, "currency": "USD"}"#)
    guard case .skip = skipped.admit() else { return #expect(Bool(false)) }
    var broken = try mapping(#"{"paid": 3}"#)
    guard case .stop = broken.admit() else { return #expect(Bool(false)) }
  }

  @Test func lookUpsAndMatch() throws {
    var mapping = try mapping()
    guard case .find(["name"], [.text("Bread")]) = mapping.match() else { return #expect(Bool(false)) }
    let customer = mapping.lookUps(related: 0)
    guard customer.count == 1, case .find(["mail"], [.text("jan@x.nl")]) = customer[0] else {
      return #expect(Bool(false))
    }
    let articles = mapping.lookUps(related: 1)
    guard articles.count == 2, case .find(["sku"], [.text("B")]) = articles[1] else { return #expect(Bool(false)) }
    guard case .use("number", .whole(99)) = mapping.missing(related: 0, row: 0) else { return #expect(Bool(false)) }
    guard case .stop(let faults) = mapping.missing(related: 1, row: 1) else { return #expect(Bool(false)) }
    #expect(faults == [Fault(.stopped, "no article B", origin: 15)])
    guard case .skipRecord = mapping.missingRecord() else { return #expect(Bool(false)) }

    var nobody = try self.mapping(#"{"paid": true}"#)
    guard case .nothing? = nobody.lookUps(related: 0).first else { return #expect(Bool(false)) }
    guard case .matchMissing("name") = nobody.match() else { return #expect(Bool(false)) }
    #expect(nobody.lookUps(related: 1).isEmpty)
  }

  /// `when` says that nobody is looked for, so nobody is missed: only another record may stand in.
  @Test func whoIsNotLookedForIsNotMissed() throws {
    let noEmail = #"{"paid": true}"#
    for missing in [RecordMissing.stop(nil), .stop(.text("no customer")), .skipRecord] {
      var nobody = try mapping(noEmail) { $0.related[0].record.missing = missing }
      guard case .nothing? = nobody.lookUps(related: 0).first, case .nothing = nobody.missing(related: 0, row: 0) else {
        return #expect(Bool(false), "\(missing)")
      }
    }
    var substitute = try mapping(noEmail)
    _ = substitute.lookUps(related: 0)
    guard case .use("number", .whole(99)) = substitute.missing(related: 0, row: 0) else { return #expect(Bool(false)) }
    // Who was looked for, and not found, is missed.
    var sought = try mapping { $0.related[0].record.missing = .stop(nil) }
    _ = sought.lookUps(related: 0)
    guard case .stop = sought.missing(related: 0, row: 0) else { return #expect(Bool(false)) }
  }

  @Test func aNewCustomerIsKnownAfterWriting() throws {
    var mapping = try mapping()
    _ = mapping.lookUps(related: 0)
    _ = mapping.lookUps(related: 1)
    mapping.setRelated(0, row: 0, to: .toBeMade)
    mapping.setRelated(1, row: 0, to: .found(try Samples.node(#"{"sku": "a1"}"#)))
    mapping.setRelated(1, row: 1, to: .found(try Samples.node(#"{"sku": "b1"}"#)))
    let first = mapping.compute()
    guard case .record(let draft) = first.result, case .afterWriting? = draft["debtor"]?.content else {
      return #expect(Bool(false))
    }
    #expect(written(first)?["skus"] == .list([.text("a1"), .text("b1")]))
    #expect(first.related.map(\.related) == [0])
    #expect(first.related.first?.draft["mail"] != nil)
    #expect(first.warnings.map(\.message) == ["named Bread"])
    mapping.setRelated(0, row: 0, to: .found(try Samples.node(#"{"number": 12}"#)))
    #expect(written(mapping.computeAfterWriting())?["debtor"] == .whole(12))
  }

  @Test func oneFaultOfALetIsToldOnce() throws {
    var mapping = try mapping { plan in
      plan.lets = [LetPlan(name: "bad", expression: .call("number", .source("title")))]
      let bad = Expression(.letValue(0), .anyDecimal, origin: 30)
      let text = Expression.template(.hole(bad))
      plan.record.fields = ["a", "b"].map {
        FieldPlan(field: Field($0, .anyText, meaning: ""), content: .value(ValuePlan(text, origin: 31)), origin: 31)
      }
      plan.checks.append(
        CheckPlan(when: .bool(true), isWarning: false, sentence: .template(.literal("checked")), origin: 32))
    }
    #expect(faults(mapping.compute()) == ["\"Bread\" is not a number", "checked"])
  }

  @Test func rowsOfAGroup() throws {
    var plan = Samples.plan(target: Self.target)
    let rows = Expression.variable(2, .list(.record(Samples.order), bound: nil))
    let row = Expression.variable(3, .record(Samples.order))
    plan.group = GroupPlan(field: Samples.order.fields[0], keyVariable: 1, rowsVariable: 2)
    let key = Expression.variable(1, .whole)
    let count = Expression.loop(.sum, rows, 3, row.field("count"), .whole)
    plan.record.fields = [
      FieldPlan(
        field: Self.debtor, content: .value(ValuePlan(.arithmetic(.plus, count, key, .whole), origin: 1)), origin: 1)
    ]
    let bodies = try ["{\"id\": 100, \"count\": 2}", "{\"id\": 100, \"count\": 3}"].map { try Samples.node($0) }
    let record = SourceRecord(key: "100", version: "1", rows: bodies.map { FoundRecord(key: "x", body: $0) })
    var mapping = FlowProgram(plan, Samples.context).mapping(of: record)
    #expect(written(mapping.compute())?["debtor"] == .whole(105))
  }
}
