public import ConnectorKit

/// MplusKASSA: a till with stock, customers, orders and invoices, reached by SOAP.
public struct Mplus: Connector {
  private let door: MplusDoor
  private let relations: RelationIndex?

  public init(settings: ConnectionSettings) {
    door = MplusDoor(settings: settings)
    relations = settings.text("relations") == "search" ? nil : RelationIndex()
  }

  /// The protocol version that this connector speaks. The vendor raises it only when it breaks something.
  private static let protocolVersion = 1

  public func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] {
    let version = try await door.send(.read("getApiVersion"), over: transport)
    guard let major = version.filled("majorNumber") else {
      throw ConnectorError(.misunderstood, "Mplus answered getApiVersion without a version")
    }
    if major == String(Mplus.protocolVersion) { return [] }
    return ["Mplus speaks version \(major) of its protocol; this connector knows version \(Mplus.protocolVersion)"]
  }

  public func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    do throws(ConnectorError) { return try await desk(request.entity).read(request, over: transport) } catch {
      throw door.masked(error)
    }
  }

  public func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError)
    -> [[FoundRecord]]
  {
    do throws(ConnectorError) { return try await desk(request.entity).find(request, over: transport) } catch {
      throw door.masked(error)
    }
  }

  public func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError)
    -> FoundRecord
  {
    do throws(ConnectorError) { return try await desk(request.entity).write(request, over: transport) } catch {
      throw door.masked(error)
    }
  }

  private func desk(_ entity: String) throws(ConnectorError) -> any MplusDesk {
    switch entity {
    case "articles": return ArticleDesk(door: door)
    case "products": return ProductDesk(door: door)
    case "article_groups": return GroupDesk(door: door)
    case "stock": return StockDesk(door: door)
    case "relations": return RelationDesk(door: door, index: relations)
    case "orders": return OrderDesk(door: door)
    case "invoices": return InvoiceDesk(door: door)
    default:
      if let list = ListDesk.lists.first(where: { $0.name == entity }) {
        return ListDesk(door: door, list: list)
      }
      throw ConnectorError(.refused, "Mplus has no entity \(entity)")
    }
  }
}
