public import ConnectorKit
public import Values

/// Something that the run wants done outside. Each is answered by one event; numbers tell answers apart.
public enum RunCommand: Sendable {
  case begin(RunOpening)
  /// For a run that writes nothing: the same facts, without taking the flow.
  case look(flow: String)
  /// Are credentials accepted, do settings agree?
  case inspect(connections: [String])
  case read(connection: String, ReadRequest)
  case remember(flow: String, sourceKeys: [String])
  case unseen(flow: String, RunID, after: String?, limit: Int)
  /// Which records of the entity `wanted` did `flow` pair with these keys of its other side?
  case pair(Int, flow: String, wanted: String, keys: [String])
  case find(Int, connection: String, FindRequest)
  case write(Int, connection: String, WriteRequest)
  /// Answered like a write, with the record as it was.
  case delete(Int, connection: String, DeleteRequest)
  case commit(Int, Batch)
  case sleep(Int, milliseconds: Int)
  // Those are not answered.
  case plan([PlannedChange])
  case stopped(StoppedRecord)
  case progress(Books, Progress)
  /// The last command. Nil for a dry run, which holds nothing.
  case finish(RunClosing?)
}

/// A record that is not written, and why.
public struct StoppedRecord: Sendable, Hashable {
  public var sourceKey: String
  public var faults: [Fault]

  public init(sourceKey: String, faults: [Fault]) {
    self.sourceKey = sourceKey
    self.faults = faults
  }
}

/// How far a run is.
public struct Progress: Sendable, Hashable {
  /// Pages that are settled.
  public var pages: Int
  /// Records that are taken up again because they failed before.
  public var isRetrying: Bool

  public init(pages: Int, isRetrying: Bool) {
    self.pages = pages
    self.isRetrying = isRetrying
  }
}
