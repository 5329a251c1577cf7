import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct CustomerTests {
  static let jane = """
    {"id":20,"email":"Jane+1@Example.com","first_name":"Jane","last_name":"Doe","company":"","customer_group_id":0,
    "date_modified":"2024-01-02T03:04:05Z","addresses":[{"id":1,"address1":"Street 1","city":"Breda",
    "country_code":"NL","country":"Netherlands","postal_code":"4811 AB"}],"form_fields":[{"name":"size","value":7,
    "customer_id":20}]}
    """

  static func list(_ customers: String, after: String? = nil) -> ScriptedTransport.Answer {
    let cursor = after.map { #","cursor_pagination":{"end_cursor":"\#($0)"}"# } ?? ""
    return .json(200, #"{"data":[\#(customers)],"meta":{"pagination":{"total":9}\#(cursor)}}"#)
  }

  @Test func customersAreFoundByEmail() async throws {
    let shop = Shop([Self.list(Self.jane)])
    let found = try await shop.find("customers", by: ["email"], [[.text("jane+1@example.com")]])
    #expect(shop.lines == ["GET /v3/customers?include=addresses,formfields&email:in=jane%2B1%40example.com&limit=250"])
    #expect(
      try found[0][0].json
        == JSON.parse(
          """
          {"id":20,"email":"Jane+1@Example.com","first_name":"Jane","last_name":"Doe","customer_group_id":0,
          "addresses":[{"id":1,"address1":"Street 1","city":"Breda","postal_code":"4811 AB","country_code":"NL"}],
          "form_fields":[{"name":"size","value":"7"}],"date_modified":"2024-01-02T03:04:05Z"}
          """))
  }

  @Test func readingFollowsTheStoresCursor() async throws {
    let shop = Shop([Self.list(Self.jane, after: "eyJpZCI6MjB9"), Self.list("")])
    let page = try await shop.read("customers", limit: 1, fields: ["email"])
    let last = try await shop.read("customers", next: page.next, limit: 1, fields: ["email"])
    #expect(shop.lines == ["GET /v3/customers?limit=1", "GET /v3/customers?limit=1&after=eyJpZCI6MjB9"])
    #expect(last.cursor == Cursor("2024-01-02T03:04:05Z"))
  }

  @Test func withoutACursorItGoesByPage() async throws {
    let shop = Shop([Self.list(Self.jane), Self.list(Self.jane), Self.list("")])
    var next: PageMark?
    repeat {
      next = try await shop.read("customers", next: next, limit: 1, fields: ["email"]).next
    } while next != nil
    #expect(shop.lines.dropFirst() == ["GET /v3/customers?limit=1&page=2", "GET /v3/customers?limit=1&page=3"])
  }

  @Test func moreThanTenAddressesAreAskedForApart() async throws {
    let address = #"{"id":1,"address1":"S","city":"B","country_code":"NL"}"#
    let many = Array(repeating: address, count: 10).joined(separator: ",")
    let shop = Shop([
      Self.list(#"{"id":20,"email":"a@b.nl","addresses":[\#(many)]}"#),
      .json(200, #"{"data":[\#(many),\#(address)],"meta":{}}"#),
    ])
    let page = try await shop.read("customers", .keys(["20"]))
    #expect(try page.records[0].json["addresses"]?.array?.count == 11)
    #expect(shop.lines[1] == "GET /v3/customers/addresses?customer_id:in=20&limit=250")
  }

  @Test func aCustomerIsMadeWithAddresses() async throws {
    let shop = Shop([Self.list(Self.jane), Self.list(Self.jane)])
    let address: [WrittenField] = [.text("address1", "Street 1"), .text("city", "Breda"), .text("country_code", "NL")]
    let made = try await shop.create(
      "customers",
      [
        .text("email", "jane@example.com"), .text("first_name", "Jane"), .text("last_name", "Doe"),
        WrittenField("addresses", .list([address])),
      ])
    #expect(made.key == "20")
    #expect(shop.lines[0] == "POST /v3/customers")
    #expect(
      try shop.body(0)
        == JSON.parse(
          """
          [{"email":"jane@example.com","first_name":"Jane","last_name":"Doe","addresses":[{"address1":"Street 1",
          "city":"Breda","country_code":"NL","state_or_province":"","postal_code":""}]}]
          """))
  }

  @Test func aCustomerAndAddressesAreChangedApart() async throws {
    let shop = Shop([
      Self.list(Self.jane), Self.list(""), Self.list(""), .empty(204), Self.list(Self.jane),
    ])
    let found = try Shop.found("20", "{}")
    let address: [WrittenField] = [.text("address1", "New 1"), .text("city", "Breda"), .text("country_code", "NL")]
    let changes = [
      EntryChange(.create, fields: address),
      EntryChange(.update(existing: ["id": 1]), fields: [.text("phone", "1")]),
      EntryChange(.delete(existing: ["id": 2]), fields: []),
    ]
    _ = try await shop.update(
      "customers", found, [WrittenField("company", .cleared), WrittenField("addresses", .entries(changes))])
    #expect(
      shop.lines == [
        "PUT /v3/customers", "POST /v3/customers/addresses", "PUT /v3/customers/addresses",
        "DELETE /v3/customers/addresses?id:in=2", "GET /v3/customers?include=addresses,formfields&id:in=20&limit=250",
      ])
    #expect(try shop.body(0) == JSON.parse(#"[{"company":"","id":20}]"#))
    #expect(try shop.body(1)[0]?["customer_id"] == 20)
    #expect(try shop.body(2) == JSON.parse(#"[{"phone":"1","id":1}]"#))
  }
}
