import Builtins
import Diagnostics
import Types
import Values

/// `flowrun eval` without a formula: one line after the other, until `:quit`.
struct EvalPrompt {
  let bench: FormulaBench
  let records: [Node]

  private static let commands = [":fields", ":functions", ":help", ":quit", ":type"]

  func run() {
    let editor = LineEditor { text in
      if text.hasPrefix(":"), !text.contains(" ") {
        return (text, Self.commands.filter { $0.hasPrefix(text) })
      }
      return bench.completions(of: text)
    }
    if editor.isInteractive {
      Output.message("A formula, then Enter. Tab completes, :fields and :functions list what there is, :quit leaves.")
    }
    while let line = editor.line("> ") {
      let text = line.trimmed
      if text.isEmpty { continue }
      if text == ":quit" || text == ":q" { break }
      if text.hasPrefix(":") { command(text) } else { evaluate(text) }
      Output.flush()
    }
  }

  private func command(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case ":fields":
      var table = Table(widthMax: Output.width)
      for field in bench.record.fields { table.add(field.name, "\(field.readType)", field.meaning) }
      Output.line(bench.record.fields.isEmpty ? "no fields: start with --input FILE or --entity NAME" : table.text)
    case ":functions":
      let found = Functions.candidates(named: rest)
      Output.line(
        found.isEmpty
          ? FunctionsCommand.overview : found.map { "\($0.signature)\n  \($0.sentence)" }.joined(separator: "\n"))
    case ":type":
      switch bench.check(rest) {
      case .success(let checked): Output.line(checked.type)
      case .failure(let wrong): Output.message(bench.text(of: wrong))
      }
    case ":help": Output.line(Self.commands.joined(separator: "  ") + "\nanything else is a formula")
    default:
      let near = Suggestions.question(parts[0], in: Self.commands)
      Output.problem(
        "there is no \(parts[0])" + (near.map { "; \($0)" } ?? "; :help lists what there is"))
    }
  }

  private func evaluate(_ text: String) {
    switch bench.check(text) {
    case .failure(let wrong): Output.message(bench.text(of: wrong))
    case .success(let checked):
      for record in records.isEmpty ? [nil] : records.map(Optional.some) {
        do throws(Fault) { Output.line("\(try checked.value(of: record))  \(checked.type)") } catch {
          Output.problem("\(error.message) (\(error.code.rawValue))")
        }
      }
    }
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
