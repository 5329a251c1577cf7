import ConnectorKit
import Engine
import Testing
import Values

/// A process may end between any two things it does. Whatever was done until then, the next run finishes the work, and
/// each order is there once.
@Suite struct KillTests {
  static let orders = 20

  /// 20 orders of 8 customers, and a till that loses one in a few answers.
  static func flow() -> OrderFlow {
    let flow = OrderFlow()
    for id in 1...orders { flow.putOrder(id, email: "c\(id % 8)@example.org") }
    flow.till.behave { number, _ in
      switch number {
      case 4, 17: .loseAnswer
      case 9: .commitLate(40_000)
      case 12: .loseRequest
      default: .good
      }
    }
    return flow
  }

  static func options() -> RunOptions {
    var options = RunOptions()
    options.pageSize = 7
    return options
  }

  /// Runs until the fuse blows, and then again as a new process. Nil: the run was through before.
  static func killed(at boundary: Int, _ flow: OrderFlow) async -> InMemoryJournal? {
    let first = InMemoryJournal()
    let fuse = Fuse(boundary)
    let journal = FusedJournal(inner: first, fuse: fuse)
    _ = await flow.run(journal, options: options(), fuse: fuse)
    guard fuse.isBlown else { return nil }
    let second = await first.reopened()
    let report = await flow.run(second, options: options())
    #expect(report.ending == .done, "killed at \(boundary): \(report.message ?? "")")
    #expect(report.books.isClean, "killed at \(boundary): \(report.books)")
    return second
  }

  /// Each order once, each customer once, each order with its customer.
  static func oracle(_ flow: OrderFlow) -> [String] {
    var wrongs: [String] = []
    // What is still on its way arrives now.
    let sales = flow.till.bodies("orders")
    let relations = flow.till.bodies("relations")
    for id in 1...orders {
      let mine = sales.filter { $0["extOrderId"]?.string == "BC-\(id)" }
      if mine.count != 1 { wrongs.append("order \(id) is there \(mine.count) times") }
      let email = relations.first { $0["relationNumber"] == mine.first?["relationNumber"] }?["email"]?.string
      if email != "c\(id % 8)@example.org" { wrongs.append("order \(id) belongs to \(email ?? "nobody")") }
    }
    for customer in 0..<8 {
      let count = relations.count { $0["email"]?.string == "c\(customer)@example.org" }
      if count != 1 { wrongs.append("customer \(customer) is there \(count) times") }
    }
    return wrongs
  }

  @Test func `killed at any boundary, every order is there exactly once`() async throws {
    var boundary = 1
    while boundary < 2000 {
      let flow = KillTests.flow()
      guard let journal = await KillTests.killed(at: boundary, flow) else { break }
      #expect(KillTests.oracle(flow) == [], "killed at \(boundary)")
      #expect(try await journal.unresolvedIntents(flow: "orders").isEmpty, "killed at \(boundary)")
      boundary += 1
    }
    #expect(boundary > 100)
    #expect(boundary < 2000)
  }

  @Test func `without intents and look-ups the same kills make duplicates, and the oracle sees them`() async {
    var wrong = 0
    for boundary in stride(from: 3, to: 60, by: 4) {
      let flow = KillTests.flow()
      let fuse = Fuse(boundary)
      var done: Set<Int> = []
      naive(flow, FakeConnector(flow.till, fuse: fuse), &done)
      naive(flow, FakeConnector(flow.till), &done)
      if !KillTests.oracle(flow).isEmpty { wrong += 1 }
    }
    #expect(wrong > 10)
  }

  /// Marks an order as done when the answer is there, and sends again what is not done.
  private func naive(_ flow: OrderFlow, _ connector: FakeConnector, _ done: inout Set<Int>) {
    for id in 1...KillTests.orders where !done.contains(id) {
      let email = Value.text(Text("c\(id % 8)@example.org"))
      do throws(ConnectorError) {
        let known = try connector.find(
          FindRequest(entity: "relations", fields: ["email"], queries: [[email]]), over: NoTransport())
        let relation: FoundRecord
        if let found = known.first?.first {
          relation = found
        } else {
          relation = try connector.write(
            WriteRequest(
              entity: "relations", operation: .create, fields: [WrittenField("email", .value(email))],
              idempotencyKey: ""), over: NoTransport())
        }
        _ = try connector.write(
          WriteRequest(
            entity: "orders", operation: .create,
            fields: [
              WrittenField("extOrderId", .value(.text(Text("BC-\(id)")))),
              WrittenField("relationNumber", .value(.whole(Int64(relation.key) ?? 0))),
            ], idempotencyKey: ""), over: NoTransport())
        done.insert(id)
      } catch {
        continue
      }
    }
  }
}
