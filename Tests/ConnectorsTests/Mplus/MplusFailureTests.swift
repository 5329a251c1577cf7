import ConnectorKit
import Testing
import Values

@testable import Connectors

@Suite struct MplusFailureTests {
  private typealias Answer = ScriptedTransport.Answer

  /// What a read and a write make of one answer.
  private func kinds(_ answer: Answer) async -> [ConnectorError.Kind?] {
    let till = TestTill(answer, answer)
    var kinds: [ConnectorError.Kind?] = []
    do throws(ConnectorError) {
      _ = try await till.read("relations")
      kinds.append(nil)
    } catch {
      kinds.append(error.kind)
    }
    do throws(ConnectorError) {
      _ = try await till.create("relations", [.text("name", "x")])
      kinds.append(nil)
    } catch {
      kinds.append(error.kind)
    }
    return kinds
  }

  @Test func faultsByClassInAnyStatus() async {
    #expect(await kinds(.fault("SOAP-ENV:Client.Authentication", "no")) == [.credentials, .credentials])
    #expect(await kinds(.fault("SOAP-ENV:Client", "authentication failed")) == [.credentials, .credentials])
    #expect(await kinds(.fault("SOAP-ENV:Client", "wrong value")) == [.refused, .refused])
    #expect(await kinds(.fault("SOAP-ENV:Client", "wrong value", status: 200)) == [.refused, .refused])
    #expect(await kinds(.fault("SOAP-ENV:Server", "database")) == [.unavailable, .ambiguous])
    #expect(await kinds(.fault("SOAP-ENV:Server", "database", status: 200)) == [.unavailable, .ambiguous])
    #expect(await kinds(.fault("", "odd")) == [.unavailable, .ambiguous])
  }

  @Test func statuses() async {
    #expect(await kinds(.xml(502, "<html><body>Bad Gateway</body></html>")) == [.unavailable, .ambiguous])
    #expect(await kinds(.empty(503)) == [.unavailable, .ambiguous])
    #expect(await kinds(.empty(408)) == [.unavailable, .ambiguous])
    #expect(await kinds(.empty(401)) == [.credentials, .credentials])
    #expect(await kinds(.empty(404)) == [.refused, .refused])
    #expect(await kinds(.empty(301)) == [.refused, .refused])
    #expect(await kinds(.empty(413)) == [.refused, .refused])
    #expect(await kinds(.empty(429)) == [.throttled(waitMilliseconds: nil), .throttled(waitMilliseconds: nil)])
    #expect(await kinds(.empty(429, headers: ["retry-after": "3"])).first == .throttled(waitMilliseconds: 3000))
  }

  @Test func answersThatMakeNoSense() async {
    let both: [ConnectorError.Kind?] = [.misunderstood, .misunderstood]
    #expect(await kinds(.empty(200)) == both)
    #expect(await kinds(.xml(200, "<html><body>Hello</body></html>")) == both)
    #expect(await kinds(.soap("GetProductsResponse")) == both)
    #expect(await kinds(.xml(200, Answer.envelope(""))) == both)
    #expect(await kinds(.xml(200, "<!DOCTYPE x>" + Answer.envelope("<ns:GetRelationsResponse/>"))) == both)
    let whole = Answer.envelope("<ns:GetRelationsResponse><ns:relationList/></ns:GetRelationsResponse>")
    for cut in [20, 120, whole.count - 25, whole.count - 1] {
      #expect(await kinds(.xml(200, String(whole.prefix(cut)))) == both)
    }
    #expect(await kinds(.xml(200, whole + whole)) == both)
  }

  @Test func anAnswerWithoutAResultIsNoSuccess() async {
    let till = TestTill(.soap("CreateRelationResponse", "<relationNumber>5</relationNumber>"))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("relations", [.text("name", "x")])
    }
    #expect(error?.kind == .misunderstood)
  }

  @Test func noSecretInAnyMessageOrVisibleAddress() async {
    let echo = "bad request to /?ident=\(TestTill.ident)&amp;secret=s3cret%2Fcanary%2B7321 (\(TestTill.secret))"
    let till = TestTill(.fault("SOAP-ENV:Client", echo))
    let error = await #expect(throws: ConnectorError.self) { try await till.read("relations") }
    #expect(error?.message == "Mplus refused getRelations: bad request to /?ident=••••&secret=•••• (••••)")
    let request = till.transport.requests.first
    #expect(request?.url.visible == "https://till.example:44281/")
    #expect(request?.url.secretQuery.map(\.name) == ["ident", "secret"])
    #expect(till.transport.bodies.first?.contains("canary") == false)
    #expect(request.map { "\($0)".contains("canary") } == false)
  }

  @Test func aLongTextOfTheOtherSideIsCut() async {
    let till = TestTill(.fault("SOAP-ENV:Client", String(repeating: "x", count: 5000)))
    let error = await #expect(throws: ConnectorError.self) { try await till.read("relations") }
    #expect((error?.message.count ?? 9999) < 400)
  }

  @Test func theProtocolVersionIsLookedAt() async throws {
    func version(_ major: String) -> Answer {
      .soap(
        "getApiVersionResponse",
        """
        <majorNumber>\(major)</majorNumber><minorNumber>0</minorNumber><revisionNumber>0</revisionNumber>
        <inDebugMode>false</inDebugMode>
        """)
    }
    let till = TestTill(version("1"), version("2"))
    #expect(try await till.mplus.inspect(over: till.transport) == [])
    #expect(
      try await till.mplus.inspect(over: till.transport)
        == ["Mplus speaks version 2 of its protocol; this connector knows version 1"])
    #expect(till.transport.requests.first?.timeoutSeconds == 60)
    #expect(till.transport.requests.first?.headers.map(\.name) == ["Content-Type", "SOAPAction"])
  }

  @Test func whatTheTransportSaysPassesThrough() async {
    let till = TestTill(.failure(ConnectorError(.ambiguous, "no answer")))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("relations", [.text("name", "x")])
    }
    #expect(error == ConnectorError(.ambiguous, "no answer"))
  }
}
