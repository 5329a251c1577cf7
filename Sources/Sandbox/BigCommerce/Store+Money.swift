internal import Values

/// Taxes, payments and refunds of orders.
extension Store {
  private static let rates = ["0", "5.5", "6", "7", "9", "10", "19", "20", "21"].compactMap { DecimalNumber($0) }

  /// A row for each line with tax, and one for shipping.
  func taxes(ofOrder id: Int) -> [JSON] {
    let lines = (orderLines[id] ?? []).map { line in
      tax(line, "total", order: id, line: line.int("id") ?? 0, type: "item")
    }
    let shipping = (orderShippingAddresses[id] ?? []).map { address in
      tax(address, "cost", order: id, line: 0, type: "shipping")
    }
    return (lines + shipping).compactMap { $0 }.enumerated().map { index, row in
      var row = row
      row["id"] = .int(id * 100 + index)
      return row
    }
  }

  private func tax(_ part: JSON, _ name: String, order: Int, line: Int, type: String) -> JSON? {
    guard let tax = part.text("\(name)_tax").flatMap({ DecimalNumber($0) }), !tax.isZero,
      let net = part.text("\(name)_ex_tax").flatMap({ DecimalNumber($0) })
    else { return nil }
    let rate = Store.rates.min { Store.distance(net, $0, tax) < Store.distance(net, $1, tax) } ?? .zero
    return [
      "order_id": .int(order), "order_address_id": .int(order), "tax_rate_id": 1, "tax_class_id": 1, "name": "BTW",
      "class": "Hoog", "rate": .string("\(rate.rounded(toDigits: 4).description)"), "priority": 1,
      "priority_amount": .string(tax.description), "line_amount": .string(tax.description),
      "order_product_id": line == 0 ? nil : .string(String(line)), "line_item_type": .string(type),
    ]
  }

  /// How far a rate is from explaining a tax.
  private static func distance(_ net: DecimalNumber, _ rate: DecimalNumber, _ tax: DecimalNumber) -> DecimalNumber {
    guard let hundredfold = try? net.multiplied(by: rate), let wanted = try? tax.multiplied(by: DecimalNumber(100)),
      let distance = try? hundredfold.subtracting(wanted)
    else { return .zero }
    return distance.isNegative ? distance.negated : distance
  }

  // ---- payments ----

  /// One purchase, where the order is paid, and one refund for each payment back.
  func transactions(ofOrder id: Int) -> [JSON] {
    guard let order = orders[id], order.int("status_id") != 0, order.int("status_id") != 7,
      let total = order.text("total_inc_tax").flatMap({ DecimalNumber($0) })
    else { return [] }
    let purchase = transaction(id * 100, of: order, "purchase", total, created: order.text("date_created") ?? "")
    let refunds = refundsOfOrder[id] ?? []
    let back = refunds.flatMap { $0.list("payments") }.enumerated().map { index, payment in
      var entry = transaction(
        id * 100 + index + 1, of: order, "refund", payment["amount"]?.number ?? .zero,
        created: refunds.first?.text("created") ?? "")
      entry["reference_transaction_id"] = .int(id * 100)
      entry["status"] = payment["is_declined"]?.bool == true ? "error" : "ok"
      return entry
    }
    return [purchase] + back
  }

  private func transaction(
    _ id: Int, of order: JSON, _ event: String, _ amount: DecimalNumber, created: String
  ) -> JSON {
    [
      "id": .int(id), "order_id": .string(String(order.int("id") ?? 0)), "event": .string(event), "method": "offsite",
      "amount": .number(amount), "currency": order["default_currency_code"] ?? "EUR", "gateway": "adyen",
      "gateway_transaction_id": .string("psp-\(id)"), "status": "ok", "test": false, "fraud_review": false,
      "date_created": .string(Calendar.seconds(created).map { Calendar.iso8601($0) } ?? created),
      "reference_transaction_id": nil,
    ]
  }

  // ---- refunds ----

  /// By the merchant's hand: `{"order": 120, "amount": "10.00"}`, with `lines: [{"id": 12001, "quantity": 1}]` for
  /// pieces of it, `declined: true` for money that did not arrive.
  mutating func refund(_ body: JSON) throws(StoreRefusal) {
    guard let id = body.int("order"), let order = orders[id] else { throw .notFound("the store has no such order") }
    guard let amount = body["amount"]?.number ?? body.text("amount").flatMap({ DecimalNumber($0) }),
      !amount.isNegative, !amount.isZero,
      let total = order.text("total_inc_tax").flatMap({ DecimalNumber($0) })
    else { throw .invalid([("amount", "an amount is needed")]) }
    let before = refunded(id)
    guard let after = try? before.adding(amount), after <= total else {
      throw .invalid([("amount", "Total refunded amount cannot exceed the order total")])
    }
    let isDeclined = body["declined"]?.bool == true
    var items: [JSON] = []
    for line in body.list("lines") {
      let place = orderLines[id]?.firstIndex { $0.int("id") == line.int("id") }
      guard let place, let quantity = line.int("quantity"),
        let ordered = orderLines[id]?[place].int("quantity"),
        let refunded = orderLines[id]?[place].int("quantity_refunded"), (1...ordered).contains(quantity + refunded)
      else { throw .invalid([("lines", "no such line, or more pieces than were ordered")]) }
      orderLines[id]?[place]["quantity_refunded"] = .int(refunded + quantity)
      orderLines[id]?[place]["is_refunded"] = .bool(refunded + quantity == ordered)
      items.append([
        "item_type": "PRODUCT", "item_id": line["id"] ?? 0, "quantity": .int(quantity), "reason": "",
        "requested_amount": .number(amount),
      ])
    }
    if items.isEmpty {
      items = [["item_type": "ORDER", "item_id": .int(id), "reason": "", "requested_amount": .number(amount)]]
    }
    let refund: JSON = [
      "id": .int(nextId("refund")), "order_id": .int(id), "user_id": 1, "created": .string(Calendar.iso8601(now)),
      "reason": body["reason"] ?? "", "total_amount": .number(amount), "total_tax": 0,
      "uses_merchant_override_values": false, "items": .array(items),
      "payments": [
        [
          "id": .int(nextId("refund_payment")), "provider_id": "adyen", "amount": .number(amount), "offline": false,
          "is_declined": .bool(isDeclined), "declined_message": isDeclined ? "declined by the bank" : "",
        ]
      ],
    ]
    refundsOfOrder[id, default: []].append(refund)
    if !isDeclined {
      orders[id]?["status_id"] = .int(after == total ? 4 : 14)
      orders[id]?["payment_status"] = after == total ? "refunded" : "partially refunded"
    }
    touch(order: id)
  }

  private func refunded(_ id: Int) -> DecimalNumber {
    (refundsOfOrder[id] ?? []).flatMap { $0.list("payments") }.filter { $0["is_declined"]?.bool != true }
      .compactMap { $0["amount"]?.number }.reduce(.zero) { sum, amount in (try? sum.adding(amount)) ?? sum }
  }
}

extension StoreService {
  /// Payments and refunds, which v3 has; empty is 204.
  func answerOrdersV3(_ request: SimulatedRequest, _ route: [String]) throws(StoreRefusal) -> SimulatedResponse {
    guard request.method == "GET" else { throw Self.unknownRoute }
    if route == ["payment_actions", "refunds"] {
      return try Self.page(store.refundsOfOrder.sorted { $0.key < $1.key }.flatMap(\.value), request)
    }
    guard let id = route.first.flatMap({ Int($0) }) else { throw Self.unknownRoute }
    let list: [JSON]
    switch Array(route.dropFirst()) {
    case ["transactions"]: list = store.transactions(ofOrder: id)
    case ["payment_actions", "refunds"]: list = store.refundsOfOrder[id] ?? []
    default: throw Self.unknownRoute
    }
    guard store.orders[id] != nil else { throw .notFound("The order was not found.") }
    return list.isEmpty ? SimulatedResponse(204) : try Self.page(list, request)
  }
}
