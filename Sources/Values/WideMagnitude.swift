/// A magnitude of 256 bits: wide enough for the product of two numbers of 38 digits before it is rounded.
struct WideMagnitude: Equatable, Comparable {
  var high: UInt128
  var low: UInt128

  init(_ low: UInt128) {
    high = 0
    self.low = low
  }

  init(high: UInt128, low: UInt128) {
    self.high = high
    self.low = low
  }

  init(_ left: UInt128, times right: UInt128) {
    (high, low) = left.multipliedFullWidth(by: right)
  }

  static func < (left: WideMagnitude, right: WideMagnitude) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  var isZero: Bool { high == 0 && low == 0 }

  /// Decimal digits; 0 for zero.
  var digits: Int {
    if high == 0 { return PowersOfTen.digits(in: low) }
    let (quotient, _) = divided(by: PowersOfTen.power(38))
    return 38 + quotient.digits
  }

  /// The caller sees to it that the product has at most 76 digits.
  func timesTen(power: Int) -> WideMagnitude {
    var result = self
    var left = power
    while left > 0 {
      let step = min(left, 38)
      let factor = PowersOfTen.power(step)
      let product = WideMagnitude(result.low, times: factor)
      result = WideMagnitude(high: product.high + result.high * factor, low: product.low)
      left -= step
    }
    return result
  }

  func adding(_ other: WideMagnitude) -> WideMagnitude {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    return WideMagnitude(high: high + other.high + (carry ? 1 : 0), low: sum)
  }

  /// `other` is not greater than this.
  func subtracting(_ other: WideMagnitude) -> WideMagnitude {
    let (difference, borrow) = low.subtractingReportingOverflow(other.low)
    return WideMagnitude(high: high - other.high - (borrow ? 1 : 0), low: difference)
  }

  func divided(by divisor: UInt128) -> (quotient: WideMagnitude, remainder: UInt128) {
    if high == 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
      return (WideMagnitude(quotient), remainder)
    }
    let (top, rest) = high.quotientAndRemainder(dividingBy: divisor)
    let (bottom, remainder) = divisor.dividingFullWidth((rest, low))
    return (WideMagnitude(high: top, low: bottom), remainder)
  }
}

/// 1, 10, 100 and so on up to 10^38.
enum PowersOfTen {
  /// The first number that has too many digits.
  static let limit: UInt128 = power(DecimalNumber.maximumHeldDigits)

  static let small: [Int64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]

  private static let wide: [UInt128] = {
    var powers: [UInt128] = [1]
    for index in 0..<38 { powers.append(powers[index] * 10) }
    return powers
  }()

  /// 10^`exponent`, for 0 to 38.
  static func power(_ exponent: Int) -> UInt128 { wide[exponent] }

  /// Decimal digits; 0 for zero. 1233/4096 is just under the logarithm of 2.
  static func digits(in value: UInt128) -> Int {
    let bits = 128 - value.leadingZeroBitCount
    let guess = (bits * 1233) >> 12
    return value >= wide[guess] ? guess + 1 : guess
  }
}
