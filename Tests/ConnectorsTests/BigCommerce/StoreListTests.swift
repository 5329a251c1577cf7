import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct StoreListTests {
  @Test func everyListIsDeclaredAndOnlyRead() async throws {
    let shop = Shop([])
    for list in StoreList.lists {
      let entity = try #require(BigCommerce.declaration.entity(list.name))
      #expect(entity.reading != nil && entity.writing == nil, "\(list.name)")
      let error = try await failure { try await shop.create(list.name, []) }
      #expect(error.kind == .refused)
    }
    #expect(
      StoreList.lists.map(\.name) == [
        "order_statuses", "payment_methods", "shipping_methods", "tax_classes", "currencies", "customer_groups",
        "category_trees", "locations", "store",
      ])
  }

  @Test func taxClassesHaveNumbersThoughTheWireHasTexts() async throws {
    let shop = Shop([.json(200, #"[{"id":"0","name":"Default"},{"id":"1","name":"Hoog"}]"#)])
    let page = try await shop.read("tax_classes")
    #expect(page.records.map(\.key) == ["0", "1"])
    #expect(try page.records[1].json == ["id": 1, "name": "Hoog"])
    #expect(shop.lines == ["GET /v2/tax_classes?page=1&limit=50"])
  }

  @Test func statusesSayTheirWord() async throws {
    let shop = Shop([
      .json(200, #"[{"id":11,"name":"In behandeling","system_label":"Awaiting Fulfillment"},{"id":99,"name":"New"}]"#)
    ])
    let records = try await shop.read("order_statuses").records
    #expect(try records[0].json["status"] == "awaiting_fulfillment")
    #expect(try records[1].json == ["id": 99, "name": "New"])
  }

  @Test func methodsAreThoseOfAllZones() async throws {
    let shop = Shop([
      .json(200, #"[{"id":1,"name":"Nederland"},{"id":2,"name":"Europa"}]"#),
      .json(200, #"[{"id":4,"name":"Flat Rate","type":"perorder","settings":{"rate":4.95},"enabled":true}]"#),
      .json(200, #"[{"id":4,"name":"Flat Rate","type":"perorder","settings":{"rate":"9.9500"},"enabled":true}]"#),
    ])
    let records = try await shop.read("shipping_methods").records
    #expect(records.map(\.key) == ["1-4", "2-4"])
    #expect(
      try records[1].json
        == JSON.parse(
          #"{"id":"2-4","zone_id":2,"zone_name":"Europa","method_id":4,"name":"Flat Rate","type":"perorder","rate":9.95,"enabled":true}"#
        ))
    #expect(shop.lines.last == "GET /v2/shipping/zones/2/methods?page=1&limit=50")
  }

  @Test func aListThatKnowsNoPagesEndsAllTheSame() async throws {
    let whole = "[" + (0..<60).map { #"{"id":\#($0),"name":"S"}"# }.joined(separator: ",") + "]"
    let shop = Shop([.json(200, whole), .json(200, whole)])
    #expect(try await shop.read("order_statuses").records.count == 60)
  }

  @Test func anEmptyListIs204AndTheStoreIsOneRecord() async throws {
    let shop = Shop([
      .empty(204),
      .json(
        200,
        #"{"id":"abc","name":"Winkel","currency":"EUR","country_code":"NL","is_price_entered_with_tax":true,"timezone":{"name":"Europe/Amsterdam","raw_offset":3600}}"#
      ),
    ])
    #expect(try await shop.read("customer_groups").records.isEmpty)
    let store = try await shop.read("store").records
    #expect(
      try store.map { try $0.json } == [
        [
          "id": "abc", "name": "Winkel", "country_code": "NL", "currency": "EUR", "is_price_entered_with_tax": true,
          "timezone": ["name": "Europe/Amsterdam"],
        ]
      ])
  }

  @Test func entriesAreFoundByNumberOrName() async throws {
    let groups = #"[{"id":2,"name":"Zakelijk","discount_rules":[{"type":"all","method":"percent","amount":"5.0000"}]}]"#
    let shop = Shop([.json(200, groups), .json(200, groups)])
    let found = try await shop.find("customer_groups", by: ["name"], [[.text("zakelijk")], [.text("Ander")]])
    #expect(found.map(\.count) == [1, 0])
    #expect(try found[0][0].json["discount_rules"] == [["type": "all", "method": "percent", "amount": 5]])
    #expect(try await shop.find("customer_groups", by: ["id"], [[.whole(2)]])[0].map(\.key) == ["2"])
  }

  @Test func locationsAndTreesAreV3() async throws {
    let shop = Shop([
      .json(
        200, #"{"data":[{"id":2,"code":"WINKEL","label":"Winkel","type_id":"PHYSICAL","enabled":true}],"meta":{}}"#),
      .json(200, #"{"data":[{"id":1,"name":"Default","channels":[1,3]}],"meta":{}}"#),
    ])
    let location = try #require(try await shop.find("locations", by: ["code"], [[.text("WINKEL")]])[0].first)
    #expect(try location.json["type_id"] == "physical")
    #expect(try await shop.read("category_trees").records[0].json["channels"] == [1, 3])
    #expect(shop.lines == ["GET /v3/inventory/locations?page=1&limit=50", "GET /v3/catalog/trees?page=1&limit=50"])
  }
}
