import ConnectorKit
import Engine

/// A journal of a process that may die before or after any call.
struct FusedJournal: Journal {
  var inner: any Journal
  var fuse: Fuse

  private func pass() throws(JournalError) {
    if !fuse.pass() { throw JournalError(.other, "the process is dead") }
  }

  private func through<Answer: Sendable>(
    _ call: () async throws(JournalError) -> Answer
  ) async throws(JournalError) -> Answer {
    try pass()
    let answer = try await call()
    try pass()
    return answer
  }

  func begin(_ opening: RunOpening) async throws(JournalError) -> OpenRun {
    try await through { () async throws(JournalError) in try await inner.begin(opening) }
  }
  func cursor(flow: String) async throws(JournalError) -> Cursor? { try await inner.cursor(flow: flow) }
  func pairing(flow: String) async throws(JournalError) -> Pairing? { try await inner.pairing(flow: flow) }
  func places() async throws(JournalError) -> [RememberedPlace] { try await inner.places() }
  func move(connection: String, to address: String) async throws(JournalError) {
    try await inner.move(connection: connection, to: address)
  }
  func unresolvedIntents(flow: String) async throws(JournalError) -> [Intent] {
    try await through { () async throws(JournalError) in try await inner.unresolvedIntents(flow: flow) }
  }
  func links(flow: String, sourceKeys: [String]) async throws(JournalError) -> [Link] {
    try await through { () async throws(JournalError) in try await inner.links(flow: flow, sourceKeys: sourceKeys) }
  }
  func links(flow: String, targetKeys: [String]) async throws(JournalError) -> [Link] {
    try await through { () async throws(JournalError) in try await inner.links(flow: flow, targetKeys: targetKeys) }
  }
  func linksNotSeen(flow: String, run: RunID, after: String?, limit: Int) async throws(JournalError) -> [Link] {
    try await inner.linksNotSeen(flow: flow, run: run, after: after, limit: limit)
  }
  func failures(flow: String) async throws(JournalError) -> [Failure] { try await inner.failures(flow: flow) }
  func changedSince(flow: String) async throws(JournalError) -> [ChangeMarker] {
    try await inner.changedSince(flow: flow)
  }
  func commit(_ batch: Batch) async throws(JournalError) {
    try await through { () async throws(JournalError) in try await inner.commit(batch) }
  }
  func finish(_ closing: RunClosing) async throws(JournalError) {
    try await through { () async throws(JournalError) in try await inner.finish(closing) }
  }
  func runs(flow: String?, limit: Int) async throws(JournalError) -> [RunSummary] {
    try await inner.runs(flow: flow, limit: limit)
  }
  func release(flow: String, sourceKeys: [String], as release: Release) async throws(JournalError) {
    try await inner.release(flow: flow, sourceKeys: sourceKeys, as: release)
  }
}
