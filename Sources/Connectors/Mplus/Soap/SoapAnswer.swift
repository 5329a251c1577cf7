internal import ConnectorKit
internal import XML

/// What came back on a call: its answer, or why there is none.
///
/// An answer is believed when the document is whole, the body holds the answer of the operation that was called, and
/// no fault. Faults are looked for in any status, since some services send them with 200.
struct SoapAnswer {
  var call: MplusCall
  var response: HTTPResponse

  /// The answer's own element.
  func element() throws(ConnectorError) -> XMLElement {
    if let error = refusedByStatus { throw error }
    let body = try body()
    if body.name == "Fault", body.namespace == SoapEnvelope.soapNamespace { throw fault(body) }
    guard response.status == 200 else { throw unclear("answered \(call.operation) with status \(response.status)") }
    guard body.name.lowercased() == call.answer.lowercased() else {
      throw ConnectorError(.misunderstood, "Mplus answered \(call.operation) with something else, a \(body.name)")
    }
    guard body.namespace == SoapEnvelope.namespace else {
      throw ConnectorError(
        .misunderstood, "Mplus answered \(call.operation) with something else, a \(body.name) of another namespace")
    }
    return body
  }

  /// The first element inside the body, whatever prefixes are used.
  private func body() throws(ConnectorError) -> XMLElement {
    let root: XMLElement
    do throws(XMLProblem) {
      root = try XMLReader.read(response.body)
    } catch {
      if response.status != 200 { throw unclear("answered \(call.operation) with status \(response.status)") }
      throw ConnectorError(
        .misunderstood, "Mplus answered \(call.operation) with a document that is not whole: \(error)")
    }
    guard root.name == "Envelope", root.namespace == SoapEnvelope.soapNamespace,
      let body = root.child("Body")?.children.first
    else {
      if response.status != 200 { throw unclear("answered \(call.operation) with status \(response.status)") }
      throw ConnectorError(.misunderstood, "Mplus answered \(call.operation) with a document that is no SOAP envelope")
    }
    return body
  }

  /// What the status alone says; nil where the body has to be read.
  private var refusedByStatus: ConnectorError? {
    let title = "Mplus answered \(call.operation) with status \(response.status)"
    switch response.status {
    case 401, 403: return ConnectorError(.credentials, "\(title): it does not accept ident and secret")
    case 404, 405, 410:
      return ConnectorError(.refused, "\(title): there is no Mplus API at this address; look at the connection's url")
    case 300..<400:
      return ConnectorError(.refused, "\(title), a redirect, which is not followed; look at the connection's url")
    case 429: return ConnectorError(.throttled(waitMilliseconds: retryAfter), "\(title): too many requests")
    case 408: return unclear("gave up waiting for \(call.operation) (status 408)")
    default: return nil
    }
  }

  private var retryAfter: Int? {
    guard let seconds = response.headers["retry-after"].flatMap({ Int($0) }), (0...86_400).contains(seconds) else {
      return nil
    }
    return seconds * 1000
  }

  private func fault(_ fault: XMLElement) -> ConnectorError {
    let code = fault.filled("faultcode") ?? ""
    let text = call.masked(fault.filled("faultstring") ?? "no reason given")
    let parts = code.split(separator: ":").last?.split(separator: ".").map { $0.lowercased() } ?? []
    if response.status < 500 || parts.first == "client", parts.first != "server" {
      if parts.dropFirst().contains("authentication") || text.lowercased().contains("authentic") {
        return ConnectorError(.credentials, "Mplus does not accept ident and secret: \(text)")
      }
      if text.contains("not implemented") || text.contains("not recognized") {
        return .unknownOperation(call.operation, said: text)
      }
      return ConnectorError(.refused, "Mplus refused \(call.operation): \(text)")
    }
    return unclear("failed at \(call.operation): \(text)")
  }

  /// The service is in trouble. Nothing was changed by a read; a write may have been applied before.
  private func unclear(_ what: String) -> ConnectorError {
    if (400..<500).contains(response.status), response.status != 408 {
      return ConnectorError(.refused, "Mplus \(what)")
    }
    return ConnectorError(call.isWrite ? .ambiguous : .unavailable, "Mplus \(what)")
  }
}

extension ConnectorError {
  private static let unknown = "Mplus's API service does not know the operation"

  /// The service is older than the operation, in gSOAP's own words for a method that it does not have.
  static func unknownOperation(_ operation: String, said text: String? = nil) -> ConnectorError {
    ConnectorError(
      .refused,
      "\(unknown) \(operation): it is older than that. Ask MplusKASSA for an update of the service"
        + (text.map { " (it said: \($0))" } ?? ""))
  }

  var isUnknownOperation: Bool { kind == .refused && message.hasPrefix(Self.unknown) }
}
