import Testing
import Values
import XML

@testable import Sandbox

/// 2026-06-01 10:00 UTC, a Monday in summer time.
let someMorning = 1_780_308_000

func soap(_ body: String) -> [UInt8] {
  Array(
    """
    <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:mplusqapi">\
    <S:Body>\(body)</S:Body></S:Envelope>
    """.utf8)
}

/// Made once: the tests copy it.
enum StandardData {
  static let till = TillData.till(articles: 330, seed: 1, now: someMorning)
  static let store = StoreData.store(orders: 220, seed: 1, now: someMorning, till: till)
}

extension TillService {
  /// A till with the standard data.
  static func forTests() -> TillService {
    var service = TillService(ident: "i", secret: "s")
    service.till = StandardData.till
    return service
  }

  /// The answer's element; every answer must fit the till's own schema.
  mutating func call(_ body: String) throws -> XMLElement {
    let response = handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: soap(body)))
    try #require(response.status == 200, "\(response.text)")
    let answer = try #require(try XMLReader.read(response.body).child("Body")?.children.first)
    #expect(MplusSchema.shared.problem(inAnswer: answer) == nil)
    return answer
  }

  func stock(_ article: Int, branch: Int = 1) -> Till.StockLevel {
    till.stock[Till.StockPlace(branch: branch, article: article)] ?? Till.StockLevel()
  }
}

extension StoreService {
  /// A store with the standard data, or an empty one.
  static func forTests(isEmpty: Bool = false) -> StoreService {
    var service = StoreService(hash: "abc", token: "t")
    service.store = isEmpty ? Store() : StandardData.store
    service.store.now = someMorning
    return service
  }

  mutating func call(_ method: String, _ target: String, _ body: String? = nil) -> SimulatedResponse {
    var headers = ["X-Auth-Token": "t", "Accept": "application/json"]
    if body != nil { headers["Content-Type"] = "application/json" }
    return handle(SimulatedRequest(method, "/stores/abc/" + target, headers: headers, body: Array((body ?? "").utf8)))
  }

  /// The body of an answer that must have that status.
  mutating func json(_ status: Int, _ method: String, _ target: String, _ body: String? = nil) throws -> JSON {
    let response = call(method, target, body)
    try #require(response.status == status, "\(method) \(target): \(response.status) \(response.text)")
    return try JSON.parse(response.body)
  }

  mutating func data(_ target: String) throws -> [JSON] { try json(200, "GET", target).list("data") }
}
