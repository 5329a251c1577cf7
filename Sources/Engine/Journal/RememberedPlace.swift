/// Where a flow found one of its two systems when it ran last. What is remembered of records is about that system.
public struct RememberedPlace: Sendable, Hashable {
  public var flow: String
  /// The name by which the flow calls the system.
  public var connection: String
  /// Host, port and path; never a credential.
  public var address: String

  public init(flow: String, connection: String, address: String) {
    self.flow = flow
    self.connection = connection
    self.address = address
  }
}

/// Where the two systems of a flow stand, each by host, port and path; nil if that is not known.
public struct PairedAddresses: Sendable, Hashable {
  public var source: String?
  public var target: String?

  public init(source: String? = nil, target: String? = nil) {
    self.source = source
    self.target = target
  }
}

extension Pairing {
  /// The name before the point of `mplus.articles`.
  public var sourceConnection: String { Self.connection(source) }
  public var targetConnection: String { Self.connection(target) }

  /// A side whose address is not known is left out, and a system that is both sides counts once.
  public func places(of flow: String, _ addresses: PairedAddresses) -> [RememberedPlace] {
    var places: [RememberedPlace] = []
    for (connection, address) in [(sourceConnection, addresses.source), (targetConnection, addresses.target)] {
      guard let address else { continue }
      let place = RememberedPlace(flow: flow, connection: connection, address: address)
      if !places.contains(place) { places.append(place) }
    }
    return places
  }

  private static func connection(_ entity: String) -> String { String(entity.prefix { $0 != "." }) }
}
