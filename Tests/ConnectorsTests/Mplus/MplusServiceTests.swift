import ConnectorKit
import Testing
import Values
import XML

@testable import Connectors

/// Services that are older than an operation, and tills whose markers begin anew.
@Suite struct MplusServiceTests {
  private static func unknown(_ operation: String) -> ScriptedTransport.Answer {
    .fault("SOAP-ENV:Client", "Method 'ns1:\(operation)' not implemented: method name or namespace not recognized")
  }

  private static let order: [WrittenField] = [
    .text("extOrderId", "BC-1"), .whole("relationNumber", 7), .whole("employeeNumber", 999_999),
  ]

  private static let made = """
    <result>CREATE-ORDER-RESULT-OK</result><errorMessage/><info><orderId>o1</orderId><orderString>1</orderString></info>
    """

  @Test func anOrderIsMadeTheOldWayAndTheNewOneIsAskedForOnce() async throws {
    let till = TestTill(
      dumped: false, Self.unknown("createOrderV3"), .soap("CreateOrderV2Response", Self.made),
      .soap("CreateOrderV2Response", Self.made))
    #expect(try await till.create("orders", Self.order).key == "o1")
    #expect(try await till.create("orders", Self.order).key == "o1")
    #expect(till.transport.requests.map(\.name) == ["createOrderV3", "createOrderV2", "createOrderV2"])
    #expect(till.transport.requests.map(\.isRepeatable) == [true, false, false])
    #expect(try till.lastRequest().filled("idempotencyKey") == nil)
  }

  @Test func theOldestWayTakesTheOrderAlone() async throws {
    let till = TestTill(
      dumped: false, Self.unknown("createOrderV3"), Self.unknown("createOrderV2"),
      .soap("CreateOrderResponse", Self.made))
    #expect(try await till.create("orders", Self.order).key == "o1")
    #expect(try till.sent().last?.children.map(\.name) == ["order"])
  }

  @Test func aRepeatedOrderIsKnownByItsNumber() async throws {
    let taken = "<result>CREATE-ORDER-RESULT-EXT-ORDER-ID-ALREADY-EXISTS</result>"
    let till = TestTill(dumped: false, Self.unknown("createOrderV3"), .soap("CreateOrderV2Response", taken))
    let error = await #expect(throws: ConnectorError.self) { try await till.create("orders", Self.order) }
    #expect(error?.kind == .conflict)
  }

  @Test func aPaymentIsNotSentOnItsOwn() async throws {
    let till = TestTill(dumped: false, Self.unknown("createOrderV3"))
    let paid = Self.order + [.list("paymentList", [.text("method", "PIN"), .number("amount", "10")])]
    let error = await #expect(throws: ConnectorError.self) { try await till.create("orders", paid) }
    #expect(error?.kind == .refused)
    #expect(error?.message.contains("could be booked twice") == true)
    #expect(till.transport.requests.count == 1)
  }

  @Test func groupsAreRefusedWithTheReason() async throws {
    let till = TestTill(dumped: false, Self.unknown("newArticleGroup"))
    for _ in 0..<2 {
      let error = await #expect(throws: ConnectorError.self) {
        try await till.create("article_groups", [.text("name", "Kaas")])
      }
      #expect(error?.kind == .refused)
      #expect(
        error?.message.hasPrefix(
          "Mplus's API service does not know the operation newArticleGroup: it is older than that. Ask MplusKASSA for an "
            + "update of the service") == true)
    }
    #expect(till.transport.requests.count == 1)
  }

  // ---- markers that begin anew ----

  @Test func aTillThatCountsFromTheBeginningIsReadFromTheBeginning() async throws {
    let order = MplusReadingTests.order
    let till = TestTill(
      .soap("GetOrdersResponse", "<orderList/>"),
      .soap("getCurrentSyncMarkersResponse", "<orderSyncMarker>12</orderSyncMarker>"),
      .soap("GetOrdersResponse", "<orderList>\(order)</orderList>"))
    let page = try await till.read("orders", .changes(since: Cursor("5000")))
    #expect(page.records.map(\.key) == ["09e2d578"])
    #expect(try till.sent().map { $0.child("request")?.filled("syncMarker") } == ["5000", nil, "0"])
  }

  @Test func nothingNewIsNoReset() async throws {
    let till = TestTill(
      .soap("GetOrdersResponse", "<orderList/>"),
      .soap("getCurrentSyncMarkersResponse", "<orderSyncMarker>4999</orderSyncMarker>"))
    let page = try await till.read("orders", .changes(since: Cursor("5000")))
    #expect(page.records.isEmpty && page.next == nil && page.cursor == nil)
  }

  @Test(arguments: [
    ("articles", "GetProductsResponse", "articleSyncMarker"), ("products", "GetProductsResponse", "articleSyncMarker"),
    ("relations", "GetRelationsResponse", "relationSyncMarker"),
    ("invoices", "GetInvoicesResponse", "invoiceSyncMarker"),
    ("article_groups", "GetArticleGroupChangesResponse", "articleGroupSyncMarker"),
  ])
  func everySequenceIsLookedAt(_ entity: String, _ response: String, _ sequence: String) async throws {
    let till = TestTill(
      .soap(response), .soap("getCurrentSyncMarkersResponse", "<\(sequence)>1</\(sequence)>"), .soap(response))
    let page = try await till.read(entity, .changes(since: Cursor("5000")))
    #expect(page.records.isEmpty)
    #expect(try till.sent().last?.child("request")?.filled("syncMarker") == "0")
    #expect(till.transport.isFinished)
  }

  @Test func stockThatBeginsAnewIsReadArticleByArticle() async throws {
    let till = TestTill(
      MplusReadingTests.branches, .soap("GetStockResponse"), .soap("GetStockResponse"),
      .soap("getCurrentSyncMarkersResponse", "<stockId>3</stockId>"),
      .soap("getCurrentSyncMarkersResponse", "<stockId>3</stockId>"), MplusReadingTests.branches,
      .soap("GetProductsResponse", "<productList>\(MplusReadingTests.shirt)</productList>"),
      .soap("GetStockResponse", MplusReadingTests.stock(1201, 1, 1)), .soap("GetStockResponse"),
      .soap("GetProductsResponse"))
    let first = try await till.read("stock", .changes(since: Cursor("9000")))
    #expect(first.records.map(\.key) == ["1201-1"])
    let last = try await till.read("stock", .changes(since: Cursor("9000")), next: first.next)
    #expect(last.cursor == Cursor("4"))
  }
}
