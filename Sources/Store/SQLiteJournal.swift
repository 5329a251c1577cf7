public import ConnectorKit
public import Engine
import GRDB
import Synchronization
import Values

/// A journal in one SQLite file. What a call has written outlives a power cut once the call returns.
///
/// Several processes may have the file open; a flow is run by one of them at a time.
public final class SQLiteJournal: Journal {
  let path: String
  private let database: DatabaseQueue
  private let locks = Mutex<[RunID: FlowLock]>([:])

  /// Opens the file, or creates it with its folder, and brings it to this program's version.
  ///
  /// `busyMilliseconds`: how long another process is waited for.
  public init(path: String, busyMilliseconds: Int = 5000) throws(JournalError) {
    self.path = path
    try StoreFile.prepare(path)
    do {
      database = try SQLiteJournal.open(path, busyMilliseconds)
    } catch {
      throw JournalError(error, path: path)
    }
  }

  private static func open(_ path: String, _ busyMilliseconds: Int) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(Double(busyMilliseconds) / 1000)
    configuration.journalMode = .wal
    configuration.label = "store of flowrun"
    let database = try DatabaseQueue(path: path, configuration: configuration)
    // GRDB sets NORMAL when it turns the write-ahead log on, and NORMAL loses commits in a power cut.
    try database.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try database.write { database in
      try requireOurs(database, path)
      try Schema.migrate(database)
    }
    guard try database.read({ try Int.fetchOne($0, sql: "PRAGMA synchronous") }) == 2 else {
      throw JournalError(.other, "the store \(path) does not keep what it has written; nothing is run on it")
    }
    return database
  }

  private static func requireOurs(_ database: Database, _ path: String) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if tables > 0, application != Schema.applicationID {
      throw JournalError(.corrupt, "\(path) is a database of another program; name another file under store:")
    }
    if version > Schema.latest {
      throw JournalError(
        .newerSchema,
        "the store \(path) was written by a newer version of this program (\(version), this one knows "
          + "\(Schema.latest)); install that version again")
    }
  }

  /// For tests: what the end of the process does, while the process goes on.
  func dropAsIfKilled() {
    locks.withLock { $0 = [:] }
  }

  /// For tests: as if the disk had little room left.
  func limitPages() async throws {
    try await database.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 10)")
    }
  }

  /// How the database keeps its promise: 2 is FULL.
  func synchronousLevel() async throws -> Int? {
    try await database.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
  }

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws(JournalError) -> Result {
    do {
      return try await database.read(body)
    } catch {
      throw JournalError(error, path: path)
    }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Result
  ) async throws(JournalError) -> Result {
    do {
      return try await database.write(body)
    } catch {
      throw JournalError(error, path: path)
    }
  }
}

// The life of a run.
extension SQLiteJournal {
  public func begin(_ opening: RunOpening) async throws(JournalError) -> OpenRun {
    guard let lock = try FlowLock(path: StoreFile.lock(opening.flow, beside: path)) else {
      throw try await heldBy(opening.flow)
    }
    let run = try await write { database in
      // Whoever left a run open is dead, as the lock was free.
      try database.execute(
        sql: "UPDATE runs SET ending = ? WHERE flow = ? AND ending IS NULL",
        arguments: [RunEnding.interrupted.rawValue, opening.flow])
      try database.execute(
        sql: "INSERT INTO runs (flow, owner, started, is_full, books) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          opening.flow, opening.owner, opening.startedAt.milliseconds, opening.isFull, Books().json.description,
        ])
      let id = RunID(database.lastInsertedRowID)
      try database.execute(
        sql: """
          INSERT INTO pairings (flow, source, target) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET source = excluded.source, target = excluded.target
          """,
        arguments: [opening.flow, opening.pairing.source, opening.pairing.target])
      return OpenRun(id: id, cursor: try SQLiteJournal.cursor(opening.flow, database))
    }
    locks.withLock { $0[run.id] = lock }
    return run
  }

  private func heldBy(_ flow: String) async throws(JournalError) -> JournalError {
    let holder = try await read { database in
      try Row.fetchOne(
        database, sql: "SELECT owner, started FROM runs WHERE flow = ? AND ending IS NULL ORDER BY id DESC",
        arguments: [flow]
      ).map { (owner: $0["owner"] as String, since: Moment(milliseconds: $0["started"])) }
    }
    guard let holder else { return JournalError(.locked, "another run is about to begin with the flow \(flow)") }
    return JournalError(
      .heldBy(owner: holder.owner, since: holder.since),
      "another run has the flow \(flow): \(holder.owner), since \(holder.since)")
  }

  public func finish(_ closing: RunClosing) async throws(JournalError) {
    try await write { database in
      _ = try SQLiteJournal.flow(of: closing.run, database)
      try database.execute(
        sql: "UPDATE runs SET finished = ?, ending = ?, books = ? WHERE id = ?",
        arguments: [
          closing.finishedAt.milliseconds, closing.ending.rawValue, closing.books.json.description, closing.run.number,
        ])
    }
    locks.withLock { $0[closing.run] = nil }
  }

  public func commit(_ batch: Batch) async throws(JournalError) {
    try await write { database in
      let flow = try SQLiteJournal.flow(of: batch.run, database)
      try BatchWriter(database: database, flow: flow).write(batch)
    }
  }

  /// The flow of a run that still has it.
  private static func flow(of run: RunID, _ database: Database) throws -> String {
    let flow = try String.fetchOne(
      database, sql: "SELECT flow FROM runs WHERE id = ? AND ending IS NULL", arguments: [run.number])
    guard let flow else { throw JournalError(.lostLock, "run \(run) has its flow no longer") }
    return flow
  }

  public func runs(flow: String?, limit: Int) async throws(JournalError) -> [RunSummary] {
    try await read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM runs WHERE ?1 IS NULL OR flow = ?1 ORDER BY id DESC LIMIT ?2",
        arguments: [flow, limit])
      return try rows.map(RunSummary.init)
    }
  }
}

// What was remembered.
extension SQLiteJournal {
  private static func cursor(_ flow: String, _ database: Database) throws -> ConnectorKit.Cursor? {
    try String.fetchOne(database, sql: "SELECT position FROM cursors WHERE flow = ?", arguments: [flow])
      .map { ConnectorKit.Cursor($0) }
  }

  public func cursor(flow: String) async throws(JournalError) -> ConnectorKit.Cursor? {
    try await read { try SQLiteJournal.cursor(flow, $0) }
  }

  public func unresolvedIntents(flow: String) async throws(JournalError) -> [Intent] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM intents WHERE flow = ? ORDER BY id", arguments: [flow])
        .map(Intent.init)
    }
  }

  public func links(flow: String, sourceKeys: [String]) async throws(JournalError) -> [Link] {
    try await read { database in
      var links: [Link] = []
      let statement = try database.cachedStatement(sql: "SELECT * FROM links WHERE flow = ? AND source_key = ?")
      for key in sourceKeys {
        if let row = try Row.fetchOne(statement, arguments: [flow, key]) { links.append(try Link(row)) }
      }
      return links
    }
  }

  public func links(flow: String, targetKeys: [String]) async throws(JournalError) -> [Link] {
    try await read { database in
      var links: [Link] = []
      let statement = try database.cachedStatement(sql: "SELECT * FROM links WHERE flow = ? AND target_key = ?")
      for key in Set(targetKeys) {
        for row in try Row.fetchAll(statement, arguments: [flow, key]) { links.append(try Link(row)) }
      }
      return links.sorted { $0.sourceKey < $1.sourceKey }
    }
  }

  public func linksNotSeen(
    flow: String, run: RunID, after: String?, limit: Int
  ) async throws(JournalError) -> [Link] {
    try await read { database in
      let sql = """
        SELECT * FROM links
        WHERE flow = ?1 AND is_gone = 0 AND last_seen IS NOT ?2 AND (?3 IS NULL OR source_key > ?3)
        ORDER BY source_key LIMIT ?4
        """
      return try Row.fetchAll(database, sql: sql, arguments: [flow, run.number, after, limit]).map(Link.init)
    }
  }

  public func failures(flow: String) async throws(JournalError) -> [Failure] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM failures WHERE flow = ? ORDER BY id", arguments: [flow])
        .map(Failure.init)
    }
  }

  public func changedSince(flow: String) async throws(JournalError) -> [ChangeMarker] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM changed WHERE flow = ? ORDER BY id", arguments: [flow])
        .map {
          ChangeMarker(
            sourceKey: $0["source_key"], version: $0["version"], noticedAt: Moment(milliseconds: $0["noticed_at"]))
        }
    }
  }

  public func release(flow: String, sourceKeys: [String], as release: Release) async throws(JournalError) {
    try await write { database in
      for key in sourceKeys {
        switch release {
        case .retry:
          try database.execute(
            sql: "UPDATE failures SET is_held = 0 WHERE flow = ? AND source_key = ?", arguments: [flow, key])
        case .forget:
          try database.execute(
            sql: "DELETE FROM failures WHERE flow = ? AND source_key = ?", arguments: [flow, key])
        }
      }
    }
  }
}
