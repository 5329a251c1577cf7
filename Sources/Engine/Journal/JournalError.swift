public import Values

/// The journal's wrong. The program ends with 7, or 6 for `heldBy`.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// Another run has the flow.
    case heldBy(owner: String, since: Moment)
    /// This run has the flow no longer; nothing more may be sent.
    case lostLock
    /// No space left.
    case full
    /// May not be written to.
    case readOnly
    /// Another program has the store for itself.
    case locked
    /// What is there makes no sense.
    case corrupt
    /// Written by a newer version of this program.
    case newerSchema
    case other
  }

  public var kind: Kind
  /// What happened and what to do about it.
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
