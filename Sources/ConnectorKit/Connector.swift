public import Values

/// A system that flows read from and write to.
///
/// A connector fills requests and understands answers. It opens no socket, sleeps never and retries nothing: the
/// engine does, from what `ConnectorError` says.
public protocol Connector: Sendable {
  /// What it is: entities, settings, capabilities. Everything printed about a connector comes from here.
  static var declaration: ConnectorDeclaration { get }

  /// What it is for a connection whose settings are these, secrets left out: types may hang on a setting, as the VAT
  /// basis of prices does. A setting that is not given is not there.
  static func declaration(for settings: [String: String]) -> ConnectorDeclaration

  /// What it is for a connection of which more than the settings says it: files that lie in its folder.
  static func declaration(of connection: ConnectionOutline) -> ConnectorDeclaration

  /// The settings are complete and of the declared kinds: `ConnectorDeclaration.check` saw to that.
  init(settings: ConnectionSettings)

  /// Asked once when a run starts, before anything is read: are the credentials accepted, do prices mean what the
  /// connection says? Gives what does not agree, in sentences for the person who runs the flow.
  func inspect(over transport: any Transport) async throws(ConnectorError) -> [String]

  /// One page of an entity.
  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page

  /// For each query the records that match it, at most two of each: one is used, two are an error of the data.
  /// Comparison is the field's own (an e-mail address ignores case), and never partial.
  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]]

  /// Creates or updates one record. Never called twice at once for one record.
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord

  /// Takes one record away for good. One that is not there any more counts as taken away, so it may be asked twice.
  func delete(_ request: DeleteRequest, over transport: any Transport) async throws(ConnectorError)

  /// Asked before the journal notes what became of writes: what was written survives a power failure from here on.
  func keep() async throws(ConnectorError)

  /// Asked once when a run has come to its end, however it ended: what these entities got is to be seen by others now.
  /// A run that is killed does not ask, so the next one finds what was kept.
  func finish(_ entities: [String]) async throws(ConnectorError)
}

extension Connector {
  /// A connector whose types hang on no setting is always the same.
  public static func declaration(for settings: [String: String]) -> ConnectorDeclaration { declaration }

  /// A connector that needs no files goes by the settings.
  public static func declaration(of connection: ConnectionOutline) -> ConnectorDeclaration {
    declaration(for: connection.settings)
  }

  /// Where a write is applied when it is answered there is nothing to do.
  public func keep() async throws(ConnectorError) {}

  /// Where a write is applied when it is answered there is nothing to do.
  public func finish(_ entities: [String]) async throws(ConnectorError) {}
}

/// What is known of a connection before it is made. No secret is among it.
public struct ConnectionOutline: Sendable {
  /// Those that were given, and the standards of the others.
  public var settings: [String: String]
  /// The one that a setting of the kind `folder` names; otherwise one with nothing in it.
  public var folder: any FileFolder
  /// The other connectors of the program.
  public var others: [ConnectorDeclaration]

  public init(
    settings: [String: String], folder: any FileFolder = InMemoryFolder(), others: [ConnectorDeclaration] = []
  ) {
    self.settings = settings
    self.folder = folder
    self.others = others
  }
}

/// What to read.
public struct ReadRequest: Sendable {
  /// Which of its records.
  public enum Selection: Sendable, Hashable {
    /// Everything, from the beginning.
    case all
    /// What changed since a cursor's position.
    case changes(since: Cursor)
    /// These records, by the entity's key.
    case keys([String])
    /// All records whose `field` has one of these values: how a group is made whole.
    case group(field: String, values: [String])
  }

  public var entity: String
  public var selection: Selection
  /// Where the previous page ended; nil for the first.
  public var next: PageMark?
  /// A wish, not a promise.
  public var limit: Int
  /// The fields that the flow uses, as paths (`billing_address.city`); lets a connector leave out expensive parts.
  public var fields: Set<String>
  /// A wish: the newest records first, one page of them. Who can't do so gives the first page there is.
  public var isNewestFirst = false
  /// Also what records hold beside the declared fields, as far as it is text, number or yes and no.
  public var showsUndeclared = false

  /// Whether a member that no declaration has is to be handed on: a flow uses it, since it was seen in the account.
  public func wantsUndeclared(_ name: String) -> Bool { showsUndeclared || fields.contains(name) }

  public init(
    entity: String, selection: Selection, next: PageMark? = nil, limit: Int = 100, fields: Set<String> = []
  ) {
    self.entity = entity
    self.selection = selection
    self.next = next
    self.limit = limit
    self.fields = fields
  }
}

/// Where a later run goes on: the connector's own text, kept in the journal.
public struct Cursor: Sendable, Hashable {
  public var position: String
  public init(_ position: String) { self.position = position }
}

/// Where the next page begins, within one reading.
public struct PageMark: Sendable, Hashable {
  public var position: String
  public init(_ position: String) { self.position = position }
}

/// Some records of an entity, in the order in which the system gives them.
public struct Page: Sendable {
  public var records: [FoundRecord]
  /// Nil on the last page.
  public var next: PageMark?
  /// The position that covers everything up to and including this page; nil if it has not moved.
  public var cursor: Cursor?

  public init(records: [FoundRecord], next: PageMark?, cursor: Cursor?) {
    self.records = records
    self.next = next
    self.cursor = cursor
  }
}

/// A record as the connector gives it: JSON in the shape of the entity's record type, with wire forms already undone.
/// Amounts and decimals are JSON numbers, dates `2026-01-31`, moments ISO 8601 in UTC, members their words.
public struct FoundRecord: Sendable {
  /// Its identity in its own system: what journals and messages call it.
  public var key: String
  /// Changes whenever the record does: a version, a modification time; nil if the system has none.
  public var version: String?
  public var body: Node

  public init(key: String, version: String? = nil, body: Node) {
    self.key = key
    self.version = version
    self.body = body
  }
}

/// Which records of an entity have these values in these fields.
public struct FindRequest: Sendable {
  public var entity: String
  /// Each query has a value for every one of `fields`.
  public var fields: [String]
  public var queries: [[Value]]
  /// The fields of the found records that the flow writes or uses, as paths. What costs a call of its own is read only
  /// if it is named here.
  public var parts: Set<String>

  public init(entity: String, fields: [String], queries: [[Value]], parts: Set<String> = []) {
    self.entity = entity
    self.fields = fields
    self.queries = queries
    self.parts = parts
  }
}
