import ConnectorKit
import Synchronization
import Types
import Values

/// A shop of one entity whose connector can be told to be bad in one way.
struct BadConnector: Connector {
  enum Fault: String, CaseIterable {
    case none
    /// Another number with each attempt.
    case keyless
    /// A create that is marked as safe to repeat.
    case repeatsCreates
    /// The value by which a lost record is told is not sent.
    case sendsNoKey
    /// Status is not looked at.
    case ignoresStatus
    /// 429 is a refusal.
    case ignoresThrottling
    /// 401 is a refusal.
    case ignoresCredentials
    /// What was understood of half an answer is used.
    case believesHalf
    /// The second page is the first one again.
    case forgetsPages
    case hasNoCursor
    case forgetsCursor
    /// The credential goes into the address, and into messages.
    case showsSecrets, saysSecrets
    /// Goes on when it was stopped.
    case doesNotStop
  }

  private let token: Secret
  private let fault: Fault

  init(settings: ConnectionSettings) {
    token = settings.secret("token")
    fault = Fault(rawValue: settings.text("fault")) ?? .none
  }

  static let declaration = ConnectorDeclaration(
    name: "bad", title: "Bad", settings: [],
    entities: [
      Entity(
        "things", meaning: "Things.", record: RecordType("things", noun: "thing", fields: []), key: "id",
        reading: Entity.Reading(changes: true), finding: [Entity.Finding(["name"], isUnique: true)],
        writing: Entity.Writing(canCreate: true, canUpdate: false, effect: .create(naturalKey: "name")))
    ])

  func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] { [] }

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    if case .changes = request.selection, fault == .forgetsCursor {
      throw ConnectorError(.refused, "the cursor is none of ours")
    }
    let page = fault == .forgetsPages ? "1" : request.next?.position ?? "1"
    let text = try await answer(send(.get, "?page=\(page)", over: transport), to: "GET /things")
    var parts = text.split(separator: " ").map(String.init)
    let isLast = parts.last == "end"
    if parts.last == "end" || parts.last == "more" { parts.removeLast() }
    return Page(
      records: try parts.map { id throws(ConnectorError) in try record(id) },
      next: isLast || parts.isEmpty ? nil : PageMark(String((Int(page) ?? 1) + 1)),
      cursor: fault == .hasNoCursor ? nil : Cursor("today"))
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    []
  }

  private static let count = Mutex(0)

  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    let number = Self.count.withLock { count in
      count += 1
      return count
    }
    var body = "name=?"
    if case .value(.text(let name)) = request["name"], fault != .sendsNoKey { body = "name=\(name.string)" }
    if fault == .keyless { body += "&number=\(number)" }
    return try record(
      try answer(
        try await send(.post, "", body: Array(body.utf8), over: transport), to: "POST /things"
      ).split(separator: " ").first.map(String.init) ?? "")
  }

  private func send(
    _ method: HTTPRequest.Method, _ query: String, body: [UInt8] = [], over transport: any Transport
  ) async throws(ConnectorError) -> HTTPResponse {
    let url = "https://bad.example/things\(query)" + (fault == .showsSecrets ? token.reveal { "&token=\($0)" } : "")
    let request = HTTPRequest(
      method, RequestURL(url), name: "\(method.rawValue) /things", headers: [("Token", .secret(token))], body: body,
      isRepeatable: method == .get || fault == .repeatsCreates, timeoutSeconds: 5)
    do throws(ConnectorError) { return try await transport.send(request) } catch {
      // Asks until somebody answers, whether it is stopped or not.
      if fault == .doesNotStop, Task.isCancelled {
        await Task { try? await Task.sleep(for: .milliseconds(1300)) }.value
      }
      throw error
    }
  }

  private func answer(_ response: HTTPResponse, to name: String) throws(ConnectorError) -> String {
    let text = String(decoding: response.body, as: UTF8.self)
    let said = fault == .saysSecrets ? ": \(text)" : ""
    if response.status >= 300, fault != .ignoresStatus {
      switch response.status {
      case 401 where fault != .ignoresCredentials: throw ConnectorError(.credentials, "not accepted\(said)")
      case 429 where fault != .ignoresThrottling: throw ConnectorError(.throttled(waitMilliseconds: nil), "too many")
      case 500...: throw ConnectorError(name.hasPrefix("GET") ? .unavailable : .ambiguous, "down\(said)")
      default: throw ConnectorError(.refused, "refused\(said)")
      }
    }
    if fault != .believesHalf, fault != .ignoresStatus, !text.hasSuffix(" end"), !text.hasSuffix(" more") {
      throw ConnectorError(.misunderstood, "not whole")
    }
    return text
  }

  private func record(_ id: String) throws(ConnectorError) -> FoundRecord {
    do { return FoundRecord(key: id, body: try JSONDocument.parse(Array("{\"id\":\"\(id)\"}".utf8)).root) } catch {
      throw ConnectorError(.misunderstood, "no record")
    }
  }
}
