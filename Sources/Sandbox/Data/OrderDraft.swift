internal import Values

/// An order while its amounts are worked out, all of them with tax, in ten-thousandths of the currency.
struct OrderDraft {
  struct Line {
    var sku: String
    var name: String
    var product: Int
    var quantity: Int
    var unit: Int
    var total: Int
    /// Hundredths of a percent.
    var rate: Int
  }

  var id: Int
  var special: SpecialOrder
  var person: StoreData.Person
  var customer: Int
  var created = 0
  var lines: [Line] = []
  var status = 11
  var paymentMethod = "iDEAL"
  var shippingMethod = "Flat Rate"
  var shippingCost = 0
  var company = ""
  var discountCents = 0

  mutating func setShipping(_ special: SpecialOrder, _ draw: Int) {
    shippingMethod =
      special.shippingMethod ?? (draw == 0 ? "Pickup In Store" : draw == 1 ? "Free Shipping" : "Flat Rate")
    shippingCost = ["Flat Rate": 49_500, "Express 24h": 125_000][shippingMethod] ?? 0
    if special.isFree { shippingCost = 0 }
  }

  private var subtotal: Int { lines.reduce(0) { $0 + $1.total } }
  private var couponAmount: Int { special.isFree ? subtotal : min(special.couponCents * 100, subtotal) }
  private var discount: Int { special.isFree ? 0 : min(discountCents * 100, subtotal - couponAmount) }
  private var total: Int { subtotal - discount - couponAmount + shippingCost }

  private static let standardRate = 2100

  /// The part without tax: an estimate beside the exact amount.
  private static func withoutTax(_ amount: Int, _ rate: Int) -> Int { Till.rounded(amount * 10_000, 10_000 + rate) }

  private func amount(_ tenThousandths: Int) -> JSON { StoreAmount(tenThousandths: tenThousandths).json }

  func insert(into store: inout Store) {
    store.orders[id] = order
    store.lastId["order"] = max(store.lastId["order"] ?? 0, id)
    store.orderLines[id] = lines.enumerated().map { lineJSON($0.element, number: id * 10 + $0.offset) }
    var shipping = address
    shipping["id"] = .int(id)
    shipping["order_id"] = .int(id)
    shipping["shipping_method"] = .string(shippingMethod)
    shipping["shipping_zone_id"] = 1
    shipping["items_total"] = .int(lines.reduce(0) { $0 + $1.quantity })
    shipping["base_cost"] = amount(shippingCost)
    shipping["cost_inc_tax"] = amount(shippingCost)
    shipping["cost_tax"] = amount(shippingCost - Self.withoutTax(shippingCost, Self.standardRate))
    shipping["cost_tax_class_id"] = 1
    shipping["items_shipped"] = 0
    shipping["shipping_zone_name"] = "Europa"
    shipping["cost_ex_tax"] = amount(Self.withoutTax(shippingCost, Self.standardRate))
    store.orderShippingAddresses[id] = [shipping]
    guard special.coupon != nil || special.isFree else { return }
    store.orderCoupons[id] = [
      [
        "id": .int(id), "coupon_id": 1, "order_id": .int(id), "code": .string(special.coupon ?? "GRATIS"), "type": 2,
        "amount": amount(couponAmount), "discount": amount(couponAmount),
      ]
    ]
  }

  private var linesWithoutTax: Int { lines.reduce(0) { $0 + Self.withoutTax($1.total, $1.rate) } }

  private var order: JSON {
    let reduction = discount + couponAmount
    let exTax =
      linesWithoutTax - Self.withoutTax(reduction, Self.standardRate) + Self.withoutTax(shippingCost, Self.standardRate)
    var order: JSON = [
      "id": .int(id), "customer_id": .int(customer), "date_created": .string(Calendar.rfc2822(created)),
      "date_modified": .string(Calendar.rfc2822(created + 900)), "date_shipped": "", "status_id": .int(status),
      "status": .string(StoreLists.orderStatuses[status]), "cart_id": .string("cart-\(id)"),
    ]
    order.merge([
      "subtotal_ex_tax": amount(linesWithoutTax), "subtotal_inc_tax": amount(subtotal),
      "subtotal_tax": amount(subtotal - linesWithoutTax), "base_shipping_cost": amount(shippingCost),
      "shipping_cost_ex_tax": amount(Self.withoutTax(shippingCost, Self.standardRate)),
      "shipping_cost_inc_tax": amount(shippingCost), "handling_cost_inc_tax": amount(0),
      "handling_cost_ex_tax": amount(0),
      "wrapping_cost_inc_tax": amount(0), "wrapping_cost_ex_tax": amount(0), "total_ex_tax": amount(max(0, exTax)),
      "total_inc_tax": amount(total), "total_tax": amount(max(0, total - exTax)), "discount_amount": amount(discount),
      "coupon_discount": amount(couponAmount), "gift_certificate_amount": amount(0), "store_credit_amount": amount(0),
      "refunded_amount": amount(0), "is_tax_inclusive_pricing": true,
    ])
    order.merge([
      "items_total": .int(lines.reduce(0) { $0 + $1.quantity }), "items_shipped": 0,
      "payment_method": .string(paymentMethod), "payment_status": .string(status == 0 ? "" : "captured"),
      "payment_provider_id": .string(status == 0 ? "" : "psp-\(id)"),
      "currency_id": 1, "currency_code": .string(special.currency), "default_currency_code": .string(special.currency),
      "store_default_currency_code": "EUR", "currency_exchange_rate": "1.0000000000",
      "default_currency_id": 1, "staff_notes": "",
      "customer_message": .string(id % 13 == 0 ? "Graag bij de büren & niet vóór 12u" : ""),
      "order_source": "www", "channel_id": 1, "external_source": nil, "external_id": nil, "external_order_id": "",
      "external_merchant_id": nil, "is_deleted": false, "is_email_opt_in": false, "ip_address": "", "custom_status": "",
    ])
    var billing = address
    billing["email"] = .string(special.email ?? person.email)
    billing["form_fields"] = .array(
      special.vatNumber.map { [["name": "VAT number", "value": .string($0)]] } ?? [])
    order["billing_address"] = billing
    return order
  }

  private var address: JSON {
    let place = special.country.flatMap { code in People.places.first { $0.country == code } } ?? person.place
    let town = place.towns[id % place.towns.count]
    return [
      "first_name": .string(person.first), "last_name": .string(person.last), "company": .string(company),
      "street_1": .string(place.streets[id % place.streets.count]), "street_2": "", "city": .string(town.city),
      "state": .string(town.state), "zip": .string(town.zip), "country": .string(place.name),
      "country_iso2": .string(place.country), "phone": "", "email": .string(special.email ?? person.email),
      "form_fields": [],
    ]
  }

  private func lineJSON(_ line: Line, number: Int) -> JSON {
    let unitWithoutTax = Self.withoutTax(line.unit, line.rate)
    let totalWithoutTax = Self.withoutTax(line.total, line.rate)
    return [
      "id": .int(number), "order_id": .int(id), "product_id": .int(line.product), "variant_id": 0,
      "order_address_id": .int(id), "name": .string(line.name), "name_customer": .string(line.name),
      "name_merchant": .string(line.name), "sku": .string(line.sku), "type": "physical",
      "quantity": .int(line.quantity),
      "base_price": amount(line.unit), "price_ex_tax": amount(unitWithoutTax), "price_inc_tax": amount(line.unit),
      "price_tax": amount(line.unit - unitWithoutTax), "base_total": amount(line.total),
      "total_ex_tax": amount(totalWithoutTax), "total_inc_tax": amount(line.total),
      "total_tax": amount(line.total - totalWithoutTax), "cost_price_inc_tax": amount(0),
      "cost_price_ex_tax": amount(0),
      "is_refunded": false, "quantity_refunded": 0, "quantity_shipped": 0, "refund_amount": amount(0),
      "applied_discounts": [], "product_options": [], "parent_order_product_id": nil, "is_bundled_product": false,
    ]
  }
}
