public import ConnectorKit
public import Values

/// What one commit of a run changes.
public struct Batch: Sendable, Hashable {
  public var run: RunID
  /// About to be sent.
  public var intents: [Intent]
  /// What became of them. Only an intent that is known can have an outcome.
  public var outcomes: [Outcome]
  /// New pairs, and what is now known of old ones. They count as seen.
  public var links: [Link]
  /// Source keys whose link is no longer true.
  public var removedLinks: [String]
  public var failures: [Failure]
  /// Source keys that have no failure any more.
  public var settled: [String]
  /// Source keys that were read and pass the filter.
  public var seen: [String]
  public var changed: [ChangeMarker]
  /// Moves the flow's cursor.
  public var cursor: Cursor?
  /// Where the flow's systems stand, once they were found there.
  public var addresses: PairedAddresses?
  public var books: Books

  public init(run: RunID, books: Books = Books()) {
    self.run = run
    self.books = books
    intents = []
    outcomes = []
    links = []
    removedLinks = []
    failures = []
    settled = []
    seen = []
    changed = []
    cursor = nil
    addresses = nil
  }

  /// Nothing but counts, which need no commit of their own.
  public var isEmpty: Bool {
    intents.isEmpty && outcomes.isEmpty && links.isEmpty && removedLinks.isEmpty && failures.isEmpty
      && settled.isEmpty && seen.isEmpty && changed.isEmpty && cursor == nil && addresses == nil
  }
}

/// One effect on another system, written down before it is sent.
public struct Intent: Sendable, Hashable {
  /// The same for every attempt at this effect: `flow/operation/natural key/version`.
  public var idempotencyKey: String
  public var flow: String
  /// The source record for which it is made.
  public var sourceKey: String
  public var sourceVersion: String
  public var connection: String
  public var entity: String
  /// The record that is updated; nil for one that is created.
  public var targetKey: String?
  /// It is the flow's own record, not a related one.
  public var isMain: Bool
  /// How a lost one is found again: fields of the entity and their values. Empty: it can't be.
  public var lookUp: [LookUpField]
  public var intendedAt: Moment
  public var attempt: Int

  public struct LookUpField: Sendable, Hashable {
    public var name: String
    public var value: Value
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  public init(
    idempotencyKey: String, flow: String, sourceKey: String, sourceVersion: String, connection: String,
    entity: String, targetKey: String?, isMain: Bool, lookUp: [LookUpField], intendedAt: Moment, attempt: Int = 1
  ) {
    self.idempotencyKey = idempotencyKey
    self.flow = flow
    self.sourceKey = sourceKey
    self.sourceVersion = sourceVersion
    self.connection = connection
    self.entity = entity
    self.targetKey = targetKey
    self.isMain = isMain
    self.lookUp = lookUp
    self.intendedAt = intendedAt
    self.attempt = attempt
  }
}

/// What became of an intent. With it, the intent is forgotten; of a held one, the failure remains.
public struct Outcome: Sendable, Hashable {
  public enum State: Sendable, Hashable {
    case confirmed(targetKey: String)
    /// It was looked for, and is not there; or it was never sent.
    case absent
    case refused
    /// Nobody can tell. A person must look; it is not sent again.
    case held
  }

  public var idempotencyKey: String
  public var state: State

  public init(_ idempotencyKey: String, _ state: State) {
    self.idempotencyKey = idempotencyKey
    self.state = state
  }
}

/// A source record and the target record that a flow made of it, or found for it.
public struct Link: Sendable, Hashable {
  public var flow: String
  public var sourceKey: String
  public var targetKey: String
  /// The source's version, or its content's hash, when it was last sent.
  public var sourceVersion: String
  /// The flow made the record, or changed it: it may say `gone` about it.
  public var isOwn: Bool
  /// For each field, the hash of what the target answered after it was written: for `if untouched`.
  public var written: [String: UInt64]
  /// It was hidden, as the source record was gone.
  public var isGone: Bool
  public var writtenAt: Moment

  public init(
    flow: String, sourceKey: String, targetKey: String, sourceVersion: String, isOwn: Bool,
    written: [String: UInt64] = [:], isGone: Bool = false, writtenAt: Moment
  ) {
    self.flow = flow
    self.sourceKey = sourceKey
    self.targetKey = targetKey
    self.sourceVersion = sourceVersion
    self.isOwn = isOwn
    self.written = written
    self.isGone = isGone
    self.writtenAt = writtenAt
  }
}

/// A record that did not get through. It is read again by each run, though the cursor has moved on, until it is settled.
public struct Failure: Sendable, Hashable {
  public var flow: String
  /// The record's key, or the group's.
  public var sourceKey: String
  /// The same for all records that failed for one reason: code and the place in the flow.
  public var cause: String
  /// All that was wrong with it.
  public var faults: [Fault]
  /// Its write may have happened or not, and can't be looked up: only a person lets it go on.
  public var isHeld: Bool
  /// Runs in which it failed; the journal counts.
  public var attempts: Int
  /// When it failed first; the journal keeps it.
  public var firstAt: Moment
  public var lastAt: Moment
  public var run: RunID

  public init(
    flow: String, sourceKey: String, cause: String, faults: [Fault], isHeld: Bool = false, at: Moment, run: RunID
  ) {
    self.flow = flow
    self.sourceKey = sourceKey
    self.cause = cause
    self.faults = faults
    self.isHeld = isHeld
    self.attempts = 1
    self.firstAt = at
    self.lastAt = at
    self.run = run
  }
}

/// A source record that changed after it was sent, under `update: [ ]`.
public struct ChangeMarker: Sendable, Hashable {
  public var sourceKey: String
  public var version: String
  public var noticedAt: Moment

  public init(sourceKey: String, version: String, noticedAt: Moment) {
    self.sourceKey = sourceKey
    self.version = version
    self.noticedAt = noticedAt
  }
}
