import ArgumentParser
import ConnectorKit
import Values

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "The version, and the parts of this program.")

  @Flag(help: "One JSON document.")
  var json = false

  func run() {
    let parts = Registry.connectors.map { $0.declaration.title }
    guard json else {
      Output.line("flowrun \(Version.text)")
      Output.line("connectors: \(parts.joined(separator: ", "))")
      Output.line("store: sqlite")
      return
    }
    Output.line(
      JSONText.document([
        "version": .string(Version.text),
        "connectors": .array(Registry.connectors.map { .string($0.declaration.name) }),
      ]))
  }
}
