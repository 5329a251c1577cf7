public import ConnectorKit
import Values

/// A journal that is gone with its process: for tests and simulations.
public actor InMemoryJournal: Journal {
  private var memory = Memory()
  private var isClosed = false

  public init() {}

  /// What a new process finds after this one was killed: everything that was committed, and no lock. This journal
  /// refuses everything from then on, as a dead process writes nothing.
  public func reopened() -> InMemoryJournal {
    isClosed = true
    let next = InMemoryJournal(memory)
    return next
  }

  private init(_ memory: Memory) {
    self.memory = memory
    for index in self.memory.runs.indices where self.memory.runs[index].ending == nil {
      self.memory.runs[index].ending = .interrupted
    }
    self.memory.live = [:]
  }

  private struct Memory {
    var runs: [RunSummary] = []
    var owners: [RunID: String] = [:]
    /// Flow to the run that has it.
    var live: [String: RunID] = [:]
    var pairings: [String: Pairing] = [:]
    var addresses: [String: PairedAddresses] = [:]
    var cursors: [String: Cursor] = [:]
    var intents: [String: [Intent]] = [:]
    var links: [String: [String: Link]] = [:]
    var lastSeen: [String: [String: RunID]] = [:]
    var failures: [String: [Failure]] = [:]
    var changed: [String: [ChangeMarker]] = [:]
  }

  public func begin(_ opening: RunOpening) throws(JournalError) -> OpenRun {
    try requireOpen()
    if let holder = memory.live[opening.flow], let run = memory.runs.first(where: { $0.id == holder }) {
      let owner = memory.owners[holder] ?? ""
      throw JournalError(
        .heldBy(owner: owner, since: run.startedAt),
        "another run has the flow \(opening.flow): \(owner), since \(run.startedAt)")
    }
    let id = RunID(Int64(memory.runs.count + 1))
    memory.runs.append(
      RunSummary(
        id: id, flow: opening.flow, startedAt: opening.startedAt, isFull: opening.isFull, finishedAt: nil,
        ending: nil, books: Books()))
    memory.owners[id] = opening.owner
    memory.live[opening.flow] = id
    memory.pairings[opening.flow] = opening.pairing
    return OpenRun(id: id, cursor: memory.cursors[opening.flow])
  }

  public func cursor(flow: String) throws(JournalError) -> Cursor? {
    try requireOpen()
    return memory.cursors[flow]
  }

  public func pairing(flow: String) throws(JournalError) -> Pairing? {
    try requireOpen()
    return memory.pairings[flow]
  }

  public func places() throws(JournalError) -> [RememberedPlace] {
    try requireOpen()
    return memory.pairings.sorted { $0.key < $1.key }.flatMap { flow, pairing in
      pairing.places(of: flow, memory.addresses[flow] ?? PairedAddresses())
    }
  }

  public func move(connection: String, to address: String) throws(JournalError) {
    try requireOpen()
    for (flow, pairing) in memory.pairings {
      if pairing.sourceConnection == connection { memory.addresses[flow, default: PairedAddresses()].source = address }
      if pairing.targetConnection == connection { memory.addresses[flow, default: PairedAddresses()].target = address }
    }
  }

  public func unresolvedIntents(flow: String) throws(JournalError) -> [Intent] {
    try requireOpen()
    return memory.intents[flow] ?? []
  }

  public func links(flow: String, sourceKeys: [String]) throws(JournalError) -> [Link] {
    try requireOpen()
    return sourceKeys.compactMap { memory.links[flow]?[$0] }
  }

  public func links(flow: String, targetKeys: [String]) throws(JournalError) -> [Link] {
    try requireOpen()
    let wanted = Set(targetKeys)
    return (memory.links[flow] ?? [:]).values.filter { wanted.contains($0.targetKey) }
      .sorted { $0.sourceKey < $1.sourceKey }
  }

  public func linksNotSeen(
    flow: String, run: RunID, after: String?, limit: Int
  ) throws(JournalError) -> [Link] {
    try requireOpen()
    let unseen = (memory.links[flow] ?? [:]).values.filter { link in
      !link.isGone && memory.lastSeen[flow]?[link.sourceKey] != run && after.map { link.sourceKey > $0 } ?? true
    }
    return Array(unseen.sorted { $0.sourceKey < $1.sourceKey }.prefix(limit))
  }

  public func failures(flow: String) throws(JournalError) -> [Failure] {
    try requireOpen()
    return memory.failures[flow] ?? []
  }

  public func changedSince(flow: String) throws(JournalError) -> [ChangeMarker] {
    try requireOpen()
    return memory.changed[flow] ?? []
  }

  public func commit(_ batch: Batch) throws(JournalError) {
    let place = try place(of: batch.run)
    let flow = memory.runs[place].flow
    memory.intents[flow, default: []].replace(with: batch.intents, by: \.idempotencyKey)
    for outcome in batch.outcomes {
      // Also a held one: its failure says what a person must do.
      memory.intents[flow]?.removeAll { $0.idempotencyKey == outcome.idempotencyKey }
    }
    for link in batch.links {
      memory.links[flow, default: [:]][link.sourceKey] = link
      memory.lastSeen[flow, default: [:]][link.sourceKey] = batch.run
    }
    for key in batch.removedLinks { memory.links[flow]?[key] = nil }
    for key in batch.seen { memory.lastSeen[flow, default: [:]][key] = batch.run }
    for failure in batch.failures { note(failure, flow) }
    memory.failures[flow]?.removeAll { batch.settled.contains($0.sourceKey) }
    memory.changed[flow, default: []].replace(with: batch.changed, by: \.sourceKey)
    if let cursor = batch.cursor { memory.cursors[flow] = cursor }
    if let addresses = batch.addresses { memory.addresses[flow] = addresses }
    memory.runs[place].books = batch.books
  }

  private func note(_ failure: Failure, _ flow: String) {
    var failure = failure
    if let place = memory.failures[flow]?.firstIndex(where: { $0.sourceKey == failure.sourceKey }),
      let earlier = memory.failures[flow]?[place]
    {
      failure.firstAt = earlier.firstAt
      failure.attempts = earlier.attempts + (earlier.run == failure.run ? 0 : 1)
      memory.failures[flow]?[place] = failure
    } else {
      memory.failures[flow, default: []].append(failure)
    }
  }

  public func finish(_ closing: RunClosing) throws(JournalError) {
    let place = try place(of: closing.run)
    memory.runs[place].finishedAt = closing.finishedAt
    memory.runs[place].ending = closing.ending
    memory.runs[place].books = closing.books
    memory.live[memory.runs[place].flow] = nil
  }

  public func runs(flow: String?, limit: Int) throws(JournalError) -> [RunSummary] {
    try requireOpen()
    return Array(memory.runs.reversed().filter { flow == nil || $0.flow == flow }.prefix(limit))
  }

  public func release(flow: String, sourceKeys: [String], as release: Release) throws(JournalError) {
    try requireOpen()
    switch release {
    case .retry:
      for index in (memory.failures[flow] ?? []).indices {
        guard let failure = memory.failures[flow]?[index], sourceKeys.contains(failure.sourceKey) else { continue }
        memory.failures[flow]?[index].isHeld = false
      }
    case .forget:
      memory.failures[flow]?.removeAll { sourceKeys.contains($0.sourceKey) }
    }
  }

  private func place(of run: RunID) throws(JournalError) -> Int {
    try requireOpen()
    guard let place = memory.runs.firstIndex(where: { $0.id == run }), memory.live[memory.runs[place].flow] == run
    else { throw JournalError(.lostLock, "run \(run) has its flow no longer") }
    return place
  }

  private func requireOpen() throws(JournalError) {
    if isClosed { throw JournalError(.other, "the journal is closed") }
  }
}

extension Array {
  /// Each new element takes the place of the one with the same name, or stands at the end.
  mutating func replace(with new: [Element], by name: (Element) -> String) {
    for element in new {
      if let place = firstIndex(where: { name($0) == name(element) }) {
        self[place] = element
      } else {
        append(element)
      }
    }
  }
}
