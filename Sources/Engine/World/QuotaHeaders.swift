import ConnectorKit
import Values

/// What an answer says about how much may still be asked.
struct QuotaHeaders: Hashable {
  /// Requests left in the window.
  var left: Int?
  /// Requests that a whole window has.
  var quota: Int?
  /// Until the window ends.
  var resetMilliseconds: Int?
  /// How long `Retry-After` asks to wait; nil if it says nothing that can be understood.
  var afterMilliseconds: Int?

  /// The longer of both: what is sent before that is refused again.
  var waitMilliseconds: Int? { [afterMilliseconds, resetMilliseconds].compactMap(\.self).max() }

  /// - Parameter now: what a date is compared with when the answer has no `Date` of its own.
  init(_ response: HTTPResponse, now: Moment) {
    func whole(_ name: String) -> Int? { response.headers[name].flatMap { QuotaHeaders.number($0, scale: 1) } }
    left = whole("x-rate-limit-requests-left")
    quota = whole("x-rate-limit-requests-quota")
    resetMilliseconds = whole("x-rate-limit-time-reset-ms")
    let clock = response.headers["date"].flatMap { HTTPDate.moment($0) } ?? now
    afterMilliseconds = ["retry-after", "x-retry-after"].compactMap { response.headers[$0] }
      .compactMap { QuotaHeaders.after($0, clock) }.max()
  }

  /// A number of seconds, or a date of the other side's own clock. Headers that came twice are one text with commas.
  private static func after(_ text: String, _ clock: Moment) -> Int? {
    if let moment = HTTPDate.moment(text) {
      // What has passed asks for nothing.
      let wait = moment.milliseconds - clock.milliseconds
      return wait > 0 ? Int(min(wait, millisecondsMax)) : nil
    }
    return text.split(separator: ",").compactMap { number(String($0), scale: 1000) }.max()
  }

  /// Whole or with a fraction, which is rounded up; never negative. However large, it is at most a day: nobody waits
  /// longer, and the message says so.
  private static func number(_ text: String, scale: Int) -> Int? {
    let parts = text.trimmingBlanks.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard let digits = parts.first, isNumber else { return nil }
    // More digits than a number holds is more than a day as well.
    guard let whole = Int(digits), whole < Int(millisecondsMax) else { return Int(millisecondsMax) }
    let isMore = parts.count > 1 && parts[1].contains { $0 != "0" }
    return min((whole + (isMore ? 1 : 0)) * scale, Int(millisecondsMax))
  }

  /// A day.
  static let millisecondsMax: Int64 = 86_400_000
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`, and the two older forms that a reader must know.
enum HTTPDate {
  static func moment(_ text: String) -> Moment? {
    let text = text.trimmingBlanks
    return Moment(rfc2822: text) ?? older(text)
  }

  /// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`
  private static func older(_ text: String) -> Moment? {
    let words = text.split(separator: " ").map(String.init)
    if words.count == 4, words[0].hasSuffix(",") {
      let day = words[1].split(separator: "-").map(String.init)
      guard day.count == 3, day[2].utf8.count == 2, let year = Int(day[2]) else { return nil }
      let century = year < 70 ? 2000 : 1900
      return Moment(rfc2822: "\(day[0]) \(day[1]) \(century + year) \(words[2]) \(words[3])")
    }
    guard words.count == 5 else { return nil }
    return Moment(rfc2822: "\(words[2]) \(words[1]) \(words[4]) \(words[3]) GMT")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = self[...]
    while let last = text.last, isBlank(last) { text.removeLast() }
    return String(text.drop(while: isBlank))
  }
}
