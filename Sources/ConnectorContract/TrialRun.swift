import ConnectorKit
import Engine
import Values

/// One trial with one connector: carried out as recorded, and with answers that were changed.
struct TrialRun {
  let connector: any Connector.Type
  let settings: ConnectionSettings
  let trial: Trial

  /// Records, as lines that can be compared, and where the pages ended.
  struct Outcome: Sendable {
    var lines: [String] = []
    /// For each page: lines and answers up to its end, and where the next begins.
    var pages: [(lines: Int, answers: Int, next: PageMark?)] = []
    var cursor: Cursor?
  }

  struct Replay {
    var result: Result<Outcome, ConnectorError>
    var sent: [Player.Sent]
    var problems: [String]

    var error: String {
      if case .failure(let error) = result { return error.message }
      return "nothing failed"
    }
  }

  /// - Parameter answers: those of the recording, if nothing else is said.
  func replay(
    _ answers: [RecordedAnswer]? = nil, act: Trial.Act? = nil, limits: PacingLimits = PacingLimits()
  ) async -> Replay {
    let clock = TrialClock()
    let player = Player(answers ?? trial.answers, clock)
    let transport = PacedTransport(player, limits: limits, world: clock.world)
    let result: Result<Outcome, ConnectorError>
    do throws(ConnectorError) {
      result = .success(try await perform(act ?? trial.act, over: transport) { player.sent.count })
    } catch {
      result = .failure(error)
    }
    return Replay(result: result, sent: player.sent, problems: player.problems)
  }

  /// A connector of its own for each act: whatever it remembers is in page marks and cursors.
  func perform(
    _ act: Trial.Act, over transport: any Transport, sent: () -> Int = { 0 }
  ) async throws(ConnectorError) -> Outcome {
    let connector = self.connector.init(settings: settings)
    switch act {
    case .inspect: return Outcome(lines: try await connector.inspect(over: transport))
    case .read(let request): return try await read(request, connector, transport, sent)
    case .find(let request):
      let found = try await connector.find(request, over: transport)
      return Outcome(lines: found.enumerated().flatMap { index, records in records.map { "\(index) \(line($0))" } })
    case .write(let request): return Outcome(lines: [line(try await connector.write(request, over: transport))])
    case .delete(let request):
      try await connector.delete(request, over: transport)
      return Outcome()
    }
  }

  private static let pagesMax = 1000

  private func read(
    _ request: ReadRequest, _ connector: any Connector, _ transport: any Transport, _ sent: () -> Int
  ) async throws(ConnectorError) -> Outcome {
    var outcome = Outcome()
    var request = request
    for _ in 1...Self.pagesMax {
      let page = try await connector.read(request, over: transport)
      outcome.lines += page.records.map(line)
      outcome.pages.append((outcome.lines.count, sent(), page.next))
      if let cursor = page.cursor { outcome.cursor = cursor }
      guard let next = page.next else { return outcome }
      request.next = next
    }
    throw ConnectorError(.misunderstood, "the reading has no end: \(Self.pagesMax) pages were read")
  }

  private func line(_ record: FoundRecord) -> String {
    "\(record.key) \(record.version ?? "-") \(String(decoding: record.body.rawBytes, as: UTF8.self))"
  }

  var isWrite: Bool {
    switch trial.act {
    case .write, .delete: true
    case .inspect, .read, .find: false
    }
  }
}
