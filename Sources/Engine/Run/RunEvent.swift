public import ConnectorKit
public import Values

/// Something that happened outside, at a moment.
public struct RunEvent: Sendable {
  public var at: Moment
  public var kind: Kind

  public enum Kind: Sendable {
    case start
    /// The flow is held, or for a dry run: was looked at.
    case begun(OpenRun, intents: [Intent], failures: [Failure])
    case inspected(Result<[String], ConnectorError>)
    case page(Result<Page, ConnectorError>)
    case remembered([Link])
    case unseen([Link])
    /// For each key, the key that the other flow paired it with.
    case paired(Int, [String: String])
    case found(Int, Result<[[FoundRecord]], ConnectorError>)
    case written(Int, Result<FoundRecord, ConnectorError>)
    case committed(Int)
    case woke(Int)
    case journalFailed(JournalError)
    /// A person wants it to end: what is under way is finished.
    case stop
  }

  public init(_ kind: Kind, at moment: Moment) {
    self.kind = kind
    self.at = moment
  }
}
