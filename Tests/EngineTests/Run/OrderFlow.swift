import ConnectorKit
import Engine
import Plan
import Types
import Values

/// A shop's orders become the till's, and their customers its relations: small, and with everything that can go wrong.
struct OrderFlow {
  let clock: StillClock
  let shop: FakeSystem
  let till: FakeSystem
  var plan: FlowPlan

  static let order = RecordType(
    "shop.orders", noun: "order",
    fields: [
      Field("id", .whole, .always, .readOnly, meaning: ""), Field("email", .anyText, meaning: ""),
      Field("name", .anyText, meaning: ""), Field("total", .anyDecimal, .always, meaning: ""),
      Field("status", .anyText, meaning: ""), Field("currency", .anyText, meaning: ""),
    ])
  static let sale = RecordType(
    "till.orders", noun: "order",
    fields: [
      Field("orderNumber", .whole, .always, .readOnly, meaning: ""),
      Field("extOrderId", .anyText, .always, .required, meaning: ""),
      Field("relationNumber", .whole, meaning: ""), Field("total", .anyDecimal, meaning: ""),
      Field("note", .anyText, meaning: ""), Field("visible", .bool, meaning: ""),
    ])
  static let relation = RecordType(
    "till.relations", noun: "relation",
    fields: [
      Field("relationNumber", .whole, .always, .readOnly, meaning: ""),
      Field("email", .anyText, .always, .required, meaning: ""), Field("name", .anyText, meaning: ""),
    ])
  static let orders = Entity(
    "orders", meaning: "", record: order, key: "id", reading: .init(changes: true, currencyField: "currency"))
  static let sales = Entity(
    "orders", meaning: "", record: sale, key: "orderNumber",
    finding: [.init(["extOrderId"], isUnique: true), .init(["orderNumber"], isUnique: true)],
    writing: .init(
      canCreate: true, canUpdate: true, effect: .create(naturalKey: "extOrderId"), hiding: ["visible": "false"]))
  static let relations = Entity(
    "relations", meaning: "", record: relation, key: "relationNumber",
    finding: [.init(["email"], ignoresCase: true, isUnique: false), .init(["relationNumber"], isUnique: true)],
    writing: .init(canCreate: true, canUpdate: true, effect: .create(naturalKey: "email")))

  static func source(_ name: String) -> Expression {
    let field = order.field(name) ?? Field(name, .unknown, meaning: "")
    let record = Expression(.variable(FlowPlan.sourceVariable), .record(order), origin: 0)
    return Expression(.field(record, field), field.readType, origin: 0)
  }

  static func write(_ name: String, _ expression: Expression, to type: RecordType) -> FieldPlan {
    let field = type.field(name) ?? Field(name, .unknown, meaning: "")
    return FieldPlan(field: field, content: .value(ValuePlan(expression, origin: 7)), origin: 7)
  }

  init(clock: StillClock = StillClock()) {
    self.clock = clock
    shop = FakeSystem([OrderFlow.orders], clock: clock)
    till = FakeSystem([OrderFlow.sales, OrderFlow.relations], clock: clock)
    let (sale, relation) = (OrderFlow.sale, OrderFlow.relation)
    let number = Expression(
      .template([.literal("BC-"), .hole(OrderFlow.source("id"))]), .anyText, origin: 1)
    let debtor = Expression(.related(0, row: nil), .record(relation), origin: 2)
    let relationNumber = relation.field("relationNumber") ?? Field("relationNumber", .whole, meaning: "")
    var link = OrderFlow.write(
      "relationNumber", Expression(.field(debtor, relationNumber), .whole, origin: 2), to: sale)
    link.afterWriting = [0]
    var record = RecordPlan(
      fields: [
        OrderFlow.write("extOrderId", number, to: sale), link,
        OrderFlow.write("total", OrderFlow.source("total"), to: sale),
      ], origin: 9)
    record.match = .fields([MatchField(name: "extOrderId", value: ValuePlan(number, origin: 1))], ignoresCase: false)
    record.update = false
    plan = FlowPlan(
      name: "orders", source: EntityReference(connection: "shop", connector: "fake", entity: OrderFlow.orders),
      target: EntityReference(connection: "till", connector: "fake", entity: OrderFlow.sales), record: record)
    var customer = RecordPlan(
      fields: [
        OrderFlow.write("email", OrderFlow.source("email"), to: relation),
        OrderFlow.write("name", OrderFlow.source("name"), to: relation),
      ], origin: 8)
    let email = ValuePlan(OrderFlow.source("email"), origin: 8)
    customer.match = .fields([MatchField(name: "email", value: email)], ignoresCase: true)
    customer.missing = .stop(nil)
    plan.related = [
      RelatedPlan(
        name: "debtor", entity: EntityReference(connection: "till", connector: "fake", entity: OrderFlow.relations),
        record: customer, origin: 8)
    ]
  }

  /// In the order of their numbers: which of two writes under way at once comes first is nobody's promise.
  var tillOrders: [JSON] {
    till.bodies("orders").sorted { ($0["extOrderId"]?.string ?? "") < ($1["extOrderId"]?.string ?? "") }
  }

  func putOrder(_ id: Int, email: String?, total: String = "10.00", more: [(String, JSON)] = []) {
    var members: [(name: String, value: JSON)] = [
      ("id", .whole(Int64(id))), ("total", .number(DecimalNumber(total) ?? .zero)), ("name", .string("Customer")),
    ]
    if let email { members.append(("email", .string(email))) }
    members += more.map { (name: $0.0, value: $0.1) }
    shop.put("orders", String(id), .object(JSON.Object(members)))
  }

  func run(
    _ journal: any Journal, options: RunOptions = RunOptions(), fuse: Fuse? = nil, stop: AsyncStream<Void>? = nil
  ) async -> RunReport {
    let connections = [
      "shop": Connection(name: "shop", connector: FakeConnector(shop, fuse: fuse), paced: NoTransport()),
      "till": Connection(name: "till", connector: FakeConnector(till, fuse: fuse), paced: NoTransport()),
    ]
    let world = World.still(clock, journal: journal, fuse: fuse)
    let runner = Runner(plan, connections: connections, world: world, options: options)
    return await runner.run(stop: stop)
  }
}
