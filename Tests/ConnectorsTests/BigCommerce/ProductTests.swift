import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

@Suite struct ProductReadingTests {
  static func page(_ products: String, total: Int? = nil) -> ScriptedTransport.Answer {
    let meta = total.map { #"{"pagination":{"total":\#($0),"total_pages":1}}"# } ?? "{}"
    return .json(
      200, #"{"data":[\#(products)],"meta":\#(meta)}"#, headers: ["date": "Wed, 05 Sep 2018 21:00:00 GMT"])
  }

  static let jar = """
    {"id":174,"name":"Jar","type":"physical","sku":"","price":7.95,"sale_price":0,"cost_price":0,"weight":1,
    "tax_class_id":0,"categories":[23,21],"brand_id":36,"inventory_tracking":"none","condition":"New",
    "is_visible":true,"meta_keywords":[""],"date_modified":"2018-09-05T20:42:07+00:00",
    "preorder_release_date":null,"custom_url":{"url":"/jar/","is_customized":true},
    "custom_fields":[{"id":5,"name":"Origin","value":"France"}],
    "variants":[{"id":345,"sku":"","price":null,"option_values":[]}]}
    """

  @Test func wireFormsAreUndone() async throws {
    let shop = Shop([
      Self.page(Self.jar, total: 1), .json(200, #"{"data":[{"id":36,"name":"Le Parfait"}],"meta":{}}"#),
    ])
    let page = try await shop.read("products")
    let record = try #require(page.records.first)
    #expect(record.key == "174")
    #expect(
      try record.json
        == JSON.parse(
          """
          {"id":174,"name":"Jar","type":"physical","condition":"new","price":7.95,"cost_price":0,"tax_class_id":0,
          "is_visible":true,"weight":1,"meta_keywords":[],"custom_url":{"url":"/jar/","is_customized":true},
          "inventory_tracking":"none","categories":[23,21],"brand_id":36,"brand_name":"Le Parfait",
          "custom_fields":[{"id":5,"name":"Origin","value":"France"}],"variants":[],
          "date_modified":"2018-09-05T20:42:07Z"}
          """))
    #expect(
      shop.lines == [
        "GET /v3/catalog/products?include=variants,custom_fields&id:greater=0&sort=id&direction=asc&limit=100",
        "GET /v3/catalog/brands?id:in=36&include_fields=name&limit=250",
      ])
    #expect(page.next == nil)
    #expect(page.cursor == Cursor("2018-09-05T20:42:07Z"))
  }

  @Test func pagesGoOnAfterTheLastId() async throws {
    let first = #"{"id":5,"name":"A","date_modified":"2018-09-05T23:00:00+00:00"}"#
    let second = #"{"id":9,"name":"B","date_modified":"2018-09-05T20:00:00+00:00"}"#
    // The page is shorter than its limit, as pages with variants may be.
    let shop = Shop([Self.page(first, total: 2), Self.page(second, total: 1)])
    let page = try await shop.read("products", fields: ["name"])
    #expect(page.cursor == nil)
    let last = try await shop.read("products", next: page.next, fields: ["name"])
    #expect(last.next == nil)
    #expect(
      shop.lines == [
        "GET /v3/catalog/products?exclude_fields=description&id:greater=0&sort=id&direction=asc&limit=100",
        "GET /v3/catalog/products?exclude_fields=description&id:greater=5&sort=id&direction=asc&limit=100",
      ])
    // Not the newest change, but the server's clock when the reading began: it came while pages were read.
    #expect(last.cursor == Cursor("2018-09-05T21:00:00Z"))
  }

  @Test func withoutATotalOnlyAnEmptyPageIsTheLast() async throws {
    let shop = Shop([Self.page(#"{"id":5,"date_modified":"2018-09-05T20:00:00Z"}"#), Self.page("")])
    let page = try await shop.read("products", fields: ["name"])
    let last = try await shop.read("products", next: page.next, fields: ["name"])
    #expect(last.records.isEmpty)
    #expect(last.cursor == Cursor("2018-09-05T20:00:00Z"))
  }

  @Test func changesAreReadWithAMinuteOfOverlap() async throws {
    let shop = Shop([Self.page("", total: 0)])
    let page = try await shop.read("products", .changes(since: Cursor("2018-09-05T20:42:07Z")), fields: ["name"])
    #expect(shop.lines[0].contains("date_modified:min=2018-09-05T20%3A41%3A07%2B00%3A00&"))
    #expect(page.cursor == nil)
    let error = try await failure { try await shop.read("products", .changes(since: Cursor("yesterday"))) }
    #expect(error.kind == .refused)
  }

  @Test func keysAreReadInBatches() async throws {
    let shop = Shop([Self.page(#"{"id":7,"name":"A"}"#, total: 1)])
    let page = try await shop.read("products", .keys(["7", "8", "x"]), fields: ["name"])
    #expect(page.records.map(\.key) == ["7"])
    #expect(shop.lines[0].contains("id:in=7,8&"))
  }

  @Test func aVariantPriceThatIsInheritedIsMissing() async throws {
    let variants = """
      {"id":1,"name":"Shirt","variants":[{"id":11,"sku":"S-1","price":null,"sale_price":8.5,"map_price":{},\
      "purchasing_disabled":false,"gtin":"","option_values":[{"id":3,"label":"Red","option_id":2,\
      "option_display_name":"Colour"}]}]}
      """
    let shop = Shop([Self.page(variants, total: 1)])
    let record = try #require(try await shop.read("products").records.first)
    #expect(
      try record.json["variants"]
        == JSON.parse(
          """
          [{"id":11,"sku":"S-1","sale_price":8.5,"purchasing_disabled":false,
          "option_values":[{"id":3,"option_id":2,"option_display_name":"Colour","label":"Red"}]}]
          """))
  }

  @Test func productsAreFoundBySKUWithoutLetterCase() async throws {
    let shop = Shop([Self.page(#"{"id":1,"sku":"AB-1"},{"id":2,"sku":"ab-12"}"#, total: 2)])
    let found = try await shop.find("products", by: ["sku"], [[.text("ab-1")], [.text("zz")], [.missing]])
    #expect(found.map { $0.map(\.key) } == [["1"], [], []])
    #expect(shop.lines[0].contains("sku:in=ab-1,zz&id:greater=0"))
  }

  @Test func twoAreEnoughToSeeThatItIsNotOne() async throws {
    let alike = (1...3).map { #"{"id":\#($0),"sku":"A"}"# }.joined(separator: ",")
    let shop = Shop([Self.page(alike, total: 3)])
    #expect(try await shop.find("products", by: ["sku"], [[.text("A")]])[0].map(\.key) == ["1", "2"])
  }

  @Test func whatIsNoWayOfFindingIsRefused() async throws {
    let shop = Shop([])
    let error = try await failure { try await shop.find("products", by: ["weight"], [[.whole(1)]]) }
    #expect(error.message == "products of BigCommerce can't be found by weight")
  }

  @Test func aFieldOfAnotherKindIsMisunderstood() async throws {
    let shop = Shop([Self.page(#"{"id":1,"price":"cheap"}"#, total: 1)])
    let error = try await failure { try await shop.read("products") }
    #expect(error.kind == .misunderstood)
    #expect(error.message.contains("bigcommerce.products.price"))
  }
}

@Suite struct ProductWritingTests {
  @Test func oneCallMakesAProductWithItsVariants() async throws {
    let shop = Shop([
      .json(
        200,
        """
        {"data":{"id":184,"name":"Mug","brand_id":7,"variants":[{"id":1,"sku":"M-B","option_values":[{"id":1,\
        "option_id":2,"label":"Blue","option_display_name":"Colour"}]}],"custom_fields":[]},"meta":{}}
        """)
    ])
    let variant: [WrittenField] = [
      .text("sku", "M-B"), WrittenField("price", .cleared),
      WrittenField("option_values", .list([[.text("option_display_name", "Colour"), .text("label", "Blue")]])),
    ]
    let made = try await shop.create(
      "products",
      [
        .text("name", "Mug"), .text("type", "physical"), .number("price", "10.50"), .whole("weight", 4),
        .text("condition", "new"), .text("brand_name", "Huismerk"),
        WrittenField("sale_price", .cleared), WrittenField("custom_fields", .record([.text("Origin", "NL")])),
        WrittenField("variants", .entries([EntryChange(.create, fields: variant)])),
      ])
    #expect(shop.lines == ["POST /v3/catalog/products"])
    #expect(
      try shop.body(0)
        == JSON.parse(
          """
          {"name":"Mug","type":"physical","price":10.5,"weight":4,"condition":"New","brand_name":"Huismerk",
          "custom_fields":[{"name":"Origin","value":"NL"}],"categories":[],
          "variants":[{"sku":"M-B","option_values":[{"option_display_name":"Colour","label":"Blue"}]}]}
          """))
    #expect(made.key == "184")
    #expect(try made.json["brand_name"] == "Huismerk")
    #expect(try made.json["variants"]?[0]?["sku"] == "M-B")
  }

  @Test func onlyWhatIsHandedOverIsPut() async throws {
    let shop = Shop([.json(200, #"{"data":{"id":5,"name":"A","sale_price":0,"brand_id":0},"meta":{}}"#)])
    let found = try Shop.found("5", #"{"id":5,"brand_name":"Old"}"#)
    let now = try await shop.update(
      "products", found,
      [.text("name", "A"), WrittenField("sale_price", .cleared), WrittenField("brand_name", .cleared)])
    #expect(shop.lines == ["PUT /v3/catalog/products/5?include=variants,custom_fields"])
    #expect(try shop.body(0) == JSON.parse(#"{"name":"A","sale_price":0,"brand_id":0}"#))
    #expect(shop.transport.requests[0].isRepeatable)
    #expect(try now.json["brand_name"] == nil)
  }

  @Test func whatCannotBeClearedIsRefusedBeforeAnythingIsSent() async throws {
    let shop = Shop([])
    let found = try Shop.found("5", #"{"id":5}"#)
    let error = try await failure { try await shop.update("products", found, [WrittenField("name", .cleared)]) }
    #expect(error.kind == .refused)
  }

  @Test func customFieldsAreMatchedByName() async throws {
    let shop = Shop([
      .json(200, #"{"data":{},"meta":{}}"#), .json(200, #"{"data":{},"meta":{}}"#), .empty(204),
      .json(200, #"{"data":{"id":5,"custom_fields":[]},"meta":{}}"#),
    ])
    let found = try Shop.found(
      "5",
      """
      {"id":5,"custom_fields":[{"id":1,"name":"Origin","value":"NL"},{"id":2,"name":"Old","value":"x"},
      {"id":3,"name":"Same","value":"y"}]}
      """)
    let fields: [WrittenField] = [
      .text("Origin", "BE"), .text("Fresh", "yes"), WrittenField("Old", .cleared), .text("Same", "y"),
    ]
    _ = try await shop.update("products", found, [WrittenField("custom_fields", .record(fields))])
    #expect(
      shop.lines == [
        "PUT /v3/catalog/products/5/custom-fields/1", "POST /v3/catalog/products/5/custom-fields",
        "DELETE /v3/catalog/products/5/custom-fields/2",
        "GET /v3/catalog/products/5?include=variants,custom_fields",
      ])
    #expect(try shop.body(0) == ["name": "Origin", "value": "BE"])
    #expect(try shop.body(1) == ["name": "Fresh", "value": "yes"])
  }

  @Test func variantsAreChangedHiddenAndMade() async throws {
    let shop = Shop([
      .json(200, #"{"data":{},"meta":{}}"#), .json(200, #"{"data":[],"meta":{}}"#),
      .json(
        200,
        #"{"data":[{"id":2,"display_name":"Colour","option_values":[{"id":3,"label":"Red"}]}],"meta":{}}"#),
      .json(200, #"{"data":{"id":4,"label":"Blue"},"meta":{}}"#),
      .json(200, #"{"data":{"id":8,"display_name":"Size","option_values":[{"id":9,"label":"XL"}]},"meta":{}}"#),
      .json(200, #"{"data":{},"meta":{}}"#), .json(200, #"{"data":{"id":5,"variants":[]},"meta":{}}"#),
    ])
    let changes = [
      EntryChange(.update(existing: ["id": 11]), fields: [.number("price", "9.99")]),
      EntryChange(.update(existing: ["id": 12]), fields: [.text("gtin", "8710000000001")]),
      EntryChange(.hide(existing: ["id": 13]), fields: [.yes("purchasing_disabled", true)]),
      EntryChange(
        .create,
        fields: [
          .text("sku", "S-B"),
          WrittenField(
            "option_values",
            .list([
              [.text("option_display_name", "colour"), .text("label", "Blue")],
              [.text("option_display_name", "Size"), .text("label", "XL")],
            ])),
        ]),
    ]
    _ = try await shop.update("products", try Shop.found("5", "{}"), [WrittenField("variants", .entries(changes))])
    #expect(
      shop.lines == [
        "PUT /v3/catalog/products/5/variants/12", "PUT /v3/catalog/variants",
        "GET /v3/catalog/products/5/options?limit=250", "POST /v3/catalog/products/5/options/2/values",
        "POST /v3/catalog/products/5/options", "POST /v3/catalog/products/5/variants",
        "GET /v3/catalog/products/5?include=variants,custom_fields",
      ])
    #expect(
      try shop.body(1)
        == JSON.parse(#"[{"price":9.99,"id":11},{"purchasing_disabled":true,"id":13}]"#))
    #expect(
      try shop.body(5)
        == JSON.parse(#"{"sku":"S-B","option_values":[{"id":4,"option_id":2},{"id":9,"option_id":8}]}"#))
    #expect(shop.transport.requests[5].isRepeatable == false)
  }

  @Test func aPriceIsTakenAwayByANullThatTheBatchDoesNotTake() async throws {
    let shop = Shop([.json(200, #"{"data":{}}"#), .json(200, #"{"data":{"id":5}}"#)])
    let change = EntryChange(.update(existing: ["id": 11]), fields: [WrittenField("price", .cleared)])
    _ = try await shop.update("products", try Shop.found("5", "{}"), [WrittenField("variants", .entries([change]))])
    #expect(shop.lines.first == "PUT /v3/catalog/products/5/variants/11")
    #expect(try shop.body(0) == ["price": nil])
  }

  @Test func manyVariantsGoInFifties() async throws {
    let shop = Shop([
      .json(200, #"{"data":[]}"#), .json(200, #"{"data":[]}"#), .json(200, #"{"data":{"id":5}}"#),
    ])
    let changes = (1...60).map {
      EntryChange(.update(existing: ["id": .whole(Int64($0))]), fields: [.number("price", "1")])
    }
    _ = try await shop.update("products", try Shop.found("5", "{}"), [WrittenField("variants", .entries(changes))])
    #expect(try (0...1).map { try shop.body($0).array?.count } == [50, 10])
  }

  @Test func aVariantListCannotBeWrittenAsAWhole() async throws {
    let shop = Shop([])
    let found = try Shop.found("5", "{}")
    let error = try await failure {
      try await shop.update("products", found, [WrittenField("variants", .list([]))])
    }
    #expect(error.kind == .refused)
  }

  @Test func aProductThatWasStoredInPartIsSaid() async throws {
    let body = #"{"data":{"id":1},"errors":{"custom_url":"The URL is taken"},"meta":{}}"#
    let shop = Shop([.json(207, body)])
    let error = try await failure { try await shop.create("products", [.text("name", "A")]) }
    #expect(error.kind == .refused)
    #expect(error.fields == [.init("custom_url", "The URL is taken")])
  }
}
