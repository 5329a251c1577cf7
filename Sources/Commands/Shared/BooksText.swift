import Engine
import Values

/// The books of a flow for a person: the line that balances, each reason of a skip, each cause of a stop, and the way
/// on.
struct BooksText {
  let flow: String
  let books: Books
  /// Milliseconds.
  var duration: Int64?
  /// What is printed for typing.
  var command: PrintedCommand
  /// Nothing was written; the numbers say what would have been.
  var isPlan = false

  /// Reasons of one kind that are printed; the rest is counted.
  private static let reasonsMax = 12
  private static let keysMax = 5

  var text: String {
    var lines = [heading, "  " + books.line]
    if let related = relatedLine { lines.append("  " + related) }
    lines += section("skipped", books.reasons) { $0.reason }
    lines += section("stopped or held", books.causes) { Self.code($0.reason) + $0.sentence }
    lines += section("warnings", books.warnings) { $0.sentence }
    if !books.isClean {
      if !isPlan, let key = books.causes.entries.first?.keys.first {
        lines.append("  look:  \(command("plan", "--id \(key.quotedForShell)"))")
      }
      if let code = books.causes.entries.lazy.map({ Self.code($0.reason).dropLast(2) }).first(where: { !$0.isEmpty }) {
        lines.append("  why:   flowrun explain \(code)")
      }
      lines.append("  retry: \(command("execute"))   (stopped records are read again by every run)")
    }
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    let notes =
      (command.environment.map { ["env \($0)"] } ?? []) + (isPlan ? ["plan, nothing was written"] : [])
      + (duration.map { [Self.seconds($0)] } ?? [])
    return notes.isEmpty ? flow : "\(flow)  (\(notes.joined(separator: ", ")))"
  }

  static func seconds(_ milliseconds: Int64) -> String {
    milliseconds < 60_000
      ? "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
      : "\(milliseconds / 60_000) min \(milliseconds / 1000 % 60) s"
  }

  private var relatedLine: String? {
    var parts: [String] = []
    if books.relatedCreated > 0 { parts.append("related created \(books.relatedCreated)") }
    if books.relatedUpdated > 0 { parts.append("related updated \(books.relatedUpdated)") }
    if books.gone > 0 { parts.append("gone in the source, hidden in the target \(books.gone)") }
    if books.changedSince > 0 { parts.append("changed since they were sent \(books.changedSince)") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private func section(_ title: String, _ tally: Tally, _ text: (Tally.Entry) -> String) -> [String] {
    guard !tally.entries.isEmpty else { return [] }
    var lines = ["  \(title):"]
    for entry in tally.entries.prefix(Self.reasonsMax) {
      lines.append("    \(entry.count) × \(text(entry))  (\(Self.listed(entry.keys, of: entry.count)))")
    }
    let rest = tally.entries.dropFirst(Self.reasonsMax)
    if !rest.isEmpty { lines.append("    and \(rest.count) more reasons, \(rest.reduce(0) { $0 + $1.count }) records") }
    return lines
  }

  /// `R902: `, which `flowrun explain` knows; nothing for a cause without a code.
  private static func code(_ cause: String) -> String {
    FaultCode(rawValue: String(cause.prefix(4))).map { "\($0.rawValue): " } ?? ""
  }

  /// The first keys, and how many more there are.
  static func listed(_ keys: some Collection<String>, of count: Int) -> String {
    let shown = keys.prefix(keysMax)
    let more = count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }
}
