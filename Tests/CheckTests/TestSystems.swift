import Check
import ConnectorKit
import Types
import Values

/// Two small systems for tests of the checker: a shop that flows read, a till that they write.
enum TestSystems {
  static func context(isPart: Bool, isThorough: Bool = false) -> CheckContext {
    let zones = ["Europe/Amsterdam", "Europe/Brussels", "America/New_York", "UTC"]
    return CheckContext(
      connections: connections, isPart: isPart, isThorough: isThorough,
      zones: .init(isKnown: { zones.contains($0) }, names: { zones }))
  }

  static let connections: [String: ConnectorDeclaration] = ["shop": shop, "till": till]

  static let shop = ConnectorDeclaration(
    name: "shop", title: "Shop", settings: [],
    entities: [
      Entity(
        "orders", meaning: "Orders.", record: order, key: "id",
        reading: .init(changes: true, groups: ["customer"], currencyField: "currency"),
        finding: [.init(["id"], isUnique: true)])
    ])

  static let till = ConnectorDeclaration(
    name: "till", title: "Till", settings: [],
    flowSettings: [
      FlowSetting("employee", .whole(999_999), .whole, fills: ["sales.employee"], meaning: "The seller.")
    ],
    entities: [
      Entity(
        "sales", meaning: "Sales.", record: sale, key: "number", reading: .init(changes: false),
        finding: [.init(["code"], isUnique: true)],
        writing: .init(
          canCreate: true, canUpdate: true, effect: .idempotent(naturalKey: "code"), hiding: [:],
          matchedLists: [.init("lines", matchFields: ["article"], ignoresCase: true)])),
      Entity(
        "people", meaning: "Customers.", record: person, key: "number", reading: .init(changes: false),
        finding: [.init(["email"], ignoresCase: true, isUnique: false), .init(["number"], isUnique: true)],
        writing: .init(
          canCreate: true, canUpdate: true, effect: .create(naturalKey: "email"), hiding: ["active": "false"])),
      Entity(
        "cards", meaning: "Customers' cards.", record: card, key: "number", reading: .init(changes: false),
        finding: [.init(["email"], ignoresCase: true, isUnique: true)],
        writing: .init(canCreate: true, canUpdate: true, effect: .create(naturalKey: "email"))
      ).sharing("holder", with: "people", "name").sharing("person", with: "people", ""),
      Entity(
        "articles", meaning: "Articles.", record: article, key: "number", reading: .init(changes: false),
        finding: [.init(["plu"], isUnique: true)]),
    ], wholeMax: ConnectorDeclaration.jsonWholeMax)

  static let status = Enumeration(
    "shop.status", noun: "status",
    members: [.init("open", code: "1"), .init("paid", code: "2"), .init("sent", code: "3")])

  static let kind = Enumeration(
    "till.kind", noun: "kind", members: [.init("sale"), .init("quote")])

  static let address = RecordType(
    "shop.orders.address", noun: "address",
    fields: [
      Field("city", .anyText, .always, meaning: "The city."),
      Field("company", .anyText, meaning: "The company."),
      Field("country", .enumeration(.country), .always, meaning: "The country."),
    ])

  static let line = RecordType(
    "shop.orders.lines", noun: "line",
    fields: [
      Field("sku", .anyText, .always, meaning: "The article's number."),
      Field("quantity", .whole, .always, meaning: "How many."),
      Field("price", .amount(.incl, digits: 4), .always, meaning: "One piece."),
      Field("note", .anyText, meaning: "A note."),
      Field("weight", .anyDecimal, meaning: "Kilograms."),
    ])

  static let pickup = RecordType(
    "shop.orders.pickup", noun: "pickup point",
    fields: [
      Field("city", .anyText, .always, meaning: "The city."),
      Field("opening", .anyText, .always, meaning: "When it is open."),
    ])

  static let order = RecordType(
    "shop.orders", noun: "order",
    fields: [
      Field("id", .whole, .always, meaning: "The number."),
      Field("customer", .whole, .always, meaning: "The customer's number."),
      Field("email", .anyText, meaning: "The e-mail address."),
      Field("name", .anyText, .always, meaning: "The name."),
      Field("note", .anyText, meaning: "A note."),
      Field("status", .enumeration(status), .always, meaning: "Where it stands."),
      Field("status_label", .anyText, meaning: "What the shop calls it.").label(of: "status"),
      Field("currency", .enumeration(.currency), .always, meaning: "The currency."),
      Field("paid", .bool, .always, meaning: "Paid."),
      Field("express", .bool, meaning: "To be sent at once."),
      Field("total", .amount(.incl, digits: 2), .always, meaning: "What it costs."),
      Field("total_excl", .amount(.excl, digits: 2), .always, meaning: "What it costs without VAT."),
      Field("weight", .anyDecimal, meaning: "Kilograms."),
      Field("created", .moment, .always, meaning: "When it was made."),
      Field("address", .record(address), .always, meaning: "Where it goes."),
      Field("second", .record(address), meaning: "Another address."),
      Field("pickup", .record(pickup), meaning: "Where it is fetched."),
      Field("lines", .list(.record(line), bound: 50), meaning: "The lines."),
      Field(
        "extras", .list(.record(nameAndValue), bound: nil), meaning: "Fields of the shop's own.", isNamedList: true),
    ])

  static let nameAndValue = RecordType(
    "shop.orders.extras", noun: "extra field",
    fields: [
      Field("name", .anyText, .always, meaning: "The name."), Field("value", .anyText, .always, meaning: "The value."),
    ])

  static let saleLine = RecordType(
    "till.sales.lines", noun: "line",
    fields: [
      Field("article", .anyText, .always, .required, meaning: "The article."),
      Field("quantity", .anyDecimal, .always, .required, meaning: "How many."),
      Field("price", .amount(.incl, digits: 2), meaning: "One piece.", digits: 2),
    ])

  static let sale = RecordType(
    "till.sales", noun: "sale",
    fields: [
      Field("number", .whole, .always, .readOnly, meaning: "The till's number."),
      Field("code", .anyText, .always, .required, meaning: "The number elsewhere.", lengthMax: 20),
      Field("kind", .enumeration(kind), .always, .createOnly, meaning: "The kind."),
      Field("employee", .whole, .always, meaning: "The seller."),
      Field("person", .whole, meaning: "The customer."),
      Field("date", .date, meaning: "The day."),
      Field("text", .anyText, meaning: "A text.", lengthMax: 30),
      Field("amount", .amount(.incl, digits: 2), meaning: "The amount.", digits: 2),
      Field("net", .amount(.excl, digits: 2), meaning: "The amount without VAT.", digits: 2),
      Field("vat", .whole, meaning: "The VAT code.").ofAccountList(
        "VAT code", "VAT codes", in: "vats", key: "code"),
      Field("stock", .whole, meaning: "The stock.", needs: "tracking"),
      Field("tracking", .bool, meaning: "Stock is kept."),
      Field("at", .moment, meaning: "The moment."),
      Field("size", .anyDecimal, meaning: "Centimetres.", digits: 4),
      Field("currency", .enumeration(.currency), meaning: "The currency."),
      Field(
        "extras", .list(.record(nameAndValue), bound: nil), meaning: "Fields of the till's own.", isNamedList: true),
      Field("tags", .list(.anyText, bound: nil), meaning: "Words."),
      Field("lines", .list(.record(saleLine), bound: nil), meaning: "The lines."),
      Field("contact", .record(contact), meaning: "Where it goes."),
    ])

  static let contact = RecordType(
    "till.sales.contact", noun: "contact",
    fields: [Field("city", .anyText, .always, meaning: "The city.", lengthMax: 30)])

  static let person = RecordType(
    "till.people", noun: "customer",
    fields: [
      Field("number", .whole, .always, .readOnly, meaning: "The number."),
      Field("email", .anyText, meaning: "The e-mail address."),
      Field("name", .anyText, .always, .required, meaning: "The name.", clearing: .impossible),
      Field("active", .bool, .always, meaning: "In use."),
    ])

  static let card = RecordType(
    "till.cards", noun: "card",
    fields: [
      Field("number", .whole, .always, .readOnly, meaning: "The number."),
      Field("email", .anyText, meaning: "The e-mail address."),
      Field("holder", .anyText, meaning: "Whose it is."),
      Field("colour", .anyText, meaning: "The colour."),
      Field("person", .record(person), meaning: "Whose it is, in full."),
    ])

  static let article = RecordType(
    "till.articles", noun: "article",
    fields: [
      Field("number", .whole, .always, .readOnly, meaning: "The number."),
      Field("plu", .anyText, .always, meaning: "The look-up number."),
      Field("vat", .whole, .always, meaning: "The VAT code."),
    ])
}
