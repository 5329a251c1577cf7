extension DecimalNumber {
  /// The result of a division, and whether it is all of it.
  public struct Quotient: Sendable, Hashable {
    public var value: DecimalNumber
    /// False if digits were rounded away.
    public var isExact: Bool
  }

  /// The exact sum, where it has no more than ``maximumDigits`` digits; else rounded to them, half to even.
  public func adding(_ other: DecimalNumber) throws(ArithmeticProblem) -> DecimalNumber {
    if let left = smallCoefficient, let right = other.smallCoefficient,
      let (first, second) = DecimalNumber.aligned(left, scaleByte, right, other.scaleByte)
    {
      let (sum, overflow) = first.addingReportingOverflow(second)
      if !overflow { return DecimalNumber(small: sum, scale: max(scaleByte, other.scaleByte)) }
    }
    return try added(other, digits: DecimalNumber.maximumDigits, .half_even)
  }

  /// See ``adding(_:)``.
  public func subtracting(_ other: DecimalNumber) throws(ArithmeticProblem) -> DecimalNumber {
    try adding(other.negated)
  }

  /// The exact product, where it has no more than ``maximumDigits`` digits; else rounded to them, half to even.
  public func multiplied(by other: DecimalNumber) throws(ArithmeticProblem) -> DecimalNumber {
    if let left = smallCoefficient, let right = other.smallCoefficient {
      let (product, overflow) = left.multipliedReportingOverflow(by: right)
      let scale = scale + other.scale
      if !overflow, scale <= DecimalNumber.maximumComputedScale {
        return DecimalNumber(small: product, scale: UInt8(scale))
      }
    }
    return try multiplied(by: other, digits: DecimalNumber.maximumDigits, .half_even)
  }

  /// The exact quotient, where it ends within ``maximumDigits`` digits; else rounded to them, half to even.
  /// An exact quotient keeps no more trailing zeros than the operands had: 2.40 / 2 is 1.20, 1 / 4 is 0.25.
  public func divided(by other: DecimalNumber) throws(ArithmeticProblem) -> Quotient {
    if let quotient = smallQuotient(other) { return quotient }
    return try divided(by: other, digits: DecimalNumber.maximumDigits, .half_even)
  }

  /// The quotient of two small numbers that ends within a few digits, as most do; nil for another.
  private func smallQuotient(_ other: DecimalNumber) -> Quotient? {
    guard let left = smallCoefficient, let right = other.smallCoefficient, right != 0,
      left.magnitude < 1_000_000_000_000
    else { return nil }
    for raise in [0, 2, 6] {
      let resultScale = scale - other.scale + raise
      guard resultScale >= 0, resultScale <= DecimalNumber.maximumComputedScale else { continue }
      let (quotient, rest) = (left * PowersOfTen.small[raise]).quotientAndRemainder(dividingBy: right)
      if rest != 0 { continue }
      return Quotient(
        value: DecimalNumber.stripped(quotient, scale: resultScale, to: max(0, scale - other.scale)), isExact: true)
    }
    return nil
  }

  private static func stripped(_ whole: Int64, scale: Int, to idealScale: Int) -> DecimalNumber {
    var (whole, scale) = (whole, scale)
    while scale > idealScale, whole % 10 == 0 {
      whole /= 10
      scale -= 1
    }
    return DecimalNumber(small: whole, scale: UInt8(scale))
  }

  /// What is left of a whole-number division; it has the sign of this number: -7 and 3 give -1.
  public func remainder(dividingBy other: DecimalNumber) throws(ArithmeticProblem) -> DecimalNumber {
    if other.isZero { throw .divisionByZero }
    let resultScale = max(scale, other.scale)
    if isZero { return DecimalNumber(unchecked: 0, scale: resultScale) }
    var rest: UInt128
    if scale >= other.scale {
      if magnitude < other.magnitude { return self }
      // Not smaller than the divisor, so the divisor at this scale has no more digits than this number.
      rest = coefficient.magnitude % (other.coefficient.magnitude * PowersOfTen.power(scale - other.scale))
    } else {
      let divisor = other.coefficient.magnitude
      rest = coefficient.magnitude % divisor
      var left = other.scale - scale
      while left > 0 {
        let step = min(left, 38)
        rest = WideMagnitude(rest, times: PowersOfTen.power(step)).divided(by: divisor).remainder
        left -= step
      }
    }
    return DecimalNumber(unchecked: isNegative ? -Int128(rest) : Int128(rest), scale: resultScale)
  }

  private static func aligned(
    _ left: Int64, _ leftScale: UInt8, _ right: Int64, _ rightScale: UInt8
  ) -> (Int64, Int64)? {
    if leftScale == rightScale { return (left, right) }
    let difference = leftScale < rightScale ? rightScale - leftScale : leftScale - rightScale
    guard difference <= 18 else { return nil }
    let factor = PowersOfTen.small[Int(difference)]
    let (raised, overflow) = (leftScale < rightScale ? left : right).multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    return leftScale < rightScale ? (raised, right) : (left, raised)
  }
}

// The same with any number of digits and any rounding: what the operations above are made of.
extension DecimalNumber {
  func added(
    _ other: DecimalNumber, digits: Int, _ mode: RoundingMode
  ) throws(ArithmeticProblem) -> DecimalNumber {
    let (upper, lower) = scale <= other.scale ? (self, other) : (other, self)
    if upper.isZero { return try lower.limited(atScale: lower.scale, digits: digits, mode) }
    if lower.isZero, lower.scale - upper.scale > 36 {
      return try upper.limited(atScale: upper.scale, digits: digits, mode)
    }
    var raised = WideMagnitude(upper.coefficient.magnitude)
    var lowered = WideMagnitude(lower.coefficient.magnitude)
    var resultScale = lower.scale
    let difference = lower.scale - upper.scale
    if difference <= 36 {
      raised = raised.timesTen(power: difference)
    } else {
      // 37 digits of the greater number are enough: of the smaller one counts whether anything lies below them.
      let cut = difference - 36
      let (kept, dropped) = cut > 38 ? (WideMagnitude(0), 1) : lowered.divided(by: PowersOfTen.power(cut))
      raised = raised.timesTen(power: 37)
      lowered = kept.timesTen(power: 1)
      if dropped != 0 { lowered.low += 1 }
      resultScale = upper.scale + 37
    }
    let sum: WideMagnitude
    var isNegative = upper.isNegative
    if upper.isNegative == lower.isNegative {
      sum = raised.adding(lowered)
    } else if raised < lowered {
      sum = lowered.subtracting(raised)
      isNegative = lower.isNegative
    } else {
      sum = raised.subtracting(lowered)
    }
    return try DecimalNumber.finished(isNegative, sum, scale: resultScale, digits: digits, mode).value
  }

  func multiplied(
    by other: DecimalNumber, digits: Int, _ mode: RoundingMode
  ) throws(ArithmeticProblem) -> DecimalNumber {
    let product = WideMagnitude(coefficient.magnitude, times: other.coefficient.magnitude)
    let isNegative = isNegative != other.isNegative
    return try DecimalNumber.finished(isNegative, product, scale: scale + other.scale, digits: digits, mode).value
  }

  func divided(
    by other: DecimalNumber, digits: Int, _ mode: RoundingMode
  ) throws(ArithmeticProblem) -> Quotient {
    if other.isZero { throw .divisionByZero }
    let idealScale = max(0, scale - other.scale)
    if isZero { return Quotient(value: DecimalNumber(unchecked: 0, scale: idealScale), isExact: true) }
    let divisor = other.coefficient.magnitude
    // One digit more than wanted, so that the remainder only has to say whether anything follows.
    let raise = max(0, digits + 1 + other.digits - self.digits)
    let (whole, rest) = WideMagnitude(coefficient.magnitude).timesTen(power: raise).divided(by: divisor)
    var result = whole
    var resultScale = scale - other.scale + raise
    if rest == 0 {
      // Zeros that the raise has put there: halving steps instead of one by one, as each costs a wide division.
      for step in [16, 16, 8, 4, 2, 1] where resultScale - step >= idealScale {
        let (shorter, digits) = result.divided(by: PowersOfTen.power(step))
        if digits != 0 { continue }
        result = shorter
        resultScale -= step
      }
    }
    let isNegative = isNegative != other.isNegative
    return try DecimalNumber.finished(
      isNegative, result, scale: resultScale, hasMore: rest != 0, digits: digits, mode)
  }

  /// This number rounded to a number of significant digits.
  func limited(
    atScale newScale: Int, digits: Int, _ mode: RoundingMode
  ) throws(ArithmeticProblem) -> DecimalNumber {
    try DecimalNumber.finished(isNegative, WideMagnitude(coefficient.magnitude), scale: newScale, digits: digits, mode)
      .value
  }

  /// Brings a raw result to at most `digits` digits and a scale from 0 to ``maximumComputedScale``.
  /// `hasMore` says that something smaller than one follows `magnitude`, which then has more than `digits` digits.
  private static func finished(
    _ isNegative: Bool, _ magnitude: WideMagnitude, scale: Int, hasMore: Bool = false, digits: Int,
    _ mode: RoundingMode
  ) throws(ArithmeticProblem) -> Quotient {
    var magnitude = magnitude
    var scale = scale
    var isExact = !hasMore
    let drop = max(magnitude.digits - digits, scale - maximumComputedScale, 0)
    if drop > 0 || hasMore {
      let (kept, droppedAnything) = rounded(isNegative, magnitude, dropping: drop, hasMore: hasMore, mode)
      magnitude = kept
      scale -= drop
      isExact = !droppedAnything
      if scale > 0, magnitude.digits > digits {
        magnitude = magnitude.divided(by: 10).quotient
        scale -= 1
      }
    }
    if scale < 0 {
      if magnitude.isZero { return Quotient(value: .zero, isExact: isExact) }
      guard magnitude.digits - scale <= maximumHeldDigits else { throw .overflow }
      magnitude = magnitude.timesTen(power: -scale)
      scale = 0
    }
    guard magnitude.high == 0, magnitude.low < PowersOfTen.limit else { throw .overflow }
    let whole = Int128(magnitude.low)
    return Quotient(value: DecimalNumber(unchecked: isNegative ? -whole : whole, scale: scale), isExact: isExact)
  }

  private static func rounded(
    _ isNegative: Bool, _ magnitude: WideMagnitude, dropping drop: Int, hasMore: Bool, _ mode: RoundingMode
  ) -> (kept: WideMagnitude, droppedAnything: Bool) {
    if drop > 76 {
      let grows = mode.grows(isNegative: isNegative, isOdd: false, dropped: .underHalf)
      return (WideMagnitude(grows && !magnitude.isZero ? 1 : 0), !magnitude.isZero)
    }
    var kept = magnitude
    var hasMore = hasMore
    var last = drop
    if drop > 38 {
      let (quotient, rest) = kept.divided(by: PowersOfTen.power(drop - 38))
      kept = quotient
      hasMore = hasMore || rest != 0
      last = 38
    }
    let divisor = PowersOfTen.power(last)
    let (quotient, rest) = kept.divided(by: divisor)
    if rest == 0, !hasMore { return (quotient, false) }
    // With nothing to drop the half is zero, and what follows is less than a half of one.
    let dropped = last == 0 ? .underHalf : RoundingMode.Dropped(rest, of: divisor, hasMore: hasMore)
    let grows = mode.grows(isNegative: isNegative, isOdd: quotient.low & 1 == 1, dropped: dropped)
    return (grows ? quotient.adding(WideMagnitude(1)) : quotient, true)
  }
}
