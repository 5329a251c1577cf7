import Testing
import Values
import XML

@testable import Sandbox

/// What a caller sees of each form, and whether anything was done.
@Suite struct FaultAnswerTests {
  private func world(_ form: FaultForm) throws -> SimulatedWorld {
    var settings = SandboxSettings()
    settings.clock = .fixed(someMorning)
    settings.orders = 30
    settings.articles = 40
    settings.faults.forms = [form: SandboxFaults.million]
    settings.faults.secondMilliseconds = 5
    return try SimulatedWorld(settings)
  }

  private static let products = SimulatedRequest(
    "GET", "/stores/sandbox/v3/catalog/products?limit=3&id:greater=0",
    headers: ["X-Auth-Token": "sandbox-token", "Accept": "application/json"])
  private static let newProduct = SimulatedRequest(
    "POST", "/stores/sandbox/v3/catalog/products",
    headers: ["X-Auth-Token": "sandbox-token", "Accept": "application/json", "Content-Type": "application/json"],
    body: Array(#"{"name":"Mok","type":"physical","weight":1,"price":10,"sku":"700"}"#.utf8))
  private static let branches = SimulatedRequest(
    "POST", "/?ident=sandbox&secret=sandbox-secret", headers: ["SOAPAction": "getBranches"],
    body: soap("<n:getBranches/>"))

  private func ledger(_ world: SimulatedWorld) async -> Int {
    await world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .mplus).body.count { $0 == 0x0A }
  }

  @Test(arguments: [
    FaultForm.retryAfterSeconds, .retryAfterDate, .retryAfterReset, .retryAfterNothing, .error500, .error503,
    .resetBefore, .halfClosed, .errorBody, .tokenOnce, .tokenForEver, .redirectHost, .redirectLoop, .late,
  ])
  func nothingIsDone(_ form: FaultForm) async throws {
    let world = try world(form)
    _ = await world.handle(Self.newProduct, for: .bigcommerce)
    #expect(await ledger(world) == 0)
  }

  @Test(arguments: [
    FaultForm.page, .reset, .silent, .cut, .unannounced, .latency, .slowHead, .slowBody, .brokenChunk, .wrongLength,
    .bomb,
    .badGzip, .jsonBroken, .jsonTwice, .jsonNaN, .jsonSurrogate, .jsonMark, .clockSkew, .numbersAsStrings,
    .unknownFields,
  ])
  func itIsDoneAndTheAnswerIsNotWhatItShouldBe(_ form: FaultForm) async throws {
    let world = try world(form)
    let answer = await world.handle(Self.newProduct, for: .bigcommerce)
    #expect(await ledger(world) == 1)
    let calm = try await self.world(.tokenForEver).carryOut(Self.newProduct, for: .bigcommerce)
    #expect(
      answer.body != calm.body || answer.manner != .whole || answer.delayMilliseconds > 0
        || answer.header("Date") != nil)
  }

  @Test(arguments: [FaultForm.jsonBroken, .jsonTwice, .jsonNaN, .jsonSurrogate])
  func suchJSONIsRefused(_ form: FaultForm) async throws {
    let answer = try await world(form).handle(Self.products, for: .bigcommerce)
    #expect(throws: JSONProblem.self) { try JSON.parse(answer.body) }
  }

  @Test(arguments: [FaultForm.xmlBroken, .xmlEncoding, .xmlDoctype, .xmlEntities, .xmlCut])
  func suchXMLIsRefused(_ form: FaultForm) async throws {
    let answer = try await world(form).handle(Self.branches, for: .mplus)
    #expect(answer.status == 200)
    #expect(throws: XMLProblem.self) { try XMLReader.read(answer.body) }
  }

  @Test func unknownFieldsAreOnlyMore() async throws {
    let shop = try await world(.unknownFields).handle(Self.products, for: .bigcommerce)
    #expect(try JSON.parse(shop.body)["data"]?[0]?["loyalty_tier"]?.string == "gold")
    let till = try await world(.unknownFields).handle(Self.branches, for: .mplus)
    let members = try XMLReader.read(till.body).child("Body")?.children.first?.children.map(\.name)
    #expect(members?.last == "loyaltyTier" && members?.count == 2)
  }

  @Test func rowsComeTwiceOrLater() async throws {
    func ids(_ form: FaultForm) async throws -> [Int] {
      let answer = try await world(form).handle(Self.products, for: .bigcommerce)
      return try JSON.parse(answer.body).list("data").compactMap { $0.int("id") }
    }
    #expect(try await ids(.rowTwice) == [1, 2, 3, 3])
    #expect(try await ids(.rowMissing) == [1, 2])
  }

  @Test func aBatchIsHalfDone() async throws {
    let world = try world(.partly)
    let people = (1...4).map { #"{"email":"p\#($0)@example.nl","first_name":"P","last_name":"Q"}"# }
    let request = SimulatedRequest(
      "POST", "/stores/sandbox/v3/customers", headers: Self.newProduct.headers,
      body: Array("[\(people.joined(separator: ","))]".utf8))
    let answer = await world.handle(request, for: .bigcommerce)
    #expect(answer.status == 207)
    #expect(try JSON.parse(answer.body)["meta"]?.int("failed") == 2)
    #expect(await ledger(world) == 2)
  }

  @Test func aBombIsAThousandTimesItsSize() {
    #expect((60_000...70_000).contains(GzipBomb.bytes.count))
    #expect(GzipBomb.bytes.starts(with: [0x1F, 0x8B, 8]))
  }

  @Test func whoIsLockedOutStaysSoUntilTheFaultsAreChanged() async throws {
    let world = try world(.tokenForEver)
    #expect(await world.handle(Self.products, for: .bigcommerce).status == 401)
    #expect(await world.handle(Self.products, for: .bigcommerce).status == 401)
    _ = await world.handle(
      SimulatedRequest("POST", "/_sandbox/faults", body: Array(#"{"faults":"rate=0"}"#.utf8)), for: .bigcommerce)
    #expect(await world.handle(Self.products, for: .bigcommerce).status == 200)
  }

  @Test func arrivalsAreWrittenDownWithoutSecrets() async throws {
    let world = try world(.retryAfterSeconds)
    _ = await world.handle(Self.branches, for: .mplus)
    let log = await world.handle(SimulatedRequest("GET", "/_sandbox/requests"), for: .mplus).text
    #expect(log.contains(#""request":"getBranches""#) && log.contains(#""fault":"F01.seconds""#))
    #expect(!log.contains("sandbox-secret"))
    let entry = try JSON.parse(log)
    #expect((entry.int("quiet_until_ms") ?? 0) - (entry.int("at_ms") ?? 0) == 10)
  }
}
