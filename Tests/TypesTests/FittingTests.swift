import Testing
import Types

@Suite struct FittingTests {
  @Test func onlyTheListedConversions() {
    #expect(ValueType.whole.fits(.anyDecimal))
    #expect(!ValueType.anyDecimal.fits(.whole))
    #expect(!ValueType.anyText.fits(.whole))
    #expect(ValueType.whole.fits(.optional(.whole)))
    #expect(!ValueType.optional(.whole).fits(.whole))
    #expect(!ValueType.amount(.incl, digits: nil).fits(.amount(.excl, digits: nil)))
    #expect(ValueType.unknown.fits(.bool))
    #expect(ValueType.never.fits(.date))
  }

  @Test func recordsOfTwoKindsKeepWhatTheyShare() throws {
    let home = RecordType(
      "a.home", noun: "home address",
      fields: [Field("city", .anyText, .always, meaning: ""), Field("method", .anyText, meaning: "")])
    let work = RecordType("a.work", noun: "work address", fields: [Field("city", .anyText, meaning: "")])
    guard case .record(let both)? = ValueType.record(home).joined(with: .record(work)) else {
      Issue.record("they share city")
      return
    }
    #expect(both.fields.map(\.name) == ["city"])
    #expect(both.field("city")?.readType == .optional(.anyText))
  }
}
