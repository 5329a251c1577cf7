import Testing
import Values
import XML

@testable import Sandbox

@Suite struct WorldTests {
  private func settings() -> SandboxSettings {
    var settings = SandboxSettings()
    settings.clock = .fixed(someMorning)
    settings.orders = 40
    return settings
  }

  private func control(_ world: SimulatedWorld, _ method: String, _ target: String, _ body: String = "") async throws
    -> JSON
  {
    let response = await world.handle(
      SimulatedRequest(method, "/_sandbox/" + target, body: Array(body.utf8)), for: .mplus)
    try #require(response.status == 200, "\(response.text)")
    return try JSON.parse(response.body)
  }

  private func relation(_ email: String) -> SimulatedRequest {
    let body =
      "<n:createRelation><n:relation><n:name>N</n:name><n:email>\(email)</n:email></n:relation></n:createRelation>"
    return SimulatedRequest("POST", "/?ident=sandbox&secret=sandbox-secret", body: soap(body))
  }

  @Test func theSameSeedGivesTheSameShop() async throws {
    let first = try SimulatedWorld(settings())
    let second = try SimulatedWorld(settings())
    for list in [
      "bigcommerce/products", "bigcommerce/orders", "bigcommerce/customers", "mplus/articles", "mplus/stock",
    ] {
      #expect(try await control(first, "GET", "state/\(list)") == control(second, "GET", "state/\(list)"))
    }
  }

  @Test func theAssortmentHasWhatGoesWrongEasily() async throws {
    let articles = try #require(try await control(SimulatedWorld(settings()), "GET", "state/mplus/articles").array)
    #expect(articles.count == 330)
    func count(_ test: (JSON) -> Bool) -> Int { articles.count(where: test) }
    #expect(count { $0["active"] == false } > 3)
    #expect(count { $0["webshop"] == false } > 5)
    #expect(count { $0["discontinued"] == true } > 2)
    #expect(count { $0.text("barcode") == nil } > 10)
    #expect(count { $0["stockArticle"] == false } > 5)
    #expect(count { $0["salesPriceList"] != nil } > 10)
    #expect(count { $0.text("description")?.count ?? 0 > 250 } == 2)
    #expect(Set(articles.compactMap { $0.int("vatCode") }) == [1, 2, 3])
    #expect(Set(articles.compactMap { $0.text("pluNumber") }).count == 330)
    #expect(count { $0.int("priceIncl") == 1999 && $0.int("priceExcl") == 1652 } >= 1)
  }

  @Test func acceptedWritesAreInTheLedgerAndInItsFile() async throws {
    let path = "/tmp/flowrun-sandbox-ledger-\(UInt64.random(in: 0...UInt64.max))"
    var settings = settings()
    settings.ledgerPath = path
    let world = try SimulatedWorld(settings)
    _ = await world.handle(relation("a@example.nl"), for: .mplus)
    _ = await world.handle(relation("b@example.nl"), for: .mplus)
    let request = SimulatedRequest("GET", "/_sandbox/ledger?since=1")
    let line = await world.handle(request, for: .mplus).text
    let entry = try JSON.parse(line)
    #expect(entry.int("n") == 2 && entry.text("operation") == "createRelation" && entry.text("key") == "b@example.nl")
    #expect(entry.text("at") == "2026-06-01T10:00:01+00:00")
    #expect(try TestFile.readAndRemove(path).split(separator: "\n").count == 2)
  }

  @Test func theMerchantEditsAndTheLedgerStaysSilent() async throws {
    let world = try SimulatedWorld(settings())
    let edit = """
      {"mplus":{"article":{"pluNumber":"0042","set":{"priceIncl":2199}},"stock":{"pluNumber":"0042","physical":"12.5"}},
      "bigcommerce":{"order":{"id":100,"set":{"status_id":10}},"new_order":{"like":101,"set":{"status_id":11}}}}
      """
    _ = try await control(world, "POST", "edit", edit)
    let articles = try #require(try await control(world, "GET", "state/mplus/articles").array)
    #expect(articles.first { $0.text("pluNumber") == "0042" }?.int("priceIncl") == 2199)
    let orders = try #require(try await control(world, "GET", "state/bigcommerce/orders").array)
    #expect(orders.count == 41 && orders[0].text("status") == "Completed" && orders[40].int("id") == 140)
    #expect(try await control(world, "GET", "state").int("ledger") == 0)
    let more = """
      {"mplus":{"new_article":{"set":{"pluNumber":"700","description":"Nieuw","priceIncl":1210,"vatCode":2,"webshop":true,
      "salesPriceList":[{"salesPriceNumber":1,"priceIncl":999}]}}}}
      """
    _ = try await control(world, "POST", "edit", more)
    let new = try #require(
      try await control(world, "GET", "state/mplus/articles").array?.first { $0.text("pluNumber") == "700" })
    #expect(new.int("priceExcl") == 1000 && new.list("salesPriceList").first?.int("priceIncl") == 999)
    let half = #"{"mplus":{"article":{"pluNumber":"700","set":{"priceIncl":1}},"stock":{"pluNumber":"none"}}}"#
    let refused = await world.handle(SimulatedRequest("POST", "/_sandbox/edit", body: Array(half.utf8)), for: .mplus)
    #expect(refused.status == 404)
    #expect(try await control(world, "GET", "state/mplus/articles").array?.contains(new) == true)
    let wrong = SimulatedRequest("POST", "/_sandbox/edit", body: Array(#"{"mplus":{"boat":{}}}"#.utf8))
    #expect(await world.handle(wrong, for: .mplus).status == 400)
  }

  @Test func faultsAreDrawnFromTheirSeedAndDelaysFollowTheWrite() async throws {
    let world = try SimulatedWorld(settings())
    _ = try await control(world, "POST", "faults", #"{"delay_ms":250,"delay_writes_only":true}"#)
    #expect(await world.handle(relation("a@example.nl"), for: .mplus).delayMilliseconds == 250)
    let read = SimulatedRequest("POST", "/?ident=sandbox&secret=sandbox-secret", body: soap("<n:getBranches/>"))
    #expect(await world.handle(read, for: .mplus).delayMilliseconds == 0)

    _ = try await control(world, "POST", "faults", #"{"rate":0.5,"seed":7}"#)
    var troubled = 0
    for number in 0..<200 {
      let response = await world.handle(relation("\(number)@example.nl"), for: .mplus)
      if response.status != 200 || response.manner != .whole || response.delayMilliseconds != 250 { troubled += 1 }
    }
    #expect((60...140).contains(troubled))
  }

  @Test func bothSystemsAnswerOnTheirPorts() async throws {
    let systems = try SimulatedSystems(settings())
    let addresses = try await systems.start()
    #expect(addresses.bigcommercePort != addresses.mplusPort)
    let shop = try await LoopbackClient.exchange(
      addresses.bigcommercePort,
      "GET /stores/sandbox/v2/store HTTP/1.1\r\nHost: x\r\nX-Auth-Token: sandbox-token\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
    )
    #expect(shop.hasPrefix("HTTP/1.1 200 OK"))
    #expect(shop.contains("\"is_price_entered_with_tax\":false"))
    #expect(shop.lowercased().contains("x-rate-limit-requests-left: 19999"))
    let body = String(decoding: soap("<n:getBranches/>"), as: UTF8.self)
    let till = try await LoopbackClient.exchange(
      addresses.mplusPort,
      "POST /?ident=sandbox&secret=sandbox-secret HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    )
    #expect(till.contains("getBranchesResponse"))
    await systems.stop()
    await #expect(throws: LoopbackClient.Refused.self) {
      try await LoopbackClient.exchange(addresses.mplusPort, "GET / HTTP/1.1\r\n\r\n")
    }
  }
}
