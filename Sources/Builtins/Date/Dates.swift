import Types
import Values

extension Functions {
  /// Dates and moments. A moment becomes a date only where a time zone is named.
  static let dates: [Function] = [
    Function(
      "today", .date, [], .type(.date), "The date on which the run began, in the flow's time zone.",
      examples: [.init("today() == today()", "true")],
      body: .plain { (_, context) throws(Fault) in .date(context.today) }),
    Function(
      "now", .date, [], .type(.moment), "The moment at which the run began; the same for all records.",
      examples: [.init("now() == now()", "true")], body: .plain { (_, context) throws(Fault) in .moment(context.now) }),
    Function(
      "date", .date,
      [
        Parameter("text", .text), Parameter("format", .text, isOptional: true),
        Parameter("language", .text, isOptional: true, choices: DateLanguage.codes),
      ], .type(.date),
      "The date that the text writes: as 2026-03-05, or in the format given; names of months need their language.",
      examples: [
        .init("date(\"2026-03-05\")", "date(\"2026-03-05\")"),
        .init("date(\"5-3-2026\", \"d-M-yyyy\")", "date(\"2026-03-05\")"),
        .init("date(\"5 maart 2026\", \"d MMMM yyyy\", \"nl\")", "date(\"2026-03-05\")"),
      ],
      failure: "the text is not such a date",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        let format = values.count > 1 ? try DateFormat(values.text(1), language: values.optionalText(2)) : .iso
        guard let read = format.read(text) else {
          throw .conversion("\(Value.text(text).shortened) is not a date like \(format.pattern)")
        }
        return .date(read.date)
      }),
    Function(
      "date", .date, [Parameter("moment", .moment), Parameter("zone", .text)], .type(.date),
      "The date that a calendar shows at that moment in that time zone.",
      examples: [.init("moment(\"2026-03-05T23:30:00Z\").date(\"Europe/Amsterdam\")", "date(\"2026-03-06\")")],
      failure: "the time zone is not known",
      body: .plain { (values, context) throws(Fault) in
        .date(try zone(values.text(1), context).local(try values.moment(0)).date)
      }),
    Function(
      "moment", .date, [Parameter("text", .text)], .type(.moment),
      "The moment that the text writes: as 2026-03-05T21:40:11Z or with +01:00 instead of Z, or as e-mails do.",
      examples: [
        .init("moment(\"2026-03-05T22:40:11+01:00\")", "moment(\"2026-03-05T21:40:11Z\")"),
        .init("moment(\"Thu, 05 Mar 2026 21:40:11 +0000\")", "moment(\"2026-03-05T21:40:11Z\")"),
      ],
      failure: "the text is not a moment with a time zone",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        guard let moment = Moment(iso: text.bytes) ?? Moment(rfc2822: text.bytes) else {
          throw .conversion("\(Value.text(text).shortened) is not a moment like 2026-03-05T21:40:11Z")
        }
        return .moment(moment)
      }),
    Function(
      "moment", .date, [Parameter("date", .date), Parameter("zone", .text)], .type(.moment),
      "The moment at which that date begins in that time zone.",
      examples: [.init("moment(date(\"2026-03-05\"), \"Europe/Amsterdam\")", "moment(\"2026-03-04T23:00:00Z\")")],
      failure: "the time zone is not known",
      body: .plain { (values, context) throws(Fault) in
        .moment(try zone(values.text(1), context).startOfDay(try values.date(0)))
      }),
    Function(
      "year", .date, [Parameter("date", .date)], .type(.whole), "The year of the date.",
      examples: [.init("year(date(\"2026-03-05\"))", "2026")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.date(0).year)) }),
    Function(
      "month", .date, [Parameter("date", .date)], .type(.whole), "The month of the date, 1 to 12.",
      examples: [.init("month(date(\"2026-03-05\"))", "3")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.date(0).month)) }),
    Function(
      "day", .date, [Parameter("date", .date)], .type(.whole), "The day of the month, 1 to 31.",
      examples: [.init("day(date(\"2026-03-05\"))", "5")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.date(0).day)) }),
    Function(
      "weekday", .date, [Parameter("date", .date)], .type(.whole), "The day of the week: 1 is Monday, 7 is Sunday.",
      examples: [.init("weekday(date(\"2026-03-05\"))", "4")],
      body: .plain { (values, _) throws(Fault) in .whole(Int64(try values.date(0).weekday.rawValue)) }),
    Function(
      "add_days", .date, [Parameter("date", .date), Parameter("days", .whole)], .type(.date),
      "The date so many days later; earlier if the number is negative.",
      examples: [.init("add_days(date(\"2026-02-27\"), 2)", "date(\"2026-03-01\")")],
      failure: "the date is outside the years 1 to 9999",
      body: .plain { (values, _) throws(Fault) in
        guard let date = try values.date(0).adding(days: Int(try values.whole(1))) else { throw .outsideCalendar }
        return .date(date)
      }),
    Function(
      "add_months", .date, [Parameter("date", .date), Parameter("months", .whole)], .type(.date),
      "The same day so many months later, or the last of that month if it is shorter.",
      examples: [.init("add_months(date(\"2026-01-31\"), 1)", "date(\"2026-02-28\")")],
      failure: "the date is outside the years 1 to 9999",
      body: .plain { (values, _) throws(Fault) in
        guard let date = try values.date(0).adding(months: Int(try values.whole(1))) else { throw .outsideCalendar }
        return .date(date)
      }),
    Function(
      "days_between", .date, [Parameter("from", .date), Parameter("to", .date)], .type(.whole),
      "How many days after the first date the second is; negative if it is earlier.",
      examples: [.init("days_between(date(\"2026-02-27\"), date(\"2026-03-01\"))", "2")],
      body: .plain { (values, _) throws(Fault) in
        .whole(Int64(try values.date(1).dayNumber - values.date(0).dayNumber))
      }),
    Function(
      "format_date", .date,
      [
        Parameter("date", .date), Parameter("format", .text),
        Parameter("language", .text, isOptional: true, choices: DateLanguage.codes),
      ],
      .type(.anyText),
      "The date as text: d and dd are the day, EEE and EEEE its name, M and MM the month, MMM and MMMM its name, yy and "
        + "yyyy the year. Names need a language: nl, de, fr or en.",
      examples: [
        .init("format_date(date(\"2026-03-05\"), \"dd-MM-yyyy\")", "\"05-03-2026\""),
        .init("format_date(date(\"2026-03-05\"), \"EEEE d MMMM yyyy\", \"nl\")", "\"donderdag 5 maart 2026\""),
        .init("format_date(date(\"2026-03-05\"), \"d. MMM yyyy\", \"de\")", "\"5. Mär 2026\""),
      ],
      failure: "the format or the language is not known",
      body: .plain { (values, _) throws(Fault) in
        let format = try DateFormat(values.text(1), language: values.optionalText(2))
        if format.hasTime { throw .conversion("a date has no time; the format \(format.pattern) asks for one") }
        return .text(format.write(LocalDateTime(date: try values.date(0), millisecondOfDay: 0)))
      }),
    Function(
      "format_date", .date,
      [
        Parameter("moment", .moment), Parameter("format", .text), Parameter("zone", .text),
        Parameter("language", .text, isOptional: true, choices: DateLanguage.codes),
      ],
      .type(.anyText),
      "The moment as clocks in the time zone show it; HH, mm and ss are hour, minute and second, letters between "
        + "apostrophes stand for themselves.",
      examples: [
        .init(
          "format_date(moment(\"2026-03-05T21:40:11Z\"), \"dd-MM-yyyy HH:mm\", \"Europe/Amsterdam\")",
          "\"05-03-2026 22:40\""),
        .init(
          "format_date(moment(\"2026-03-05T21:40:11Z\"), \"yyyy-MM-dd'T'HH:mm:ss'Z'\", \"UTC\")",
          "\"2026-03-05T21:40:11Z\""),
      ],
      failure: "the format, the language or the time zone is not known",
      body: .plain { (values, context) throws(Fault) in
        let format = try DateFormat(values.text(1), language: values.optionalText(3))
        return .text(format.write(try zone(values.text(2), context).local(try values.moment(0))))
      }),
  ]

  static func zone(_ name: Text, _ context: FunctionContext) throws(Fault) -> TimeZoneRules {
    guard let rules = context.zone(name.string) else {
      throw .conversion("\"\(name)\" is not a time zone; one is called \"Europe/Amsterdam\"")
    }
    return rules
  }
}

extension Fault {
  static var outsideCalendar: Fault { .conversion("the date is outside the years 1 to 9999") }
}
