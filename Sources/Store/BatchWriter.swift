import ConnectorKit
import Engine
import GRDB
import Values

/// Writes what one commit changes, inside the transaction that its caller began.
struct BatchWriter {
  var database: Database
  var flow: String

  func write(_ batch: Batch) throws {
    for intent in batch.intents { try write(intent) }
    for outcome in batch.outcomes {
      // Also a held one: its failure says what a person must do.
      try run("DELETE FROM intents WHERE flow = ? AND idempotency_key = ?", [flow, outcome.idempotencyKey])
    }
    for link in batch.links { try write(link, batch.run) }
    for key in batch.removedLinks { try run("DELETE FROM links WHERE flow = ? AND source_key = ?", [flow, key]) }
    for key in batch.seen {
      try run("UPDATE links SET last_seen = ? WHERE flow = ? AND source_key = ?", [batch.run.number, flow, key])
    }
    for failure in batch.failures { try write(failure) }
    for key in batch.settled { try run("DELETE FROM failures WHERE flow = ? AND source_key = ?", [flow, key]) }
    for marker in batch.changed { try write(marker) }
    if let cursor = batch.cursor {
      try run(
        "INSERT INTO cursors (flow, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position",
        [flow, cursor.position])
    }
    if let addresses = batch.addresses {
      try run(
        "UPDATE pairings SET source_address = ?, target_address = ? WHERE flow = ?",
        [addresses.source, addresses.target, flow])
    }
    try run("UPDATE runs SET books = ? WHERE id = ?", [batch.books.json.description, batch.run.number])
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  private func write(_ intent: Intent) throws {
    try run(
      """
      INSERT INTO intents (
        flow, idempotency_key, source_key, source_version, connection, entity, target_key, is_main, look_up,
        intended_at, attempt
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (flow, idempotency_key) DO UPDATE SET
        source_key = excluded.source_key, source_version = excluded.source_version,
        connection = excluded.connection, entity = excluded.entity, target_key = excluded.target_key,
        is_main = excluded.is_main, look_up = excluded.look_up, intended_at = excluded.intended_at,
        attempt = excluded.attempt
      """,
      [
        flow, intent.idempotencyKey, intent.sourceKey, intent.sourceVersion, intent.connection, intent.entity,
        intent.targetKey, intent.isMain, intent.storedLookUp.description, intent.intendedAt.milliseconds,
        intent.attempt,
      ])
  }

  private func write(_ link: Link, _ run: RunID) throws {
    try self.run(
      """
      INSERT INTO links (
        flow, source_key, target_key, source_version, is_own, written, is_gone, written_at, last_seen
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (flow, source_key) DO UPDATE SET
        target_key = excluded.target_key, source_version = excluded.source_version, is_own = excluded.is_own,
        written = excluded.written, is_gone = excluded.is_gone, written_at = excluded.written_at,
        last_seen = excluded.last_seen
      """,
      [
        flow, link.sourceKey, link.targetKey, link.sourceVersion, link.isOwn, link.storedWritten.description,
        link.isGone, link.writtenAt.milliseconds, run.number,
      ])
  }

  private func write(_ failure: Failure) throws {
    try run(
      """
      INSERT INTO failures (flow, source_key, cause, faults, is_held, attempts, first_at, last_at, run)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (flow, source_key) DO UPDATE SET
        cause = excluded.cause, faults = excluded.faults, is_held = excluded.is_held,
        attempts = attempts + (run <> excluded.run), last_at = excluded.last_at, run = excluded.run
      """,
      [
        flow, failure.sourceKey, failure.cause, JSON.array(failure.faults.map(\.stored)).description, failure.isHeld,
        failure.attempts, failure.firstAt.milliseconds, failure.lastAt.milliseconds, failure.run.number,
      ])
  }

  private func write(_ marker: ChangeMarker) throws {
    try run(
      """
      INSERT INTO changed (flow, source_key, version, noticed_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (flow, source_key) DO UPDATE SET version = excluded.version, noticed_at = excluded.noticed_at
      """,
      [flow, marker.sourceKey, marker.version, marker.noticedAt.milliseconds])
  }
}
