import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct InventoryTests {
  static let items = """
    {"data":[{"identity":{"sku":"RE-130","variant_id":79,"product_id":120,"sku_id":0},"locations":[
    {"location_id":1,"available_to_sell":10,"total_inventory_onhand":11,"settings":{"safety_stock":1}},
    {"location_id":2,"available_to_sell":4,"total_inventory_onhand":4,"settings":{"safety_stock":0}}]},
    {"identity":{"sku":"","variant_id":80,"product_id":121,"sku_id":null},"locations":[]}],"meta":{}}
    """
  static let tracking = #"{"data":[{"id":120,"inventory_tracking":"variant"}],"meta":{}}"#

  @Test func levelsAreFoundBySKU() async throws {
    let shop = Shop([.json(200, Self.items), .json(200, Self.tracking)])
    let found = try await shop.find("inventory", by: ["sku"], [[.text("re-130")], [.text("nothing")]])
    #expect(found.map(\.count) == [1, 0])
    #expect(
      try found[0][0].json
        == JSON.parse(
          """
          {"sku":"RE-130","product_id":120,"variant_id":79,"location_id":1,"inventory_tracking":"variant",
          "inventory_level":11,"available_to_sell":10,"safety_stock":1}
          """))
    #expect(
      shop.lines == [
        "GET /v3/inventory/items?sku:in=re-130,nothing&limit=1000",
        "GET /v3/catalog/products?id:in=120,121&include_fields=inventory_tracking&limit=250",
      ])
  }

  @Test func anotherLocationIsAnotherRecord() async throws {
    let shop = Shop([.json(200, Self.items), .json(200, Self.tracking)])
    let found = try await shop.find(
      "inventory", by: ["sku", "location_id"], [[.text("RE-130"), .whole(2)], [.text("RE-130"), .whole(3)]])
    #expect(found.map { $0.map(\.key) } == [["RE-130@2"], ["RE-130@3"]])
    #expect(try found[0][0].json["inventory_level"] == 4)
    #expect(try found[1][0].json["inventory_level"] == nil)
  }

  @Test func trackingGoesBeforeTheLevel() async throws {
    let shop = Shop([
      .json(200, #"{"data":{"id":120},"meta":{}}"#), .json(200, #"{"transaction_id":"5b0c"}"#),
    ])
    let found = try Shop.found(
      "RE-130", #"{"sku":"RE-130","product_id":120,"location_id":1,"inventory_tracking":"none"}"#)
    let now = try await shop.update(
      "inventory", found, [.whole("inventory_level", 7), .text("inventory_tracking", "variant")])
    #expect(shop.lines == ["PUT /v3/catalog/products/120", "PUT /v3/inventory/adjustments/absolute"])
    #expect(try shop.body(0) == ["inventory_tracking": "variant"])
    #expect(
      try shop.body(1)
        == JSON.parse(#"{"reason":"Stock from flowrun","items":[{"location_id":1,"sku":"RE-130","quantity":7}]}"#))
    #expect(shop.transport.requests.allSatisfy { $0.isRepeatable })
    #expect(try now.json["inventory_level"] == 7)
    #expect(try now.json["inventory_tracking"] == "variant")
  }

  @Test func theWrongKindOfTrackingIsRefused() async throws {
    let title = "[Item with variant_id 106 is tracked by product, please update stock by product id]"
    let shop = Shop([.json(422, #"{"status":422,"title":"\#(title)","errors":{}}"#)])
    let found = try Shop.found("A", #"{"sku":"A","product_id":1,"location_id":1}"#)
    let error = try await failure { try await shop.update("inventory", found, [.whole("inventory_level", 1)]) }
    #expect(error.kind == .refused)
    #expect(error.message.contains("is tracked by product"))
  }

  @Test func levelsAreReadPageByPageAndNeverByChanges() async throws {
    let shop = Shop([.json(200, Self.items), .json(200, Self.tracking), .json(200, #"{"data":[],"meta":{}}"#)])
    let page = try await shop.read("inventory", limit: 2)
    #expect(page.records.map(\.key) == ["RE-130"])
    let last = try await shop.read("inventory", next: page.next, limit: 2)
    #expect(last.next == nil)
    #expect(shop.lines[2] == "GET /v3/inventory/items?page=2&limit=2")
    let error = try await failure { try await shop.read("inventory", .changes(since: Cursor("x"))) }
    #expect(error.kind == .refused)
  }
}
