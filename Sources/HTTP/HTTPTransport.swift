import AsyncHTTPClient
public import ConnectorKit
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// Sends requests over the network, each once: no repeats, no redirects, no cookies.
///
/// What an error means hangs on one question: may the other side have seen the request? Until its head went out,
/// everything is `unreachable`; from then on `ambiguous`, whatever broke.
public final class HTTPTransport: Transport {
  /// Of a body, after it was unpacked.
  public static let answerBytesMax = 32 * 1024 * 1024
  /// A packed body may grow so many times.
  public static let unpackingMax = 100
  /// For the address, the connection and its handshake together.
  public static let connectSecondsMax = 10
  private static let idleSecondsMax = 30

  private let client: HTTPClient
  private let bytesMax: Int
  private let isShut = Mutex(false)

  public convenience init() {
    self.init(bytesMax: Self.answerBytesMax)
  }

  init(bytesMax: Int) {
    self.bytesMax = bytesMax
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(Int64(Self.connectSecondsMax))),
      decompression: .enabled(limit: .ratio(Self.unpackingMax)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(Int64(Self.idleSecondsMax))
    // A refused connection is known at once; the engine decides about trying again.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Closes all connections. Call it once, at the end.
  public func shutdown() async {
    let wasShut = isShut.withLock { isShut in
      defer { isShut = true }
      return isShut
    }
    if wasShut { return }
    // Nothing is left to do about a connection that can't even be closed.
    try? await client.shutdown()
  }

  /// A client that nobody closed, since what was to use it could not be set up, must not bring the program down.
  deinit {
    if !isShut.withLock({ $0 }) { client.shutdown { _ in } }
  }

  public func send(_ request: ConnectorKit.HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    let prepared = try prepare(request)
    let exchange = Exchange(bytesMax: bytesMax)
    let task = client.execute(
      request: prepared, delegate: exchange, deadline: .now() + .seconds(Int64(request.timeoutSeconds)))
    do {
      let answer = try await withTaskCancellationHandler {
        try await task.get()
      } onCancel: {
        task.cancel()
      }
      return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    } catch {
      throw NetworkProblem(error, wasSent: exchange.isSent).error(of: request)
    }
  }

  private func prepare(_ request: ConnectorKit.HTTPRequest) throws(ConnectorError) -> HTTPClient.Request {
    try Address(request.url.visible).check(request.name)
    var headers = HTTPHeaders()
    for (name, value) in request.headers {
      switch value {
      case .plain(let text): headers.add(name: name, value: text)
      case .secret(let secret): secret.reveal { headers.add(name: name, value: $0) }
      }
    }
    if !headers.contains(name: "accept-encoding") { headers.add(name: "accept-encoding", value: "gzip") }
    do {
      return try HTTPClient.Request(
        url: request.url.whole, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
        body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
    } catch {
      throw ConnectorError(.refused, "the address of \(request.name) is none: check the connection's url")
    }
  }
}

extension RequestURL {
  /// With the secret part of the query. Only what sends it asks for it.
  var whole: String {
    var text = visible
    for (name, value) in secretQuery {
      text += text.contains("?") ? "&" : "?"
      text += "\(PercentEncoding.encode(name))=\(value.reveal { PercentEncoding.encode($0) })"
    }
    return text
  }
}
