import ConnectorKit

/// The parts of a URL that decide whether something may be sent to it.
struct Address {
  let scheme: String
  let host: String

  init(_ url: String) {
    guard let end = url.firstRange(of: "://") else {
      scheme = ""
      host = ""
      return
    }
    scheme = url[..<end.lowerBound].lowercased()
    let authority = url[end.upperBound...].prefix { !"/?#".contains($0) }
    // What stands before @ is a name and a password, never the host.
    let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if place.hasPrefix("[") {
      host = place.dropFirst().prefix { $0 != "]" }.lowercased()
    } else {
      host = place.prefix { $0 != ":" }.lowercased()
    }
  }

  /// https everywhere; plain http only to this machine, where the simulated systems are.
  func check(_ name: String) throws(ConnectorError) {
    switch scheme {
    case "https" where !host.isEmpty: return
    case "http" where isLoopback: return
    case "http":
      throw ConnectorError(
        .refused, "\(name) was not sent: http:// is accepted for this machine only; write https:// for \(host)")
    default: throw ConnectorError(.refused, "\(name) was not sent: the connection's url must begin with https://")
    }
  }

  /// By name and by number, in the plain forms only: a host that merely begins like one is none.
  var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }
}
