/// A moment: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. It has no zone; a zone is needed to show it as a date.
public struct Moment: Sendable, Hashable, Comparable {
  public let milliseconds: Int64

  public static let first = Moment(milliseconds: -62_135_596_800_000)
  public static let last = Moment(milliseconds: 253_402_300_799_999)

  /// A number outside years 1 to 9999 becomes the first or the last moment.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
  }

  public init(seconds: Int64) {
    self.init(milliseconds: min(max(seconds, -62_135_596_800), 253_402_300_800) * 1000)
  }

  /// A date and a time of day in UTC.
  public init(date: CalendarDate, millisecondOfDay: Int = 0) {
    self.init(milliseconds: Int64(date.dayNumber) * 86_400_000 + Int64(millisecondOfDay))
  }

  public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// Whole seconds since 1970, rounded down.
  public var seconds: Int64 { (milliseconds - Int64(millisecond)) / 1000 }

  /// 0 to 999.
  public var millisecond: Int { Int((milliseconds % 1000 + 1000) % 1000) }

  /// The date in UTC.
  public var date: CalendarDate { local(offsetSeconds: 0).date }

  /// Milliseconds since midnight UTC.
  public var millisecondOfDay: Int { local(offsetSeconds: 0).millisecondOfDay }

  public func adding(_ span: TimeSpan) -> Moment {
    let (sum, overflow) = milliseconds.addingReportingOverflow(span.milliseconds)
    if overflow { return span.milliseconds < 0 ? .first : .last }
    return Moment(milliseconds: sum)
  }

  /// The span from `other` to this moment.
  public func since(_ other: Moment) -> TimeSpan {
    TimeSpan(milliseconds: milliseconds - other.milliseconds)
  }

  /// What a clock shows that is `offsetSeconds` ahead of UTC; at the ends of the calendar it stops there.
  func local(offsetSeconds: Int) -> LocalDateTime {
    let shown = Moment(milliseconds: milliseconds + Int64(offsetSeconds) * 1000).milliseconds
    var day = shown / 86_400_000
    var rest = shown % 86_400_000
    if rest < 0 {
      rest += 86_400_000
      day -= 1
    }
    return LocalDateTime(date: CalendarDate(dayNumber: Int(day)) ?? .first, millisecondOfDay: Int(rest))
  }
}

/// What a calendar and a clock on a wall show, without the zone.
public struct LocalDateTime: Sendable, Hashable {
  public var date: CalendarDate
  /// Milliseconds since midnight as the clock shows it: 0 to 86,399,999.
  public var millisecondOfDay: Int

  public init(date: CalendarDate, millisecondOfDay: Int) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }

  public var hour: Int { millisecondOfDay / 3_600_000 }
  public var minute: Int { millisecondOfDay / 60_000 % 60 }
  public var second: Int { millisecondOfDay / 1000 % 60 }
}

/// A length of time, in milliseconds; may be negative.
public struct TimeSpan: Sendable, Hashable, Comparable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
}

extension TimeSpan: CustomStringConvertible {
  /// As ISO 8601 writes it, in days, hours, minutes and seconds: `P1DT2H`, `PT1.5S`, `-PT3M`, `PT0S`.
  public var description: String {
    var rest = milliseconds.magnitude
    var text = milliseconds < 0 ? "-P" : "P"
    if rest >= 86_400_000 {
      text += "\(rest / 86_400_000)D"
      rest %= 86_400_000
    }
    if rest == 0 { return milliseconds == 0 ? "PT0S" : text }
    text += "T"
    if rest >= 3_600_000 { text += "\(rest / 3_600_000)H" }
    if rest / 60_000 % 60 != 0 { text += "\(rest / 60_000 % 60)M" }
    let seconds = DecimalNumber(small: Int64(rest % 60_000), scale: 3)
    return seconds.isZero ? text : text + "\(seconds)S"
  }
}
