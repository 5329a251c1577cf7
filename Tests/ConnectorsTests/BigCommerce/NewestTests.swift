import ConnectorKit
import Testing
import Types
import Values

@testable import Connectors

/// The newest records, and what they hold beside the declared fields: for those who look at an account.
@Suite struct NewestTests {
  private func request(_ entity: String, _ fields: Set<String>, showsUndeclared: Bool = false) -> ReadRequest {
    var request = ReadRequest(entity: entity, selection: .all, limit: 50, fields: fields)
    request.isNewestFirst = true
    request.showsUndeclared = showsUndeclared
    return request
  }

  @Test func ordersComeNewestFirstOnOnePage() async throws {
    let shop = Shop([.json(200, #"[{"id":12,"cart_id":"c","currency_id":1,"products":{"url":"x"}},{"id":11}]"#)])
    let page = try await shop.connector.read(request("orders", ["id"], showsUndeclared: true), over: shop.transport)
    #expect(page.records.map(\.key) == ["12", "11"])
    #expect(page.next == nil && page.cursor == nil)
    #expect(try page.records[0].json["cart_id"] == "c")
    #expect(try page.records[0].json["currency_id"] == 1)
    #expect(try page.records[0].json["products"] == nil)
    #expect(shop.lines == ["GET /v2/orders?sort=id%3Adesc&limit=50"])
  }

  @Test func aFieldThatTheFlowNamesIsReadThoughNotDeclared() async throws {
    let shop = Shop([.json(200, #"[{"id":12,"cart_id":"c","currency_id":1}]"#)])
    let record = try #require(try await shop.read("orders", fields: ["id", "currency_id"]).records.first)
    #expect(try record.json == ["id": 12, "currency_id": 1])
  }

  @Test func productsAndCustomersGoBackwardsToo() async throws {
    let shop = Shop([
      .json(200, #"{"data":[{"id":9,"name":"x","view_count":3}],"meta":{}}"#), .json(200, #"{"data":[],"meta":{}}"#),
    ])
    let products = try await shop.connector.read(request("products", ["id", "view_count"]), over: shop.transport)
    #expect(try products.records[0].json["view_count"] == 3)
    _ = try await shop.connector.read(request("customers", ["id"]), over: shop.transport)
    #expect(
      shop.lines == [
        "GET /v3/catalog/products?exclude_fields=description&sort=id&direction=desc&limit=50",
        "GET /v3/customers?sort=date_created%3Adesc&limit=50",
      ])
  }

  /// Every field that hangs on a list of the account names one that is there, by a field that it has.
  @Test(arguments: [BigCommerce.declaration, Mplus.declaration])
  func listsAreThere(declaration: ConnectorDeclaration) throws {
    var count = 0
    for entity in declaration.entities {
      for field in entity.record.fields {
        guard let place = field.accountList else { continue }
        count += 1
        let list = try #require(declaration.entity(place.entity), "\(field.name)")
        #expect(list.listing != nil && list.record.field(place.key) != nil, "\(field.name)")
      }
      if let listing = entity.listing {
        let label = try #require(entity.record.field(listing.label), "\(entity.name)")
        #expect(!label.isPersonal)
      }
    }
    #expect(count >= 2)
  }
}
