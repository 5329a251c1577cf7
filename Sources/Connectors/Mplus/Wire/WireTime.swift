internal import Values
internal import XML

/// Days and moments as Mplus carries them: elements for each part. The clock is that of Amsterdam.
enum WireTime {
  /// Nil where a part is zero or absent, which means that there is no date.
  static func date(_ element: XMLElement) throws(WireProblem) -> CalendarDate? {
    let parts = try [element.whole("day"), element.whole("mon"), element.whole("year")]
    guard let day = parts[0], let month = parts[1], let year = parts[2], day != 0, month != 0, year != 0 else {
      return nil
    }
    guard let date = CalendarDate(year: Int(year), month: Int(month), day: Int(day)) else {
      throw WireProblem("is no day of the calendar")
    }
    return date
  }

  static func moment(_ element: XMLElement) throws(WireProblem) -> Moment? {
    guard let date = try date(element) else { return nil }
    let (hour, minute, second) = try (
      element.whole("hour") ?? 0, element.whole("min") ?? 0, element.whole("sec") ?? 0
    )
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else {
      throw WireProblem("is no time of day")
    }
    let secondOfDay = hour * 3600 + minute * 60 + min(second, 59)
    let local = Int64(date.dayNumber) * 86_400 + secondOfDay
    let given = try element.whole("timezone")
    let offset = given == 60 || given == 120 ? given ?? 60 : offsetMinutes(ofLocal: local)
    return Moment(seconds: local - offset * 60)
  }

  static func elements(_ date: CalendarDate) -> [XMLElement] {
    [("day", date.day), ("mon", date.month), ("year", date.year)].map { XMLElement($0, text: String($1)) }
  }

  static let noDate = ["day", "mon", "year"].map { XMLElement($0, text: "0") }

  /// As the vendor's own program writes it: the clock in Amsterdam, `isdst` always false, the offset beside it.
  static func elements(_ moment: Moment) -> [XMLElement] {
    let offset = offsetMinutes(at: moment.seconds)
    let local = moment.seconds + offset * 60
    let shown = Moment(seconds: local)
    let second = Int64(shown.millisecondOfDay / 1000)
    let clock = [("sec", second % 60), ("min", second / 60 % 60), ("hour", second / 3600)].map {
      XMLElement($0, text: String($1))
    }
    return clock + elements(shown.date) + [
      XMLElement("isdst", text: "false"), XMLElement("timezone", text: String(offset)),
    ]
  }

  /// Minutes that the clock in Amsterdam is ahead of UTC: 120 from the last Sunday of March, 01:00 UTC, to the last
  /// Sunday of October, 01:00 UTC, else 60. So it has been since 1996; earlier moments are not worth a table here.
  static func offsetMinutes(at seconds: Int64) -> Int64 {
    let year = Moment(seconds: seconds).date.year
    return (lastSunday(3, year) + 3600..<lastSunday(10, year) + 3600).contains(seconds) ? 120 : 60
  }

  /// The hour that comes twice in October is taken as its first coming.
  private static func offsetMinutes(ofLocal seconds: Int64) -> Int64 {
    offsetMinutes(at: seconds - 7200) == 120 ? 120 : 60
  }

  /// Midnight UTC of the last Sunday of a month of 31 days.
  private static func lastSunday(_ month: Int, _ year: Int) -> Int64 {
    guard let end = CalendarDate(year: year, month: month, day: 31) else { return 0 }
    return Int64(end.dayNumber - end.weekday.rawValue % 7) * 86_400
  }
}

/// What is wrong with a value of an answer, as the end of a sentence: "is no whole number".
struct WireProblem: Error, Hashable {
  var message: String
  init(_ message: String) { self.message = message }
}

extension XMLElement {
  /// The text without the blanks around it; nil if nothing is left.
  var trimmed: Text? {
    if text.isEmpty { return nil }
    let trimmed = Text(text).trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// The whole number of the child of that name; nil if there is none or it is empty.
  func whole(_ name: String) throws(WireProblem) -> Int64? {
    guard let child = child(name) else { return nil }
    return try child.whole()
  }

  func whole() throws(WireProblem) -> Int64? {
    guard let digits = trimmed else { return nil }
    guard let number = Int64(digits.string) else { throw WireProblem("is no whole number") }
    return number
  }

  /// The text of the child of that name; nil if there is none or it is blank.
  func filled(_ name: String) -> String? {
    child(name)?.trimmed?.string
  }
}
