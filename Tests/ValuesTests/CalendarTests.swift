import Testing
import Values

@Suite struct CalendarTests {
  @Test func everyDayFollowsTheOneBefore() throws {
    var date = CalendarDate.first
    var number = date.dayNumber
    #expect(number == -719_162 && date.weekday == .monday)
    while date < .last {
      let next = try #require(CalendarDate(dayNumber: number + 1))
      guard next > date, next.dayNumber == number + 1,
        next.day == date.day + 1 || next.day == 1 && (next.month == date.month + 1 || next.month == 1)
      else {
        Issue.record("\(date) is followed by \(next)")
        return
      }
      // The whole calendar would take seconds: days of one century, then a day of each week.
      number += date.year > 2000 && date.year < 2100 ? 1 : 7
      guard let stepped = CalendarDate(dayNumber: number) else { return }
      date = stepped
    }
  }

  @Test(arguments: [
    ("1970-01-01", 0, CalendarDate.Weekday.thursday), ("2019-03-05", 17_960, .tuesday),
    ("2000-02-29", 11_016, .tuesday), ("1969-12-31", -1, .wednesday), ("9999-12-31", 2_932_896, .friday),
  ])
  func dayNumberAndWeekday(text: String, number: Int, weekday: CalendarDate.Weekday) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == number && date.weekday == weekday && date.description == text)
    #expect(CalendarDate(dayNumber: number) == date)
  }

  @Test(arguments: [
    "2019-02-29", "1900-02-29", "2019-13-01", "2019-00-01", "2019-01-00", "2019-04-31", "0000-01-01", "2019-1-1",
    "20190305", "2019-03-05T", "2019-03-05 ", "", "19-03-05", "-019-03-05",
  ])
  func noSuchDate(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func addingStaysInTheCalendar() throws {
    let date = try #require(CalendarDate("2019-01-31"))
    #expect(date.adding(days: 29)?.description == "2019-03-01")
    #expect(date.adding(months: 1)?.description == "2019-02-28")
    #expect(date.adding(months: 13)?.description == "2020-02-29")
    #expect(date.adding(months: -1)?.description == "2018-12-31")
    #expect(date.adding(days: .max) == nil && date.adding(days: 3_000_000) == nil && date.adding(months: .min) == nil)
    #expect(CalendarDate.first.adding(days: -1) == nil && CalendarDate.last.adding(months: 1) == nil)
  }

  @Test(arguments: [
    ("2019-03-05T21:40:11Z", 1_551_822_011_000, "2019-03-05T21:40:11Z"),
    ("2019-03-05T21:40:11.5Z", 1_551_822_011_500, "2019-03-05T21:40:11.500Z"),
    ("2019-03-05T21:40:11.123456+02:00", 1_551_814_811_123, "2019-03-05T19:40:11.123Z"),
    ("2019-03-05 21:40-0530", 1_551_841_800_000, "2019-03-06T03:10:00Z"),
    ("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"),
    ("2016-12-31T23:59:60Z", 1_483_228_799_000, "2016-12-31T23:59:59Z"),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000, "0001-01-01T00:00:00Z"),
    ("2019-03-05t00:00z", 1_551_744_000_000, "2019-03-05T00:00:00Z"),
    ("2019-03-05T01:00:00+02", 1_551_740_400_000, "2019-03-04T23:00:00Z"),
  ])
  func isoMoment(text: String, milliseconds: Int64, printed: String) throws {
    let moment = try #require(Moment(iso: text))
    #expect(moment.milliseconds == milliseconds && moment.description == printed)
    #expect(Moment(iso: printed) == moment)
  }

  @Test(arguments: [
    "2019-03-05T21:40:11", "2019-03-05", "2019-03-05T24:00:00Z", "2019-03-05T21:60:00Z", "2019-03-05T21:40:61Z",
    "2019-03-05T21:40:11.Z", "2019-03-05T21:40:11+2", "2019-03-05T21:40:11+02:", "2019-03-05T21:40:11+02:0",
    "2019-03-05T21:40:11ZZ", "2019-02-30T00:00:00Z", "2019-03-05T21:40:11+020", "2019-03-05X21:40Z", "",
  ])
  func noIsoMoment(text: String) {
    #expect(Moment(iso: text) == nil)
  }

  @Test(arguments: [
    ("Tue, 05 Mar 2019 21:40:11 +0000", "2019-03-05T21:40:11Z"), ("5 mar 2019 21:40 GMT", "2019-03-05T21:40:00Z"),
    ("Wed, 06 Mar 2019 00:40:11 +0300", "2019-03-05T21:40:11Z"),
    ("Tue, 5 Mar 2019 21:40:11 UTC", "2019-03-05T21:40:11Z"),
  ])
  func rfc2822(text: String, printed: String) throws {
    let moment = try #require(Moment(rfc2822: text))
    #expect(moment.description == printed)
    #expect(Moment(rfc2822: moment.rfc2822) == moment)
  }

  @Test(arguments: [
    "", "Tue 05 Mar 2019 21:40:11 +0000", "Tue, 05 Foo 2019 21:40:11 +0000", "Tue, 32 Mar 2019 21:40:11 +0000",
    "Tue, 05 Mar 2019 21:40:11", "Tue, 05 Mar 2019 21:40:11 ABC", "Tue, 05 Mar 19 21:40:11 +0000",
  ])
  func noRfc2822(text: String) {
    #expect(Moment(rfc2822: text) == nil)
  }

  @Test func printsRfc2822() throws {
    #expect(try #require(Moment(iso: "2019-03-05T21:40:11.5Z")).rfc2822 == "Tue, 05 Mar 2019 21:40:11 +0000")
  }

  @Test func momentsEndWithTheCalendar() {
    #expect(Moment(milliseconds: .max) == .last && Moment(milliseconds: .min) == .first)
    #expect(Moment(seconds: .max) == .last && Moment(seconds: .min) == .first)
    #expect(Moment.last.adding(TimeSpan(milliseconds: .max)) == .last)
    #expect(Moment.last.description == "9999-12-31T23:59:59.999Z")
  }

  @Test(arguments: [
    (0, "PT0S"), (1500, "PT1.5S"), (-180_000, "-PT3M"), (93_600_000, "P1DT2H"), (86_400_000, "P1D"),
    (3_661_001, "PT1H1M1.001S"), (Int64.min, "-P106751991167DT7H12M55.808S"),
  ])
  func spans(milliseconds: Int64, printed: String) {
    #expect(TimeSpan(milliseconds: milliseconds).description == printed)
  }
}
