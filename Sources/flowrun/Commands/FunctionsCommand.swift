import ArgumentParser
import Builtins
import Diagnostics
import Values

struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "The functions of formulas; one of them with types and examples.",
    discussion: """
      flowrun functions
      flowrun functions round
      """)

  @Argument(help: "A function.")
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
        .usage, "there is no function `\(name)`" + (Suggestions.phrase(near).map { "; did you mean \($0)?" } ?? ""))
    }
    Output.line(
      json
        ? JSONText.document(["functions": .array(found.map(Self.json))])
        : found.map(Self.page).joined(separator: "\n\n"))
  }

  /// One screen: the names by family.
  private static var overview: String {
    var table = Table(widthMax: 100)
    for family in Function.Family.allCases {
      var names: [String] = []
      for function in Functions.all where function.family == family && !names.contains(function.name) {
        names.append(function.name)
      }
      if !names.isEmpty { table.add(family.rawValue, names.joined(separator: ", ")) }
    }
    return table.text + "\n\nflowrun functions NAME shows types and examples."
  }

  private static func page(_ function: Function) -> String {
    var lines = [function.signature, "  \(function.sentence)"]
    if let failure = function.failure { lines.append("  It stops the record if \(failure).") }
    lines += function.examples.map { "    \($0.formula)  =  \($0.value)" }
    return lines.joined(separator: "\n")
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
