import ConnectorKit
import Plan
import Types
import Values

// Several records are written at once; within one, its related records come first and nothing overtakes.
extension RunMachine {
  /// Starts as many records as may be under way.
  mutating func startChains() {
    let most = plan.target.entity.writing?.isOrdered == true ? 1 : options.recordsInFlight
    while activeChains < most, !chains.isEmpty, ending == nil, !isStopping {
      let index = chains.removeFirst()
      activeChains += 1
      awaiting += 1
      send(index)
    }
  }

  /// One chain less; the wave goes on when none is left.
  private mutating func endChain() {
    activeChains -= 1
    awaiting -= 1
    startChains()
  }

  /// Sends the step of a record that is due, or finishes the record.
  private mutating func send(_ index: Int) {
    guard wave[index].current < wave[index].steps.count else {
      finishRecord(index)
      return
    }
    let step = wave[index].steps[wave[index].current]
    if step.place == nil, step.isOpen, !recompute(index) { return }
    let current = wave[index].steps[wave[index].current]
    if current.existing != nil, current.fields.isEmpty, !wave[index].isGone {
      // What was not known turned out to be there already.
      batch.outcomes.append(Outcome(current.idempotencyKey, .absent))
      wave[index].current += 1
      send(index)
      return
    }
    // Written down long ago: whoever must find out later what became of it has to know when it was sent.
    if now.milliseconds - current.intendedAt.milliseconds > RunMachine.sendDelayMax / 2 {
      refresh(index)
    } else {
      sendNow(index)
    }
  }

  private mutating func sendNow(_ index: Int) {
    let step = wave[index].steps[wave[index].current]
    if step.isDeletion, let record = step.existing {
      let request = DeleteRequest(
        entity: step.entity.entity.name, record: record, idempotencyKey: step.idempotencyKey)
      commands.append(.delete(ticket(.chain(index)), connection: step.entity.connection, request))
      return
    }
    let operation: WriteRequest.Operation = step.existing.map { .update($0) } ?? .create
    let request = WriteRequest(
      entity: step.entity.entity.name, operation: operation, fields: step.fields,
      idempotencyKey: step.idempotencyKey)
    commands.append(.write(ticket(.chain(index)), connection: step.entity.connection, request))
  }

  private mutating func refresh(_ index: Int) {
    wave[index].steps[wave[index].current].intendedAt = now
    var fresh = Batch(run: run.id, books: books)
    fresh.intents = [intent(wave[index], wave[index].current)]
    commands.append(.commit(ticket(.refreshed(index)), fresh))
  }

  mutating func resend(_ index: Int) {
    if ending != nil || isStopping { endChain() } else { sendNow(index) }
  }

  /// The record once more, with what the target said of its related records. False: it ended there.
  private mutating func recompute(_ index: Int) -> Bool {
    guard let computation = wave[index].mapping?.computeAfterWriting() else { return true }
    let place = wave[index].current
    switch computation.result {
    case .record(let draft):
      let item = wave[index]
      let step = item.steps[place]
      let comparison = compare(item, nil, step.entity, step.existing, item.match, draft)
      if !comparison.faults.isEmpty {
        fail(index, comparison.faults, .absent)
        return false
      }
      wave[index].draft = draft
      wave[index].steps[place].draft = draft
      wave[index].steps[place].fields = comparison.written
      wave[index].steps[place].changes = comparison.changes
      wave[index].steps[place].isOpen = false
      return true
    case .skip(let reason):
      dropIntents(index)
      skip(index, reason)
      endChain()
      return false
    case .stop(let faults):
      fail(index, faults, .absent)
      return false
    }
  }

  // Answers.

  mutating func written(_ number: Int, _ result: Result<FoundRecord, ConnectorError>) {
    guard case .chain(let index) = tickets.removeValue(forKey: number) else { return }
    switch result {
    case .success(let record): confirmed(index, record)
    case .failure(let error): failed(index, error)
    }
  }

  private mutating func confirmed(_ index: Int, _ record: FoundRecord) {
    let step = wave[index].steps[wave[index].current]
    batch.outcomes.append(Outcome(step.idempotencyKey, .confirmed(targetKey: record.key)))
    if let place = step.place {
      countRelated(step)
      wave[index].mapping?.setRelated(place.related, row: place.row, to: .found(record.body))
    } else if step.isDeletion {
      batch.removedLinks.append(wave[index].source.key)
    } else {
      var link = link(wave[index], record.key, isOwn: true)
      if wave[index].isGone {
        link.isGone = true
        link.sourceVersion = wave[index].link?.sourceVersion ?? ""
      } else {
        link.written = Comparison.memory(
          of: step.draft, in: record.body, changes: step.changes, before: link.written)
      }
      batch.links.append(link)
      wave[index].writtenKey = record.key
    }
    wave[index].current += 1
    if ending != nil || isStopping, wave[index].current < wave[index].steps.count {
      // The rest was not sent: the record is read again by the next run, and finds what is there.
      endChain()
    } else {
      send(index)
    }
  }

  private mutating func finishRecord(_ index: Int) {
    let item = wave[index]
    let main = item.steps.first { $0.place == nil }
    if item.isGone {
      wave[index].isSettled = true
      books.gone += 1
    } else if let main, item.writtenKey != nil {
      _ = settle(index)
      if main.existing == nil { books.created += 1 } else { books.updated += 1 }
    } else {
      unchanged(index)
    }
    endChain()
  }

  private mutating func failed(_ index: Int, _ error: ConnectorError) {
    let step = wave[index].steps[wave[index].current]
    switch error.kind {
    case .credentials, .unreachable, .throttled, .unavailable:
      // Nothing was applied.
      batch.outcomes.append(Outcome(step.idempotencyKey, .absent))
      dropIntents(index, after: wave[index].current)
      end(error)
      endChain()
    case .refused: fail(index, refusal(step, error), .refused)
    case .conflict: conflict(index, error)
    case .ambiguous, .misunderstood: unclear(index, error)
    }
  }

  /// The target's words, with the places of the flow that gave the fields it names.
  private func refusal(_ step: WriteStep, _ error: ConnectorError) -> [Fault] {
    let name = step.entity.name
    if error.fields.isEmpty {
      return [Fault(.refused, "\(name) refused the record: \(error.message)", origin: origin(of: step))]
    }
    return error.fields.map { problem in
      let field = step.draft[String(problem.field.prefix { $0 != "." && $0 != "[" })]
      let value = step.fields.first { $0.name == problem.field }?.value.asValue
      return Fault(
        .refused, "\(name) refused \(problem.field): \(problem.message)",
        details: value.map { [Fault.Detail(name: problem.field, value: $0.description)] } ?? [],
        origin: field?.origin ?? origin(of: step))
    }
  }

  private func origin(of step: WriteStep) -> Int {
    step.place.map { plan.related[$0.related].origin } ?? plan.record.origin
  }

  /// The record stops here; what comes after this step is not sent.
  private mutating func fail(_ index: Int, _ faults: [Fault], _ state: Outcome.State) {
    batch.outcomes.append(Outcome(wave[index].steps[wave[index].current].idempotencyKey, state))
    dropIntents(index, after: wave[index].current)
    if wave[index].isGone {
      wave[index].isSettled = true
      books.warn(wave[index].source.key, cause: "gone", sentence: faults.first?.message ?? "could not be hidden")
    } else {
      stop(index, faults)
    }
    endChain()
  }

  private mutating func dropIntents(_ index: Int, after step: Int = -1) {
    for later in wave[index].steps.dropFirst(step + 1) {
      batch.outcomes.append(Outcome(later.idempotencyKey, .absent))
    }
  }

  /// Somebody was faster. Looked up again once; then the target contradicts itself.
  private mutating func conflict(_ index: Int, _ error: ConnectorError) {
    let item = wave[index]
    let key = item.source.key
    guard conflicts[key] == nil, !item.isGone else {
      fail(index, refusal(item.steps[item.current], error), .refused)
      return
    }
    conflicts[key] = 1
    batch.outcomes.append(Outcome(item.steps[item.current].idempotencyKey, .refused))
    dropIntents(index, after: item.current)
    wave[index].isDeferred = true
    queue.append(item.source)
    endChain()
  }

  // It was sent, and nobody knows more.

  private mutating func unclear(_ index: Int, _ error: ConnectorError) {
    let step = wave[index].steps[wave[index].current]
    let isAbsolute = step.existing != nil || step.entity.entity.writing?.effect == .absolute
    guard !step.lookUp.isEmpty || isAbsolute else {
      holdUnclear(index, step)
      return
    }
    if isStopping || ending != nil {
      // The intent stays, and the next run finds out.
      endChain()
      return
    }
    wave[index].lastError = error
    commands.append(
      .sleep(
        ticket(.settle(index)), milliseconds: settle(step.entity.connection, step.entity.entity.name)))
  }

  private mutating func holdUnclear(_ index: Int, _ step: WriteStep) {
    let failure = heldFailure(wave[index].source.key, step.entity.name)
    batch.outcomes.append(Outcome(step.idempotencyKey, .held))
    dropIntents(index, after: wave[index].current)
    batch.failures.append(failure)
    held[failure.sourceKey] = failure
    if wave[index].isGone { wave[index].isSettled = true } else { hold(index, failure) }
    endChain()
  }

  mutating func woke(_ number: Int) {
    guard let ticket = tickets.removeValue(forKey: number) else { return }
    switch ticket {
    case .phase: awaiting -= 1
    case .settle(let index):
      let step = wave[index].steps[wave[index].current]
      if step.existing != nil || step.lookUp.isEmpty {
        sendAgain(index)
        return
      }
      let request = FindRequest(
        entity: step.entity.entity.name, fields: step.lookUp.map(\.name), queries: [step.lookUp.map(\.value)],
        parts: plan.parts(of: step.entity.entity.name))
      commands.append(.find(self.ticket(.verify(index)), connection: step.entity.connection, request))
    case .find, .pair, .chain, .verify, .refreshed: break
    }
  }

  mutating func verifiedWrite(_ index: Int, _ result: Result<[[FoundRecord]], ConnectorError>) {
    switch result {
    case .success(let answers):
      let found = answers.first ?? []
      if found.count == 1, let record = found.first {
        confirmed(index, record)
      } else if found.isEmpty {
        sendAgain(index)
      } else {
        let step = wave[index].steps[wave[index].current]
        let keys = found.map(\.key).joined(separator: ", ")
        let sentence = "more than one record of \(step.entity.name) was found after an unclear write: \(keys)"
        fail(index, [Fault(.ambiguousMatch, sentence, origin: origin(of: step))], .absent)
      }
    case .failure(let error):
      // Still unclear: the intent stays.
      end(error)
      endChain()
    }
  }

  /// It is not there, or writing it twice does no harm.
  private mutating func sendAgain(_ index: Int) {
    let step = wave[index].steps[wave[index].current]
    let attempts = terms.attempts[step.entity.connection] ?? 5
    if step.attempt >= attempts {
      let error = wave[index].lastError?.message ?? "no clear answer"
      fail(
        index,
        [
          Fault(
            .refused, "\(step.entity.name) gave no clear answer in \(attempts) attempts: \(error)",
            origin: origin(of: step))
        ], .absent)
      return
    }
    if isStopping || ending != nil {
      endChain()
      return
    }
    wave[index].steps[wave[index].current].attempt += 1
    refresh(index)
  }

  mutating func waveDone() {
    if origin == .gone || queue.isEmpty, goneLinks.isEmpty {
      // The page's own commit carries what this wave settled.
      phase = .pageDone
      wave = []
      return
    }
    wave = []
    phase = queue.isEmpty ? .pageDone : .waveStart
    commit()
  }
}
