public import ConnectorKit

/// How soon the requests of a flow get their turn at a connection: orders before stock before everything else. A buyer
/// waits for an order, a wrong level sells what is not there, and a description can wait.
public enum Urgency: Int, Sendable, Hashable, CaseIterable {
  case orders, stock, others

  /// Of a flow that writes such records.
  public init(_ subject: Subject?) {
    switch subject {
    case .orders: self = .orders
    case .stock: self = .stock
    case .products, .categories, .brands, .customers, nil: self = .others
    }
  }
}
