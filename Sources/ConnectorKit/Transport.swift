/// Carries requests. The engine hands connectors one that paces, waits and repeats what may be repeated.
public protocol Transport: Sendable {
  /// Any answer of the other side is a response, whatever its status. Throws `unreachable` if nothing was sent,
  /// `ambiguous` if it was sent and no whole answer came.
  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse

  /// Sends a request and understands the answer. One that makes no sense is asked for again, where the request may be
  /// repeated and the transport repeats at all: only `read` can tell that a document is whole.
  func send<Answer: Sendable>(
    _ request: HTTPRequest, reading read: @Sendable (HTTPResponse) throws(ConnectorError) -> Answer
  ) async throws(ConnectorError) -> Answer
}

extension Transport {
  /// Once.
  public func send<Answer: Sendable>(
    _ request: HTTPRequest, reading read: @Sendable (HTTPResponse) throws(ConnectorError) -> Answer
  ) async throws(ConnectorError) -> Answer {
    try read(try await send(request))
  }
}

/// What a connector asks of another system.
public struct HTTPRequest: Sendable {
  /// As HTTP spells it.
  public enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

  public var method: Method
  public var url: RequestURL
  public var headers: [(name: String, value: HeaderValue)]
  public var body: [UInt8]
  /// What logs and messages call it: `getProducts`, `GET /v3/catalog/products`.
  public var name: String
  /// Sending it twice does no harm: a read, or an absolute write.
  public var isRepeatable: Bool
  /// Waits no longer than this for the whole answer.
  public var timeoutSeconds: Int
  /// No more requests of this name are on their way at once; nil: as many as the connection allows.
  public var atOnceMax: Int?

  public init(
    _ method: Method, _ url: RequestURL, name: String, headers: [(name: String, value: HeaderValue)] = [],
    body: [UInt8] = [], isRepeatable: Bool, timeoutSeconds: Int, atOnceMax: Int? = nil
  ) {
    self.method = method
    self.url = url
    self.name = name
    self.headers = headers
    self.body = body
    self.isRepeatable = isRepeatable
    self.timeoutSeconds = timeoutSeconds
    self.atOnceMax = atOnceMax
  }
}

/// A header whose secret part no log prints.
public enum HeaderValue: Sendable {
  case plain(String)
  case secret(Secret)
}

/// An address whose secret parts are kept apart, so that the rest can be logged.
public struct RequestURL: Sendable {
  /// Scheme, host, port, path and the open part of the query, percent-encoded.
  public var visible: String
  /// Appended to the query when the request is sent, percent-encoded then.
  public var secretQuery: [(name: String, value: Secret)]

  public init(_ visible: String, secretQuery: [(name: String, value: Secret)] = []) {
    self.visible = visible
    self.secretQuery = secretQuery
  }
}

/// A whole answer.
public struct HTTPResponse: Sendable {
  public var status: Int
  /// Names in lower case.
  public var headers: [String: String]
  public var body: [UInt8]

  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
