import Values

/// What must be true when the flows have run, checked against the systems themselves.
struct DemoChecks {
  private(set) var sentences: [String] = []
  private(set) var problems: [String] = []

  /// The customer of orders without an e-mail address, as the flow `orders` has it in its settings.
  static let defaultDebtor: Int64 = 100_001

  mutating func check(_ state: DemoState) {
    checkTotals(state)
    checkSpellings(state)
    checkGuests(state)
  }

  private mutating func checkTotals(_ state: DemoState) {
    var count = 0
    var cents: Int64 = 0
    for order in state.shopOrders {
      guard let sent = state.tillOrders["BC-\(order.id)"] else { continue }
      count += 1
      cents += order.totalCents
      if sent.totalCents != order.totalCents {
        problems.append(
          "order \(order.id): \(Self.euro(order.totalCents)) in the shop, \(Self.euro(sent.totalCents)) in the till")
      }
    }
    if count == 0 {
      problems.append("no order arrived in the till")
    } else {
      sentences.append(
        "\(count) orders arrived in the till, \(Self.euro(cents)) in all, each with the shop's total to the cent.")
    }
  }

  private mutating func checkSpellings(_ state: DemoState) {
    let spellings = Dictionary(
      grouping: state.shopOrders.filter { !$0.email.isEmpty && state.tillOrders["BC-\($0.id)"] != nil },
      by: { $0.email.lowercased() }
    ).filter { Set($0.value.map(\.email)).count > 1 }
    guard let shown = spellings.min(by: { $0.key < $1.key }) else {
      problems.append("no two orders spell one e-mail address in two ways")
      return
    }
    for (email, orders) in spellings {
      let relations = Set(orders.compactMap { state.tillOrders["BC-\($0.id)"]?.relation })
      if relations.count != 1 { problems.append("\(email) became \(relations.count) customers in the till") }
    }
    let names = Set(shown.value.map(\.email)).sorted().joined(separator: " and ")
    let relation = shown.value.first.flatMap { state.tillOrders["BC-\($0.id)"]?.relation } ?? 0
    sentences.append("\(names) are one customer in the till: number \(relation).")
  }

  private mutating func checkGuests(_ state: DemoState) {
    let guests = state.shopOrders.filter { $0.email.isEmpty && state.tillOrders["BC-\($0.id)"] != nil }
    guard let shown = guests.first else {
      problems.append("no order without an e-mail address arrived")
      return
    }
    for guest in guests where state.tillOrders["BC-\(guest.id)"]?.relation != Self.defaultDebtor {
      problems.append("order \(guest.id) has no e-mail address and does not hang on customer \(Self.defaultDebtor)")
    }
    sentences.append(
      "Order \(shown.id) has no e-mail address, so it hangs on the till's customer for such orders: \(Self.defaultDebtor)."
    )
  }

  /// What was taken and delivered at the till, as the shop has it now.
  mutating func checkTill(_ state: DemoState, delivered: Int64) {
    for order in state.ownOrders {
      let made = state.shopOrders.filter { $0.externalId == "MP-\(order.id)" }
      if made.count != 1 || made.first?.totalCents != order.totalCents {
        problems.append("order \(order.id) of the till is \(made.count) orders in the shop, or of another total")
      }
      guard let shown = made.first else { continue }
      sentences.append("The till's order is order \(shown.id) of the shop, \(Self.euro(shown.totalCents)).")
    }
    if state.shopOrders.first(where: { $0.id == delivered })?.status == Self.shipped {
      sentences.append("Order \(delivered) has the status shipped.")
    } else {
      problems.append("order \(delivered) was delivered at the till, and the shop doesn't know")
    }
  }

  private static let shipped: Int64 = 2

  static func euro(_ cents: Int64) -> String {
    let rest = abs(cents) % 100
    return "€ \(cents < 0 ? "-" : "")\(abs(cents) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
