import ConnectorKit
import Engine
import Plan
import Testing
import Types
import Values

/// Records that this flow made and whose source is gone or no longer passes the filter.
@Suite struct GoneTests {
  let journal = InMemoryJournal()

  private func flow() -> OrderFlow {
    var flow = OrderFlow()
    flow.plan.related = []
    flow.plan.record.fields.removeAll { $0.field.name == "relationNumber" }
    flow.plan.record.update = true
    flow.plan.record.gone = .hide
    let active = Expression(.constant(.text("active")), .anyText, origin: 0)
    flow.plan.filter = Expression(.equal(OrderFlow.source("status"), active), .bool, origin: 0)
    for id in 1...3 { flow.putOrder(id, email: nil, more: [("status", "active")]) }
    return flow
  }

  private var full: RunOptions {
    var options = RunOptions()
    options.isFull = true
    return options
  }

  private func visible(_ flow: OrderFlow) -> [Bool?] { flow.tillOrders.map { $0["visible"]?.bool } }

  @Test func `only a full read can tell that a record is gone`() async {
    let flow = flow()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    #expect(await flow.run(journal).books.gone == 0)
    let report = await flow.run(journal, options: full)
    #expect(report.books.gone == 1 && report.books.unchanged == 2)
    #expect(visible(flow) == [nil, false, nil])
    #expect(await flow.run(journal, options: full).books.gone == 0)
  }

  @Test func `one that no longer passes the filter is hidden at once`() async {
    let flow = flow()
    _ = await flow.run(journal)
    flow.putOrder(3, email: nil, more: [("status", "closed")])
    let report = await flow.run(journal)
    #expect(report.books.gone == 1 && report.books.skipped == 1)
    #expect(visible(flow) == [nil, nil, false])
  }

  @Test func `a record that comes back is shown again, whatever its box says`() async {
    var flow = flow()
    var show = OrderFlow.write(
      "visible", Expression(.constant(.bool(true)), .bool, origin: 0), to: OrderFlow.sale)
    show.update = .never
    flow.plan.record.fields.append(show)
    _ = await flow.run(journal)
    flow.putOrder(3, email: nil, more: [("status", "closed")])
    _ = await flow.run(journal)
    #expect(visible(flow) == [true, true, false])
    flow.putOrder(3, email: nil, more: [("status", "active")])
    #expect(await flow.run(journal).books.updated == 1)
    #expect(visible(flow) == [true, true, true])
  }

  @Test func `a record that the flow did not make is left alone`() async {
    let flow = flow()
    flow.till.put("orders", "50", ["orderNumber": 50, "extOrderId": "BC-9", "total": 10])
    flow.putOrder(9, email: nil, more: [("status", "active")])
    _ = await flow.run(journal)
    flow.shop.remove("orders", "9")
    #expect(await flow.run(journal, options: full).books.gone == 0)
  }

  @Test func `a dry run says what would be hidden`() async {
    let flow = flow()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    var options = full
    options.isDry = true
    let report = await flow.run(journal, options: options)
    #expect(report.changes.map(\.action) == [.hide])
    #expect(visible(flow) == [nil, nil, nil])
  }

  private func deleting() -> OrderFlow {
    var flow = flow()
    flow.plan.record.gone = .delete
    flow.plan.target.entity.writing?.canDelete = true
    return flow
  }

  @Test func `a record is deleted once, and made anew when it comes back`() async {
    let flow = deleting()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    let report = await flow.run(journal, options: full)
    #expect(report.books.gone == 1)
    #expect(flow.tillOrders.map { $0["extOrderId"]?.string } == ["BC-1", "BC-3"])
    #expect(await flow.run(journal, options: full).books.gone == 0)
    flow.putOrder(2, email: nil, more: [("status", "active")])
    #expect(await flow.run(journal, options: full).books.created == 1)
    #expect(flow.till.deleted.count == 1)
  }

  /// The answer got lost, the request did, or it arrived late: asked again, gone once.
  @Test(arguments: [FakeSystem.Behaviour.loseAnswer, .loseRequest, .commitLate(90_000)])
  func `a deletion of which nobody saw the end`(first: FakeSystem.Behaviour) async {
    let flow = deleting()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    let asked = flow.till.writesAsked
    flow.till.behave { number, _ in number == asked + 1 ? first : .good }
    let report = await flow.run(journal, options: full)
    #expect(report.books.gone == 1)
    #expect(flow.till.bodies("orders").count == 2)
    #expect(flow.till.deleted.count == 1)
  }

  /// Killed between any two things it does: the next full run finds what is left, deletes it, and nothing else.
  @Test func `a deletion survives the end of its process`() async {
    var boundary = 1
    while true {
      let first = InMemoryJournal()
      let flow = deleting()
      _ = await flow.run(first)
      flow.shop.remove("orders", "2")
      let fuse = Fuse(boundary)
      _ = await flow.run(FusedJournal(inner: first, fuse: fuse), options: full, fuse: fuse)
      guard fuse.isBlown else { break }
      let report = await flow.run(await first.reopened(), options: full)
      #expect(report.ending == .done && report.books.isClean, "killed at \(boundary)")
      #expect(flow.tillOrders.map { $0["extOrderId"]?.string } == ["BC-1", "BC-3"], "killed at \(boundary)")
      #expect(flow.till.deleted.count == 1, "killed at \(boundary)")
      boundary += 1
    }
    #expect(boundary > 8)
  }

  @Test func `a refused deletion is a warning, and the next full run asks again`() async {
    let flow = deleting()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    flow.till.behave { _, _ in .fail(ConnectorError(.refused, "it has open orders")) }
    #expect(await flow.run(journal, options: full).books.gone == 0)
    #expect(flow.till.bodies("orders").count == 3)
    flow.till.behave { _, _ in .good }
    #expect(await flow.run(journal, options: full).books.gone == 1)
  }

  @Test func `a dry run says what would be deleted`() async {
    let flow = deleting()
    _ = await flow.run(journal)
    flow.shop.remove("orders", "2")
    var options = full
    options.isDry = true
    #expect(await flow.run(journal, options: options).changes.map(\.action) == [.delete])
    #expect(flow.till.bodies("orders").count == 3)
  }

  @Test func `a dry run says once what the filter leaves out`() async {
    let flow = flow()
    _ = await flow.run(journal)
    flow.putOrder(3, email: nil, more: [("status", "closed")])
    var options = full
    options.isDry = true
    let report = await flow.run(journal, options: options)
    #expect(report.changes.map(\.action) == [.hide] && report.books.gone == 1)
  }

  @Test func `two source records with one match value: the second stops`() async throws {
    var flow = flow()
    let same = ValuePlan(Expression(.constant(.text("BC-1")), .anyText, origin: 0), origin: 0)
    flow.plan.record.match = .fields([MatchField(name: "extOrderId", value: same)], ignoresCase: false)
    flow.plan.record.fields[0].content = .value(same)
    let report = await flow.run(journal)
    #expect(report.books.created == 1 && report.books.stopped == 2)
    #expect(try await journal.failures(flow: "orders").map { $0.faults.first?.code } == [.matchTwice, .matchTwice])
  }
}
