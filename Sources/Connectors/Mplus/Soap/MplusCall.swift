internal import ConnectorKit
internal import Synchronization
internal import XML

/// One call: an operation, what it carries, and what its answer is called.
struct MplusCall: Sendable {
  var operation: String
  var members: [XMLElement]
  /// The answer's element; most are the operation in upper case and `Response`, some are shared.
  var answer: String
  /// Sending it twice does no harm.
  var isRepeatable: Bool
  /// Changes something: an unclear outcome has to be looked up.
  var isWrite: Bool
  fileprivate var mask = SecretMask([])

  static func read(_ operation: String, _ members: [XMLElement] = [], answer: String? = nil) -> MplusCall {
    MplusCall(
      operation: operation, members: members, answer: answer ?? operation + "Response", isRepeatable: true,
      isWrite: false)
  }

  static func write(
    _ operation: String, _ members: [XMLElement], isRepeatable: Bool
  ) -> MplusCall {
    MplusCall(
      operation: operation, members: members, answer: operation + "Response", isRepeatable: isRepeatable, isWrite: true)
  }

  /// A text of the other side, safe to show: cut, and without the credentials, which it may have been told in the URL.
  func masked(_ text: String) -> String {
    let text = mask.text(text)
    return text.count > 300 ? text.prefix(300) + "…" : text
  }
}

/// Where calls go: the address, and the credentials, which Mplus wants in the query of every request.
struct MplusDoor: Sendable {
  private let url: String
  private let ident: Secret
  private let secret: Secret
  private let timeoutSeconds: Int
  private let unknown = UnknownOperations()
  private let mask: SecretMask

  /// Mplus gives short names too.
  private static let secretLengthMin = 3

  init(settings: ConnectionSettings) {
    let url = settings.text("url")
    self.url = url.contains("?") ? url : url.hasSuffix("/") ? url : url + "/"
    ident = settings.secret("ident")
    secret = settings.secret("secret")
    timeoutSeconds = settings.seconds("timeout", standard: 60)
    mask = SecretMask([ident, secret], lengthMin: MplusDoor.secretLengthMin)
  }

  /// Sends the call and gives the answer's own element.
  func send(_ call: MplusCall, over transport: any Transport) async throws(ConnectorError) -> XMLElement {
    if unknown.contains(call.operation) { throw .unknownOperation(call.operation) }
    var call = call
    call.mask = mask
    let asked = call
    do throws(ConnectorError) {
      return try await transport.send(request(call)) { response throws(ConnectorError) in
        try SoapAnswer(call: asked, response: response).element()
      }
    } catch {
      if error.isUnknownOperation { unknown.insert(call.operation) }
      throw error
    }
  }

  /// As it may be shown.
  func masked(_ error: ConnectorError) -> ConnectorError { error.masked(mask) }

  private func request(_ call: MplusCall) -> HTTPRequest {
    HTTPRequest(
      .post, RequestURL(url, secretQuery: [("ident", ident), ("secret", secret)]), name: call.operation,
      headers: [
        ("Content-Type", .plain("text/xml; charset=utf-8")), ("SOAPAction", .plain(call.operation)),
      ],
      body: SoapEnvelope(operation: call.operation, members: call.members).bytes, isRepeatable: call.isRepeatable,
      timeoutSeconds: timeoutSeconds)
  }
}

/// Operations that this installation's service has said it does not have: asked for once in a run, and not again.
private final class UnknownOperations: Sendable {
  private let names = Mutex<Set<String>>([])

  func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
  func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }
}
