import Engine
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct SQLiteJournalTests {
  let folder: TemporaryFolder
  let suite: JournalSuite

  init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    suite = JournalSuite(
      make: { try SQLiteJournal(path: folder.path + "/state/state.db") },
      reopen: { journal in
        let old = try #require(journal as? SQLiteJournal)
        old.dropAsIfKilled()
        return try SQLiteJournal(path: old.path)
      })
  }

  @Test(arguments: JournalSuite.cases)
  func `does what a journal does`(_ each: JournalSuite.Case) async throws {
    try await each.body(suite)
  }

  @Test func `what it has written is really written`() async throws {
    let journal = try SQLiteJournal(path: folder.path + "/state.db")
    #expect(try await journal.synchronousLevel() == 2)
  }

  @Test func `only its owner can read it`() throws {
    let inner = folder.path + "/.flowrun"
    _ = try SQLiteJournal(path: inner + "/state.db")
    let manager = FileManager.default
    let mode = { (path: String) in try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int }
    #expect(try mode(inner) == 0o700)
    #expect(try mode(inner + "/state.db") == 0o600)
  }

  @Test func `two processes do not run one flow`() async throws {
    let path = folder.path + "/state.db"
    let one = try SQLiteJournal(path: path)
    let two = try SQLiteJournal(path: path)
    let run = try await suite.begin(one)
    let error = await #expect(throws: JournalError.self) { try await suite.begin(two) }
    #expect(error?.kind == .heldBy(owner: "pid 1 on here", since: JournalSuite.noon))
    try await suite.finish(one, run.id)
    _ = try await suite.begin(two)
  }

  @Test func `a newer version's file is refused`() async throws {
    let path = folder.path + "/state.db"
    _ = try SQLiteJournal(path: path)
    try await DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = #expect(throws: JournalError.self) { try SQLiteJournal(path: path) }
    #expect(error?.kind == .newerSchema)
  }

  @Test func `another program's database is left alone`() async throws {
    let path = folder.path + "/state.db"
    try await DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER)") }
    let error = #expect(throws: JournalError.self) { try SQLiteJournal(path: path) }
    #expect(error?.kind == .corrupt)
  }

  @Test func `a damaged file is called damaged`() throws {
    let path = folder.path + "/state.db"
    try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: JournalError.self) { try SQLiteJournal(path: path) }
    #expect(error?.kind == .corrupt)
    #expect(error?.message.contains("damaged") == true)
  }

  @Test func `a file that another program locks is waited for, then named`() async throws {
    let path = folder.path + "/state.db"
    let journal = try SQLiteJournal(path: path, busyMilliseconds: 10)
    let run = try await suite.begin(journal)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try await other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
    var batch = Batch(run: run.id)
    batch.seen = ["1"]
    let error = await #expect(throws: JournalError.self) { try await journal.commit(batch) }
    #expect(error?.kind == .locked)
    try await other.writeWithoutTransaction { database in try database.execute(sql: "ROLLBACK") }
    try await journal.commit(batch)
  }

  @Test func `a full disk is called full, and nothing of the commit is there`() async throws {
    let path = folder.path + "/state.db"
    let journal = try SQLiteJournal(path: path)
    let run = try await suite.begin(journal)
    try await journal.limitPages()
    var batch = Batch(run: run.id)
    batch.links = (1...5000).map { JournalSuite.link("key \($0)", "target \($0)") }
    let error = await #expect(throws: JournalError.self) { try await journal.commit(batch) }
    #expect(error?.kind == .full)
    #expect(try await journal.links(flow: "orders", sourceKeys: ["key 1"]).isEmpty)
  }

  @Test func `a file that may not be written to says so`() throws {
    // Whoever is root may write everywhere, except to what is no folder.
    let path = folder.path + "/file"
    try Data().write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: JournalError.self) { try SQLiteJournal(path: path + "/state.db") }
    #expect(error?.kind == .readOnly)
  }

  @Test func `a flow's name stays inside the folder of locks`() throws {
    let path = folder.path + "/state.db"
    #expect(try StoreFile.lock("../x", beside: path).hasSuffix("state.db.locks/_46_46_47x.lock"))
  }
}

/// A folder that goes when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/flowrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { _ = Result { try FileManager.default.removeItem(atPath: path) } }
}
