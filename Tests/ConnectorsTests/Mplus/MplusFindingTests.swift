import ConnectorKit
import Testing
import Values
import XML

@testable import Connectors

@Suite struct MplusFindingTests {
  @Test func articlesAreFoundInOneCall() async throws {
    let till = TestTill(.soap("GetProductsResponse", "<productList>\(MplusReadingTests.shirt)</productList>"))
    let found = try await till.find(
      "articles", ["pluNumber"], [.text("0LS-M")], [.text("LS-M")], [.text("0LS-M")], [.missing], [.text("0ls-m")])
    #expect(found.map { $0.map(\.key) } == [["1201"], [], ["1201"], [], []])
    let numbers = try till.lastRequest().child("pluNumbers")?.children("text").compactMap { $0.filled("text") }
    #expect(numbers == ["0LS-M", "LS-M", "0ls-m"])
  }

  @Test func manyArticlesAreFoundInBatches() async throws {
    let till = TestTill(.soap("GetProductsResponse"), .soap("GetProductsResponse"))
    let queries = (0..<150).map { [Value.whole($0)] }
    let request = FindRequest(entity: "articles", fields: ["articleNumber"], queries: queries)
    let found = try await till.mplus.find(request, over: till.transport)
    #expect(found.count == 150 && found.allSatisfy { $0.isEmpty })
    #expect(try till.sent().map { $0.child("request")?.children("articleNumbers").count } == [100, 50])
  }

  static func relation(_ number: Int, _ email: String) -> String {
    """
    <result>FIND-RELATION-RESULT-OK</result><relation><relationNumber>\(number)</relationNumber><email>\(email)</email>
    </relation>
    """
  }

  @Test func anEmailIsFoundWhateverItsLetterCase() async throws {
    let till = TestTill(
      .soap("FindRelationV2Response", Self.relation(681, "Ann@Example.com")),
      .soap("FindRelationV2Response", "<result>FIND-RELATION-RESULT-NOT-FOUND</result>"))
    let found = try await till.find(
      "relations", ["email"], [.text(" ann@example.COM")], [.text("bob@example.com")], [.text("  ")])
    #expect(found.map { $0.map(\.key) } == [["681"], [], []])
    let request = try till.sent()[0].child("request")
    #expect(request?.filled("exactMatch") == "true")
    #expect(request?.descend("relation", "email")?.text == "ann@example.COM")
    #expect(till.transport.isFinished)
  }

  @Test func anOlderServiceIsSearchedTheOldWay() async throws {
    let unknown = ScriptedTransport.Answer.fault(
      "SOAP-ENV:Client", "Method 'ns1:findRelationV2' not implemented: method name or namespace not recognized")
    let till = TestTill(unknown, .soap("FindRelationResponse", Self.relation(681, "ann@x.nl")))
    let found = try await till.find("relations", ["email"], [.text("ann@x.nl")])
    #expect(found.map { $0.map(\.key) } == [["681"]])
    #expect(till.transport.requests.map(\.name) == ["findRelationV2", "findRelation"])
  }

  @Test func aRelationWithAnotherAddressIsNoAnswer() async throws {
    let till = TestTill(.soap("FindRelationV2Response", Self.relation(680, "joann@x.nl")))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.find("relations", ["email"], [.text("ann@x.nl")])
    }
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("joann") == false)
  }

  @Test func relationsByNumber() async throws {
    let till = TestTill(
      .soap(
        "GetRelationsResponse", "<relationList><relation><relationNumber>7</relationNumber></relation></relationList>"))
    let found = try await till.find("relations", ["relationNumber"], [.whole(7)], [.whole(8)])
    #expect(found.map { $0.map(\.key) } == [["7"], []])
  }

  @Test func anOrderByItsOutsideNumber() async throws {
    let till = TestTill(
      .soap("GetOrderResponse", "<result>GET-ORDER-RESULT-OK</result>\(MplusReadingTests.order)"),
      .soap("GetOrderResponse", "<result>GET-ORDER-RESULT-NOT-FOUND</result>"))
    #expect(try await till.find("orders", ["extOrderId"], [.text("BC-1001")]).first?.first?.key == "09e2d578")
    #expect(try await till.find("orders", ["extOrderId"], [.text("BC-1002")]).first?.isEmpty == true)
    #expect(try till.sent()[1].filled("extOrderId") == "BC-1002")
  }

  @Test func severalOrdersInOneCallOrOneByOne() async throws {
    let till = TestTill(
      .soap("GetOrdersByExtOrderIdsResponse", "<orderList>\(MplusReadingTests.order)</orderList>"),
      .fault("SOAP-ENV:Client", "Method not implemented"),
      .soap("GetOrderResponse", "<result>GET-ORDER-RESULT-OK</result>\(MplusReadingTests.order)"),
      .soap("GetOrderResponse", "<result>GET-ORDER-RESULT-NOT-FOUND</result>"))
    for _ in 0..<2 {
      let found = try await till.find("orders", ["extOrderId"], [.text("BC-1001")], [.text("BC-1002")])
      #expect(found.map { $0.map(\.key) } == [["09e2d578"], []])
    }
    #expect(till.transport.isFinished)
  }

  @Test func ordersByTheirOwnId() async throws {
    let till = TestTill(.soap("GetOrdersResponse", "<orderList>\(MplusReadingTests.order)</orderList>"))
    #expect(try await till.find("orders", ["orderId"], [.text("09e2d578")]).first?.count == 1)
  }

  @Test func stockByArticleAndBranch() async throws {
    let till = TestTill(
      MplusReadingTests.branches, .soap("GetStockResponse", MplusReadingTests.stock(1201, 1, 1)),
      .soap("GetStockResponse", MplusReadingTests.stock(1201, 3, 2)))
    let found = try await till.find(
      "stock", ["articleNumber", "branchNumber"], [.whole(1201), .whole(3)], [.whole(1201), .whole(2)])
    #expect(found.map { $0.map(\.key) } == [["1201-3"], []])
  }

  @Test func groupsByNameTwoAlike() async throws {
    func group(_ number: Int) -> String {
      """
      <changedArticleGroups><groupNumber>\(number)</groupNumber><parentGroupNumber>0</parentGroupNumber>
      <name>Kaas</name><text/><sortOrder>1</sortOrder></changedArticleGroups>
      """
    }
    let groups = "<changedArticleGroupList>\(group(1))\(group(2))\(group(3))</changedArticleGroupList>"
    let till = TestTill(.soap("GetArticleGroupChangesResponse", groups))
    #expect(try await till.find("article_groups", ["name"], [.text("Kaas")]).first?.map(\.key) == ["1", "2"])
  }

  @Test func invoicesProductsAndLists() async throws {
    let till = TestTill(
      .soap(
        "GetInvoiceResponse",
        """
        <result>GET-INVOICE-RESULT-OK</result><invoice><invoiceId>i1</invoiceId><extInvoiceId>F-1</extInvoiceId></invoice>
        """),
      .soap("GetInvoicesResponse", "<invoiceList><invoice><invoiceId>i1</invoiceId></invoice></invoiceList>"),
      .soap("GetProductsResponse", "<productList>\(MplusReadingTests.shirt)</productList>"),
      MplusReadingTests.branches)
    #expect(try await till.find("invoices", ["extInvoiceId"], [.text("F-1")]).first?.first?.key == "i1")
    #expect(try await till.find("invoices", ["invoiceId"], [.text("i1")]).first?.first?.key == "i1")
    #expect(try await till.find("products", ["productNumber"], [.whole(120)]).first?.first?.key == "120")
    #expect(try await till.find("branches", ["branchNumber"], [.whole(3)]).first?.first?.key == "3")
  }

  @Test func noCallIsMadeForNothing() async throws {
    let till = TestTill()
    #expect(try await till.find("articles", ["articleNumber"], [.missing]).first?.isEmpty == true)
    #expect(try await till.find("relations", ["relationNumber"], [.missing]).first?.isEmpty == true)
    #expect(try await till.read("stock", .group(field: "articleNumber", values: [])).records.isEmpty)
    #expect(try await till.read("relations", .keys([])).records.isEmpty)
    #expect(till.transport.requests.isEmpty)
  }
}
