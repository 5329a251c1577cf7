public import Values

/// Everything a run may do to the outside, and everything it may learn from it. A test hands over one that stands
/// still; the program hands over the real one. Nothing in this room asks a clock, sleeps or throws dice by itself.
public struct World: Sendable {
  public var now: @Sendable () -> Moment
  /// Milliseconds that only ever go up, whatever happens to the clock on the wall.
  public var monotonicMilliseconds: @Sendable () -> Int64
  public var sleep: @Sendable (_ milliseconds: Int) async throws(CancellationError) -> Void
  public var random: @Sendable () -> UInt64
  public var journal: any Journal
  public var log: @Sendable (LogLevel, String) -> Void
  /// Time zone rules by the name in the time zone database; nil for an unknown one.
  public var zone: @Sendable (String) -> TimeZoneRules?
  /// Named points at which a test may end the process: `after_send`, `before_commit`. Does nothing otherwise.
  public var failpoint: @Sendable (String) -> Void

  public init(
    now: @escaping @Sendable () -> Moment,
    monotonicMilliseconds: @escaping @Sendable () -> Int64,
    sleep: @escaping @Sendable (_ milliseconds: Int) async throws(CancellationError) -> Void,
    random: @escaping @Sendable () -> UInt64,
    journal: any Journal,
    log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in },
    zone: @escaping @Sendable (String) -> TimeZoneRules? = { _ in nil },
    failpoint: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.now = now
    self.monotonicMilliseconds = monotonicMilliseconds
    self.sleep = sleep
    self.random = random
    self.journal = journal
    self.log = log
    self.zone = zone
    self.failpoint = failpoint
  }
}

public enum LogLevel: String, Sendable, Hashable, CaseIterable {
  case debug, info, warning, error
}
