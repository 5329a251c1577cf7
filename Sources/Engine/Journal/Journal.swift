public import ConnectorKit
public import Values

/// What is remembered from run to run: where reading goes on, what was sent and is not yet known to have arrived, which
/// records belong together, what failed.
///
/// Each call is one transaction: after it returns, all of it outlives a power cut, and when it throws, nothing of it
/// happened. A run has the journal's flow for itself from `begin` until `finish`, or until its process ends.
public protocol Journal: Sendable {
  /// Takes the flow. Throws `heldBy` while another live run has it.
  func begin(_ opening: RunOpening) async throws(JournalError) -> OpenRun

  /// Where reading goes on, for a run that only looks and takes nothing.
  func cursor(flow: String) async throws(JournalError) -> Cursor?

  /// Which entities a flow pairs; nil if it never ran.
  func pairing(flow: String) async throws(JournalError) -> Pairing?

  /// Where the systems of all flows stood when these ran last, in the order of the flows' names.
  func places() async throws(JournalError) -> [RememberedPlace]

  /// A person says that a system has a new address and is the same: what is remembered of it holds on.
  func move(connection: String, to address: String) async throws(JournalError)

  /// Effects that were sent, or were about to be, and whose outcome is unknown: an earlier run ended between the two.
  func unresolvedIntents(flow: String) async throws(JournalError) -> [Intent]

  func links(flow: String, sourceKeys: [String]) async throws(JournalError) -> [Link]
  func links(flow: String, targetKeys: [String]) async throws(JournalError) -> [Link]

  /// Links whose source record was last seen before this run, at most `limit` of them, in the order of their source
  /// keys, after `after`. Links that are gone already are left out.
  func linksNotSeen(flow: String, run: RunID, after: String?, limit: Int) async throws(JournalError) -> [Link]

  /// Records that stopped or are held, in the order in which they first failed.
  func failures(flow: String) async throws(JournalError) -> [Failure]

  /// Source records that changed after they had been sent, and were not sent again.
  func changedSince(flow: String) async throws(JournalError) -> [ChangeMarker]

  /// Everything that one step of a run settles, together. Throws `lostLock` if the run has the flow no longer.
  func commit(_ batch: Batch) async throws(JournalError)

  /// Ends the run and gives the flow free.
  func finish(_ closing: RunClosing) async throws(JournalError)

  /// The newest first; of all flows if `flow` is nil.
  func runs(flow: String?, limit: Int) async throws(JournalError) -> [RunSummary]

  /// A person has looked: the record is tried again with the next run, or its failure is forgotten.
  func release(flow: String, sourceKeys: [String], as release: Release) async throws(JournalError)
}

/// What happens to a record that stopped or is held.
public enum Release: Sendable, Hashable {
  /// The next run reads it again, also if it was held.
  case retry
  /// It is no failure any more; it comes again only when it changes.
  case forget
}

/// Counts up; `runs show 17`.
public struct RunID: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var number: Int64
  public init(_ number: Int64) { self.number = number }
  public var description: String { String(number) }
  public static func < (left: RunID, right: RunID) -> Bool { left.number < right.number }
}

public struct RunOpening: Sendable, Hashable {
  public var flow: String
  public var pairing: Pairing
  public var startedAt: Moment
  /// Reads everything, not only what changed.
  public var isFull: Bool
  /// Who runs it, for the message that another run gets: `pid 4711 on till-server`.
  public var owner: String

  public init(flow: String, pairing: Pairing, startedAt: Moment, isFull: Bool, owner: String) {
    self.flow = flow
    self.pairing = pairing
    self.startedAt = startedAt
    self.isFull = isFull
    self.owner = owner
  }
}

/// The entities whose records a flow brings together, by the names that flows use: `mplus.articles`.
public struct Pairing: Sendable, Hashable {
  public var source: String
  public var target: String

  public init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}

public struct OpenRun: Sendable, Hashable {
  public var id: RunID
  /// Nil before the first page of the first run was settled.
  public var cursor: Cursor?

  public init(id: RunID, cursor: Cursor?) {
    self.id = id
    self.cursor = cursor
  }
}

public struct RunClosing: Sendable, Hashable {
  public var run: RunID
  public var finishedAt: Moment
  public var ending: RunEnding
  public var books: Books

  public init(run: RunID, finishedAt: Moment, ending: RunEnding, books: Books) {
    self.run = run
    self.finishedAt = finishedAt
    self.ending = ending
    self.books = books
  }
}

/// How a run came to its end.
public enum RunEnding: String, Sendable, Hashable, CaseIterable {
  /// Everything that was to be read was read and settled.
  case done
  /// By a signal, or at a limit that was asked for.
  case stopped
  /// Credentials were refused: exit 4.
  case credentials
  /// A system could not be reached, or its quota is used up: exit 5.
  case unreachable
  /// The connection's settings do not agree with the system: exit 3.
  case mismatch
  /// The journal failed: exit 7.
  case journal
  /// The process ended before the run did.
  case interrupted
}

public struct RunSummary: Sendable, Hashable {
  public var id: RunID
  public var flow: String
  public var startedAt: Moment
  public var isFull: Bool
  /// Nil while it runs.
  public var finishedAt: Moment?
  public var ending: RunEnding?
  /// As of the last commit.
  public var books: Books

  public init(
    id: RunID, flow: String, startedAt: Moment, isFull: Bool, finishedAt: Moment?, ending: RunEnding?, books: Books
  ) {
    self.id = id
    self.flow = flow
    self.startedAt = startedAt
    self.isFull = isFull
    self.finishedAt = finishedAt
    self.ending = ending
    self.books = books
  }
}
