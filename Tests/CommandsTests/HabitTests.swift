import Diagnostics
import Foundation
import Source
import Syntax
import Testing
import Workspace

@testable import Commands

/// What people bring along from spreadsheets, from other languages and from YAML. `Tests/Habits/NAME.yaml` is one line
/// of a flow as they write it, `NAME.txt` what they are told: one message of its own, with the line to write.
@Suite struct HabitTests {
  static let folder = LocalProject.repository.appending(path: "Tests/Habits")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func thereAreHabits() {
    #expect(Self.names.count >= 100)
    for origin in ["excel", "cel", "yaml", "liquid", "js", "sql", "jq", "python"] {
      #expect(Self.names.contains { $0.hasPrefix(origin + "-") })
    }
  }

  @Test(arguments: names)
  func theAnswerIsTheLineToWrite(name: String) throws {
    let written = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
    let diagnostics = try Self.said(of: written)
    let text = TextRenderer().render(diagnostics)
    #expect(diagnostics.count == 1, "\(text)")
    #expect(diagnostics.allSatisfy { !$0.help.isEmpty || !$0.fixes.isEmpty }, "\(text)")
    let place = Self.folder.appending(path: "\(name).txt")
    if WrongFlow.isUpdating { return try text.write(to: place, atomically: true, encoding: .utf8) }
    #expect(text == (try? String(contentsOf: place, encoding: .utf8)), "make golden, and read the difference as prose")
  }

  /// A repair that is proposed leads to a flow without this message, if need be after the next one.
  @Test(arguments: names)
  func theRepairRepairs(name: String) throws {
    let written = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
    let first = try Self.said(of: written)
    var source = SourceFile(path: "products.flow.yaml", text: Self.flow(written))
    var said = first
    for _ in 0..<Fixing.roundsMax {
      let plan = FixPlan(said, probable: true)
      if plan.chosen.isEmpty { break }
      source = SourceFile(path: source.path, bytes: plan.applied(to: source))
      said = try Self.said(ofFlow: String(decoding: source.bytes, as: UTF8.self))
    }
    let isMended = !FixPlan(first, probable: true).chosen.isEmpty
    #expect(!isMended || !said.map(\.message).contains(first[0].message), "\(TextRenderer().render(said))")
    #expect(!isMended || Self.askMore.contains(name) || said.isEmpty, "\(TextRenderer().render(said))")
  }

  /// Of these only the form can be mended; what they want is said differently here.
  static let askMore: Set<String> = ["jq-path", "js-arrow"]

  /// The line within a flow that is right: a key of the flow, or a field.
  static func flow(_ line: String) -> String {
    let key = line.prefix { $0 != ":" }
    let isOwnKey = key == "filter"
    let fields = [
      "sku: pluNumber", "name: { from: description, missing: skip record }", "type: physical", "weight: 0",
      "price: priceExcl",
    ]
    let others = fields.filter { !$0.hasPrefix(key + ":") }.map { "  \($0)\n" }.joined()
    let own = line.split(separator: "\n").map { "  \($0)\n" }.joined()
    return """
      flow: products
      source: mplus.articles
      target: bigcommerce.products
      match: sku
      settings: { currency: EUR, rounding: half_up, timezone: "Europe/Amsterdam" }
      \(isOwnKey ? line : "")fields:
      \(others)\(isOwnKey ? "" : own)
      """
  }

  static func said(of line: String) throws -> [Diagnostic] { try said(ofFlow: flow(line)) }

  private static func said(ofFlow text: String) throws -> [Diagnostic] {
    let project = try Project.open(at: folder, standing: folder, connectors: Registry.connectors, environment: [:])
    let reading = FlowReader.read(SourceFile(path: "products.flow.yaml", text: text))
    let opened = OpenedFlow.open(reading, folder.appending(path: "products.flow.yaml"), in: project)
    return CheckedFlow(opened, in: project, isStrict: false, withTests: false).diagnostics
  }
}
