extension TimeSpan {
  /// 1,000 years of 365.25 days: what is longer is a mistake in a shop's data.
  public static let longest = TimeSpan(milliseconds: 31_557_600_000_000)

  /// Reads `90s`, `1h30m`, `-1.5h`, `250ms`, and ISO 8601's days and times, `P1DT2H`. Nil for anything else, for what
  /// is finer than a millisecond, and for more than ``longest``.
  public init?(written bytes: some Sequence<UInt8>) {
    var text = Substring(String(decoding: Array(bytes), as: UTF8.self))
    let isNegative = text.first == "-"
    if isNegative || text.first == "+" { text.removeFirst() }
    let isISO = text.first == "P"
    if isISO { text.removeFirst() }
    var total = DecimalNumber(0)
    var isTime = !isISO
    var parts = 0
    while !text.isEmpty {
      if isISO, !isTime, text.first == "T" {
        isTime = true
        text.removeFirst()
        continue
      }
      let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      text = text.dropFirst(digits.count)
      let unit = text.prefix { $0.isASCII && $0.isLetter && $0 != "T" }
      text = text.dropFirst(unit.count)
      guard let number = DecimalNumber(String(digits)),
        let size = Self.unit(String(unit), isISO: isISO, isTime: isTime),
        let part = try? number.multiplied(by: size), let sum = try? total.adding(part)
      else { return nil }
      total = sum
      parts += 1
    }
    guard parts > 0, let whole = total.wholeValue, whole <= Self.longest.milliseconds else { return nil }
    self.init(milliseconds: isNegative ? -whole : whole)
  }

  /// Milliseconds of a unit.
  private static func unit(_ name: String, isISO: Bool, isTime: Bool) -> DecimalNumber? {
    switch (isISO, isTime, name) {
    case (true, false, "D"): 86_400_000
    case (true, true, "H"), (false, _, "h"): 3_600_000
    case (true, true, "M"), (false, _, "m"): 60_000
    case (true, true, "S"), (false, _, "s"): 1000
    case (false, _, "ms"): 1
    case (false, _, "us"): DecimalNumber(small: 1, scale: 3)
    case (false, _, "ns"): DecimalNumber(small: 1, scale: 6)
    default: nil
    }
  }
}
