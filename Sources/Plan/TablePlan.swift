public import Source
public import Types
public import Values

/// Codes to codes. Total: every look-up gives a value or a `stop`.
public struct TablePlan: Sendable {
  public var name: String
  public var columns: [ValueType]
  public var valueType: ValueType
  /// The slots in which a cell's formula finds the key columns.
  public var keyVariables: [Int]
  public var root: Level
  /// Its name, where it is declared.
  public var place: Place?
  /// Its rows are in a CSV file.
  public var isFile = false

  /// One key column. Groups are expanded; an exact row beat its group.
  public final class Level: Sendable {
    public let rows: [Value: Cell]
    public let otherwise: Cell?
    /// For a missing key.
    public let missing: Cell?

    public init(rows: [Value: Cell], otherwise: Cell?, missing: Cell?) {
      self.rows = rows
      self.otherwise = otherwise
      self.missing = missing
    }
  }

  public enum Cell: Sendable {
    case result(Expression)
    case level(Level)
  }

  public init(name: String, columns: [ValueType], valueType: ValueType, keyVariables: [Int], root: Level) {
    self.name = name
    self.columns = columns
    self.valueType = valueType
    self.keyVariables = keyVariables
    self.root = root
  }
}
