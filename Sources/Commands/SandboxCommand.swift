import ArgumentParser
import Sandbox

struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Both systems simulated on this machine, with data, until Ctrl-C.",
    discussion: """
      flowrun sandbox
      flowrun sandbox --articles 1000 --orders 500 --seed 7
      flowrun sandbox --shop-port 8081 --till-port 8082 --ledger accepted.ndjson
      flowrun sandbox --faults seed=7,rate=0.1 --quota 150
      flowrun sandbox --faults F04=0.2
      flowrun sandbox edit 8081 products 77 name="Blauwe mok"
      flowrun sandbox clock 8081 +1h

      The addresses and credentials that are printed go into a project file, or into the environment as they are.
      Under ADDRESS/_sandbox stand the ledger of what was accepted, the state, the requests, and switches for faults.
      """,
    subcommands: [SandboxFaultsCommand.self, SandboxEditCommand.self, SandboxClockCommand.self])

  @Option(help: "Articles in the till, 20 or more.")
  var articles = SandboxSettings().articles
  @Option(help: "Orders in the shop.")
  var orders = SandboxSettings().orders
  @Option(help: "Other data for another number; the same for the same.")
  var seed = SandboxSettings().seed
  @Option(name: .customLong("shop-port"), help: "Port of the simulated BigCommerce; 0 is any free one.")
  var shopPort = 0
  @Option(name: .customLong("till-port"), help: "Port of the simulated MplusKASSA; 0 is any free one.")
  var tillPort = 0
  @Option(help: "What goes wrong, as in F04=0.2 or seed=7,rate=0.1; flowrun sandbox faults lists all.")
  var faults: String?
  @Option(help: "Milliseconds between an effect and its answer.")
  var delay = 0
  @Option(help: "Requests that the shop allows in 30 seconds.")
  var quota = SandboxSettings().quota
  @Option(name: .customLong("till-service"), help: "Version of the till's API service; before 59 it knows less.")
  var tillService = SandboxSettings().tillService
  @Option(help: "A file for the ledger of accepted writes.")
  var ledger: String?

  func validate() throws {
    guard articles >= 20 else { throw ValidationError("--articles is at least 20") }
    guard orders >= 0, quota > 0, delay >= 0 else { throw ValidationError("numbers here are not negative") }
    if let faults { _ = try SandboxFaultsCommand.read(faults) }
    guard (0...65_535).contains(shopPort), (0...65_535).contains(tillPort) else {
      throw ValidationError("a port is between 0 and 65535")
    }
  }

  func run() async throws {
    var settings = SandboxSettings()
    settings.articles = articles
    settings.orders = orders
    settings.seed = seed
    settings.quota = quota
    settings.ledgerPath = ledger
    settings.tillService = tillService
    if let faults { settings.faults = try SandboxFaultsCommand.read(faults) }
    settings.faults.delayMilliseconds = delay
    let systems: SimulatedSystems
    do { systems = try SimulatedSystems(settings) } catch { throw Failure(.usage, error.description) }
    let stop = StopSignals()
    let addresses: SimulatedSystems.Addresses
    do { addresses = try await systems.start(bigcommercePort: shopPort, mplusPort: tillPort) } catch {
      throw Failure(.unreachable, "the simulated systems can't listen: \(error)")
    }
    Output.line(Self.environment(addresses, settings))
    Output.flush()
    Output.message("Both systems answer. The ledger is at \(addresses.controlURL)/ledger. Ctrl-C ends it.")
    let status = await stop.first()
    await systems.stop()
    status.exit()
  }

  /// Lines for a shell: `eval "$(flowrun sandbox | head -5)"` is not meant, copying is.
  static func environment(_ addresses: SimulatedSystems.Addresses, _ settings: SandboxSettings) -> String {
    """
    export BIGCOMMERCE_URL=\(addresses.bigcommerceURL)
    export BIGCOMMERCE_TOKEN=\(settings.token)
    export MPLUS_URL=\(addresses.mplusURL)
    export MPLUS_IDENT=\(settings.ident)
    export MPLUS_SECRET=\(settings.secret)
    """
  }
}
