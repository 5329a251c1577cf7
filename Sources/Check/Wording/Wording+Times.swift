import Diagnostics
import Source
import Types
import Values

// Sentences about dates, moments, spans, zones and formats.
extension Diagnostic {
  static func timeArithmetic(
    _ symbol: String, _ left: String, _ right: String, _ a: ValueType, _ b: ValueType, at place: Place
  ) -> Diagnostic {
    let message: String
    var help: [String] = []
    switch (symbol, a, b) {
    case ("-", .date, .date):
      message = "dates are not subtracted with `-`"
      help = ["days between two dates: days_between(\(right), \(left))"]
    case ("+", .date, .whole), ("-", .date, .whole), ("+", .date, .span), ("-", .date, .span):
      message = "`\(symbol)` does not move a date"
      let days = b == .span ? "30" : right
      let minus = symbol == "-" ? days.contains(" ") ? "-(\(days))" : "-\(days)" : days
      help = ["so many days later: add_days(\(left), \(minus))", "or months: add_months(\(left), 1)"]
    case ("+", .whole, .date):
      message = "`+` does not move a date"
      help = ["so many days later: add_days(\(right), \(left))"]
    case (_, .moment, let number) where number.isNumber, (_, .span, let number) where number.isNumber:
      message = "`\(symbol)` needs to know what the number counts"
      let count = number == .whole ? right : "1"
      help = [
        "hours: \(left) \(symbol) hours(\(count)); there are also days, minutes and seconds"
      ]
    case ("+", .moment, .moment):
      message = "two moments can't be added"
      help = ["the time between them: \(left) - \(right)"]
    case (_, .moment, .date), (_, .date, .moment):
      message = "a date and a moment don't mix"
      help = ["name the zone to make one of the other: date(moment, \"Europe/Amsterdam\")"]
    default:
      message = "`\(symbol)` has no meaning for \(a) and \(b)"
      help = ["a moment and a time span can be added, two moments subtracted: now() - days(30)"]
    }
    return Diagnostic(.T301, message, labels: [Label(place)], help: help)
  }

  static func dateForMoment(_ text: String, _ zone: String, at place: Place, field: Place) -> Diagnostic {
    let mended = "\(text).moment(\(zone))"
    return Diagnostic(
      .T315, "a date begins at another moment in every time zone",
      labels: [Label(place, "a date"), Label(field, "a moment")],
      help: ["name the zone: \(mended)"], fixes: [Fix("write `\(mended)`", .probable, [Edit(place, mended)])])
  }

  static func dateForMomentArgument(_ text: String, function: String, _ zone: String, at place: Place) -> Diagnostic {
    let mended = "\(text).moment(\(zone))"
    return Diagnostic(
      .T315, "`\(function)` takes a moment here, and a date begins at another moment in every time zone",
      labels: [Label(place, "a date")], help: ["name the zone: \(mended)"],
      fixes: [Fix("write `\(mended)`", .probable, [Edit(place, mended)])])
  }

  static func momentForDateArgument(_ text: String, function: String, _ zone: String, at place: Place) -> Diagnostic {
    let mended = "\(text).date(\(zone))"
    return Diagnostic(
      .T315, "`\(function)` takes a date here, and a moment has a date only in a time zone",
      labels: [Label(place, "a moment")], help: ["name the zone: \(mended)"],
      fixes: [Fix("write `\(mended)`", .probable, [Edit(place, mended)])])
  }

  /// `quote` is how the name stands in the source; a setting or a `let` may have given it, and then nothing is replaced.
  static func unknownZone(_ name: String, near: [String], quote: Character?, at place: Place) -> Diagnostic {
    var fixes: [Fix] = []
    if let nearest = near.first, let quote, quote == "\"" || quote == "'" {
      let mended = "\(quote)\(nearest)\(quote)"
      fixes = [Fix("write \(mended)", .probable, [Edit(place, mended)])]
    }
    return Diagnostic(
      .T315, "there is no time zone `\(name)`", labels: [Label(place)],
      help: [
        Suggestions.question(near)
          ?? "zones are called by continent and city: \"Europe/Amsterdam\""
      ], fixes: fixes)
  }

  static func zoneNotConstant(at place: Place) -> Diagnostic {
    Diagnostic(
      .T315, "a time zone must be known before the run", labels: [Label(place)],
      help: ["write it out: \"Europe/Amsterdam\", or settings.timezone if the flow has that setting"])
  }

  static func dateFormatWrong(_ problem: String, _ help: String?, at place: Place) -> Diagnostic {
    Diagnostic(.T316, problem, labels: [Label(place)], help: help.map { [$0] } ?? [])
  }

  static func dateFormatNotConstant(at place: Place) -> Diagnostic {
    Diagnostic(
      .T316, "a date format must be known before the run", labels: [Label(place)],
      help: ["write it out: \"dd-MM-yyyy\""])
  }

  static func noSuchDate(_ text: String, _ format: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T316, "\"\(text)\" is no date written as \(format)", labels: [Label(place)],
      help: ["every record would stop here"])
  }

  // MARK: constants that can't be meant

  static func rateIsAShare(_ rate: DecimalNumber, at place: Place) -> Diagnostic {
    let percent = (try? rate.multiplied(by: 100)).map(\.description) ?? "21"
    return Diagnostic(
      .T328, "a rate of \(rate) is \(rate) percent", labels: [Label(place, "rates are written in percent")],
      fixes: [Fix("write \(percent)", .probable, [Edit(place, percent)])])
  }

  static func noSuchNumber(_ text: String, _ meant: DecimalNumber?, at place: Place) -> Diagnostic {
    Diagnostic(
      .T328, "\"\(text)\" is no number with a decimal point", labels: [Label(place, "every record would stop here")],
      help: meant.map { ["without quotes and `number`: \($0)"] } ?? [
        "with a decimal comma: number(\"\(text)\", \"nl\")"
      ])
  }

  // MARK: currencies

  static func otherCurrencyLetIn(_ own: String, _ field: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .T314, "the flow's amounts are in \(own), and this lets in another currency", labels: [Label(place)],
      help: [
        "a record in another currency stops; let in only \(own): \(field) == \(own)",
        "or make a second flow, with that currency under `settings`",
      ])
  }

  static func otherCurrencyWritten(_ own: String, _ other: String, _ field: Field, at place: Place) -> Diagnostic {
    Diagnostic(
      .T314, "the flow's amounts are in \(own), and `\(field.name)` says \(other)", labels: [Label(place)],
      help: ["write \(own), or change `currency` under `settings`"])
  }
}
