public import ConnectorKit

/// A transport that keeps another system's limits and tries again where that is safe.
///
/// It repeats what may be repeated, and what certainly was not applied (nothing went out, or the answer was 429). What
/// may have been applied is thrown as `ambiguous`: whoever knows how to look must look.
public actor PacedTransport: Transport {
  private let inner: any Transport
  private let limits: PacingLimits
  private let world: World
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Monotonic milliseconds before which nothing is sent.
  private var quietUntil: Int64 = 0
  /// Monotonic milliseconds at which the next request may start, while the quota is nearly used up.
  private var nextStart: Int64 = 0
  private var spacingMilliseconds: Int64 = 0
  private var spacingEnds: Int64 = 0

  public init(_ inner: any Transport, limits: PacingLimits = PacingLimits(), world: World) {
    self.inner = inner
    self.limits = limits
    self.world = world
  }

  public func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse {
    await enter()
    defer { leave() }
    var attempt = 1
    while true {
      try await pause(until: startTime())
      let problem: ConnectorError
      do throws(ConnectorError) {
        let response = try await inner.send(request)
        let verdict = judge(response, request)
        if verdict == nil { return response }
        if attempt >= limits.attempts, verdict?.passesAnswer == true { return response }
        problem = verdict?.problem ?? ConnectorError(.misunderstood, "\(request.name): no answer")
      } catch {
        problem = error
      }
      guard attempt < limits.attempts, mayRepeat(request, after: problem) else { throw problem }
      world.log(.debug, "\(request.name): \(problem.message); attempt \(attempt + 1) of \(limits.attempts)")
      try await wait(before: attempt + 1, problem, request)
      attempt += 1
    }
  }

  /// A problem found in an answer, and whether the answer itself says more than we could.
  private struct Verdict {
    var problem: ConnectorError
    var passesAnswer: Bool
  }

  private func judge(_ response: HTTPResponse, _ request: HTTPRequest) -> Verdict? {
    let quota = QuotaHeaders(response)
    noteQuota(quota)
    if response.status == 429 {
      let message = "\(request.name): too many requests"
      return Verdict(
        problem: ConnectorError(.throttled(waitMilliseconds: quota.waitMilliseconds), message), passesAnswer: true)
    }
    if response.status >= 500, request.isRepeatable, !isSOAPFault(response) {
      let message = "\(request.name): the other system answered \(response.status)"
      return Verdict(problem: ConnectorError(.unavailable, message), passesAnswer: true)
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

  private func wait(
    before attempt: Int, _ problem: ConnectorError, _ request: HTTPRequest
  ) async throws(ConnectorError) {
    if case .throttled(let asked?) = problem.kind {
      guard asked <= limits.throttleMillisecondsMax else { throw problem }
      // A little more than asked, so that not everybody comes back in the same instant.
      let until = world.monotonicMilliseconds() + Int64(asked) + Int64(world.random() % 100)
      quietUntil = max(quietUntil, until)
      return
    }
    let ceiling = min(limits.backoffMillisecondsMax, limits.backoffMilliseconds << min(attempt - 2, 20))
    try await pause(until: world.monotonicMilliseconds() + Int64(world.random() % UInt64(max(1, ceiling))))
  }

  /// Spreads what is left of the window over what is left of the quota, before there is nothing left.
  private func noteQuota(_ quota: QuotaHeaders) {
    guard let left = quota.left, let reset = quota.resetMilliseconds, left < limits.reserve else { return }
    let now = world.monotonicMilliseconds()
    spacingMilliseconds = Int64(reset / max(1, left))
    spacingEnds = now + Int64(reset)
    nextStart = max(nextStart, now + spacingMilliseconds)
    if left == 0 { quietUntil = max(quietUntil, spacingEnds) }
  }

  private func startTime() -> Int64 {
    let now = world.monotonicMilliseconds()
    var start = max(now, quietUntil)
    if now < spacingEnds {
      start = max(start, nextStart)
      nextStart = start + spacingMilliseconds
    }
    return start
  }

  private func pause(until time: Int64) async throws(ConnectorError) {
    // Somebody else may have learned meanwhile that it takes longer.
    var time = time
    while true {
      let left = time - world.monotonicMilliseconds()
      if left <= 0 { return }
      do throws(CancellationError) {
        try await world.sleep(Int(left))
      } catch {
        throw ConnectorError(.unreachable, "the run was stopped while it waited")
      }
      time = max(time, quietUntil)
    }
  }

  private func enter() async {
    if running < limits.inFlight {
      running += 1
    } else {
      // Whoever leaves hands its place over.
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty {
      running -= 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
