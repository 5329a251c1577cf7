import ConnectorKit
import Values

/// An answer with a bad status, and what it means: v3 gives a problem object, v2 an array of messages, gateways HTML or
/// nothing at all.
struct Refusal {
  private let response: HTTPResponse
  /// The human text, on one line, cut.
  private let text: String
  private let fields: [ConnectorError.FieldProblem]

  init(_ response: HTTPResponse) {
    self.response = response
    let root = try? JSONDocument.parse(response.body).root
    let problems = root.map { Refusal.problems(in: $0) } ?? []
    fields = problems.flatMap { Refusal.fields(of: $0) }
    let titles = problems.compactMap { ($0["title"] ?? $0["message"] ?? $0["detail"])?.text?.string }
    let words = titles + fields.map { "\($0.field): \($0.message)" }
    var seen: Set<String> = []
    text = Refusal.cut(words.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "; "))
  }

  func error(of request: HTTPRequest) -> ConnectorError {
    ConnectorError(kind(of: request), message(of: request), fields: fields)
  }

  private func kind(of request: HTTPRequest) -> ConnectorError.Kind {
    switch response.status {
    case 401: return .credentials
    // A missing scope or a wrong address, but also a limit of the plan that a write would exceed.
    case 403: return request.method != .get && speaksOf(["limit", "maximum", "exceed"]) ? .refused : .credentials
    case 409:
      // A rule of the stock, not another record in the way.
      if fields.contains(where: { $0.field == "products" }) { return .refused }
      return speaksOf(["category", "categories", "brand id", "tax class", "out of stock"]) ? .refused : .conflict
    case 422: return speaksOf(["duplicate", "not unique", "already", ".customer_create"]) ? .conflict : .refused
    // Locked by another program: nothing was applied.
    case 423: return .unavailable
    case 429: return .throttled(waitMilliseconds: waitMilliseconds)
    case 501, 505, 507: return .refused
    // It may have been applied before the failure.
    case 500...: return request.isRepeatable ? .unavailable : .ambiguous
    default: return .refused
    }
  }

  private func message(of request: HTTPRequest) -> String {
    let said = text.isEmpty ? "" : ": \(text)"
    switch response.status {
    case 401: return "BigCommerce did not accept the access token (\(request.name))\(said)"
    case 403:
      return "BigCommerce refused \(request.name) with 403: the API account lacks a scope, the address of the store is "
        + "wrong, or a limit of the plan is reached\(said)"
    case 207: return "BigCommerce stored a part only (\(request.name))\(said)"
    case 300...399: return "BigCommerce redirected \(request.name), which is not followed: check the connection's url"
    case 429: return "BigCommerce has had too many requests (\(request.name))"
    default: return "BigCommerce answered \(request.name) with \(response.status)\(said)"
    }
  }

  /// The longer of both headers: calls made before that are refused again. Nil if there is none.
  private var waitMilliseconds: Int? {
    let reset = response.headers["x-rate-limit-time-reset-ms"].flatMap { Int($0) }
    let after = ["x-retry-after", "retry-after"].compactMap { response.headers[$0] }.compactMap { Int($0) }.max()
    return [reset, after.map { min($0, Refusal.waitSecondsMax) * 1000 }].compactMap { $0 }.max()
      .map { min(max($0, 0), Refusal.waitSecondsMax * 1000) }
  }

  private static let waitSecondsMax = 3600

  private func speaksOf(_ words: [String]) -> Bool {
    let text = text.lowercased()
    return words.contains { text.contains($0) }
  }

  /// The problem objects: the answer itself, the elements of a v2 array, of `batch_errors`, of `data` in some refusals.
  private static func problems(in root: Node) -> [Node] {
    if root.kind == .array { return Array(root.elements) }
    if let batch = root["batch_errors"], batch.kind == .array { return Array(batch.elements) }
    if root["title"] == nil, let data = root["data"], data.kind == .array { return Array(data.elements) }
    return [root]
  }

  private static func fields(of problem: Node) -> [ConnectorError.FieldProblem] {
    if let details = problem["details"]?["errors"], details.kind == .array { return products(of: details) }
    guard let errors = problem["errors"], errors.kind == .object else { return [] }
    return errors.members.prefix(fieldsMax).map { name, value in
      ConnectorError.FieldProblem(
        name.string, cut(value.text?.string ?? String(decoding: value.rawBytes, as: UTF8.self)))
    }
  }

  /// Why products of a new order were refused: OutOfStock, MandatoryProductOptions, …
  private static func products(of details: Node) -> [ConnectorError.FieldProblem] {
    details.elements.prefix(fieldsMax).map { detail in
      let product = detail["product"]?["name"]?.text ?? detail["product"]?["id"]?.whole.map { Text(String($0)) }
      let reason = detail["type"]?.text?.string ?? "refused"
      return ConnectorError.FieldProblem("products", cut("\(reason): \(product?.string ?? "a product")"))
    }
  }

  private static let fieldsMax = 50
  private static let textMax = 300

  private static func cut(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count <= textMax ? line : line.prefix(textMax) + "…"
  }
}
