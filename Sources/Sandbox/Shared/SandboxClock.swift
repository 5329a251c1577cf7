/// Where the simulated systems take the time from.
public enum SandboxClock: Sendable {
  /// The machine's clock.
  case system
  /// Starts at that many seconds since 1970 and moves one second with every accepted write, so that two runs of the
  /// same requests give the same bytes.
  case fixed(Int)
}

/// Dates as the two systems write them, from seconds since 1970 in UTC.
enum Calendar {
  struct Date: Equatable {
    var year: Int
    var month: Int
    var day: Int
  }

  static let secondsPerDay = 86_400

  static func days(_ date: Date) -> Int {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(days: Int) -> Date {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return Date(year: year, month: month, day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static func split(_ seconds: Int) -> (date: Date, hour: Int, minute: Int, second: Int) {
    let days = (seconds - (seconds % secondsPerDay + secondsPerDay) % secondsPerDay) / secondsPerDay
    let rest = seconds - days * secondsPerDay
    return (date(days: days), rest / 3600, rest / 60 % 60, rest % 60)
  }

  /// `2026-07-31T12:00:00+00:00`
  static func iso8601(_ seconds: Int) -> String {
    let (date, hour, minute, second) = split(seconds)
    return "\(iso(date))T\(pad(hour)):\(pad(minute)):\(pad(second))+00:00"
  }

  static func iso(_ date: Date) -> String {
    "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))"
  }

  /// `Fri, 31 Jul 2026 12:00:00 +0000`
  static func rfc2822(_ seconds: Int) -> String {
    let (date, hour, minute, second) = split(seconds)
    let weekday = weekdays[((days(date) + 4) % 7 + 7) % 7]
    return "\(weekday), \(pad(date.day)) \(months[date.month - 1]) \(pad(date.year, 4)) "
      + "\(pad(hour)):\(pad(minute)):\(pad(second)) +0000"
  }

  /// `Fri, 31 Jul 2026 12:00:00 GMT`, as HTTP writes it.
  static func http(_ seconds: Int) -> String { String(rfc2822(seconds).dropLast(5)) + "GMT" }

  /// Reads ISO 8601 (with or without time and offset) and RFC 2822. A date alone is its first second.
  static func seconds(_ text: String) -> Int? {
    let words = text.split(whereSeparator: { " ,".contains($0) }).map(String.init)
    if let word = words.first, weekdays.contains(word) { return rfc2822Seconds(Array(words.dropFirst())) }
    return isoSeconds(text)
  }

  private static func rfc2822Seconds(_ words: [String]) -> Int? {
    guard words.count >= 4, let day = Int(words[0]), let month = months.firstIndex(of: words[1]),
      let year = Int(words[2]), let clock = clockSeconds(words[3])
    else { return nil }
    let offset = words.count > 4 ? offsetSeconds(words[4]) : 0
    guard let offset else { return nil }
    return days(Date(year: year, month: month + 1, day: day)) * secondsPerDay + clock - offset
  }

  private static func isoSeconds(_ text: String) -> Int? {
    let bytes = Array(text)
    guard bytes.count >= 10, bytes[4] == "-", bytes[7] == "-", let year = Int(String(bytes[0..<4])),
      let month = Int(String(bytes[5..<7])), let day = Int(String(bytes[8..<10])), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let start = days(Date(year: year, month: month, day: day)) * secondsPerDay
    if bytes.count == 10 { return start }
    guard bytes[10] == "T" || bytes[10] == " " else { return nil }
    let rest = String(bytes[11...])
    let end = rest.firstIndex(where: { "Z+- ".contains($0) }) ?? rest.endIndex
    guard let clock = clockSeconds(String(rest[..<end])), let offset = offsetSeconds(String(rest[end...]))
    else { return nil }
    return start + clock - offset
  }

  private static func clockSeconds(_ text: String) -> Int? {
    let whole = text.split(separator: ".")[0]
    let parts = whole.split(separator: ":").map { Int($0) }
    guard parts.count >= 2, let hour = parts[0], let minute = parts[1] else { return nil }
    return hour * 3600 + minute * 60 + (parts.count > 2 ? parts[2] ?? 0 : 0)
  }

  private static func offsetSeconds(_ text: String) -> Int? {
    if text.isEmpty || text == "Z" || text == "GMT" { return 0 }
    let digits = text.filter(\.isNumber)
    guard let sign = text.first, "+- ".contains(sign), digits.count == 4, let number = Int(digits) else { return nil }
    let seconds = number / 100 * 3600 + number % 100 * 60
    return sign == "-" ? -seconds : seconds
  }

  /// Minutes east of UTC in Amsterdam: summer time from the last Sunday of March to that of October, 01:00 UTC.
  static func amsterdamOffset(_ seconds: Int) -> Int {
    let year = split(seconds).date.year
    func change(_ month: Int) -> Int {
      let last = days(Date(year: year, month: month, day: 31))
      let weekday = ((last + 4) % 7 + 7) % 7
      return (last - weekday) * secondsPerDay + 3600
    }
    return change(3) <= seconds && seconds < change(10) ? 120 : 60
  }

  static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
