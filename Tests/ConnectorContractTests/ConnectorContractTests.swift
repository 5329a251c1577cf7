import ConnectorContract
import ConnectorKit
import Testing
import Types
import Values

/// The contract finds each way to be bad, and nothing in a connector that is good.
@Suite struct ConnectorContractTests {
  private func findings(_ fault: BadConnector.Fault) async -> [ConnectorContract.Finding] {
    func answer(_ request: String, _ body: String) -> RecordedAnswer {
      RecordedAnswer(request, HTTPResponse(status: 200, body: Array(body.utf8)))
    }
    let settings = ConnectionSettings(
      connection: "bad", texts: ["fault": fault.rawValue], secrets: ["token": Secret("tok3n+of/bad=one")])
    let read = Trial(
      "read", .read(ReadRequest(entity: "things", selection: .all)),
      answers: [answer("GET /things", "1 2 more"), answer("GET /things", "3 end")])
    let write = Trial(
      "write",
      .write(
        WriteRequest(
          entity: "things", operation: .create, fields: [WrittenField("name", .value(.text("Lamp")))],
          idempotencyKey: "f/create/1/1")),
      answers: [answer("POST /things", "7 end")])
    return await ConnectorContract(BadConnector.self, settings: settings, trials: [read, write]).findings()
  }

  @Test func aGoodOneKeepsIt() async {
    #expect(await findings(.none).map(\.description) == [])
  }

  @Test(arguments: [
    (BadConnector.Fault.keyless, ConnectorContract.Rule.onceOnly), (.repeatsCreates, .onceOnly),
    (.sendsNoKey, .onceOnly), (.ignoresStatus, .refusing), (.ignoresThrottling, .throttling),
    (.ignoresCredentials, .refusing), (.believesHalf, .cutAnswers), (.hasNoCursor, .resuming),
    (.forgetsCursor, .resuming), (.showsSecrets, .secrets), (.saysSecrets, .secrets), (.doesNotStop, .stopping),
    (.forgetsPages, .resuming),
  ])
  func aBadOneIsFound(fault: BadConnector.Fault, rule: ConnectorContract.Rule) async {
    let found = await findings(fault)
    #expect(found.contains { $0.rule == rule }, "\(found)")
  }

  @Test func aRecordingOfSomethingElseIsSaid() async {
    let settings = ConnectionSettings(
      connection: "bad", texts: [:], secrets: ["token": Secret("tok3n+of/bad=one")])
    let trial = Trial(
      "read", .read(ReadRequest(entity: "things", selection: .all)),
      answers: [RecordedAnswer("GET /others", HTTPResponse(status: 200, body: Array("1 end".utf8)))])
    let found = await ConnectorContract(BadConnector.self, settings: settings, trials: [trial]).findings()
    #expect(found.map(\.description) == ["read: replay: it asks GET /things where the recording has GET /others"])
  }
}
