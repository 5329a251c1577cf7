/// An exact decimal number: a whole coefficient and the number of its digits that stand behind the point.
///
/// At most ``maximumHeldDigits`` digits, and never a binary fraction. Trailing zeros are kept (`1.10` has scale 2)
/// by operations that are exact, but do not count in comparison: `1.10 == 1.1`. There is no NaN, no infinity and no negative zero.
/// The coefficient lies in two words instead of an `Int128`, so that a value stays within 24 bytes.
public struct DecimalNumber: Sendable {
  /// Significant digits to which a result is computed that does not end sooner.
  public static let maximumDigits = 34
  /// Digits that a number can be held with: a result of ``maximumDigits`` may stand before a few zeros.
  public static let maximumHeldDigits = 36
  /// Digits behind the point that a written number can have.
  public static let maximumScale = 28
  /// Digits behind the point that a computed number can have; a smaller remainder is rounded away.
  public static let maximumComputedScale = 96
  public static let zero = DecimalNumber(0)
  public static let one = DecimalNumber(1)

  private let low: UInt64
  private let high: Int64
  private let places: UInt8

  public init(_ whole: Int64) {
    self.init(small: whole, scale: 0)
  }

  /// `coefficient` / 10^`scale`; nil with more than ``maximumHeldDigits`` digits or more than ``maximumScale`` behind the point.
  /// A negative scale stands for zeros in front of the point.
  public init?(coefficient: Int128, scale: Int) {
    guard let number = DecimalNumber.fitting(coefficient: coefficient, scale: scale) else { return nil }
    self = number
  }

  init(small: Int64, scale: UInt8) {
    low = UInt64(bitPattern: small)
    high = small >> 63
    places = scale
  }

  /// Unchecked: the caller has seen to the number of digits.
  init(unchecked coefficient: Int128, scale: Int) {
    low = UInt64(truncatingIfNeeded: coefficient)
    high = Int64(truncatingIfNeeded: coefficient >> 64)
    places = UInt8(truncatingIfNeeded: scale)
  }

  /// The number without its point: 12.50 has the coefficient 1250.
  public var coefficient: Int128 { Int128(high) << 64 | Int128(low) }

  /// The coefficient, where it fits into 64 bits: nearly always.
  var smallCoefficient: Int64? {
    let whole = Int64(bitPattern: low)
    return high == whole >> 63 ? whole : nil
  }

  /// Digits behind the point, trailing zeros included.
  public var scale: Int { Int(places) }
  var scaleByte: UInt8 { places }

  /// Significant digits: 3 for 12.5, 4 for 12.50, 1 for 0.05 and for 0.
  public var digits: Int { max(1, PowersOfTen.digits(in: coefficient.magnitude)) }

  public var isZero: Bool { low == 0 && high == 0 }
  public var isNegative: Bool { high < 0 }

  /// -1, 0 or 1.
  public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }

  public var negated: DecimalNumber {
    DecimalNumber(unchecked: -coefficient, scale: scale)
  }

  public var magnitude: DecimalNumber { isNegative ? negated : self }

  /// The same number without trailing zeros behind the point.
  public var normalized: DecimalNumber {
    if places == 0 { return self }
    if isZero { return .zero }
    if var whole = smallCoefficient {
      var scale = places
      while scale > 0, whole % 10 == 0 {
        whole /= 10
        scale -= 1
      }
      return DecimalNumber(small: whole, scale: scale)
    }
    var whole = coefficient
    var scale = places
    while scale > 0, whole % 10 == 0 {
      whole /= 10
      scale -= 1
    }
    return DecimalNumber(unchecked: whole, scale: Int(scale))
  }

  /// Whether no digit but 0 stands behind the point.
  public var isWhole: Bool { places == 0 || normalized.places == 0 }

  /// The number as a whole number; nil with a fraction, or outside 64 bits.
  public var wholeValue: Int64? {
    let number = normalized
    return number.places == 0 ? number.smallCoefficient : nil
  }

  private static func fitting(coefficient: Int128, scale: Int) -> DecimalNumber? {
    fitting(isNegative: coefficient < 0, magnitude: coefficient.magnitude, scale: scale)
  }

  /// The written number, if it can be held exactly; zeros behind the point that do not fit are dropped.
  static func fitting(isNegative: Bool, magnitude: UInt128, scale: Int) -> DecimalNumber? {
    if magnitude == 0 { return DecimalNumber(small: 0, scale: UInt8(min(max(scale, 0), maximumScale))) }
    var magnitude = magnitude
    var scale = scale
    while scale > 0, scale > maximumScale || magnitude >= PowersOfTen.limit, magnitude % 10 == 0 {
      magnitude /= 10
      scale -= 1
    }
    if scale < 0 {
      guard PowersOfTen.digits(in: magnitude) - scale <= maximumHeldDigits else { return nil }
      magnitude *= PowersOfTen.power(-scale)
      scale = 0
    }
    guard scale <= maximumScale, magnitude < PowersOfTen.limit else { return nil }
    let whole = Int128(magnitude)
    return DecimalNumber(unchecked: isNegative ? -whole : whole, scale: scale)
  }
}

extension DecimalNumber: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int64) {
    self.init(value)
  }
}

extension DecimalNumber: Comparable, Hashable {
  public static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    if left.places == right.places { return left.low == right.low && left.high == right.high }
    return left.compared(to: right) == 0
  }

  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    left.compared(to: right) < 0
  }

  public func hash(into hasher: inout Hasher) {
    let number = normalized
    hasher.combine(number.low)
    hasher.combine(number.high)
    hasher.combine(number.places)
  }

  /// -1, 0 or 1: whether this number is smaller than, equal to or greater than the other.
  public func compared(to other: DecimalNumber) -> Int {
    if places == other.places {
      if high != other.high { return high < other.high ? -1 : 1 }
      return low == other.low ? 0 : low < other.low ? -1 : 1
    }
    let sign = signum
    if sign != other.signum { return sign < other.signum ? -1 : 1 }
    if sign == 0 { return 0 }
    return sign * comparedMagnitude(to: other)
  }

  /// Both are not zero. Numbers of one order of magnitude differ by fewer than 35 digits in scale, so the products fit.
  private func comparedMagnitude(to other: DecimalNumber) -> Int {
    let order = digits - scale
    let otherOrder = other.digits - other.scale
    if order != otherOrder { return order < otherOrder ? -1 : 1 }
    let mine = WideMagnitude(coefficient.magnitude).timesTen(power: max(0, other.scale - scale))
    let theirs = WideMagnitude(other.coefficient.magnitude).timesTen(power: max(0, scale - other.scale))
    return mine == theirs ? 0 : mine < theirs ? -1 : 1
  }
}
