import Testing
import Values

@testable import Sandbox

@Suite struct StoreListTests {
  @Test func theListsOfAStoreAnswer() throws {
    var shop = StoreService.forTests()
    #expect(try shop.json(200, "GET", "v2/customer_groups").array?.count == 2)
    #expect(try shop.json(200, "GET", "v2/customer_groups/2").text("name") == "Zakelijk")
    #expect(try shop.json(200, "GET", "v2/shipping/zones").array?.count == 2)
    #expect(try shop.json(200, "GET", "v2/shipping/zones/1/methods").array?.count == 4)
    #expect(shop.call("GET", "v2/shipping/zones/9/methods").status == 404)
    #expect(shop.call("GET", "v2/shipping/zones?page=2").status == 204)
  }

  @Test func refundsAddUpAndTheOrdersOwnSumStaysZero() throws {
    var shop = StoreService.forTests()
    let order = try #require(shop.store.orders.values.first { $0.int("status_id") == 10 })
    let id = try #require(order.int("id"))
    #expect(shop.call("GET", "v3/orders/\(id)/payment_actions/refunds").status == 204)
    let line = try #require(shop.store.orderLines[id]?.first)
    try shop.store.refund([
      "order": .int(id), "amount": "1.50", "lines": [["id": line["id"] ?? 0, "quantity": 1]],
    ])
    try shop.store.refund(["order": .int(id), "amount": "0.25", "declined": true])
    let refunds = try shop.data("v3/orders/\(id)/payment_actions/refunds")
    #expect(refunds.map { $0["total_amount"]?.description } == ["1.5", "0.25"])
    #expect(refunds.map { $0.list("payments").first?["is_declined"] } == [false, true])
    let now = try shop.json(200, "GET", "v2/orders/\(id)")
    #expect(now.text("refunded_amount") == "0.0000")
    #expect(now.int("status_id") == 14)
    let events = try shop.data("v3/orders/\(id)/transactions").map { $0.text("event") }
    #expect(events == ["purchase", "refund", "refund"])
    #expect(shop.store.orderLines[id]?.first?.int("quantity_refunded") == 1)
    #expect(throws: StoreRefusal.self) { try shop.store.refund(["order": .int(id), "amount": "99999"]) }
  }

  @Test func taxesAreRowsOfLinesAndShipping() throws {
    var shop = StoreService.forTests()
    let rows = try shop.json(200, "GET", "v2/orders/100/taxes?details=true").array ?? []
    #expect(rows.contains { $0.text("line_item_type") == "item" })
    #expect(rows.allSatisfy { ["5.5", "6", "7", "9", "10", "19", "20", "21"].contains($0.text("rate") ?? "") })
  }

  @Test func metafieldsAreUniqueByNamespaceAndKey() throws {
    var shop = StoreService.forTests()
    let body = #"{"permission_set":"app_only","namespace":"pim","key":"id","value":"A-1"}"#
    let made = try shop.json(200, "POST", "v3/catalog/products/1/metafields", body)["data"]
    let id = try #require(made?.int("id"))
    _ = try shop.json(409, "POST", "v3/catalog/products/1/metafields", body)
    _ = try shop.json(422, "POST", "v3/catalog/products/1/metafields", #"{"namespace":"pim","key":"x","value":"1"}"#)
    _ = try shop.json(
      200, "PUT", "v3/catalog/products/1/metafields/\(id)", body.replacing("A-1", with: "A-2"))
    #expect(try shop.data("v3/catalog/products/1/metafields?namespace=pim").first?.text("value") == "A-2")
    #expect(shop.call("DELETE", "v3/catalog/products/1/metafields/\(id)").status == 204)
    #expect(try shop.data("v3/catalog/products/1/metafields").isEmpty)
  }

  @Test func modifiersAndOptionsMakeAPageOfTen() throws {
    var shop = StoreService.forTests()
    _ = try shop.json(
      200, "POST", "v3/catalog/products/1/modifiers", #"{"display_name":"Naam","type":"text","required":true}"#)
    _ = try shop.json(422, "POST", "v3/catalog/products/1/modifiers", #"{"display_name":"Naam","type":"knob"}"#)
    let products = try shop.data("v3/catalog/products?include=modifiers&limit=250")
    #expect(products.count == 10)
    #expect(products.first?.list("modifiers").first?.text("display_name") == "Naam")
  }

  @Test func categoriesKnowTheirTreeAndTheirDepth() throws {
    var shop = StoreService.forTests(isEmpty: true)
    func put(_ body: String, _ status: Int) throws -> Int? {
      try shop.json(status, "POST", "v3/catalog/trees/categories", "[\(body)]").list("data").first?.int("category_id")
    }
    _ = try put(#"{"name":"Los"}"#, 422)
    _ = try put(#"{"name":"Los","tree_id":7}"#, 422)
    var parent = try put(#"{"name":"1","tree_id":1}"#, 201) ?? 0
    for level in 2...8 { parent = try put(#"{"name":"\#(level)","parent_id":\#(parent)}"#, 201) ?? 0 }
    _ = try put(#"{"name":"9","parent_id":\#(parent)}"#, 422)
  }

  @Test func brandsAreChangedAndAddressesTakenAway() throws {
    var shop = StoreService.forTests()
    _ = try shop.json(200, "POST", "v3/catalog/brands", #"{"name":"Ander"}"#)
    _ = try shop.json(409, "PUT", "v3/catalog/brands/1", #"{"name":"ander"}"#)
    #expect(
      try shop.json(200, "PUT", "v3/catalog/brands/1", #"{"name":"Eigen","page_title":"x"}"#)["data"]?.text("name")
        == "Eigen")
    let address = try #require(shop.store.addresses.keys.min())
    #expect(shop.call("DELETE", "v3/customers/addresses?id:in=\(address)").status == 204)
    #expect(shop.store.addresses[address] == nil)
    _ = try shop.json(422, "PUT", "v3/customers", #"[{"id":1,"customer_group_id":9}]"#)
  }
}
