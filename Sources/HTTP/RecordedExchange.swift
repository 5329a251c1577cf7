import ConnectorKit
import Values

/// One line of a recording.
struct RecordedExchange {
  private let request: HTTPRequest
  private let response: HTTPResponse?
  private let sent: Moment
  private let redaction: Redaction

  init(_ request: HTTPRequest, _ response: HTTPResponse?, _ sent: Moment, _ redaction: Redaction) {
    self.request = request
    self.response = response
    self.sent = sent
    self.redaction = redaction
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
        JSON.Object(answered.map { (name: $0.key, value: .string(redaction.text($0.value))) }))
      exchange["response_body"] = body(response.body)
    }
    return exchange.bytes() + [UInt8(ascii: "\n")]
  }

  /// The path, and the query as it was sent: an escaping mistake must stay visible.
  private var address: (path: String, query: String) {
    let url = redaction.text(request.url.visible)
    let start = url.firstRange(of: "://").flatMap { url[$0.upperBound...].firstIndex(of: "/") } ?? url.startIndex
    let parts = url[start...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let open = parts.count > 1 ? [String(parts[1])] : []
    let secret = request.url.secretQuery.map { "\(PercentEncoding.encode($0.name))=\(Redaction.mark)" }
    return (String(parts.first ?? ""), (open + secret).joined(separator: "&"))
  }

  private var headers: JSON.Object {
    JSON.Object(
      request.headers.map { header in
        switch header.value {
        case .plain(let text): (name: header.name, value: .string(redaction.text(text)))
        case .secret: (name: header.name, value: .string(Redaction.mark))
        }
      })
  }

  /// JSON as itself, anything else as text, nothing as null.
  private func body(_ bytes: [UInt8]) -> JSON {
    if bytes.isEmpty { return .null }
    let bytes = redaction.bytes(bytes)
    return (try? JSON.parse(bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
  }

  private var seconds: DecimalNumber {
    DecimalNumber(coefficient: Int128(sent.milliseconds), scale: 3) ?? .zero
  }
}

/// Takes the secrets of one request out of everything that is written down about it.
struct Redaction {
  static let mark = "***"
  /// A shorter secret would blacken half of the text; it is still taken out of headers and queries.
  private static let lengthMin = 6

  private let secrets: [String]

  init(_ request: HTTPRequest) {
    var secrets = request.url.secretQuery.map(\.value)
    for case .secret(let secret) in request.headers.map(\.value) { secrets.append(secret) }
    let forms = secrets.flatMap { secret in secret.reveal { [$0, PercentEncoding.encode($0)] } }
    self.secrets = Set(forms.filter { $0.utf8.count >= Self.lengthMin }).sorted { $0.count > $1.count }
  }

  func text(_ text: String) -> String {
    secrets.reduce(text) { $0.replacing($1, with: Self.mark) }
  }

  func bytes(_ bytes: [UInt8]) -> [UInt8] {
    secrets.reduce(bytes) { $0.replacing(Array($1.utf8), with: Array(Self.mark.utf8)) }
  }
}
