import ConnectorKit
import Values

/// One line of a recording.
struct RecordedExchange {
  private let request: HTTPRequest
  private let response: HTTPResponse?
  private let sent: Moment
  private let mask: SecretMask

  init(_ request: HTTPRequest, _ response: HTTPResponse?, _ sent: Moment, _ mask: SecretMask) {
    self.request = request
    self.response = response
    self.sent = sent
    self.mask = mask
  }

  /// With its line end.
  var line: [UInt8] {
    let (path, query) = address
    var exchange: JSON = [
      "method": .string(request.method.rawValue), "path": .string(path), "query": .string(query),
      "headers": .object(headers), "body": body(request.body), "status": .null, "response_headers": .object(.init()),
      "response_body": .null, "ts": .number(seconds),
    ]
    if let response {
      exchange["status"] = .whole(Int64(response.status))
      let answered = response.headers.sorted { $0.key < $1.key }
      exchange["response_headers"] = .object(
        JSON.Object(answered.map { (name: $0.key, value: .string(mask.text($0.value))) }))
      exchange["response_body"] = body(response.body)
    }
    return exchange.bytes() + [UInt8(ascii: "\n")]
  }

  /// The path, and the query as it was sent: an escaping mistake must stay visible.
  private var address: (path: String, query: String) {
    let url = mask.text(request.url.visible)
    let start = url.firstRange(of: "://").flatMap { url[$0.upperBound...].firstIndex(of: "/") } ?? url.startIndex
    let parts = url[start...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let open = parts.count > 1 ? [String(parts[1])] : []
    let secret = request.url.secretQuery.map { "\(PercentEncoding.encode($0.name))=\(Recording.mark)" }
    return (String(parts.first ?? ""), (open + secret).joined(separator: "&"))
  }

  private var headers: JSON.Object {
    JSON.Object(
      request.headers.map { header in
        switch header.value {
        case .plain(let text): (name: header.name, value: .string(mask.text(text)))
        case .secret: (name: header.name, value: .string(Recording.mark))
        }
      })
  }

  /// JSON as itself, anything else as text, nothing as null.
  private func body(_ bytes: [UInt8]) -> JSON {
    if bytes.isEmpty { return .null }
    let bytes = mask.bytes(bytes)
    return (try? JSON.parse(bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
  }

  private var seconds: DecimalNumber {
    DecimalNumber(coefficient: Int128(sent.milliseconds), scale: 3) ?? .zero
  }
}
