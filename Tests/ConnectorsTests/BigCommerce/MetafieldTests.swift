import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct MetafieldTests {
  private static let product = #"{"id":7,"name":"Towel","sku":"S-1"}"#
  private static let list =
    #"{"data":[{"id":3,"namespace":"pim","key":"id","value":"A-1","permission_set":"read"}],"meta":{}}"#

  private static func page(_ product: String) -> ScriptedTransport.Answer {
    .json(200, #"{"data":[\#(product)],"meta":{"pagination":{"total":1}}}"#)
  }

  @Test func theyAreReadByNamespaceAndKeyIfTheFlowNamesThem() async throws {
    let shop = Shop([Self.page(Self.product), .json(200, Self.list), Self.page(Self.product)])
    let record = try await shop.read("products", fields: ["sku", "metafields.value"]).records[0]
    #expect(try record.json["metafields"] == [["id": 3, "name": "pim.id", "value": "A-1"]])
    #expect(shop.lines[1] == "GET /v3/catalog/products/7/metafields?page=1&limit=250")
    _ = try await shop.read("products", fields: ["sku"])
    #expect(shop.lines.count == 3)
  }

  @Test func whatIsFoundHasThemIfTheFlowWritesThem() async throws {
    let shop = Shop([Self.page(Self.product), .json(200, Self.list), Self.page(Self.product)])
    var request = FindRequest(entity: "products", fields: ["sku"], queries: [[.text("S-1")]], parts: ["metafields"])
    let found = try await shop.connector.find(request, over: shop.transport)
    #expect(try found[0][0].json["metafields"]?.array?.count == 1)
    request.parts = ["name"]
    let plain = try await shop.connector.find(request, over: shop.transport)
    #expect(try plain[0][0].json["metafields"] == nil)
  }

  @Test func onlyWhatDiffersIsWritten() async throws {
    let shop = Shop([
      .json(200, Self.list), .json(200, #"{"data":{"id":4},"meta":{}}"#), .json(200, #"{"data":{"id":3},"meta":{}}"#),
      .json(200, #"{"data":\#(Self.product),"meta":{}}"#), .json(200, Self.list),
    ])
    let found = try Shop.found("7", Self.product)
    _ = try await shop.update(
      "products", found,
      [WrittenField("metafields", .record([.text("pim.hash", "x"), .text("pim.id", "A-2")]))])
    #expect(
      shop.lines.prefix(3) == [
        "GET /v3/catalog/products/7/metafields?page=1&limit=250", "POST /v3/catalog/products/7/metafields",
        "PUT /v3/catalog/products/7/metafields/3",
      ])
    #expect(
      try shop.body(1) == ["permission_set": "app_only", "namespace": "pim", "key": "hash", "value": "x"])
    // Whom it was open to stays as it was.
    #expect(try shop.body(2) == ["permission_set": "read", "namespace": "pim", "key": "id", "value": "A-2"])
  }

  @Test func theSameAgainWritesNothingAndClearingDeletes() async throws {
    let whole: [ScriptedTransport.Answer] = [
      .json(200, #"{"data":\#(Self.product),"meta":{}}"#), .json(200, Self.list),
    ]
    let shop = Shop([.json(200, Self.list)] + whole + [.json(200, Self.list), .empty(204)] + whole)
    let found = try Shop.found("7", Self.product)
    _ = try await shop.update("products", found, [WrittenField("metafields", .record([.text("pim.id", "A-1")]))])
    #expect(shop.lines.allSatisfy { $0.hasPrefix("GET") })
    _ = try await shop.update(
      "products", found, [WrittenField("metafields", .record([WrittenField("pim.id", .cleared)]))])
    #expect(shop.lines[4] == "DELETE /v3/catalog/products/7/metafields/3")
  }

  @Test func aNameWithoutANamespaceIsRefused() async throws {
    let shop = Shop([.json(200, Self.list)])
    let error = try await failure {
      try await shop.update(
        "products", try Shop.found("7", Self.product), [WrittenField("metafields", .record([.text("hash", "x")]))])
    }
    #expect(
      error.message == "the metafield \"hash\" needs a namespace and a key with a point between them, as \"pim.id\", "
        + "each of at most 64 characters")
  }

  @Test func optionsAndModifiersAreReadByName() async throws {
    let product = """
      {"id":7,"name":"Towel","options":[{"id":1,"display_name":"Size","type":"rectangles",
      "option_values":[{"id":5,"label":"XL","sort_order":0,"is_default":false}]}],
      "modifiers":[{"id":2,"display_name":"Engraving","type":"text","required":false,"option_values":[]}]}
      """
    let shop = Shop([Self.page(product)])
    let record = try await shop.read("products", fields: ["options.display_name", "modifiers.required"]).records[0].json
    #expect(shop.lines[0].contains("include=options,modifiers&"))
    #expect(record["options"]?.array?.first?["option_values"]?.array?.first?["label"] == "XL")
    #expect(record["modifiers"]?.array?.first?["required"] == false)
  }
}
