import Engine
import Foundation
import Sandbox
import Store
import Testing
import Values

/// One case for each way to end.
@Suite(.serialized) struct ExitCodeTests {
  @Test func zeroForRightFlows() async throws {
    let folder = try LocalProject.copyOfMappings()
    let answer = try await Program.run(["validate"], in: folder.url)
    #expect(answer.status == 0)
    #expect(answer.output.contains("flows are right"))
    #expect(try await Program.run(["test"], in: folder.url).status == 0)
  }

  @Test func zeroForARunAndAgain() async throws {
    let project = try await LocalProject()
    let first = try await project.run(["execute", "customers"])
    #expect(first.status == 0)
    #expect(first.output.contains("read 60 = created"))
    let second = try await project.run(["execute", "customers", "--full"])
    #expect(second.status == 0)
    #expect(second.output.contains("created 0 + updated 0 + unchanged"))
    let json = try await project.run(["execute", "customers", "--json"])
    #expect(try JSON.parse(json.output)["flows"]?[0]?["ending"]?.string == "done")
    await project.systems.stop()
  }

  @Test func oneForStoppedRecords() async throws {
    let project = try await LocalProject()
    let answer = try await project.run(["execute", "orders"])
    #expect(answer.status == 1)
    #expect(answer.output.contains("1 × R901: Mplus has no article ONBEKEND-1; Mplus has no article ONBEKEND-2  (105)"))
    #expect(answer.output.contains("2 × Order 112: NL001234567B01 is not a VAT number  (112, 113)"))
    #expect(answer.output.contains("retry: flowrun execute orders --env local"))
    await project.systems.stop()
  }

  @Test func oneForExamplesThatFail() async throws {
    let folder = try LocalProject.copyOfMappings()
    let file = folder.url.appending(path: "products.test.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let broken = text.replacing(#/expect: skip record/#, with: "expect: { stop: \"never said\" }", maxReplacements: 1)
    #expect(broken != text)
    try Data(broken.utf8).write(to: file)
    let answer = try await Program.run(["test", "products"], in: folder.url)
    #expect(answer.status == 1)
    #expect(answer.output.contains("stop: never said") && answer.output.contains("the filter leaves it out"))
  }

  @Test func threeForAWrongFlowOrProject() async throws {
    let folder = try LocalProject.copyOfMappings()
    let flow = folder.url.appending(path: "customers.flow.yaml")
    let text = try String(contentsOf: flow, encoding: .utf8)
    try Data(text.replacing("email:         email", with: "emial:         email").utf8).write(to: flow)
    let answer = try await Program.run(["validate", "customers", "--format", "short"], in: folder.url)
    #expect(answer.status == 3)
    #expect(answer.output.contains("customers.flow.yaml"))
    #expect(try await Program.run(["execute", "customers"], in: folder.url).status == 3)
  }

  @Test func fourForCredentials() async throws {
    let project = try await LocalProject()
    let absent = try await project.run(["execute", "customers"], environment: [:])
    #expect(absent.status == 4)
    #expect(absent.messages.contains("export BIGCOMMERCE_TOKEN=…"))
    var wrong = LocalProject.credentials
    wrong["BIGCOMMERCE_TOKEN"] = "wrong-token"
    let refused = try await project.run(["execute", "customers"], environment: wrong)
    #expect(refused.status == 4)
    #expect(!(refused.output + refused.messages).contains("wrong-token"))
    await project.systems.stop()
  }

  @Test func fiveForASystemThatIsNotThere() async throws {
    let project = try await LocalProject()
    await project.systems.stop()
    let overlay = project.folder.url.appending(path: "flowrun.local.yaml")
    let text = try String(contentsOf: overlay, encoding: .utf8).replacing("settle: 1s", with: "attempts: 1")
    try Data(text.utf8).write(to: overlay)
    #expect(try await project.run(["execute", "customers"]).status == 5)
  }

  @Test func sixWhileAnotherRunHasTheFlow() async throws {
    let project = try await LocalProject()
    let journal = try SQLiteJournal(path: project.folder.url.appending(path: ".flowrun/state.local.db").path)
    _ = try await journal.begin(
      RunOpening(
        flow: "customers", pairing: Pairing(source: "bigcommerce.customers", target: "mplus.relations"),
        startedAt: Moment(milliseconds: 0), isFull: false, owner: "a test"))
    let answer = try await project.run(["execute", "customers"])
    #expect(answer.status == 6)
    #expect(answer.messages.contains("a test"))
    await project.systems.stop()
  }

  @Test func sevenForAStoreThatIsNone() async throws {
    let project = try await LocalProject()
    let file = project.folder.url.appending(path: ".flowrun/state.local.db")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("this is a letter to my aunt, and a long one at that".utf8).write(to: file)
    #expect(try await project.run(["execute", "customers"]).status == 7)
    await project.systems.stop()
  }

  @Test func sixtyFourForAFlowThatIsNotThere() async throws {
    let folder = try LocalProject.copyOfMappings()
    let answer = try await Program.run(["execute", "custmers"], in: folder.url)
    #expect(answer.status == 64)
    #expect(answer.messages.contains("did you mean `customers`?"))
  }

  @Test func aSignalFinishesWhatIsUnderWay() async throws {
    let project = try await LocalProject { $0.faults.delayMilliseconds = 200 }
    let running = try Program.start(
      ["execute", "customers", "--env", "local"], in: project.folder.url, environment: LocalProject.credentials)
    while await project.writes() == 0 { try await Task.sleep(for: .milliseconds(50)) }
    kill(running.process.processIdentifier, SIGTERM)
    let answer = await running.answer()
    #expect(answer.status == 143)
    #expect(answer.messages.contains("finishing what is under way"))
    // Nothing is lost, nothing is there twice.
    try await project.systems.world.quicken()
    #expect(try await project.run(["execute", "customers", "--full"]).status == 0)
    await project.systems.stop()
  }

  @Test func aPlanWritesNothing() async throws {
    let project = try await LocalProject()
    let answer = try await project.run(["plan", "customers", "--limit", "3"])
    #expect(answer.status == 0)
    #expect(answer.output.contains("+ mplus.relations"))
    let ledger = await project.systems.world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .mplus)
    #expect(ledger.text == "")
    await project.systems.stop()
  }
}

extension SimulatedWorld {
  fileprivate func quicken() async throws {
    _ = handle(
      SimulatedRequest("POST", "/_sandbox/faults", body: Array("{\"delay_ms\": 0}".utf8)), for: .bigcommerce)
  }
}
