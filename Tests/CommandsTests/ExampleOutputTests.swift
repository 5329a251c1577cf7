import Foundation
import Testing

/// What `flowrun test` prints: kept whole in Goldens/test-*.txt; `FLOWRUN_UPDATE_GOLDENS=1` writes them anew.
@Suite struct ExampleOutputTests {
  private static let project = """
    connections:
      bigcommerce: { connector: bigcommerce, url: "http://127.0.0.1:1", token: "env:T", prices: excl }
      mplus: { connector: mplus, url: "http://127.0.0.1:1", ident: "env:I", secret: "env:S" }
    flows: [offers]
    """

  private static let flow = """
    flow:   offers
    source: mplus.articles
    target: bigcommerce.products
    match:  sku
    filter: active

    settings: { rounding: half_up }

    tables:
      tax_class:
        1:    2
        2:    1
        else: { stop: "VAT code {key} has no tax class" }

    fields:
      sku:          pluNumber
      name:         description.capitalize()
      type:         physical
      weight:       (contentQuantity ?? 0) / 1000
      price:        priceExcl
      tax_class_id: tax_class[vatCode]
      availability:
        choose:
          - when: webshop
            use:  available
          - else: disabled
      sale_price:
        from:    purchasePrice
        missing: clear
      description: { from: extraText, update: if empty }

    checks:
      - when: discontinued
        stop: "{pluNumber} is no longer sold"

    """

  private static let examples = """
    flow: offers
    examples:
      - name: a loaf
        given: { pluNumber: "7", description: "bruin brood", active: true, webshop: true, vatCode: 1, priceExcl: 2.50, discontinued: false }
        expect: { name: "Bruin brood", tax_class_id: 2, availability: available, price: 2.50, sale_price: clear, description: left alone }
      - name: what the shop wrote stays
        given: { pluNumber: "7", description: "brood", active: true, webshop: true, vatCode: 1, priceExcl: 2.50, discontinued: false, extraText: "new" }
        existing: { id: 5, sku: "7", name: "Brood", description: "old" }
        expect: { description: left alone }
      - name: not sold
        given: { pluNumber: "8", description: "x", active: false, webshop: true, vatCode: 1, priceExcl: 1, discontinued: false }
        expect: skip record
      - name: a code that nobody knows
        given: { pluNumber: "9", description: "x", active: true, webshop: true, vatCode: 9, priceExcl: 1, discontinued: false }
        expect: { stop: "VAT code 9 has no tax class" }

    """

  private static let wrong = """
    flow: offers
    examples:
      - name: a loaf
        given: { pluNumber: "7", description: "bruin brood", active: true, webshop: true, vatCode: 1, priceExcl: 2.50, discontinued: false }
        expect: { tax_class_id: 1, availability: disabled, price: 3 }
      - name: a code that nobody knows
        given: { pluNumber: "9", description: "x", active: true, webshop: true, vatCode: 9, priceExcl: 1, discontinued: false }
        expect: { name: "X" }
      - name: should be skipped
        given: { pluNumber: "8", description: "x", active: true, webshop: true, vatCode: 1, priceExcl: 1, discontinued: false }
        expect: skip record

    """

  private func run(_ arguments: [String], tests: String) async throws -> Program.Answer {
    let folder = try Folder([
      "flowrun.yaml": Self.project, "offers.flow.yaml": Self.flow, "offers.test.yaml": tests,
    ])
    return try await Program.run(["test"] + arguments, in: folder.url)
  }

  private func check(_ printed: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] != nil {
      try Data(printed.utf8).write(to: file)
      return
    }
    #expect(printed == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test func whatPassesAndWhatIsNeverReached() async throws {
    let answer = try await run(["-v", "--coverage"], tests: Self.examples)
    #expect(answer.status == 0, "\(answer.messages)")
    try check(answer.output, "test-coverage")
  }

  @Test func whatFailsIsShownWithWhatDecided() async throws {
    let answer = try await run([], tests: Self.wrong)
    #expect(answer.status == 1, "\(answer.messages)")
    try check(answer.output, "test-fails")
  }

  @Test func forPrograms() async throws {
    let answer = try await run(["--json", "--coverage"], tests: Self.wrong)
    #expect(answer.status == 1, "\(answer.messages)")
    try check(answer.output, "test-json")
  }

  @Test func keysThatNobodyKnowsAreRefused() async throws {
    let tests = Self.examples.replacing("existing:", with: "exsisting:").replacing(
      "name: \"Bruin brood\"", with: "nmae: \"B\"")
    let answer = try await run([], tests: tests)
    #expect(answer.status == 3)
    try check(answer.output + answer.messages, "test-unknown-keys")
  }
}
