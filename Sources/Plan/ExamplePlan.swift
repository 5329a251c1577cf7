public import Values

/// One case of `examples:`.
public struct ExamplePlan: Sendable {
  public var name: String
  /// Source records: one, or the rows of a group. In the shape that connectors give.
  public var given: [JSON]
  /// The record in the target before the run.
  public var existing: JSON?
  /// What each related look-up finds, by its index: for a plain one a single entry, for one with `each` one a row.
  public var related: [Int: [JSON?]]
  public var today: CalendarDate?
  public var expect: Expectation
  public var origin: Int

  public enum Expectation: Sendable {
    case skipRecord
    /// Part of the sentence.
    case stop(String)
    case fields([ExpectedField])
  }

  public struct ExpectedField: Sendable {
    public var name: String
    public var value: Expected
    public var origin: Int
    public init(name: String, value: Expected, origin: Int) {
      self.name = name
      self.value = value
      self.origin = origin
    }
  }

  public indirect enum Expected: Sendable {
    case leftAlone
    case clear
    case value(Value)
    case record([ExpectedField])
    case list([Expected])
  }

  public init(name: String, given: [JSON], expect: Expectation, origin: Int) {
    self.name = name
    self.given = given
    self.existing = nil
    self.related = [:]
    self.today = nil
    self.expect = expect
    self.origin = origin
  }
}
