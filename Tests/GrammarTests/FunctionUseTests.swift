import Builtins
import Check
import Connectors
import Foundation
import Plan
import Source
import Syntax
import Testing

/// No function is there for its own sake: a flow that comes with flowrun calls it, or a case of the public suite.
@Suite struct FunctionUseTests {
  @Test func everyFunctionIsUsed() throws {
    var used = try Self.inPublicCases()
    for name in MappingTests.names { used.formUnion(Self.functions(try Self.plan(name))) }
    for name in ["products", "orders"] { used.formUnion(Self.functions(try MappingTask(name).plan)) }
    let names = Set(Functions.all.map(\.name))
    #expect(names.subtracting(used).sorted() == [], "nothing uses these")
    #expect(names.count >= 90)
  }

  private static func plan(_ name: String) throws -> FlowPlan {
    let text = try String(contentsOf: MappingTests.folder.appending(path: name), encoding: .utf8)
    let file = FlowReader.read(SourceFile(path: name, text: text)).file
    let connections = ["bigcommerce": BigCommerce.declaration, "mplus": Mplus.declaration]
    return try #require(Checker.check(file, in: CheckContext(connections: connections)).plan)
  }

  private static func functions(_ plan: FlowPlan) -> Set<String> {
    var names: Set<String> = []
    plan.visitFormulas { part in
      switch part.kind {
      case .call(let function, _, _): names.insert(function.name)
      case .loop(let loop, _, _, _, _): names.insert(loop.rawValue)
      default: break
      }
    }
    return names
  }

  /// Those that `make conformance` has found in cases that agree.
  private static func inPublicCases() throws -> Set<String> {
    let file = MappingTests.folder.deletingLastPathComponent().appending(
      path: "Tests/ConformanceTests/cel-functions.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.map { String($0.prefix { $0 != " " }) })
  }
}
