/// A numerical address of a machine, and from where it can be reached.
public struct IPAddress: Sendable, Hashable {
  /// Four of IPv4, or sixteen of IPv6.
  public let bytes: [UInt8]

  /// The one usual way to write each kind: four decimal numbers without leading zeros, or groups of hexadecimal digits,
  /// of which the last two may be written as an IPv4 address. Nil for anything else, a zone included.
  public init?(_ text: String) {
    guard let bytes = text.contains(":") ? IPAddress.six(text) : IPAddress.four(text) else { return nil }
    self.bytes = bytes
  }

  /// Nil unless there are 4 or 16.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// From where a machine with this address can be reached.
  public enum Reach: Sendable, Hashable {
    case everywhere
    case thisMachine
    /// Networks of a house or a company.
    case privateNetwork
    /// The next cable only; also where clouds keep the credentials of their machines.
    case linkLocal
    /// Reserved, many at once, or none.
    case nowhere
  }

  /// `127.…` and `::1`, the usual names of this machine by number; not what only leads to it.
  public var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// An IPv4 address inside of one of IPv6 counts as what it leads to.
  public var reach: Reach {
    if bytes.count == 4 { return IPAddress.reach(four: bytes[...]) }
    if let inside = embedded { return IPAddress.reach(four: inside) }
    if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .thisMachine : .nowhere }
    switch (bytes[0], bytes[1]) {
    case (0xFC...0xFD, _), (0xFE, 0xC0...0xFF): return .privateNetwork
    case (0xFE, 0x80...0xBF): return .linkLocal
    case (0x20...0x3F, _): return bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) ? .nowhere : .everywhere
    default: return .nowhere
    }
  }

  /// `::ffff:a.b.c.d`, `::a.b.c.d`, the translators' `64:ff9b::`, and the tunnels' `2002:`.
  private var embedded: ArraySlice<UInt8>? {
    let isStart = bytes.prefix(10).allSatisfy { $0 == 0 }
    if isStart, bytes[10] == 0xFF, bytes[11] == 0xFF { return bytes[12...] }
    if isStart, bytes[10] == 0, bytes[11] == 0, bytes[12] != 0 || bytes[13] != 0 { return bytes[12...] }
    if bytes.starts(with: [0, 0x64, 0xFF, 0x9B]) { return bytes[12...] }
    return bytes.starts(with: [0x20, 0x02]) ? bytes[2..<6] : nil
  }

  private static func reach(four bytes: ArraySlice<UInt8>) -> Reach {
    let bytes = Array(bytes)
    switch (bytes[0], bytes[1], bytes[2]) {
    case (127, _, _): return .thisMachine
    case (10, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): return .privateNetwork
    case (169, 254, _): return .linkLocal
    case (0, _, _), (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113), (224..., _, _):
      return .nowhere
    default: return .everywhere
    }
  }

  private static func four(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let bytes = parts.compactMap { part -> UInt8? in
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part == "0" || part.first != "0" else { return nil }
      return UInt8(part)
    }
    return parts.count == 4 && bytes.count == 4 ? bytes : nil
  }

  private static func six(_ text: String) -> [UInt8]? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let front = groups(halves[0]) else { return nil }
    if halves.count == 1 { return front.count == 16 ? front : nil }
    guard let back = groups(halves[1]), front.count + back.count <= 14 else { return nil }
    return front + [UInt8](repeating: 0, count: 16 - front.count - back.count) + back
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    var bytes: [UInt8] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(".") {
        guard let inside = four(String(part)) else { return nil }
        bytes += inside
      } else {
        guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16)
        else { return nil }
        bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      }
    }
    return bytes
  }
}

extension IPAddress: CustomStringConvertible {
  /// `192.0.2.1`, or the eight groups of IPv6.
  public var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    return groups.map { String($0, radix: 16) }.joined(separator: ":")
  }
}
