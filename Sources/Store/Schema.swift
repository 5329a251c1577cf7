import GRDB

/// The tables, version by version. A version that was released is never changed; a new one is added at the end.
enum Schema {
  /// Marks a file as a journal of ours: "flow" in ASCII.
  static let applicationID: Int32 = 0x666C_6F77

  static var latest: Int { steps.count }

  static let steps: [String] = [
    """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT, flow TEXT NOT NULL, owner TEXT NOT NULL, started INTEGER NOT NULL,
      is_full INTEGER NOT NULL, finished INTEGER, ending TEXT, books TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_flow ON runs (flow, id);
    CREATE TABLE pairings (flow TEXT PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL) STRICT;
    CREATE TABLE cursors (flow TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT;
    CREATE TABLE intents (
      id INTEGER PRIMARY KEY, idempotency_key TEXT NOT NULL, flow TEXT NOT NULL, source_key TEXT NOT NULL,
      source_version TEXT NOT NULL, connection TEXT NOT NULL, entity TEXT NOT NULL, target_key TEXT, is_main INTEGER NOT NULL,
      look_up TEXT NOT NULL, intended_at INTEGER NOT NULL, attempt INTEGER NOT NULL,
      UNIQUE (flow, idempotency_key)
    ) STRICT;
    CREATE TABLE links (
      flow TEXT NOT NULL, source_key TEXT NOT NULL, target_key TEXT NOT NULL, source_version TEXT NOT NULL,
      is_own INTEGER NOT NULL, written TEXT NOT NULL, is_gone INTEGER NOT NULL, written_at INTEGER NOT NULL,
      last_seen INTEGER, PRIMARY KEY (flow, source_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX links_by_target ON links (flow, target_key);
    CREATE TABLE failures (
      id INTEGER PRIMARY KEY, flow TEXT NOT NULL, source_key TEXT NOT NULL, cause TEXT NOT NULL,
      faults TEXT NOT NULL, is_held INTEGER NOT NULL, attempts INTEGER NOT NULL, first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES runs (id),
      UNIQUE (flow, source_key)
    ) STRICT;
    CREATE TABLE changed (
      id INTEGER PRIMARY KEY, flow TEXT NOT NULL, source_key TEXT NOT NULL, version TEXT NOT NULL,
      noticed_at INTEGER NOT NULL, UNIQUE (flow, source_key)
    ) STRICT;
    """,
    """
    ALTER TABLE pairings ADD COLUMN source_address TEXT;
    ALTER TABLE pairings ADD COLUMN target_address TEXT;
    """,
  ]

  /// Brings the file to the latest version; all in one transaction.
  static func migrate(_ database: Database) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version < latest else { return }
    for step in steps[version...] { try database.execute(sql: step) }
    try database.execute(sql: "PRAGMA user_version = \(latest)")
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }
}
