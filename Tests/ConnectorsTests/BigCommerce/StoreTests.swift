import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct StoreTests {
  @Test func everyRequestCarriesTokenAndAccept() async throws {
    let shop = Shop([.json(200, #"{"is_price_entered_with_tax": false}"#)])
    #expect(try await shop.connector.inspect(over: shop.transport) == [])
    let request = try #require(shop.transport.requests.first)
    #expect(request.url.visible == "https://api.bigcommerce.com/stores/abc123/v2/store")
    #expect(request.url.secretQuery.isEmpty)
    #expect(request.timeoutSeconds == 60)
    #expect(request.isRepeatable)
    var headers: [String: String] = [:]
    for (name, value) in request.headers {
      switch value {
      case .plain(let text): headers[name] = text
      case .secret(let secret): headers[name] = secret.reveal { $0 == Shop.token ? "the token" : "?" }
      }
    }
    #expect(headers == ["X-Auth-Token": "the token", "Accept": "application/json", "User-Agent": "flowrun"])
    #expect(!"\(request)".contains(Shop.token))
  }

  @Test func pricesThatDoNotAgreeAreSaid() async throws {
    let shop = Shop(prices: "excl", [.json(200, #"{"is_price_entered_with_tax": true}"#)])
    let sentences = try await shop.connector.inspect(over: shop.transport)
    #expect(
      sentences == [
        "The store's prices are entered with VAT, but the connection shop says prices: excl. "
          + "Write prices: incl, and check the prices that its flows map."
      ])
  }

  /// A failure with a good status says nothing of the prices.
  @Test func aFailureThatCallsItselfGoodIsNone() async throws {
    let shop = Shop([.json(200, #"{"status":500,"title":"Internal error"}"#)])
    await #expect {
      try await shop.connector.inspect(over: shop.transport)
    } throws: {
      ($0 as? ConnectorError)?.kind == .misunderstood
    }
  }

  @Test(arguments: ["https://api.bigcommerce.com/stores/abc123/", "https://api.bigcommerce.com/stores/abc123/v3/"])
  func theAddressMayBePastedInMoreThanOneForm(url: String) async throws {
    let shop = Shop(url: url, [.json(200, #"{"is_price_entered_with_tax": false}"#)])
    _ = try await shop.connector.inspect(over: shop.transport)
    #expect(shop.lines == ["GET /v2/store"])
  }

  @Test(arguments: [
    (401, ConnectorError.Kind.credentials), (403, .credentials), (400, .refused), (413, .refused), (423, .unavailable),
    (429, .throttled(waitMilliseconds: nil)), (500, .unavailable), (503, .unavailable), (507, .refused),
    (301, .refused), (404, .refused),
  ])
  func readsAreClassedByStatus(status: Int, kind: ConnectorError.Kind) async throws {
    let shop = Shop([.empty(status)])
    #expect(try await failure { try await shop.read("brands") }.kind == kind)
  }

  @Test(arguments: [
    (500, ConnectorError.Kind.ambiguous), (502, .ambiguous), (504, .ambiguous), (401, .credentials),
    (409, .conflict), (422, .refused), (429, .throttled(waitMilliseconds: nil)), (207, .refused),
  ])
  func createsThatMayHaveHappenedAreAmbiguous(status: Int, kind: ConnectorError.Kind) async throws {
    let shop = Shop([.empty(status)])
    let error = try await failure { try await shop.create("brands", [.text("name", "Acme")]) }
    #expect(error.kind == kind)
    #expect(shop.transport.requests.first?.isRepeatable == false)
  }

  @Test func absoluteWritesMayBeSentAgain() async throws {
    let shop = Shop([.empty(502)])
    let found = try Shop.found("12", #"{"id": 12, "status_id": "pending"}"#)
    let error = try await failure { try await shop.update("orders", found, [.text("status_id", "shipped")]) }
    #expect(error.kind == .unavailable)
    #expect(shop.transport.requests.first?.isRepeatable == true)
  }

  @Test func theLongerOfTheWaitsCounts() async throws {
    let both = ["x-rate-limit-time-reset-ms": "15000", "x-retry-after": "20"]
    let shop = Shop([.empty(429, headers: both), .empty(429, headers: ["x-rate-limit-time-reset-ms": "15000"])])
    #expect(try await failure { try await shop.read("brands") }.kind == .throttled(waitMilliseconds: 20_000))
    #expect(try await failure { try await shop.read("brands") }.kind == .throttled(waitMilliseconds: 15_000))
  }

  @Test func refusalsNameTheirFields() async throws {
    let body = """
      {"status":422,"title":"Missing Required Fields","type":"https://x","errors":{"name":"Please provide a name.",\
      "weight":"Please provide a weight."}}
      """
    let shop = Shop([.json(422, body)])
    let error = try await failure { try await shop.create("products", [.text("sku", "1")]) }
    #expect(error.kind == .refused)
    #expect(
      error.fields == [
        .init("name", "Please provide a name."), .init("weight", "Please provide a weight."),
      ])
    #expect(
      error.message == "BigCommerce answered POST /v3/catalog/products with 422: Missing Required Fields; "
        + "name: Please provide a name.; weight: Please provide a weight.")
  }

  @Test func whatIsThereAlreadyIsAConflict() async throws {
    let shop = Shop([
      .json(409, #"{"status":409,"title":"The product name is a duplicate"}"#),
      .json(422, #"{"status":422,"title":"Sku 1001 is not unique","errors":{}}"#),
      .json(422, #"{"status":422,"title":"Create customers failed.","errors":{".customer_create":"Error"}}"#),
      .json(409, #"{"status":409,"title":"One or more category ids are missing"}"#),
    ])
    #expect(try await failure { try await shop.create("products", []) }.kind == .conflict)
    #expect(try await failure { try await shop.create("products", []) }.kind == .conflict)
    #expect(try await failure { try await shop.create("customers", []) }.kind == .conflict)
    #expect(try await failure { try await shop.create("products", []) }.kind == .refused)
  }

  @Test func versionTwoRefusesInAnArray() async throws {
    let shop = Shop([.json(400, #"[{"status":400,"message":"The field 'x' is not supported by this resource."}]"#)])
    let error = try await failure { try await shop.read("orders") }
    #expect(error.message.hasSuffix("with 400: The field 'x' is not supported by this resource."))
  }

  @Test(arguments: [#"{"data":[{"id":1"#, "<html>", "{}", #"{"data":{}}"#, #"{"data":[{}]}"#, #"{"data":[1]}"#])
  func answersThatMakeNoSenseAreMisunderstood(body: String) async throws {
    let shop = Shop([.json(200, body)])
    #expect(try await failure { try await shop.read("brands") }.kind == .misunderstood)
  }

  @Test func whatTheTransportThrowsIsPassedOn() async throws {
    let shop = Shop([.failure(ConnectorError(.unreachable, "no way"))])
    #expect(try await failure { try await shop.read("brands") }.kind == .unreachable)
  }

  @Test func longListsAreAskedForInBatches() {
    #expect(Query.batches([]) == [])
    #expect(Query.batches((1...120).map(String.init)).map(\.count) == [50, 50, 20])
    #expect(Query.batches(["a", "b,c", "d"]) == [["a"], ["b,c"], ["d"]])
    #expect(Query.batches(Array(repeating: String(repeating: "x", count: 500), count: 4)).map(\.count) == [3, 1])
  }
}
