import ConnectorContract
import ConnectorKit
import Testing
import Types
import Values

@testable import ShelfConnector

/// What every connector promises: flowrun relies on it.
@Suite struct ShelfContractTests {
  private static let bread: JSON = [
    "sku": "1001", "text": "Bread", "price": 2, "promoted": false, "changed": "2026-01-01T00:00:01Z",
  ]
  private static let loaf: JSON = [
    "sku": "1002", "text": "Loaf", "promoted": false, "changed": "2026-01-01T00:00:02Z",
  ]

  private static func answer(_ request: String, _ body: JSON) -> RecordedAnswer {
    RecordedAnswer(request, SimulatedShelf.json(200, body))
  }

  @Test func thePromisesAreKept() async {
    let reading = Trial(
      "read labels", .read(ReadRequest(entity: "labels", selection: .all, limit: 1)),
      answers: [
        Self.answer("GET /labels", ["labels": [Self.bread], "more": true, "last": "1001"]),
        Self.answer("GET /labels", ["labels": [Self.loaf], "more": false, "last": "1002"]),
      ])
    let writing = Trial(
      "write a label",
      .write(
        WriteRequest(
          entity: "labels", operation: .create,
          fields: [
            WrittenField("sku", .value(.text("1001"))), WrittenField("text", .value(.text("Bread"))),
            WrittenField("price", .value(.decimal(2))),
          ], idempotencyKey: "labels/create/1001/1")),
      answers: [Self.answer("PUT /labels/1001", Self.bread)])
    let settings = ConnectionSettings(
      connection: "shelf", texts: ["url": "https://shelf.example.org/api", "timeout": "30"],
      secrets: ["token": Secret(SimulatedShelf.token)])
    let contract = ConnectorContract(Shelf.self, settings: settings, trials: [reading, writing])
    let findings = await contract.findings()
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }
}
