import ArgumentParser
import Foundation
import Sandbox

/// What `make contract` runs: everything that the flows of a folder say to both systems, written down.
struct ContractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "All flows against both systems simulated, for some weeks, with every exchange recorded.",
    discussion: """
      flowrun contract --record .build/contract.ndjson

      Things change on both sides every day, some of them in ways that the other side refuses.
      """,
    shouldDisplay: false)

  @Option(help: "The folder with the flows; else mappings/ here, or the current folder.")
  var mappings: String?

  @Option(help: "Where all exchanges are written, secrets removed.")
  var record: String

  @Option(help: "How many days are played.")
  var days = 24

  func validate() throws {
    guard (1...200).contains(days) else { throw ValidationError("--days is between 1 and 200") }
  }

  func run() async throws {
    var settings = SandboxSettings()
    settings.articles = 40
    settings.orders = 60
    // Days pass there, and the last of them is still in the past here, as the servers' own clocks say.
    settings.clock = .fixed(Int(Date.now.timeIntervalSince1970) - (days + 30) * 86_400)
    try await SimulatedSystems.running(settings) { systems, addresses throws(Failure) in
      let folder = try DemoFolder(copying: mappings, addresses, settings)
      defer { folder.remove() }
      try await ContractStory(world: systems.world, record: record, days: days).play(try folder.project())
    }
  }
}
