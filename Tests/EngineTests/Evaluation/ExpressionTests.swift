import Builtins
import Plan
import Testing
import Types
import Values

@testable import Engine

@Suite struct ExpressionTests {
  private func value(_ e: Expression, plan: FlowPlan = Samples.plan()) throws -> Value? {
    let (tree, compiled) = try answers(e, plan: plan)
    #expect(tree == compiled)
    if case .value(let value) = tree { return value }
    return nil
  }

  private func fault(_ e: Expression, plan: FlowPlan = Samples.plan(), json: String = Samples.json) throws -> Fault? {
    let (tree, compiled) = try answers(e, plan: plan, json: json)
    #expect(tree == compiled)
    if case .fault(let fault) = tree { return fault }
    return nil
  }

  @Test func reading() throws {
    #expect(try value(.source("id")) == .whole(7))
    #expect(try value(.source("rate")) == .decimal(21))
    #expect(try value(.source("company")) == .missing)
    #expect(try value(.source("blank")) == .text(""))
    #expect(try value(.source("due")) == CalendarDate("2026-03-09").map { .date($0) })
    #expect(try value(.source("made")) == Moment(iso: "2026-03-01T10:00:00Z").map { .moment($0) })
    #expect(try value(.source("address", "country")) == .text("BE"))
    #expect(try value(.source("discount")) == .missing)
    #expect(try value(.source("tags")) == .list([.text("new"), .text("bread")]))
    #expect(try value(.call("count", .source("lines"))) == .whole(2))
    let extras = Expression.source("extras")
    #expect(
      try value(Expression(.named(extras, "VAT number"), .optional(.anyText), origin: 1)) == .text("BE0403019261"))
    #expect(try value(Expression(.named(extras, "b"), .optional(.anyText), origin: 1)) == .missing)
    #expect(try value(Expression(.named(extras, "c"), .optional(.anyText), origin: 1)) == .missing)
  }

  @Test func absentListsAreEmptyAndMissingRecordsHaveMissingFields() throws {
    let (tree, compiled) = try answers(.source("lines"), json: "{}")
    #expect(tree == .value(.list([])) && tree == compiled)
    #expect(try answers(.source("address", "city"), json: "{\"address\": null}").compiled == .value(.missing))
  }

  /// What the schema calls always there and an answer leaves out stops the record; a list never holds a hole.
  @Test func whatIsPromisedAndLackingIsNoElement() throws {
    let line = Expression.variable(1, .record(Samples.lineType))
    let skus = Expression.loop(.map, .source("lines"), 1, line.field("sku"), .list(.anyText, bound: nil))
    #expect(try fault(skus, json: "{\"lines\": [{}]}")?.message == "sku is missing")
    let literal = Expression(.list([.source("id")]), .list(.whole, bound: nil), origin: 1)
    #expect(try fault(literal, json: "{}")?.message == "id is missing")
  }

  @Test(arguments: [
    ("id", "{\"id\": \"7\"}", "id is not a whole number"), ("id", "{\"id\": 1.5}", "id is not a whole number"),
    ("paid", "{\"paid\": 1}", "paid is not yes/no"), ("title", "{\"title\": [1]}", "title is not text"),
    ("due", "{\"due\": \"soon\"}", "due is not a date"), ("tags", "{\"tags\": \"x\"}", "tags is not a list of texts"),
    ("address", "{\"address\": \"x\"}", "address is not a record (address)"),
  ])
  func wrongKinds(field: String, json: String, message: String) throws {
    let fault = try fault(.source(field), json: json)
    #expect(fault?.code == .conversion)
    #expect(fault?.message == message)
    #expect(
      try self.fault(.source("address", "city"), json: "{\"address\": 5}")?.message
        == "address is not a record (address)")
  }

  @Test func arithmetic() throws {
    let id = Expression.source("id")
    #expect(try value(.arithmetic(.plus, id, .whole(3), .whole)) == .whole(10))
    #expect(try value(.arithmetic(.plus, id, .decimal("0.5"), .anyDecimal)) == .decimal(DecimalNumber("7.5") ?? 0))
    #expect(try value(.arithmetic(.dividedBy, id, .whole(2), .anyDecimal)) == .decimal(DecimalNumber("3.5") ?? 0))
    #expect(try value(.arithmetic(.modulo, .whole(-7), .whole(3), .whole)) == .whole(-1))
    let tooLarge = try fault(.arithmetic(.times, id, .whole(.max), .whole))
    #expect(
      tooLarge == Fault(.conversion, "the number is too large", details: [.init(name: "id", value: "7")], origin: 5))
    #expect(
      try fault(.arithmetic(.dividedBy, .source("total"), .whole(0), .anyDecimal))?.message == "a division by zero")
    let missing = try fault(.arithmetic(.plus, .source("count"), .whole(1), .whole))
    #expect(missing?.message == "count is missing")
    #expect(missing?.details == [.init(name: "count", value: "(missing)")])
  }

  @Test func missingEqualsNothing() throws {
    let company = Expression.source("company")
    #expect(try value(company.equals(.text("x"))) == .bool(false))
    #expect(try value(company.equals(.source("discount"))) == .bool(false))
    #expect(try value(company.equals(.text("x")).negated) == .bool(true))
    #expect(try value(.source("id").equals(.decimal("7.0"))) == .bool(true))
    #expect(try value(company.isThere) == .bool(false))
    #expect(try value(company.or(.text("none"))) == .text("none"))
  }

  @Test func lazyParts() throws {
    let stop = Expression.stop("no")
    #expect(try value(Expression(.and(.bool(false), stop), .bool, origin: 1)) == .bool(false))
    #expect(try value(Expression(.or(.bool(true), stop), .bool, origin: 1)) == .bool(true))
    #expect(try value(.source("title").or(stop)) == .text("Bread"))
    #expect(try value(Expression.bool(true).then(.text("a"), otherwise: stop, .anyText)) == .text("a"))
    #expect(try value(Expression(.attempt(.text("a"), fallback: stop), .anyText, origin: 1)) == .text("a"))
  }

  @Test func tryCatchesProblemsButNoStop() throws {
    let number = Expression.call("number", .source("title"))
    #expect(try value(Expression(.attempt(number, fallback: .decimal("0")), .anyDecimal, origin: 1)) == .decimal(0))
    let stopped = try fault(Expression(.attempt(.stop("no"), fallback: .text("a")), .anyText, origin: 1))
    #expect(stopped?.isStop == true)
    #expect(stopped?.message == "no")
    let said = try fault(number)
    #expect(said?.message == "\"Bread\" is not a number")
    #expect(said?.details == [.init(name: "title", value: "\"Bread\"")])
  }

  @Test func personalDataStaysOutOfFaults() throws {
    let fault = try fault(.call("number", .source("email")))
    #expect(fault?.message == "number: the text is not a number")
    #expect(fault?.details == [.init(name: "email", value: "(personal)")])
  }

  @Test func texts() throws {
    let total = Expression.arithmetic(.times, .source("total"), .decimal("0.5"), .amount(.incl, digits: nil))
    let text = Expression.template(
      .literal("#"), .hole(.source("id")), .literal(" "), .hole(total), .literal(" "), .hole(.decimal("1.50")),
      .literal(" "), .hole(.source("due")), .literal(" "), .hole(.source("made")), .literal(" "),
      .hole(.source("paid")),
      .literal(" "), .hole(.source("status")))
    #expect(try value(text) == .text("#7 12.10 1.5 2026-03-09 2026-03-01T10:00:00Z true open"))
    #expect(try fault(.template(.hole(.source("company"))))?.message == "company is missing")
    let stop = Expression(
      .stop(.template(.literal("order "), .hole(.source("id")), .literal(": "), .hole(.source("company")))), .never,
      origin: 8)
    #expect(try fault(stop) == Fault(.stopped, "order 7: (missing)", origin: 8))
  }

  @Test func loops() throws {
    let lines = Expression.source("lines")
    let line = Expression.variable(1, .record(Samples.lineType))
    let amount = ValueType.amount(.incl, digits: nil)
    let cost = Expression.arithmetic(.times, line.field("quantity"), line.field("price"), amount)
    #expect(try value(.loop(.sum, lines, 1, cost, amount)) == .decimal(DecimalNumber("24.20") ?? 0))
    let isB = line.field("sku").equals(.text("B"))
    #expect(try value(.loop(.exists, lines, 1, isB, .bool)) == .bool(true))
    #expect(try value(.loop(.all, lines, 1, isB, .bool)) == .bool(false))
    let found = Expression.loop(.find, lines, 1, isB, .optional(.record(Samples.lineType)))
    #expect(try value(found.field("quantity")) == .whole(1))
    let sorted = Expression.loop(.sortBy, lines, 1, line.field("quantity"), lines.type)
    #expect(
      try value(.loop(.map, sorted, 1, line.field("sku"), .list(.anyText, bound: nil)))
        == .list([.text("B"), .text("A")]))
    let notes = Expression.loop(.map, lines, 1, line.field("note"), .list(.optional(.anyText), bound: nil))
    #expect(try value(notes) == .list([.missing, .text("x")]))
    #expect(try value(.call("present", notes)) == .list([.text("x")]))
    #expect(try value(.loop(.sum, .loop(.filter, lines, 1, .bool(false), lines.type), 1, cost, amount)) == .decimal(0))
  }

  @Test func letsAreComputedOnceAndTheirFaultsBelongToEachUser() throws {
    var plan = Samples.plan()
    plan.lets = [
      LetPlan(name: "bad", expression: .call("number", .source("title"))),
      LetPlan(name: "loop", expression: Expression(.letValue(1), .whole, origin: 1)),
    ]
    let bad = Expression(.letValue(0), .anyDecimal, origin: 20)
    let both = Expression(
      .list([
        Expression(.attempt(bad, fallback: .decimal("1")), .anyDecimal, origin: 1),
        Expression(.attempt(bad, fallback: .decimal("2")), .anyDecimal, origin: 1),
      ]), .list(.anyDecimal, bound: nil), origin: 1)
    #expect(try value(both, plan: plan) == .list([.decimal(1), .decimal(2)]))
    #expect(try fault(bad, plan: plan)?.origin == 4)
    #expect(try fault(Expression(.letValue(1), .whole, origin: 1), plan: plan)?.message == "loop needs itself")
  }

  @Test func tables() throws {
    var plan = Samples.plan()
    let key = Expression.variable(2, .anyText)
    let inner = TablePlan.Level(
      rows: [.whole(1): .result(.text("one"))], otherwise: .result(.template(.literal("not "), .hole(key))),
      missing: nil)
    let root = TablePlan.Level(
      rows: [.text("NL"): .level(inner), .text("BE"): .result(.text("all"))],
      otherwise: .result(Expression(.stop(.template(.literal("no code for "), .hole(key))), .never, origin: 8)),
      missing: .result(.text("none")))
    plan.tables = [
      TablePlan(name: "t", columns: [.anyText, .whole], valueType: .anyText, keyVariables: [2, 3], root: root)
    ]
    func look(_ first: Expression, _ second: Int64) -> Expression {
      Expression(.lookUp(table: 0, keys: [first, .whole(second)]), .anyText, origin: 9)
    }
    #expect(try value(look(.text("NL"), 1), plan: plan) == .text("one"))
    #expect(try value(look(.text("NL"), 2), plan: plan) == .text("not NL"))
    #expect(try value(look(.source("address", "country"), 2), plan: plan) == .text("all"))
    #expect(try value(look(.source("company"), 2), plan: plan) == .text("none"))
    #expect(try fault(look(.text("CH"), 2), plan: plan) == Fault(.stopped, "no code for CH", origin: 8))
  }

  @Test func relatedRecordsHangOnTheirRows() throws {
    var plan = Samples.plan()
    let related = RelatedPlan(
      name: "article", entity: Samples.entity(Samples.lineType), record: RecordPlan(fields: [], origin: 0), origin: 0)
    plan.related = [related]
    let line = Expression.variable(1, .record(Samples.lineType))
    let article = Expression(.related(0, row: line), .optional(.record(Samples.lineType)), origin: 1)
    let skus = Expression.loop(.map, .source("lines"), 1, article.field("sku"), .list(.optional(.anyText), bound: nil))
    let lines = Array(try Samples.node(Samples.json)["lines"]?.elements.map { $0 } ?? [])
    #expect(lines.count == 2)
    for evaluator in [true, false] {
      let node = try Samples.node(Samples.json)
      let rows = Array(node["lines"].map { Array($0.elements) } ?? [])
      var formula: Formula
      var frame: Frame
      if evaluator {
        var tree = TreeEvaluator()
        formula = tree.formula(skus)
        frame = Frame(Surroundings(plan, Samples.context, evaluator: &tree))
      } else {
        var compiled = CompiledEvaluator()
        formula = compiled.formula(skus)
        frame = Frame(Surroundings(plan, Samples.context, evaluator: &compiled))
      }
      frame.bind(0, .record(.node(node)))
      frame.related[0] = .byRow([.record(.node(rows[1])): .record(.node(rows[0]))])
      #expect(try formula.value(&frame) == .list([.missing, .text("A")]))
    }
  }

  /// A list of numbers has rows, too: categories, each with the group that was made of it.
  @Test func aRelatedRecordHangsOnANumber() throws {
    var plan = Samples.plan()
    var related = RelatedPlan(
      name: "article", entity: plan.target, record: RecordPlan(fields: [], origin: 0), origin: 1)
    related.each = EachPlan(1, list: .constant(.list([.whole(2), .whole(3)]), .list(.whole, bound: nil)))
    plan.related = [related]
    let article = Expression(
      .related(0, row: .variable(1, .whole)), .optional(.record(Samples.lineType)), origin: 1)
    let numbers = Expression.constant(.list([.whole(3), .whole(2), .whole(4)]), .list(.whole, bound: nil))
    let skus = Expression.loop(.map, numbers, 1, article.field("sku"), .list(.optional(.anyText), bound: nil))
    let lines = Array(try Samples.node(Samples.json)["lines"].map { Array($0.elements) } ?? [])
    func value(_ evaluator: some Evaluator) throws -> Value {
      var evaluator = evaluator
      let formula = evaluator.formula(skus)
      var frame = Frame(Surroundings(plan, Samples.context, evaluator: &evaluator))
      frame.related[0] = .byRow([.whole(2): .record(.node(lines[0])), .whole(3): .record(.node(lines[1]))])
      return try formula.value(&frame)
    }
    #expect(try value(TreeEvaluator()) == .list([.text("B"), .text("A"), .missing]))
    #expect(try value(CompiledEvaluator()) == .list([.text("B"), .text("A"), .missing]))
  }

  @Test func workHasALimit() throws {
    let many = Expression.constant(.list(Array(repeating: .whole(1), count: 2000)), .list(.whole, bound: nil))
    let inner = Expression.loop(.sum, many, 2, .variable(2, .whole), .whole)
    let (tree, compiled) = try answers(.loop(.sum, many, 1, inner, .whole), stepsMax: 5000)
    #expect(tree == compiled)
    #expect(
      tree == .fault(Fault(.unfit, "the record takes more steps than a record may; a step is one turn of a loop")))
  }

  @Test func allTextsTogetherHaveALimit() throws {
    let many = Expression.constant(.list(Array(repeating: .whole(1), count: 100)), .list(.whole, bound: nil))
    let text = Expression.template(.literal("01234567"), .hole(.variable(1, .whole)), .literal("9"))
    let texts = Expression.loop(.map, many, 1, text, .list(.anyText, bound: nil))
    for limit in [999, 1000] {
      let (tree, compiled) = try answers(texts, textBytesTotal: limit)
      #expect(tree == compiled)
      let stops = tree == .fault(Fault(.unfit, "the texts of the record are over 64 MB together"))
      #expect(stops == (limit == 999))
    }
  }
}
