import ConnectorKit
import Values

/// Requests to one store, and answers that were understood.
struct Store: Sendable {
  /// `https://api.bigcommerce.com/stores/abc123`
  private let base: String
  private let token: Secret
  private let timeoutSeconds: Int
  private let transport: any Transport

  init(url: String, token: Secret, timeoutSeconds: Int, transport: any Transport) {
    var base = Substring(url)
    while base.last == "/" { base.removeLast() }
    // People paste the address with the version that the control panel shows.
    if base.hasSuffix("/v2") || base.hasSuffix("/v3") { base.removeLast(3) }
    self.base = String(base)
    self.token = token
    self.timeoutSeconds = timeoutSeconds
    self.transport = transport
  }

  func get(_ path: String, _ query: Query = Query()) async throws(ConnectorError) -> Answer {
    try await send(request(.get, path, query, isRepeatable: true))
  }

  /// Nil where there is no such thing.
  func getIfThere(_ path: String, _ query: Query = Query()) async throws(ConnectorError) -> Answer? {
    let request = request(.get, path, query, isRepeatable: true)
    return try await transport.send(request) { response throws(ConnectorError) in
      response.status == 404 ? nil : try Answer(response, to: request)
    }
  }

  /// Makes something: sending it twice could make two.
  func post(_ path: String, _ body: JSON) async throws(ConnectorError) -> Answer {
    try await send(request(.post, path, Query(), body: body, isRepeatable: false))
  }

  /// Sets values: sending it twice is the same as once.
  func put(_ path: String, _ query: Query = Query(), _ body: JSON) async throws(ConnectorError) -> Answer {
    try await send(request(.put, path, query, body: body, isRepeatable: true))
  }

  /// What is gone already is gone.
  func delete(_ path: String, _ query: Query = Query()) async throws(ConnectorError) {
    let request = request(.delete, path, query, isRepeatable: true)
    try await transport.send(request) { response throws(ConnectorError) in
      if response.status != 404 { _ = try Answer(response, to: request) }
    }
  }

  private func send(_ request: HTTPRequest) async throws(ConnectorError) -> Answer {
    try await transport.send(request) { response throws(ConnectorError) in try Answer(response, to: request) }
  }

  private func request(
    _ method: HTTPRequest.Method, _ path: String, _ query: Query, body: JSON? = nil, isRepeatable: Bool
  ) -> HTTPRequest {
    var headers: [(name: String, value: HeaderValue)] = [
      ("X-Auth-Token", .secret(token)),
      // Without it v2 answers XML.
      ("Accept", .plain("application/json")),
      ("User-Agent", .plain("flowrun")),
    ]
    if body != nil { headers.append(("Content-Type", .plain("application/json"))) }
    let name = "\(method.rawValue) \(path)"
    return HTTPRequest(
      method, RequestURL(base + path + query.text), name: name, headers: headers, body: body?.bytes() ?? [],
      isRepeatable: isRepeatable, timeoutSeconds: timeoutSeconds, atOnceMax: Self.atOnceMax[name])
  }

  /// Where the store takes fewer requests at once than it does elsewhere.
  private static let atOnceMax = [
    "PUT /v3/inventory/adjustments/absolute": 1, "PUT /v3/customers": 3, "PUT /v3/customers/addresses": 3,
  ]
}

/// The query of a request. Values are percent-encoded, which e-mail addresses and offsets with `+` need.
struct Query: Sendable {
  private var items: [String] = []

  init() {}

  mutating func add(_ name: String, _ value: String) {
    items.append("\(name)=\(PercentEncoding.encode(value))")
  }

  mutating func add(_ name: String, _ value: Int) { add(name, String(value)) }

  /// `name=a,b,c`: a comma inside a value would be a separator, so such values are asked for one by one.
  mutating func add(_ name: String, list values: [String]) {
    items.append("\(name)=\(values.map(PercentEncoding.encode).joined(separator: ","))")
  }

  var text: String { items.isEmpty ? "" : "?" + items.joined(separator: "&") }

  /// Values in groups that fit into one address: at most 50 and 1,800 bytes, and a value with a comma alone.
  static func batches(_ values: [String]) -> [[String]] {
    var batches: [[String]] = []
    var batch: [String] = []
    var bytes = 0
    for value in values {
      let length = PercentEncoding.encode(value).utf8.count + 1
      let isAlone = value.contains(",")
      if !batch.isEmpty, batch.count == batchMax || bytes + length > bytesMax || isAlone {
        batches.append(batch)
        batch = []
        bytes = 0
      }
      batch.append(value)
      bytes += isAlone ? bytesMax : length
    }
    return batch.isEmpty ? batches : batches + [batch]
  }

  static let batchMax = 50
  static let bytesMax = 1800
}

/// An answer with a good status, and its body read.
struct Answer: Sendable {
  let headers: [String: String]
  /// Nil for `204 No Content`, which is how v2 says that a list is empty.
  let root: Node?
  private let name: String

  /// What it refuses it says without the request's secrets, which the store may have put into its words.
  init(_ response: HTTPResponse, to request: HTTPRequest) throws(ConnectorError) {
    headers = response.headers
    name = request.name
    guard (200...299).contains(response.status), response.status != 207 else {
      let mask = SecretMask(of: request)
      // Before its words are cut: half a secret is one, too.
      var shown = response
      shown.body = mask.bytes(response.body)
      throw Refusal(shown).error(of: request).masked(mask)
    }
    // Empty in any other way is an answer that was lost.
    if response.status == 204 || response.body.isEmpty && request.method == .delete {
      root = nil
      return
    }
    if response.body.isEmpty {
      throw ConnectorError(.misunderstood, "the answer to \(request.name) is empty (\(response.status))")
    }
    let root: Node
    do {
      root = try JSONDocument.parse(response.body).root
    } catch {
      let problem = ConnectorError(.misunderstood, "the answer to \(request.name) is not whole JSON: \(error.message)")
      throw problem.masked(SecretMask(of: request))
    }
    if let said = Self.problem(root, SecretMask(of: request)) {
      throw ConnectorError(
        .misunderstood, "the answer to \(request.name) has the status \(response.status), and says \(said)")
    }
    self.root = root
  }

  /// What a problem says that comes with a good status; nil for what is none. The `status` of a record is a word.
  private static func problem(_ root: Node, _ mask: SecretMask) -> String? {
    guard root.kind == .object, let status = root["status"]?.whole, (400...599).contains(status),
      let title = root["title"]?.text?.string
    else { return nil }
    return "\(status): \(mask.text(title).prefix(200))"
  }

  /// The `data` of a v3 answer.
  func data() throws(ConnectorError) -> Node {
    guard let data = root?["data"] else {
      throw ConnectorError(.misunderstood, "the answer to \(name) has no data")
    }
    return data
  }

  /// The list in `data`.
  func list() throws(ConnectorError) -> [Node] {
    let data = try data()
    guard data.kind == .array else {
      throw ConnectorError(.misunderstood, "the answer to \(name) has no list in its data")
    }
    return Array(data.elements)
  }

  /// The bare list of a v2 answer; 204 is the empty one.
  func bareList() throws(ConnectorError) -> [Node] {
    guard let root else { return [] }
    guard root.kind == .array else {
      throw ConnectorError(.misunderstood, "the answer to \(name) is no list")
    }
    return Array(root.elements)
  }

  /// How many records the whole list has, if the answer says so.
  var total: Int? { root?["meta"]?["pagination"]?["total"]?.whole.map { Int($0) } }

  /// The server's clock, from the header `Date`.
  var moment: Moment? { headers["date"].flatMap { Moment(rfc2822: $0) } }
}
