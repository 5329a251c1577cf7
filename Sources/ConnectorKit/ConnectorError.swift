/// Another system's wrong, by what to do about it. Messages are sentences, and hold no secret.
public struct ConnectorError: Error, Sendable, Hashable {
  /// What to do about it.
  public enum Kind: Sendable, Hashable {
    /// The credentials were not accepted: stop the run, exit 4.
    case credentials
    /// Nothing was sent or nothing was there to answer: try again, then exit 5.
    case unreachable
    /// Too many requests: wait, then send again. Nothing was applied.
    case throttled(waitMilliseconds: Int?)
    /// The system failed before it did anything, or while reading: may be sent again.
    case unavailable
    /// The request was understood and refused: this record stops.
    case refused
    /// Refused because a record with this key is there already: look it up again.
    case conflict
    /// It may have been applied or not: look before sending again.
    case ambiguous
    /// The answer makes no sense, or was cut off. After a write that is as unclear as no answer.
    case misunderstood
  }

  public var kind: Kind
  public var message: String
  /// The fields that the system named, with what it said of each.
  public var fields: [FieldProblem]

  /// What the other system said of one field.
  public struct FieldProblem: Sendable, Hashable {
    public var field: String
    public var message: String
    public init(_ field: String, _ message: String) {
      self.field = field
      self.message = message
    }
  }

  public init(_ kind: Kind, _ message: String, fields: [FieldProblem] = []) {
    self.kind = kind
    self.message = message
    self.fields = fields
  }
}
