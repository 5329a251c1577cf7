import Types
import Values

extension Functions {
  /// Dates and moments: parts, neighbours, and seconds since 1970.
  static let dateParts: [Function] = [
    Function(
      "hour", .date, inZone, .type(.whole), "The hour that clocks in the time zone show, 0 to 23.",
      examples: [.init("hour(moment(\"2026-03-05T21:40:11Z\"), \"Europe/Amsterdam\")", "22")],
      failure: "the time zone is not known",
      body: .plain { (values, context) throws(Fault) in .whole(Int64(try local(values, context).hour)) }),
    Function(
      "minute", .date, inZone, .type(.whole), "The minute that clocks in the time zone show, 0 to 59.",
      examples: [.init("minute(moment(\"2026-03-05T21:40:11Z\"), \"UTC\")", "40")],
      failure: "the time zone is not known",
      body: .plain { (values, context) throws(Fault) in .whole(Int64(try local(values, context).minute)) }),
    Function(
      "second", .date, inZone, .type(.whole), "The second that clocks in the time zone show, 0 to 59.",
      examples: [.init("second(moment(\"2026-03-05T21:40:11Z\"), \"UTC\")", "11")],
      failure: "the time zone is not known",
      body: .plain { (values, context) throws(Fault) in .whole(Int64(try local(values, context).second)) }),
    Function(
      "day_of_year", .date, [Parameter("date", .date)], .type(.whole), "The day of the year, 1 to 366.",
      examples: [.init("day_of_year(date(\"2026-03-05\"))", "64")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.date(0).dayOfYear)) }),
    Function(
      "end_of_month", .date, [Parameter("date", .date)], .type(.date), "The last day of the date's month.",
      examples: [.init("end_of_month(date(\"2026-02-05\"))", "date(\"2026-02-28\")")],
      body: .plain { (values, _) throws(Fault) in
        let date = try values.date(0)
        let last = CalendarDate.days(inMonth: date.month, year: date.year)
        return .date(CalendarDate(year: date.year, month: date.month, day: last) ?? date)
      }),
    Function(
      "add_workdays", .date, [Parameter("date", .date), Parameter("days", .whole)], .type(.date),
      "The date so many working days later, Saturdays and Sundays not counted; holidays are not known.",
      examples: [.init("add_workdays(date(\"2026-03-05\"), 2)", "date(\"2026-03-09\")")],
      failure: "the days are over 10,000 or the date is outside the years 1 to 9999",
      body: .plain { (values, _) throws(Fault) in .date(try workday(values.date(0), after: values.whole(1))) }),
    Function(
      "to_unix", .date, [Parameter("moment", .moment)], .type(.whole),
      "How many seconds after 1970 began the moment is.",
      examples: [.init("to_unix(moment(\"2026-03-05T21:40:11Z\"))", "1772746811")],
      body: .plain { (values, _) throws(Fault) in .whole(try values.moment(0).seconds) }),
  ]

  private static let inZone = [Parameter("moment", .moment), Parameter("zone", .text)]

  private static func local(_ values: [Value], _ context: FunctionContext) throws(Fault) -> LocalDateTime {
    try zone(values.text(1), context).local(try values.moment(0))
  }

  private static func workday(_ date: CalendarDate, after days: Int64) throws(Fault) -> CalendarDate {
    if days.magnitude > 10_000 { throw .conversion("\(days) working days; up to 10000 can be added") }
    var left = days.magnitude
    var day = date
    while left > 0 {
      guard let next = day.adding(days: days < 0 ? -1 : 1) else { throw .outsideCalendar }
      day = next
      if day.weekday.rawValue < 6 { left -= 1 }
    }
    return day
  }
}

extension CalendarDate {
  fileprivate var dayOfYear: Int {
    let first = CalendarDate(year: year, month: 1, day: 1) ?? .first
    return dayNumber - first.dayNumber + 1
  }
}
