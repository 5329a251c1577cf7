public import ConnectorKit

// Answers that were whole for HTTP and are not for whoever reads them.
extension PacedTransport {
  /// Asks again while the answer makes no sense and asking does no harm; once, when the credentials were not accepted:
  /// nothing was done then, and a token that is being renewed is accepted a moment later.
  public func send<Answer: Sendable>(
    _ request: HTTPRequest, reading read: @Sendable (HTTPResponse) throws(ConnectorError) -> Answer
  ) async throws(ConnectorError) -> Answer {
    var attempt = 1
    while true {
      let response = try await send(request)
      let problem: ConnectorError
      do throws(ConnectorError) { return try read(response) } catch { problem = error }
      guard attempt < limits.attempts, mayAskAgain(request, response, problem, attempt) else { throw problem }
      attempt += 1
      world.log(.debug, "\(request.name): \(problem.message); attempt \(attempt) of \(limits.attempts)")
      try await backOff(before: attempt)
    }
  }

  private func mayAskAgain(
    _ request: HTTPRequest, _ response: HTTPResponse, _ problem: ConnectorError, _ attempt: Int
  ) -> Bool {
    switch problem.kind {
    case .credentials: return attempt == 1
    case .misunderstood, .unavailable, .ambiguous:
      // Without words of its own, a bad status was repeated already.
      let hasWords = (response.headers["content-type"] ?? "").contains("xml")
      return request.isRepeatable && (response.status < 500 || response.status == 500 && hasWords)
    case .unreachable, .throttled, .refused, .conflict: return false
    }
  }

  private func backOff(before attempt: Int) async throws(ConnectorError) {
    let ceiling = min(limits.backoffMillisecondsMax, limits.backoffMilliseconds << min(attempt - 2, 20))
    do throws(CancellationError) {
      try await world.sleep(Int(world.random() % UInt64(max(1, ceiling))))
    } catch {
      throw ConnectorError(.unreachable, "the run was stopped while it waited")
    }
  }
}
