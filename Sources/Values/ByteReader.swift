/// Reads dates and times from bytes, one small piece after the other; each piece is nil if it is not there.
struct ByteReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: some Collection<UInt8>) {
    bytes = Array(text)
  }

  var isAtEnd: Bool { at == bytes.count }

  /// The next byte, if there is one.
  var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    at += 1
    return true
  }

  /// Goes over one byte, whatever it is.
  mutating func skip() { at = min(at + 1, bytes.count) }

  /// Which of the two it was, if it was one of them.
  mutating func take(_ one: Unicode.Scalar, or other: Unicode.Scalar) -> Unicode.Scalar? {
    take(one) ? one : take(other) ? other : nil
  }

  /// A number of `least` to `most` digits; with fewer, nothing is read.
  mutating func number(_ least: Int, _ most: Int) -> Int? {
    let start = at
    var value = 0
    while at - start < most, let byte = next, byte &- 48 <= 9 {
      value = value * 10 + Int(byte - 48)
      at += 1
    }
    if at - start >= least { return value }
    at = start
    return nil
  }

  mutating func isoDate() -> CalendarDate? {
    guard let year = number(4, 4), take("-"), let month = number(2, 2), take("-"), let day = number(2, 2) else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Letters, as written.
  mutating func word() -> String {
    let start = at
    while let byte = next, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  @discardableResult
  mutating func skipBlanks() -> Bool {
    let start = at
    while next == UInt8(ascii: " ") { at += 1 }
    return at > start
  }

  /// `21:40:11.123` in milliseconds since midnight. Seconds may be left out; digits beyond the third are dropped.
  mutating func timeOfDay() -> Int? {
    guard let hour = number(2, 2), hour < 24, take(":"), let minute = number(2, 2), minute < 60 else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    guard take(":") else { return milliseconds }
    // A leap second is the last second once more.
    guard let second = number(2, 2), second <= 60 else { return nil }
    milliseconds += min(second, 59) * 1000
    guard take(".", or: ",") != nil else { return milliseconds }
    var unit = 100
    var digitsSeen = 0
    while let digit = number(1, 1) {
      milliseconds += digit * unit
      unit /= 10
      digitsSeen += 1
    }
    return digitsSeen > 0 ? milliseconds : nil
  }

  /// `+02:00`, `+0200` or `+02`, in milliseconds.
  mutating func offset() -> Int? {
    guard let sign = take("+", or: "-"), let hour = number(2, 2), hour < 24 else { return nil }
    var minutes = hour * 60
    let hasColon = take(":")
    if let minute = number(2, 2), minute < 60 {
      minutes += minute
    } else if hasColon || next.map({ $0 &- 48 <= 9 }) == true {
      return nil
    }
    return (sign == "-" ? -minutes : minutes) * 60_000
  }
}
