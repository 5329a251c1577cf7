import Testing

@testable import Commands

@Suite struct ExitStatusTests {
  @Test func theWorstOfTwoCounts() {
    #expect(ExitStatus.done.worse(.unfinished) == .unfinished)
    #expect(ExitStatus.credentials.worse(.unfinished) == .credentials)
    #expect(ExitStatus.unreachable.worse(.interrupted) == .interrupted)
  }
}
