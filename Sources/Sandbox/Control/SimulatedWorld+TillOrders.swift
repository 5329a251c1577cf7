internal import Values
internal import XML

/// What the assistant at the till does with orders.
extension SimulatedWorld {
  /// An order that is taken in the shop; who pays at once, pays all of it.
  ///
  ///     {"lines": [{"pluNumber": "10001", "quantity": 2}], "paid": "PIN", "set": {"relationNumber": 100001}}
  func takeOrder(_ change: JSON) throws(StoreRefusal) {
    var order = try Self.members(change["set"] ?? [:], "Order")
    if order.int("relationNumber") == nil { order.set("relationNumber", 100_001) }
    if order.int("employeeNumber") == nil { order.set("employeeNumber", 1) }
    var lines = order.child("lineList") ?? XMLElement("lineList")
    for line in change.list("lines") {
      let plu = line.text("pluNumber") ?? ""
      guard let number = till.till.article(plu: plu)?.int("articleNumber") else {
        throw .notFound("the till has no article with the pluNumber \(plu)")
      }
      var data = XMLElement("data")
      data.add("quantity", line.int("quantity") ?? 1)
      if let places = line.int("decimalPlaces") { data.add("decimalPlaces", places) }
      var element = XMLElement("line")
      element.add("articleNumber", number)
      element.children.append(data)
      lines.children.append(element)
    }
    guard !lines.children.isEmpty else { throw StoreRefusal(status: 400, title: "an order needs lines") }
    order.set(lines)
    try accept(till.till.createOrder(order), "CREATE-ORDER-RESULT-OK")
    guard let method = change.text("paid"), let made = newestOrder else { return }
    var payment = XMLElement("payment")
    payment.add("method", method)
    payment.add("amount", made.int("totalInclAmount") ?? 0)
    var request = XMLElement("request")
    request.add("orderId", made.text("orderId") ?? "")
    request.add("prepay", "true")
    request.children.append(XMLElement("paymentList", children: [payment]))
    try accept(till.till.payOrder(request, isIdempotent: false), "PAY-ORDER-RESULT-OK")
  }

  /// `{"extOrderId": "BC-100", "deliver": true}` or `{"orderId": "…", "cancel": true}`; without either number, the
  /// newest order.
  func handleOrder(_ change: JSON) throws(StoreRefusal) {
    let id = change.text("orderId") ?? change.text("extOrderId").flatMap { till.till.orderIdOfExtId[$0] }
    let isNewest = change["orderId"] == nil && change["extOrderId"] == nil
    guard let id = isNewest ? newestOrder?.text("orderId") : id, till.till.orders[id] != nil else {
      throw .notFound("the till has no such order")
    }
    if change["deliver"]?.bool == true {
      var request = XMLElement("request")
      request.add("orderId", id)
      try accept(till.till.deliverOrder(request), "DELIVER-ORDER-RESULT-OK")
    }
    if change["cancel"]?.bool == true { try accept(till.till.cancelOrder(id), "CANCEL-ORDER-RESULT-OK") }
  }

  private var newestOrder: XMLElement? {
    till.till.orders.values.max { ($0.text("orderId") ?? "") < ($1.text("orderId") ?? "") }
  }

  private func accept(_ answer: [XMLElement], _ result: String) throws(StoreRefusal) {
    let found = answer.first { $0.name == "result" }?.text
    if found == result { return }
    let reason = answer.first { ["errorMessage", "message"].contains($0.name) }?.text ?? ""
    throw StoreRefusal(status: 400, title: "the till said \(found ?? "nothing"): \(reason)")
  }
}
