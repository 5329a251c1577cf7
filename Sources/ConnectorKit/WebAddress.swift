/// The parts of a URL that decide where something is sent, read so strictly that no two readers can take them
/// differently: no user, no blanks, no backslashes, no letters beyond ASCII, no number in disguise.
public struct WebAddress: Sendable, Hashable {
  /// In lower case: `https`.
  public let scheme: String
  /// In lower case, without brackets.
  public let host: String
  /// Nil where none was written.
  public let port: Int?
  /// The host, if it is written as a number.
  public let ip: IPAddress?

  /// Why a text is no address, in a clause that fits behind "the address".
  public struct Problem: Error, Sendable, Hashable {
    public var message: String
    init(_ message: String) { self.message = message }
  }

  public init(_ url: String) throws(Problem) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw Problem("holds a blank, a backslash or a letter that no address has")
    }
    guard let end = url.firstRange(of: "://"), end.lowerBound > url.startIndex else {
      throw Problem("must begin with https://")
    }
    scheme = url[..<end.lowerBound].lowercased()
    let authority = url[end.upperBound...].prefix { !"/?#".contains($0) }
    if authority.contains("@") { throw Problem("holds a user or a password; an address holds neither") }
    let place = try WebAddress.split(authority)
    port = try WebAddress.port(place.port)
    if place.isBracketed {
      guard let ip = IPAddress(place.host), ip.bytes.count == 16 else {
        throw Problem("has something between [ and ] that is no IPv6 address")
      }
      (host, self.ip) = (place.host.lowercased(), ip)
    } else {
      host = place.host.lowercased()
      ip = try WebAddress.number(host)
    }
  }

  /// As a URL has it, without the port.
  public var shownHost: String { host.contains(":") ? "[\(host)]" : host }

  private static func split(
    _ authority: Substring
  ) throws(Problem) -> (host: String, port: Substring?, isBracketed: Bool) {
    if authority.first == "[" {
      guard let close = authority.firstIndex(of: "]") else { throw Problem("has a [ without a ]") }
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.first == ":" else { throw Problem("has something behind its ]") }
      return (String(authority.dropFirst().prefix { $0 != "]" }), rest.isEmpty ? nil : rest.dropFirst(), true)
    }
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts.first ?? ""), parts.count > 1 ? parts[1] : nil, false)
  }

  private static func port(_ text: Substring?) throws(Problem) -> Int? {
    guard let text else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text), (1...65_535).contains(port) else {
      throw Problem("has a port that is no number from 1 to 65535")
    }
    return port
  }

  /// The host as a number. Other ways to write one, `2130706433`, `0x7f.1`, `127.1`, `0177.0.0.1`, mean the same to some
  /// programs and something else to others: they are no address at all.
  private static func number(_ host: String) throws(Problem) -> IPAddress? {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isName = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
    guard isName, host.utf8.count <= 253 else { throw Problem("has no host that could be one") }
    guard let last = labels.last, last.first?.isNumber == true,
      last.hasPrefix("0x") || last.allSatisfy({ $0.isNumber })
    else { return nil }
    guard let ip = IPAddress(host) else {
      throw Problem("hides a number; an IPv4 address is written as four numbers, like 192.0.2.1")
    }
    return ip
  }
}
