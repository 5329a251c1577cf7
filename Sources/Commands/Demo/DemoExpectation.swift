import Engine
import Workspace

/// Which records must stop, computed from what the simulated systems hold and not from what flowrun says.
///
/// Each is there on purpose: the sandbox's first orders and articles are odd in ways that real ones are.
struct DemoExpectation {
  /// Source key to the reasons, in plain words.
  var orders: [String: [String]] = [:]
  /// Articles that share one name; the shop takes each name once, so that all but one of each group stop.
  var namesakes: [Set<String>] = []
  /// Customers of the till that share one e-mail address; the shop has one customer for each.
  var mailboxes: [Set<String>] = []
  /// Products of the shop whose SKU can't be a number of the till. What the till has itself comes to the shop with the
  /// numbers that it has, so that this is asked anew before each run.
  private(set) var unnumbered: Set<String> = []
  /// Customers of the shop whose e-mail address two relations of the till have.
  private(set) var ambiguous: Set<String> = []

  /// Orders that wait to be sent: awaiting shipment, awaiting fulfillment.
  static let openStatuses: Set<Int64> = [9, 11]
  static let currency = "EUR"

  init(_ state: DemoState, paymentMethods: Set<String>) {
    for order in state.shopOrders where Self.openStatuses.contains(order.status) {
      let reasons = Self.reasons(order, state, paymentMethods)
      if !reasons.isEmpty { orders[String(order.id)] = reasons }
    }
    lookAtNumbers(state)
    let byName = Dictionary(grouping: state.singleArticles, by: \.name).values.filter { $0.count > 1 }
    namesakes = byName.map { Set($0.map(\.number)) }
    let byEmail = Dictionary(grouping: state.tillCustomers, by: \.email).values.filter { $0.count > 1 }
    mailboxes = byEmail.map { Set($0.map(\.number)) }
  }

  mutating func lookAtNumbers(_ state: DemoState) {
    unnumbered = Set(
      state.shopProducts.filter { product in
        product.skus.contains { sku in
          !(1...18).contains(sku.utf8.count) || sku.utf8.contains { !(0x30...0x39).contains($0) }
        }
      }.map(\.id))
    let doubled = Self.doubled(state)
    ambiguous = Set(state.shopCustomers.filter { doubled.contains($0.email) }.map(\.id))
  }

  /// E-mail addresses that several relations of the till have.
  private static func doubled(_ state: DemoState) -> Set<String> {
    Set(Dictionary(grouping: state.tillCustomers, by: \.email).filter { $0.value.count > 1 }.keys)
  }

  private static func reasons(
    _ order: DemoState.ShopOrder, _ state: DemoState, _ paymentMethods: Set<String>
  ) -> [String] {
    // A record in another currency stops before anything else is looked at.
    if order.currency != currency { return ["it is paid in \(order.currency)"] }
    var reasons: [String] = []
    let unknown = order.skus.filter { !state.tillArticles.contains($0) }
    if !unknown.isEmpty { reasons.append("the till does not know \(unknown.joined(separator: " and "))") }
    if order.totalCents > 0, !paymentMethods.contains(order.paymentMethod) {
      reasons.append("“\(order.paymentMethod)” is not in the table of payment methods")
    }
    if doubled(state).contains(order.email.lowercased()) {
      reasons.append("two relations of the till have the address \(order.email)")
    }
    return reasons
  }

  /// What of a flow's stops was not to be, and what was to be and is not.
  func differences(of flow: String, stopped: Set<String>) -> [String] {
    if flow == "products" { return differences(of: flow, namesakes, stopped: stopped) }
    if flow == "customers-to-shop" { return differences(of: flow, mailboxes, stopped: stopped) }
    let expected =
      switch flow {
      case "orders": Set(orders.keys)
      case "products-to-till": unnumbered
      case "customers": ambiguous
      default: Set<String>()
      }
    let surplus = stopped.subtracting(expected).sorted().map { "\(flow): \($0) stopped, and nothing is odd about it" }
    let absent = expected.subtracting(stopped).sorted().map { key in
      let reasons = flow == "orders" ? orders[key, default: []] : [Self.reason(of: flow)]
      return "\(flow): \(key) should have stopped: \(reasons.joined(separator: "; "))"
    }
    return surplus + absent
  }

  private static func reason(of flow: String) -> String {
    flow == "customers" ? "two relations of the till have its address" : "its SKU is no number of the till"
  }

  private func differences(of flow: String, _ groups: [Set<String>], stopped: Set<String>) -> [String] {
    var rest = stopped
    var problems: [String] = []
    for group in groups {
      let hit = stopped.intersection(group)
      rest.subtract(group)
      if hit.count != group.count - 1 {
        problems.append(
          "\(flow): of the namesakes \(group.sorted().joined(separator: ", ")) all but one should have stopped, and "
            + "\(hit.count) did")
      }
    }
    return problems + rest.sorted().map { "\(flow): \($0) stopped, and nothing is odd about it" }
  }
}
