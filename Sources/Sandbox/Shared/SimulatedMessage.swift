/// A request as a simulated system sees it. The server makes these from sockets; tests make them by hand.
public struct SimulatedRequest: Sendable {
  public var method: String
  /// Without the query, percent-decoded.
  public var path: String
  /// Percent-decoded, in order; a plus sign is a space, as it is for web servers.
  public var query: [(name: String, value: String)]
  /// Names in lower case.
  public var headers: [String: String]
  public var body: [UInt8]
  /// Pages of lists begin so many rows later than they should.
  var pageShift = 0

  /// - Parameter target: path and query as on the request line, `/stores/abc/v3/catalog/products?sku=1`.
  public init(_ method: String, _ target: String, headers: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.path = Self.decode(parts[0], plusIsSpace: false)
    self.query = []
    if parts.count > 1 {
      for pair in parts[1].split(separator: "&") {
        let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = halves.count > 1 ? Self.decode(halves[1], plusIsSpace: true) : ""
        query.append((Self.decode(halves[0], plusIsSpace: true), value))
      }
    }
    self.headers = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
    self.body = body
  }

  func query(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }

  /// The path's segments without empty ones.
  var segments: [String] {
    path.split(separator: "/").map(String.init)
  }

  private static func decode(_ text: Substring, plusIsSpace: Bool) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

public struct SimulatedResponse: Sendable {
  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
  /// To be waited before the answer is sent; its effect is there already.
  public var delayMilliseconds = 0
  /// How it goes over the line.
  var manner = Manner.whole

  /// Numbers are bytes of the body.
  enum Manner: Sendable, Hashable {
    case whole
    /// The connection is reset, and nothing was answered.
    case reset
    /// The connection ends, and nothing was answered.
    case halfClosed
    /// Nothing is answered until the caller hangs up.
    case silent
    /// So it is here, and the request is carried out after that.
    case late
    /// The whole length is promised, and so much is sent.
    case cut(Int)
    /// No length is promised, and so much is sent.
    case unannounced(Int)
    /// The head, or the body, comes a byte a second.
    case slowHead, slowBody
    /// In chunks, of which the second is never finished.
    case brokenChunk(Int)
    /// All is sent, and a shorter length was promised.
    case wrongLength(Int)
  }

  public init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public var text: String { String(decoding: body, as: UTF8.self) }

  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
