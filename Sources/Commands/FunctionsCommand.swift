import ArgumentParser
import Builtins
import Diagnostics
import Reference
import Values

struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "The functions of formulas; one of them with types and examples.",
    discussion: """
      flowrun functions
      flowrun functions round
      """)

  @Argument(help: "A function.", completion: Completions.functions)
  var name: String?

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    guard let name else {
      Output.line(json ? JSONText.document(["functions": .array(Functions.all.map(Self.json))]) : Self.overview)
      return
    }
    let found = Functions.candidates(named: name)
    guard !found.isEmpty else {
      let names = Functions.all.map(\.name)
      let near = Functions.suggestions[name].map { [$0] } ?? Suggestions.nearest(name, in: Set(names).sorted())
      throw Failure(
        .usage, "there is no function `\(name)`" + (Suggestions.question(near).map { "; \($0)" } ?? ""))
    }
    Output.line(
      json
        ? JSONText.document(["functions": .array(found.map(Self.json))])
        : FunctionsPage.text(of: name))
  }

  /// One screen: the names by family.
  static var overview: String {
    var table = Table(widthMax: 100)
    for family in FunctionsPage.families { table.add(family.title, family.names.joined(separator: ", ")) }
    return table.text + "\n\nflowrun functions NAME shows types and examples."
  }

  private static func json(_ function: Function) -> JSON {
    [
      "name": .string(function.name), "family": .string(function.family.rawValue),
      "signature": .string(function.signature), "sentence": .string(function.sentence),
      "fails_if": function.failure.map(JSON.string) ?? .null,
      "examples": .array(function.examples.map { ["formula": .string($0.formula), "value": .string($0.value)] }),
    ]
  }
}
