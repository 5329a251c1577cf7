import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct ProductDeletionTests {
  private func delete(_ entity: String, _ shop: Shop) async throws {
    try await shop.connector.delete(
      DeleteRequest(entity: entity, record: try Shop.found("174", #"{"id":174}"#), idempotencyKey: "f/d/k/1"),
      over: shop.transport)
  }

  /// Asked twice, it is gone once: what is not there any more counts as deleted.
  @Test(arguments: [204, 404]) func aProductIsDeleted(status: Int) async throws {
    let shop = Shop([.json(status, "")])
    try await delete("products", shop)
    #expect(shop.lines == ["DELETE /v3/catalog/products/174"])
  }

  @Test func aRefusalIsOne() async throws {
    let shop = Shop([.json(409, #"{"status":409,"title":"it is in an order"}"#)])
    let error = try await failure { try await delete("products", shop) }
    #expect(error.kind == .conflict || error.kind == .refused)
  }

  /// Nothing else is: no other entity declares it.
  @Test func otherEntitiesAreNotDeleted() async throws {
    let able = BigCommerce.declaration.entities.filter { $0.writing?.canDelete == true }.map(\.name)
    #expect(able == ["products"])
    let shop = Shop([])
    #expect(try await failure { try await delete("customers", shop) }.kind == .refused)
    #expect(shop.lines.isEmpty)
  }
}
