import Testing

@testable import flowrun

@Suite struct ExitStatusTests {
  @Test func theWorstOfTwoCounts() {
    #expect(ExitStatus.done.worse(.unfinished) == .unfinished)
    #expect(ExitStatus.credentials.worse(.unfinished) == .credentials)
    #expect(ExitStatus.unreachable.worse(.interrupted) == .interrupted)
  }
}
