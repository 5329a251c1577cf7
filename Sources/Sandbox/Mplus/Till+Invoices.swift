internal import XML

/// Invoices that are made as such. What an order becomes when it is delivered is only named in the order.
extension Till {
  /// Makes an invoice; one that is there is not changed here.
  mutating func saveInvoice(_ sent: XMLElement?) -> [XMLElement] {
    guard let sent else { return Self.saved("FAILED", "there is no invoice") }
    if let id = sent.text("invoiceId"), !id.isEmpty { return Self.saved("NOT-FOUND", "no such invoice") }
    if let extId = sent.text("extInvoiceId"), !extId.isEmpty,
      invoices.values.contains(where: { $0.text("extInvoiceId") == extId })
    {
      return Self.saved("EXT-INVOICE-ID-ALREADY-EXISTS", "an invoice with extInvoiceId \(extId) already exists")
    }
    if let reason = reasonAgainst(sale: sent) { return Self.saved("FAILED", reason) }
    var invoice = XMLElement("invoice", children: sent.children.filter { !$0.children.isEmpty || !$0.text.isEmpty })
    let number = invoices.count + 1
    let id = "5a0d1000-0000-4000-8000-" + Calendar.pad(number, 12)
    if let reason = price(&invoice, id: id) { return Self.saved("FAILED", reason) }
    let payments = invoice.child("paymentList")?.children("payment") ?? []
    if let odd = payments.first(where: { payment in
      !lists.paymentMethods.contains { $0.code == payment.text("method") }
    }) {
      return Self.saved("FAILED", "payment method \(odd.text("method") ?? "") does not exist")
    }
    complete(&invoice, id: id, number: number, paid: payments.reduce(0) { $0 + ($1.int("amount") ?? 0) })
    invoices[id] = invoice
    sell(invoice)
    note(
      "saveInvoice", "invoice", invoice.text("extInvoiceId") ?? id,
      [
        "relationNumber": invoice.text("relationNumber") ?? "",
        "totalInclAmount": invoice.text("totalInclAmount") ?? "",
      ])
    return Self.saved("OK", "", info: invoice)
  }

  private static func saved(_ word: String, _ message: String, info invoice: XMLElement? = nil) -> [XMLElement] {
    var info = XMLElement("info", children: [XMLElement("invoiceId", text: invoice?.text("invoiceId") ?? "")])
    let number = invoice?.child("invoiceNumber")
    info.children.append(
      XMLElement("invoiceString", text: number.map { "\($0.text("year") ?? "").\($0.text("number") ?? "")" } ?? ""))
    if let number { info.children.append(number) }
    return [
      XMLElement("result", text: "SAVE-INVOICE-RESULT-" + word), info, XMLElement("errorMessage", text: message),
    ]
  }

  private mutating func complete(_ invoice: inout XMLElement, id: String, number: Int, paid: Int) {
    let (today, _, _, _) = Calendar.split(now + Calendar.amsterdamOffset(now) * 60)
    invoiceMarker += 1
    invoice.set("invoiceId", id)
    invoice.set("syncMarker", invoiceMarker)
    if invoice.child("invoiceType") == nil { invoice.set("invoiceType", "INVOICE-TYPE-INVOICE") }
    if invoice.child("financialDate") == nil { invoice.set(Till.date("financialDate", today)) }
    invoice.set(Till.moment("entryTimestamp", now))
    invoice.set("relationName", relations[invoice.int("relationNumber") ?? 0]?.text("name") ?? "")
    invoice.set("changeCounter", 1)
    invoice.set("versionNumber", 1)
    invoice.set("paidAmount", paid)
    let owed = (invoice.int("totalInclAmount") ?? 0) - paid
    invoice.set("state", "INVOICE-STATE-" + (owed <= 0 ? "PAID" : paid > 0 ? "PARTLY-PAID" : "OUTSTANDING"))
    invoice.set("finalized", false)
    invoice.set(
      XMLElement(
        "invoiceNumber",
        children: [XMLElement("year", text: String(today.year)), XMLElement("number", text: String(number))]))
  }

  /// An invoice is a sale: the goods have left.
  private mutating func sell(_ invoice: XMLElement) {
    let branch = invoice.int("financialBranchNumber") ?? 1
    for line in invoice.child("lineList")?.children ?? [] {
      guard let number = line.int("articleNumber"), articles[number]?.flag("stockArticle") == true,
        let data = line.child("data")
      else { continue }
      let amount = Till.thousandths(data.int("quantity") ?? 0, places: data.int("decimalPlaces") ?? 0)
      move(StockPlace(branch: branch, article: number), "STOCK-HISTORY-TYPE-SALES") { $0.physical -= amount }
    }
  }

  func invoice(where isWanted: (XMLElement) -> Bool) -> [XMLElement] {
    guard let found = invoices.values.first(where: isWanted) else {
      return [XMLElement("result", text: "GET-INVOICE-RESULT-NOT-FOUND")]
    }
    return [XMLElement("result", text: "GET-INVOICE-RESULT-OK"), found]
  }

  func getInvoices(_ request: XMLElement) -> [XMLElement] {
    let ids = request.children("invoiceIds").map(\.text)
    let chosen = invoices.values.filter { invoice in
      invoice.int("syncMarker") ?? 0 >= request.int("syncMarker") ?? 0
        && (ids.isEmpty || ids.contains(invoice.text("invoiceId") ?? ""))
    }.sorted { ($0.int("syncMarker") ?? 0) < ($1.int("syncMarker") ?? 0) }
    let page = chosen.prefix(request.int("syncMarkerLimit") ?? Int.max).reversed().map { invoice in
      var invoice = invoice
      if request.flag("includeLineList") == false { invoice.remove("lineList") }
      return invoice
    }
    return [XMLElement("invoiceList", children: page)]
  }
}
