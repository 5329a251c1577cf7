/// What is answered in place of doing anything, and what becomes of an answer after something was done.
extension FaultForm {
  /// Seconds that a throttled caller is asked to wait.
  static let waitSeconds = 2
  /// Seconds of the wait that nobody should take for a hang.
  static let latencySeconds = 5

  /// An answer for which nothing is done; nil: it is done.
  func refusal(of request: SimulatedRequest, _ system: SandboxSystem, now: Int) -> SimulatedResponse? {
    switch self {
    case .retryAfterSeconds: return Self.throttled([("Retry-After", String(Self.waitSeconds))])
    case .retryAfterDate:
      return Self.throttled([
        ("Date", Calendar.http(now)), ("Retry-After", Calendar.http(now + Self.waitSeconds)),
      ])
    case .retryAfterReset:
      return Self.throttled([
        ("X-Rate-Limit-Time-Reset-Ms", String(Self.waitSeconds * 1000)), ("X-Rate-Limit-Requests-Left", "0"),
      ])
    case .retryAfterNothing: return Self.throttled([])
    case .error500: return Self.page(500)
    case .error502: return Self.page(502)
    case .error503: return Self.page(503)
    case .error504: return Self.page(504)
    case .late: return Self.without(.late)
    case .resetBefore: return Self.without(.reset)
    case .halfClosed: return Self.without(.halfClosed)
    case .soapFault: return TillService.serverFault("Deadlock found when trying to get lock")
    case .errorBody:
      return system == .mplus
        ? SimulatedResponse(200, headers: [("Content-Type", "text/html")], body: Array("<h1>Onderhoud</h1>".utf8))
        : SimulatedResponse(
          200, headers: [("Content-Type", "application/json")],
          body: Array(#"{"status":500,"title":"Internal error"}"#.utf8))
    case .tokenOnce, .tokenForEver:
      return SimulatedResponse(
        401, headers: [("Content-Type", "application/json")],
        body: Array(#"{"status":401,"title":"Unauthorized"}"#.utf8))
    case .cursorExpired:
      return system == .mplus
        ? TillService.serverFault("the sync marker has expired")
        : SimulatedResponse(
          422, headers: [("Content-Type", "application/json")],
          body: Array(#"{"status":422,"title":"The cursor has expired"}"#.utf8))
    case .redirectHost: return Self.redirect(request, "https://shop.example.com")
    case .redirectPlain: return Self.redirect(request, "http://127.0.0.1:80")
    case .redirectLoop: return Self.redirect(request, "")
    case .page, .reset, .silent, .cut, .unannounced, .noName, .nothingListens, .blackhole, .latency, .jitter, .slowHead,
      .slowBody, .brokenChunk, .wrongLength, .bomb, .badGzip, .jsonBroken, .jsonTwice, .jsonNaN, .jsonSurrogate,
      .jsonMark,
      .xmlBroken, .xmlEncoding, .xmlDoctype, .xmlEntities, .xmlCut, .partly, .rowInserted, .rowDeleted, .rowTwice,
      .rowMissing, .clockSkew, .numbersAsStrings, .unknownFields:
      return nil
    }
  }

  private static func throttled(_ headers: [(name: String, value: String)]) -> SimulatedResponse {
    SimulatedResponse(429, headers: headers)
  }

  private static func page(_ status: Int) -> SimulatedResponse {
    SimulatedResponse(status, headers: [("Content-Type", "text/html")], body: Array("<h1>\(status)</h1>".utf8))
  }

  private static func without(_ manner: SimulatedResponse.Manner) -> SimulatedResponse {
    var response = SimulatedResponse(200)
    response.manner = manner
    return response
  }

  private static func redirect(_ request: SimulatedRequest, _ host: String) -> SimulatedResponse {
    SimulatedResponse(request.method == "GET" ? 302 : 307, headers: [("Location", host + request.path)])
  }

  /// How long a throttled caller is asked to stay away; nil: it was not told.
  func quietMilliseconds(now: Int) -> Int? {
    switch self {
    case .retryAfterSeconds, .retryAfterReset: Self.waitSeconds * 1000
    // A date has no milliseconds: the first of a second has come when the clock shows it.
    case .retryAfterDate: (now / 1000 + Self.waitSeconds) * 1000 - now
    default: nil
    }
  }

  // ---- after it was done ----

  /// Spoils an answer; false: there is nothing in it to spoil.
  func spoil(
    _ response: inout SimulatedResponse, to request: SimulatedRequest, _ schedule: inout FaultSchedule, now: Int
  ) -> Bool {
    let count = response.body.count
    switch self {
    case .page: response = Self.page(502)
    case .reset: response.manner = .reset
    case .silent: response.manner = .silent
    case .cut: response.manner = .cut(count == 0 ? 0 : schedule.chance.number(0...(count - 1)))
    case .unannounced:
      guard count > 1 else { return false }
      response.manner = .unannounced(schedule.chance.number(1...(count - 1)))
    case .latency: response.delayMilliseconds += schedule.milliseconds(Self.latencySeconds)
    case .jitter: response.delayMilliseconds += schedule.milliseconds(schedule.chance.number(1...200)) / 1000
    case .slowHead: response.manner = .slowHead
    case .slowBody:
      guard count > 1 else { return false }
      response.manner = .slowBody
    case .brokenChunk:
      guard count > 1 else { return false }
      response.manner = .brokenChunk(schedule.chance.number(1...(count - 1)))
    case .wrongLength:
      guard count > 1 else { return false }
      response.manner = .wrongLength(schedule.chance.number(1...(count - 1)))
    case .bomb:
      response.body = GzipBomb.bytes
      response.headers.append(("Content-Encoding", "gzip"))
    case .badGzip:
      response.body = GzipBomb.nonsense
      response.headers.append(("Content-Encoding", "gzip"))
    case .clockSkew: response.headers.append(("Date", Calendar.http(now + (schedule.chance.chance(50) ? 3600 : -3600))))
    case .jsonBroken, .jsonTwice, .jsonNaN, .jsonSurrogate, .jsonMark, .numbersAsStrings: return spoilJSON(&response)
    case .xmlBroken, .xmlEncoding, .xmlDoctype, .xmlEntities, .xmlCut: return spoilXML(&response)
    case .rowTwice, .rowMissing: return moveRows(&response, limit: request.query("limit").flatMap { Int($0) })
    case .unknownFields: return spoilJSON(&response) || spoilXML(&response)
    // The service itself does these, by what it was asked.
    case .partly, .rowInserted, .rowDeleted: break
    case .retryAfterSeconds, .retryAfterDate, .retryAfterReset, .retryAfterNothing, .error500, .error502, .error503,
      .error504, .late, .resetBefore, .halfClosed, .noName, .nothingListens, .blackhole, .soapFault, .errorBody,
      .tokenOnce,
      .tokenForEver, .cursorExpired, .redirectHost, .redirectPlain, .redirectLoop:
      return false
    }
    return true
  }
}
