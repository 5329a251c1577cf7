public import Engine
import GRDB

// Which systems the flows bring together, and where these stand.
extension SQLiteJournal {
  public func pairing(flow: String) async throws(JournalError) -> Pairing? {
    try await read { database in
      try Row.fetchOne(database, sql: "SELECT source, target FROM pairings WHERE flow = ?", arguments: [flow])
        .map { Pairing(source: $0["source"], target: $0["target"]) }
    }
  }

  public func places() async throws(JournalError) -> [RememberedPlace] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM pairings ORDER BY flow").flatMap { row in
        Pairing(source: row["source"], target: row["target"]).places(
          of: row["flow"], PairedAddresses(source: row["source_address"], target: row["target_address"]))
      }
    }
  }

  public func move(connection: String, to address: String) async throws(JournalError) {
    try await write { database in
      for side in ["source", "target"] {
        try database.execute(
          sql: "UPDATE pairings SET \(side)_address = ? WHERE substr(\(side), 1, instr(\(side), '.') - 1) = ?",
          arguments: [address, connection])
      }
    }
  }
}
