/// A day of the calendar, without a time and without a zone: years 1 to 9999 of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Year, month and day in one word, so that the order of words is the order of days.
  private let packed: Int32

  /// Nil if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, year: year)
    else { return nil }
    packed = Int32(year << 9 | month << 5 | day)
  }

  public static let first = CalendarDate(unchecked: 1, 1, 1)
  public static let last = CalendarDate(unchecked: 9999, 12, 31)

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packed = Int32(year << 9 | month << 5 | day)
  }

  public var year: Int { Int(packed >> 9) }
  public var month: Int { Int(packed >> 5 & 15) }
  public var day: Int { Int(packed & 31) }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.packed < right.packed }

  public static func isLeap(year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// 28 to 31.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate {
  /// Days since 1970-01-01. Counted in eras of 400 years that begin in March, so that the leap day comes last.
  public var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day so many days after 1970-01-01; nil outside years 1 to 9999.
  public init?(dayNumber: Int) {
    guard dayNumber >= -719_162, dayNumber <= 2_932_896 else { return nil }
    let shifted = dayNumber + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    self.init(unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Nil if the calendar ends before that.
  public func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(dayNumber: sum)
  }

  /// The same day `months` later, or the last of that month if it is shorter; nil if the calendar ends before that.
  public func adding(months: Int) -> CalendarDate? {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 12, sum < 120_000 else { return nil }
    let (newYear, newMonth) = (sum / 12, sum % 12 + 1)
    return CalendarDate(
      year: newYear, month: newMonth, day: min(day, CalendarDate.days(inMonth: newMonth, year: newYear)))
  }

  public enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case monday = 1
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday
    case sunday
  }

  public var weekday: Weekday {
    // 1970-01-01 was a Thursday; day -719162 lies less than 102738 weeks before it.
    Weekday(rawValue: (dayNumber + 3 + 7 * 102_738) % 7 + 1) ?? .monday
  }
}

extension CalendarDate: CustomStringConvertible {
  /// Reads `2019-03-05` and nothing else.
  public init?(parsing text: some Collection<UInt8>) {
    var reader = ByteReader(text)
    guard let date = reader.isoDate(), reader.isAtEnd else { return nil }
    self = date
  }

  public init?(_ text: String) {
    self.init(parsing: text.utf8)
  }

  /// `2019-03-05`.
  public var description: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what ``description`` says.
  public func write(into bytes: inout [UInt8]) {
    bytes.appendDigits(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.appendDigits(day, width: 2)
  }
}

extension [UInt8] {
  /// The last `width` digits of a number that is not negative, with leading zeros.
  mutating func appendDigits(_ value: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }
}
