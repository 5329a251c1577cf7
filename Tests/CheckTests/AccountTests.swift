import Check
import ConnectorKit
import Diagnostics
import Source
import Syntax
import Testing
import Types
import Values

/// Flows against what is known of an account; without anything known, nothing is said.
@Suite struct AccountTests {
  private static let vats = Entity(
    "vats", meaning: "VAT codes.",
    record: RecordType(
      "till.vats", noun: "VAT code",
      fields: [
        Field("code", .whole, .always, .readOnly, meaning: ""),
        Field("name", .anyText, .always, .readOnly, meaning: ""),
      ]), key: "code", reading: .init(changes: false)
  ).listed(by: "name")

  private static var account: AccountSnapshot {
    var account = AccountSnapshot(address: nil, readAt: .first)
    account.lists["vats"] = [
      .init(["code": .whole(1), "name": .text("Low")]), .init(["code": .whole(2), "name": .text("High")]),
    ]
    account.names["orders.extras"] = [.init("VAT number", records: 3, sample: nil)]
    account.recordsSeen = ["orders": 9]
    account.fields["orders"] = [.init("points", .int, records: 9)]
    return account
  }

  private static func said(_ lines: String, knows: Bool = true) -> [String] {
    var till = TestSystems.till
    till.entities.append(vats)
    var shop = TestSystems.shop
    if knows {
      till = till.knowing(account)
      shop = shop.knowing(account)
    }
    let reading = FlowReader.read(SourceFile(path: "test.flow.yaml", text: lines))
    var file = reading.file
    file.name = Name("test", Span(0, 0))
    file.sourceEntity = Name("shop.orders", Span(0, 0))
    file.targetEntity = Name("till.sales", Span(0, 0))
    let result = Checker.check(
      file, in: CheckContext(connections: ["shop": shop, "till": till], isPart: true))
    return result.diagnostics.filter { [.L609, .N212, .N201, .M401].contains($0.code) }.map {
      "\($0.code.rawValue) \($0.message)"
    }
  }

  @Test func numbersThatAreNotThere() {
    #expect(Self.said("fields:\n  vat: 2").isEmpty)
    #expect(Self.said("fields:\n  vat: 7") == ["L609 the account of till has no VAT code 7"])
    #expect(Self.said("fields:\n  vat: 7", knows: false).isEmpty)
    #expect(
      Self.said("fields:\n  vat: if customer > 1 then 1 else 8") == ["L609 the account of till has no VAT code 8"])
  }

  @Test func cellsOfTablesAreToldOnceAndWhereTheyStand() {
    let table = "tables:\n  code:\n    key: int\n    1: 2\n    3: 9\n    else: 1\n"
    #expect(
      Self.said(table + "fields:\n  vat: code[customer]") == ["L609 the account of till has no VAT code 9"])
  }

  @Test func namesThatNoRecordHas() {
    #expect(Self.said("fields:\n  text: extras[\"VAT number\"]").isEmpty)
    #expect(
      Self.said("fields:\n  text: extras[\"Vat number\"]") == [
        "N212 no record of shop.orders.extras was seen with the name \"Vat number\""
      ])
    #expect(Self.said("fields:\n  text: extras[\"Vat number\"]", knows: false).isEmpty)
  }

  @Test func fieldsThatOnlyRecordsShow() {
    #expect(Self.said("filter: (points ?? 0) > 3").isEmpty)
    #expect(Self.said("filter: points > 3") == ["M401 `points` may be missing here"])
    #expect(Self.said("filter: points > 3", knows: false).map { $0.prefix(4) } == ["N201"])
  }
}
