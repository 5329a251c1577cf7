import Builtins
import ConnectorKit
import Plan
import Testing
import Types
import Values

@testable import Engine

/// Which keys of real records find no row of their own.
@Suite struct TableProbeTests {
  private static let stop = TablePlan.Cell.result(Expression(.stop(.text("no")), .never, origin: 9))
  private static let methods = Field("title", .anyText, .always, meaning: "").ofAccountList(
    "method", "methods", in: "methods", key: "name", isOpen: true)

  private static func table(_ rows: [Value: TablePlan.Cell], _ otherwise: TablePlan.Cell?, _ type: ValueType)
    -> TablePlan
  {
    TablePlan(
      name: "t", columns: [type], valueType: .whole, keyVariables: [5],
      root: .init(rows: rows, otherwise: otherwise, missing: nil))
  }

  private static func plan(_ table: TablePlan, key: Expression) -> FlowPlan {
    let lookUp = Expression(.lookUp(table: 0, keys: [key]), .whole, origin: 8)
    let field = Field("count", .whole, meaning: "")
    var plan = Samples.plan([FieldPlan(field: field, content: .value(ValuePlan(lookUp, origin: 8)), origin: 8)])
    plan.tables = [table]
    return plan
  }

  private static func record(_ key: String, _ json: String) throws -> FoundRecord {
    FoundRecord(key: key, body: try Samples.node(json))
  }

  @Test func whatFallsOnElseIsCounted() throws {
    let known = TablePlan.Cell.result(.whole(1))
    let plan = Self.plan(
      Self.table([.text("Bread"): known], Self.stop, .anyText), key: .source("title"))
    let probe = TableProbe(plan, Samples.context)
    #expect(probe.fields == ["title", "id"])
    let records = try [
      Self.record("1", #"{"id": 1, "title": "Bread"}"#), Self.record("2", #"{"id": 2, "title": "Milk"}"#),
      Self.record("3", #"{"id": 3, "title": "Milk"}"#), Self.record("4", #"{"id": 4}"#),
    ]
    let seen = probe.keys(of: records) { _ in nil }
    #expect(seen == [SeenKey(table: 0, keys: [.text("Milk")], answer: .stops, records: 2, example: "2")])

    let lenient = Self.plan(Self.table([.text("Bread"): known], known, .anyText), key: .source("title"))
    #expect(TableProbe(lenient, Samples.context).keys(of: records) { _ in nil }.map(\.answer) == [.otherwise])
  }

  @Test func countriesAreReadThroughAddresses() throws {
    let plan = Self.plan(
      Self.table([.text("NL"): .result(.whole(1))], nil, .enumeration(.country)), key: .source("address", "country"))
    let probe = TableProbe(plan, Samples.context)
    #expect(probe.fields.contains("address.country"))
    let records = try [Self.record("7", #"{"id": 7, "address": {"city": "Gent", "country": "BE"}}"#)]
    #expect(probe.keys(of: records) { _ in nil }.map(\.keys) == [[.text("BE")]])
  }

  /// A table of towns or addresses would print customers.
  @Test func whatIsPersonalIsNotAsked() {
    let plan = Self.plan(Self.table([:], Self.stop, .anyText), key: .source("email"))
    #expect(TableProbe(plan, Samples.context).fields.isEmpty)
    let related = Expression(.related(0, row: nil), .record(Samples.order), origin: 3)
    let other = Self.plan(Self.table([:], Self.stop, .anyText), key: related.field("title"))
    #expect(TableProbe(other, Samples.context).fields.isEmpty)
  }

  /// The formula of the key is computed as if a record had the value: "Mollie - Klarna" is Klarna.
  @Test func whatTheAccountOffersGoesThroughTheFormula() throws {
    let field = Expression(.field(.source, Self.methods), .anyText, origin: 3)
    let key = Expression.call("lower", field)
    let plan = Self.plan(Self.table([.text("ideal"): .result(.whole(1))], Self.stop, .anyText), key: key)
    let list = RecordType("shop.methods", noun: "method", fields: [Field("name", .anyText, .always, meaning: "")])
    let entity = Entity("methods", meaning: "", record: list, key: "name", reading: .init(changes: false))
    var account = AccountSnapshot(address: nil, readAt: .first)
    account.lists["methods"] = ["iDEAL", "Klarna"].map { .init(["name": .text(Text($0))]) }
    let shop = ConnectorDeclaration(name: "shop", title: "", settings: [], entities: [entity.listed(by: "name")])
      .knowing(account)
    let records = try [Self.record("1", #"{"id": 1, "title": "iDEAL"}"#)]
    for records in [records, []] {
      let seen = TableProbe(plan, Samples.context).keys(of: records) { shop.keptValues(of: $0) }
      #expect(seen == [SeenKey(table: 0, keys: [.text("klarna")], answer: .stops, records: 0, example: nil)])
    }
  }
}
