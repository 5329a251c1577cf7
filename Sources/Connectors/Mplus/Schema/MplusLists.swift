internal import Types

/// The lists that a shop is set up with; read only.
enum MplusLists {
  static let branches = WireRecord(
    "branches", noun: "branch",
    [
      WireMember(
        "branchNumber", .whole, .always, meaning: "The number of the branch.", origin: "WSDL Branch.branchNumber"),
      WireMember("branchName", .text, .always, meaning: "Its name.", origin: "WSDL Branch.branchName"),
      WireMember("abbreviation", .text, meaning: "Its short name.", origin: "WSDL Branch.abbreviation"),
      WireMember(
        "extBranchId", .text, meaning: "The branch's id in another system.", origin: "WSDL Branch.extBranchId"),
      WireMember(
        "priceGroupNumber", .whole, meaning: "The prices that hold there.", origin: "WSDL Branch.priceGroupNumber"),
      WireMember(
        "workplaces", .list(.record(workplace), child: "workplace", bound: 1000), meaning: "The tills.",
        origin: "WSDL Branch.workplaces"),
      WireMember("countryIso3", .countryISO3, meaning: "The country it is in.", origin: "WSDL Branch.countryIso3"),
    ])

  private static let workplace = WireRecord(
    "workplace", noun: "workplace",
    [
      WireMember(
        "workplaceNumber", .whole, .always, meaning: "The number of the till.", origin: "WSDL Workplace.workplaceNumber"
      ),
      WireMember("workplaceName", .text, .always, meaning: "Its name.", origin: "WSDL Workplace.workplaceName"),
    ])

  static let vatGroups = WireRecord(
    "vat_groups", noun: "VAT group",
    [
      WireMember(
        "id", .text, .always, meaning: "Branch, country and code: 1-NLD-2.",
        origin: "branchNumber, countryIso3 and vatCode, joined"),
      WireMember("branchNumber", .whole, meaning: "The branch.", origin: "WSDL VatGroup.branchNumber"),
      WireMember("countryIso3", .countryISO3, meaning: "The country.", origin: "WSDL VatGroup.countryIso3"),
      WireMember("vatCode", .whole, .always, meaning: "The VAT code.", origin: "WSDL VatGroup.vatCode"),
      WireMember(
        "vatPercentage", .percentage, .always, meaning: "The rate in percent: 21.",
        origin: "WSDL VatGroup.vatPercentage, hundredths of a percent"),
    ])

  static let turnoverGroups = WireRecord(
    "turnover_groups", noun: "turnover group",
    [
      WireMember(
        "turnoverGroupType", .word(turnoverGroupType), meaning: "What is booked on it.",
        origin: "WSDL TurnoverGroup.turnoverGroupType"),
      WireMember(
        "turnoverGroup", .whole, .always, meaning: "The number, 0 to 999.", origin: "WSDL TurnoverGroup.turnoverGroup"),
      WireMember("turnoverGroupName", .text, meaning: "Its name.", origin: "WSDL TurnoverGroup.turnoverGroupName"),
      WireMember("accountNumber", .whole, meaning: "The ledger account.", origin: "WSDL TurnoverGroup.accountNumber"),
      WireMember(
        "defaultVatCode", .whole, meaning: "The VAT code of its articles.", origin: "WSDL TurnoverGroup.defaultVatCode"),
    ])

  static let paymentMethods = WireRecord(
    "payment_methods", noun: "payment method",
    [
      WireMember("method", .text, .always, meaning: "The code.", origin: "WSDL PaymentMethod.method"),
      WireMember("description", .text, meaning: "What it is called.", origin: "WSDL PaymentMethod.description"),
      WireMember(
        "type", .word(paymentMethodType), meaning: "How it is settled.", origin: "WSDL PaymentMethod.type"),
      WireMember("accountNumber", .whole, meaning: "The ledger account.", origin: "WSDL PaymentMethod.accountNumber"),
      WireMember("active", .flag(absent: nil), meaning: "In use.", origin: "WSDL PaymentMethod.active"),
    ])

  static let deliveryMethods = WireRecord(
    "delivery_methods", noun: "delivery method",
    [
      WireMember("deliveryMethod", .text, .always, meaning: "The code.", origin: "WSDL DeliveryMethod.deliveryMethod"),
      WireMember("description", .text, meaning: "What it is called.", origin: "WSDL DeliveryMethod.description"),
      WireMember("enabled", .flag(absent: nil), meaning: "In use.", origin: "WSDL DeliveryMethod.enabled"),
    ])

  static let employees = WireRecord(
    "employees", noun: "employee",
    [
      WireMember(
        "employeeNumber", .whole, .always, meaning: "The number of the employee.",
        origin: "WSDL Employee.employeeNumber; every stored employee has one (curated)"),
      WireMember("name", .text, meaning: "The name.", origin: "WSDL Employee.name", isPersonal: true),
      WireMember(
        "extEmployeeId", .text, meaning: "The employee's id in another system.", origin: "WSDL Employee.extEmployeeId"),
      WireMember("email", .text, meaning: "E-mail.", origin: "WSDL Employee.email", isPersonal: true),
      WireMember("category", .text, meaning: "What the employee does.", origin: "WSDL Employee.category"),
      WireMember(
        "syncMarker", .whole, meaning: "Rises with every change of an employee.", origin: "WSDL Employee.syncMarker"),
      WireMember("active", .flag(absent: nil), meaning: "Works here.", origin: "WSDL Employee.active"),
    ])

  static let articleGroups = WireRecord(
    "article_groups", noun: "article group",
    [
      WireMember(
        "groupNumber", .whole, .always, meaning: "The number of the group, given by Mplus.",
        origin: "WSDL ChangedArticleGroup.groupNumber"),
      WireMember(
        "parentGroupNumber", .whole, .optional, .readWrite,
        meaning: "The group above; 0 or missing at the top. Parents are read before their children.",
        origin: "WSDL ChangedArticleGroup.parentGroupNumber",
        link: Field.Link("parent", entity: "article_groups", key: "groupNumber")),
      WireMember(
        "syncMarker", .whole, meaning: "Rises with every change of a group.",
        origin: "WSDL ChangedArticleGroup.syncMarker"),
      WireMember(
        "name", .text, .always, .required, meaning: "The name.", origin: "WSDL ChangedArticleGroup.name"),
      WireMember(
        "text", .text, .optional, .readWrite, meaning: "A longer text; the name if not given at creation.",
        origin: "WSDL ChangedArticleGroup.text"),
      WireMember(
        "sortOrder", .whole, .optional, .readWrite, meaning: "The place among its siblings.",
        origin: "WSDL ChangedArticleGroup.sortOrder"),
      WireMember(
        "productNumbers", .list(.whole, child: "number", bound: nil), meaning: "The products in it.",
        origin: "WSDL ChangedArticleGroup.productNumbers"),
    ])

  private static let paymentMethodType = Enumeration.codes(
    "payment_method_type", noun: "payment method type", prefix: "PAYMENT-METHOD-TYPE-",
    [
      "PAYMENT", "EFT", "SUSPENSE", "DEPOSIT", "AUTO-DEPOSIT", "BPE", "BPE-NO-STOCK", "VOUCHER-BPE", "VOUCHER-BOOK-BPE",
    ])

  private static let turnoverGroupType = Enumeration.codes(
    "turnover_group_type", noun: "turnover group type", prefix: "TURNOVER-GROUP-TYPE-",
    [
      "TURNOVER", "PAYMENT", "SUSPENSE", "CASH-INFLOW", "CASH-OUTFLOW", "BALANCE-UPGRADE", "UNKNOWN",
      "REFUNDABLE-DEPOSIT",
    ])
}
