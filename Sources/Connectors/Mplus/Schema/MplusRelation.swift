internal import Types

/// A person or company that buys or supplies: a debtor.
enum MplusRelation {
  static let wire = WireRecord(
    "relations", noun: "relation", identity + addresses + reaching + trading,
    otherNames: MplusOtherNames.relation)

  private static let identity = [
    WireMember(
      "relationNumber", .whole, .always, meaning: "The number of the relation, given by Mplus.",
      origin: "WSDL Relation.relationNumber; every stored relation has one (curated)"),
    WireMember(
      "extRelationId", .text, .optional, .readWrite, meaning: "The relation's id in another system.",
      origin: "WSDL Relation.extRelationId"),
    WireMember(
      "syncMarker", .whole, meaning: "Rises with every change of a relation.", origin: "WSDL Relation.syncMarker"),
    WireMember("createTimestamp", .moment, meaning: "When it was made.", origin: "WSDL Relation.createTimestamp"),
    WireMember(
      "changeTimestamp", .moment, meaning: "When it was last changed.", origin: "WSDL Relation.changeTimestamp"),
    WireMember("active", .flag(absent: nil), .optional, .readWrite, meaning: "In use.", origin: "WSDL Relation.active"),
    WireMember(
      "name", .text, .optional, .required, meaning: "The company, or the person's first and last name.",
      origin: "WSDL Relation.name; a relation without a name cannot be found at the till (curated)", isPersonal: true),
  ]

  private static let addresses = [
    WireMember(
      "address", .text, .optional, .readWrite, meaning: "Street and house number.", origin: "WSDL Relation.address",
      isPersonal: true),
    WireMember(
      "zipcode", .text, .optional, .readWrite, meaning: "Postcode.", origin: "WSDL Relation.zipcode", isPersonal: true),
    WireMember("city", .text, .optional, .readWrite, meaning: "City.", origin: "WSDL Relation.city", isPersonal: true),
    WireMember(
      "country", .countryName, .optional, .readWrite,
      meaning: "Country. Mplus keeps it as free text: it is written in Dutch, and read in English, Dutch or as a code.",
      origin: "WSDL Relation.country"),
    WireMember(
      "deliveryAddress", .text, .optional, .readWrite, meaning: "Street and house number for deliveries.",
      origin: "WSDL Relation.deliveryAddress", isPersonal: true),
    WireMember(
      "deliveryZipcode", .text, .optional, .readWrite, meaning: "Postcode for deliveries.",
      origin: "WSDL Relation.deliveryZipcode", isPersonal: true),
    WireMember(
      "deliveryCity", .text, .optional, .readWrite, meaning: "City for deliveries.",
      origin: "WSDL Relation.deliveryCity", isPersonal: true),
    WireMember(
      "deliveryCountry", .countryName, .optional, .readWrite, meaning: "Country for deliveries, as in country.",
      origin: "WSDL Relation.deliveryCountry"),
  ]

  private static let reaching = [
    WireMember(
      "contact", .text, .optional, .readWrite, meaning: "The person to speak to.", origin: "WSDL Relation.contact",
      isPersonal: true),
    WireMember(
      "telephone", .text, .optional, .readWrite, meaning: "Telephone.", origin: "WSDL Relation.telephone",
      isPersonal: true),
    WireMember(
      "mobile", .text, .optional, .readWrite, meaning: "Mobile telephone.", origin: "WSDL Relation.mobile",
      isPersonal: true),
    WireMember(
      "email", .text, .optional, .readWrite, meaning: "E-mail address; compared without upper and lower case.",
      origin: "WSDL Relation.email", isPersonal: true),
    WireMember("website", .text, .optional, .readWrite, meaning: "Website.", origin: "WSDL Relation.website"),
    WireMember(
      "birthDate", .date, .optional, .readWrite, meaning: "Date of birth.", origin: "WSDL Relation.birthDate",
      isPersonal: true),
    WireMember(
      "relationCode", .text, .optional, .readWrite, meaning: "A code of the shop's own.",
      origin: "WSDL Relation.relationCode; 128 characters by the vendor's documentation", lengthMax: 128),
  ]

  private static let trading = [
    WireMember(
      "points", .whole, meaning: "Saved points; they change at the till.", origin: "WSDL Relation.points"),
    WireMember(
      "priceGroupNumber", .whole, .optional, .readWrite, meaning: "The group of customers whose prices hold.",
      origin: "WSDL Relation.priceGroupNumber"),
    WireMember(
      "categoryIds", .list(.whole, child: "category", bound: 100), .optional, .readWrite,
      meaning: "The categories of the back office.", origin: "WSDL Relation.categoryIds"),
    WireMember(
      "cardNumber", .text, .optional, .readWrite, meaning: "Customer card.", origin: "WSDL Relation.cardNumber",
      isPersonal: true),
    WireMember(
      "bankAccountNumber", .text, .optional, .readWrite, meaning: "Bank account.",
      origin: "WSDL Relation.bankAccountNumber", isPersonal: true),
    WireMember(
      "creditLimit", .cents(.incl), .optional, .readWrite, meaning: "How much may be owed.",
      origin: "WSDL Relation.creditLimit, cents"),
    WireMember(
      "paymentWithinDays", .whole, .optional, .readWrite, meaning: "Days until an invoice is due.",
      origin: "WSDL Relation.paymentWithinDays"),
    WireMember(
      "vatNumber", .text, .optional, .readWrite, meaning: "VAT identification number.",
      origin: "WSDL Relation.vatNumber"),
    WireMember(
      "commerceNumber", .text, .optional, .readWrite, meaning: "Number at the chamber of commerce.",
      origin: "WSDL Relation.commerceNumber"),
    WireMember(
      "extraText", .text, .optional, .readWrite, meaning: "Notes.", origin: "WSDL Relation.extraText", isPersonal: true),
    WireMember(
      "defaultVatMethod", .word(MplusOrder.vatMethod), .optional, .readWrite,
      meaning: "How VAT is reckoned on this relation's orders.", origin: "WSDL Relation.defaultVatMethod"),
    WireMember(
      "customFieldList", .namedValues, meaning: "The fields that the shop added.",
      origin: "WSDL Relation.customFieldList"),
    WireMember(
      "companyName", .text, .optional, .readWrite, meaning: "The company, if it is one.",
      origin: "WSDL Relation.companyName", isPersonal: true),
    WireMember(
      "directDebit", .flag(absent: nil), .optional, .readWrite, meaning: "Invoices are collected.",
      origin: "WSDL Relation.directDebit"),
    WireMember(
      "reminderEmail", .text, .optional, .readWrite, meaning: "Where reminders go.",
      origin: "WSDL Relation.reminderEmail", isPersonal: true),
  ]
}
