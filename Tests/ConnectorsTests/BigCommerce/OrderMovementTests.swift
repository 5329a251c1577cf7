import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct OrderMovementTests {
  private static let order = OrderTests.order.replacing(
    #""customer_id":0,"#, with: #""customer_id":0,"refunded_amount":"0.0000","#)

  private static let refunds = """
    {"data":[{"id":1,"order_id":100,"created":"2026-06-01T10:00:00+00:00","total_amount":10.5,"total_tax":0,
    "items":[{"item_type":"PRODUCT","item_id":65,"quantity":1,"requested_amount":10.5}],
    "payments":[{"id":7,"provider_id":"adyen","amount":10.5,"is_declined":false}]},
    {"id":2,"order_id":100,"total_amount":5,"payments":[{"id":8,"amount":5,"is_declined":true}]},
    {"id":3,"order_id":100,"total_amount":2.25,"payments":[]}],"meta":{}}
    """

  @Test func whatWasRefundedIsTheSumOfTheRefunds() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .json(200, Self.refunds)])
    let page = try await shop.read("orders", fields: ["id", "refunded_amount", "refunds.items.quantity"])
    #expect(shop.lines.last == "GET /v3/orders/100/payment_actions/refunds?page=1&limit=250")
    let order = try page.records[0].json
    // Without the declined one, and with the one that names no payment.
    #expect(order["refunded_amount"] == .number(try #require(DecimalNumber("12.75"))))
    #expect(order["refunds"]?.array?.count == 3)
    #expect(order["refunds"]?.array?.first?["items"]?.array?.first?["item_type"] == "product")
  }

  @Test func theOrdersOwnSumIsNeverBelieved() async throws {
    let shop = Shop([.json(200, Self.order), .json(200, Self.order)])
    #expect(try await shop.read("orders", .keys(["100"]), fields: ["id"]).records[0].json["refunded_amount"] == nil)
    let now = try await shop.update("orders", try Shop.found("100", #"{"id":100}"#), [.text("status_id", "shipped")])
    #expect(try now.json["refunded_amount"] == nil)
  }

  @Test func nothingRefundedIsNothingAndNoPaymentIsAnEmptyList() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .empty(204), .empty(204)])
    let order = try await shop.read("orders", fields: ["refunded_amount", "transactions.amount"]).records[0].json
    #expect(order["refunded_amount"] == 0)
    #expect(order["transactions"] == [])
  }

  @Test func taxesAndPaymentsAreReadByName() async throws {
    let shop = Shop([
      .json(200, "[\(Self.order)]"),
      .json(
        200,
        #"[{"id":1,"order_product_id":"65","line_item_type":"item","rate":"21.0000","line_amount":"3.1500","name":"BTW","class":"Hoog"},{"id":2,"order_product_id":0,"line_item_type":"gift-wrapping","rate":"9.0000","line_amount":"0.1000"}]"#
      ),
      .json(
        200,
        #"{"data":[{"id":9,"event":"purchase","method":"offsite","amount":361.95,"currency":"EUR","gateway":"adyen","status":"ok","order_id":"100","date_created":"2026-06-01T10:00:00+00:00"}],"meta":{}}"#
      ),
    ])
    let order = try await shop.read("orders", fields: ["taxes.rate", "transactions.event"]).records[0].json
    #expect(
      shop.lines.dropFirst() == [
        "GET /v2/orders/100/taxes?details=true&page=1&limit=250", "GET /v3/orders/100/transactions?page=1&limit=250",
      ])
    let taxes = order["taxes"]?.array ?? []
    #expect(taxes.map { $0["order_product_id"] } == [65, nil])
    #expect(taxes.map { $0["line_item_type"] } == ["item", "gift_wrapping"])
    #expect(taxes.first?["rate"] == 21)
    #expect(order["transactions"]?.array?.first?["event"] == "purchase")
  }

  @Test func aRefundWithoutAnAmountIsNotBelieved() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .json(200, #"{"data":[{"id":1}],"meta":{}}"#)])
    let error = try await failure { try await shop.read("orders", fields: ["refunded_amount"]) }
    #expect(error.kind == .misunderstood)
    #expect(error.message == "BigCommerce gave a refund of order 100 without its amount")
  }
}
