import Testing
import Values

@testable import Sandbox

/// The simulated store takes new orders as the real one does, and refuses what that refuses.
@Suite struct StoreNewOrderTests {
  var shop = StoreService.forTests(isEmpty: true)

  static let address = """
    {"first_name":"Anna","last_name":"de Wit","street_1":"Laan 1","city":"Ede","zip":"6711 AB","country_iso2":"NL"}
    """
  static let cheese = #"{"name":"Kaas","sku":"700","quantity":2,"price_ex_tax":9.17,"price_inc_tax":10}"#

  static func order(_ lines: String = cheese, _ more: String = "", address: String = address) -> String {
    #"{"external_order_id":"MP-1","billing_address":\#(address),"products":[\#(lines)]\#(more)}"#
  }

  @Test mutating func anOrderIsMadeAndFoundAgain() throws {
    let made = try shop.json(201, "POST", "v2/orders", Self.order())
    #expect(made.text("status") == "Pending")
    #expect(made.text("order_source") == "external")
    #expect(made.text("total_inc_tax") == "20.0000")
    #expect(made.text("total_ex_tax") == "18.3400")
    let found = try #require(try shop.json(200, "GET", "v2/orders?external_order_id=MP-1").array)
    #expect(found.compactMap { $0.int("id") } == [1])
    #expect(try shop.json(200, "GET", "v2/orders/1/products")[0]?.text("sku") == "700")
    #expect(shop.store.written.map(\.key) == ["MP-1"])
    // The number is not unique: who sends twice has two.
    #expect(try shop.json(201, "POST", "v2/orders", Self.order()).int("id") == 2)
  }

  @Test mutating func amountsAreAsGiven() throws {
    let made = try shop.json(
      201, "POST", "v2/orders",
      Self.order(
        Self.cheese,
        #","total_ex_tax":18.33,"total_inc_tax":19.99,"status_id":11,"date_created":"Tue, 31 Mar 2026 22:30:00 +0000""#)
    )
    #expect(made.text("total_inc_tax") == "19.9900")
    #expect(made.text("total_tax") == "1.6600")
    #expect(made.int("status_id") == 11)
    #expect(made.text("date_created") == "Tue, 31 Mar 2026 22:30:00 +0000")
  }

  @Test(arguments: [
    (#"{"products":[]}"#, "The required field 'billing_address' was not supplied."),
    (order(""), "The required field 'products' was not supplied."),
    (order(cheese, #","status":"Shipped""#), "The field 'status' cannot be written to."),
    (order(cheese, #","id":5"#), "The field 'id' cannot be written to."),
    (order(cheese, #","total_inc_tax":5"#), "The required field 'total_ex_tax' was not supplied."),
    (order(cheese, #","status_id":15"#), "The field 'status_id' is invalid."),
    (order(cheese, #","customer_id":77"#), "The field 'customer_id' is invalid."),
    (order(cheese, #","date_created":"yesterday""#), "The field 'date_created' is invalid."),
    (order(#"{"name":"Kaas","quantity":1}"#), "The required field 'products.0.price_inc_tax' was not supplied."),
    (order(#"{"name":"Kaas","quantity":1,"price_inc_tax":1}"#), "The required field 'products.0.price_ex_tax'"),
    (order(#"{"quantity":1,"price_ex_tax":1,"price_inc_tax":1}"#), "The required field 'products.0.name'"),
    (order(#"{"product_id":9,"quantity":1}"#), "The field 'products.0.product_id' is invalid."),
    (order(#"{"name":"","quantity":1,"price_ex_tax":1,"price_inc_tax":1}"#), "The field 'products.0.name' is invalid."),
    (order(#"{"name":"Kaas","quantity":0,"price_ex_tax":1,"price_inc_tax":1}"#), "The field 'products.0.quantity'"),
    (
      order(address: address.replacing("6711 AB", with: "6")), "The field 'billing_address.zip' is invalid."
    ),
    (
      order(address: address.replacing(#""Laan 1""#, with: #""""#)),
      "The required field 'billing_address.street_1' was not supplied."
    ),
  ])
  mutating func whatTheStoreRefuses(body: String, message: String) throws {
    let refusal = try shop.json(400, "POST", "v2/orders", body)
    #expect(refusal[0]?.text("message")?.hasPrefix(message) == true, "\(refusal)")
    #expect(shop.store.orders.isEmpty)
    #expect(shop.store.lastId["order"] == nil)
  }

  @Test mutating func productsOfTheCatalogueBringPriceAndStock() throws {
    let product = #"""
      {"name":"Pen","type":"physical","weight":1,"price":10,"sku":"501","tax_class_id":1,
      "inventory_tracking":"product","inventory_level":3}
      """#
    let id = try #require(try shop.json(200, "POST", "v3/catalog/products", product)["data"]?.int("id"))
    func take(_ quantity: Int) -> String { Self.order(#"{"product_id":\#(id),"quantity":\#(quantity)}"#) }
    let made = try shop.json(201, "POST", "v2/orders", take(2))
    #expect(made.text("total_inc_tax") == "24.2000")
    #expect(try shop.json(200, "GET", "v2/orders/1/products")[0]?.text("sku") == "501")
    let refusal = try shop.json(409, "POST", "v2/orders", take(2))
    #expect(refusal[0]?["details"]?["errors"]?[0]?.text("type") == "InsufficientQuantity")
    #expect(try shop.json(201, "POST", "v2/orders", take(1)).int("id") == 2)
    #expect(
      try shop.json(409, "POST", "v2/orders", take(1))[0]?["details"]?["errors"]?[0]?.text("type") == "OutOfStock")
  }
}
