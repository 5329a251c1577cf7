import AsyncHTTPClient
public import ConnectorKit
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// Sends the requests of one connection over the network, each once: no repeats, no redirects, no cookies, and to no
/// other system than the one that the connection's url names.
///
/// What an error means hangs on one question: may the other side have seen the request? Until its head went out,
/// everything is `unreachable`; from then on `ambiguous`, whatever broke.
public final class HTTPTransport: Transport {
  /// Of a body, after it was unpacked.
  public static let answerBytesMax = 32 * 1024 * 1024
  /// A packed body may grow so many times.
  public static let unpackingMax = 100
  /// For the connection and its handshake together.
  public static let connectSecondsMax = 10
  private static let idleSecondsMax = 30

  private let url: String
  private let tls: TLSConfiguration
  private let bytesMax: Int
  private let lookup: NameLookup
  private let state = Mutex(State())

  private struct State {
    /// What the host's name led to when it was looked up, checked; the first is used until it can't be reached.
    var pinned: [IPAddress] = []
    /// By the address to which they lead; nil for a url that names one itself.
    var clients: [IPAddress?: HTTPClient] = [:]
    var isShut = false
  }

  /// - Parameters:
  ///   - url: the connection's own; a request to another host, port or scheme is refused.
  ///   - authorities: whose signatures are believed, and no others; nil for those that the system believes.
  public convenience init(to url: String, authorities: CertificateAuthorities? = nil) {
    self.init(to: url, authorities: authorities, bytesMax: Self.answerBytesMax, lookup: .system)
  }

  init(to url: String, authorities: CertificateAuthorities? = nil, bytesMax: Int, lookup: NameLookup = .system) {
    self.url = url
    self.bytesMax = bytesMax
    self.lookup = lookup
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if let authorities { tls.trustRoots = .certificates(authorities.certificates) }
    self.tls = tls
  }

  /// Closes all connections. Call it once, at the end.
  public func shutdown() async {
    // Nothing is left to do about a connection that can't even be closed.
    for client in closing() { try? await client.shutdown() }
  }

  /// A client that nobody closed, since what was to use it could not be set up, must not bring the program down.
  deinit {
    for client in closing() { client.shutdown { _ in } }
  }

  private func closing() -> [HTTPClient] {
    state.withLock { state in
      state.isShut = true
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
  }

  public func send(_ request: ConnectorKit.HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    let destination = try Destination(url, for: request.name)
    try destination.check(request)
    let prepared = try prepare(request, destination)
    let ip = try await pinned(destination, request)
    let exchange = Exchange(bytesMax: bytesMax)
    let task = try client(to: ip, destination, request).execute(
      request: prepared, delegate: exchange, deadline: .now() + .seconds(Int64(request.timeoutSeconds)))
    do {
      let answer = try await withTaskCancellationHandler {
        try await task.get()
      } onCancel: {
        task.cancel()
      }
      return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    } catch {
      if !exchange.isSent, let ip { passOver(ip) }
      throw NetworkProblem(exchange.tooLarge ?? error, wasSent: exchange.isSent).error(of: request)
    }
  }

  private func prepare(
    _ request: ConnectorKit.HTTPRequest, _ destination: Destination
  ) throws(ConnectorError) -> HTTPClient.Request {
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
        url: destination.origin + request.url.target, method: HTTPMethod(rawValue: request.method.rawValue),
        headers: headers, body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body)))
    } catch {
      throw ConnectorError(.refused, "the address of \(request.name) is none: check the connection's url")
    }
  }

  // Names are looked up once, and what was checked is what is used: nobody can answer differently the second time.

  private func pinned(
    _ destination: Destination, _ request: ConnectorKit.HTTPRequest
  ) async throws(ConnectorError) -> IPAddress? {
    if let ip = destination.address.ip {
      try destination.check([ip], request.name)
      return nil
    }
    if let ip = state.withLock({ $0.pinned.first }) { return ip }
    let found: [IPAddress]
    do throws(NameLookup.Problem) { found = try await lookup.addresses(destination.address.host) } catch {
      throw ConnectorError(
        .unreachable, "\(destination.address.shownHost) could not be reached for \(request.name): \(error.message)")
    }
    try destination.check(found, request.name)
    return state.withLock { state in
      if state.pinned.isEmpty { state.pinned = found }
      return state.pinned.first
    }
  }

  /// The next address is tried next time; after the last one the name is looked up again.
  private func passOver(_ ip: IPAddress) {
    state.withLock { state in
      if state.pinned.first == ip { state.pinned.removeFirst() }
    }
  }

  private func client(
    to ip: IPAddress?, _ destination: Destination, _ request: ConnectorKit.HTTPRequest
  ) throws(ConnectorError) -> HTTPClient {
    let found = state.withLock { state -> HTTPClient? in
      if state.isShut { return nil }
      if let client = state.clients[ip] { return client }
      let client = makeClient(to: ip, destination)
      state.clients[ip] = client
      return client
    }
    if let found { return found }
    throw ConnectorError(.unreachable, "\(request.name) was not sent: the run is over")
  }

  private func makeClient(to ip: IPAddress?, _ destination: Destination) -> HTTPClient {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(Int64(Self.connectSecondsMax))),
      decompression: .enabled(limit: .ratio(Self.unpackingMax)))
    configuration.httpVersion = .http1Only
    configuration.connectionPool.idleTimeout = .seconds(Int64(Self.idleSecondsMax))
    // A refused connection is known at once; the engine decides about trying again.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let ip { configuration.dnsOverride = [destination.address.host: ip.description] }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}

/// Those whose signature under a certificate is believed.
public struct CertificateAuthorities: Sendable {
  let certificates: [NIOSSLCertificate]

  /// Nil unless the bytes are certificates in PEM: `-----BEGIN CERTIFICATE-----`.
  public init?(pem: [UInt8]) {
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(pem), !certificates.isEmpty else { return nil }
    self.certificates = certificates
  }
}

extension RequestURL {
  /// Path and query, with the secret part of the query. Only what sends it asks for it.
  var target: String {
    let rest = visible.firstRange(of: "://").map { visible[$0.upperBound...] } ?? visible[...]
    var text = String(rest.drop { !"/?#".contains($0) }.prefix { $0 != "#" })
    if !text.hasPrefix("/") { text = "/" + text }
    for (name, value) in secretQuery {
      text += text.contains("?") ? "&" : "?"
      text += "\(PercentEncoding.encode(name))=\(value.reveal { PercentEncoding.encode($0) })"
    }
    return text
  }
}
