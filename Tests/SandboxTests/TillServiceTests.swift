import Testing
import XML

@testable import Sandbox

@Suite struct TillServiceTests {
  private func fault(_ service: inout TillService, _ body: String) throws -> String {
    let response = service.handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: soap(body)))
    #expect(response.status == 500)
    return try #require(try XMLReader.read(response.body).child("Body")?.children.first?.text("faultstring"))
  }

  @Test func anOlderServiceDoesNotKnowWhatCameLater() throws {
    var service = TillService.forTests()
    service.service = "50.2.1"
    let find = "<n:findRelationV2><n:request><n:relation/></n:request></n:findRelationV2>"
    #expect(try fault(&service, find).contains("not implemented"))
    _ = try service.call("<n:findRelation><n:relation/></n:findRelation>")
    let version = try service.call("<n:getApiVersion/>")
    #expect(version.int("serviceMajorNumber") == 50 && version.int("serviceMinorNumber") == 2)
    service.service = "59.4.5"
    _ = try service.call(find)
    #expect(
      try fault(
        &service,
        "<n:getOrdersByExtOrderIds><n:request><n:extOrderIds/></n:request></n:getOrdersByExtOrderIds>"
      ).contains("not implemented"))
  }

  @Test func articlesJoinAProductAndListsLoseEntries() async throws {
    let world = try SimulatedWorld()
    func edit(_ body: String) async -> Int {
      await world.handle(SimulatedRequest("POST", "/_sandbox/edit", body: Array(body.utf8)), for: .mplus).status
    }
    let set = #"{"pluNumber":"7001","description":"Hemd","priceIncl":2500,"vatCode":2}"#
    #expect(await edit(#"{"mplus":{"new_product":{"set":{"description":"Hemd"},"articles":[\#(set)]}}}"#) == 200)
    #expect(await edit(#"{"mplus":{"another_article":{"pluNumber":"7001","set":\#(set)}}}"#) == 400)
    let other = set.replacing("7001", with: "7002")
    #expect(await edit(#"{"mplus":{"another_article":{"pluNumber":"7001","set":\#(other)}}}"#) == 200)
    #expect(await edit(#"{"mplus":{"retire":{"payment_method":"KLARNA","turnover_group":3}}}"#) == 200)
    let till = await world.till.till
    let first = try #require(till.article(plu: "7001")?.int("articleNumber"))
    let second = try #require(till.article(plu: "7002")?.int("articleNumber"))
    #expect(till.productOfArticle[first] == till.productOfArticle[second])
    #expect(!till.lists.paymentMethods.contains { $0.code == "KLARNA" })
  }
}
