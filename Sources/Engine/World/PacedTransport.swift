public import ConnectorKit

/// A transport that keeps another system's limits and tries again where that is safe.
///
/// It repeats what may be repeated, and what certainly was not applied (nothing went out, or the answer was 429). What
/// may have been applied is thrown as `ambiguous`: whoever knows how to look must look. All copies of one share its
/// governor, and with it the connection's quota.
public struct PacedTransport: Transport {
  private let inner: any Transport
  let limits: PacingLimits
  let world: World
  private let governor: Governor
  private var urgency = Urgency.others

  public init(_ inner: any Transport, limits: PacingLimits = PacingLimits(), world: World) {
    self.inner = inner
    self.limits = limits
    self.world = world
    governor = Governor(limits: limits, world: world)
  }

  /// The same gate, with requests of another urgency.
  public func with(_ urgency: Urgency) -> PacedTransport {
    var copy = self
    copy.urgency = urgency
    return copy
  }

  public func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    var attempt = 1
    while true {
      let verdict: Verdict
      switch try await sendOnce(request) {
      case .answer(let response): return response
      case .again(let found): verdict = found
      }
      guard attempt < limits.attempts, mayRepeat(request, after: verdict.problem) else {
        if let response = verdict.answer { return response }
        throw verdict.problem
      }
      attempt += 1
      let message = "\(verdict.problem.message); attempt \(attempt) of \(limits.attempts)"
      world.log(.debug, message.hasPrefix(request.name) ? message : "\(request.name): \(message)")
      try await wait(before: attempt, verdict, request)
    }
  }

  private enum Outcome {
    case answer(HTTPResponse)
    case again(Verdict)
  }

  private func sendOnce(_ request: HTTPRequest) async throws(ConnectorError) -> Outcome {
    let visitor = Visitor(urgency: urgency, name: request.name, atOnceMax: request.atOnceMax)
    do throws(CancellationError) { try await governor.enter(visitor) } catch { throw stopped }
    defer { governor.leave(visitor) }
    let response: HTTPResponse
    do throws(ConnectorError) { response = try await inner.send(request) } catch {
      return .again(Verdict(problem: error))
    }
    let quota = QuotaHeaders(response, now: world.now())
    governor.note(quota)
    if let redirect = RedirectRefusal(response, of: request) { throw redirect.error }
    guard let verdict = judge(response, quota, request) else { return .answer(response) }
    // Before the place is free, so that nobody slips through.
    if response.status == 429 { hush(verdict.waitMilliseconds) }
    return .again(verdict)
  }

  /// A problem, and the answer in which it was found, which may say more than we could.
  private struct Verdict {
    var problem: ConnectorError
    var answer: HTTPResponse?
    /// How long the other side asks to wait.
    var waitMilliseconds: Int?
  }

  private func judge(_ response: HTTPResponse, _ quota: QuotaHeaders, _ request: HTTPRequest) -> Verdict? {
    if response.status == 429 {
      let wait = quota.waitMilliseconds
      let problem = ConnectorError(.throttled(waitMilliseconds: wait), "\(request.name): too many requests")
      return Verdict(problem: problem, answer: response, waitMilliseconds: wait)
    }
    if response.status >= 500, request.isRepeatable, !isSOAPFault(response) {
      let problem = ConnectorError(.unavailable, "\(request.name): the other system answered \(response.status)")
      return Verdict(problem: problem, answer: response, waitMilliseconds: quota.afterMilliseconds)
    }
    return nil
  }

  /// SOAP refuses with status 500, which is an answer like any other.
  private func isSOAPFault(_ response: HTTPResponse) -> Bool {
    response.status == 500 && (response.headers["content-type"] ?? "").contains("xml")
  }

  private func mayRepeat(_ request: HTTPRequest, after problem: ConnectorError) -> Bool {
    switch problem.kind {
    case .unreachable, .throttled: true
    case .unavailable, .ambiguous, .misunderstood: request.isRepeatable
    case .credentials, .refused, .conflict: false
    }
  }

  // Waiting.

  private var stopped: ConnectorError { ConnectorError(.unreachable, "the run was stopped while it waited") }

  /// The whole connection is silent for as long as was asked, if anybody will wait that long.
  private func hush(_ asked: Int?) {
    guard let asked, asked <= limits.throttleMillisecondsMax else { return }
    governor.hush(milliseconds: asked + jitter)
  }

  /// Not everybody comes back in the same instant.
  private var jitter: Int { Int(world.random() % 100) }

  private func wait(
    before attempt: Int, _ verdict: Verdict, _ request: HTTPRequest
  ) async throws(ConnectorError) {
    let isThrottled = verdict.answer?.status == 429
    if let asked = verdict.waitMilliseconds {
      guard asked <= limits.throttleMillisecondsMax else { throw tooLong(asked, request) }
      // At the gate, where others may go first.
      if isThrottled { return }
      return try await sleep(asked + jitter)
    }
    let ceiling = min(limits.backoffMillisecondsMax, limits.backoffMilliseconds << min(attempt - 2, 20))
    if isThrottled {
      // Nothing was said: the other side is overloaded, or has too many requests at once. All of ours keep off.
      return governor.hush(milliseconds: ceiling / 2 + Int(world.random() % UInt64(max(1, ceiling / 2))))
    }
    try await sleep(Int(world.random() % UInt64(max(1, ceiling))))
  }

  private func tooLong(_ asked: Int, _ request: HTTPRequest) -> ConnectorError {
    let minutes = (asked + 59_999) / 60_000
    let longest = asked >= Int(QuotaHeaders.millisecondsMax) ? "a day or more" : "\(minutes) minutes"
    return ConnectorError(
      .throttled(waitMilliseconds: asked),
      "\(request.name): the other system asks to wait \(longest), and no run waits longer than "
        + "\(limits.throttleMillisecondsMax / 60_000) minutes: run it again later")
  }

  private func sleep(_ milliseconds: Int) async throws(ConnectorError) {
    if milliseconds <= 0 { return }
    do throws(CancellationError) { try await world.sleep(milliseconds) } catch { throw stopped }
  }
}
