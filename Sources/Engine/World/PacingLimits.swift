/// How hard a connection may be pressed, and how long it is waited for.
public struct PacingLimits: Sendable, Hashable {
  /// Requests on their way at the same time.
  public var inFlight: Int
  /// Times that one request is sent, the first one included.
  public var attempts: Int
  /// The wait before the second attempt is chosen between nothing and this; it doubles each time.
  public var backoffMilliseconds: Int
  /// No wait between attempts is longer, unless the other side asks for it.
  public var backoffMillisecondsMax: Int
  /// A longer wait than this is not taken on: the run ends, to be tried later.
  public var throttleMillisecondsMax: Int
  /// With fewer requests left than this in the other side's window, the rest of the window is spread over them.
  public var reserve: Int
  /// A request whose flow is less urgent waits while so many more urgent ones go first; then it is its turn.
  public var passedOverMax: Int

  public init(
    inFlight: Int = 4, attempts: Int = 5, backoffMilliseconds: Int = 500, backoffMillisecondsMax: Int = 30_000,
    throttleMillisecondsMax: Int = 300_000, reserve: Int = 10, passedOverMax: Int = 8
  ) {
    self.inFlight = max(1, inFlight)
    self.attempts = max(1, attempts)
    self.backoffMilliseconds = max(1, backoffMilliseconds)
    self.backoffMillisecondsMax = backoffMillisecondsMax
    self.throttleMillisecondsMax = throttleMillisecondsMax
    self.reserve = reserve
    self.passedOverMax = max(1, passedOverMax)
  }
}
