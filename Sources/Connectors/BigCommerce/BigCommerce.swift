public import ConnectorKit
import Types
import Values

/// A BigCommerce store, through its management API: v2 for orders and the store itself, v3 for all the rest.
public struct BigCommerce: Connector {
  private let settings: ConnectionSettings

  public init(settings: ConnectionSettings) {
    self.settings = settings
  }

  /// Are prices entered as the connection says? Any refusal of the credentials is thrown.
  public func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] {
    let answer = try await store(over: transport).get("/v2/store")
    let said = settings.text("prices")
    guard let isWithTax = answer.root?["is_price_entered_with_tax"]?.bool else {
      return ["The store does not say whether its prices are entered with VAT; the connection says prices: \(said)."]
    }
    let found = isWithTax ? "incl" : "excl"
    if said == found { return [] }
    let basis = isWithTax ? "with" : "without"
    return [
      "The store's prices are entered \(basis) VAT, but the connection \(settings.connection) says prices: \(said). "
        + "Write prices: \(found), and check the prices that its flows map."
    ]
  }

  public func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    try await entity(request.entity, over: transport).read(request)
  }

  public func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError)
    -> [[FoundRecord]]
  {
    try await entity(request.entity, over: transport).find(request)
  }

  public func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord
  {
    try await entity(request.entity, over: transport).write(request)
  }

  public func delete(_ request: DeleteRequest, over transport: any Transport) async throws(ConnectorError) {
    guard let products = try entity(request.entity, over: transport) as? Products else {
      throw ConnectorError(.refused, "records of \(request.entity) can't be deleted")
    }
    try await products.delete(request.record)
  }

  private func entity(_ name: String, over transport: any Transport) throws(ConnectorError) -> any StoreEntity {
    let store = store(over: transport)
    guard let declared = Self.declaration.entity(name) else {
      throw ConnectorError(.refused, "BigCommerce has no entity \(name)")
    }
    switch name {
    case "products": return Products(store: store, declared: declared)
    case "inventory": return Inventory(store: store, declared: declared)
    case "categories": return Categories(store: store, declared: declared)
    case "brands": return Brands(store: store, declared: declared)
    case "customers": return Customers(store: store, declared: declared)
    case "orders": return Orders(store: store, declared: declared)
    default:
      if let list = StoreList.lists.first(where: { $0.name == name }) { return StoreList(store: store, list: list) }
      throw ConnectorError(.refused, "the entity \(name) is declared, but can't be reached")
    }
  }

  private func store(over transport: any Transport) -> Store {
    Store(
      url: settings.text("url"), token: settings.secret("token"), timeoutSeconds: max(1, settings.whole("timeout")),
      transport: transport)
  }
}
