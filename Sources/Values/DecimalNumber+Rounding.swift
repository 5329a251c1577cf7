extension DecimalNumber {
  /// The number with at most `count` digits behind the point; a negative count rounds to tens, hundreds and so on.
  /// A number with fewer digits stays as it is: no zeros are added.
  public func rounded(toDigits count: Int, _ mode: RoundingMode = .half_up) -> DecimalNumber {
    let drop = scale - count
    if drop <= 0 { return self }
    if drop <= 18, let whole = smallCoefficient {
      return DecimalNumber.rounded(whole, dropping: drop, to: count, mode)
    }
    guard drop <= 38 else {
      let grows = !isZero && mode.grows(isNegative: isNegative, isOdd: false, dropped: .underHalf)
      // No number reaches so far: all of it is less than half of the last digit.
      guard grows, count > -DecimalNumber.maximumHeldDigits else {
        return DecimalNumber(unchecked: 0, scale: max(0, count))
      }
      let unit = count >= 0 ? 1 : Int128(PowersOfTen.power(-count))
      return DecimalNumber(unchecked: isNegative ? -unit : unit, scale: max(0, count))
    }
    let divisor = PowersOfTen.power(drop)
    var (quotient, rest) = coefficient.magnitude.quotientAndRemainder(dividingBy: divisor)
    if rest != 0 {
      let dropped = RoundingMode.Dropped(rest, of: divisor, hasMore: false)
      if mode.grows(isNegative: isNegative, isOdd: quotient & 1 == 1, dropped: dropped) { quotient += 1 }
    }
    if count < 0 {
      // Only a number within a hair of the greatest one can grow beyond it; then the digits that fit stay.
      guard PowersOfTen.digits(in: quotient) - count <= 38 else { return self }
      quotient *= PowersOfTen.power(-count)
    }
    let whole = Int128(quotient)
    return DecimalNumber(unchecked: isNegative ? -whole : whole, scale: max(0, count))
  }

  /// The greatest whole number that is not greater.
  public func floor() -> DecimalNumber { rounded(toDigits: 0, .floor) }

  /// The smallest whole number that is not smaller.
  public func ceiling() -> DecimalNumber { rounded(toDigits: 0, .ceiling) }

  private static func rounded(
    _ whole: Int64, dropping drop: Int, to count: Int, _ mode: RoundingMode
  ) -> DecimalNumber {
    let divisor = PowersOfTen.small[drop]
    var (quotient, rest) = whole.quotientAndRemainder(dividingBy: divisor)
    if rest != 0 {
      let half = UInt64(divisor / 2)
      let dropped: RoundingMode.Dropped =
        rest.magnitude == half ? .half : rest.magnitude < half ? .underHalf : .overHalf
      if mode.grows(isNegative: whole < 0, isOdd: quotient & 1 == 1, dropped: dropped) {
        quotient += whole < 0 ? -1 : 1
      }
    }
    if count >= 0 { return DecimalNumber(small: quotient, scale: UInt8(count)) }
    return DecimalNumber(unchecked: Int128(quotient) * Int128(PowersOfTen.power(-count)), scale: 0)
  }
}
