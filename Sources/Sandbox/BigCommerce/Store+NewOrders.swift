internal import Values

/// Orders that a program makes. Two with one external number are taken both, as the real store does.
extension Store {
  private static let orderFields: Set<String> = [
    "status_id", "customer_id", "channel_id", "date_created", "billing_address", "shipping_addresses", "products",
    "external_order_id", "external_source", "external_merchant_id", "staff_notes", "customer_message",
    "payment_method", "payment_provider_id", "discount_amount", "base_shipping_cost", "base_handling_cost",
    "base_wrapping_cost", "ip_address", "is_email_opt_in", "customer_locale", "geoip_country", "geoip_country_iso2",
  ]
  /// Each comes with and without tax, or not at all.
  private static let amountPairs = ["subtotal", "shipping_cost", "handling_cost", "wrapping_cost", "total"]
  private static let lineFields: Set<String> = [
    "product_id", "variant_id", "name", "name_customer", "name_merchant", "sku", "upc", "quantity", "price_ex_tax",
    "price_inc_tax", "product_options",
  ]

  /// The number of the new order.
  mutating func createOrder(_ body: JSON, pricesIncludeTax: Bool) throws(StoreRefusal) -> Int {
    let before = self
    do throws(StoreRefusal) {
      return try insertOrder(body, pricesIncludeTax: pricesIncludeTax)
    } catch {
      self = before
      throw error
    }
  }

  private mutating func insertOrder(_ body: JSON, pricesIncludeTax: Bool) throws(StoreRefusal) -> Int {
    guard let object = body.object else { throw StoreRefusal(status: 400, title: "The request body is not valid.") }
    let amountNames = Set(Self.amountPairs.flatMap { [$0 + "_ex_tax", $0 + "_inc_tax"] })
    for (name, _) in object.members where !Self.orderFields.contains(name) && !amountNames.contains(name) {
      throw StoreRefusal(
        status: 400,
        title: "The field '\(name)' cannot be written to. Please remove it from your request before trying again.")
    }
    let address = try address(body["billing_address"], "billing_address", needsZip: true)
    if body.list("products").isEmpty { throw Self.notSupplied("products") }
    let id = nextId("order")
    var lines: [JSON] = []
    for (index, sent) in body.list("products").enumerated() {
      lines.append(try orderLine(sent, order: id, number: index, pricesIncludeTax: pricesIncludeTax))
    }
    var order = try head(body, id: id, address: address, lines)
    order["is_tax_inclusive_pricing"] = .bool(pricesIncludeTax)
    try total(&order, body, lines)
    var shipping: [JSON] = []
    for (index, sent) in body.list("shipping_addresses").enumerated() {
      var address = try self.address(sent, "shipping_addresses.\(index)", needsZip: false)
      address["id"] = .int(id * 1000 + index)
      address["order_id"] = .int(id)
      address["shipping_method"] = sent["shipping_method"] ?? "None"
      address["items_total"] = order["items_total"]
      address["items_shipped"] = 0
      shipping.append(address)
    }
    try takeStock(lines)
    orders[id] = order
    orderLines[id] = lines
    orderShippingAddresses[id] = shipping
    note("create", "order", body.text("external_order_id") ?? String(id), Store.shown(body))
    return id
  }

  private static func notSupplied(_ field: String) -> StoreRefusal {
    StoreRefusal(status: 400, title: "The required field '\(field)' was not supplied.")
  }

  private static func invalid(_ field: String) -> StoreRefusal {
    StoreRefusal(status: 400, title: "The field '\(field)' is invalid.")
  }

  private func address(_ sent: JSON?, _ name: String, needsZip: Bool) throws(StoreRefusal) -> JSON {
    guard let sent, sent.object != nil else { throw Self.notSupplied(name) }
    for field in ["first_name", "last_name", "street_1", "city"] where sent.text(field)?.isEmpty ?? true {
      throw Self.notSupplied("\(name).\(field)")
    }
    if sent.text("country")?.isEmpty ?? true, sent.text("country_iso2")?.isEmpty ?? true {
      throw Self.notSupplied("\(name).country")
    }
    if let code = sent.text("country_iso2"), code.count != 2 { throw Self.invalid("\(name).country_iso2") }
    if needsZip, sent.text("zip")?.count ?? 0 < 2 { throw Self.invalid("\(name).zip") }
    var address: JSON = [
      "first_name": "", "last_name": "", "company": "", "street_1": "", "street_2": "", "city": "", "state": "",
      "zip": "", "country": "", "country_iso2": "", "phone": "", "email": "", "form_fields": [],
    ]
    for (field, value) in sent.object?.members ?? [] where address[field] != nil { address[field] = value }
    return address
  }

  private func head(_ body: JSON, id: Int, address: JSON, _ lines: [JSON]) throws(StoreRefusal) -> JSON {
    let status = body.int("status_id") ?? 1
    guard StoreLists.orderStatuses.indices.contains(status) else { throw Self.invalid("status_id") }
    let customer = body.int("customer_id") ?? 0
    guard customer == 0 || customers[customer] != nil else { throw Self.invalid("customer_id") }
    guard body.int("channel_id") ?? 1 == 1 else { throw Self.invalid("channel_id") }
    let created = body.text("date_created")
    if let created, Calendar.seconds(created) == nil { throw Self.invalid("date_created") }
    if body.text("staff_notes")?.utf8.count ?? 0 > 65_535 { throw Self.invalid("staff_notes") }
    var order: JSON = [
      "id": .int(id), "customer_id": .int(customer), "status_id": .int(status),
      "status": .string(StoreLists.orderStatuses[status]), "channel_id": 1, "order_source": "external",
      "date_created": .string(Calendar.rfc2822(created.flatMap { Calendar.seconds($0) } ?? now)),
      "date_modified": .string(Calendar.rfc2822(now)), "date_shipped": "", "billing_address": address,
      "items_total": .int(lines.reduce(0) { $0 + ($1.int("quantity") ?? 0) }), "items_shipped": 0,
      "payment_method": "Manual", "payment_status": "", "payment_provider_id": "", "currency_id": 1,
      "currency_code": "EUR", "default_currency_code": "EUR", "default_currency_id": 1,
      "store_default_currency_code": "EUR", "currency_exchange_rate": "1.0000000000",
    ]
    order.merge([
      "coupon_discount": "0.0000", "gift_certificate_amount": "0.0000", "store_credit_amount": "0.0000",
      "refunded_amount": "0.0000", "staff_notes": "", "customer_message": "", "external_order_id": "",
      "external_source": nil, "external_id": nil, "external_merchant_id": nil, "is_deleted": false,
      "is_email_opt_in": false, "ip_address": "", "custom_status": "", "order_is_digital": false,
    ])
    for name in [
      "external_order_id", "external_source", "staff_notes", "customer_message", "payment_method",
      "payment_provider_id",
    ] {
      if let value = body[name] { order[name] = value }
    }
    return order
  }

  // ---- lines ----

  private mutating func orderLine(
    _ sent: JSON, order: Int, number: Int, pricesIncludeTax: Bool
  ) throws(StoreRefusal) -> JSON {
    let place = "products.\(number)"
    for (name, _) in sent.object?.members ?? [] where !Self.lineFields.contains(name) {
      throw Self.invalid("\(place).\(name)")
    }
    guard let quantity = sent.int("quantity"), quantity > 0 else { throw Self.invalid("\(place).quantity") }
    let given = try pair(sent, "price", place)
    let name = sent.text("name") ?? sent.text("name_customer")
    if let name, name.isEmpty || name.unicodeScalars.count > 250 { throw Self.invalid("\(place).name") }
    var line: JSON = ["product_id": 0, "variant_id": 0, "sku": sent["sku"] ?? "", "name": .string(name ?? "")]
    var prices = given
    if let product = sent.int("product_id"), product != 0 {
      if sent["sku"] != nil { throw Self.invalid("\(place).sku") }
      let variant = try variant(of: product, sent, place)
      line["product_id"] = .int(product)
      line["variant_id"] = .int(variant)
      line["sku"] = variants[variant]?["sku"] ?? products[product]?["sku"]
      if name == nil { line["name"] = products[product]?["name"] }
      prices = given ?? catalogPrices(product, variant, pricesIncludeTax: pricesIncludeTax)
    } else if name == nil {
      throw Self.notSupplied("\(place).name")
    }
    guard let prices else { throw Self.notSupplied("\(place).price_inc_tax") }
    let (ex, inc) = (prices.ex.tenThousandths, prices.inc.tenThousandths)
    line.merge([
      "id": .int(order * 1000 + number), "order_id": .int(order), "order_address_id": .int(order * 1000),
      "name_customer": line["name"] ?? "", "name_merchant": line["name"] ?? "", "type": "physical",
      "quantity": .int(quantity), "base_price": (pricesIncludeTax ? prices.inc : prices.ex).json,
      "price_ex_tax": prices.ex.json, "price_inc_tax": prices.inc.json,
      "price_tax": StoreAmount(tenThousandths: inc - ex).json,
      "total_ex_tax": StoreAmount(tenThousandths: ex * quantity).json,
      "total_inc_tax": StoreAmount(tenThousandths: inc * quantity).json,
      "total_tax": StoreAmount(tenThousandths: (inc - ex) * quantity).json,
    ])
    line.merge([
      "cost_price_inc_tax": "0.0000", "cost_price_ex_tax": "0.0000", "is_refunded": false, "quantity_refunded": 0,
      "quantity_shipped": 0, "refund_amount": "0.0000", "applied_discounts": [], "product_options": [],
      "parent_order_product_id": nil, "is_bundled_product": false,
    ])
    return line
  }

  /// The chosen variant; a product without choices has one that is its own.
  private func variant(of product: Int, _ line: JSON, _ place: String) throws(StoreRefusal) -> Int {
    guard products[product] != nil else { throw Self.invalid("\(place).product_id") }
    let all = variantIds[product] ?? []
    if let wanted = line.int("variant_id"), wanted != 0 {
      guard all.contains(wanted) else { throw Self.invalid("\(place).variant_id") }
      return wanted
    }
    if !(optionIds[product] ?? []).isEmpty, line.list("product_options").isEmpty {
      throw stockProblem(
        "MandatoryProductOptions", product, "Mandatory product options were not supplied.", status: 400)
    }
    return all.first ?? 0
  }

  private func catalogPrices(
    _ product: Int, _ variant: Int, pricesIncludeTax: Bool
  ) -> (ex: StoreAmount, inc: StoreAmount)? {
    let own = variants[variant].flatMap { Self.amount($0["price"]) }
    guard let price = own ?? Self.amount(products[product]?["price"]) else { return nil }
    let rate = [2: 900, 3: 0][products[product]?.int("tax_class_id") ?? 0] ?? 2100
    let other =
      pricesIncludeTax
      ? Till.rounded(price.tenThousandths * 10_000, 10_000 + rate)
      : Till.rounded(price.tenThousandths * (10_000 + rate), 10_000)
    let converted = StoreAmount(tenThousandths: other)
    return pricesIncludeTax ? (converted, price) : (price, converted)
  }

  /// What is counted must be there; it is taken at once.
  private mutating func takeStock(_ lines: [JSON]) throws(StoreRefusal) {
    for line in lines {
      guard let product = line.int("product_id"), product != 0,
        let tracking = products[product]?.text("inventory_tracking"), tracking != "none"
      else { continue }
      let key = StockKey(
        location: 1, product: product, variant: tracking == "variant" ? line.int("variant_id") ?? 0 : 0)
      let quantity = line.int("quantity") ?? 0
      let level = levels[key] ?? 0
      guard level >= quantity else {
        throw stockProblem(
          level > 0 ? "InsufficientQuantity" : "OutOfStock", product, "The product is out of stock.", status: 409)
      }
      levels[key] = level - quantity
    }
  }

  private func stockProblem(_ type: String, _ product: Int, _ title: String, status: Int) -> StoreRefusal {
    StoreRefusal(
      status: status, title: title,
      details: [
        "errors": [
          [
            "type": .string(type),
            "product": ["id": .int(product), "name": products[product]?["name"] ?? ""],
          ]
        ]
      ])
  }

  // ---- amounts ----

  private static func amount(_ value: JSON?) -> StoreAmount? {
    guard let number = value?.number ?? value?.string.flatMap({ DecimalNumber($0) }),
      let scaled = try? number.multiplied(by: 10_000)
    else { return nil }
    return scaled.rounded(toDigits: 0).wholeValue.map { StoreAmount(tenThousandths: Int($0)) }
  }

  private func pair(
    _ body: JSON, _ name: String, _ place: String = ""
  ) throws(StoreRefusal) -> (ex: StoreAmount, inc: StoreAmount)? {
    let (exName, incName) = (name + "_ex_tax", name + "_inc_tax")
    if body[exName] == nil, body[incName] == nil { return nil }
    let prefix = place.isEmpty ? "" : place + "."
    guard let ex = body[exName] else { throw Self.notSupplied(prefix + exName) }
    guard let inc = body[incName] else { throw Self.notSupplied(prefix + incName) }
    guard let ex = Self.amount(ex), ex.tenThousandths >= 0 else { throw Self.invalid(prefix + exName) }
    guard let inc = Self.amount(inc), inc.tenThousandths >= 0 else { throw Self.invalid(prefix + incName) }
    return (ex, inc)
  }

  private func total(_ order: inout JSON, _ body: JSON, _ lines: [JSON]) throws(StoreRefusal) {
    func sum(_ side: String) -> Int {
      lines.reduce(0) { $0 + (Self.amount($1["total_" + side])?.tenThousandths ?? 0) }
    }
    let discount = Self.amount(body["discount_amount"])?.tenThousandths ?? 0
    order["discount_amount"] = StoreAmount(tenThousandths: discount).json
    var (ex, inc) = (-discount, -discount)
    for name in Self.amountPairs {
      var amounts = try pair(body, name)
      if amounts == nil {
        let (sumEx, sumInc) =
          name == "subtotal" ? (sum("ex_tax"), sum("inc_tax")) : name == "total" ? (ex, inc) : (0, 0)
        amounts = (StoreAmount(tenThousandths: max(0, sumEx)), StoreAmount(tenThousandths: max(0, sumInc)))
      }
      guard let amounts else { continue }
      ex += amounts.ex.tenThousandths
      inc += amounts.inc.tenThousandths
      order[name + "_ex_tax"] = amounts.ex.json
      order[name + "_inc_tax"] = amounts.inc.json
      order[name + "_tax"] =
        StoreAmount(tenThousandths: amounts.inc.tenThousandths - amounts.ex.tenThousandths).json
    }
  }
}
