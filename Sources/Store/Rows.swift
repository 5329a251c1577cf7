import ConnectorKit
import Engine
import GRDB
import Values

// How rows become what the engine knows. What cannot be read makes the whole call fail: half a memory is worse than none.

extension Intent {
  init(_ row: Row) throws {
    self.init(
      idempotencyKey: row["idempotency_key"], flow: row["flow"], sourceKey: row["source_key"],
      sourceVersion: row["source_version"], connection: row["connection"], entity: row["entity"],
      targetKey: row["target_key"], isMain: row["is_main"],
      lookUp: Intent.lookUp(stored: try json(row, "look_up")),
      intendedAt: Moment(milliseconds: row["intended_at"]), attempt: row["attempt"])
  }
}

extension Link {
  init(_ row: Row) throws {
    self.init(
      flow: row["flow"], sourceKey: row["source_key"], targetKey: row["target_key"],
      sourceVersion: row["source_version"], isOwn: row["is_own"],
      written: Link.written(stored: try json(row, "written")), isGone: row["is_gone"],
      writtenAt: Moment(milliseconds: row["written_at"]))
  }
}

extension Failure {
  init(_ row: Row) throws {
    let faults = try json(row, "faults").array ?? []
    self.init(
      flow: row["flow"], sourceKey: row["source_key"], cause: row["cause"],
      faults: faults.compactMap { Fault(stored: $0) }, isHeld: row["is_held"],
      at: Moment(milliseconds: row["last_at"]), run: RunID(row["run"]))
    attempts = row["attempts"]
    firstAt = Moment(milliseconds: row["first_at"])
  }
}

extension RunSummary {
  init(_ row: Row) throws {
    let finished: Int64? = row["finished"]
    let ending: String? = row["ending"]
    self.init(
      id: RunID(row["id"]), flow: row["flow"], startedAt: Moment(milliseconds: row["started"]),
      isFull: row["is_full"], finishedAt: finished.map { Moment(milliseconds: $0) },
      ending: ending.flatMap { RunEnding(rawValue: $0) }, books: Books(json: try json(row, "books")))
  }
}

private func json(_ row: Row, _ column: String) throws -> JSON {
  let text: String = row[column]
  do {
    return try JSON.parse(text)
  } catch {
    throw JournalError(.corrupt, "the store holds something unreadable in \(column): \(error)")
  }
}
