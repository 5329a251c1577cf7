extension DecimalNumber {
  /// Reads `-12.50` or `1.25e3`: an optional minus, digits, an optional point with digits, an optional exponent.
  /// Nil if it is not written so, or if it cannot be held exactly (see ``init(coefficient:scale:)``).
  public init?(parsing text: some Collection<UInt8>) {
    let fast = text.withContiguousStorageIfAvailable { DecimalNumber(buffer: $0) }
    guard let number = fast ?? Array(text).withUnsafeBufferPointer({ DecimalNumber(buffer: $0) }) else { return nil }
    self = number
  }

  /// See ``init(parsing:)``.
  public init?(_ text: String) {
    self.init(parsing: text.utf8)
  }

  init?(buffer: UnsafeBufferPointer<UInt8>) {
    guard let number = DecimalNumber.read(buffer) else { return nil }
    self = number
  }

  private static func read(_ input: UnsafeBufferPointer<UInt8>) -> DecimalNumber? {
    let end = input.count
    var at = 0
    let isNegative = end > 0 && input[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    var narrow: UInt64 = 0
    var wide: UInt128 = 0
    var isWide = false
    var taken = 0
    var zerosDropped = 0
    var pointAt = -1
    var digitsSeen = 0
    while at < end {
      let byte = input[at]
      let digit = byte &- 48
      if digit <= 9 {
        digitsSeen += 1
        if taken < 18 {
          narrow = narrow * 10 + UInt64(digit)
          if narrow != 0 { taken += 1 }
        } else if taken < 38 {
          if !isWide {
            isWide = true
            wide = UInt128(narrow)
          }
          wide = wide * 10 + UInt128(digit)
          taken += 1
        } else if digit == 0 {
          zerosDropped += 1
        } else {
          return nil
        }
      } else if byte == UInt8(ascii: "."), pointAt < 0, digitsSeen > 0 {
        pointAt = digitsSeen
      } else {
        break
      }
      at += 1
    }
    guard digitsSeen > 0, pointAt != digitsSeen else { return nil }
    var exponent = pointAt < 0 ? 0 : pointAt - digitsSeen
    if at < end {
      guard let written = readExponent(input, from: at) else { return nil }
      exponent += written
    }
    if !isWide, exponent <= 0, exponent >= -maximumScale {
      let whole = Int64(narrow)
      return DecimalNumber(small: isNegative ? -whole : whole, scale: UInt8(-exponent))
    }
    return fitting(
      isNegative: isNegative, magnitude: isWide ? wide : UInt128(narrow), scale: -(exponent + zerosDropped))
  }

  private static func readExponent(_ input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var at = start
    guard input[at] | 0x20 == UInt8(ascii: "e") else { return nil }
    at += 1
    guard at < input.count else { return nil }
    let isNegative = input[at] == UInt8(ascii: "-")
    if isNegative || input[at] == UInt8(ascii: "+") { at += 1 }
    guard at < input.count else { return nil }
    var value = 0
    while at < input.count {
      let digit = input[at] &- 48
      guard digit <= 9 else { return nil }
      // Beyond any number that can be held; the digits are still read.
      if value < 100_000 { value = value * 10 + Int(digit) }
      at += 1
    }
    return isNegative ? -value : value
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// Plain digits, no exponent, no trailing zeros: `12.5`.
  public var description: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``description`` says.
  public func write(into bytes: inout [UInt8]) {
    normalized.writeAllDigits(into: &bytes)
  }

  /// Exactly `count` digits behind the point: `12.50`. A longer number is rounded half up; the caller who minds rounds first.
  public func formatted(digits count: Int) -> String {
    let count = max(0, count)
    let number = rounded(toDigits: count, .half_up)
    var bytes: [UInt8] = []
    number.writeAllDigits(into: &bytes)
    if count > number.scale {
      if number.scale == 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count - number.scale))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Plain digits, trailing zeros included. Written from the end into a small room on the stack.
  func writeAllDigits(into bytes: inout [UInt8]) {
    let room = DecimalNumber.maximumComputedScale + DecimalNumber.maximumHeldDigits + 4
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
      guard let start = buffer.baseAddress else { return }
      var digits = BackwardDigits(start: start, at: room, untilPoint: scale)
      if let whole = smallCoefficient {
        digits.write(whole.magnitude, width: scale + 1)
      } else {
        let chunk: UInt128 = 1_000_000_000_000_000_000
        let (upper, low) = coefficient.magnitude.quotientAndRemainder(dividingBy: chunk)
        let (high, middle) = upper.quotientAndRemainder(dividingBy: chunk)
        let isLong = high != 0 || scale > 35
        digits.write(UInt64(low), width: 18)
        digits.write(UInt64(middle), width: isLong ? 18 : max(1, scale - 17))
        if isLong { digits.write(UInt64(high), width: max(1, scale - 35)) }
      }
      if isNegative { digits.put(UInt8(ascii: "-")) }
      bytes.append(contentsOf: UnsafeBufferPointer(start: start + digits.at, count: room - digits.at))
    }
  }
}

/// Puts digits before those that are there already, and the point where it belongs.
private struct BackwardDigits {
  let start: UnsafeMutablePointer<UInt8>
  var at: Int
  /// Digits that are still to come before the point; 0 when there is none, or it is written.
  var untilPoint: Int

  mutating func put(_ byte: UInt8) {
    at -= 1
    start[at] = byte
  }

  mutating func write(_ value: UInt64, width: Int) {
    var rest = value
    var left = width
    while rest != 0 || left > 0 {
      put(48 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      left -= 1
      if untilPoint > 0 {
        untilPoint -= 1
        if untilPoint == 0 { put(UInt8(ascii: ".")) }
      }
    }
  }
}
