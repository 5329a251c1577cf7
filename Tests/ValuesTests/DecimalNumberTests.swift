import Testing
import Values

@Suite struct DecimalNumberTests {
  private func number(_ text: String) throws -> DecimalNumber { try #require(DecimalNumber(text)) }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12.50", "12.5"), ("-12.50", "-12.5"), ("0.05", "0.05"), ("100", "100"), ("1e3", "1000"),
    ("1.25E-2", "0.0125"), ("1.25e+2", "125"), ("007", "7"),
    ("9999999999999999999999999999999999", "9999999999999999999999999999999999"),
    ("-0.0000000000000000000000000001", "-0.0000000000000000000000000001"),
    ("123456.7890123456789012345678901234", "123456.7890123456789012345678901234"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("1000000000000000000000000000000000", "1000000000000000000000000000000000"),
    ("1e33", "1000000000000000000000000000000000"),
    ("1.00000000000000000000000000000000000000000000", "1"), ("0e999", "0"),
  ])
  func readAndPrinted(text: String, printed: String) throws {
    #expect(try number(text).description == printed)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "+1", "1e", "1e+", "1.2.3", "12,5", " 1", "1 ", "NaN", "0x10", "1e36", "1e-29",
    "1000000000000000000000000000000000001", "0.00000000000000000000000000001", "--1", "1-", "e5", "-.5",
  ])
  func refused(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test func scaleIsKeptAndDoesNotCount() throws {
    let price = try number("1.10")
    let same = try number("1.1")
    #expect(price.scale == 2 && price.digits == 3 && price == same)
    #expect(price.hashValue == same.hashValue)
    #expect(try price.adding(number("1.10")).scale == 2)
    #expect(price.normalized.scale == 1)
    #expect(price.formatted(digits: 3) == "1.100")
  }
}
