import Diagnostics
import Foundation
import Source
import Syntax
import Testing
import Values

/// The public YAML suite, if `FLOWRUN_SUITES` names the folder it lies in. Flow files are a small part of YAML and refuse
/// more on purpose, so this is no pass rate: each case must come out as `yaml-outcomes.txt` has it, which was read and
/// agreed to. `FLOWRUN_UPDATE_GOLDENS=1` writes it anew.
@Suite struct YAMLSuiteTests {
  private static let recorded = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "yaml-outcomes.txt")

  /// What is read otherwise than the suite has it, or read though it is wrong, has its reason beside it; the rest needs
  /// none.
  @Test func whatIsReadOtherwiseHasItsReason() throws {
    let lines = try Self.lines()
    #expect(lines.count == 402)
    for line in lines {
      let needsReason = line.outcome.hasSuffix(" other") || line.outcome.hasSuffix(" invalid same")
      #expect((line.reason != nil) == needsReason, "\(line.outcome)")
    }
  }

  @Test(.enabled(if: PublicSuites.folder != nil)) func everyCaseComesOutAsRecorded() throws {
    let suite = try JSON.parse(try #require(PublicSuites.read("yaml.json")))
    var outcomes: [String] = []
    for test in suite["cases"]?.array ?? [] {
      let outcome = Self.outcome(test["yaml"]?.string ?? "", events: test["events"]?.string ?? "")
      let validity = test["valid"] == .bool(true) ? "valid" : "invalid"
      outcomes.append("\(test["id"]?.string ?? "") \(validity) \(outcome)")
    }
    let reasons = try Self.lines().reduce(into: [:]) { $0[$1.outcome] = $1.reason }
    if ProcessInfo.processInfo.environment["FLOWRUN_UPDATE_GOLDENS"] == "1" {
      let text = outcomes.map { outcome in outcome + (reasons[outcome].map { " | \($0)" } ?? "") + "\n" }.joined()
      try text.write(to: Self.recorded, atomically: true, encoding: .utf8)
    }
    let expected = try Self.lines().map(\.outcome)
    let wrong = zip(outcomes, expected).filter { $0 != $1 }
    for (outcome, expected) in wrong { print("yaml: \(outcome), recorded: \(expected)") }
    let failed = wrong.count + abs(outcomes.count - expected.count)
    #expect(failed == 0)
    print("yaml: \(outcomes.count - failed) passed, 0 declared, \(failed) failed")
  }

  /// The recorded outcomes, some with the reason behind a `|`.
  private static func lines() throws -> [(outcome: String, reason: String?)] {
    try String(contentsOf: recorded, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return (parts[0], parts.count > 1 ? parts[1] : nil)
    }
  }

  /// `same`: the tree is the suite's. `other`: it is not. Or the codes with which the file is refused.
  private static func outcome(_ yaml: String, events: String) -> String {
    let reading = YAMLDocument.read(SourceFile(path: "case", text: yaml))
    for diagnostic in reading.diagnostics {
      for label in diagnostic.labels {
        #expect(label.place.span.start >= 0 && label.place.span.end <= yaml.utf8.count)
      }
    }
    guard reading.diagnostics.isEmpty else {
      return "refused " + Set(reading.diagnostics.map(\.code.rawValue)).sorted().joined(separator: " ")
    }
    return tree(reading.root) == tree(events) ? "same" : "other"
  }

  /// The events of a tree, as the suite writes them, without the stream and the document around them.
  private static func tree(_ root: YAMLNode?) -> [String] {
    var lines: [String] = []
    func walk(_ node: YAMLNode) {
      switch node.kind {
      case .scalar(let scalar): lines.append("=VAL " + mark(scalar) + escaped(scalar.text))
      case .list(let items):
        lines.append("+SEQ")
        for item in items { walk(item) }
        lines.append("-SEQ")
      case .mapping(let entries):
        lines.append("+MAP")
        for entry in entries {
          walk(entry.key)
          walk(entry.value)
        }
        lines.append("-MAP")
      case .broken: lines.append("broken")
      }
    }
    if let root { walk(root) }
    return lines
  }

  private static func tree(_ events: String) -> [String] {
    events.split(separator: "\n").map(String.init)
      .filter { !["+STR", "-STR", "+DOC", "-DOC"].contains($0.prefix(4)) }
      .map { $0.hasPrefix("+") ? String($0.prefix(4)) : $0 }
  }

  private static func mark(_ scalar: YAMLScalar) -> String {
    switch scalar.style {
    case .plain: ":"
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
