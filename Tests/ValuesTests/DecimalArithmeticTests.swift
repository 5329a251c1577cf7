import Testing

@testable import Values

@Suite struct DecimalArithmeticTests {
  private func number(_ text: String) throws -> DecimalNumber { try #require(DecimalNumber(text)) }

  @Test(arguments: [
    ("1.10", "2.2", "3.30"), ("0.1", "0.2", "0.3"), ("-5", "5.00", "0.00"),
    ("9223372036854775807", "1", "9223372036854775808"),
    ("9999999999999999999999999999999999", "-1", "9999999999999999999999999999999998"),
    ("9999999999999999999999999999999999", "0.4", "9999999999999999999999999999999999"),
    ("9999999999999999999999999999999998", "0.5", "9999999999999999999999999999999998"),
    ("9999999999999999999999999999999998", "0.6", "9999999999999999999999999999999999"),
    ("9999999999999999999999999999999998", "0.5000000000000000000000000001", "9999999999999999999999999999999999"),
    ("1", "0.0000000000000000000000000001", "1.0000000000000000000000000001"),
    ("1000000000000000000000000000000000", "-0.0000000000000000000000000001", "1000000000000000000000000000000000"),
    ("0", "-0.05", "-0.05"), ("123456789012345678", "0.000000000000000001", "123456789012345678.0000000000000000"),
  ])
  func sums(left: String, right: String, sum: String) throws {
    let (left, right) = (try number(left), try number(right))
    var bytes: [UInt8] = []
    try left.adding(right).writeAllDigits(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == sum)
    #expect(try right.adding(left) == left.adding(right))
    #expect(try left.subtracting(right.negated) == left.adding(right))
  }

  @Test(arguments: [
    ("19.99", "100", "1999"), ("1.21", "-1.21", "-1.4641"), ("0", "-5", "0"),
    ("3037000500", "3037000500", "9223372037000250000"),
    ("9999999999999999999999999999999999", "1", "9999999999999999999999999999999999"),
    ("99999999999999999", "100000000000000001", "9999999999999999999999999999999999"),
    ("1.234567890123456789", "1.234567890123456789", "1.524157875323883675019051998750191"),
    (
      "0.0000000000000000000000000001", "0.0000000000000000000000000001",
      "0.00000000000000000000000000000000000000000000000000000001"
    ),
  ])
  func products(left: String, right: String, product: String) throws {
    #expect(try number(left).multiplied(by: number(right)).description == product)
  }

  @Test(arguments: [
    ("1", "3", "0.3333333333333333333333333333333333", false),
    ("2", "3", "0.6666666666666666666666666666666667", false),
    ("1", "16", "0.0625", true), ("2.40", "2", "1.2", true), ("-7", "2", "-3.5", true), ("0", "3", "0", true),
    ("1", "268435456", "0.0000000037252902984619140625", true), ("100", "8", "12.5", true), ("10", "5", "2", true),
    ("9999999999999999999999999999999999", "9999999999999999999999999999999999", "1", true),
    (
      "1", "9999999999999999999999999999999999",
      "0.0000000000000000000000000000000001000000000000000000000000000000000", false
    ),
    ("9999999999999999999999999999999999", "3", "3333333333333333333333333333333333", true),
    ("1000000000000000000000000000000000", "7", "142857142857142857142857142857142.9", false),
  ])
  func quotients(left: String, right: String, quotient: String, isExact: Bool) throws {
    let result = try number(left).divided(by: number(right))
    var bytes = Array(quotient.utf8)
    if quotient.contains(".") { while bytes.last == 0x30 { bytes.removeLast() } }
    #expect(result.value.description == String(decoding: bytes, as: UTF8.self))
    #expect(result.isExact == isExact)
  }

  @Test func quotientKeepsTheZerosOfTheOperands() throws {
    #expect(try number("2.40").divided(by: 2).value.scale == 2)
    #expect(try number("2.40").divided(by: number("1.20")).value.scale == 0)
  }

  @Test(arguments: [
    ("7", "3", "1"), ("-7", "3", "-1"), ("7", "-3", "1"), ("7.5", "2", "1.5"), ("1", "0.3", "0.1"), ("0.3", "1", "0.3"),
    ("0", "5", "0"),
    ("9999999999999999999999999999999999", "0.0000000000000000000000000007", "0.0000000000000000000000000005"),
    ("0.0000000000000000000000000007", "9999999999999999999999999999999999", "0.0000000000000000000000000007"),
    ("12.50", "0.25", "0"),
  ])
  func remainders(left: String, right: String, rest: String) throws {
    #expect(try number(left).remainder(dividingBy: number(right)).description == rest)
  }

  @Test func problems() throws {
    let most = try number("999999999999999999999999999999999999")
    #expect(throws: ArithmeticProblem.divisionByZero) { try most.divided(by: 0) }
    #expect(throws: ArithmeticProblem.divisionByZero) { try most.remainder(dividingBy: number("0.00")) }
    #expect(throws: ArithmeticProblem.overflow) { try most.adding(1) }
    #expect(throws: ArithmeticProblem.overflow) { try most.adding(number("0.5")) }
    #expect(throws: ArithmeticProblem.overflow) { try most.multiplied(by: 10) }
    #expect(throws: ArithmeticProblem.overflow) { try most.negated.subtracting(1) }
    #expect(throws: ArithmeticProblem.overflow) { try most.divided(by: number("0.01")) }
  }

  @Test func tinyResultsAreRoundedToNothing() throws {
    var tiny = try number("0.0000000000000000000000000001")
    for _ in 0..<3 { tiny = try tiny.multiplied(by: tiny) }
    #expect(tiny.isZero && tiny.scale == DecimalNumber.maximumComputedScale)
  }

  @Test(arguments: [
    ("2.345", 2, ["2.35", "2.34", "2.34", "2.34", "2.35", "2.34", "2.35"]),
    ("-2.345", 2, ["-2.35", "-2.34", "-2.34", "-2.34", "-2.35", "-2.35", "-2.34"]),
    ("2.355", 2, ["2.36", "2.36", "2.35", "2.35", "2.36", "2.35", "2.36"]),
    ("0.5", 0, ["1", "0", "0", "0", "1", "0", "1"]), ("-0.4", 0, ["0", "0", "0", "0", "-1", "-1", "0"]),
    ("1250", -2, ["1300", "1200", "1200", "1200", "1300", "1200", "1300"]),
    ("2.3", 2, ["2.3", "2.3", "2.3", "2.3", "2.3", "2.3", "2.3"]),
    ("3", -40, ["0", "0", "0", "0", "0", "0", "0"]), ("3", -2, ["0", "0", "0", "0", "100", "0", "100"]),
    (
      "9999999999999999999999999999999999", -1,
      [
        "10000000000000000000000000000000000", "10000000000000000000000000000000000",
        "10000000000000000000000000000000000", "9999999999999999999999999999999990",
        "10000000000000000000000000000000000", "9999999999999999999999999999999990",
        "10000000000000000000000000000000000",
      ]
    ),
    (
      "0.1234567890123456789012345675", 27,
      [
        "0.123456789012345678901234568", "0.123456789012345678901234568", "0.123456789012345678901234567",
        "0.123456789012345678901234567", "0.123456789012345678901234568", "0.123456789012345678901234567",
        "0.123456789012345678901234568",
      ]
    ),
  ])
  func roundings(text: String, digits: Int, expected: [String]) throws {
    let value = try number(text)
    let modes: [RoundingMode] = [.half_up, .half_even, .half_down, .down, .up, .floor, .ceiling]
    #expect(modes == RoundingMode.allCases)
    #expect(modes.map { value.rounded(toDigits: digits, $0).description } == expected)
  }

  @Test func wholeNumbers() throws {
    #expect(try number("12.00").isWhole && number("12.00").wholeValue == 12)
    #expect(try !number("12.01").isWhole && number("12.01").wholeValue == nil)
    #expect(try number("9223372036854775808").isWhole && number("9223372036854775808").wholeValue == nil)
    #expect(
      try number("9223372036854775807.000").wholeValue == .max && number("-9223372036854775808").wholeValue == .min)
    #expect(try number("-2.5").floor() == -3 && number("-2.5").ceiling() == -2 && number("2.5").floor() == 2)
    #expect(try number("-2.50").magnitude.negated == number("-2.5") && number("-2.5").signum == -1)
    #expect(DecimalNumber(.min).negated.description == "9223372036854775808")
  }

  @Test(arguments: [
    ("12.5", 2, "12.50"), ("12", 2, "12.00"), ("12.345", 2, "12.35"), ("-0.005", 2, "-0.01"), ("-0.004", 2, "0.00"),
    ("12.5", 0, "13"), ("0", 3, "0.000"), ("12.500", 1, "12.5"), ("1e33", 1, "1000000000000000000000000000000000.0"),
  ])
  func fixedDigits(text: String, digits: Int, printed: String) throws {
    #expect(try number(text).formatted(digits: digits) == printed)
  }

  @Test func coefficientAndScale() throws {
    let widest: Int128 = 999_999_999_999_999_999_999_999_999_999_999_999
    #expect(DecimalNumber(coefficient: -1250, scale: 2)?.description == "-12.5")
    #expect(DecimalNumber(coefficient: 5, scale: -3)?.description == "5000")
    #expect(DecimalNumber(coefficient: widest, scale: 28)?.digits == 36)
    #expect(DecimalNumber(coefficient: widest + 1, scale: 0) == nil)
    #expect(DecimalNumber(coefficient: widest + 1, scale: 1)?.scale == 0)
    #expect(DecimalNumber(coefficient: 1, scale: 29) == nil && DecimalNumber(coefficient: 10, scale: 29)?.scale == 28)
    #expect(DecimalNumber(coefficient: 1, scale: -36) == nil && DecimalNumber(coefficient: .min, scale: 0) == nil)
    #expect(DecimalNumber(coefficient: 0, scale: .max)?.isZero == true)
    #expect(try number("0.050").digits == 2 && number("0").digits == 1)
    #expect(DecimalNumber(coefficient: widest, scale: 5)?.coefficient == widest)
  }

  @Test func numbersFitIntoThreeWords() {
    #expect(MemoryLayout<DecimalNumber>.stride == 24 && MemoryLayout<Value>.stride == 24)
    #expect(MemoryLayout<Text>.size == 16)
  }
}
