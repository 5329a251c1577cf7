import Engine
import Sandbox
import Testing
import Values

@testable import Commands

/// What no repetition cures: the run stops and says why, and once it is put right, nothing is there twice.
@Suite(.serialized) struct PermanentFaultTests {
  private static let size = FaultRig.Size(articles: 60, orders: 30)

  private struct Case: Sendable, CustomTestStringConvertible {
    var faults: String
    var exit: Int32
    var words: [String]
    var testDescription: String { faults }
  }

  private static let cases = [
    Case(faults: "F17.ever=1", exit: 4, words: ["accept"]),
    Case(faults: "F19.host=1", exit: 5, words: ["redirect", "shop.example.com"]),
    Case(faults: "F19.http=1", exit: 5, words: ["redirect"]),
    Case(faults: "F19.loop=1", exit: 5, words: ["redirect"]),
    Case(faults: "F13.bomb=1", exit: 5, words: ["gzip bomb"]),
    Case(faults: "F13.gzip=1", exit: 5, words: ["is packed, and"]),
  ]

  @Test(arguments: cases) private func fromTheBeginning(_ wrong: Case) async throws {
    let rig = try await FaultRig(Self.size, faults: wrong.faults, flows: ["products"])
    let report = await rig.runOnce()[0].report
    #expect(rig.exitCode(report) == wrong.exit, "\(report.ending) \(report.message ?? "")")
    for word in wrong.words { #expect(report.message?.contains(word) == true, "\(report.message ?? "")") }
    #expect(report.books.read == 0)
    try await healed(rig)
  }

  /// It begins while records are on their way.
  @Test(arguments: ["F17.ever=0.05,seed=3", "F19.host=0.05,seed=3", "F13.bomb=0.5,seed=3"])
  func onTheWay(_ faults: String) async throws {
    let rig = try await FaultRig(Self.size, faults: faults, flows: ["products"])
    let report = await rig.runOnce()[0].report
    #expect(report.books.created < 20, "\(report.books.line)")
    try await healed(rig)
  }

  /// The next runs do the rest, and then there is nothing to do.
  private func healed(_ rig: FaultRig) async throws {
    try await rig.calm()
    let calm = try await FaultRig(Self.size, flows: ["products"])
    _ = await calm.runUntilDone(stops: [:])
    let outcome = await rig.runUntilDone(stops: [:])["products"]
    #expect(outcome?.runs.last?.ending == .done && outcome?.balances == true, "\(outcome?.text ?? "")")
    let (state, wanted) = (try await EndState(of: rig), try await EndState(of: calm))
    let isSame = state == wanted
    #expect(isSame, "\(state.difference(to: wanted))")
    #expect(try await Doubles(of: rig).keys.isEmpty)
    await rig.end()
    await calm.end()
  }
}
