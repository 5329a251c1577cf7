import ConnectorKit
import Engine
import Synchronization
import Testing
import Values

/// A target that collects what is written: when it is asked to keep it, and to let others see it.
@Suite struct KeepingTests {
  let flow = OrderFlow()
  let journal = InMemoryJournal()

  private func run(
    _ till: CollectingConnector, _ journal: InMemoryJournal, isDry: Bool = false
  ) async -> RunReport {
    let connections = [
      "shop": Connection(name: "shop", connector: FakeConnector(flow.shop), paced: NoTransport()),
      "till": Connection(name: "till", connector: till, paced: NoTransport()),
    ]
    var options = RunOptions()
    options.isDry = isDry
    let world = World.still(flow.clock, journal: journal)
    return await Runner(flow.plan, connections: connections, world: world, options: options).run()
  }

  @Test func `what was written is kept before the journal notes it, and shown at the end`() async {
    flow.putOrder(1, email: "ann@example.org")
    let till = CollectingConnector(flow.till)
    #expect(await run(till, journal).ending == .done)
    #expect(till.steps == ["write relations", "write orders", "keep", "finish orders relations"])
  }

  @Test func `a plan asks for neither`() async {
    flow.putOrder(1, email: "ann@example.org")
    let till = CollectingConnector(flow.till)
    _ = await run(till, journal, isDry: true)
    #expect(till.steps == [])
  }

  @Test func `what could not be kept is noted as unclear, and looked up by the next run`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    let till = CollectingConnector(flow.till)
    till.fail("keep")
    let report = await run(till, journal)
    #expect(report.journalError?.message == "what was written to till could not be made to last: there is no room")
    #expect(try await journal.unresolvedIntents(flow: "orders").isEmpty == false)
    till.fail(nil)
    let next = await journal.reopened()
    #expect(await run(till, next).ending == .done)
    #expect(try await next.unresolvedIntents(flow: "orders").isEmpty)
    #expect(flow.tillOrders.count == 1 && flow.till.bodies("relations").count == 1)
  }

  @Test func `a run whose writes nobody can see has not come to its end`() async throws {
    flow.putOrder(1, email: "ann@example.org")
    let till = CollectingConnector(flow.till)
    till.fail("finish orders relations")
    let report = await run(till, journal)
    #expect(report.ending == .unreachable && report.message == "connection till: there is no room")
    #expect(report.books.created == 1)
    #expect(try await journal.runs(flow: "orders", limit: 1).first?.ending == .unreachable)
  }
}

/// Reaches a fake system, and remembers what it was asked.
private final class CollectingConnector: Connector {
  static let declaration = FakeConnector.declaration

  private let inner: FakeConnector
  private let asked = Mutex<[String]>([])
  private let failing = Mutex<String?>(nil)

  init(settings: ConnectionSettings) { inner = FakeConnector(settings: settings) }
  init(_ system: FakeSystem) { inner = FakeConnector(system) }

  var steps: [String] { asked.withLock { $0 } }

  func fail(_ step: String?) { failing.withLock { $0 = step } }

  private func note(_ step: String) throws(ConnectorError) {
    asked.withLock { $0.append(step) }
    if failing.withLock({ $0 == step }) { throw ConnectorError(.unreachable, "there is no room") }
  }

  func inspect(over transport: any Transport) throws(ConnectorError) -> [String] { [] }
  func read(_ request: ReadRequest, over transport: any Transport) throws(ConnectorError) -> Page {
    try inner.read(request, over: transport)
  }
  func find(_ request: FindRequest, over transport: any Transport) throws(ConnectorError) -> [[FoundRecord]] {
    try inner.find(request, over: transport)
  }
  func write(_ request: WriteRequest, over transport: any Transport) throws(ConnectorError) -> FoundRecord {
    try note("write \(request.entity)")
    return try inner.write(request, over: transport)
  }
  func keep() throws(ConnectorError) { try note("keep") }
  func finish(_ entities: [String]) throws(ConnectorError) { try note("finish " + entities.joined(separator: " ")) }
}
