import Check
import Plan
import Source
import Syntax
import Testing
import Values

/// Where `settings.rounding` rounds, as `validate -v` and `plan` list it.
@Suite struct RoundingTests {
  @Test func whatMayHaveMoreDigitsIsRoundedAtItsEnd() throws {
    let roundings = try Self.roundings(
      """
      settings:
        rounding: half_even
      let:
        third: total / 3
      fields:
        amount: third
        net: total_excl * 2
        size: round(id / 3, 4)
        text: "{third}"
        lines:
          - each: line in lines
            fields:
              article: line.sku
              quantity: 1
              price: line.price
      """)
    #expect(roundings == ["amount 2 half_even 6", "lines.price 2 half_even 15"])
  }

  @Test func aFlowThatKeepsItsDigitsRoundsNothing() throws {
    #expect(try Self.roundings("fields:\n  amount: total").isEmpty)
  }

  private static func roundings(_ yaml: String) throws -> [String] {
    var file = FlowReader.read(SourceFile(path: "a.yaml", text: yaml)).file
    file.name = Name("test", Span(0, 0))
    file.sourceEntity = Name("shop.orders", Span(0, 0))
    file.targetEntity = Name("till.sales", Span(0, 0))
    let plan = try #require(Checker.check(file, in: TestSystems.context(isPart: true)).plan)
    return plan.roundings.map { rounding in
      let line = rounding.place.source.lineNumber(at: rounding.place.span.start)
      return "\(rounding.path) \(rounding.digits) \(rounding.mode.rawValue) \(line)"
    }
  }
}
