internal import Values
internal import XML

/// The HTTP door of the store: token, quota, content types and the shapes of v2 and v3.
struct StoreService: Sendable {
  var store = Store()
  var hash: String
  var token: String
  var pricesIncludeTax = false
  /// Requests allowed in each window of 30 seconds.
  var quota = 20_000
  /// Milliseconds that only go up, for the window; nil: by the store's own clock.
  var clockMilliseconds: Int?
  private var windowStart = 0
  private var windowCount = 0

  private static let windowMilliseconds = 30_000

  init(hash: String, token: String) {
    self.hash = hash
    self.token = token
  }

  mutating func handle(_ request: SimulatedRequest) -> SimulatedResponse {
    let isAllowed = countRequest()
    var response = isAllowed ? answer(request) : SimulatedResponse(429)
    let reset = Self.windowMilliseconds - (windowClock - windowStart)
    response.headers += [
      ("X-Rate-Limit-Time-Window-Ms", String(Self.windowMilliseconds)), ("X-Rate-Limit-Time-Reset-Ms", String(reset)),
      ("X-Rate-Limit-Requests-Quota", String(quota)),
      ("X-Rate-Limit-Requests-Left", String(max(0, quota - windowCount))),
    ]
    return response
  }

  private var windowClock: Int { clockMilliseconds ?? store.now * 1000 }

  private mutating func countRequest() -> Bool {
    if windowClock - windowStart >= Self.windowMilliseconds || windowClock < windowStart {
      windowStart = windowClock
      windowCount = 0
    }
    if windowCount >= quota { return false }
    windowCount += 1
    return true
  }

  private mutating func answer(_ request: SimulatedRequest) -> SimulatedResponse {
    let segments = request.segments
    let isV2 = segments.count > 2 && segments[2] == "v2"
    do throws(StoreRefusal) {
      guard segments.count > 3, segments[0] == "stores", segments[1] == hash, isV2 || segments[2] == "v3" else {
        throw StoreRefusal(status: 403, title: "You don't have a required scope to access the endpoint")
      }
      guard request.headers["x-auth-token"] == token else { throw StoreRefusal(status: 401, title: "Unauthorized") }
      let route = Array(segments.dropFirst(3))
      let body = try Self.body(of: request, isV2: isV2)
      return isV2 ? try answerV2(request, route, body) : try answerV3(request, route, body)
    } catch {
      return isV2 ? Self.refusalV2(error, request) : Self.refusalV3(error)
    }
  }

  private static func body(of request: SimulatedRequest, isV2: Bool) throws(StoreRefusal) -> JSON {
    guard ["POST", "PUT"].contains(request.method) else { return .null }
    let type = request.headers["content-type"]?.split(separator: ";").first.map(String.init)?.lowercased()
    guard type?.trimmedOfBlanks == "application/json" else {
      throw StoreRefusal(status: 415, title: "Unsupported Media Type")
    }
    do { return try JSON.parse(request.body) } catch {
      throw StoreRefusal(status: 400, title: isV2 ? "The request body is not valid JSON." : "Input is invalid")
    }
  }

  // ---- shapes ----

  static func json(_ status: Int, _ value: JSON) -> SimulatedResponse {
    SimulatedResponse(status, headers: [("Content-Type", "application/json")], body: value.bytes())
  }

  /// v2 speaks XML to whoever does not ask for JSON.
  static func v2(_ status: Int, _ value: JSON, _ request: SimulatedRequest) -> SimulatedResponse {
    if request.headers["accept"]?.contains("application/json") == true { return json(status, value) }
    var writer = XMLWriter()
    writeXML(value, "response", &writer)
    return SimulatedResponse(status, headers: [("Content-Type", "text/xml")], body: writer.bytes)
  }

  private static func writeXML(_ value: JSON, _ name: String, _ writer: inout XMLWriter) {
    switch value {
    case .object(let object):
      writer.element(name) { for (name, value) in object.members { writeXML(value, name, &$0) } }
    case .array(let values): writer.element(name) { for value in values { writeXML(value, "item", &$0) } }
    case .string(let text): writer.leaf(name, text)
    case .null: writer.empty(name)
    case .bool, .number: writer.leaf(name, value.description)
    }
  }

  private static func refusalV3(_ refusal: StoreRefusal) -> SimulatedResponse {
    var body: JSON = [
      "status": .int(refusal.status), "title": .string(refusal.title),
      "type": "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes",
    ]
    if refusal.status != 401 && refusal.status != 415 {
      body["errors"] = .object(JSON.Object(refusal.errors.map { ($0.field, .string($0.message)) }))
    }
    return json(refusal.status, body)
  }

  private static func refusalV2(_ refusal: StoreRefusal, _ request: SimulatedRequest) -> SimulatedResponse {
    var entry: JSON = ["status": .int(refusal.status), "message": .string(refusal.title)]
    if refusal.status == 413 { entry["details"] = ["max_limit": 250] }
    if let details = refusal.details { entry["details"] = details }
    return v2(refusal.status, [entry], request)
  }

  /// One page of a v3 list in its envelope; a page past the end has no data.
  static func page(_ all: [JSON], _ request: SimulatedRequest, limitMax: Int = 250) throws(StoreRefusal)
    -> SimulatedResponse
  {
    let limit = try whole(request, "limit", 1...limitMax) ?? 50
    let page = try whole(request, "page", 1...1_000_000) ?? 1
    let data = all.dropFirst(max(0, (page - 1) * limit + request.pageShift)).prefix(limit)
    let pages = max(1, (all.count + limit - 1) / limit)
    let query = request.query.filter { $0.name != "page" && $0.name != "limit" }
    func link(_ number: Int) -> JSON {
      let rest = query.map { "&\($0.name)=\(percentEncoded($0.value))" }.joined()
      return .string("?page=\(number)&limit=\(limit)\(rest)")
    }
    var links: JSON = ["current": link(page)]
    if page > 1 { links["previous"] = link(page - 1) }
    if page < pages { links["next"] = link(page + 1) }
    return json(
      200,
      [
        "data": .array(Array(data)),
        "meta": [
          "pagination": [
            "total": .int(all.count), "count": .int(data.count), "per_page": .int(limit), "current_page": .int(page),
            "total_pages": .int(pages), "links": links,
          ]
        ],
      ])
  }

  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return isPlain || "-._~,".utf8.contains(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  static func one(_ status: Int, _ data: JSON) -> SimulatedResponse { json(status, ["data": data, "meta": [:]]) }

  static func whole(_ request: SimulatedRequest, _ name: String, _ range: ClosedRange<Int>) throws(StoreRefusal) -> Int?
  {
    guard let text = request.query(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .invalid([(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")])
    }
    return number
  }

  // ---- v2 ----

  private mutating func answerV2(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    let id = route.count > 1 ? Int(route[1]) : nil
    switch (request.method, route.first, route.count) {
    case ("GET", "orders", 1):
      return try Self.pageV2(store.findOrders(request).map { withLinks($0, request) }, request)
    case ("GET", "orders", 2) where route[1] == "count": return Self.v2(200, store.orderCounts(), request)
    case ("GET", "orders", 2): return Self.v2(200, withLinks(try order(id), request), request)
    case ("POST", "orders", 1):
      let id = try store.createOrder(body, pricesIncludeTax: pricesIncludeTax)
      return Self.v2(201, withLinks(try order(id), request), request)
    case ("PUT", "orders", 2):
      try store.updateOrder(id ?? 0, body)
      return Self.v2(200, withLinks(try order(id), request), request)
    case ("GET", "orders", 3) where route[2] == "taxes":
      _ = try order(id)
      return try Self.pageV2(store.taxes(ofOrder: id ?? 0), request)
    case ("GET", "orders", 3):
      _ = try order(id)
      let lists = [
        "products": store.orderLines, "shipping_addresses": store.orderShippingAddresses,
        "shippingaddresses": store.orderShippingAddresses, "coupons": store.orderCoupons,
      ]
      guard let list = lists[route[2]] else { throw .notFound() }
      return try Self.pageV2(list[id ?? 0] ?? [], request)
    case ("GET", "store", 1):
      return Self.v2(200, StoreLists.store(hash: hash, pricesIncludeTax: pricesIncludeTax), request)
    case ("GET", "tax_classes", 1):
      return try Self.pageV2(
        StoreLists.taxClasses.map { ["id": .string(String($0.id)), "name": .string($0.name)] }, request, limitMax: 50)
    case ("GET", "order_statuses", 1):
      let statuses: [JSON] = StoreLists.orderStatuses.enumerated().map { id, name in
        [
          "id": .int(id), "name": .string(name), "system_label": .string(name), "custom_label": .string(name),
          "system_description": "", "order": .int(id),
        ]
      }
      return Self.v2(200, .array(statuses), request)
    case ("GET", "payments", 2) where route[1] == "methods":
      return try Self.pageV2(
        StoreLists.paymentMethods.map { ["code": .string(Store.folded($0)), "name": .string($0), "test_mode": false] },
        request)
    case ("GET", "time", 1): return Self.v2(200, ["time": .int(store.now)], request)
    case ("GET", "currencies", 1):
      return Self.v2(
        200,
        [
          [
            "id": 1, "is_default": true, "currency_code": "EUR", "currency_exchange_rate": "1.0000000000",
            "name": "Euro",
            "token": "€", "decimal_places": 2, "enabled": true, "is_transactional": true,
          ]
        ], request)
    default:
      guard let answer = try answerListV2(request, route) else { throw .notFound() }
      return answer
    }
  }

  /// v2 lists have no envelope; an empty page has no body at all.
  static func pageV2(
    _ all: [JSON], _ request: SimulatedRequest, limitMax: Int = 250
  ) throws(StoreRefusal) -> SimulatedResponse {
    let limit = request.query("limit").map { Int($0) ?? 0 } ?? 50
    let page = request.query("page").map { Int($0) ?? 0 } ?? 1
    if limit > limitMax { throw StoreRefusal(status: 413, title: "The specified limit exceeds the maximum allowed.") }
    guard limit > 0 else { throw StoreRefusal(status: 400, title: "The field 'limit' is invalid.") }
    guard page > 0 else { throw StoreRefusal(status: 400, title: "The field 'page' is invalid.") }
    let data = Array(all.dropFirst(max(0, (page - 1) * limit + request.pageShift)).prefix(limit))
    return data.isEmpty ? SimulatedResponse(204) : v2(200, .array(data), request)
  }

  private func order(_ id: Int?) throws(StoreRefusal) -> JSON {
    guard let id, let order = store.orders[id] else { throw .notFound() }
    return order
  }

  private func withLinks(_ order: JSON, _ request: SimulatedRequest) -> JSON {
    var order = order
    let parts = request.query("include")?.split(separator: ",") ?? []
    order["fees"] = parts.contains("fees") ? order["fees"] ?? [] : nil
    let id = order.int("id") ?? 0
    for (name, path) in [("products", "products"), ("shipping_addresses", "shippingaddresses"), ("coupons", "coupons")]
    {
      order[name] = [
        "url": .string("https://api.bigcommerce.com/stores/\(hash)/v2/orders/\(id)/\(path)"),
        "resource": .string("/orders/\(id)/\(path)"),
      ]
    }
    return order
  }
}

extension String {
  var trimmedOfBlanks: String { split(separator: " ").joined(separator: " ") }
}
