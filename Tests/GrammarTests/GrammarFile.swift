import Foundation
import Testing

/// The runnable blocks of grammar.md: a flow or a part of one, and what is said or made of it.
struct GrammarCase: Sendable, CustomTestStringConvertible {
  /// The line of grammar.md on which the flow begins.
  var line: Int
  var yaml: String
  /// Files that the block stands beside: `yaml NAME` blocks right above it.
  var files: [(name: String, text: String)] = []
  /// Other flows of the project: what stands before the last `---`.
  var others: [String] = []
  /// `CODE line:column message`
  var errors: [String] = []
  /// A source record, and what the flow makes of it.
  var example: (given: String, expected: String)?

  var testDescription: String { "grammar.md:\(line)" }

  static let all: [GrammarCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "grammar.md")
    return read((try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }()

  static func read(_ text: String) -> [GrammarCase] {
    var cases: [GrammarCase] = []
    var language: Substring?
    var files: [(name: String, text: String)] = []
    var block: [Substring] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.hasPrefix("```") else {
        if language != nil { block.append(line) }
        continue
      }
      guard let open = language else {
        language = line.dropFirst(3)
        block = []
        continue
      }
      let content = block.joined(separator: "\n")
      switch open {
      case let named where named.hasPrefix("yaml "):
        files.append((String(named.dropFirst(5)), content + "\n"))
      case "yaml":
        let parts = content.split(separator: "\n---\n").map { String($0) + "\n" }
        var found = GrammarCase(line: number - block.count + 1, yaml: parts.last ?? "\n")
        found.files = files
        found.others = parts.dropLast()
        cases.append(found)
        files = []
      case "error": cases[cases.count - 1].errors = content.split(separator: "\n").map(String.init)
      case "json":
        let parts = content.split(separator: "→").map(String.init)
        if parts.count == 2 { cases[cases.count - 1].example = (parts[0], parts[1]) }
      default: break
      }
      language = nil
    }
    return cases
  }
}
