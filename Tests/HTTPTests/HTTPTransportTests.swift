import ConnectorKit
import Testing

@testable import HTTP

@Suite struct HTTPTransportTests {
  static let secret = "s3cret+value/with=signs"

  func request(_ url: String, _ method: HTTPRequest.Method = .get, timeout: Int = 5) -> HTTPRequest {
    HTTPRequest(
      method, RequestURL(url, secretQuery: [("ident", Secret(Self.secret))]), name: "getThings",
      headers: [("X-Auth-Token", .secret(Secret(Self.secret)))], body: method == .get ? [] : Array("{}".utf8),
      isRepeatable: method == .get, timeoutSeconds: timeout)
  }

  /// Sends one request through a transport of its own.
  func send(_ request: HTTPRequest, bytesMax: Int = HTTPTransport.answerBytesMax) async throws -> HTTPResponse {
    let transport = HTTPTransport(to: request.url.visible, bytesMax: bytesMax)
    let result: Result<HTTPResponse, ConnectorError>
    do {
      result = .success(try await transport.send(request))
    } catch {
      result = .failure(error)
    }
    await transport.shutdown()
    return try result.get()
  }

  func failure(_ request: HTTPRequest, bytesMax: Int = HTTPTransport.answerBytesMax) async throws -> ConnectorError {
    let error = try await #require(throws: ConnectorError.self) { _ = try await send(request, bytesMax: bytesMax) }
    #expect(!"\(error)".contains(Self.secret))
    return error
  }

  @Test func anAnswerIsWhateverTheOtherSideSays() async throws {
    let server = try await TinyServer(
      .answer("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nX-A: 1\r\nx-a: 2\r\nDate: now\r\n\r\nno"))
    let response = try await send(request(server.url + "/a?b=c"))
    #expect(response.status == 404)
    #expect(response.body == Array("no".utf8))
    #expect(response.headers["x-a"] == "1, 2")
    #expect(response.headers["date"] == "now")
    try await server.close()
  }

  @Test func aClosedPortIsUnreachable() async throws {
    let server = try await TinyServer(.silence)
    let url = server.url
    try await server.close()
    let error = try await failure(request(url))
    #expect(error.kind == .unreachable)
    #expect(error.message.hasPrefix("127.0.0.1 could not be reached for getThings: "))
  }

  @Test func aConnectionClosedAfterSendingIsAmbiguous() async throws {
    let server = try await TinyServer(.answerAndClose(""))
    let error = try await failure(request(server.url, .post))
    #expect(error.kind == .ambiguous)
    #expect(error.message.hasPrefix("getThings was sent to 127.0.0.1, and no whole answer came: "))
    try await server.close()
  }

  @Test func anAnswerCutOffIsAmbiguous() async throws {
    let server = try await TinyServer(.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":"))
    #expect(try await failure(request(server.url)).kind == .ambiguous)
    try await server.close()
  }

  @Test func anAnswerThatIsNoHTTPIsAmbiguous() async throws {
    let server = try await TinyServer(.answerAndClose("hello\r\n\r\n"))
    #expect(try await failure(request(server.url)).kind == .ambiguous)
    try await server.close()
  }

  @Test func silenceEndsWithTheTimeAndIsAmbiguous() async throws {
    let server = try await TinyServer(.silence)
    let error = try await failure(request(server.url, timeout: 1))
    #expect(error.kind == .ambiguous)
    #expect(error.message.hasSuffix("it took too long"))
    try await server.close()
  }

  @Test func stoppingARunStopsItsRequest() async throws {
    let server = try await TinyServer(.silence)
    let task = Task { try await failure(request(server.url, timeout: 60)) }
    task.cancel()
    let kind = try await task.value.kind
    #expect(kind == .ambiguous || kind == .unreachable)
    try await server.close()
  }

  @Test func redirectsAreNotFollowed() async throws {
    let server = try await TinyServer(
      .answer("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))
    #expect(try await send(request(server.url, .put)).status == 301)
    try await server.close()
  }

  @Test func anAnswerThatIsTooLargeIsMisunderstood() async throws {
    let body = String(repeating: "x", count: 5000)
    let server = try await TinyServer(.answer("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\(body)"))
    let error = try await failure(request(server.url), bytesMax: 4999)
    #expect(error.kind == .misunderstood)
    #expect(try await send(request(server.url), bytesMax: 5000).body.count == 5000)
    try await server.close()
  }

  @Test func theSecretQueryIsEncodedWhenItIsSent() {
    let plain = request("https://x.nl/")
    #expect(plain.url.target == "/?ident=s3cret%2Bvalue%2Fwith%3Dsigns")
    #expect(request("https://x.nl/a?a=1").url.target.hasPrefix("/a?a=1&ident="))
    #expect(request("https://x.nl?a=1#b").url.target.hasPrefix("/?a=1&ident="))
    #expect(request("https://x.nl").url.target.hasPrefix("/?ident="))
  }
}
