import ArgumentParser
import Foundation
import Sandbox

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Both systems simulated, all flows over HTTP, the books. No account needed.",
    discussion: """
      flowrun demo
      flowrun demo --mappings path/to/mappings --keep
      flowrun demo --record demo.ndjson

      Ends with 0 only if the books are the expected ones.
      """)

  @Option(help: "The folder with the flows; else mappings/ here, or the current folder.")
  var mappings: String?

  @Option(help: "Write all exchanges to this file, secrets removed.")
  var record: String?

  @Flag(help: "Leave the demo's folder, with the flows and their state, where it is.")
  var keep = false

  @Option(help: "Articles in the till.")
  var articles = SandboxSettings().articles
  @Option(help: "Orders in the shop.")
  var orders = SandboxSettings().orders
  @Option(help: "Other data for another number; the same for the same.")
  var seed = SandboxSettings().seed

  func validate() throws {
    guard articles >= 20 else { throw ValidationError("--articles is at least 20") }
    guard orders >= 25 else { throw ValidationError("--orders is at least 25, so that all odd orders are among them") }
  }

  func run() async throws {
    var settings = SandboxSettings()
    settings.articles = articles
    settings.orders = orders
    settings.seed = seed
    try await SimulatedSystems.running(settings) { systems, addresses throws(Failure) in
      try await demo(systems, addresses, settings)
    }
  }

  private func demo(
    _ systems: SimulatedSystems, _ addresses: SimulatedSystems.Addresses, _ settings: SandboxSettings
  ) async throws(Failure) {
    let folder = try DemoFolder(copying: mappings, addresses, settings)
    let result: Result<Void, Failure>
    do throws(Failure) {
      var story = DemoStory(systems: systems, addresses: addresses, settings: settings, record: record)
      try await story.tell(try folder.project())
      result = .success(())
    } catch {
      result = .failure(error)
    }
    if keep { Output.line("\nThe demo's folder is \(folder.url.path)") } else { folder.remove() }
    do { try result.get() } catch { throw error }
  }
}
