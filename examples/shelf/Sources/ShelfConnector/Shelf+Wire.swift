import ConnectorKit
import Types
import Values

// Requests and answers.
extension Shelf {
  func request(_ method: HTTPRequest.Method, _ path: String, body: JSON? = nil) -> HTTPRequest {
    var headers: [(name: String, value: HeaderValue)] = [
      ("Authorization", .secret(token.reveal { Secret("Bearer " + $0) })), ("Accept", .plain("application/json")),
    ]
    if body != nil { headers.append(("Content-Type", .plain("application/json"))) }
    return HTTPRequest(
      method, RequestURL(url + path), name: "\(method.rawValue) \(path.prefix { $0 != "?" })", headers: headers,
      body: body?.bytes() ?? [], isRepeatable: true, timeoutSeconds: timeoutSeconds)
  }

  func answer(to request: HTTPRequest, over transport: any Transport) async throws(ConnectorError) -> Node {
    try node(of: try await transport.send(request))
  }

  /// Shelf may say in its answer what it was told, the token among it: none of that is shown.
  func node(of response: HTTPResponse) throws(ConnectorError) -> Node {
    do throws(ConnectorError) { return try Self.body(response) } catch { throw error.masked(mask) }
  }

  /// The kind of an error is all that the engine goes by: what it may send again, and what it must look up first.
  private static func body(_ response: HTTPResponse) throws(ConnectorError) -> Node {
    switch response.status {
    case 200...299: break
    // How long to wait stands in the headers, which the engine reads.
    case 429: throw ConnectorError(.throttled(waitMilliseconds: nil), "Shelf has too many requests")
    case 401, 403: throw ConnectorError(.credentials, "Shelf did not accept the token")
    case 500...599: throw ConnectorError(.unavailable, "Shelf answered \(response.status)")
    default: throw ConnectorError(.refused, reason(response))
    }
    do {
      return try JSONDocument.parse(response.body).root
    } catch {
      throw ConnectorError(.misunderstood, "Shelf's answer can't be read: \(error.message)")
    }
  }

  /// What Shelf says itself, if it says anything.
  private static func reason(_ response: HTTPResponse) -> String {
    let said = try? JSONDocument.parse(response.body).root["error"]?.text?.string
    return said ?? "Shelf answered \(response.status)"
  }

  /// Texts stay texts and numbers numbers; whatever the record type does not know is left out by who reads it.
  static func record(_ node: Node) throws(ConnectorError) -> FoundRecord {
    guard node.kind == .object, let sku = node["sku"]?.text?.string else {
      throw ConnectorError(.misunderstood, "Shelf gave a label without a sku")
    }
    return FoundRecord(key: sku, version: node["changed"]?.text?.string, body: node)
  }

  static func json(_ node: Node) throws(ConnectorError) -> JSON {
    do { return try JSON(node) } catch { throw ConnectorError(.misunderstood, "Shelf's label can't be kept") }
  }

  /// Amounts are decimals here; the checker saw to it that they include VAT.
  static func json(_ field: WrittenField) throws(ConnectorError) -> JSON {
    switch field.value {
    case .value(.text(let text)): .string(text.string)
    case .value(.decimal(let number)): .number(number)
    case .value(.bool(let bool)): .bool(bool)
    case .cleared: .null
    case .value, .record, .list, .entries:
      throw ConnectorError(.refused, "\(field.name) can't be written in this form")
    }
  }
}
