import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct OrderTests {
  static let order = """
    {"id":100,"customer_id":0,"date_created":"Wed, 10 Jan 2018 21:05:30 +0000",
    "date_modified":"Wed, 05 Dec 2018 20:16:55 +0000","date_shipped":"","status_id":11,"status":"Awaiting Fulfillment",
    "total_inc_tax":"361.9500","total_ex_tax":"336.3200","total_tax":"25.6300","is_tax_inclusive_pricing":false,
    "items_total":17,"payment_method":"Credit Card","payment_status":"","default_currency_code":"EUR",
    "geoip_country_iso2":"ZZ","credit_card_type":null,
    "billing_address":{"first_name":"Jane","last_name":"Doe","company":"","street_1":"Main Street 1","city":"Breda",
    "zip":"4811 AB","country_iso2":"NL","form_fields":[{"name":"VAT number","value":"NL123"},
    {"name":"Colours","value":["red","blue"]}]},
    "products":{"url":"https://x/products","resource":"/orders/100/products"},
    "shipping_addresses":{"url":"https://x","resource":"/x"},"coupons":{"url":"https://x","resource":"/x"}}
    """
  static let line = """
    [{"id":65,"product_id":0,"sku":"S-1","name":"Towel","type":"physical","quantity":2,"price_inc_tax":"65.2300",
    "price_ex_tax":"53.9100","weight":"1.0000","is_refunded":false,"product_options":[{"display_name":"Size",
    "display_value":"S"}],"applied_discounts":[]}]
    """

  @Test func anOrderIsReadWithItsParts() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .json(200, Self.line), .empty(204), .empty(204), .empty(204)])
    let page = try await shop.read("orders", limit: 50)
    #expect(
      shop.lines == [
        "GET /v2/orders?min_id=1&sort=id%3Aasc&limit=50", "GET /v2/orders/100/products?page=1&limit=250",
        "GET /v2/orders/100/shipping_addresses?page=1&limit=250", "GET /v2/orders/100/coupons?page=1&limit=250",
      ])
    let record = try #require(page.records.first)
    #expect(record.key == "100")
    #expect(record.version == "2018-12-05T20:16:55Z")
    // A record may have slipped off the end of a page, so only an empty one is the last.
    let last = try await shop.read("orders", next: page.next, limit: 50)
    #expect(last.records.isEmpty && last.next == nil)
    #expect(last.cursor == Cursor("2018-12-05T20:16:55Z"))
    #expect(
      try record.json
        == JSON.parse(
          """
          {"id":100,"status_id":"awaiting_fulfillment","status":"Awaiting Fulfillment","total_ex_tax":336.32,
          "total_inc_tax":361.95,"total_tax":25.63,"is_tax_inclusive_pricing":false,"items_total":17,
          "default_currency_code":"EUR","payment_method":"Credit Card",
          "billing_address":{"first_name":"Jane","last_name":"Doe","street_1":"Main Street 1","city":"Breda",
          "zip":"4811 AB","country_iso2":"NL","form_fields":[{"name":"VAT number","value":"NL123"},
          {"name":"Colours","value":"red, blue"}]},
          "products":[{"id":65,"sku":"S-1","name":"Towel","type":"physical","quantity":2,"is_refunded":false,
          "price_ex_tax":53.91,"price_inc_tax":65.23,"weight":1,
          "product_options":[{"display_name":"Size","display_value":"S"}],"applied_discounts":[]}],
          "shipping_addresses":[],"coupons":[],
          "date_created":"2018-01-10T21:05:30Z","date_modified":"2018-12-05T20:16:55Z"}
          """))
  }

  /// A list that moves while it is read may name an entry twice; it is one all the same.
  @Test func aLineThatIsNamedTwiceIsOne() async throws {
    let first = #"{"id":65,"sku":"S-1","name":"Towel","quantity":2,"is_refunded":false}"#
    let second = #"{"id":66,"sku":"S-1","name":"Towel","quantity":2,"is_refunded":false}"#
    let shop = Shop([.json(200, "[\(Self.order)]"), .json(200, "[\(first),\(second),\(second)]")])
    let page = try await shop.read("orders", fields: ["id", "products.sku"])
    #expect(try page.records[0].json["products"]?.array?.map { $0["id"]?.whole } == [65, 66])
  }

  @Test func partsThatTheFlowDoesNotUseAreNotAskedFor() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .json(200, Self.line)])
    let page = try await shop.read("orders", fields: ["id", "products.sku", "billing_address.city"])
    #expect(shop.lines.count == 2)
    #expect(try page.records[0].json["shipping_addresses"] == nil)
  }

  @Test func anEmptyListIs204() async throws {
    let shop = Shop([.empty(204)])
    let since = Cursor("2018-12-05T20:16:55Z")
    let page = try await shop.read("orders", .changes(since: since), fields: ["fees.cost_inc_tax"])
    #expect(page.records.isEmpty)
    #expect(page.next == nil)
    #expect(
      shop.lines == [
        "GET /v2/orders?include=fees&min_date_modified=2018-12-05T20%3A15%3A55%2B00%3A00&min_id=1&sort=id%3Aasc&limit=100"
      ])
  }

  @Test func aFullPageHasAnotherBehindIt() async throws {
    let shop = Shop([.json(200, "[\(Self.order)]"), .empty(204)])
    let page = try await shop.read("orders", limit: 1, fields: ["id"])
    let last = try await shop.read("orders", next: page.next, limit: 1, fields: ["id"])
    #expect(shop.lines[1].contains("min_id=101&"))
    #expect(last.cursor == Cursor("2018-12-05T20:16:55Z"))
  }

  @Test func aForeignPageMarkIsRefused() async throws {
    let shop = Shop([])
    #expect(try await failure { try await shop.read("orders", next: PageMark("7")) }.kind == .refused)
  }

  @Test func singleOrdersAreReadByNumber() async throws {
    let shop = Shop([.json(200, Self.order), .json(404, #"[{"status":404,"message":"Not found"}]"#)])
    let page = try await shop.read("orders", .keys(["100", "101"]), fields: ["id"])
    #expect(page.records.map(\.key) == ["100"])
    #expect(shop.lines == ["GET /v2/orders/100", "GET /v2/orders/101"])
  }

  @Test func ordersAreFoundByTheirExternalNumber() async throws {
    let order = Self.order.replacing(#""id":100,"#, with: #""id":100,"external_order_id":"X 1","#)
    let shop = Shop([.json(200, "[\(order)]"), .empty(204)])
    let found = try await shop.find("orders", by: ["external_order_id"], [[.text("X 1")], [.text("X 2")]])
    #expect(found.map(\.count) == [1, 0])
    #expect(
      shop.lines == [
        "GET /v2/orders?external_order_id=X%201&limit=10", "GET /v2/orders?external_order_id=X%202&limit=10",
      ])
  }

  @Test func theStatusIsWrittenAsItsNumber() async throws {
    let shop = Shop([.json(200, Self.order)])
    let found = try Shop.found("100", #"{"id":100}"#)
    let now = try await shop.update("orders", found, [.text("status_id", "awaiting_fulfillment")])
    #expect(shop.lines == ["PUT /v2/orders/100"])
    #expect(try shop.body(0) == ["status_id": 11])
    #expect(try now.json["status_id"] == "awaiting_fulfillment")
  }

  @Test func anAnswerCutOffIsNeverHalfBelieved() async throws {
    let shop = Shop([.json(200, String("[\(Self.order)]".dropLast(40)))])
    #expect(try await failure { try await shop.read("orders") }.kind == .misunderstood)
  }
}
