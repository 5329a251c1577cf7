import Types
import Values

extension Functions {
  /// Time spans: what two moments differ by. They are added to moments and compared; a date is moved by days instead.
  static let spans: [Function] = [
    span("days", 86_400_000, "So many days of 24 hours, to move a moment by.", "now() - now() < days(1)"),
    span("hours", 3_600_000, "So many hours, to move a moment by.", "hours(24) == days(1)"),
    span("minutes", 60_000, "So many minutes, to move a moment by.", "minutes(90) > hours(1)"),
    Function(
      "span", .date, [Function.textParameter], .type(.span),
      "The time span that the text writes: 90s, 1h30m, -1.5h, 250ms, or as ISO 8601 does, PT1H30M.",
      examples: [.init("span(\"1h30m\") == minutes(90)", "true"), .init("total_seconds(span(\"PT90S\"))", "90")],
      failure: "the text is not a time span",
      body: .plain { (values, _) throws(Fault) in
        let text = try values.text(0)
        guard let span = TimeSpan(written: text.trimmed.bytes) else {
          throw .conversion("\(Value.text(text).shortened) is not a time span like 1h30m, of at most 1,000 years")
        }
        return .span(span)
      }),
    Function(
      "total_seconds", .date, [Parameter("span", .span)], .type(.whole), "How many whole seconds the time span has.",
      examples: [.init("total_seconds(hours(1) + minutes(2))", "3720")],
      body: .plain { (values, _) throws(Fault) in .whole(try values.span(0).milliseconds / 1000) }),
  ]

  private static func span(_ name: String, _ milliseconds: Int64, _ sentence: String, _ example: String) -> Function {
    Function(
      name, .date, [Parameter("count", .whole)], .type(.span), sentence, examples: [.init(example, "true")],
      failure: "the number is too large",
      body: .plain { (values, _) throws(Fault) in
        let (product, overflow) = try values.whole(0).multipliedReportingOverflow(by: milliseconds)
        if overflow { throw .tooLarge }
        return .span(TimeSpan(milliseconds: product))
      })
  }
}
