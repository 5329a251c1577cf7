import Builtins
import ConnectorKit
import Plan
import Types
import Values

@testable import Engine

/// A small shop, to write plans against by hand.
enum Samples {
  static let country = Field("country", .enumeration(.country), meaning: "")
  static let address = RecordType(
    "shop.addresses", noun: "address",
    fields: [Field("city", .anyText, meaning: "", isPersonal: true), country])
  static let lineType = RecordType(
    "shop.lines", noun: "line",
    fields: [
      Field("sku", .anyText, .always, meaning: ""), Field("quantity", .whole, .always, meaning: ""),
      Field("price", .amount(.incl, digits: nil), .always, meaning: ""), Field("note", .anyText, meaning: ""),
    ])
  static let extra = RecordType(
    "shop.extras", noun: "extra",
    fields: [Field("name", .anyText, .always, meaning: ""), Field("value", .anyText, meaning: "")])
  static let order = RecordType(
    "shop.orders", noun: "order",
    fields: [
      Field("id", .whole, .always, meaning: ""), Field("total", .amount(.incl, digits: nil), .always, meaning: ""),
      Field("rate", .anyDecimal, .always, meaning: ""), Field("paid", .bool, .always, meaning: ""),
      Field("title", .anyText, .always, meaning: ""), Field("company", .anyText, meaning: ""),
      Field("email", .anyText, meaning: "", isPersonal: true), Field("discount", .anyDecimal, meaning: ""),
      Field("count", .whole, meaning: ""), Field("due", .date, meaning: ""),
      Field("made", .moment, .always, meaning: ""),
      Field("status", .enumeration(status), .always, meaning: ""), Field("address", .record(address), meaning: ""),
      Field("lines", .list(.record(lineType), bound: 50), meaning: ""),
      Field("tags", .list(.anyText, bound: nil), meaning: ""),
      Field("extras", .list(.record(extra), bound: nil), meaning: "", isNamedList: true),
      Field("blank", .anyText, .always, meaning: "", emptyIsValue: true), Field("currency", .anyText, meaning: ""),
    ])
  static let status = Enumeration(
    "shop.status", noun: "status", members: ["open", "sent"].map { Enumeration.Member($0) })

  static let context = FunctionContext(
    now: Moment(iso: "2026-03-05T21:40:11Z") ?? .first, today: CalendarDate("2026-03-05") ?? .first, rounding: .half_up,
    zone: { $0 == "Europe/Amsterdam" ? TimeZoneRules(offsetSeconds: 3600) : nil })

  static let json = """
    {"id": 7, "total": 24.20, "rate": 21, "paid": true, "title": "Bread", "company": " ", "email": "jan@x.nl",
     "discount": null, "due": "2026-03-09", "made": "2026-03-01T10:00:00Z", "status": "open",
     "address": {"city": "Gent", "country": "BE"},
     "lines": [{"sku": "A", "quantity": 2, "price": 5.05}, {"sku": "B", "quantity": 1, "price": 14.10, "note": "x"}],
     "tags": ["new", "bread"], "extras": [{"name": "VAT number", "value": "BE0403019261"}, {"name": "b", "value": ""}],
     "blank": "", "currency": "EUR"}
    """

  static func entity(_ record: RecordType, currencyField: String? = nil) -> EntityReference {
    EntityReference(
      connection: "shop", connector: "shop",
      entity: Entity(
        record.name, meaning: "", record: record, key: "id",
        reading: .init(changes: false, currencyField: currencyField)))
  }

  static func plan(_ fields: [FieldPlan] = [], target: RecordType = Samples.order) -> FlowPlan {
    var plan = FlowPlan(
      name: "test", source: entity(order, currencyField: "currency"), target: entity(target),
      record: RecordPlan(fields: fields, origin: 0))
    plan.variableCount = 8
    return plan
  }

  static func node(_ json: String) throws -> Node { try JSONDocument.parse(Array(json.utf8)).root }
}

// Formulas by hand.
extension Expression {
  static func constant(_ value: Value, _ type: ValueType) -> Expression {
    Expression(.constant(value), type, origin: 1)
  }
  static func whole(_ number: Int64) -> Expression { .constant(.whole(number), .whole) }
  static func decimal(_ digits: String) -> Expression {
    .constant(.decimal(DecimalNumber(digits) ?? .zero), .anyDecimal)
  }
  static func text(_ string: String) -> Expression { .constant(.text(Text(string)), .anyText) }
  static func bool(_ bool: Bool) -> Expression { .constant(.bool(bool), .bool) }
  static func variable(_ index: Int, _ type: ValueType) -> Expression { Expression(.variable(index), type, origin: 2) }

  static let source = Expression.variable(FlowPlan.sourceVariable, .record(Samples.order))

  /// A field of the source, by its path.
  static func source(_ path: String...) -> Expression {
    path.reduce(.source) { $0.field($1) }
  }

  func field(_ name: String) -> Expression {
    guard case .record(let record) = type.unwrapped, let field = record.field(name) else { return self }
    return Expression(.field(self, field), type.isOptional ? field.readType.asOptional : field.readType, origin: 3)
  }

  static func call(_ name: String, _ arguments: Expression..., onlyIfPresent: Bool = false) -> Expression {
    let types = arguments.map(\.type.unwrapped)
    guard let found = Functions.resolve(name, arguments: types), case .fits(let type) = found.resolution else {
      return .text("\(name) does not fit")
    }
    return Expression(
      .call(found.function, arguments, onlyIfPresent: onlyIfPresent), onlyIfPresent ? type.asOptional : type, origin: 4)
  }

  static func arithmetic(
    _ op: Arithmetic, _ left: Expression, _ right: Expression, _ type: ValueType
  ) -> Expression {
    Expression(.arithmetic(op, left, right), type, origin: 5)
  }

  static func template(_ parts: TemplatePart...) -> Expression { Expression(.template(parts), .anyText, origin: 6) }

  static func loop(_ loop: Function.Loop, _ list: Expression, _ variable: Int, _ body: Expression, _ type: ValueType)
    -> Expression
  {
    Expression(.loop(loop, list: list, variable: variable, place: nil, body: body), type, origin: 7)
  }

  static func stop(_ sentence: String) -> Expression {
    Expression(.stop(.template(.literal(Text(sentence)))), .never, origin: 8)
  }

  func or(_ other: Expression) -> Expression { Expression(.coalesce(self, other), other.type, origin: 9) }
  func equals(_ other: Expression) -> Expression { Expression(.equal(self, other), .bool, origin: 10) }
  var isThere: Expression { Expression(.isPresent(self), .bool, origin: 11) }
  var negated: Expression { Expression(.not(self), .bool, origin: 12) }
  func then(_ use: Expression, otherwise: Expression, _ type: ValueType) -> Expression {
    Expression(.conditional([.init(when: self, use: use)], otherwise: otherwise), type, origin: 13)
  }
}

/// A value, or the fault that came instead.
enum Answer: Equatable {
  case value(Value)
  case fault(Fault)
}

/// Evaluates with both evaluators, in the surroundings of a plan; `bind` may fill more variables.
func answers(
  _ e: Expression, plan: FlowPlan = Samples.plan(), json: String = Samples.json, stepsMax: Int = Frame.stepsMax,
  textBytesTotal: Int = Frame.textBytesTotal, setUp: (inout Frame) -> Void = { _ in }
) throws -> (tree: Answer, compiled: Answer) {
  let node = try Samples.node(json)
  func run(_ evaluator: some Evaluator) -> Answer {
    var evaluator = evaluator
    let formula = evaluator.formula(e)
    var frame = Frame(
      Surroundings(plan, Samples.context, evaluator: &evaluator), stepsMax: stepsMax,
      textBytesTotal: textBytesTotal)
    frame.bind(FlowPlan.sourceVariable, .record(.node(node)))
    setUp(&frame)
    do {
      return .value(try formula.value(&frame))
    } catch {
      return .fault(error)
    }
  }
  return (run(TreeEvaluator()), run(CompiledEvaluator()))
}
