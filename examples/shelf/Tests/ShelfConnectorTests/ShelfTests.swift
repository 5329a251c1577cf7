import ConnectorKit
import Testing
import Types
import Values

@testable import ShelfConnector

@Suite struct ShelfTests {
  let service = SimulatedShelf()
  let shelf = Shelf(
    settings: ConnectionSettings(
      connection: "shelf", texts: ["url": "https://shelf.example.org/api", "timeout": "30"],
      secrets: ["token": Secret(SimulatedShelf.token)]))

  private func create(_ sku: String, _ text: String, price: DecimalNumber = 1) -> WriteRequest {
    WriteRequest(
      entity: "labels", operation: .create,
      fields: [
        WrittenField("sku", .value(.text(Text(sku)))), WrittenField("text", .value(.text(Text(text)))),
        WrittenField("price", .value(.decimal(price))),
      ], idempotencyKey: "labels/create/\(sku)/1")
  }

  @Test func whatIsWrittenIsFound() async throws {
    let written = try await shelf.write(create("10/01", "Bread"), over: service)
    #expect(written.key == "10/01")
    let found = try await shelf.find(
      FindRequest(entity: "labels", fields: ["sku"], queries: [[.text("10/01")], [.text("none")]]), over: service)
    #expect(found.map(\.count) == [1, 0])
    #expect(found[0][0].body["text"]?.text == "Bread")
  }

  /// Shelf takes whole labels: what a flow does not name stays what it is.
  @Test func anUpdateKeepsTheRest() async throws {
    let label = try await shelf.write(create("1001", "Bread", price: 2), over: service)
    let change = WriteRequest(
      entity: "labels", operation: .update(label), fields: [WrittenField("text", .value(.text("Loaf")))],
      idempotencyKey: "labels/update/1001/2")
    let changed = try await shelf.write(change, over: service)
    #expect(changed.body["text"]?.text == "Loaf")
    #expect(changed.body["price"]?.decimal == 2)
  }

  @Test func readingGoesOnWhereItEnded() async throws {
    for number in 1...5 { _ = try await shelf.write(create("\(number)", "Label \(number)"), over: service) }
    let first = try await shelf.read(ReadRequest(entity: "labels", selection: .all, limit: 2), over: service)
    #expect(first.records.map(\.key) == ["1", "2"])
    let second = try await shelf.read(
      ReadRequest(entity: "labels", selection: .all, next: first.next, limit: 2), over: service)
    #expect(second.records.map(\.key) == ["3", "4"])
    let cursor = try #require(second.cursor)
    let later = try await shelf.read(ReadRequest(entity: "labels", selection: .changes(since: cursor)), over: service)
    #expect(later.records.map(\.key) == ["5"])
    #expect(later.next == nil)
  }

  @Test(arguments: [
    (401, "{}", ConnectorError.Kind.credentials), (422, "{\"error\": \"too long\"}", .refused),
    (503, "", .unavailable), (200, "{\"labels\": [", .misunderstood), (200, "{}", .misunderstood),
  ])
  func whatAnAnswerMeans(status: Int, body: String, kind: ConnectorError.Kind) async {
    service.answer(with: [HTTPResponse(status: status, body: Array(body.utf8))])
    await #expect {
      try await shelf.read(ReadRequest(entity: "labels", selection: .all), over: service)
    } throws: {
      ($0 as? ConnectorError)?.kind == kind
    }
  }
}
