import ArgumentParser
import Sandbox
import Values

struct SandboxFaultsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "The faults that a sandbox can make, or which a running one makes from now on.",
    discussion: """
      flowrun sandbox faults                        what there is
      flowrun sandbox faults 8081 seed=7,rate=0.1   a tenth of all requests, in the usual proportions
      flowrun sandbox faults 8081 F04=0.2           this class alone, on a fifth of all requests
      flowrun sandbox faults 8081 F13.bomb=1        this form alone, always
      flowrun sandbox faults 8081 rate=0            none

      The same words stand behind --faults when a sandbox is started. second=20ms shortens all waits: a second of a
      fault takes so long.
      """)

  @Argument(help: "A port, or a URL that the sandbox printed.")
  var address: String?
  @Argument(help: "NAME=VALUE, separated by commas.")
  var faults: String?

  func validate() throws {
    if address != nil, faults == nil { throw ValidationError("which faults? Write F04=0.2, or seed=7,rate=0.1") }
    if let faults { _ = try Self.read(faults) }
  }

  static func read(_ text: String) throws -> SandboxFaults {
    var read = SandboxFaults()
    do { try read.apply(text) } catch { throw ValidationError(error.description) }
    return read
  }

  func run() async throws {
    guard let address, let faults else { return list() }
    let answer = try await SandboxControl(address).post("faults", Self.body(faults))
    let rates = answer["per_million"]?.object?.members ?? []
    Output.line(rates.isEmpty ? "no faults" : "faults: " + rates.map(\.name).joined(separator: ", "))
  }

  private static func body(_ text: String) -> JSON { ["faults": .string(text)] }

  private func list() {
    var table = Table(widthMax: Output.width)
    table.add("class", "usual", "what happens, and its forms")
    for fault in FaultClass.allCases {
      let forms = fault.forms.map(\.rawValue).joined(separator: " ")
      table.add(fault.rawValue, Self.percent(fault.usualPerMillion), "\(fault.sentence) (\(forms))")
    }
    Output.line(table.text)
  }

  private static func percent(_ perMillion: Int) -> String {
    "\(perMillion / 10_000).\(perMillion % 10_000 / 1_000) %"
  }
}
