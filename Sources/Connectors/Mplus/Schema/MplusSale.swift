internal import Types

/// The parts that orders and invoices share.
enum MplusSale {
  static let address = WireRecord(
    "address", noun: "address",
    [
      WireMember(
        "name", .text, .optional, .readWrite, meaning: "The person or company.", origin: "WSDL Address.name",
        isPersonal: true),
      WireMember(
        "contact", .text, .optional, .readWrite, meaning: "The person to ask for.", origin: "WSDL Address.contact",
        isPersonal: true),
      WireMember(
        "address", .text, .optional, .readWrite, meaning: "Street and house number.", origin: "WSDL Address.address",
        isPersonal: true),
      WireMember(
        "zipcode", .text, .optional, .readWrite, meaning: "Postcode.", origin: "WSDL Address.zipcode", isPersonal: true),
      WireMember("city", .text, .optional, .readWrite, meaning: "City.", origin: "WSDL Address.city", isPersonal: true),
      WireMember(
        "country", .countryName, .optional, .readWrite,
        meaning:
          "Country. Mplus keeps it as free text: it is written in Dutch, and read in English, Dutch or as a code.",
        origin: "WSDL Address.country"),
      WireMember(
        "label", .text, .optional, .readWrite, meaning: "What the address is for.", origin: "WSDL Address.label"),
      WireMember(
        "companyName", .text, .optional, .readWrite, meaning: "The company.", origin: "WSDL Address.companyName",
        isPersonal: true),
    ])

  static let line = WireRecord(
    "line", noun: "line",
    [
      WireMember("lineId", .text, meaning: "The id of the line, given by Mplus.", origin: "WSDL Line.lineId"),
      WireMember(
        "articleNumber", .whole, .always, .required, meaning: "The article; only what Mplus knows can be ordered.",
        origin: "WSDL Line.articleNumber", link: Field.Link("article", entity: "articles", key: "articleNumber")),
      WireMember("pluNumber", .text, meaning: "The article's look-up number.", origin: "WSDL Line.pluNumber"),
      WireMember(
        "text", .text, .optional, .readWrite, meaning: "What the line is called; the article's name if not given.",
        origin: "WSDL Line.text"),
      WireMember(
        "data", .record(lineData), .optional, .required, meaning: "Quantity and price.", origin: "WSDL Line.data"),
    ], otherNames: MplusOtherNames.line)

  private static let lineData = WireRecord(
    "line_data", noun: "line's data",
    [
      WireMember(
        "quantity", .quantity(places: "decimalPlaces"), .always, .required, meaning: "How many.",
        origin: "WSDL LineData.quantity with decimalPlaces"),
      WireMember(
        "deliveredQuantity", .quantity(places: "deliveredDecimalPlaces"), meaning: "How many are delivered.",
        origin: "WSDL LineData.deliveredQuantity with deliveredDecimalPlaces"),
      WireMember(
        "cancelledQuantity", .quantity(places: "cancelledDecimalPlaces"), meaning: "How many are cancelled.",
        origin: "WSDL LineData.cancelledQuantity with cancelledDecimalPlaces"),
      WireMember(
        "price", .cents(.incl), .optional, .readWrite,
        meaning: "The price of one, VAT included; sent with the VAT method inclusive.",
        origin: "WSDL LineData.price, cents"
      ),
      WireMember(
        "priceExcl", .cents(.excl), .optional, .readWrite,
        meaning: "The price of one, without VAT; sent with the VAT methods exclusive, shifted and none.",
        origin: "WSDL LineData.priceExcl, cents"),
      WireMember(
        "originalPrice", .cents(.incl), .optional, .readWrite,
        meaning: "The price of one before discounts, VAT included.",
        origin: "WSDL LineData.originalPrice, cents"),
      WireMember(
        "turnoverGroup", .whole, .optional, .readWrite,
        meaning: "The turnover group (revenue account), 0 to 999; the article's own if not given.",
        origin: "WSDL LineData.turnoverGroup",
        link: Field.Link("turnover", entity: "turnover_groups", key: "turnoverGroup")
      ).ofAccountList("turnover group", "turnover groups", in: "turnover_groups", key: "turnoverGroup"),
      WireMember(
        "vatCode", .whole, .optional, .readWrite, meaning: "The VAT code; the article's own if not given.",
        origin: "WSDL LineData.vatCode"
      ).ofAccountList("VAT code", "VAT codes", in: "vat_groups", key: "vatCode"),
      WireMember(
        "vatPercentage", .percentage, meaning: "The VAT rate in percent: 21.",
        origin: "WSDL LineData.vatPercentage, hundredths of a percent"),
      WireMember(
        "discountAmount", .cents(.incl), .optional, .readWrite, meaning: "Taken off the line, VAT included.",
        origin: "WSDL LineData.discountAmount, cents"),
      WireMember(
        "discountAmountExcl", .cents(.excl), .optional, .readWrite, meaning: "Taken off the line, without VAT.",
        origin: "WSDL LineData.discountAmountExcl, cents"),
      WireMember(
        "totalInclAmount", .cents(.incl), meaning: "The line's total, VAT included.",
        origin: "WSDL LineData.totalInclAmount, cents"),
      WireMember(
        "totalExclAmount", .cents(.excl), meaning: "The line's total, without VAT.",
        origin: "WSDL LineData.totalExclAmount, cents"),
    ])

  static let payment = WireRecord(
    "payment", noun: "payment",
    [
      WireMember("paymentId", .text, meaning: "The id of the payment.", origin: "WSDL Payment.paymentId"),
      WireMember("financialDate", .date, meaning: "The day on which it counts.", origin: "WSDL Payment.financialDate"),
      WireMember(
        "method", .text, .always, .required,
        meaning: "The code of a payment method of the shop; payment_methods lists them.", origin: "WSDL Payment.method",
        link: Field.Link("paymentMethod", entity: "payment_methods", key: "method")),
      WireMember(
        "amount", .cents(.incl), .always, .required, meaning: "What was paid, in the same money as the total with VAT.",
        origin: "WSDL Payment.amount, cents"),
      WireMember(
        "externalPaymentId", .text, .optional, .readWrite, meaning: "The payment's id at the payment service.",
        origin: "WSDL Payment.externalPaymentId"),
      WireMember(
        "externalReference", .text, .optional, .readWrite, meaning: "The payment service's reference.",
        origin: "WSDL Payment.externalReference"),
    ])

  static let vatGroup = WireRecord(
    "vat_total", noun: "VAT total",
    [
      WireMember("vatCode", .whole, .always, meaning: "The VAT code.", origin: "WSDL VatGroup.vatCode"),
      WireMember(
        "vatPercentage", .percentage, .always, meaning: "The rate in percent.",
        origin: "WSDL VatGroup.vatPercentage, hundredths of a percent"),
      WireMember(
        "exclAmount", .cents(.excl), meaning: "The sum without VAT.", origin: "WSDL VatGroup.exclAmount, cents"),
      WireMember("vatAmount", .cents(.untaxed), meaning: "The VAT.", origin: "WSDL VatGroup.vatAmount, cents"),
    ])
}
