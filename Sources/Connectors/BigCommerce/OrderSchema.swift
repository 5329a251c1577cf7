import Types

/// `/v2/orders` with its lines, shipping addresses, coupons and fees. `is_tax_inclusive_pricing` says which side of the
/// amounts is exact; the other is an estimate.
///
/// Most of an order is said once, when it is made. Amounts are made in pairs, with and without VAT: one alone leaves
/// wrong totals.
enum OrderSchema {
  static func record(prices: VATBasis) -> RecordType {
    RecordType(
      "bigcommerce.orders", noun: "order",
      fields: identity + totals(prices) + payment + people + parts(prices) + movements(prices) + bookkeeping,
      otherNames: OtherNames.order)
  }

  static let spec = "orders.v2 spec"
  private static let post = "orders.v2 spec, POST"

  private static let identity: [Field] = [
    .whole("id", .always, .readOnly, meaning: "The order's number, as the customer sees it."),
    .member(
      "status_id", of: Words.orderStatus, .always, .readWrite,
      meaning: "Where the order stands. Writing refunded or cancelled moves no money.", from: "\(spec): 0 to 14"),
    .text(
      "status", .optional, .readOnly, meaning: "The label of the status, which the merchant can change.", from: spec
    ).label(of: "status_id"),
    .text(
      "external_order_id", .optional, .required,
      meaning: "The order's number in another system, by which it is found again.",
      from: "\(spec); required here, since without it a lost answer could make a second order (curated)"),
    .text(
      "external_source", .optional, .createOnly,
      meaning: "The program that made the order; M-MIG for orders of the past, which the plan then doesn't count.",
      from: post),
    .text("order_source", .optional, .readOnly, meaning: "www, manual, external, …", from: spec),
    .whole("channel_id", .optional, .createOnly, meaning: "The storefront; 1 if not given.", from: spec),
    .text(
      "customer_message", .optional, .createOnly, meaning: "What the customer wrote.", from: spec,
      isPersonal: true),
    .text("staff_notes", max: 65535, meaning: "Notes that the customer doesn't see.", from: "\(spec): maxLength 65535"),
  ]

  private static func totals(_ prices: VATBasis) -> [Field] {
    both("subtotal", "All lines.", .createOnly) + both("shipping_cost", "Shipping.", .createOnly)
      + both("handling_cost", "Handling.", .createOnly) + both("wrapping_cost", "Gift wrapping.", .createOnly)
      + both("total", "What the order costs, discounts taken off.", .createOnly) + [
        .amount(
          "discount_amount", prices, .always, .readOnly, meaning: "Discounts by hand; contained in the totals.",
          from: spec),
        .amount(
          "coupon_discount", prices, .always, .readOnly, meaning: "Discounts by coupon; contained in the totals.",
          from: spec),
        .yesNo(
          "is_tax_inclusive_pricing", .always, .readOnly, meaning: "Amounts including VAT are the exact ones.",
          from: spec),
        .whole("items_total", .always, .readOnly, meaning: "Pieces ordered.", from: spec),
        .whole("items_shipped", .always, .readOnly, meaning: "Pieces shipped.", from: spec),
        .yesNo("order_is_digital", .always, .readOnly, meaning: "Nothing is shipped.", from: spec),
      ]
  }

  private static let payment: [Field] = [
    .member(
      "default_currency_code", of: .currency, .always, .readOnly,
      meaning: "The currency of all amounts: what was paid in.",
      from: spec),
    .member(
      "currency_code", of: .currency, .optional, .readOnly, meaning: "The currency in which prices were shown.",
      from: spec),
    .text(
      "payment_method", .always, .createOnly, meaning: "As the customer saw it: Credit Card, Cash, …", from: spec
    ).ofAccountList("payment method", "payment methods", in: "payment_methods", key: "name", isOpen: true),
    .text(
      "payment_provider_id", .optional, .createOnly, meaning: "The payment service's own number.", from: spec),
    .member(
      "payment_status", of: Words.paymentStatus, .optional, .readOnly, meaning: "Where the payment stands.", from: spec),
    .amount("store_credit_amount", .incl, .always, .readOnly, meaning: "The part paid with store credit.", from: spec),
    .amount(
      "gift_certificate_amount", .incl, .always, .readOnly, meaning: "The part paid with gift certificates.", from: spec
    ),
  ]

  private static let people: [Field] = [
    .whole(
      "customer_id", .optional, .createOnly, meaning: "The customer; missing for a guest.",
      from: "\(spec): 0 is a guest"
    ),
    Field(
      "billing_address", .record(billingAddress), .always, .requiredCreateOnly, meaning: "Who pays.",
      origin: "\(post): required", isPersonal: true),
    .yesNo("is_email_opt_in", .optional, .readOnly, meaning: "Wants mails.", from: spec),
    .text("customer_locale", .optional, .readOnly, meaning: "The language of the shop: nl, en, …", from: spec),
    .text("ip_address", .optional, .readOnly, meaning: "From where it was ordered.", from: spec, isPersonal: true),
    .member(
      "geoip_country_iso2", of: .country, .optional, .readOnly, meaning: "The country of the IP address.", from: spec),
  ]

  private static func parts(_ prices: VATBasis) -> [Field] {
    [
      .list(
        "products", of: .record(line), .requiredCreateOnly,
        meaning: "The lines: products of the catalogue by product_id, or anything by name and prices.",
        from: "\(post): required; read from /orders/{id}/products"),
      .list(
        "shipping_addresses", of: .record(shippingAddress), .createOnly,
        meaning: "Where it goes; none for pick-up and downloads.",
        from: "\(spec): /orders/{id}/shipping_addresses", isPersonal: true),
      .list(
        "coupons", of: .record(coupon(prices)), .readOnly, meaning: "The coupons used.",
        from: "\(spec): /orders/{id}/coupons"),
      .list("fees", of: .record(fee), .readOnly, meaning: "Fees on the order.", from: "\(spec): include=fees"),
    ]
  }

  private static let bookkeeping: [Field] = [
    .moment(
      "date_created", .always, .createOnly, meaning: "When it was ordered; now, if a new order doesn't say.", from: spec
    ),
    .moment("date_modified", meaning: "When it was changed last.", from: spec),
    .moment("date_shipped", .optional, .readOnly, meaning: "When it was shipped.", from: spec),
  ]

  /// `x_ex_tax`, `x_inc_tax` and `x_tax`. The first two are written together or not at all.
  private static func both(_ name: String, _ meaning: String, _ access: Field.Access = .readOnly) -> [Field] {
    func amount(_ side: String, _ basis: VATBasis, besides other: String) -> Field {
      var field = Field.amount("\(name)_\(side)", basis, .always, access, meaning: meaning, from: spec)
      if access != .readOnly { field.needs = "\(name)_\(other)" }
      return field
    }
    return [
      amount("ex_tax", .excl, besides: "inc_tax"), amount("inc_tax", .incl, besides: "ex_tax"),
      .amount("\(name)_tax", .untaxed, .always, .readOnly, meaning: "The VAT in it.", from: spec),
    ]
  }

  static let line = RecordType(
    "bigcommerce.orders.products", noun: "order line",
    fields: [
      .whole("id", .always, .readOnly, meaning: "BigCommerce's number of the line."),
      .whole(
        "product_id", .optional, .readWrite,
        meaning: "The product, if it is one of the catalogue: name, SKU and prices come from there unless given.",
        from: spec),
      .whole("variant_id", .optional, .readWrite, meaning: "The variant, if it is one of the catalogue.", from: spec),
      .whole("order_address_id", .optional, .readOnly, meaning: "The shipping address it goes to.", from: spec),
      .text(
        "sku", .optional, .readWrite,
        meaning:
          "The article's own number; a line by hand may have none. Of a product of the catalogue it is not sent.",
        from: spec),
      .text("upc", .optional, .readWrite, meaning: "The barcode number.", from: spec),
      .text(
        "name", max: 250, .always, .readWrite, meaning: "What was bought. Needed without product_id.",
        from: "\(post): maxLength 250"),
      .text("type", .always, .readOnly, meaning: "physical, digital or giftcertificate.", from: spec),
      .text("brand", .optional, .readOnly, meaning: "The brand.", from: spec),
      .whole("quantity", .always, .required, meaning: "Pieces.", from: spec),
      .whole("quantity_shipped", .always, .readOnly, meaning: "Pieces shipped.", from: spec),
      .whole("quantity_refunded", .always, .readOnly, meaning: "Pieces refunded.", from: spec),
      .yesNo("is_refunded", .always, .readOnly, meaning: "Refunded.", from: spec),
    ] + both("price", "One piece. Needed without product_id.", .readWrite) + both("total", "All pieces.")
      + both("cost_price", "What one piece costs the shop.") + [
        .amount(
          "discounted_total_inc_tax", .incl, .optional, .readOnly, meaning: "All pieces, discounts taken off.",
          from: spec),
        .measure("weight", .optional, .readOnly, meaning: "One piece, in the store's unit.", from: spec),
        .yesNo("is_bundled_product", .optional, .readOnly, meaning: "Part of another line.", from: spec),
        .whole(
          "parent_order_product_id", .optional, .readOnly, meaning: "The line that this one is part of.", from: spec),
        .list(
          "product_options", of: .record(productOption), .readOnly, meaning: "What the customer chose.", from: spec),
        .list(
          "applied_discounts", of: .record(discount), .readOnly, meaning: "Discounts spread over the lines.", from: spec
        ),
      ], otherNames: OtherNames.line)

  private static let productOption = RecordType(
    "bigcommerce.orders.products.product_options", noun: "chosen option",
    fields: [
      .text("display_name", .always, .readOnly, meaning: "The option: Size."),
      .text("display_value", .optional, .readOnly, meaning: "The value: XL."),
      .text("type", .optional, .readOnly, meaning: "How it was shown."),
    ])

  private static let discount = RecordType(
    "bigcommerce.orders.products.applied_discounts", noun: "discount",
    fields: [
      .text("id", .always, .readOnly, meaning: "coupon, manual-discount, …"),
      .amount("amount", .untaxed, .always, .readOnly, meaning: "What it takes off, in the basis of the exact side."),
      .text("name", .optional, .readOnly, meaning: "As the merchant called it."),
      .text("code", .optional, .readOnly, meaning: "The coupon's code."),
      .text("target", .optional, .readOnly, meaning: "order or product."),
    ])

  private static func coupon(_ prices: VATBasis) -> RecordType {
    RecordType(
      "bigcommerce.orders.coupons", noun: "coupon",
      fields: [
        .whole("coupon_id", .optional, .readOnly, meaning: "The coupon's number.", from: spec),
        .text("code", .always, .readOnly, meaning: "What the customer entered.", from: spec),
        .member("type", of: Words.couponType, .optional, .readOnly, meaning: "How it counts.", from: spec),
        Field(
          "amount", .decimal(digits: 4), .always, .readOnly, meaning: "Per cent or an amount, by the type.",
          origin: spec),
        .amount("discount", prices, .always, .readOnly, meaning: "What it took off.", from: spec),
      ])
  }

  private static let fee = RecordType(
    "bigcommerce.orders.fees", noun: "fee",
    fields: [
      .whole("id", .optional, .readOnly, meaning: "BigCommerce's number of the fee.", from: spec),
      .text("display_name_customer", .optional, .readOnly, meaning: "As the customer sees it.", from: spec),
      .text("source", .optional, .readOnly, meaning: "The program that made it.", from: spec),
    ]
      + both("cost", "The fee.").map { field in
        // The spec spells one of them `cost_exc_tax` in places, so none can be promised.
        var field = field
        field.presence = .optional
        return field
      })

  /// Names, street, city and country are always asked for; the postcode only of who pays, as some countries have none.
  private static func address(isBilling: Bool) -> [Field] {
    [
      .text("first_name", .always, .required, meaning: "First name.", from: needed, isPersonal: true),
      .text("last_name", .always, .required, meaning: "Last name.", from: needed, isPersonal: true),
      .text("company", meaning: "Company.", from: spec, isPersonal: true),
      .text("street_1", .always, .required, meaning: "Street and house number.", from: needed, isPersonal: true),
      .text("street_2", meaning: "The address's second line.", from: spec, isPersonal: true),
      .text("city", .always, .required, meaning: "City.", from: needed, isPersonal: true),
      .text("state", meaning: "State or province, spelled out.", from: spec, isPersonal: true),
      .text(
        "zip", .optional, isBilling ? .required : .readWrite, meaning: "Postcode, two characters or more.",
        from: isBilling ? "\(post): required" : spec, isPersonal: true),
      .text(
        "country", .optional, .readOnly, meaning: "The country's name; written along with country_iso2.", from: spec),
      .member("country_iso2", of: .country, .always, .required, meaning: "The country.", from: needed),
      .text("phone", meaning: "Telephone.", from: spec, isPersonal: true),
      .text("email", meaning: "E-mail; orders taken by hand may have none.", from: spec, isPersonal: true),
      .list(
        "form_fields", of: .record(FormFieldSchema.record), .readOnly,
        meaning: "Fields of the merchant's own, by name.", from: "\(spec): not in a new order", isNamed: true,
        isPersonal: true),
    ]
  }

  private static let needed = "\(post); an address without it can't be shipped to (curated)"

  static let billingAddress = RecordType(
    "bigcommerce.orders.billing_address", noun: "billing address", fields: address(isBilling: true),
    otherNames: OtherNames.address)

  static let shippingAddress = RecordType(
    "bigcommerce.orders.shipping_addresses", noun: "shipping address",
    fields: [.whole("id", .always, .readOnly, meaning: "BigCommerce's number of the address.")]
      + address(isBilling: false)
      + [
        .text("shipping_method", meaning: "As the customer saw it: Flat Rate, …", from: spec)
          .ofAccountList("shipping method", "shipping methods", in: "shipping_methods", key: "name", isOpen: true),
        .text("shipping_zone_name", .optional, .readOnly, meaning: "The zone, as the merchant called it.", from: spec),
        .whole("items_total", .always, .readOnly, meaning: "Pieces that go there.", from: spec),
        .whole("items_shipped", .always, .readOnly, meaning: "Pieces shipped.", from: spec),
      ] + both("cost", "Shipping."), otherNames: OtherNames.address)
}

/// A form field of addresses and customers: the merchant's own name, and its value.
enum FormFieldSchema {
  static let record = RecordType(
    "bigcommerce.form_fields", noun: "form field",
    fields: [
      .text("name", .always, .required, meaning: "The name.", clearing: .impossible),
      .text(
        "value", .optional, .required, meaning: "The value; several choices are joined by commas.", isPersonal: true),
    ])
}
