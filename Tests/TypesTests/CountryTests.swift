import Testing
import Types

@Suite struct CountryTests {
  @Test func everyCodeIsThereOnce() {
    #expect(Country.all.count == 250)
    #expect(Set(Country.all.map(\.alpha2)).count == 250)
    #expect(Set(Country.all.map(\.alpha3)).count == 250)
    #expect(Country.all.allSatisfy { $0.alpha2.utf8.count == 2 && $0.alpha3.utf8.count == 3 && !$0.name.isEmpty })
  }

  @Test(arguments: ["NL", "nl", "NLD", "Netherlands", " nederland ", "The  Netherlands"])
  func peopleNameACountryInManyWays(text: String) {
    #expect(Country.named(text)?.alpha2 == "NL")
  }

  @Test func codesAreNotMistakenForEachOther() {
    #expect(Country.alpha2("NLD") == nil)
    #expect(Country.alpha3("NL") == nil)
    #expect(Country.alpha3("deu")?.alpha2 == "DE")
    #expect(Country.named("Atlantis") == nil)
    #expect(Country.named("") == nil)
  }

  @Test func theUnionHasTwentySevenMembers() throws {
    let union = try #require(Enumeration.country.groups["eu"])
    #expect(union.count == 27)
    #expect(union.allSatisfy { Enumeration.country.member($0) != nil })
    #expect(!union.contains("GB"))
    #expect(Enumeration.country.member("CH")?.label == "Switzerland")
  }

  @Test func currenciesHaveTheirDigits() {
    #expect(Enumeration.currency.member("EUR")?.label == "Euro")
    #expect(Enumeration.currencyDigits("EUR") == 2)
    #expect(Enumeration.currencyDigits("JPY") == 0)
    #expect(Enumeration.currencyDigits("KWD") == 3)
    #expect(Enumeration.currency.members.allSatisfy { $0.word.utf8.count == 3 && !$0.label.isEmpty })
  }
}
