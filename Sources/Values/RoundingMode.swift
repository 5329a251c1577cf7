/// How a digit is dropped. The names are those written in flows.
public enum RoundingMode: String, Sendable, Hashable, CaseIterable {
  /// To the nearest; a half away from zero.
  case half_up
  /// To the nearest; a half to the even digit.
  case half_even
  /// To the nearest; a half towards zero.
  case half_down
  /// Towards zero.
  case down
  /// Away from zero.
  case up
  /// Towards the smaller number.
  case floor
  /// Towards the greater number.
  case ceiling

  /// Whether a magnitude whose dropped part is not zero grows by one.
  func grows(isNegative: Bool, isOdd: Bool, dropped: Dropped) -> Bool {
    switch self {
    case .half_up: dropped != .underHalf
    case .half_even: dropped == .overHalf || dropped == .half && isOdd
    case .half_down: dropped == .overHalf
    case .down: false
    case .up: true
    case .floor: isNegative
    case .ceiling: !isNegative
    }
  }

  /// How much was dropped, measured against half of the last digit kept.
  enum Dropped {
    case underHalf
    case half
    case overHalf

    init(_ remainder: UInt128, of divisor: UInt128, hasMore: Bool) {
      let half = divisor / 2
      if remainder > half || remainder == half && hasMore {
        self = .overHalf
      } else {
        self = remainder == half ? .half : .underHalf
      }
    }
  }
}

/// Why a calculation has no result.
public enum ArithmeticProblem: Error, Sendable, Hashable, CaseIterable {
  /// The whole part has more than ``DecimalNumber/maximumHeldDigits`` digits.
  case overflow
  case divisionByZero
}
