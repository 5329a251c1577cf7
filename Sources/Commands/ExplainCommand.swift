import ArgumentParser
import Diagnostics
import Values

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "An error code in plain words, with an example and its repair.",
    discussion: """
      flowrun explain M402
      flowrun explain          all codes, a line each
      """)

  @Argument(help: "The code that a message shows in brackets.", completion: Completions.codes)
  var code: String?

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    guard let code else {
      var table = Table()
      for code in Code.allCases { table.add(code.rawValue, code.severity.rawValue, code.page.title) }
      let list = Code.allCases.map { Self.json($0.page) }
      Output.line(json ? JSONText.document(["codes": .array(list)]) : table.text)
      return
    }
    let wanted = code.uppercased().trimmingBrackets
    guard let found = Code(rawValue: wanted) else {
      let near = Suggestions.question(wanted, in: Code.allCases.map(\.rawValue))
      throw Failure(.usage, "there is no code `\(code)`" + (near.map { "; \($0)" } ?? ""))
    }
    let page = found.page.rendered
    Output.line(json ? JSONText.document(["page": Self.json(found.page)]) : page.trimmingLineEnds)
  }

  private static func json(_ page: CodePage) -> JSON {
    [
      "code": .string(page.code.rawValue), "severity": .string(page.severity.rawValue), "title": .string(page.title),
      "explanation": .string(page.explanation), "wrong": .string(page.wrong.text), "right": .string(page.right.text),
    ]
  }
}

extension String {
  /// As it stands in messages: `error[M402]`.
  fileprivate var trimmingBrackets: String {
    guard let open = firstIndex(of: "["), let close = lastIndex(of: "]"), open < close else { return self }
    return String(self[index(after: open)..<close])
  }

  var trimmingLineEnds: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
