import ArgumentParser
import ConnectorKit
import Diagnostics
import Reference

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema (draft-07) of a kind of file, for editors.",
    discussion: """
      flowrun schema                     of flows
      flowrun schema project             of flowrun.yaml
      flowrun schema test > test.json    of files with test cases

      An editor that knows it completes keys, explains them and marks those that are none. The same schemas lie in
      docs/schemas.
      """)

  @Argument(help: "flow, shared, test or project.", completion: Completions.schemas)
  var kind = FileSchema.flow.rawValue

  func run() throws {
    guard let schema = FileSchema(rawValue: kind) else {
      let kinds = FileSchema.allCases.map(\.rawValue)
      let near = Suggestions.phrase(Suggestions.nearest(kind, in: kinds)).map { "did you mean \($0)?" }
      throw Failure(
        .usage, "there is no schema of `\(kind)`; " + (near ?? "there are " + kinds.joined(separator: ", ")))
    }
    Output.raw(Array(schema.text(of: Registry.connectors.map { $0.declaration }).utf8), to: .data)
  }
}
