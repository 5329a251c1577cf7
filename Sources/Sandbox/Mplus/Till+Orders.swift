internal import XML

/// What making or changing an order came to.
enum OrderOutcome {
  case made(orderId: String, payment: String?)
  case extIdTaken(String)
  case refused(String)
}

extension Till {
  mutating func createOrder(_ order: XMLElement?) -> [XMLElement] {
    let outcome = make(order, payments: nil, prepay: true, operation: "createOrder")
    return [result(outcome), info(outcome), errorMessage(outcome)]
  }

  mutating func createOrderV2(_ request: XMLElement) -> [XMLElement] {
    let outcome = make(request.child("order"), payments: nil, prepay: true, operation: "createOrderV2")
    return [result(outcome)] + orderElement(outcome) + [errorMessage(outcome), info(outcome)]
  }

  /// The first answer to a key is kept and given again, whatever the repeated request holds. Refusals are not kept,
  /// so that a request may be repeated with its key once the cause is mended.
  mutating func createOrderV3(_ request: XMLElement) -> [XMLElement] {
    let key = request.text("idempotencyKey") ?? ""
    if let answer = replay(key) { return answer }
    let outcome = make(
      request.child("order"), payments: request.child("paymentList"), prepay: request.flag("prepay") ?? false,
      operation: "createOrderV3")
    var answer = [XMLElement("idempotencyResult", text: "IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE"), result(outcome)]
    answer += orderElement(outcome) + [errorMessage(outcome), info(outcome)]
    if case .made(let orderId, let payment) = outcome {
      if let payment { answer.append(XMLElement("payResult", text: payment)) }
      if let invoice = orders[orderId]?.child("invoiceIds")?.text("id") {
        answer.append(XMLElement("invoiceId", text: invoice))
      }
      answers[key] = XMLElement("answer", children: answer)
    }
    return answer
  }

  private func replay(_ key: String) -> [XMLElement]? {
    guard var answer = answers[key] else { return nil }
    answer.set("idempotencyResult", "IDEMPOTENCY-RESULT-REPLAY-RESPONSE")
    return answer.children
  }

  private func result(_ outcome: OrderOutcome) -> XMLElement {
    let word =
      switch outcome {
      case .made(_, nil), .made(_, "PAY-ORDER-RESULT-OK"): "OK"
      case .made: "PAYMENT-FAILED"
      case .extIdTaken: "EXT-ORDER-ID-ALREADY-EXISTS"
      case .refused: "FAILED"
      }
    return XMLElement("result", text: "CREATE-ORDER-RESULT-" + word)
  }

  private func errorMessage(_ outcome: OrderOutcome) -> XMLElement {
    switch outcome {
    case .made(_, nil), .made(_, "PAY-ORDER-RESULT-OK"): XMLElement("errorMessage")
    case .made: XMLElement("errorMessage", text: "the payment was refused")
    case .extIdTaken(let id): XMLElement("errorMessage", text: "an order with extOrderId \(id) already exists")
    case .refused(let reason): XMLElement("errorMessage", text: reason)
    }
  }

  private func info(_ outcome: OrderOutcome) -> XMLElement {
    guard case .made(let id, _) = outcome else {
      return XMLElement("info", children: [XMLElement("orderId"), XMLElement("orderString")])
    }
    return info(orderId: id)
  }

  private func info(orderId: String) -> XMLElement {
    let number = orders[orderId]?.child("orderNumber")
    let text = "\(number?.text("year") ?? "").\(number?.text("number") ?? "")"
    return XMLElement("info", children: [XMLElement("orderId", text: orderId), XMLElement("orderString", text: text)])
  }

  private func orderElement(_ outcome: OrderOutcome) -> [XMLElement] {
    guard case .made(let id, _) = outcome, let order = orders[id] else { return [] }
    return [order]
  }

  // ---- making ----

  private mutating func make(_ sent: XMLElement?, payments: XMLElement?, prepay: Bool, operation: String)
    -> OrderOutcome
  {
    guard let sent else { return .refused("there is no order") }
    if let extId = sent.text("extOrderId"), !extId.isEmpty, orderIdOfExtId[extId] != nil { return .extIdTaken(extId) }
    if let reason = reasonAgainst(sale: sent) { return .refused(reason) }
    var order = XMLElement("order", children: sent.children.filter { !$0.children.isEmpty || !$0.text.isEmpty })
    order.remove("paymentList")
    lastOrderNumber += 1
    let id = "5a0b0000-0000-4000-8000-" + Calendar.pad(lastOrderNumber, 12)
    if let reason = price(&order, id: id) {
      lastOrderNumber -= 1
      return .refused(reason)
    }
    complete(&order, id: id)
    var payment: String?
    if let payments { payment = pay(&order, payments, prepay: prepay) }
    orders[id] = order
    if let extId = order.text("extOrderId") { orderIdOfExtId[extId] = id }
    touch(order: id)
    reserve(order, sign: 1)
    noteOrder(operation, order)
    if payment == "PAY-ORDER-RESULT-OK", !prepay { deliver(id, invoice: true) }
    return .made(orderId: id, payment: payment)
  }

  /// Invoices have the same rules.
  func reasonAgainst(sale order: XMLElement) -> String? {
    let branch = order.int("entryBranchNumber") ?? order.int("financialBranchNumber") ?? 1
    for number in [branch, order.int("financialBranchNumber") ?? branch]
    where !lists.branches.contains(where: { $0.number == number }) { return "branch \(number) does not exist" }
    if branch != 1, order.int("workplaceNumber") == nil { return "branch \(branch) needs a workplaceNumber" }
    guard let employee = order.int("employeeNumber") else { return "an order needs an employeeNumber" }
    guard lists.employees.contains(where: { $0.number == employee }) else {
      return "employee \(employee) does not exist"
    }
    guard let relation = order.int("relationNumber") else { return "an order needs a relationNumber" }
    guard relations[relation] != nil else { return "relation \(relation) does not exist" }
    if let method = order.text("deliveryMethod"), !lists.deliveryMethods.contains(where: { $0.code == method }) {
      return "delivery method \(method) does not exist"
    }
    if order.int("tableNumber") ?? 0 != 0, order.text("orderType") != "ORDER-TYPE-TABLE-ORDER" {
      return "a table number is for table orders only"
    }
    return nil
  }

  /// What the till itself puts on a new order.
  private func complete(_ order: inout XMLElement, id: String) {
    let branch = order.int("entryBranchNumber") ?? order.int("financialBranchNumber") ?? 1
    let (today, _, _, _) = Calendar.split(now + Calendar.amsterdamOffset(now) * 60)
    order.set("orderId", id)
    if order.child("orderType") == nil { order.set("orderType", "ORDER-TYPE-SALES-ORDER") }
    order.set("entryBranchNumber", branch)
    if order.child("financialBranchNumber") == nil { order.set("financialBranchNumber", branch) }
    if order.child("financialDate") == nil { order.set(Till.date("financialDate", today)) }
    order.set(Till.moment("entryTimestamp", now))
    order.set("relationName", relations[order.int("relationNumber") ?? 0]?.text("name") ?? "")
    order.set("changeCounter", 1)
    order.set("versionNumber", 1)
    order.set("prepaidAmount", 0)
    order.set("fullyPaid", false)
    order.set("deliveryState", "ORDER-DELIVERY-STATE-NOTHING")
    order.set("cancelState", "ORDER-CANCEL-STATE-NOTHING")
    order.set("completeState", "ORDER-COMPLETE-STATE-NOTHING")
    order.set(
      XMLElement(
        "orderNumber",
        children: [XMLElement("year", text: String(today.year)), XMLElement("number", text: String(lastOrderNumber))]))
  }

  // ---- paying, delivering, cancelling ----

  mutating func payOrder(_ request: XMLElement, isIdempotent: Bool) -> [XMLElement] {
    let key = "pay " + (request.text("idempotencyKey") ?? "")
    if isIdempotent, let answer = replay(key) { return answer }
    var answer: [XMLElement] = []
    let id = request.text("orderId") ?? ""
    if var order = orders[id], let payments = request.child("paymentList") {
      let result = pay(&order, payments, prepay: request.flag("prepay") ?? false)
      if result == "PAY-ORDER-RESULT-OK" {
        orders[id] = order
        touch(order: id)
        note("payOrder", "order", order.text("extOrderId") ?? id, ["prepaid": order.text("prepaidAmount") ?? ""])
        if request.flag("prepay") == false { deliver(id, invoice: true) }
      }
      answer = [XMLElement("result", text: result)]
      if let invoice = orders[id]?.child("invoiceIds")?.text("id") {
        answer.append(XMLElement("invoiceId", text: invoice))
      }
      answer.append(XMLElement("errorMessage", text: result == "PAY-ORDER-RESULT-OK" ? "" : "the payment was refused"))
    } else {
      answer = [
        XMLElement("result", text: "PAY-ORDER-RESULT-FAILED"), XMLElement("errorMessage", text: "no such order"),
      ]
    }
    guard isIdempotent else { return answer }
    answer.insert(XMLElement("idempotencyResult", text: "IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE"), at: 0)
    if answer[1].text == "PAY-ORDER-RESULT-OK" { answers[key] = XMLElement("answer", children: answer) }
    return answer
  }

  /// Without `prepay` the order is invoiced at once, so the payment must cover it.
  private func pay(_ order: inout XMLElement, _ payments: XMLElement, prepay: Bool) -> String {
    let known = payments.children("payment").allSatisfy { payment in
      lists.paymentMethods.contains { $0.code == payment.text("method") }
    }
    guard known else { return "PAY-ORDER-RESULT-FAILED" }
    var list = order.child("paymentList") ?? XMLElement("paymentList")
    list.children += payments.children("payment")
    let paid = list.children.reduce(0) { $0 + ($1.int("amount") ?? 0) }
    if !prepay, paid < order.int("totalInclAmount") ?? 0 { return "PAY-ORDER-RESULT-PAYMENT-INSUFFICIENT" }
    order.set(list)
    order.set("prepaidAmount", paid)
    order.set("fullyPaid", paid >= order.int("totalInclAmount") ?? 0)
    return "PAY-ORDER-RESULT-OK"
  }

  mutating func deliverOrder(_ request: XMLElement) -> [XMLElement] {
    let id = request.text("orderId") ?? ""
    func answer(_ word: String, _ message: String = "") -> [XMLElement] {
      [XMLElement("result", text: "DELIVER-ORDER-RESULT-" + word), XMLElement("errorMessage", text: message)]
    }
    guard let order = orders[id] else { return answer("FAILED", "no such order") }
    if order.text("deliveryState") == "ORDER-DELIVERY-STATE-COMPLETE" { return answer("ALREADY-DELIVERED") }
    if order.text("cancelState") == "ORDER-CANCEL-STATE-COMPLETE" { return answer("FAILED", "the order is cancelled") }
    deliver(id, invoice: false)
    note("deliverOrder", "order", order.text("extOrderId") ?? id, [:])
    var done = answer("OK")
    done.insert(XMLElement("packingSlipId", text: orders[id]?.child("packingSlipIds")?.text("id") ?? ""), at: 1)
    return done
  }

  private mutating func deliver(_ id: String, invoice: Bool) {
    guard var order = orders[id] else { return }
    order.set("deliveryState", "ORDER-DELIVERY-STATE-COMPLETE")
    order.set("completeState", "ORDER-COMPLETE-STATE-COMPLETE")
    order.set(XMLElement("packingSlipIds", children: [XMLElement("id", text: id.replacing(prefix: "5a0b", "5a0c"))]))
    if invoice {
      order.set(XMLElement("invoiceIds", children: [XMLElement("id", text: id.replacing(prefix: "5a0b", "5a0d"))]))
    }
    orders[id] = order
    touch(order: id)
    for (place, amount) in amounts(of: order) {
      move(place, "STOCK-HISTORY-TYPE-SALES", orderId: id) {
        $0.physical -= amount
        $0.reserved -= amount
      }
    }
  }

  mutating func cancelOrder(_ id: String) -> [XMLElement] {
    func answer(_ word: String) -> [XMLElement] {
      [XMLElement("result", text: "CANCEL-ORDER-RESULT-" + word), XMLElement("message")]
    }
    guard let order = orders[id] else { return answer("NOT-FOUND") }
    if order.text("cancelState") == "ORDER-CANCEL-STATE-COMPLETE" { return answer("ALREADY-CANCELLED") }
    if order.text("deliveryState") != "ORDER-DELIVERY-STATE-NOTHING" { return answer("FAILED") }
    orders[id]?.set("cancelState", "ORDER-CANCEL-STATE-COMPLETE")
    touch(order: id)
    reserve(order, sign: -1)
    note("cancelOrder", "order", order.text("extOrderId") ?? id, [:])
    return answer("OK")
  }

  // ---- changing ----

  /// Needs the counters that were read; lines that are not sent are removed.
  mutating func updateOrder(_ sent: XMLElement?) -> [XMLElement] {
    let id = sent?.text("orderId") ?? ""
    func answer(_ word: String, _ message: String = "") -> [XMLElement] {
      [
        XMLElement("result", text: "UPDATE-ORDER-RESULT-" + word), info(orderId: id),
        XMLElement("errorMessage", text: message),
      ]
    }
    guard let sent, let before = orders[id] else { return answer("NOT-FOUND") }
    guard sent.int("changeCounter") == before.int("changeCounter"),
      sent.int("versionNumber") == before.int("versionNumber")
    else { return answer("ORDER-HAS-CHANGED") }
    var order = before
    order.merge(sent, except: ["orderId", "syncMarker", "orderNumber", "paymentList", "prepaidAmount", "fullyPaid"])
    if let reason = reasonAgainst(sale: order) ?? price(&order, id: id) { return answer("FAILED", reason) }
    order.set("changeCounter", (before.int("changeCounter") ?? 0) + 1)
    order.set("versionNumber", (before.int("versionNumber") ?? 0) + 1)
    reserve(before, sign: -1)
    orders[id] = order
    touch(order: id)
    reserve(order, sign: 1)
    noteOrder("updateOrder", order)
    return answer("OK")
  }

  private mutating func touch(order id: String) {
    orderMarker += 1
    orders[id]?.set("syncMarker", orderMarker)
  }

  private mutating func noteOrder(_ operation: String, _ order: XMLElement) {
    note(
      operation, "order", order.text("extOrderId") ?? order.text("orderId") ?? "",
      [
        "relationNumber": order.text("relationNumber") ?? "", "totalInclAmount": order.text("totalInclAmount") ?? "",
        "lines": String(order.child("lineList")?.children.count ?? 0),
      ])
  }

  // ---- stock ----

  /// An order holds its articles in the branch where it is booked: reserved goes up, free goes down.
  private mutating func reserve(_ order: XMLElement, sign: Int) {
    for (place, amount) in amounts(of: order) {
      move(place, "STOCK-HISTORY-TYPE-SALES", orderId: order.text("orderId")) { $0.reserved += sign * amount }
    }
  }

  private func amounts(of order: XMLElement) -> [(StockPlace, Int)] {
    let branch = order.int("financialBranchNumber") ?? 1
    return (order.child("lineList")?.children ?? []).compactMap { line in
      let number = line.int("articleNumber") ?? 0
      guard articles[number]?.flag("stockArticle") == true, let data = line.child("data") else { return nil }
      let amount = Till.thousandths(data.int("quantity") ?? 0, places: data.int("decimalPlaces") ?? 0)
      return (StockPlace(branch: branch, article: number), amount)
    }
  }
}

extension String {
  /// The same text with another beginning, when it begins so.
  fileprivate func replacing(prefix: String, _ other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
