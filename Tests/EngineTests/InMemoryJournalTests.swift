import Engine
import Testing

@Suite struct InMemoryJournalTests {
  let suite = JournalSuite(
    make: { InMemoryJournal() },
    reopen: { journal in
      let memory = try #require(journal as? InMemoryJournal)
      return await memory.reopened()
    })

  @Test(arguments: JournalSuite.cases)
  func `does what a journal does`(_ each: JournalSuite.Case) async throws {
    try await each.body(suite)
  }

  @Test func `a dead process writes nothing`() async throws {
    let dead = InMemoryJournal()
    let run = try await suite.begin(dead)
    _ = await dead.reopened()
    await #expect(throws: JournalError.self) { try await dead.commit(Batch(run: run.id)) }
  }
}
