import Testing
import Values

@testable import Sandbox

@Suite struct StoreOrderTests {
  var shop = StoreService.forTests()

  @Test mutating func ordersArePagedWithoutAnEnvelope() throws {
    var ids: [Int] = []
    for page in 1... {
      let response = shop.call("GET", "v2/orders?sort=date_modified:asc&limit=50&page=\(page)")
      if response.status == 204 { break }
      ids += try #require(try JSON.parse(response.body).array).compactMap { $0.int("id") }
    }
    #expect(ids == Array(100..<320))
    #expect(shop.call("GET", "v2/orders?status_id=13").body.isEmpty)
    #expect(try shop.json(200, "GET", "v2/orders/count").int("count") == 220)
  }

  @Test mutating func anUnknownFilterIsRefused() throws {
    let refusal = try shop.json(400, "GET", "v2/orders?id=5")
    #expect(refusal[0]?.text("message") == "The field 'id' is not supported by this resource.")
    #expect(shop.call("GET", "v2/orders/99999").status == 404)
  }

  @Test mutating func withoutAcceptAnswersAreXML() throws {
    let request = SimulatedRequest("GET", "/stores/abc/v2/store", headers: ["X-Auth-Token": "t"])
    #expect(shop.handle(request).header("content-type") == "text/xml")
    #expect(try shop.json(200, "GET", "v2/store")["is_price_entered_with_tax"] == false)
    #expect(try shop.json(200, "GET", "v2/tax_classes")[1]?.text("id") == "1")
    #expect(try shop.json(200, "GET", "v2/order_statuses").array?.count == 15)
    #expect(try shop.json(200, "GET", "v3/settings/inventory")["data"]?.text("update_stock_behavior") == "order_placed")
  }

  @Test mutating func theStatusIsWrittenByItsNumber() throws {
    shop.store.now += 100
    #expect(try shop.json(200, "PUT", "v2/orders/100", #"{"status_id":2}"#).text("status") == "Shipped")
    #expect(try shop.json(200, "GET", "v2/orders?min_date_modified=2026-06-01T10:01:00Z").array?.count == 1)
    let refusal = try shop.json(400, "PUT", "v2/orders/100", #"{"status":"Shipped"}"#)
    #expect(refusal[0]?.text("message")?.hasPrefix("The field 'status' cannot be written to.") == true)
  }

  @Test mutating func everyOrderAddsUp() throws {
    func amount(_ value: JSON?, _ name: String) throws -> DecimalNumber {
      try #require(value?.text(name).flatMap { DecimalNumber($0) })
    }
    for id in 100..<320 {
      let order = try shop.json(200, "GET", "v2/orders/\(id)")
      let lines = try #require(try shop.json(200, "GET", "v2/orders/\(id)/products").array)
      var sum = try amount(order, "shipping_cost_inc_tax").subtracting(try amount(order, "discount_amount"))
      sum = try sum.subtracting(try amount(order, "coupon_discount"))
      for line in lines { sum = try sum.adding(try amount(line, "total_inc_tax")) }
      #expect(sum == (try amount(order, "total_inc_tax")), "order \(id)")
      #expect(order["is_tax_inclusive_pricing"] == true)
      #expect(try shop.json(200, "GET", "v2/orders/\(id)/shipping_addresses").array?.count == 1)
    }
  }

  @Test func theOddOrdersAreThere() throws {
    let orders = shop.store.orders
    func emails(_ email: String) -> Int { orders.values.count { $0["billing_address"]?.text("email") == email } }
    #expect(emails("Anna@Example.nl") == 1 && emails("anna@example.nl") == 1 && emails("") == 1)
    #expect(orders.values.count { $0.text("default_currency_code") == "USD" } == 1)
    #expect(orders.values.count { $0.text("payment_method") == "Cash on Delivery" } == 1)
    #expect(orders.values.contains { $0.text("total_inc_tax") == "0.0000" })
    let unknown = shop.store.orderLines.values.map { $0.count { $0.text("sku")?.hasPrefix("ONBEKEND") == true } }
    #expect(unknown.filter { $0 > 0 }.sorted() == [1, 2])
    let countries = Set(orders.values.compactMap { $0["billing_address"]?.text("country_iso2") })
    #expect(countries == ["NL", "BE", "DE", "AT", "FR", "NO", "CH", "GB", "US"])
    #expect(Set(orders.values.compactMap { $0.int("status_id") }).isSuperset(of: [0, 9, 10, 11]))
  }
}

@Suite struct StoreCustomerPagesTests {
  var shop = StoreService.forTests()

  @Test mutating func customersArePagedByCursor() throws {
    var ids: [Int] = []
    var cursor = ""
    repeat {
      let answer = try shop.json(200, "GET", "v3/customers?limit=25\(cursor)")
      ids += answer.list("data").compactMap { $0.int("id") }
      let block = try #require(answer["meta"]?["cursor_pagination"])
      #expect((answer["meta"]?["pagination"] == nil) == !cursor.isEmpty)
      let end = block.text("end_cursor")?.replacing("+", with: "%2B").replacing("=", with: "%3D")
      cursor = end.map { "&after=\($0)" } ?? ""
    } while !cursor.isEmpty
    #expect(ids == Array(1...60))
    #expect(shop.call("GET", "v3/customers?after=c+25=").status == 422)
    #expect(try shop.json(200, "GET", "v3/customers?page=3&limit=25")["meta"]?["cursor_pagination"] == nil)
  }

  @Test func customersHaveWhatGoesWrongEasily() throws {
    let customers = shop.store.customers.values
    #expect(customers.contains { $0.text("company") == " " })
    #expect(customers.contains { $0.text("email")?.first?.isUppercase == true })
    #expect(customers.contains { $0.int("address_count") == 0 } && customers.contains { $0.int("address_count") == 2 })
    #expect(customers.allSatisfy { $0.text("email")?.contains("@example.") == true })
    #expect(shop.store.products.count >= 20)
  }
}
