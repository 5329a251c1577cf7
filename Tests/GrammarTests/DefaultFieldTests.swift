import Check
import Connectors
import Foundation
import Plan
import Source
import Syntax
import Testing

/// What the flows that come with flowrun carry, field by field: who takes one away or adds one does it knowingly.
@Suite struct DefaultFieldTests {
  /// Name, SKU, texts, price, GTIN of a product; its stock has a flow of its own. The short text of the shop is the
  /// page's title, as BigCommerce has no short description; the currency is a setting.
  @Test func products() throws {
    let plan = try Self.plan("products")
    #expect(
      Self.fields(plan) == [
        "sku", "name", "type", "price", "cost_price", "tax_class_id", "weight", "gtin", "brand_name", "page_title",
        "description", "meta_description", "search_keywords", "custom_url.url", "retail_price", "is_visible",
        "sale_price",
      ])
    #expect(plan.settings.contains { $0.name == "currency" })
    #expect(Self.fields(try Self.plan("stock")) == ["inventory_tracking", "inventory_level"])
  }

  /// Who gets the bill and who the parcel, with their addresses, and SKU, quantity and price of every line. Street and
  /// house number are one text in MplusKASSA, as they are in BigCommerce.
  @Test func orders() throws {
    #expect(
      Self.fields(try Self.plan("orders")) == [
        "debtor: email", "debtor: name", "debtor: companyName", "debtor: contact", "debtor: address",
        "debtor: zipcode", "debtor: city", "debtor: country", "debtor: vatNumber", "debtor: paymentWithinDays",
        "extOrderId", "orderType", "employeeNumber", "relationNumber", "financialBranchNumber", "entryBranchNumber",
        "financialDate", "vatMethod", "reference", "deliveryMethod",
        "deliveryDate", "deliveryPeriodBegin", "deliveryPeriodEnd",
        "deliveryAddress.name", "deliveryAddress.companyName", "deliveryAddress.address", "deliveryAddress.zipcode",
        "deliveryAddress.city", "deliveryAddress.country",
        "invoiceAddress.name", "invoiceAddress.companyName", "invoiceAddress.contact", "invoiceAddress.address",
        "invoiceAddress.zipcode", "invoiceAddress.city", "invoiceAddress.country",
        "lineList.articleNumber", "lineList.text", "lineList.data.quantity", "lineList.data.price",
        "lineList.data.vatCode", "lineList.data.turnoverGroup", "paymentList.method", "paymentList.amount",
      ])
  }

  private static func plan(_ flow: String) throws -> FlowPlan {
    let name = flow + ".flow.yaml"
    let text = try String(contentsOf: MappingTests.folder.appending(path: name), encoding: .utf8)
    let file = FlowReader.read(SourceFile(path: name, text: text)).file
    let connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    return try #require(Checker.check(file, in: CheckContext(connections: connections)).plan)
  }

  /// Each path once, in the order of the flow.
  private static func fields(_ plan: FlowPlan) -> [String] {
    plan.mappedFields.map(\.path).reduce(into: []) { paths, path in
      if !paths.contains(path) { paths.append(path) }
    }
  }
}
