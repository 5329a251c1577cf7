public import Values

/// A key with which records came to a table that has no row of its own for it.
public struct SeenKey: Sendable, Hashable {
  public enum Answer: Sendable, Hashable {
    /// The row `else` stops the record, or there is none.
    case stops
    /// The row `else` gives a value.
    case otherwise
  }

  /// Index of the table in its plan.
  public var table: Int
  /// The key columns up to the one without a row.
  public var keys: [Value]
  public var answer: Answer
  /// How many of the records that were looked at.
  public var records: Int
  /// The key of one of them; nil if the account offers the value, and no record has it.
  public var example: String?

  public init(table: Int, keys: [Value], answer: Answer, records: Int, example: String?) {
    self.table = table
    self.keys = keys
    self.answer = answer
    self.records = records
    self.example = example
  }
}
