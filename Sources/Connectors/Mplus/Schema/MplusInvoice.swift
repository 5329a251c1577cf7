internal import Types

/// What a customer owes.
enum MplusInvoice {
  static let wire = WireRecord(
    "invoices", noun: "invoice", head + booking + content, otherNames: MplusOtherNames.sale)

  private static let head = [
    WireMember(
      "invoiceId", .text, .always, meaning: "The id of the invoice, given by Mplus.",
      origin: "WSDL Invoice.invoiceId; every stored invoice has one (curated)"),
    WireMember(
      "extInvoiceId", .text, .optional, .requiredCreateOnly,
      meaning: "The invoice's id in the other system. It can be used once, and finds the invoice again.",
      origin:
        "WSDL Invoice.extInvoiceId; required here, since without it a lost answer could make a second one (curated)"
    ),
    WireMember(
      "syncMarker", .whole, meaning: "Rises with every change of an invoice.", origin: "WSDL Invoice.syncMarker"),
    WireMember(
      "invoiceNumber", .yearNumber, meaning: "The number that people use: 2026.123.",
      origin: "WSDL Invoice.invoiceNumber"
    ),
    WireMember(
      "invoiceType", .word(invoiceType), .optional, .createOnly, meaning: "The kind of invoice.",
      origin: "WSDL Invoice.invoiceType"),
    WireMember(
      "employeeNumber", .whole, .optional, .requiredCreateOnly,
      meaning: "The employee who enters it; 999999 is the superuser and the connector's own default.",
      origin: "WSDL Invoice.employeeNumber, mandatory in practice",
      link: Field.Link("employee", entity: "employees", key: "employeeNumber")),
    WireMember("entryTimestamp", .moment, meaning: "When it was entered.", origin: "WSDL Invoice.entryTimestamp"),
    WireMember(
      "relationNumber", .whole, .optional, .requiredCreateOnly, meaning: "The customer.",
      origin: "WSDL Invoice.relationNumber", link: Field.Link("relation", entity: "relations", key: "relationNumber")),
    WireMember(
      "relationName", .text, meaning: "The customer's name.", origin: "WSDL Invoice.relationName", isPersonal: true),
    WireMember(
      "deliveryAddress", .record(MplusSale.address), .optional, .createOnly, meaning: "Where the goods go.",
      origin: "WSDL Invoice.deliveryAddress", isPersonal: true),
    WireMember(
      "invoiceAddress", .record(MplusSale.address), .optional, .createOnly, meaning: "Where the invoice goes.",
      origin: "WSDL Invoice.invoiceAddress", isPersonal: true),
  ]

  private static let booking = [
    WireMember(
      "financialDate", .date, .optional, .createOnly, meaning: "The day on which it counts.",
      origin: "WSDL Invoice.financialDate"),
    WireMember(
      "financialBranchNumber", .whole, .optional, .createOnly, meaning: "The branch whose turnover and stock it is.",
      origin: "WSDL Invoice.financialBranchNumber",
      link: Field.Link("financialBranch", entity: "branches", key: "branchNumber")),
    WireMember(
      "workplaceNumber", .whole, .optional, .createOnly, meaning: "The till of entryBranchNumber.",
      origin: "WSDL Invoice.workplaceNumber", needs: "entryBranchNumber"),
    WireMember(
      "entryBranchNumber", .whole, .optional, .createOnly,
      meaning: "The branch that enters it. One that is not the connection's own needs a workplaceNumber.",
      origin: "WSDL Invoice.entryBranchNumber", link: Field.Link("entryBranch", entity: "branches", key: "branchNumber")
    ),
    WireMember(
      "reference", .text, .optional, .createOnly, meaning: "A text for people: the shop's order number.",
      origin: "WSDL Invoice.reference"),
    WireMember(
      "dueDate", .date, .optional, .createOnly, meaning: "The last day to pay.", origin: "WSDL Invoice.dueDate"),
    WireMember(
      "totalInclAmount", .cents(.incl), meaning: "The total, VAT included, as Mplus computed it.",
      origin: "WSDL Invoice.totalInclAmount, cents"),
    WireMember(
      "totalExclAmount", .cents(.excl), meaning: "The total without VAT, as Mplus computed it.",
      origin: "WSDL Invoice.totalExclAmount, cents"),
    WireMember(
      "vatMethod", .word(MplusOrder.vatMethod), .optional, .createOnly,
      meaning: "How VAT is reckoned; inclusive if not given. It decides whether a line's price or priceExcl is sent.",
      origin: "WSDL Invoice.vatMethod"),
    WireMember(
      "vatGroupList", .list(.record(MplusSale.vatGroup), child: "vatGroup", bound: 100),
      meaning: "The VAT by rate, as Mplus computed it.", origin: "WSDL Invoice.vatGroupList"),
  ]

  private static let content = [
    WireMember(
      "paidAmount", .cents(.incl), meaning: "What was paid so far.", origin: "WSDL Invoice.paidAmount, cents"),
    WireMember("state", .word(state), meaning: "What is still owed.", origin: "WSDL Invoice.state"),
    WireMember(
      "finalized", .flag(absent: nil), meaning: "Cannot be changed any more.", origin: "WSDL Invoice.finalized"),
    WireMember(
      "lineList", .list(.record(MplusSale.line), child: "line", bound: 1000), .optional, .createOnly,
      meaning: "What is invoiced.", origin: "WSDL Invoice.lineList"),
    WireMember(
      "paymentList", .list(.record(MplusSale.payment), child: "payment", bound: 100), .optional, .createOnly,
      meaning: "What was paid.", origin: "WSDL Invoice.paymentList"),
    WireMember(
      "vatCountryIso3", .countryISO3, .optional, .createOnly,
      meaning: "The country whose VAT rates hold, if they are set up in Mplus; its own if not given.",
      origin: "WSDL Invoice.vatCountryIso3"),
  ]

  private static let invoiceType = Enumeration.codes(
    "invoice_type", noun: "invoice type", prefix: "INVOICE-TYPE-",
    ["INVOICE", "DIRECT-INVOICE", "CREDIT-INVOICE", "REPEATING-INVOICE"])
  private static let state = Enumeration.codes(
    "invoice_state", noun: "invoice state", prefix: "INVOICE-STATE-",
    ["OUTSTANDING", "PARTLY-PAID", "PAID", "HANDLED", "OUTSTANDING-CREDIT"])
}
