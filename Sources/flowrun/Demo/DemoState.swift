import Sandbox
import Values

/// What the simulated systems hold: the truth that the demo compares the books with. Read past the flows, by the
/// sandbox's own door.
struct DemoState {
  var shopOrders: [ShopOrder] = []
  /// By `extOrderId`.
  var tillOrders: [String: TillOrder] = [:]
  /// Article numbers as people know them.
  var tillArticles: Set<String> = []
  /// Articles of their own, that are sold in the shop: no sizes, no colours.
  var singleArticles: [(number: String, name: String)] = []

  struct ShopOrder {
    var id: Int64
    var status: Int64
    var email: String
    var currency: String
    var paymentMethod: String
    var skus: [String]
    /// Rounded to cents.
    var totalCents: Int64
  }

  struct TillOrder {
    var relation: Int64
    var totalCents: Int64
  }

  static func read(_ world: SimulatedWorld) async throws(Failure) -> DemoState {
    var state = DemoState()
    state.shopOrders = try await list(world, "bigcommerce/orders").map(shopOrder)
    for order in try await list(world, "mplus/orders") {
      guard let key = order["extOrderId"]?.string else { continue }
      state.tillOrders[key] = TillOrder(
        relation: whole(order["relationNumber"]), totalCents: whole(order["totalInclAmount"]))
    }
    for article in try await list(world, "mplus/articles") {
      state.tillArticles.insert(article["pluNumber"]?.string ?? "")
      let isSold =
        article["active"]?.bool == true && article["webshop"]?.bool == true && article["discontinued"]?.bool != true
      let isVariant = article["size"]?.string?.isEmpty == false || article["colour"]?.string?.isEmpty == false
      guard isSold, !isVariant else { continue }
      state.singleArticles.append((String(whole(article["articleNumber"])), article["description"]?.string ?? ""))
    }
    return state
  }

  /// Accepted writes so far.
  static func ledgerCount(_ world: SimulatedWorld) async -> Int {
    let answer = await world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .bigcommerce)
    return answer.body.count { $0 == 0x0A }
  }

  private static func list(_ world: SimulatedWorld, _ name: String) async throws(Failure) -> [JSON] {
    let answer = await world.handle(SimulatedRequest("GET", "/_sandbox/state/\(name)"), for: .bigcommerce)
    do { return try JSON.parse(answer.body).array ?? [] } catch {
      throw Failure(.unreachable, "the sandbox's state can't be read: \(error)")
    }
  }

  private static func shopOrder(_ order: JSON) -> ShopOrder {
    ShopOrder(
      id: whole(order["id"]), status: whole(order["status_id"]),
      email: order["billing_address"]?["email"]?.string ?? "",
      currency: order["default_currency_code"]?.string ?? order["currency_code"]?.string ?? "",
      paymentMethod: order["payment_method"]?.string ?? "",
      skus: (order["products"]?.array ?? []).compactMap { $0["sku"]?.string },
      totalCents: cents(order["total_inc_tax"]))
  }

  private static func whole(_ json: JSON?) -> Int64 { json?.whole ?? json?.string.flatMap { Int64($0) } ?? 0 }

  private static func cents(_ json: JSON?) -> Int64 {
    let number = json?.number ?? json?.string.flatMap { DecimalNumber($0) }
    guard let hundredfold = try? number?.multiplied(by: DecimalNumber(100)) else { return 0 }
    return hundredfold.rounded(toDigits: 0).wholeValue ?? 0
  }
}
