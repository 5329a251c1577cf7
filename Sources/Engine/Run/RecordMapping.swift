public import ConnectorKit
public import Values

/// A source record, or the rows of a group, about to be mapped.
public struct SourceRecord: Sendable {
  /// The record's key, or the text of the value that a group shares.
  public var key: String
  /// The system's own version, or a hash of the content.
  public var version: String
  /// One record; more only in a group.
  public var rows: [FoundRecord]

  public init(key: String, version: String, rows: [FoundRecord]) {
    self.key = key
    self.version = version
    self.rows = rows
  }
}

/// The mapping of one source record, step by step. Between the steps the run fetches what the mapping asks for; the
/// mapping itself waits for nothing.
public protocol RecordMapping: Sendable {
  /// Currency and `filter`.
  mutating func admit() -> Admission

  /// How the record in the target is found. Asked before the related records are known if `match` needs none of them,
  /// else after.
  mutating func match() -> MatchAnswer

  /// What has to be looked up for a related record: one answer, or one for each row of its `each`. Asked in the order
  /// of the flow, when all earlier ones are known.
  mutating func lookUps(related: Int) -> [MatchAnswer]

  /// Nothing was found and nothing may be made, or `when` is false: what the related record's `missing` says.
  mutating func missing(related: Int, row: Int) -> MissingAnswer

  /// The same for the record of the flow.
  mutating func missingRecord() -> MissingAnswer

  mutating func setRelated(_ related: Int, row: Int, to state: RelatedState)

  /// All fields of the record and of the related ones that have fields, and the checks. Collects all faults.
  mutating func compute() -> Computation

  /// The record once more, when each related record that was to be made is `found`.
  mutating func computeAfterWriting() -> Computation
}

public enum Admission: Sendable {
  case pass
  /// Why, in a few words that are the same for all such records.
  case skip(reason: String)
  case stop([Fault])
}

public enum MatchAnswer: Sendable {
  /// `when` is false: nothing is looked up, and only another record under `missing` may stand in.
  case nothing
  /// There is no `match`: always a new record.
  case always
  case find(fields: [String], values: [Value])
  /// The record that a flow paired with the one of this source key; nil is this record's own.
  case linked(flow: String, key: String?)
  /// A value to match by is missing: nothing is found, nothing is made.
  case matchMissing(field: String)
  case stop([Fault])
}

public enum MissingAnswer: Sendable {
  case skipRecord
  case stop([Fault])
  /// Another record of the same entity. If that is not there either, the record stops.
  case use(field: String, value: Value)
  case nothing
}

public enum RelatedState: Sendable {
  case found(Node)
  /// Will be made; what only the target can tell is known after writing.
  case toBeMade
  case missing
}

/// What came of computing a record.
public struct Computation: Sendable {
  public enum Result: Sendable {
    case record(Draft)
    case skip(reason: String)
    case stop([Fault])
  }

  public var result: Result
  /// Those with fields that are found or to be made.
  public var related: [RelatedDraft]
  public var warnings: [Fault]

  public init(_ result: Result, related: [RelatedDraft] = [], warnings: [Fault] = []) {
    self.result = result
    self.related = related
    self.warnings = warnings
  }
}

public struct RelatedDraft: Sendable {
  public var related: Int
  public var row: Int
  public var draft: Draft

  public init(related: Int, row: Int, draft: Draft) {
    self.related = related
    self.row = row
    self.draft = draft
  }
}
