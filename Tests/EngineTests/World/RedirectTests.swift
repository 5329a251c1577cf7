import ConnectorKit
import Engine
import Synchronization
import Testing

/// No redirect is followed, and the message says where it wanted to go.
@Suite struct RedirectTests {
  private final class Redirecting: Transport {
    let response: HTTPResponse
    let sent = Mutex(0)

    init(_ status: Int, _ location: String?) {
      response = HTTPResponse(status: status, headers: location.map { ["location": $0] } ?? [:])
    }

    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
      sent.withLock { $0 += 1 }
      return response
    }
  }

  private func error(
    _ status: Int, _ location: String?, _ method: HTTPRequest.Method = .get
  ) async throws -> ConnectorError {
    let inner = Redirecting(status, location)
    let paced = PacedTransport(inner, world: .still(StillClock()))
    let request = HTTPRequest(
      method, RequestURL("https://shop.example/x"), name: "getX", isRepeatable: method == .get, timeoutSeconds: 1)
    let error = try await #require(throws: ConnectorError.self) { try await paced.send(request) }
    #expect(inner.sent.withLock { $0 } == 1)
    return error
  }

  @Test(arguments: [
    ("https://evil.example/path?token=s3cret", "to evil.example"),
    ("http://shop.example/x", "to http://shop.example, without encryption"),
    ("https://evil.example:8443/", "to evil.example"),
    ("https://shop.example/login?next=s3cret", "to itself"),
    ("https://shop.example:444/", "to shop.example"),
    ("/login?ident=s3cret", "to itself"),
    ("//evil.example/s3cret", "to something that is no address"),
    ("https://s3cret@evil.example/", "to something that is no address"),
    ("javascript:alert(1)", "to something that is no address"),
    ("file:///etc/passwd", "to something that is no address"),
    ("https://2130706433/", "to something that is no address"),
    ("https://[::1]/", "to [::1]"),
    (nil, "to no address at all"),
  ])
  func whereItWantedToGo(location: String?, words: String) async throws {
    for status in [301, 302, 303, 307, 308] {
      let error = try await error(status, location)
      #expect(error.kind == .refused)
      #expect(error.message.hasPrefix("getX was redirected \(words) (\(status)), which is not followed: "))
      #expect(!error.message.contains("s3cret"))
    }
  }

  @Test func whatElseCanBeDone() async throws {
    #expect(
      try await error(308, "https://evil.example/").message
        == "getX was redirected to evil.example (308), which is not followed: the credentials would go along. If the "
        + "system has moved, write its new address as the connection's url")
    #expect(
      try await error(302, "/login").message
        == "getX was redirected to itself (302), which is not followed: the path in the connection's url may be wrong, "
        + "or the system asks for a log-in")
  }

  @Test func aWriteThatMayHaveBeenTakenIsUnclear() async throws {
    #expect(try await error(303, "/done", .post).kind == .ambiguous)
    #expect(try await error(302, "/done", .post).kind == .ambiguous)
    for status in [301, 307, 308] { #expect(try await error(status, "/done", .post).kind == .refused) }
  }
}
