import ConnectorKit

/// Where the requests of one connection may go: to the scheme, host and port of its own url, and to no other.
struct Destination: Sendable {
  let address: WebAddress

  /// The names by which a machine calls itself.
  private static let ownNames: Set<String> = ["localhost", "localhost.localdomain", "ip6-localhost"]

  /// https everywhere; plain http only to this machine, where the simulated systems are.
  init(_ url: String, for name: String) throws(ConnectorError) {
    do throws(WebAddress.Problem) { address = try WebAddress(url) } catch {
      throw ConnectorError(.refused, "\(name) was not sent: the connection's url \(error.message)")
    }
    switch address.scheme {
    case "https": return
    case "http" where isThisMachine: return
    case "http":
      throw ConnectorError(
        .refused,
        "\(name) was not sent: http:// is accepted for this machine only; write https:// for \(address.shownHost)")
    default: throw ConnectorError(.refused, "\(name) was not sent: the connection's url must begin with https://")
    }
  }

  private var isThisMachine: Bool {
    Self.ownNames.contains(address.host) || address.ip?.isLoopback == true
  }

  /// Scheme, host and port as they are sent, whatever way they were written.
  var origin: String { "\(address.scheme)://\(address.shownHost):\(port)" }

  private var port: Int { address.port ?? (address.scheme == "http" ? 80 : 443) }

  /// Refuses what does not go to the connection's own system.
  func check(_ request: HTTPRequest) throws(ConnectorError) {
    let wanted = try Destination(request.url.visible, for: request.name)
    guard wanted.origin == origin else {
      throw ConnectorError(
        .refused,
        "\(request.name) was not sent: it leads to \(wanted.address.shownHost), and the connection's url to "
          + "\(address.shownHost); a connection sends to its own url only")
    }
  }

  /// Refuses addresses inside of networks, unless the url itself names one. Every address of a name counts: whoever
  /// answers for it could choose.
  func check(_ found: [IPAddress], _ name: String) throws(ConnectorError) {
    for ip in found where !isAllowed(ip) {
      throw ConnectorError(
        .refused,
        "\(name) was not sent: \(address.shownHost) leads to \(ip), \(Self.words(ip.reach)). Such an address is only "
          + "used if the connection's url itself names it: url: \(address.scheme)://\(Self.shown(ip))")
    }
  }

  private func isAllowed(_ ip: IPAddress) -> Bool {
    if address.ip == ip { return true }
    if Self.ownNames.contains(address.host) { return ip.reach == .thisMachine }
    return ip.reach == .everywhere
  }

  private static func shown(_ ip: IPAddress) -> String { ip.bytes.count == 16 ? "[\(ip)]" : "\(ip)" }

  private static func words(_ reach: IPAddress.Reach) -> String {
    switch reach {
    case .everywhere: "an address of another machine"
    case .thisMachine: "which is this machine itself"
    case .privateNetwork: "which is inside of a private network"
    case .linkLocal: "which is on the local cable only"
    case .nowhere: "which is reserved and belongs to no system"
    }
  }
}
