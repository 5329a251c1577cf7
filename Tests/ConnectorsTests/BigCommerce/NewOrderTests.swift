import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

/// Orders that are made in the store.
@Suite struct NewOrderTests {
  static let address: [WrittenField] = [
    .text("first_name", "Anna"), .text("last_name", "de Wit"), .text("street_1", "Laan 1"), .text("city", "Ede"),
    .text("zip", "6711 AB"), .text("country_iso2", "NL"),
  ]
  static let custom: [WrittenField] = [
    .text("name", "Kaas"), .text("sku", "700"), .whole("quantity", 1), .number("price_ex_tax", "9.17"),
    .number("price_inc_tax", "10.00"),
  ]

  static func order(lines: [[WrittenField]] = [custom], external: String? = "MP-1") -> [WrittenField] {
    var fields: [WrittenField] = [.text("status_id", "awaiting_fulfillment")]
    if let external { fields.append(.text("external_order_id", external)) }
    fields += [
      WrittenField("date_created", .value(.moment(Moment(seconds: 1_774_996_200)))),
      WrittenField("billing_address", .record(address)), WrittenField("shipping_addresses", .list([address])),
      WrittenField("products", .list(lines)), .number("total_ex_tax", "9.17"), .number("total_inc_tax", "10.00"),
    ]
    return fields
  }

  @Test func anOrderIsSentOnceAndWhole() async throws {
    let shop = Shop([.json(201, OrderTests.order)])
    let made = try await shop.create(
      "orders",
      Self.order(lines: [
        [.whole("product_id", 12), .whole("variant_id", 13), .text("sku", "501"), .whole("quantity", 2)], Self.custom,
      ]))
    #expect(made.key == "100")
    #expect(shop.lines == ["POST /v2/orders"])
    #expect(
      try shop.body(0)
        == JSON.parse(
          """
          {"status_id":11,"external_order_id":"MP-1","date_created":"Tue, 31 Mar 2026 22:30:00 +0000",
          "billing_address":{"first_name":"Anna","last_name":"de Wit","street_1":"Laan 1","city":"Ede","zip":"6711 AB",
          "country_iso2":"NL","country":"Netherlands"},
          "shipping_addresses":[{"first_name":"Anna","last_name":"de Wit","street_1":"Laan 1","city":"Ede",
          "zip":"6711 AB","country_iso2":"NL","country":"Netherlands"}],
          "products":[{"product_id":12,"variant_id":13,"quantity":2},
          {"name":"Kaas","sku":"700","quantity":1,"price_ex_tax":9.17,"price_inc_tax":10.00}],
          "total_ex_tax":9.17,"total_inc_tax":10.00}
          """))
  }

  @Test func withoutItsNumberElsewhereAnOrderIsNotSent() async throws {
    let shop = Shop([])
    let error = try await failure { try await shop.create("orders", Self.order(external: nil)) }
    #expect(error.kind == .refused)
    #expect(error.fields.first?.field == "external_order_id")
    #expect(shop.lines.isEmpty)
  }

  @Test func aLineIsOfTheCatalogueOrHasNameAndPrices() async throws {
    let shop = Shop([])
    let error = try await failure {
      try await shop.create("orders", Self.order(lines: [[.text("name", "Kaas"), .whole("quantity", 1)]]))
    }
    #expect(error.message.contains("line 1 has neither product_id nor price_ex_tax"))
    #expect(try await failure { try await shop.create("orders", Self.order(lines: [])) }.kind == .refused)
    #expect(shop.lines.isEmpty)
  }

  @Test func whatIsSoldOutIsARefusalThatNamesTheProduct() async throws {
    let shop = Shop([
      .json(
        409,
        """
        [{"status":409,"message":"The product is out of stock.","details":{"errors":[{"type":"OutOfStock",
        "product":{"id":12,"name":"Pen"}}]}}]
        """)
    ])
    let error = try await failure { try await shop.create("orders", Self.order()) }
    #expect(error.kind == .refused)
    #expect(error.fields.first?.message == "OutOfStock: Pen")
  }

  /// Whether it arrived is not known, so the connector says so and does not send it again.
  @Test(arguments: [500, 502, 504])
  func anUnclearOutcomeIsSaid(status: Int) async throws {
    let shop = Shop([.json(status, "<h1>gateway</h1>")])
    #expect(try await failure { try await shop.create("orders", Self.order()) }.kind == .ambiguous)
    #expect(shop.lines.count == 1)
  }

  @Test func amountsComeInPairs() throws {
    let record = try #require(BigCommerce.declaration.entity("orders")?.record)
    for name in ["total", "subtotal", "shipping_cost", "handling_cost", "wrapping_cost"] {
      #expect(record.field("\(name)_inc_tax")?.needs == "\(name)_ex_tax")
      #expect(record.field("\(name)_ex_tax")?.needs == "\(name)_inc_tax")
      #expect(record.field("\(name)_tax")?.isWritable == false)
    }
    #expect(BigCommerce.declaration.entity("orders")?.writing?.effect == .create(naturalKey: "external_order_id"))
  }
}
