import Testing
import XML

@testable import Sandbox

/// The simulated till, called without a socket.
@Suite struct TillTests {
  var service = TillService.forTests()

  @Test mutating func whoDoesNotKnowTheSecretGetsAFault() throws {
    let request = SimulatedRequest("POST", "/?ident=i&secret=wrong", body: soap("<n:getApiVersion/>"))
    let response = service.handle(request)
    #expect(response.status == 500)
    #expect(response.text.contains("<faultcode>SOAP-ENV:Client.Authentication</faultcode>"))
    #expect(service.handle(SimulatedRequest("GET", "/")).status == 405)
  }

  @Test(arguments: [
    "<n:sendOrder/>", "<n:getRelation><n:relationNumber>twelve</n:relationNumber></n:getRelation>", "<getBranches/>",
    "<n:setStock><n:request><n:branchNumber>1</n:branchNumber></n:request></n:setStock>",
    "<n:getStock><n:request><n:branchNumber>1.5</n:branchNumber><n:articleNumbers/></n:request></n:getStock>",
  ])
  mutating func aWrongCallIsAFault(body: String) throws {
    let response = service.handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: soap(body)))
    #expect(response.status == 500)
    #expect(response.text.contains("<faultcode>SOAP-ENV:Client</faultcode>"))
  }

  @Test(arguments: [
    ("<n:getApiVersion/>", "getApiVersionResponse"), ("<n:getBranches/>", "getBranchesResponse"),
    ("<n:getVatGroupList/>", "getVatGroupListResponse"), ("<n:getEmployees/>", "GetEmployeesResponse"),
    ("<n:getCurrentSyncMarkers/>", "getCurrentSyncMarkersResponse"),
    ("<n:getDatabaseVersion/>", "getDatabaseVersionResponse"),
    ("<n:getPaymentMethodsV2><n:request/></n:getPaymentMethodsV2>", "GetPaymentMethodsResponse"),
    ("<n:getDeliveryMethods/>", "GetDeliveryMethodsResponse"),
    ("<n:getOrderCategories/>", "GetOrderCategoriesResponse"),
    ("<n:getTurnoverGroups><n:request/></n:getTurnoverGroups>", "GetTurnoverGroupsResponse"),
    ("<n:getArticleGroups><n:request/></n:getArticleGroups>", "GetArticleGroupsResponse"),
    ("<n:getArticleGroupChanges><n:request/></n:getArticleGroupChanges>", "GetArticleGroupChangesResponse"),
    ("<n:getRelations/>", "GetRelationsResponse"), ("<n:getOrders><n:request/></n:getOrders>", "GetOrdersResponse"),
    ("<n:findOrder><n:extOrderId>x</n:extOrderId></n:findOrder>", "GetOrderResponse"),
    ("<n:getRelation><n:relationNumber>1</n:relationNumber></n:getRelation>", "GetRelationResponse"),
    (
      "<n:getStockHistoryV2><n:request><n:sinceStockIdLimit>5</n:sinceStockIdLimit></n:request></n:getStockHistoryV2>",
      "GetStockHistoryResponse"
    ),
  ])
  mutating func everyAnswerFitsTheSchemaAndHasItsRoot(body: String, root: String) throws {
    #expect(try service.call(body).name == root)
  }

  @Test mutating func productsComeByMarkerUntilThePageIsEmpty() throws {
    var seen: Set<Int> = []
    var marker = 0
    while true {
      let answer = try service.call(
        """
        <n:getProducts><n:request><n:pluNumbers/><n:syncMarker>\(marker)</n:syncMarker>\
        <n:syncMarkerLimit>50</n:syncMarkerLimit></n:request></n:getProducts>
        """)
      let products = try #require(answer.child("productList")).children
      if products.isEmpty { break }
      let articles = products.flatMap { $0.child("articleList")?.children ?? [] }
      #expect(articles.count <= 50)
      seen.formUnion(articles.compactMap { $0.int("articleNumber") })
      marker = (products.compactMap { $0.int("syncMarker") }.max() ?? 0) + 1
    }
    #expect(seen.count == 330)

    // One change, one product; all its articles only when they are asked for.
    service.till.change(article: 20_001, XMLElement("set", children: [XMLElement("priceIncl", text: "1999")]))
    let since = "<n:pluNumbers/><n:syncMarker>\(marker)</n:syncMarker>"
    let changed = try service.call("<n:getProducts><n:request>\(since)</n:request></n:getProducts>")
    let articles = changed.descend("productList", "product", "articleList")?.children ?? []
    #expect(articles.map { $0.int("articleNumber") } == [20_001])
    #expect(articles.first?.int("priceExcl") == 1652)
    let all = "<n:includeAllArticlesOfSelectedProducts>true</n:includeAllArticlesOfSelectedProducts>"
    let whole = try service.call("<n:getProducts><n:request>\(since)\(all)</n:request></n:getProducts>")
    #expect(whole.descend("productList", "product", "articleList")?.children.count ?? 0 > 1)
  }

  @Test mutating func articlesAreFoundByPluNumber() throws {
    let answer = try service.call(
      """
      <n:getProducts><n:request><n:pluNumbers><n:text><n:text>VERZEND</n:text></n:text><n:text><n:text>0042</n:text></n:text>\
      </n:pluNumbers></n:request></n:getProducts>
      """)
    let plus = answer.child("productList")?.children.compactMap {
      $0.descend("articleList", "article")?.text("pluNumber")
    }
    #expect(Set(plus ?? []) == ["VERZEND", "0042"])
  }

  @Test mutating func stockIsSetAbsolutelyAndUpdatedRelatively() throws {
    func members(_ amount: String) -> String {
      "<n:branchNumber>1</n:branchNumber><n:articleNumber>1001</n:articleNumber>\(amount)"
    }
    let set = members("<n:amount>125</n:amount><n:decimalPlaces>1</n:decimalPlaces>")
    for _ in 0..<2 {
      #expect(
        try service.call("<n:setStock><n:request>\(set)</n:request></n:setStock>").text("result")
          == "SET-STOCK-RESULT-OK")
    }
    #expect(service.stock(1001).physical == 12_500)
    let update = members("<n:amountChanged>-2</n:amountChanged>")
    let answer = try service.call("<n:updateStock><n:request>\(update)</n:request></n:updateStock>")
    #expect(service.stock(1001).physical == 10_500)
    let stockId = try #require(answer.int("stockId"))
    let changed = try service.call(
      """
      <n:getStock><n:request><n:branchNumber>1</n:branchNumber><n:articleNumbers/><n:stockId>\(stockId)</n:stockId>\
      </n:request></n:getStock>
      """)
    #expect(changed.children.count == 1)
    #expect(changed.child("articleStocks")?.int("amountFree") == 105)
    #expect(changed.child("articleStocks")?.int("decimalPlacesFree") == 1)
    let service900001 = set.replacing("1001", with: "900001")
    let refused = try service.call("<n:setStock><n:request>\(service900001)</n:request></n:setStock>")
    #expect(refused.text("result") == "SET-STOCK-RESULT-NO-STOCK-ARTICLE")
  }

  @Test mutating func relationsAreFoundExactlyOrInPart() throws {
    func find(_ email: String, exact: Bool) throws -> XMLElement {
      try service.call(
        """
        <n:findRelationV2><n:request><n:relation><n:email>\(email)</n:email></n:relation>\
        <n:exactMatch>\(exact)</n:exactMatch></n:request></n:findRelationV2>
        """)
    }
    #expect(try find("ANNA@example.nl", exact: true).child("relation")?.text("name") == "Anna de Vries")
    #expect(try find("nna@example.nl", exact: true).text("result") == "FIND-RELATION-RESULT-NOT-FOUND")
    #expect(try find("nna@example.nl", exact: false).text("result") == "FIND-RELATION-RESULT-OK")

    let made = try service.call(
      "<n:createRelation><n:relation><n:name>Käthe &amp; Co</n:name><n:email>k@example.de</n:email></n:relation></n:createRelation>"
    )
    let number = try #require(made.int("relationNumber"))
    let update = "<n:relation><n:relationNumber>\(number)</n:relationNumber><n:city>Köln</n:city></n:relation>"
    #expect(
      try service.call("<n:updateRelation>\(update)</n:updateRelation>").text("result") == "UPDATE-RELATION-RESULT-OK")
    let read = try service.call("<n:getRelation><n:relationNumber>\(number)</n:relationNumber></n:getRelation>")
    #expect(read.child("relation")?.text("city") == "Köln")
    #expect(read.child("relation")?.text("name") == "Käthe & Co")
    #expect(service.till.written.map(\.operation) == ["createRelation", "updateRelation"])
  }
}
