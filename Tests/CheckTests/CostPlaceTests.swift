import Check
import Diagnostics
import Source
import Syntax
import Testing

/// What costs too much, or can stop a record, in a transform of a shared file: told with the lines of that file.
@Suite struct CostPlaceTests {
  private static func diagnostics(_ lines: String, shared: String) -> [Diagnostic] {
    let flow = FlowReader.read(
      SourceFile(
        path: "a.yaml",
        text: "flow: test\nsource: shop.orders\ntarget: till.sales\nmatch: code\nuse: shared.yaml\n\(lines)\n"))
    let used = FlowReader.readShared(SourceFile(path: "shared.yaml", text: shared))
    let result = Checker.check(
      flow.file, in: CheckContext(connections: TestSystems.connections, shared: [SharedFile(used.file)]))
    return (flow.diagnostics + used.diagnostics + result.diagnostics).filter { $0.severity == .error }
  }

  @Test func aLoopInASharedTransform() throws {
    let said = Self.diagnostics(
      "fields:\n  code: name.odd()",
      shared: """
        # A comment that is longer than the whole flow which uses this file, so that no place in it is one in the flow as
        # well: two hundred and more characters, and then a few more, and more again, until nobody can doubt it any more.
        transforms:
          odd(text): "{text.split(' ').filter(w, text.split(' ').exists(v, v == w)).count()}"

        """)
    let cost = try #require(said.first)
    #expect(said.map(\.code) == [.C801])
    #expect(cost.place?.source.path == "shared.yaml")
    #expect(cost.help.contains("1,000,000  line 4: text.split(' ') (≤ 1,000) × text.split(' ') (≤ 1,000)"))
  }

  @Test func aProblemInASharedTransform() throws {
    let said = Self.diagnostics(
      "settings:\n  problems: strict\nfields:\n  code: name.odd()",
      shared: """
        # A comment that is longer than the whole flow which uses this file, so that no place in it is one in the flow as
        # well: two hundred and more characters, and then a few more, and more again, until nobody can doubt it any more.
        transforms:
          odd(text): "{number(text)}"

        """)
    #expect(said.map(\.message) == ["`number(text)` can stop a record, and nothing says what happens then"])
  }
}
