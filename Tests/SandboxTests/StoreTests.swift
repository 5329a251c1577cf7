import Testing
import Values

@testable import Sandbox

@Suite struct StoreTests {
  var shop = StoreService.forTests(isEmpty: true)

  private let bread =
    #"{"name":"Brood","type":"physical","weight":0,"price":"2.29999","sku":"1001","brand_name":"Huismerk"}"#

  @Test mutating func tokenContentTypeAndQuota() throws {
    let wrong = SimulatedRequest("GET", "/stores/abc/v3/catalog/products", headers: ["X-Auth-Token": "no"])
    #expect(shop.handle(wrong).status == 401)
    let typeless = SimulatedRequest(
      "POST", "/stores/abc/v3/catalog/products", headers: ["X-Auth-Token": "t"], body: Array(bread.utf8))
    #expect(shop.handle(typeless).status == 415)
    #expect(shop.call("GET", "v3/nothing").status == 404)
    #expect(shop.call("POST", "v3/catalog/products", "{").status == 400)

    shop.quota = 6
    let fifth = shop.call("GET", "v3/catalog/products")
    #expect(fifth.header("x-rate-limit-requests-left") == "1")
    #expect(shop.call("GET", "v3/catalog/products").status == 200)
    let refused = shop.call("GET", "v3/catalog/products")
    #expect(refused.status == 429)
    #expect(refused.header("X-Rate-Limit-Time-Reset-Ms") == "30000")
    shop.store.now += 30
    #expect(shop.call("GET", "v3/catalog/products").status == 200)
  }

  @Test mutating func aProductIsMadeReadAndChanged() throws {
    let made = try shop.json(200, "POST", "v3/catalog/products", bread)
    let product = try #require(made["data"])
    let id = try #require(product.int("id"))
    #expect(product["price"] == .number(try #require(DecimalNumber("2.3"))))
    #expect(product.list("variants").count == 1)
    #expect(try shop.data("v3/catalog/brands?name=huismerk").first?.int("id") == product.int("brand_id"))

    shop.store.now += 60
    let changed = try shop.json(
      200, "PUT", "v3/catalog/products", #"[{"id":\#(id),"description":"<b>x</b>","no_such":1}]"#)
    #expect(changed.list("data").first?.text("description") == "<b>x</b>")
    #expect(try shop.data("v3/catalog/products?date_modified:min=2026-06-01T10:00:30%2B00:00").count == 1)
    #expect(try shop.data("v3/catalog/products?date_modified:max=2026-06-01T10:00:30%2B00:00").isEmpty)
    let short = try shop.data("v3/catalog/products?sku:in=1001,1002&include_fields=sku")
    #expect(short == [["id": .int(id), "sku": "1001"]])
    // A filter that is not known is ignored, and everything comes back.
    #expect(try shop.data("v3/catalog/products?skuu=5").count == 1)
  }

  @Test(arguments: [
    (#"{"name":"x","type":"physical"}"#, 422, "weight"),
    (#"{"name":"x","type":"boat","weight":1,"price":1}"#, 422, "type"),
    (#"{"name":"x","type":"physical","weight":1,"price":"cheap"}"#, 422, "price"),
    (#"{"name":"BROOD ","type":"physical","weight":1,"price":1}"#, 409, "name"),
    (#"{"name":"y","type":"physical","weight":1,"price":1,"sku":"1001"}"#, 409, "sku"),
    (#"{"name":"y","type":"physical","weight":1,"price":1,"tax_class_id":9}"#, 409, "tax_class_id"),
  ])
  mutating func aWrongProductIsRefusedByField(body: String, status: Int, field: String) throws {
    _ = try shop.json(200, "POST", "v3/catalog/products", bread)
    let refusal = try shop.json(status, "POST", "v3/catalog/products", body)
    #expect(refusal["errors"]?[field] != nil)
    #expect(refusal.int("status") == status)
    #expect(shop.store.products.count == 1)
  }

  @Test mutating func variantsMakeTheirOptions() throws {
    let shirt = """
      {"name":"Overhemd","type":"physical","weight":1,"price":10,"inventory_tracking":"variant","variants":[
      {"sku":"a","option_values":[{"option_display_name":"Maat","label":"M"},{"option_display_name":"Kleur","label":"blauw"}]},
      {"sku":"b","price":12,"option_values":[{"option_display_name":"Maat","label":"L"},{"option_display_name":"Kleur","label":"blauw"}]}]}
      """
    let made = try #require(try shop.json(200, "POST", "v3/catalog/products", shirt)["data"])
    let id = try #require(made.int("id"))
    #expect(made["base_variant_id"]?.isNull == true)
    #expect(made.list("options").map { $0.list("option_values").count } == [2, 1])
    let same =
      #"{"sku":"c","option_values":[{"option_display_name":"Maat","label":"L"},{"option_display_name":"Kleur","label":"blauw"}]}"#
    #expect(shop.call("POST", "v3/catalog/products/\(id)/variants", same).status == 409)
    let partial = #"{"sku":"c","option_values":[{"option_display_name":"Maat","label":"XL"}]}"#
    #expect(shop.call("POST", "v3/catalog/products/\(id)/variants", partial).status == 422)
    #expect(shop.call("POST", "v3/catalog/products", bread.replacing("\"1001\"", with: "\"A\"")).status == 409)
    let variant = try #require(try shop.data("v3/catalog/variants?sku=b").first)
    let put = try shop.json(
      200, "PUT", "v3/catalog/variants", #"[{"id":\#(variant.int("id") ?? 0),"gtin":"8712345678906"}]"#)
    #expect(put.list("data").first?.text("gtin") == "8712345678906")
    #expect(
      try shop.json(422, "PUT", "v3/catalog/variants", #"[{"id":999,"gtin":"1"}]"#).list("batch_errors").count == 1)
    #expect(
      try shop.json(200, "GET", "v3/catalog/products/\(id)?include=variants")["data"]?.list("variants").count == 2)

    let levels =
      #"{"reason":"x","items":[{"location_id":1,"sku":"a","quantity":3},{"location_id":1,"sku":"b","quantity":4}]}"#
    _ = try shop.json(200, "PUT", "v3/inventory/adjustments/absolute", levels)
    #expect(try shop.json(200, "GET", "v3/catalog/products/\(id)")["data"]?.int("inventory_level") == 7)
    let whole = #"{"items":[{"location_id":1,"product_id":\#(id),"quantity":3}]}"#
    #expect(shop.call("PUT", "v3/inventory/adjustments/absolute", whole).status == 422)
  }

  @Test mutating func stockIsAbsoluteAndBatchesAreWhole() throws {
    _ = try shop.json(200, "POST", "v3/catalog/products", bread)
    let half = #"{"items":[{"location_id":1,"sku":"1001","quantity":9},{"location_id":1,"sku":"?","quantity":9}]}"#
    #expect(shop.call("PUT", "v3/inventory/adjustments/absolute", half).status == 422)
    #expect(shop.store.levels.isEmpty)
    let both = #"{"items":[{"location_id":1,"sku":"1001","product_id":1,"quantity":9}]}"#
    #expect(shop.call("PUT", "v3/inventory/adjustments/absolute", both).status == 422)
    for _ in 0..<2 {
      let right = #"{"items":[{"location_id":1,"sku":"1001","quantity":9}]}"#
      _ = try shop.json(200, "PUT", "v3/inventory/adjustments/absolute", right)
    }
    let item = try #require(try shop.data("v3/inventory/items?sku:in=1001,1002").first)
    #expect(item.list("locations").first?.int("available_to_sell") == 9)
    #expect(try shop.data("v3/inventory/locations").count == 2)
  }

  @Test mutating func batchesHaveTheirMaxima() throws {
    func many(_ count: Int) -> String { "[" + (0..<count).map { #"{"id":\#($0)}"# }.joined(separator: ",") + "]" }
    #expect(shop.call("PUT", "v3/catalog/products", many(11)).status == 413)
    #expect(shop.call("PUT", "v3/catalog/variants", many(51)).status == 413)
    #expect(shop.call("POST", "v3/customers", many(11)).status == 413)
    #expect(shop.call("GET", "v2/orders?limit=251").status == 413)
    #expect(shop.call("GET", "v3/catalog/products?limit=251").status == 422)
  }

  @Test mutating func customersAreUniqueByEmail() throws {
    let anna =
      #"[{"email":"Anna@Example.nl","first_name":"Anna","last_name":"de Vries","addresses":[{"first_name":"A","last_name":"B","address1":"Kerkpad 1","city":"Ede","country_code":"NL"}]}]"#
    let made = try shop.json(200, "POST", "v3/customers", anna)
    let id = try #require(made.list("data").first?.int("id"))
    let twice = try shop.json(422, "POST", "v3/customers", anna.replacing("Anna@", with: "anna@"))
    #expect(twice["errors"]?.text(".customer_create") == "Error creating customers")
    let found = try shop.data("v3/customers?email:in=anna@example.nl&include=addresses,formfields")
    #expect(found.count == 1)
    #expect(found.first?.list("addresses").first?.text("country") == "Netherlands")
    let same =
      #"[{"customer_id":\#(id),"first_name":"A","last_name":"B","address1":"Kerkpad 1","city":"Ede","country_code":"NL"}]"#
    #expect(try shop.json(200, "POST", "v3/customers/addresses", same).list("data").isEmpty)
    #expect(try shop.data("v3/customers/addresses?customer_id:in=\(id)").count == 1)
    _ = try shop.json(200, "PUT", "v3/customers", #"[{"id":\#(id),"company":"Bloem BV"}]"#)
    #expect(try shop.data("v3/customers?id:in=\(id)").first?.text("company") == "Bloem BV")
  }

  @Test mutating func categoriesFormATree() throws {
    let made = try shop.json(201, "POST", "v3/catalog/trees/categories", #"[{"name":"Kaas","tree_id":1}]"#)
    let root = try #require(made.list("data").first?.int("category_id"))
    _ = try shop.json(201, "POST", "v3/catalog/categories", #"{"name":"Jong","parent_id":\#(root)}"#)
    #expect(shop.call("POST", "v3/catalog/categories", #"{"name":"jong","parent_id":\#(root)}"#).status == 409)
    #expect(try shop.data("v3/catalog/trees/categories?parent_id=\(root)").first?.text("name") == "Jong")
  }

  @Test mutating func customFieldsAreKeptAsPairs() throws {
    let id = try #require(try shop.json(200, "POST", "v3/catalog/products", bread)["data"]?.int("id"))
    let path = "v3/catalog/products/\(id)/custom-fields"
    let made = try shop.json(200, "POST", path, #"{"name":"Herkomst","value":"NL"}"#)
    #expect(shop.call("POST", path, #"{"name":"Herkomst","value":"NL"}"#).status == 422)
    let field = try #require(made["data"]?.int("id"))
    #expect(try shop.json(200, "PUT", "\(path)/\(field)", #"{"value":"BE"}"#)["data"]?.text("value") == "BE")
    #expect(shop.call("DELETE", "\(path)/\(field)").status == 204)
    #expect(try shop.data(path).isEmpty)
  }
}
