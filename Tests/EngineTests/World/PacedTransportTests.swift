import ConnectorKit
import Engine
import Synchronization
import Testing

/// Answers from a list, one after the other.
private final class ScriptedTransport: Transport {
  let answers: Mutex<[Result<HTTPResponse, ConnectorError>]>
  let sent = Mutex(0)

  init(_ answers: [Result<HTTPResponse, ConnectorError>]) { self.answers = Mutex(answers) }

  func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    sent.withLock { $0 += 1 }
    let answer = answers.withLock { $0.isEmpty ? .success(HTTPResponse(status: 200)) : $0.removeFirst() }
    return try answer.get()
  }
}

@Suite struct PacedTransportTests {
  private func send(
    _ answers: [Result<HTTPResponse, ConnectorError>], repeatable: Bool, limits: PacingLimits = PacingLimits()
  ) async -> (result: Result<HTTPResponse, ConnectorError>, sent: Int, slept: [Int]) {
    let clock = StillClock()
    let inner = ScriptedTransport(answers)
    let paced = PacedTransport(inner, limits: limits, world: .still(clock))
    let request = HTTPRequest(
      .get, RequestURL("https://shop.example/x"), name: "getX", isRepeatable: repeatable, timeoutSeconds: 1)
    let result: Result<HTTPResponse, ConnectorError>
    do throws(ConnectorError) {
      result = .success(try await paced.send(request))
    } catch {
      result = .failure(error)
    }
    return (result, inner.sent.withLock { $0 }, clock.sleeps.withLock { $0 })
  }

  private func answer(_ status: Int, _ headers: [String: String] = [:]) -> Result<HTTPResponse, ConnectorError> {
    .success(HTTPResponse(status: status, headers: headers))
  }

  @Test func `429 waits for the longer of both headers`() async throws {
    let answers = [answer(429, ["retry-after": "2", "x-rate-limit-time-reset-ms": "5000"])]
    let run = await send(answers, repeatable: false)
    #expect(try run.result.get().status == 200)
    #expect(run.sent == 2 && run.slept.reduce(0, +) >= 5000)
  }

  @Test func `a wait that is too long is not taken on`() async {
    let run = await send([answer(429, ["retry-after": "4000"])], repeatable: true)
    #expect(run.sent == 1 && run.slept.isEmpty)
    guard case .failure(let error) = run.result, case .throttled(let wait) = error.kind else {
      Issue.record("\(run.result)")
      return
    }
    #expect(wait == 4_000_000)
  }

  @Test func `5xx is asked again where that is safe`() async throws {
    #expect(await send([answer(503), answer(500)], repeatable: true).sent == 3)
    let once = await send([answer(503)], repeatable: false)
    #expect(once.sent == 1)
    #expect(try once.result.get().status == 503)
  }

  @Test func `a SOAP fault is an answer`() async {
    #expect(await send([answer(500, ["content-type": "text/xml; charset=utf-8"])], repeatable: true).sent == 1)
  }

  @Test func `4xx is not asked again`() async {
    #expect(await send([answer(404)], repeatable: true).sent == 1)
  }

  @Test func `what may have been applied is repeated only if it may be`() async {
    let unclear = ConnectorError(.ambiguous, "no answer")
    #expect(await send([.failure(unclear)], repeatable: true).sent == 2)
    let once = await send([.failure(unclear)], repeatable: false)
    #expect(once.sent == 1)
    guard case .failure(unclear) = once.result else {
      Issue.record("\(once.result)")
      return
    }
  }

  @Test func `unreachable is tried as often as the limits say`() async {
    let down = Array(
      repeating: Result<HTTPResponse, ConnectorError>.failure(ConnectorError(.unreachable, "down")), count: 9)
    let run = await send(down, repeatable: false, limits: PacingLimits(attempts: 3))
    #expect(run.sent == 3)
    guard case .failure(let error) = run.result else {
      Issue.record("it was down")
      return
    }
    #expect(error.kind == .unreachable)
  }

  @Test func `it slows down before the quota is used up`() async throws {
    let clock = StillClock()
    let headers = ["x-rate-limit-requests-left": "2", "x-rate-limit-time-reset-ms": "10000"]
    let inner = ScriptedTransport([.success(HTTPResponse(status: 200, headers: headers))])
    let paced = PacedTransport(inner, world: .still(clock))
    let request = HTTPRequest(
      .get, RequestURL("https://shop.example/x"), name: "getX", isRepeatable: true, timeoutSeconds: 1)
    for _ in 1...3 { _ = try await paced.send(request) }
    #expect(clock.sleeps.withLock { $0 } == [5000, 5000])
  }
}
