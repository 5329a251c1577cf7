import Builtins
import ConnectorKit
public import Plan
import Values

/// Carries out what a ``RunMachine`` decides: sends its commands through the world and brings back what happened.
public struct Runner: Sendable {
  private let plan: FlowPlan
  private let connections: [String: Connection]
  private let world: World
  private let options: RunOptions
  private let map: @Sendable (SourceRecord) -> any RecordMapping
  private let onProgress: @Sendable (Books, Progress) -> Void

  /// `connections`: each that the plan names, by its name.
  public init(
    _ plan: FlowPlan, connections: [String: Connection], world: World, options: RunOptions = RunOptions(),
    onProgress: @escaping @Sendable (Books, Progress) -> Void = { _, _ in },
    map: @escaping @Sendable (SourceRecord) -> any RecordMapping
  ) {
    self.plan = plan
    let urgency = Urgency(plan.target.entity.subject)
    self.connections = connections.mapValues { $0.with(urgency) }
    self.world = world
    self.options = options
    self.onProgress = onProgress
    self.map = map
  }

  /// With the mapping that the plan describes. The run's moment is now.
  public init(
    _ plan: FlowPlan, connections: [String: Connection], world: World, options: RunOptions = RunOptions(),
    onProgress: @escaping @Sendable (Books, Progress) -> Void = { _, _ in }
  ) {
    let now = world.now()
    let functions = FunctionContext(
      now: now, today: world.zone(plan.timezone)?.local(now).date ?? now.date, rounding: plan.rounding,
      zone: world.zone)
    let program = FlowProgram(plan, functions)
    self.init(plan, connections: connections, world: world, options: options, onProgress: onProgress) {
      program.mapping(of: $0)
    }
  }

  /// Runs the flow once. The first element of `stop` lets it end early and cleanly; cancelling the task ends it at once,
  /// which is safe as well.
  public func run(stop: AsyncStream<Void>? = nil) async -> RunReport {
    var terms = RunTerms()
    for (name, connection) in connections {
      terms.settleMilliseconds[name] = connection.settleMilliseconds
      terms.attempts[name] = connection.attempts
      terms.addresses[name] = connection.address
    }
    var machine = RunMachine(plan, options: options, terms: terms, map: map)
    var report = RunReport(run: nil, ending: .done, books: Books(), changes: [])
    await withTaskGroup(of: RunEvent.Kind?.self) { group in
      if let stop {
        group.addTask {
          for await _ in stop { return .stop }
          return nil
        }
      }
      var event: RunEvent.Kind? = .start
      while let kind = event {
        note(kind, in: &report)
        for command in machine.step(RunEvent(kind, at: world.now())) {
          if !handle(command, &report) { group.addTask { await perform(command) } }
        }
        if machine.isOver { break }
        event = nil
        while event == nil, let next = await group.next() { event = next }
      }
      group.cancelAll()
    }
    await finish(machine, &report)
    return report
  }

  private func note(_ event: RunEvent.Kind, in report: inout RunReport) {
    switch event {
    case .begun(let run, _, _): report.run = options.isDry ? nil : run.id
    case .journalFailed(let error): report.journalError = error
    case .start, .inspected, .page, .remembered, .unseen, .paired, .found, .written, .committed, .woke, .stop: break
    }
  }

  /// Commands that are not answered. False: it is one that is.
  private func handle(_ command: RunCommand, _ report: inout RunReport) -> Bool {
    switch command {
    case .plan(let changes):
      report.changes += changes.prefix(RunReport.changesMax - min(RunReport.changesMax, report.changes.count))
      return true
    case .stopped(let record):
      if report.stops.count < RunReport.stopsMax { report.stops.append(record) }
      return true
    case .progress(let books, let progress):
      onProgress(books, progress)
      return true
    case .finish(let closing):
      report.closing = closing
      return true
    case .begin, .look, .inspect, .read, .remember, .unseen, .pair, .find, .write, .delete, .commit, .sleep:
      return false
    }
  }

  private func finish(_ machine: RunMachine, _ report: inout RunReport) async {
    report.books = machine.books
    report.ending = machine.ending ?? .interrupted
    report.message = machine.message
    report.absent = machine.absent
    guard var closing = report.closing else { return }
    if let problem = await finishConnections() {
      report.ending = .unreachable
      report.message = problem.message
      closing.ending = .unreachable
    }
    do throws(JournalError) {
      world.failpoint("before_finish")
      try await world.journal.finish(closing)
    } catch {
      report.journalError = error
      report.ending = .journal
    }
  }

  /// What this flow may write, by connection.
  private var written: [String: [String]] {
    var written: [String: [String]] = [plan.target.connection: [plan.target.entity.name]]
    for related in plan.related where related.record.create || related.record.update {
      let name = related.entity.entity.name
      if written[related.entity.connection, default: []].contains(name) { continue }
      written[related.entity.connection, default: []].append(name)
    }
    return written
  }

  /// The journal is never ahead of the systems: what it is about to note as written is safe there first.
  private func keep() async throws(JournalError) {
    for name in written.keys.sorted() {
      do throws(ConnectorError) { try await connections[name]?.connector.keep() } catch {
        throw JournalError(.other, "what was written to \(name) could not be made to last: \(error.message)")
      }
    }
  }

  private func finishConnections() async -> ConnectorError? {
    world.failpoint("before_replace")
    for (name, entities) in written.sorted(by: { $0.key < $1.key }) {
      do throws(ConnectorError) { try await connections[name]?.connector.finish(entities) } catch {
        return named(error, name)
      }
    }
    world.failpoint("after_replace")
    return nil
  }

  // One command, one event.

  private func perform(_ command: RunCommand) async -> RunEvent.Kind {
    do throws(JournalError) {
      switch command {
      case .begin(let opening): return try await begin(opening)
      case .look(let flow): return try await look(flow)
      case .remember(let flow, let keys):
        return .remembered(try await world.journal.links(flow: flow, sourceKeys: keys))
      case .unseen(let flow, let run, let after, let limit):
        return .unseen(try await world.journal.linksNotSeen(flow: flow, run: run, after: after, limit: limit))
      case .pair(let number, let flow, let wanted, let keys):
        return .paired(number, try await pair(flow, wanted, keys))
      case .commit(let number, let batch):
        if !batch.outcomes.isEmpty { try await keep() }
        world.failpoint("before_commit")
        try await world.journal.commit(batch)
        world.failpoint("after_commit")
        return .committed(number)
      case .inspect(let names): return .inspected(await inspect(names))
      case .read(let name, let request): return .page(await read(name, request))
      case .find(let number, let name, let request): return .found(number, await find(name, request))
      case .write(let number, let name, let request): return .written(number, await write(name, request))
      case .delete(let number, let name, let request): return .written(number, await delete(name, request))
      case .sleep(let number, let milliseconds): return await sleep(number, milliseconds)
      case .plan, .stopped, .progress, .finish: preconditionFailure("this is not answered")
      }
    } catch {
      return .journalFailed(error)
    }
  }

  private func begin(_ opening: RunOpening) async throws(JournalError) -> RunEvent.Kind {
    let run = try await world.journal.begin(opening)
    return .begun(
      run, intents: try await world.journal.unresolvedIntents(flow: opening.flow),
      failures: try await world.journal.failures(flow: opening.flow))
  }

  private func look(_ flow: String) async throws(JournalError) -> RunEvent.Kind {
    .begun(
      OpenRun(id: RunID(0), cursor: try await world.journal.cursor(flow: flow)), intents: [],
      failures: try await world.journal.failures(flow: flow))
  }

  /// In whichever direction the other flow runs: what is wanted says which of its sides the keys are from.
  private func pair(_ flow: String, _ wanted: String, _ keys: [String]) async throws(JournalError) -> [String: String] {
    guard let pairing = try await world.journal.pairing(flow: flow) else { return [:] }
    var pairs: [String: String] = [:]
    if pairing.target == wanted {
      for link in try await world.journal.links(flow: flow, sourceKeys: keys) { pairs[link.sourceKey] = link.targetKey }
    } else if pairing.source == wanted {
      for link in try await world.journal.links(flow: flow, targetKeys: keys) { pairs[link.targetKey] = link.sourceKey }
    }
    return pairs
  }

  private func inspect(_ names: [String]) async -> Result<[String], ConnectorError> {
    var sentences: [String] = []
    for name in names {
      let result = await again(name) { connection throws(ConnectorError) in
        try await connection.connector.inspect(over: connection.transport)
      }
      switch result {
      case .success(let found): sentences += found.map { "\(name): \($0)" }
      case .failure(let error): return .failure(named(error, name))
      }
    }
    return .success(sentences)
  }

  /// Says which connection it was, and where that leads to: most often one of the two is not what was meant.
  private func named(_ error: ConnectorError, _ name: String) -> ConnectorError {
    var error = error
    let place = connections[name]?.address.map { " (\($0))" } ?? ""
    error.message = "connection \(name)\(place): \(error.message)"
    return error
  }

  private func read(_ name: String, _ request: ReadRequest) async -> Result<Page, ConnectorError> {
    world.failpoint("before_read")
    return await again(name) { connection throws(ConnectorError) in
      try await connection.connector.read(request, over: connection.transport)
    }
  }

  private func find(_ name: String, _ request: FindRequest) async -> Result<[[FoundRecord]], ConnectorError> {
    world.failpoint("before_find")
    return await again(name) { connection throws(ConnectorError) in
      try await connection.connector.find(request, over: connection.transport)
    }
  }

  private func write(_ name: String, _ request: WriteRequest) async -> Result<FoundRecord, ConnectorError> {
    guard let connection = connections[name] else { return .failure(unknown(name)) }
    world.failpoint("before_send")
    do throws(ConnectorError) {
      let record = try await connection.connector.write(request, over: connection.transport)
      world.failpoint("after_send")
      return .success(record)
    } catch {
      return .failure(error.masked(connection.mask))
    }
  }

  private func delete(_ name: String, _ request: DeleteRequest) async -> Result<FoundRecord, ConnectorError> {
    guard let connection = connections[name] else { return .failure(unknown(name)) }
    world.failpoint("before_send")
    do throws(ConnectorError) {
      try await connection.connector.delete(request, over: connection.transport)
      world.failpoint("after_send")
      return .success(request.record)
    } catch {
      return .failure(error.masked(connection.mask))
    }
  }

  /// Times that something is asked again whose answer made no sense. The transport repeats single requests by itself.
  private static let repeatsMax = 2

  /// Asking changes nothing, so it may be done again.
  private func again<Answer: Sendable>(
    _ name: String, _ ask: (Connection) async throws(ConnectorError) -> Answer
  ) async -> Result<Answer, ConnectorError> {
    guard let connection = connections[name] else { return .failure(unknown(name)) }
    var attempt = 0
    while true {
      do throws(ConnectorError) {
        return .success(try await ask(connection))
      } catch {
        switch error.kind {
        case .unavailable, .misunderstood, .ambiguous: attempt += 1
        case .credentials, .unreachable, .throttled, .refused, .conflict: return .failure(error.masked(connection.mask))
        }
        if attempt > Runner.repeatsMax { return .failure(error.masked(connection.mask)) }
        do throws(CancellationError) {
          try await world.sleep(500 << attempt)
        } catch {
          return .failure(ConnectorError(.unreachable, "the run was stopped while it waited"))
        }
      }
    }
  }

  private func unknown(_ name: String) -> ConnectorError {
    ConnectorError(.unreachable, "there is no connection \(name)")
  }

  private func sleep(_ number: Int, _ milliseconds: Int) async -> RunEvent.Kind {
    do throws(CancellationError) {
      try await world.sleep(milliseconds)
      return .woke(number)
    } catch {
      return .stop
    }
  }
}
