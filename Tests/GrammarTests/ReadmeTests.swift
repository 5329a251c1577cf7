import Check
import Connectors
import Diagnostics
import Foundation
import Source
import Syntax
import Testing

/// The first flow that anybody sees has no mistake.
@Suite struct ReadmeTests {
  @Test func theFlowOnTheFirstPageIsRight() throws {
    let page = try String(
      contentsOf: MappingTests.folder.deletingLastPathComponent().appending(path: "README.md"), encoding: .utf8)
    let block = try #require(
      page.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
    let reading = FlowReader.read(SourceFile(path: "README.md", text: block))
    let connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    let result = Checker.check(reading.file, in: CheckContext(connections: connections))
    let said = TextRenderer().render((reading.diagnostics + result.diagnostics).filter { $0.severity != .hint })
    #expect(result.plan != nil && said.isEmpty, Comment(rawValue: said))
  }
}
