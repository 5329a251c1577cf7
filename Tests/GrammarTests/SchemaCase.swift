import Foundation
import Reference
import Testing

/// A file of Tests/Schemas/cases.txt, and whether its shape is right.
struct SchemaCase: Sendable, CustomTestStringConvertible {
  var kind: FileSchema
  /// What the reader says; nil if the shape is right.
  var code: String?
  var what: String
  var text: String

  var testDescription: String { "\(kind): \(what)" }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let all: [SchemaCase] = {
    let parts = read("cases.txt").split(separator: "\n=== ").dropFirst()
    return parts.compactMap { part in
      let lines = part.split(separator: "\n", maxSplits: 1)
      let head = lines[0].split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      let words = head[0].split(separator: " ").map(String.init)
      guard words.count == 2, let kind = FileSchema(rawValue: words[0]) else { return nil }
      let code = words[1] == "right" ? nil : words[1]
      return SchemaCase(kind: kind, code: code, what: String(head[1]), text: String(lines[1]) + "\n")
    }
  }()

  /// Whether the mistake of a code is one of shape.
  static let decisions: [String: Bool] = {
    let lines = read("codes.txt").split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    return Dictionary(lines.map { (String($0[0]), $0[1] == "structural") }) { first, _ in first }
  }()

  /// Those that YAML can read.
  static var wrongFlows: [String] {
    let folder = root.appending(path: "Tests/Wrong").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix("Y") }.sorted()
  }

  private static func read(_ name: String) -> String {
    (try? String(contentsOf: root.appending(path: "Tests/Schemas/\(name)"), encoding: .utf8)) ?? ""
  }

  static func kind(_ path: String) -> FileSchema {
    if path.hasSuffix("/flowrun.yaml") { return .project }
    if path.contains("/flowrun.") { return .overlay }
    return path.hasSuffix(".flow.yaml") ? .flow : path.hasSuffix(".test.yaml") ? .test : .shared
  }

  var completed: String { kind == .flow ? Self.completed(text) : text }

  /// With the lines that every flow has.
  static func completed(_ flow: String) -> String {
    let lines = [
      "flow: part", "source: bigcommerce.orders", "target: mplus.orders", "fields: { reference: id }",
    ]
    let absent = lines.filter { line in
      let key = line.prefix { $0 != ":" }
      return !flow.split(separator: "\n").contains { $0.hasPrefix(key + ":") }
    }
    return (absent + [flow]).joined(separator: "\n")
  }
}
