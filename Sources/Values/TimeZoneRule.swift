/// The rule of a zone for all years to come, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable, Hashable {
  private var standardOffset = 0
  private var summer: Summer?

  private struct Summer: Hashable {
    var offset: Int
    var start: YearDay
    var end: YearDay
  }

  /// A day of each year, and the second of that day as clocks show it before the change; may lie outside the day.
  private struct YearDay: Hashable {
    enum Day: Hashable {
      /// The `week`th of that weekday (0 is Sunday); 5 is the last.
      case weekday(month: Int, week: Int, weekday: Int)
      /// 1 to 365; 29 February is never counted.
      case withoutLeapDay(Int)
      /// 0 to 365; 29 February is counted.
      case withLeapDay(Int)
    }

    var day: Day
    var second: Int

    /// Seconds since 1970 as if the zone were UTC.
    func time(inYear year: Int) -> Int64 {
      Int64(dayNumber(inYear: year)) * 86_400 + Int64(second)
    }

    private func dayNumber(inYear year: Int) -> Int {
      let newYear = CalendarDate(year: year, month: 1, day: 1) ?? .first
      switch day {
      case .withLeapDay(let count): return newYear.dayNumber + count
      case .withoutLeapDay(let count):
        return newYear.dayNumber + count - 1 + (count >= 60 && CalendarDate.isLeap(year: year) ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let first = CalendarDate(year: year, month: month, day: 1) ?? .first
        let toFirst = (weekday - first.weekday.rawValue % 7 + 7) % 7
        let length = CalendarDate.days(inMonth: month, year: year)
        var day = toFirst + (week - 1) * 7
        while day >= length { day -= 7 }
        return first.dayNumber + day
      }
    }
  }

  /// Seconds ahead of UTC.
  func offset(atSecond second: Int64) -> Int {
    guard let summer else { return standardOffset }
    let year = Moment(seconds: second).local(offsetSeconds: standardOffset).date.year
    let start = summer.start.time(inYear: year) - Int64(standardOffset)
    let end = summer.end.time(inYear: year) - Int64(summer.offset)
    let isSummer = start < end ? start <= second && second < end : second < end || start <= second
    return isSummer ? summer.offset : standardOffset
  }
}

// The notation.
extension TimeZoneRule {
  /// Nil if it is not written so.
  init?(posix text: ArraySlice<UInt8>) {
    var reader = ByteReader(text)
    guard TimeZoneRule.skipName(&reader), let west = TimeZoneRule.time(&reader) else { return nil }
    standardOffset = -west
    if reader.isAtEnd { return }
    guard TimeZoneRule.skipName(&reader) else { return nil }
    var summerOffset = standardOffset + 3600
    if reader.next != UInt8(ascii: ",") {
      guard let west = TimeZoneRule.time(&reader) else { return nil }
      summerOffset = -west
    }
    guard reader.take(","), let start = TimeZoneRule.yearDay(&reader), reader.take(","),
      let end = TimeZoneRule.yearDay(&reader), reader.isAtEnd
    else { return nil }
    summer = Summer(offset: summerOffset, start: start, end: end)
  }

  /// `CET`, or `<+0330>`.
  private static func skipName(_ reader: inout ByteReader) -> Bool {
    guard reader.take("<") else { return reader.word().utf8.count >= 3 }
    while reader.next != nil {
      if reader.take(">") { return true }
      reader.skip()
    }
    return false
  }

  /// `3`, `-1`, `+5:30`, `167:59:59`, in seconds.
  private static func time(_ reader: inout ByteReader) -> Int? {
    let sign = reader.take("+", or: "-")
    guard let hours = reader.number(1, 3), hours <= 167 else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] {
      guard reader.take(":") else { break }
      guard let number = reader.number(2, 2), number < 60 else { return nil }
      seconds += number * unit
    }
    return sign == "-" ? -seconds : seconds
  }

  /// `M3.5.0/2`, `J60` or `59`.
  private static func yearDay(_ reader: inout ByteReader) -> YearDay? {
    let day: YearDay.Day
    if reader.take("M") {
      guard let month = reader.number(1, 2), (1...12).contains(month), reader.take("."),
        let week = reader.number(1, 1), (1...5).contains(week), reader.take("."),
        let weekday = reader.number(1, 1), weekday <= 6
      else { return nil }
      day = .weekday(month: month, week: week, weekday: weekday)
    } else if reader.take("J") {
      guard let count = reader.number(1, 3), (1...365).contains(count) else { return nil }
      day = .withoutLeapDay(count)
    } else {
      guard let count = reader.number(1, 3), count <= 365 else { return nil }
      day = .withLeapDay(count)
    }
    guard reader.take("/") else { return YearDay(day: day, second: 7200) }
    guard let second = time(&reader) else { return nil }
    return YearDay(day: day, second: second)
  }
}
