import Check
import ConnectorKit
import Connectors
import Diagnostics
import Foundation
import Plan
import Source
import Syntax
import Testing

/// The flows that come with flowrun have no mistake and no warning.
@Suite struct MappingTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "mappings")

  /// Those of the project, and those that stand in for one of them.
  static var names: [String] {
    ["", "alternatives/"].flatMap { place in
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: place).path)) ?? []
      return files.filter { $0.hasSuffix(".flow.yaml") }.sorted().map { place + $0 }
    }
  }

  @Test func thereAreFlows() {
    #expect(Self.names.count >= 5)
  }

  @Test(arguments: Self.names)
  func noMistakeAndNoWarning(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let reading = FlowReader.read(SourceFile(path: name, text: text))
    let testName = name.replacingOccurrences(of: ".flow.yaml", with: ".test.yaml")
    let testText = try String(contentsOf: Self.folder.appending(path: testName), encoding: .utf8)
    let tests = TestFileReader.read(SourceFile(path: testName, text: testText))
    let connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    let result = Checker.check(reading.file, in: CheckContext(connections: connections, tests: [tests]))
    let all = reading.diagnostics + tests.diagnostics + result.diagnostics
    let said = TextRenderer().render(all.filter { $0.severity != .hint })
    #expect(said.isEmpty, Comment(rawValue: said))
    #expect(result.plan?.examples.count ?? 0 >= 2)
  }
}
