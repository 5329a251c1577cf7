internal import ConnectorKit
internal import Values
internal import XML

extension OrderDesk {
  /// A refusal may be kept under its key; so often a new key is tried before it is believed to be today's.
  private static let keysMax = 8

  /// Makes an order. Mplus knows a repeated request by its key, and a repeated order by its `extOrderId`, so sending
  /// it twice makes one order.
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    guard case .create = request.operation else {
      throw ConnectorError(.refused, "orders are made once in Mplus and never changed")
    }
    var elements = try MplusOrder.wire.elements(SaleFields(request.fields).complete())
    guard elements.contains(where: { $0.name == "extOrderId" && $0.trimmed != nil }) else {
      throw ConnectorError(.refused, "an order needs an extOrderId", fields: [.init("extOrderId", "is missing")])
    }
    let payments = elements.filter { $0.name == "paymentList" && !$0.children.isEmpty }
    elements.removeAll { $0.name == "paymentList" }
    let order = XMLElement("order", children: [XMLElement("orderId")] + elements)
    // The prices are the flow's: Mplus shall not work out its own.
    var members = [order, XMLElement("applySalesAndActions", false)]
    members += [XMLElement("applySalesPrices", false), XMLElement("applyPriceGroups", false)]
    if !payments.isEmpty { members += [XMLElement("prepay", true)] + payments }
    do throws(ConnectorError) {
      let answer = try await answer(to: members, key: request.idempotencyKey, over: transport)
      return try record(of: order, payments, answer)
    } catch {
      guard error.isUnknownOperation else { throw error }
      return try record(of: order, [], try await olderAnswer(to: members, payments, over: transport))
    }
  }

  /// Services from before 2024 know no key for a repeated request. An order that is sent twice is still refused there,
  /// by its `extOrderId`, and then looked up; a payment sent on its own could be booked twice, and so is not sent.
  private func olderAnswer(
    to members: [XMLElement], _ payments: [XMLElement], over transport: any Transport
  ) async throws(ConnectorError) -> XMLElement {
    guard payments.isEmpty else {
      throw ConnectorError(
        .refused,
        "Mplus's API service does not know createOrderV3, which makes an order and its payment in one: a payment sent on "
          + "its own could be booked twice. Ask MplusKASSA for an update of the service, or leave paymentList out",
        fields: [.init("paymentList", "needs a newer service")])
    }
    var answer: XMLElement
    do throws(ConnectorError) {
      let request = XMLElement("request", children: members)
      answer = try await door.send(.write("createOrderV2", [request], isRepeatable: false), over: transport)
    } catch {
      guard error.isUnknownOperation else { throw error }
      answer = try await door.send(.write("createOrder", [members[0]], isRepeatable: false), over: transport)
    }
    try answer.accept(
      "CREATE-ORDER-RESULT-OK", "made the order", conflicts: ["CREATE-ORDER-RESULT-EXT-ORDER-ID-ALREADY-EXISTS"])
    return answer
  }

  /// Sends the order. An answer that is replayed from an earlier request and says no is history: what was wrong then
  /// may be mended, and nothing was made, so it is asked again under another key.
  private func answer(
    to members: [XMLElement], key: String, over transport: any Transport
  ) async throws(ConnectorError) -> XMLElement {
    var attempt = 0
    while true {
      let key = XMLElement("idempotencyKey", text: IdempotencyKey.text(key, attempt: attempt))
      let answer = try await door.send(
        .write("createOrderV3", [XMLElement("request", children: [key] + members)], isRepeatable: true), over: transport
      )
      attempt += 1
      let isReplay = answer.filled("idempotencyResult") == "IDEMPOTENCY-RESULT-REPLAY-RESPONSE"
      let wasRefused = answer.filled("result") == "CREATE-ORDER-RESULT-FAILED"
      if isReplay, wasRefused, attempt < OrderDesk.keysMax { continue }
      if answer.filled("result") == "CREATE-ORDER-RESULT-PAYMENT-FAILED" { throw unpaid(answer) }
      try answer.accept(
        "CREATE-ORDER-RESULT-OK", "made the order", conflicts: ["CREATE-ORDER-RESULT-EXT-ORDER-ID-ALREADY-EXISTS"])
      return answer
    }
  }

  private func unpaid(_ answer: XMLElement) -> ConnectorError {
    let reason = answer.filled("errorMessage") ?? answer.filled("payResult") ?? "no reason given"
    return ConnectorError(
      .refused,
      "Mplus refused the payment of the order: \(reason). The order itself may be there without it: look, and book it there",
      fields: [.init("paymentList", reason)])
  }

  /// The order as Mplus answered it; what it did not repeat is as it was sent.
  private func record(
    of sent: XMLElement, _ payments: [XMLElement], _ answer: XMLElement
  ) throws(ConnectorError) -> FoundRecord {
    var order = sent
    order.children += payments
    for child in answer.child("order")?.children ?? [] where !child.isEmpty { order.set(child) }
    if order.filled("orderId") == nil, let id = answer.child("info")?.child("orderId") { order.set(id) }
    guard order.filled("orderId") != nil else {
      throw ConnectorError(.misunderstood, "Mplus made an order without saying its id")
    }
    return try MplusOrder.wire.record(order, key: "orderId")
  }
}
