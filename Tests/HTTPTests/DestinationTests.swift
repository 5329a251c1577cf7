import ConnectorKit
import Synchronization
import Testing

@testable import HTTP

/// A connection sends to its own url only, and a name leads to no machine inside of a network.
@Suite struct DestinationTests {
  private final class Lookups: Sendable {
    private let answers: Mutex<[[IPAddress]]>
    let count = Mutex(0)

    init(_ answers: [[String]]) { self.answers = Mutex(answers.map { $0.compactMap { IPAddress($0) } }) }

    /// The last answer stays.
    var lookup: NameLookup {
      NameLookup { _ async throws(NameLookup.Problem) in
        self.count.withLock { $0 += 1 }
        return self.answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      }
    }
  }

  private func request(_ url: String) -> HTTPRequest {
    HTTPRequest(.get, RequestURL(url), name: "getThings", isRepeatable: true, timeoutSeconds: 5)
  }

  private func failure(_ url: String, from home: String, _ answers: [[String]] = [["8.8.8.8"]]) async throws
    -> ConnectorError
  {
    let transport = HTTPTransport(
      to: home, bytesMax: HTTPTransport.answerBytesMax, lookup: Lookups(answers).lookup)
    return try await #require(throws: ConnectorError.self) { _ = try await transport.send(request(url)) }
  }

  @Test(arguments: [
    ("10.0.0.5", "which is inside of a private network"), ("192.168.178.20", "which is inside of a private network"),
    ("172.20.1.1", "which is inside of a private network"), ("100.100.0.1", "which is inside of a private network"),
    ("fd00::5", "which is inside of a private network"), ("127.0.0.1", "which is this machine itself"),
    ("::1", "which is this machine itself"), ("::ffff:127.0.0.1", "which is this machine itself"),
    ("169.254.169.254", "which is on the local cable only"), ("fe80::1", "which is on the local cable only"),
    ("64:ff9b::a9fe:a9fe", "which is on the local cable only"),
    ("0.0.0.0", "which is reserved and belongs to no system"),
    ("::", "which is reserved and belongs to no system"),
    ("255.255.255.255", "which is reserved and belongs to no system"),
  ])
  func aNameThatLeadsInside(ip: String, words: String) async throws {
    let found = try #require(IPAddress(ip))
    let error = try await failure("https://shop.example/x", from: "https://shop.example/x", [[ip]])
    #expect(error.kind == .refused)
    #expect(
      error.message.hasPrefix(
        "getThings was not sent: shop.example leads to \(found), \(words). Such an address is only "
          + "used if the connection's url itself names it: url: https://"))
    // One among many is enough.
    let mixed = try await failure("https://shop.example/x", from: "https://shop.example/x", [["8.8.8.8", ip]])
    #expect(mixed.message == error.message)
  }

  @Test func theNameOfThisMachineLeadsToThisMachineOnly() async throws {
    let error = try await failure("http://localhost/", from: "http://localhost/", [["8.8.8.8"]])
    #expect(error.message.hasPrefix("getThings was not sent: localhost leads to 8.8.8.8, "))
  }

  @Test(arguments: [
    "https://evil.example/", "https://shop.example:444/", "http://shop.example/", "https://shop.example.evil.example/",
    "https://shop.example@evil.example/", "https://evil.example\\@shop.example/", "https://evil.example#@shop.example/",
    "https://evil.example?@shop.example/", "https://shop.example\u{0}.evil.example/", "https://shop.example.:443/",
    "//evil.example/", "file:///etc/passwd", "https://ｓhop.example/", "https://shop.example%2eevil.example/",
  ])
  func nothingGoesElsewhere(url: String) async throws {
    let error = try await failure(url, from: "https://shop.example/stores/a")
    #expect(error.kind == .refused)
    #expect(error.message.hasPrefix("getThings was not sent: "))
  }

  @Test func whereItLedIsNamed() async throws {
    let error = try await failure("https://evil.example/a?b=s3cret", from: "https://shop.example/stores/a")
    #expect(
      error.message == "getThings was not sent: it leads to evil.example, and the connection's url to shop.example; a "
        + "connection sends to its own url only")
  }

  /// What is written in the project file as the url of a connection.
  @Test(arguments: [
    ("http://api.example.com/", "http:// is accepted for this machine only; write https:// for api.example.com"),
    ("http://127.0.0.1.example.com/", "http:// is accepted for this machine only"),
    ("http://10.0.0.1/", "http:// is accepted for this machine only"),
    ("http://localhost@example.com/", "the connection's url holds a user or a password"),
    ("ftp://example.com/", "the connection's url must begin with https://"),
    ("example.com", "the connection's url must begin with https://"),
    ("", "the connection's url must begin with https://"),
    ("https://", "the connection's url has no host that could be one"),
    ("http://2130706433/", "the connection's url hides a number"),
    ("http://127.1/", "the connection's url hides a number"),
    ("http://0x7f.0.0.1/", "the connection's url hides a number"),
    ("http://0177.0.0.1/", "the connection's url hides a number"),
    ("http://[::2]/", "http:// is accepted for this machine only"),
    ("http://[::ffff:10.0.0.1]/", "http:// is accepted for this machine only"),
    ("https://[fe80::1%25eth0]/", "the connection's url has something between [ and ]"),
    ("https://shop.example:99999/", "the connection's url has a port that is no number"),
  ])
  func urlsThatAreNone(url: String, words: String) async throws {
    let error = try await failure(url, from: url)
    #expect(error.kind == .refused)
    #expect(error.message.hasPrefix("getThings was not sent: \(words)"), "\(error.message)")
  }

  @Test(arguments: ["http://localhost:80/", "http://127.0.0.1/", "http://[::1]:8080/x", "HTTP://127.9.9.9"])
  func thisMachineMayBePlain(url: String) throws {
    let destination = try Destination(url, for: "x")
    try destination.check(request(url))
    if let ip = destination.address.ip { try destination.check([ip], "x") }
  }

  @Test(arguments: ["https://10.0.0.5:8443/", "https://[fd00::5]/", "https://192.168.1.7"])
  func anAddressThatTheUrlNamesIsUsed(url: String) throws {
    let destination = try Destination(url, for: "x")
    try destination.check([#require(destination.address.ip)], "x")
  }

  @Test func aNameIsLookedUpOnce() async throws {
    let server = try await TinyServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    // Whoever answers for the name answers differently the second time.
    let lookups = Lookups([["127.0.0.1"], ["10.0.0.5"]])
    let url = "http://LOCALHOST:\(server.port)/"
    let transport = HTTPTransport(to: url, bytesMax: 100, lookup: lookups.lookup)
    for _ in 1...3 { #expect(try await transport.send(request(url)).status == 200) }
    #expect(lookups.count.withLock { $0 } == 1)
    await transport.shutdown()
    try await server.close()
  }

  @Test func theNextAddressIsTriedAfterOneThatDoesNotAnswer() async throws {
    let server = try await TinyServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    let lookups = Lookups([["127.0.0.77", "127.0.0.1"]])
    let url = "http://localhost:\(server.port)/"
    let transport = HTTPTransport(to: url, bytesMax: 100, lookup: lookups.lookup)
    let error = try await #require(throws: ConnectorError.self) { _ = try await transport.send(request(url)) }
    #expect(error.kind == .unreachable)
    #expect(try await transport.send(request(url)).status == 200)
    #expect(lookups.count.withLock { $0 } == 1)
    await transport.shutdown()
    try await server.close()
  }

  @Test func aNameThatNobodyHas() async throws {
    let lookup = NameLookup { _ async throws(NameLookup.Problem) in
      throw NameLookup.Problem(message: "no system has this name; is the address right?")
    }
    let transport = HTTPTransport(to: "https://shop.example/", bytesMax: 100, lookup: lookup)
    let error = try await #require(throws: ConnectorError.self) {
      _ = try await transport.send(request("https://shop.example/"))
    }
    #expect(error.kind == .unreachable)
    #expect(
      error.message
        == "shop.example could not be reached for getThings: no system has this name; is the address right?")
    await transport.shutdown()
  }

  @Test func theSystemKnowsItsOwnName() async throws {
    let found = try await NameLookup.system.addresses("localhost")
    #expect(!found.isEmpty && found.allSatisfy { $0.reach == .thisMachine })
  }
}
