import ConnectorKit
import Plan
import Types
import Values

// How a run begins: it takes the flow, looks after what an earlier run left unclear, and takes up what failed.
extension RunMachine {
  mutating func start() {
    if options.isDry {
      ask(.look(flow: plan.name))
    } else {
      ask(
        .begin(
          RunOpening(
            flow: plan.name, pairing: Pairing(source: plan.source.name, target: plan.target.name), startedAt: now,
            isFull: options.isFull, owner: options.owner)))
    }
    phase = .verify
  }

  mutating func begin(_ run: OpenRun, _ intents: [Intent], _ failures: [Failure]) {
    self.run = run
    batch = Batch(run: run.id)
    self.intents = options.isDry ? [] : intents
    for failure in failures where failure.isHeld { held[failure.sourceKey] = failure }
    again = failures.filter { !$0.isHeld }.map(\.sourceKey)
    failing = Set(again)
    if let only = options.only { again = only }
    let canReadChanges = plan.source.entity.reading?.changes ?? false
    if let cursor = run.cursor, canReadChanges, !options.isFull {
      selection = .changes(since: cursor)
    } else {
      selection = .all
    }
    var connections = [plan.source.connection]
    for name in [plan.target.connection] + plan.related.map(\.entity.connection) where !connections.contains(name) {
      connections.append(name)
    }
    ask(.inspect(connections: connections))
  }

  mutating func inspected(_ result: Result<[String], ConnectorError>) {
    switch result {
    case .success(let sentences):
      guard sentences.isEmpty else { return end(.mismatch, sentences.joined(separator: "\n")) }
      // Only now is it known that the right system answers there: an address that was mistyped is not remembered.
      guard !terms.addresses.isEmpty else { return }
      batch.addresses = PairedAddresses(
        source: terms.addresses[plan.source.connection], target: terms.addresses[plan.target.connection])
    case .failure(let error): end(error)
    }
  }

  /// A write that nobody saw the end of is left alone until the other side is done with it for sure.
  mutating func verify() {
    phase = .verifySearch
    let waits = intents.map { intent in
      // The intent was written down before it was sent, perhaps some time before.
      let doneAt = intent.intendedAt.milliseconds + Int64(settle(intent.connection, intent.entity)) + Self.sendDelayMax
      return min(Int64(settle(intent.connection, intent.entity)), doneAt - now.milliseconds)
    }
    guard let wait = waits.max(), wait > 0 else { return }
    ask(.sleep(ticket(.phase), milliseconds: Int(wait)))
  }

  /// Longest time between an intent and its sending, in milliseconds: what a throttled connection may wait, twice.
  static let sendDelayMax: Int64 = 600_000

  mutating func verifySearch() {
    phase = .verified
    search = Search()
    for (index, intent) in intents.enumerated() where intent.targetKey == nil && !intent.lookUp.isEmpty {
      guard let entity = entity(intent.connection, intent.entity) else { continue }
      search.add(
        Slot(item: index, purpose: .intent), entity,
        fields: intent.lookUp.map(\.name), values: intent.lookUp.map(\.value))
    }
    runSearch()
  }

  mutating func verified() {
    phase = .again
    var keys: [String] = []
    for (index, intent) in intents.enumerated() {
      keys.append(intent.sourceKey)
      batch.outcomes.append(Outcome(intent.idempotencyKey, verdict(index, intent)))
    }
    for key in keys where !again.contains(key) && held[key] == nil && options.only == nil { again.append(key) }
    intents = []
    commit()
  }

  private mutating func verdict(_ index: Int, _ intent: Intent) -> Outcome.State {
    // What was to be changed is read and compared again, and written again if it is not there.
    if intent.targetKey != nil { return .absent }
    let found = search.results[Slot(item: index, purpose: .intent)]
    guard let found else { return unverifiable(intent) }
    guard found.count == 1, let record = found.first else { return .absent }
    if intent.isMain {
      batch.links.append(
        Link(
          flow: plan.name, sourceKey: intent.sourceKey, targetKey: record.key, sourceVersion: intent.sourceVersion,
          isOwn: true, writtenAt: intent.intendedAt))
    }
    return .confirmed(targetKey: record.key)
  }

  private mutating func unverifiable(_ intent: Intent) -> Outcome.State {
    if entity(intent.connection, intent.entity)?.entity.writing?.effect == .absolute { return .absent }
    let failure = heldFailure(intent.sourceKey, "\(intent.connection).\(intent.entity)")
    batch.failures.append(failure)
    held[intent.sourceKey] = failure
    return .held
  }

  func heldFailure(_ key: String, _ entity: String) -> Failure {
    let sentence =
      "the write to \(entity) may have happened or not, and can't be looked up; look there, then release the record"
    return Failure(
      flow: plan.name, sourceKey: key, cause: "held", faults: [Fault(.refused, sentence)], isHeld: true, at: now,
      run: run.id)
  }

  /// An entity that this flow knows, by the names of an intent.
  func entity(_ connection: String, _ name: String) -> EntityReference? {
    ([plan.target] + plan.related.map(\.entity)).first { $0.connection == connection && $0.entity.name == name }
  }

  func settle(_ connection: String, _ name: String) -> Int {
    terms.settleMilliseconds[connection]
      ?? (entity(connection, name)?.entity.writing?.settleSeconds ?? 60) * 1000
  }
}
