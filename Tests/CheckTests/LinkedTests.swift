import Check
import Diagnostics
import Source
import Syntax
import Testing

/// `match: linked(FLOW)`: the flow must be there, and pair these records.
@Suite struct LinkedTests {
  private static let outlines = [
    FlowOutline(name: "orders", source: "shop.orders", target: "till.sales"),
    FlowOutline(name: "people", source: "shop.orders", target: "till.people"),
  ]

  private static func said(_ match: String) -> [String] {
    let text = """
      flow: test
      source: shop.orders
      target: till.sales
      match: \(match)
      create: [ ]
      fields:
        text: name
      """
    let reading = FlowReader.read(SourceFile(path: "test.flow.yaml", text: text))
    var context = CheckContext(connections: TestSystems.connections)
    context.flows = outlines
    let all = reading.diagnostics + Checker.check(reading.file, in: context).diagnostics
    return all.filter { $0.severity == .error }.map { "\($0.code) \($0.message): \($0.help.first ?? "")" }
  }

  @Test func aFlowThatPairsTheseRecords() {
    #expect(Self.said("linked(orders)") == [])
    #expect(Self.said("linked(orders, customer)") == [])
  }

  @Test func aFlowThatIsNotThere() {
    #expect(
      Self.said("linked(ordrs)") == ["N203 there is no flow `ordrs` in this project: did you mean `orders`?"])
  }

  @Test func aFlowThatPairsOthers() {
    let sentence = "W701 the flow `people` does not pair shop.orders with till.sales: `linked(people, KEY)` asks"
    #expect(Self.said("linked(people)").map { $0.hasPrefix(sentence) } == [true])
  }
}
