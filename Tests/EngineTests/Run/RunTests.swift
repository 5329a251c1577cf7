import ConnectorKit
import Engine
import Plan
import Synchronization
import Testing
import Types
import Values

@Suite struct RunTests {
  let flow = OrderFlow()
  let journal = InMemoryJournal()

  @Test func `an order makes its customer once and itself once`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.putOrder(2, email: "ANN@example.org")
    let report = await flow.run(journal)
    #expect(report.ending == .done)
    #expect(report.books.line == "read 2 = created 2 + updated 0 + unchanged 0 + skipped 0 + stopped 0 + held 0")
    #expect(report.books.relatedCreated == 1)
    let relation = flow.till.bodies("relations").first?["relationNumber"]
    #expect(flow.till.bodies("relations").count == 1)
    #expect(flow.tillOrders.map { $0["relationNumber"] } == [relation, relation])
  }

  @Test func `a second run reads only what changed, and sends nothing twice`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    _ = await flow.run(journal)
    #expect(await flow.run(journal).books.read == 0)
    flow.putOrder(2, email: "bob@example.org")
    #expect(await flow.run(journal).books.created == 1)
    var options = RunOptions()
    options.isFull = true
    let full = await flow.run(journal, options: options)
    #expect(full.books.skipped == 2 && flow.till.bodies("orders").count == 2)
    #expect(full.books.reasons.entries.map(\.reason) == ["already exists"])
    #expect(full.books.reasons.entries.first?.sentence.hasPrefix("already exists (key 1") == true)
  }

  @Test func `an order that changed after it was sent is counted apart`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    _ = await flow.run(journal)
    flow.putOrder(1, email: "ann@example.org", total: "12.00")
    let report = await flow.run(journal)
    #expect(report.books.changedSince == 1)
    #expect(report.books.reasons.entries.map(\.reason) == ["changed since it was sent"])
    #expect(try await journal.changedSince(flow: "orders").map(\.sourceKey) == ["1"])
  }

  @Test func `a record without what it needs stops alone, and comes again`() async throws {
    flow.putOrder(1, email: nil)
    flow.putOrder(2, email: "bob@example.org")
    let first = await flow.run(journal)
    #expect(first.books.stopped == 1 && first.books.created == 1)
    #expect(flow.till.bodies("relations").count == 1)
    #expect(try await journal.failures(flow: "orders").map(\.sourceKey) == ["1"])
    flow.putOrder(1, email: "ann@example.org")
    let second = await flow.run(journal)
    #expect(second.books.created == 1 && second.books.read == 1)
    #expect(try await journal.failures(flow: "orders").isEmpty)
  }

  @Test func `a refusal names the field and where the flow gives it`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { _, request in
      request.entity == "orders"
        ? .fail(ConnectorError(.refused, "bad", fields: [.init("total", "is too low")])) : .good
    }
    let report = await flow.run(journal)
    #expect(report.books.stopped == 1)
    let fault = try await journal.failures(flow: "orders").first?.faults.first
    #expect(fault?.code == .refused && fault?.origin == 7)
    #expect(fault?.message == "till.orders refused total: is too low")
    #expect(try await journal.unresolvedIntents(flow: "orders").isEmpty)
  }

  @Test func `an answer that got lost is looked up after the settle time`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { number, _ in number == 2 ? .loseAnswer : .good }
    let report = await flow.run(journal)
    #expect(report.books.created == 1)
    #expect(flow.till.bodies("orders").count == 1)
    #expect(flow.clock.sleeps.withLock { $0 } == [60_000])
  }

  @Test func `a request that got lost is sent again with the same key`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { number, _ in number == 2 ? .loseRequest : .good }
    let report = await flow.run(journal)
    #expect(report.books.created == 1)
    #expect(flow.till.bodies("orders").count == 1)
  }

  @Test func `a late commit does not make a second order`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { number, _ in number == 2 ? .commitLate(50_000) : .good }
    let report = await flow.run(journal)
    #expect(report.books.created == 1)
    #expect(flow.till.bodies("orders").count == 1)
  }

  @Test func `what never arrives stops after its attempts`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { number, _ in number > 1 ? .loseRequest : .good }
    let report = await flow.run(journal)
    #expect(report.books.stopped == 1 && report.ending == .done)
    #expect(flow.clock.sleeps.withLock { $0.count } == 5)
  }

  @Test func `credentials end the run, and the cursor stays`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.behave { _, _ in .fail(ConnectorError(.credentials, "wrong key")) }
    let report = await flow.run(journal)
    #expect(report.ending == .credentials && report.message == "wrong key")
    #expect(report.books.read == 0)
    #expect(try await journal.cursor(flow: "orders") == nil)
    flow.till.behave { _, _ in .good }
    #expect(await flow.run(journal).books.created == 1)
  }

  @Test func `an unreachable target ends the run after what is under way`() async throws {
    for id in 1...10 { flow.putOrder(id, email: "c\(id)@example.org") }
    flow.till.behave { number, _ in number > 6 ? .fail(ConnectorError(.unreachable, "down")) : .good }
    let first = await flow.run(journal)
    #expect(first.ending == .unreachable)
    flow.till.behave { _, _ in .good }
    _ = await flow.run(journal)
    #expect(flow.till.bodies("orders").count == 10 && flow.till.bodies("relations").count == 10)
  }

  @Test func `settings that do not agree end the run before anything is read`() async {
    flow.putOrder(1, email: "ann@example.org")
    flow.till.sentences.withLock { $0 = ["prices are entered with VAT"] }
    let report = await flow.run(journal)
    #expect(report.ending == .mismatch && report.message == "till: prices are entered with VAT")
    #expect(flow.shop.state.withLock { $0.reads.isEmpty })
  }

  @Test func `two relations with one address stop the order`() async throws {
    flow.till.put("relations", "5", ["relationNumber": 5, "email": "ann@example.org"])
    flow.till.put("relations", "6", ["relationNumber": 6, "email": "Ann@example.org"])
    flow.putOrder(1, email: "ann@example.org")
    let report = await flow.run(journal)
    #expect(report.books.stopped == 1)
    #expect(try await journal.failures(flow: "orders").first?.faults.first?.code == .ambiguousMatch)
  }

  @Test func `a known relation is used, and changed only where it differs`() async {
    flow.till.put("relations", "5", ["relationNumber": 5, "email": "ann@example.org", "name": "Customer"])
    flow.till.put("relations", "6", ["relationNumber": 6, "email": "bob@example.org", "name": "Old"])
    flow.putOrder(1, email: "ann@example.org")
    flow.putOrder(2, email: "bob@example.org")
    let report = await flow.run(journal)
    #expect(report.books.created == 2 && report.books.relatedUpdated == 1 && report.books.relatedCreated == 0)
    #expect(flow.till.writes.filter { $0.entity == "relations" }.map(\.key) == ["6"])
    #expect(flow.tillOrders.map { $0["relationNumber"]?.whole } == [5, 6])
  }

  @Test func `a dry run writes nothing, takes nothing and says what it would do`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    var options = RunOptions()
    options.isDry = true
    let report = await flow.run(journal, options: options)
    #expect(report.books.created == 1 && report.run == nil)
    #expect(flow.till.writes.isEmpty)
    #expect(try await journal.runs(flow: nil, limit: 5).isEmpty)
    #expect(report.changes.map(\.entity) == ["till.relations", "till.orders"])
    #expect(report.changes.last?.changes.map(\.path) == ["extOrderId", "relationNumber", "total"])
    #expect(report.changes.last?.changes.map(\.isKnownAfterWriting) == [false, true, false])
  }

  @Test func `a limit takes that many and leaves the cursor before the cut page`() async throws {
    for id in 1...5 { flow.putOrder(id, email: "c\(id)@example.org") }
    var options = RunOptions()
    options.limit = 3
    options.pageSize = 2
    let report = await flow.run(journal, options: options)
    #expect(report.books.created == 3)
    #expect(try await journal.cursor(flow: "orders") == Cursor("2"))
    #expect(await flow.run(journal).books.created == 2)
  }

  @Test func `one record by its key`() async throws {
    for id in 1...3 { flow.putOrder(id, email: "c\(id)@example.org") }
    var options = RunOptions()
    options.only = ["2"]
    #expect(await flow.run(journal, options: options).books.line.hasPrefix("read 1 = created 1"))
    #expect(try await journal.cursor(flow: "orders") == nil)
  }

  @Test func `another run that has the flow is named`() async throws {
    _ = try await journal.begin(
      RunOpening(
        flow: "orders", pairing: Pairing(source: "", target: ""), startedAt: flow.clock.now, isFull: false,
        owner: "pid 7"))
    let report = await flow.run(journal)
    #expect(report.journalError?.kind == .heldBy(owner: "pid 7", since: flow.clock.now))
    #expect(flow.shop.state.withLock { $0.reads.isEmpty })
  }

  @Test func `a stop finishes cleanly and loses nothing`() async throws {
    for id in 1...8 { flow.putOrder(id, email: "c\(id)@example.org") }
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    flow.till.behave { number, _ in
      if number == 3 { continuation.yield() }
      return .good
    }
    let report = await flow.run(journal, stop: stream)
    #expect(report.ending == .stopped || report.ending == .done)
    #expect(try await journal.unresolvedIntents(flow: "orders").allSatisfy { $0.targetKey == nil })
    _ = await flow.run(journal)
    #expect(flow.till.bodies("orders").count == 8 && flow.till.bodies("relations").count == 8)
  }

  @Test func `a conflict is looked up again once`() async {
    flow.putOrder(1, email: "ann@example.org")
    let till = flow.till
    till.behave { number, request in
      guard request.entity == "orders", number == 2 else { return .good }
      till.put("orders", "77", ["orderNumber": 77, "extOrderId": "BC-1"])
      return .fail(ConnectorError(.conflict, "there already"))
    }
    let report = await flow.run(journal)
    #expect(report.books.skipped == 1 && report.books.stopped == 0)
    #expect(report.books.reasons.entries.map(\.reason) == ["already exists"])
  }
}
