import Testing
import Values

@testable import Sandbox

/// Which faults are met, and how often.
@Suite struct FaultScheduleTests {
  private static let read = SimulatedRequest("GET", "/stores/sandbox/v3/catalog/products?limit=50&id:greater=0")

  private func drawn(_ text: String, requests: Int = 4000) throws -> [FaultForm?] {
    var faults = SandboxFaults()
    try faults.apply(text)
    var schedule = FaultSchedule(faults)
    return (0..<requests).map { _ in
      let form = schedule.draw(Self.read, .bigcommerce)
      if let form { schedule.note(form, Self.read) }
      return form
    }
  }

  @Test func everyClassHasFormsAndASentence() {
    #expect(FaultClass.allCases.count == 20)
    for fault in FaultClass.allCases {
      #expect(!fault.forms.isEmpty && !fault.sentence.isEmpty && fault.usualPerMillion >= 1000)
      #expect(fault.forms.allSatisfy { $0.rawValue.hasPrefix(fault.rawValue + ".") })
    }
    #expect(FaultClass.allCases.reduce(0) { $0 + $1.forms.count } == FaultForm.allCases.count)
  }

  @Test func theSameSeedDrawsTheSameFaults() throws {
    #expect(try drawn("seed=7,rate=0.1") == drawn("seed=7,rate=0.1"))
    #expect(try drawn("seed=7,rate=0.1") != drawn("seed=8,rate=0.1"))
  }

  @Test func aRateIsShared() throws {
    let tenth = try drawn("seed=7,rate=0.1").compactMap(\.self)
    #expect((250...450).contains(tenth.count))
    // One of the frequent classes comes about ten times as often as one of the rare ones.
    #expect(tenth.count { $0.fault == .failedBefore } > 3 * tenth.count { $0.fault == .redirected })
    #expect(!tenth.contains(.tokenForEver), "what lasts for ever is made only for whoever names it")
  }

  @Test func oneClassAloneIsMetInAllItsForms() throws {
    let throttled = try drawn("F01=0.2").compactMap(\.self)
    #expect((700...900).contains(throttled.count))
    #expect(Set(throttled) == Set(FaultClass.throttled.forms))
    #expect(Set(try drawn("F13.bomb=1").compactMap(\.self)) == [.bomb])
  }

  @Test func theRareOnesGetTheirTurn() throws {
    let all = try drawn("seed=7,least=10", requests: 6000).compactMap(\.self)
    let counts = Dictionary(grouping: all, by: \.fault).mapValues(\.count)
    // XML and batches are no matter of such a request.
    for fault in FaultClass.allCases where fault.isMadeHere && fault != .malformedXML {
      #expect(counts[fault] ?? 0 >= 10, "\(fault.rawValue): \(counts[fault] ?? 0)")
    }
  }

  @Test func aTokenThatWasRefusedOnceIsAcceptedThen() throws {
    var faults = SandboxFaults()
    try faults.apply("F17.once=1")
    var schedule = FaultSchedule(faults)
    let first = schedule.draw(Self.read, .bigcommerce)
    #expect(first == .tokenOnce)
    if let first { schedule.note(first, Self.read) }
    #expect(schedule.draw(Self.read, .bigcommerce) == nil)
  }

  @Test(arguments: [
    ("F44=0.2", "there is no fault F44: `flowrun sandbox faults` lists them"),
    ("F04=2", "F04 is a share between 0 and 1, as in F04=0.2, and not 2"),
    ("50", "“50” is not NAME=VALUE: write --faults seed=7,rate=0.1 or --faults F04=0.2"),
    ("F09=0.1", "F09 happens on the caller's side, so the simulated systems can't make it"),
    ("seed=x", "seed is a whole number, not x"),
    ("second=0", "second is how many milliseconds a fault's second takes, as in second=20ms"),
  ])
  func whatCantBeReadIsSaid(_ text: String, _ sentence: String) {
    var faults = SandboxFaults()
    #expect(throws: SandboxProblem(sentence)) { try faults.apply(text) }
  }

  @Test func ratesReplaceEachOther() throws {
    var faults = SandboxFaults()
    try faults.apply("seed=7")
    #expect(faults.classes[.failedBefore] == 30_000, "a seed alone is the usual mix")
    try faults.apply("F04=0.2,F13.bomb=0.01,second=20ms")
    #expect(faults.classes == [.resetAfter: 200_000] && faults.forms == [.bomb: 10_000])
    #expect(faults.seed == 7 && faults.secondMilliseconds == 20)
    try faults.apply("rate=0")
    #expect(faults.isCalm)
  }
}
