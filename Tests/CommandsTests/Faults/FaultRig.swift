import ConnectorKit
import Connectors
import Engine
import Foundation
import HTTP
import Plan
import Sandbox
import Values
import Workspace

@testable import Commands

/// The flows of the repository, run in this process against two simulated systems in which things go wrong, with a
/// clock that goes faster.
struct FaultRig {
  static let flows = ["products", "product-variants", "orders"]

  let systems: SimulatedSystems
  let journal = InMemoryJournal()
  private let plans: [FlowPlan]
  private let connections: [String: Connection]
  private let world: World
  private let http: BothSystems
  private let shaky: ShakyTransport

  struct Size {
    var articles: Int
    var orders: Int
    /// How long a second takes.
    var secondMilliseconds = 10
  }

  /// - Parameters:
  ///   - faults: as the command line takes them; nil: none.
  ///   - unreachable: of a thousand requests, how many find no way.
  ///   - wrapping: what stands between the engine and a connector.
  init(
    _ size: Size, faults: String? = nil, unreachable: Int = 0, seed: UInt64 = 1, flows: [String] = flows,
    wrapping: (any Connector) -> any Connector = { $0 }
  ) async throws {
    var settings = SandboxSettings()
    settings.articles = size.articles
    settings.orders = size.orders
    if let faults { try settings.faults.apply(faults) }
    settings.faults.secondMilliseconds = size.secondMilliseconds
    systems = try SimulatedSystems(settings)
    let addresses = try await systems.start()
    // Two articles want one name in the shop, which takes each once: who is first is nobody's promise.
    _ = await systems.world.handle(
      SimulatedRequest(
        "POST", "/_sandbox/edit",
        body: Array(
          #"{"entity":"articles","system":"mplus","key":"10020","set":{"description":"Eigen naam"}}"#.utf8)),
      for: .mplus)
    let folder = try LocalProject.copyOfMappings()
    let overlay = """
      connections:
        bigcommerce: { url: "\(addresses.bigcommerceURL)", timeout: 30s, settle: 60s }
        mplus: { url: "\(addresses.mplusURL)", timeout: 30s, settle: 60s }
      """
    try Data(overlay.utf8).write(to: folder.url.appending(path: "flowrun.local.yaml"))
    let project = try Project.open(
      at: folder.url, standing: folder.url, connectors: Registry.connectors, environment: LocalProject.credentials,
      overlay: "local")
    plans = try CheckedProject.check(flows, in: project).plans()
    let world = FastWorld(secondMilliseconds: size.secondMilliseconds).world(journal: journal, seed: seed)
    http = BothSystems([addresses.bigcommerceURL, addresses.mplusURL])
    let shaky = ShakyTransport(
      http, secondMilliseconds: size.secondMilliseconds, perThousand: unreachable, seed: seed)
    var connections: [String: Connection] = [:]
    for name in ["bigcommerce", "mplus"] {
      guard let connection = project.connection(name) else { continue }
      let settings = try connection.settings(in: project, environment: LocalProject.credentials)
      connections[name] = Connection(
        name: name, connector: wrapping(connection.connector.init(settings: settings)), transport: shaky,
        settleMilliseconds: 60_000, world: world)
    }
    self.world = world
    self.shaky = shaky
    self.connections = connections
  }

  /// What all runs of one flow came to.
  struct Outcome {
    var runs: [RunReport] = []

    /// Each run read what it settled; a record is in one place.
    var balances: Bool {
      runs.allSatisfy { run in
        let books = run.books
        return books.read
          == books.created + books.updated + books.unchanged + books.skipped + books.stopped + books.held
      }
    }
    var held: Int { runs.last?.books.held ?? 0 }
    var text: String { runs.map { "\($0.ending) \($0.books.line) \($0.message ?? "")" }.joined(separator: "\n") }
  }

  /// Each flow once.
  func runOnce() async -> [(flow: String, report: RunReport)] {
    var reports: [(flow: String, report: RunReport)] = []
    for plan in plans { reports.append((plan.name, await run(plan))) }
    return reports
  }

  /// Each flow again and again, as a timer would, until a run comes to its end and stops no more records than it must.
  ///
  /// - Parameter stops: how many records of a flow are wrong by themselves.
  func runUntilDone(stops: [String: Int], runsMax: Int = 20) async -> [String: Outcome] {
    var outcomes: [String: Outcome] = [:]
    for plan in plans {
      var outcome = Outcome()
      for _ in 1...runsMax {
        let report = await run(plan)
        outcome.runs.append(report)
        if report.ending == .done, report.books.stopped <= stops[plan.name] ?? 0 { break }
      }
      outcomes[plan.name] = outcome
    }
    return outcomes
  }

  private func run(_ plan: FlowPlan) async -> RunReport {
    await Runner(plan, connections: connections, world: world).run()
  }

  /// How the program would end.
  func exitCode(_ report: RunReport) -> Int32 {
    FlowReport(flow: plans[0].name, run: report, milliseconds: 0, stops: StopsText(report.stops, of: plans[0]))
      .status(signal: nil).rawValue
  }

  /// From now on all goes well.
  func calm() async throws { _ = try await post("faults", #"{"rate":0}"#) }

  func end() async {
    await systems.stop()
    await http.shutdown()
  }

  // ---- what can be seen from outside ----

  func post(_ door: String, _ body: String) async throws -> JSON {
    let request = SimulatedRequest("POST", "/_sandbox/\(door)", body: Array(body.utf8))
    return try JSON.parse(await systems.world.handle(request, for: .bigcommerce).text)
  }

  func get(_ door: String) async throws -> JSON {
    try JSON.parse(await systems.world.handle(SimulatedRequest("GET", "/_sandbox/\(door)"), for: .bigcommerce).text)
  }

  func lines(_ door: String) async throws -> [JSON] {
    let text = await systems.world.handle(SimulatedRequest("GET", "/_sandbox/\(door)"), for: .bigcommerce).text
    return try text.split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  /// How often each class of faults was met.
  func met() async throws -> [String: Int] {
    var met: [String: Int] = [:]
    for (name, count) in try await get("faults")["met"]?.object?.members ?? [] {
      met[String(name.prefix(3)), default: 0] += Int(count.whole ?? 0)
    }
    met["F09"] = shaky.met
    return met
  }
}

/// A transport to each of two systems, as each sends to its own url only.
struct BothSystems: Transport {
  private let transports: [(url: String, transport: HTTPTransport)]

  init(_ urls: [String]) { transports = urls.map { ($0, HTTPTransport(to: $0)) } }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    guard let found = transports.first(where: { request.url.visible.hasPrefix($0.url) }) else {
      throw ConnectorError(.refused, "\(request.name) leads to neither system")
    }
    return try await found.transport.send(request)
  }

  func shutdown() async {
    for (_, transport) in transports { await transport.shutdown() }
  }
}
