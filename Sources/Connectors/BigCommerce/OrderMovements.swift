import ConnectorKit
import Types
import Values

/// What happened to the money of an order: taxes, payments and refunds. Each is one more call for every order, so it
/// is asked for only if the flow names it.
extension Orders {
  func addMovements(
    of id: Int64, _ request: ReadRequest, to parts: inout [String: RecordReading.Part]
  ) async throws(ConnectorError) {
    func isNamed(_ field: String) -> Bool { !request.fields.isEmpty && request.uses(field) }
    for name in ["taxes", "transactions", "refunds", "refunded_amount"] { parts[name] = .leftOut }
    if isNamed("taxes") {
      var query = Query()
      query.add("details", "true")
      parts["taxes"] = .nodes(try await lines("\(Self.path)/\(id)/taxes", query))
    }
    if isNamed("transactions") {
      parts["transactions"] = .nodes(try await envelope("/v3/orders/\(id)/transactions"))
    }
    if isNamed("refunds") || isNamed("refunded_amount") {
      let refunds = try await envelope("/v3/orders/\(id)/payment_actions/refunds")
      if isNamed("refunds") { parts["refunds"] = .nodes(refunds) }
      if isNamed("refunded_amount") { parts["refunded_amount"] = .json(.number(try refunded(refunds, of: id))) }
    }
  }

  /// The whole list of a v3 path that answers 204 where there is nothing.
  private func envelope(_ path: String) async throws(ConnectorError) -> [Node] {
    var nodes: [Node] = []
    for page in 1...Self.movementPagesMax {
      var query = Query()
      query.add("page", page)
      query.add("limit", Self.movementsLimit)
      let answer = try await store.get(path, query)
      let found = answer.root == nil ? [] : try answer.list()
      nodes += found
      if found.count < Self.movementsLimit { return nodes }
    }
    throw ConnectorError(
      .misunderstood, "\(path) has more than \(Self.movementsLimit * Self.movementPagesMax) entries")
  }

  private static var movementsLimit: Int { 250 }
  private static var movementPagesMax: Int { 20 }

  /// What went back to the customer: the payments of all refunds but the declined ones. A refund that names no payment
  /// counts with its own amount.
  private func refunded(_ refunds: [Node], of id: Int64) throws(ConnectorError) -> DecimalNumber {
    var sum = DecimalNumber.zero
    for refund in refunds {
      let payments = refund["payments"].map { Array($0.elements) } ?? []
      let counted = payments.filter { $0["is_declined"]?.bool != true }.map { $0["amount"] }
      for amount in payments.isEmpty ? [refund["total_amount"]] : counted {
        guard let number = amount?.decimal ?? amount?.text.flatMap({ DecimalNumber(parsing: $0.bytes) }),
          let next = try? sum.adding(number)
        else {
          throw ConnectorError(.misunderstood, "BigCommerce gave a refund of order \(id) without its amount")
        }
        sum = next
      }
    }
    return sum
  }
}

extension OrderSchema {
  /// The basis of amounts is said by `is_tax_inclusive_pricing` of the order; refunds are what the customer got.
  static func movements(_ prices: VATBasis) -> [Field] {
    [
      .amount(
        "refunded_amount", .incl, .optional, .readOnly,
        meaning: "What went back to the customer: all refunds but the declined ones. Read only if a flow names it.",
        from: "orders.v3 spec, refunds; the order's own refunded_amount is always 0"),
      .list(
        "taxes", of: .record(tax), .readOnly, meaning: "VAT by line and rate.", from: "\(spec): /orders/{id}/taxes"),
      .list(
        "transactions", of: .record(transaction), .readOnly, meaning: "What the payment services did.",
        from: "orders.v3 spec: transactions"),
      .list(
        "refunds", of: .record(refund), .readOnly, meaning: "What was refunded, piece by piece.",
        from: "orders.v3 spec: payment_actions/refunds"),
    ]
  }

  private static let tax = RecordType(
    "bigcommerce.orders.taxes", noun: "tax",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the entry.", from: spec),
      .whole("order_product_id", .optional, .readOnly, meaning: "The line, if it is the VAT of one.", from: spec),
      .whole("order_address_id", .optional, .readOnly, meaning: "The shipping address.", from: spec),
      .member(
        "line_item_type", of: taxedPart, .optional, .readOnly, meaning: "What it is the VAT of.", from: spec),
      .text("name", .optional, .readOnly, meaning: "As the merchant or the tax service called it.", from: spec),
      .text("class", .optional, .readOnly, meaning: "The tax class, by name.", from: spec),
      .whole("tax_class_id", .optional, .readOnly, meaning: "The tax class.", from: spec),
      .measure("rate", .optional, .readOnly, meaning: "Per cent: 21.", from: spec),
      .amount("line_amount", .untaxed, .optional, .readOnly, meaning: "The VAT.", from: spec),
    ])

  private static let taxedPart = Enumeration(
    "bigcommerce.taxed_part", noun: "taxed part",
    members: [.init("item"), .init("shipping"), .init("handling"), .init("gift_wrapping", code: "gift-wrapping")])

  private static let v3 = "orders.v3 spec"

  private static let transaction = RecordType(
    "bigcommerce.orders.transactions", noun: "transaction",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the transaction.", from: v3),
      .member("event", of: paymentEvent, .optional, .readOnly, meaning: "What was done.", from: v3),
      .text("method", .optional, .readOnly, meaning: "credit_card, offline, gift_certificate, …", from: v3),
      .amount("amount", .incl, .always, .readOnly, meaning: "How much.", from: v3),
      .member("currency", of: .currency, .optional, .readOnly, meaning: "In which currency.", from: v3),
      .text("gateway", .optional, .readOnly, meaning: "The payment service.", from: v3),
      .text(
        "gateway_transaction_id", .optional, .readOnly, meaning: "The payment service's own number.", from: v3),
      .text("status", .optional, .readOnly, meaning: "ok or error.", from: v3),
      .yesNo("test", .optional, .readOnly, meaning: "Only tried out.", from: v3),
      .whole(
        "reference_transaction_id", .optional, .readOnly, meaning: "The transaction that it belongs to.", from: v3),
      .moment("date_created", .optional, meaning: "When it was done.", from: v3),
    ])

  private static let paymentEvent = Enumeration(
    "bigcommerce.payment_event", noun: "payment event",
    members: ["purchase", "authorization", "capture", "refund", "void", "pending", "settled"].map { .init($0) })

  private static let refund = RecordType(
    "bigcommerce.orders.refunds", noun: "refund",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the refund.", from: v3),
      .moment("created", .optional, meaning: "When it was made.", from: v3),
      .text("reason", .optional, .readOnly, meaning: "Why.", from: v3),
      .amount("total_amount", .incl, .always, .readOnly, meaning: "All of it.", from: v3),
      .amount(
        "total_tax", .untaxed, .optional, .readOnly, meaning: "The VAT in it; 0 for a lump sum on the order.", from: v3),
      .list("items", of: .record(refundItem), .readOnly, meaning: "What it is for.", from: v3),
      .list("payments", of: .record(refundPayment), .readOnly, meaning: "How it went back.", from: v3),
    ])

  private static let refundItem = RecordType(
    "bigcommerce.orders.refunds.items", noun: "refunded item",
    fields: [
      .member("item_type", of: refundedPart, .optional, .readOnly, meaning: "What it is for.", from: v3),
      .whole(
        "item_id", .optional, .readOnly, meaning: "The line, the shipping address, the fee or the order, by the type.",
        from: v3),
      .whole("quantity", .optional, .readOnly, meaning: "Pieces.", from: v3),
      .amount("requested_amount", .incl, .optional, .readOnly, meaning: "How much.", from: v3),
      .text("reason", .optional, .readOnly, meaning: "Why.", from: v3),
    ])

  private static let refundedPart = Enumeration(
    "bigcommerce.refunded_part", noun: "refunded part",
    members: [
      .init("product", code: "PRODUCT"), .init("gift_wrapping", code: "GIFT_WRAPPING"),
      .init("shipping", code: "SHIPPING"), .init("handling", code: "HANDLING"), .init("order", code: "ORDER"),
      .init("fee", code: "FEE"),
    ])

  private static let refundPayment = RecordType(
    "bigcommerce.orders.refunds.payments", noun: "refund payment",
    fields: [
      .whole("id", .optional, .readOnly, meaning: "BigCommerce's number of the payment.", from: v3),
      .text("provider_id", .optional, .readOnly, meaning: "The way it went: storecredit, custom, …", from: v3),
      .amount("amount", .incl, .always, .readOnly, meaning: "How much.", from: v3),
      .yesNo("offline", .optional, .readOnly, meaning: "By hand, outside of the store.", from: v3),
      .yesNo("is_declined", .optional, .readOnly, meaning: "Declined: no money went back.", from: v3),
      .text("declined_message", .optional, .readOnly, meaning: "Why it was declined.", from: v3),
      .text("transaction_id", .optional, .readOnly, meaning: "The transaction.", from: v3),
    ])
}
