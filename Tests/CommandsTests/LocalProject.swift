import Foundation
import Sandbox
import Values

/// The flows of the repository in a folder of a test's own, with simulated systems in this process behind them.
struct LocalProject {
  let folder: Folder
  let systems: SimulatedSystems

  /// Articles and orders are few; the first orders are the odd ones.
  init(orders: Int = 30, of flows: String = "mappings", _ change: (inout SandboxSettings) -> Void = { _ in })
    async throws
  {
    var settings = SandboxSettings()
    settings.articles = 40
    settings.orders = orders
    change(&settings)
    systems = try SimulatedSystems(settings)
    let addresses = try await systems.start()
    folder = try Self.copyOfMappings(flows)
    let overlay = """
      connections:
        bigcommerce: { url: "\(addresses.bigcommerceURL)", settle: 1s }
        mplus: { url: "\(addresses.mplusURL)", settle: 1s }
      """
    try Data(overlay.utf8).write(to: folder.url.appending(path: "flowrun.local.yaml"))
  }

  /// Credentials that the simulated systems accept.
  static let credentials = [
    "BIGCOMMERCE_TOKEN": SandboxSettings().token, "MPLUS_IDENT": SandboxSettings().ident,
    "MPLUS_SECRET": SandboxSettings().secret,
  ]

  func run(_ arguments: [String], environment: [String: String] = credentials) async throws -> Program.Answer {
    try await Program.run(arguments + ["--env", "local"], in: folder.url, environment: environment)
  }

  static var repository: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  static func copyOfMappings(_ path: String = "mappings") throws -> Folder {
    let folder = try Folder()
    let source = repository.appending(path: path)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) where !name.hasPrefix(".") {
      try FileManager.default.copyItem(at: source.appending(path: name), to: folder.url.appending(path: name))
    }
    return folder
  }

  // What the simulated systems hold, past the flows.

  func state(_ list: String) async throws -> [JSON] {
    let request = SimulatedRequest("GET", "/_sandbox/state/\(list)")
    return try JSON.parse(await systems.world.handle(request, for: .bigcommerce).text).array ?? []
  }

  /// Accepted writes so far.
  func writes() async -> Int {
    await systems.world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .bigcommerce).body.count { $0 == 0x0A }
  }

  /// By a person's own hand, at the till or in the shop.
  func edit(_ change: String) async throws {
    try await control("edit", change)
  }

  func control(_ door: String, _ body: String) async throws {
    let request = SimulatedRequest("POST", "/_sandbox/\(door)", body: Array(body.utf8))
    let answer = await systems.world.handle(request, for: .bigcommerce)
    guard answer.status == 200 else { throw EditRefused(sentence: answer.text) }
  }

  struct EditRefused: Error, CustomStringConvertible {
    var sentence: String
    var description: String { sentence }
  }
}
