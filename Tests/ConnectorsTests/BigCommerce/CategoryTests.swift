import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct CategoryTests {
  static func list(_ categories: String) -> ScriptedTransport.Answer {
    .json(200, #"{"data":[\#(categories)],"meta":{}}"#)
  }

  @Test func parentsComeBeforeTheirChildren() async throws {
    let shop = Shop([
      Self.list(
        """
        {"category_id":3,"parent_id":2,"name":"C"},{"category_id":2,"parent_id":1,"name":"B"},
        {"category_id":1,"parent_id":0,"name":"A","is_visible":true,"default_product_sort":"newest"}
        """)
    ])
    let page = try await shop.read("categories")
    #expect(page.records.map(\.key) == ["1", "2", "3"])
    #expect(
      try page.records[0].json
        == JSON.parse(
          #"{"category_id":1,"name":"A","parent_id":0,"is_visible":true,"default_product_sort":"newest"}"#))
    #expect(shop.lines == ["GET /v3/catalog/trees/categories?page=1&limit=250"])
  }

  @Test func aRingOfParentsLosesNothing() async throws {
    let shop = Shop([
      Self.list(#"{"category_id":1,"parent_id":2,"name":"A"},{"category_id":2,"parent_id":1,"name":"B"}"#)
    ])
    #expect(try await shop.read("categories").records.count == 2)
  }

  @Test func categoriesAreFoundBelowTheirParent() async throws {
    let shop = Shop([
      Self.list(#"{"category_id":4,"parent_id":2,"name":"Shoes"},{"category_id":5,"parent_id":3,"name":"Shoes"}"#)
    ])
    let found = try await shop.find("categories", by: ["name", "parent_id"], [[.text("shoes"), .whole(2)]])
    #expect(found.map { $0.map(\.key) } == [["4"]])
    #expect(shop.lines == ["GET /v3/catalog/trees/categories?name=shoes&parent_id:in=2&page=1&limit=250"])
  }

  @Test func aCategoryAtTheTopNamesItsTree() async throws {
    let shop = Shop([
      .json(200, #"{"data":[{"id":1,"name":"Tree"}],"meta":{}}"#),
      .json(201, #"{"data":[{"category_id":9,"parent_id":0,"name":"Shoes"}],"meta":{}}"#),
    ])
    let made = try await shop.create("categories", [.text("name", "Shoes"), .whole("parent_id", 0)])
    #expect(made.key == "9")
    #expect(try shop.body(1) == JSON.parse(#"[{"name":"Shoes","parent_id":0,"tree_id":1}]"#))
  }

  @Test func categoriesAndBrandsAreChangedByNumber() async throws {
    let shop = Shop([
      .json(200, #"{"data":[],"meta":{}}"#), Self.list(#"{"category_id":9,"parent_id":0,"name":"Boots"}"#),
      .json(200, #"{"data":{"id":3,"name":"Acme","page_title":"x"},"meta":{}}"#),
    ])
    _ = try await shop.update("categories", try Shop.found("9", "{}"), [.text("name", "Boots")])
    _ = try await shop.update("brands", try Shop.found("3", #"{"name":"Acme"}"#), [.text("page_title", "x")])
    #expect(try shop.body(0) == JSON.parse(#"[{"name":"Boots","category_id":9}]"#))
    #expect(shop.lines.last == "PUT /v3/catalog/brands/3")
    #expect(try shop.body(2) == ["page_title": "x", "name": "Acme"])
  }

  @Test func brandsAreReadAndFound() async throws {
    let shop = Shop([Self.list(#"{"id":1,"name":"Acme"}"#), Self.list(#"{"id":1,"name":"Acme"}"#)])
    let page = try await shop.read("brands", limit: 250)
    #expect(page.records.map(\.key) == ["1"])
    #expect(page.next == nil)
    #expect(try await shop.find("brands", by: ["name"], [[.text("ACME")]])[0].count == 1)
    #expect(shop.lines == ["GET /v3/catalog/brands?page=1&limit=250", "GET /v3/catalog/brands?name=ACME&limit=250"])
  }
}
