import ConnectorKit

/// What an answer says about how much may still be asked.
struct QuotaHeaders: Hashable {
  /// Requests left in the window.
  var left: Int?
  /// Requests that a whole window has.
  var quota: Int?
  /// Until the window ends.
  var resetMilliseconds: Int?
  /// How long the other side asks to wait.
  var waitMilliseconds: Int?

  init(_ response: HTTPResponse) {
    func whole(_ name: String) -> Int? {
      response.headers[name].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : min($0, 86_400_000) }
    }
    left = whole("x-rate-limit-requests-left")
    quota = whole("x-rate-limit-requests-quota")
    resetMilliseconds = whole("x-rate-limit-time-reset-ms")
    // A date instead of seconds is not read: clocks differ, and the other header or the backoff answers as well.
    let seconds = whole("retry-after").map { min($0, 86_400) * 1000 }
    waitMilliseconds = [seconds, resetMilliseconds].compactMap(\.self).max()
  }
}
