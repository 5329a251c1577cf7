internal import Types

/// What a customer ordered. The lines, addresses and payments are shared with invoices.
enum MplusOrder {
  static let wire = WireRecord(
    "orders", noun: "order", head + people + booking + state + content, otherNames: MplusOtherNames.order)

  private static let head = [
    WireMember(
      "orderId", .text, .always, meaning: "The id of the order, given by Mplus.", origin: "WSDL Order.orderId"),
    WireMember(
      "extOrderId", .text, .optional, .requiredCreateOnly,
      meaning: "The order's id in the other system. It can be used once, and finds the order again.",
      origin: "WSDL Order.extOrderId; required here, since without it a lost answer could make a second order (curated)"
    ),
    WireMember(
      "syncMarker", .whole, meaning: "Rises with every change of an order.", origin: "WSDL Order.syncMarker"),
    WireMember(
      "orderType", .word(orderType), .optional, .createOnly, meaning: "The kind of order; sales_order if not given.",
      origin: "WSDL Order.orderType"),
    WireMember(
      "entryBranchNumber", .whole, .optional, .createOnly,
      meaning: "The branch that enters the order. One that is not the connection's own needs a workplaceNumber.",
      origin: "WSDL Order.entryBranchNumber", link: Field.Link("entryBranch", entity: "branches", key: "branchNumber")),
    WireMember(
      "employeeNumber", .whole, .optional, .requiredCreateOnly,
      meaning: "The employee who enters the order; 999999 is the superuser and the connector's own default.",
      origin: "WSDL Order.employeeNumber, mandatory in practice",
      link: Field.Link("employee", entity: "employees", key: "employeeNumber")),
    WireMember("employeeName", .text, meaning: "The employee's name.", origin: "WSDL Order.employeeName"),
    WireMember("entryTimestamp", .moment, meaning: "When it was entered.", origin: "WSDL Order.entryTimestamp"),
  ]

  private static let people = [
    WireMember(
      "relationNumber", .whole, .optional, .requiredCreateOnly, meaning: "The customer.",
      origin: "WSDL Order.relationNumber; an order always needs one (vendor's documentation)",
      link: Field.Link("relation", entity: "relations", key: "relationNumber")),
    WireMember(
      "relationName", .text, meaning: "The customer's name.", origin: "WSDL Order.relationName", isPersonal: true),
    WireMember(
      "deliveryAddress", .record(MplusSale.address), .optional, .createOnly, meaning: "Where it goes.",
      origin: "WSDL Order.deliveryAddress", isPersonal: true),
    WireMember(
      "invoiceAddress", .record(MplusSale.address), .optional, .createOnly, meaning: "Where the invoice goes.",
      origin: "WSDL Order.invoiceAddress", isPersonal: true),
  ]

  private static let booking = [
    WireMember(
      "financialDate", .date, .optional, .createOnly, meaning: "The day on which it counts.",
      origin: "WSDL Order.financialDate"),
    WireMember(
      "financialBranchNumber", .whole, .optional, .createOnly, meaning: "The branch whose turnover and stock it is.",
      origin: "WSDL Order.financialBranchNumber",
      link: Field.Link("financialBranch", entity: "branches", key: "branchNumber")),
    WireMember(
      "workplaceNumber", .whole, .optional, .createOnly, meaning: "The till of entryBranchNumber.",
      origin: "WSDL Order.workplaceNumber", needs: "entryBranchNumber"),
    WireMember(
      "reference", .text, .optional, .createOnly, meaning: "A text for people: the shop's order number.",
      origin: "WSDL Order.reference"),
    WireMember(
      "totalInclAmount", .cents(.incl), meaning: "The total, VAT included, as Mplus computed it.",
      origin: "WSDL Order.totalInclAmount, cents"),
    WireMember(
      "totalExclAmount", .cents(.excl), meaning: "The total without VAT, as Mplus computed it.",
      origin: "WSDL Order.totalExclAmount, cents"),
    WireMember(
      "vatMethod", .word(vatMethod), .optional, .createOnly,
      meaning: "How VAT is reckoned; inclusive if not given. It decides whether a line's price or priceExcl is sent.",
      origin: "WSDL Order.vatMethod"),
    WireMember(
      "vatGroupList", .list(.record(MplusSale.vatGroup), child: "vatGroup", bound: 100),
      meaning: "The VAT by rate, as Mplus computed it.", origin: "WSDL Order.vatGroupList"),
    WireMember(
      "deliveryMethod", .text, .optional, .createOnly,
      meaning: "The code of a delivery method of the shop; delivery_methods lists them.",
      origin: "WSDL Order.deliveryMethod",
      link: Field.Link("delivery", entity: "delivery_methods", key: "deliveryMethod")),
    WireMember(
      "deliveryDate", .date, .optional, .createOnly, meaning: "When it shall be delivered.",
      origin: "WSDL Order.deliveryDate"),
    WireMember(
      "deliveryPeriodBegin", .moment, .optional, .createOnly, meaning: "The earliest moment of delivery.",
      origin: "WSDL Order.deliveryPeriodBegin"),
    WireMember(
      "deliveryPeriodEnd", .moment, .optional, .createOnly, meaning: "The latest moment of delivery.",
      origin: "WSDL Order.deliveryPeriodEnd"),
  ]

  private static let state = [
    WireMember("changeCounter", .whole, meaning: "Rises with every change.", origin: "WSDL Order.changeCounter"),
    WireMember("versionNumber", .whole, meaning: "The version of the order.", origin: "WSDL Order.versionNumber"),
    WireMember(
      "prepaidAmount", .cents(.incl), meaning: "Paid before delivery.", origin: "WSDL Order.prepaidAmount, cents"),
    WireMember("fullyPaid", .flag(absent: nil), meaning: "Nothing is owed.", origin: "WSDL Order.fullyPaid"),
    WireMember(
      "deliveryState", .word(deliveryState), meaning: "How much is delivered.", origin: "WSDL Order.deliveryState"),
    WireMember(
      "cancelState", .word(cancelState), meaning: "How much is cancelled.", origin: "WSDL Order.cancelState"),
    WireMember(
      "completeState", .word(completeState), meaning: "How much is done.", origin: "WSDL Order.completeState"),
    WireMember(
      "orderNumber", .yearNumber, meaning: "The number that people use: 2026.123.", origin: "WSDL Order.orderNumber"),
    WireMember(
      "orderCategoryNumber", .whole, .optional, .createOnly, meaning: "An order category of the shop; 0 is none.",
      origin: "WSDL Order.orderCategoryNumber"),
  ]

  private static let content = [
    WireMember(
      "lineList", .list(.record(MplusSale.line), child: "line", bound: 1000), .optional, .createOnly,
      meaning: "What was ordered; shipping and other costs are lines with articles of their own.",
      origin: "WSDL Order.lineList"),
    WireMember(
      "paymentList", .list(.record(MplusSale.payment), child: "payment", bound: 100), .optional, .createOnly,
      meaning: "What was paid; booked as paid before delivery.",
      origin: "WSDL CreateOrderV3Request.paymentList with prepay; Order.paymentList when read"),
    WireMember(
      "vatCountryIso3", .countryISO3, .optional, .createOnly,
      meaning: "The country whose VAT rates hold, if they are set up in Mplus; its own if not given.",
      origin: "WSDL Order.vatCountryIso3"),
    WireMember(
      "invoiceIds", .list(.text, child: "id", bound: 100), meaning: "The invoices made of it.",
      origin: "WSDL Order.invoiceIds"),
  ]

  static let vatMethod = Enumeration.codes(
    "vat_method", noun: "VAT method", prefix: "VAT-METHOD-", ["INCLUSIVE", "EXCLUSIVE", "SHIFTED", "NONE"])
  private static let orderType = Enumeration.codes(
    "order_type", noun: "order type", prefix: "ORDER-TYPE-",
    ["SALES-ORDER", "REPEAT-SALES-ORDER", "EXTERNAL-SALES-ORDER", "TABLE-ORDER", "CAFETERIA-ORDER"])
  private static let deliveryState = Enumeration.codes(
    "order_delivery_state", noun: "delivery state", prefix: "ORDER-DELIVERY-STATE-", ["NOTHING", "PARTIAL", "COMPLETE"])
  private static let cancelState = Enumeration.codes(
    "order_cancel_state", noun: "cancel state", prefix: "ORDER-CANCEL-STATE-", ["NOTHING", "PARTIAL", "COMPLETE"])
  private static let completeState = Enumeration.codes(
    "order_complete_state", noun: "complete state", prefix: "ORDER-COMPLETE-STATE-",
    ["NOTHING", "PARTIAL", "PARTIAL-DELIVERY-PENDING", "COMPLETE"])
}
