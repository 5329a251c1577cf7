import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

@Suite struct MplusDeclarationTests {
  private func field(_ path: String) -> Field? {
    let steps = path.split(separator: ".").map { String($0) }
    var record = Mplus.declaration.entity(steps[0])?.record
    var field: Field?
    for step in steps.dropFirst() {
      field = record?.field(step)
      switch field?.type {
      case .record(let inside), .list(.record(let inside), _): record = inside
      default: record = nil
      }
    }
    return field
  }

  @Test func everyFieldSaysWhatItMeansAndWhereItIsFrom() {
    func walk(_ record: RecordType) {
      #expect(Set(record.fields.map(\.name)).count == record.fields.count, "\(record.name)")
      for field in record.fields {
        #expect(field.meaning.hasSuffix(".") && field.origin.count > 8, "\(record.name).\(field.name)")
        if case .record(let inside) = field.type { walk(inside) }
        if case .list(.record(let inside), _) = field.type { walk(inside) }
      }
    }
    for entity in Mplus.declaration.entities {
      walk(entity.record)
      #expect(entity.record.field(entity.key)?.presence == .always, "\(entity.name)")
      for fields in entity.finding.map(\.fields) + [entity.reading?.groups ?? []] {
        for name in fields { #expect(entity.record.field(name) != nil, "\(entity.name).\(name)") }
      }
    }
  }

  @Test func linksLeadToFieldsThatCanBeFound() {
    for entity in Mplus.declaration.entities {
      for link in entity.record.fields.compactMap(\.link) {
        let target = Mplus.declaration.entity(link.entity)
        #expect(target?.finding.contains { $0.fields == [link.key] } == true, "\(entity.name).\(link.name)")
      }
    }
  }

  /// What flows between a shop and a till take for granted.
  @Test(arguments: [
    "articles.pluNumber", "articles.description", "articles.vatCode", "articles.priceExcl", "articles.priceIncl",
    "articles.active", "articles.webshop", "articles.discontinued", "articles.stockArticle", "articles.articleNumber",
    "products.productNumber", "products.description", "products.articles.priceExcl", "products.articles.pluNumber",
    "stock.articleNumber", "stock.branchNumber", "stock.amountFree", "relations.relationNumber",
  ])
  func areAlwaysThere(_ path: String) {
    #expect(field(path)?.presence == .always)
  }

  @Test(arguments: [
    "articles.contentQuantity", "articles.barcode", "articles.brandName", "articles.extraText",
    "articles.salesPriceList.startDate", "articles.salesPriceList.endDate", "products.articles.size",
    "products.articles.colour",
  ])
  func mayBeMissing(_ path: String) {
    #expect(field(path)?.presence == .optional)
  }

  @Test func amountsSayWhetherVATIsInside() {
    #expect(field("articles.priceIncl")?.type == .amount(.incl, digits: 2))
    #expect(field("articles.purchasePrice")?.type == .amount(.excl, digits: 2))
    #expect(field("orders.lineList.data.price")?.type == .amount(.incl, digits: 2))
    #expect(field("orders.lineList.data.priceExcl")?.type == .amount(.excl, digits: 2))
    #expect(field("orders.paymentList.amount")?.type == .amount(.incl, digits: 2))
    #expect(field("orders.lineList.data.quantity")?.type == .decimal(digits: 6))
  }

  @Test func wordsAreCodesWithoutTheirPrefix() {
    guard case .enumeration(let types) = field("orders.orderType")?.type else {
      Issue.record("orderType is no enumeration")
      return
    }
    #expect(
      types.members.map(\.word) == [
        "sales_order", "repeat_sales_order", "external_sales_order", "table_order", "cafeteria_order",
      ])
    #expect(types.member("sales_order")?.code == "ORDER-TYPE-SALES-ORDER")
    #expect(types.member("sales_order")?.label == "Sales order")
    #expect(types.word(forCode: "ORDER-TYPE-WEB-ORDER") == "web_order")
    #expect(types.word(forCode: "Odd") == "odd")
  }

  @Test func theStandards() {
    let settings = Mplus.declaration.settings
    #expect(settings.map(\.name) == ["url", "ident", "secret", "relations", "timeout", "settle", "attempts", "ca"])
    #expect(settings.compactMap(\.environment) == ["MPLUS_URL", "MPLUS_IDENT", "MPLUS_SECRET"])
    #expect(settings.compactMap(\.standard) == ["list", "60s", "60s", "5", "system"])
    #expect(Mplus.declaration.flowSettings.first?.value == .whole(999_999))
    #expect(Mplus.declaration.entity("orders")?.writing?.effect == .idempotent(naturalKey: "extOrderId"))
    #expect(field("stock.articleNumber")?.link?.name == "article")
  }
}
