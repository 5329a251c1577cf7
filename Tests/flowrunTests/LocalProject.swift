import Foundation
import Sandbox

/// The flows of the repository in a folder of a test's own, with simulated systems in this process behind them.
struct LocalProject {
  let folder: Folder
  let systems: SimulatedSystems

  /// Articles and orders are few; the first orders are the odd ones.
  init(orders: Int = 30, _ change: (inout SandboxSettings) -> Void = { _ in }) async throws {
    var settings = SandboxSettings()
    settings.articles = 40
    settings.orders = orders
    change(&settings)
    systems = try SimulatedSystems(settings)
    let addresses = try await systems.start()
    folder = try Self.copyOfMappings()
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

  static func copyOfMappings() throws -> Folder {
    let folder = try Folder()
    let source = repository.appending(path: "mappings")
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) where !name.hasPrefix(".") {
      try FileManager.default.copyItem(at: source.appending(path: name), to: folder.url.appending(path: name))
    }
    return folder
  }
}
