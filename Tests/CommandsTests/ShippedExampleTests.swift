import Foundation
import Testing

/// The cases of the flows that come with flowrun, run as a person runs them.
@Suite struct ShippedExampleTests {
  @Test(arguments: ["mappings", "mappings/alternatives"])
  func everyCasePasses(folder: String) async throws {
    let answer = try await Program.run(["test", folder], in: LocalProject.repository)
    #expect(answer.status == 0, "\(answer.output)\(answer.messages)")
  }

  /// The VAT code goes by the country of delivery: a table of four rows, in the flow that is shipped.
  @Test(arguments: [("NL", "BE", 9), ("NL", "FR", 4), ("BE", "NL", 4), ("NL", "US", 0)])
  func theVATCodeByCountry(bill: String, ship: String, code: Int) async throws {
    let folder = try LocalProject.copyOfMappings()
    let file = folder.url.appending(path: "orders.flow.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "  vat_code:"))
    let end = try #require(text.range(of: "  turnover_group:"))
    var changed = String(text[..<start.lowerBound])
    changed += """
        vat_code:
          key:  country
          NL:   4
          BE:   9
          US:   0
          else: 4


      """
    changed += text[end.lowerBound...].replacing("vat_code[country, line.article.vatCode]", with: "vat_code[country]")
      .replacing("vat_code[country, shipping_line.vatCode]", with: "vat_code[country]")
    try Data(changed.utf8).write(to: file)
    try Data(Self.example(bill: bill, ship: ship, code: code).utf8)
      .write(to: folder.url.appending(path: "orders.test.yaml"))
    let answer = try await Program.run(["test", "orders"], in: folder.url)
    #expect(answer.status == 0, "\(answer.output)\(answer.messages)")
    #expect(answer.output.contains("1 example"), "\(answer.output)")
  }

  private static func example(bill: String, ship: String, code: Int) -> String {
    """
    flow: orders
    examples:
      - name: by country
        given:
          id: 1
          status_id: awaiting_fulfillment
          default_currency_code: EUR
          date_created: "2026-03-10T12:00:00Z"
          payment_method: "iDEAL"
          total_inc_tax: 10
          shipping_cost_inc_tax: 0
          gift_certificate_amount: 0
          store_credit_amount: 0
          billing_address:
            { first_name: "A", last_name: "B", street_1: "Laan 1", city: "Ede", country_iso2: \(bill) }
          shipping_addresses:
            - first_name: "A"
              last_name: "B"
              street_1: "Laan 1"
              city: "Ede"
              country_iso2: \(ship)
              shipping_method: "Flat Rate"
          products: [{ sku: "1", name: "Pen", quantity: 1, price_inc_tax: 10 }]
        related:
          debtor: { relationNumber: 1 }
          article: [{ articleNumber: 9, pluNumber: "1", vatCode: 2 }]
          shipping_line: { articleNumber: 2, vatCode: 2 }
          rest_line: { articleNumber: 3, vatCode: 2 }
        expect: { lineList: [{ data: { vatCode: \(code) } }] }

    """
  }
}
