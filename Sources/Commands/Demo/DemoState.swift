import Sandbox
import Values

/// What the simulated systems hold: the truth that the demo compares the books with. Read past the flows, by the
/// sandbox's own door.
struct DemoState {
  var shopOrders: [ShopOrder] = []
  /// By `extOrderId`.
  var tillOrders: [String: TillOrder] = [:]
  /// Taken at the till, not sent there.
  var ownOrders: [TillOrder] = []
  /// Article numbers as people know them.
  var tillArticles: Set<String> = []
  /// Articles of their own, that are sold in the shop: no sizes, no colours.
  var singleArticles: [(number: String, plu: String, name: String)] = []

  /// Products of the shop that can be put into a parcel, each with the numbers of what is bought of it.
  var shopProducts: [(id: String, skus: [String])] = []

  /// Customers of the till with an e-mail address.
  var tillCustomers: [(number: String, email: String)] = []

  /// Customers of the shop, their addresses in lower case.
  var shopCustomers: [(id: String, email: String)] = []

  struct ShopOrder {
    var id: Int64
    /// The number that orders of the till come with; empty for the shop's own.
    var externalId: String
    var status: Int64
    var email: String
    var currency: String
    var paymentMethod: String
    var skus: [String]
    /// Rounded to cents.
    var totalCents: Int64
  }

  struct TillOrder {
    var id: String
    var relation: Int64
    var totalCents: Int64
  }

  static func read(_ world: SimulatedWorld) async throws(Failure) -> DemoState {
    var state = DemoState()
    state.shopOrders = try await list(world, "bigcommerce/orders").map(shopOrder)
    for order in try await list(world, "mplus/orders") {
      let made = TillOrder(
        id: order["orderId"]?.string ?? "", relation: whole(order["relationNumber"]),
        totalCents: whole(order["totalInclAmount"]))
      if let key = order["extOrderId"]?.string { state.tillOrders[key] = made } else { state.ownOrders.append(made) }
    }
    for product in try await list(world, "bigcommerce/products") where product["type"]?.string == "physical" {
      let variants = (product["variants"]?.array ?? []).filter { $0["option_values"]?.array?.isEmpty == false }
      let skus = (variants.isEmpty ? [product] : variants).map { $0["sku"]?.string ?? "" }
      state.shopProducts.append((String(whole(product["id"])), skus))
    }
    for customer in try await list(world, "bigcommerce/customers") {
      state.shopCustomers.append((String(whole(customer["id"])), customer["email"]?.string?.lowercased() ?? ""))
    }
    for relation in try await list(world, "mplus/relations") {
      guard let email = relation["email"]?.string, !email.isEmpty else { continue }
      state.tillCustomers.append((String(whole(relation["relationNumber"])), email.lowercased()))
    }
    for article in try await list(world, "mplus/articles") {
      state.tillArticles.insert(article["pluNumber"]?.string ?? "")
      let isSold =
        article["active"]?.bool == true && article["webshop"]?.bool == true && article["discontinued"]?.bool != true
      let isVariant = article["size"]?.string?.isEmpty == false || article["colour"]?.string?.isEmpty == false
      guard isSold, !isVariant else { continue }
      state.singleArticles.append(
        (
          String(whole(article["articleNumber"])), article["pluNumber"]?.string ?? "",
          article["description"]?.string ?? ""
        ))
    }
    return state
  }

  /// Accepted writes so far.
  static func ledgerCount(_ world: SimulatedWorld) async -> Int {
    let answer = await world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .bigcommerce)
    return answer.body.count { $0 == 0x0A }
  }

  /// By a person's own hand, at the till: no write of a flow.
  static func edit(_ world: SimulatedWorld, _ change: String) async throws(Failure) {
    let answer = await world.handle(
      SimulatedRequest("POST", "/_sandbox/edit", body: Array(change.utf8)), for: .bigcommerce)
    guard answer.status == 200 else { throw Failure(.unreachable, "the sandbox refused an edit: \(answer.text)") }
  }

  private static func list(_ world: SimulatedWorld, _ name: String) async throws(Failure) -> [JSON] {
    let answer = await world.handle(SimulatedRequest("GET", "/_sandbox/state/\(name)"), for: .bigcommerce)
    do { return try JSON.parse(answer.body).array ?? [] } catch {
      throw Failure(.unreachable, "the sandbox's state can't be read: \(error)")
    }
  }

  private static func shopOrder(_ order: JSON) -> ShopOrder {
    ShopOrder(
      id: whole(order["id"]), externalId: order["external_order_id"]?.string ?? "", status: whole(order["status_id"]),
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
