import Builtins
import Testing
import Types
import Values

@Suite struct FunctionTests {
  @Test func declarations() {
    #expect(Functions.all.count >= 90)
    for function in Functions.all {
      #expect(!function.examples.isEmpty, "\(function.name) has an example")
      #expect(function.sentence.hasSuffix("."), "\(function.name) has a sentence")
      #expect(!function.parameters.dropLast().contains { $0.isRepeated }, "\(function.name)")
    }
    for (written, meant) in Functions.suggestions {
      #expect(Functions.named(written) == nil || written == meant, "\(written) is a function of its own")
      #expect(Functions.named(meant) != nil, "\(meant) is suggested for \(written)")
    }
  }

  @Test func signatures() {
    #expect(Functions.named("truncate")?.signature == "truncate(text, length: whole number, [mark: text]) -> text")
    #expect(Functions.named("max")?.signature == "max(a: number or amount, b: number or amount, …) -> number or amount")
    #expect(Functions.named("today")?.signature == "today() -> date")
  }

  @Test func aNameStandsForSeveral() {
    let incl = ValueType.amount(.incl, digits: 2)
    func type(_ name: String, _ arguments: [ValueType], literals: Set<Int> = []) -> Function.Resolution? {
      Functions.resolve(name, arguments: arguments, literals: literals)?.resolution
    }
    #expect(type("min", [.list(incl, bound: nil)]) == .fits(.optional(incl)))
    #expect(type("max", [.whole, .whole]) == .fits(.whole))
    #expect(type("max", [.whole, incl], literals: [0]) == .fits(incl))
    #expect(type("max", [.whole, incl]) == .wrongArgument(1, expected: "a whole number"))
    #expect(type("contains", [.anyText, .anyText]) == .fits(.bool))
    #expect(type("contains", [.list(.anyText, bound: nil), .anyText]) == .fits(.bool))
    #expect(type("sum", [.list(.whole, bound: nil), .unknown, incl]) == .fits(incl))
    #expect(type("date", [.moment, .anyText]) == .fits(.date))
    #expect(type("date", [.moment]) == .wrongCount(expected: "2") || type("date", [.moment])?.isFit == false)
    #expect(type("truncate", [.anyText]) == .wrongCount(expected: "2 or 3"))
    #expect(type("round", [.anyDecimal, .whole, .word("sideways")])?.isFit == false)
    #expect(type("money", [.anyDecimal, .word("excl")]) == .fits(.amount(.excl, digits: nil)))
    #expect(
      type("excl", [.amount(.excl, digits: 2), .whole]) == .wrongArgument(0, expected: "an amount including VAT"))
    #expect(type("upperAscii", [.anyText]) == nil)
  }

  @Test func aListThatMayMissElementsIsNoListOfTexts() {
    let list = ValueType.list(.optional(.anyText), bound: 5)
    #expect(Functions.resolve("join", arguments: [list, .anyText])?.resolution.isFit == false)
    #expect(Functions.resolve("present", arguments: [list])?.resolution == .fits(.list(.anyText, bound: 5)))
    #expect(
      Functions.resolve("map", arguments: [list, .unknown, .optional(.whole)])?.resolution.isFit == false)
    #expect(
      Functions.resolve("map", arguments: [.list(.whole, bound: 5), .unknown, .optional(.whole)])?.resolution
        == .fits(.list(.optional(.whole), bound: 5)))
  }
}
