/// What a run was asked to do.
public struct RunOptions: Sendable, Hashable {
  /// Reads everything, not only what changed. What is not there any more counts as gone only then.
  public var isFull = false
  /// Only these source keys (or group values); the cursor stays where it is.
  public var only: [String]?
  /// Takes no more records than this; the cursor moves only past whole pages.
  public var limit: Int?
  /// Does everything but writing, and says what it would write.
  public var isDry = false
  /// Records that are asked for at once.
  public var pageSize = 100
  /// Records that are written at the same time.
  public var recordsInFlight = 4
  /// Queries of one look-up request.
  public var queriesPerFind = 50
  /// Who runs it, for the message that another run gets.
  public var owner = ""

  public init() {}
}
