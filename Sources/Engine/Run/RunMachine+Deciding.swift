import ConnectorKit
import Plan
import Types
import Values

// Nothing was written yet: here it is decided what will be.
extension RunMachine {
  mutating func decide() {
    var claimed: Set<String> = []
    for index in openItems {
      let (steps, faults) = steps(for: wave[index])
      if !faults.isEmpty {
        stop(index, faults)
        continue
      }
      let names = Set(steps.flatMap { RunMachine.claims($0) })
      if !claimed.isDisjoint(with: names) {
        // Another record of this wave makes the same thing: this one looks again when it is there.
        wave[index].isDeferred = true
        queue.append(wave[index].source)
        continue
      }
      claimed.formUnion(names)
      wave[index].steps = steps
      if steps.isEmpty { unchanged(index) }
    }
    if options.isDry {
      planSteps()
      phase = .waveDone
    } else {
      intend()
    }
  }

  private func steps(for item: Item) -> ([WriteStep], [Fault]) {
    var steps: [WriteStep] = []
    var faults: [Fault] = []
    for related in item.drafts {
      let place = Item.Place(related: related.related, row: related.row)
      guard let state = item.related[place], !state.isSubstitute else { continue }
      let record = plan.related[related.related].record
      if state.found != nil && !record.update { continue }
      guard state.found != nil || state.toBeMade else { continue }
      let step = step(item, place, plan.related[related.related].entity, state.found, state.match, related.draft)
      faults += step.faults
      if let step = step.step { steps.append(step) }
    }
    if let draft = item.draft {
      let step = step(item, nil, plan.target, item.target, item.match, draft)
      faults += step.faults
      if let step = step.step { steps.append(step) }
    }
    return (steps, faults)
  }

  private func step(
    _ item: Item, _ place: Item.Place?, _ entity: EntityReference, _ existing: FoundRecord?,
    _ match: [Intent.LookUpField], _ draft: Draft
  ) -> (step: WriteStep?, faults: [Fault]) {
    let comparison = compare(item, place, entity, existing, match, draft)
    if !comparison.faults.isEmpty { return (nil, comparison.faults) }
    if existing != nil, comparison.written.isEmpty, !comparison.isOpen { return (nil, []) }
    let step = WriteStep(
      place: place, entity: entity, existing: existing, fields: comparison.written, changes: comparison.changes,
      draft: draft, isOpen: comparison.isOpen,
      idempotencyKey: idempotencyKey(item, place, entity, existing, match, comparison.written),
      lookUp: RunMachine.lookUp(entity, existing, match, comparison.written))
    return (step, [])
  }

  func compare(
    _ item: Item, _ place: Item.Place?, _ entity: EntityReference, _ existing: FoundRecord?,
    _ match: [Intent.LookUpField], _ draft: Draft
  ) -> Comparison {
    let isMain = place == nil
    let isBack = isMain && item.link?.isGone == true
    let isRemembered = isMain && item.link?.targetKey == existing?.key
    return Comparison(
      draft, with: existing?.body, remembered: isRemembered ? item.link?.written ?? [:] : [:],
      matched: Set(match.map(\.name)), forced: isBack ? Set(entity.entity.writing?.hiding.keys ?? [:].keys) : [])
  }

  /// The same in each run until the source record changes: not the run's number.
  private func idempotencyKey(
    _ item: Item, _ place: Item.Place?, _ entity: EntityReference, _ existing: FoundRecord?,
    _ match: [Intent.LookUpField], _ fields: [WrittenField]
  ) -> String {
    let operation = existing == nil ? "create" : "update"
    guard place != nil else {
      let natural = match.isEmpty ? item.source.key : match.map(\.value.keyText).joined(separator: ",")
      return "\(plan.name)/\(operation)/\(entity.name)/\(natural)/\(item.source.version)"
    }
    // People's e-mail addresses have no place in a key that is written down everywhere.
    var natural = Fingerprint()
    for field in match { natural.add(field.value.comparisonText) }
    if match.isEmpty { natural.add(item.source.key) }
    var content = Fingerprint()
    for field in fields {
      content.add(field.name)
      content.add(field.value.asValue.comparisonText)
    }
    return "\(plan.name)/\(operation)/\(entity.name)/\(natural.text)/\(content.text)"
  }

  /// How the record is found if nobody saw whether the write arrived: by the natural key that the entity declares, else
  /// by what the flow matches with.
  private static func lookUp(
    _ entity: EntityReference, _ existing: FoundRecord?, _ match: [Intent.LookUpField], _ fields: [WrittenField]
  ) -> [Intent.LookUpField] {
    let natural: String?
    switch entity.entity.writing?.effect {
    case .create(let key), .idempotent(let key): natural = key
    case .absolute, nil: natural = nil
    }
    var candidates: [[Intent.LookUpField]] = []
    if let natural, case .value(let value)? = fields.first(where: { $0.name == natural })?.value {
      candidates.append([Intent.LookUpField(natural, value)])
    }
    candidates.append(match)
    return candidates.first { candidate in
      !candidate.isEmpty
        && entity.entity.finding.contains { Set($0.fields) == Set(candidate.map(\.name)) }
    } ?? []
  }

  /// What a step writes to, in the forms in which another step may mean the same.
  private static func claims(_ step: WriteStep) -> [String] {
    var claims: [String] = []
    if let existing = step.existing { claims.append("\(step.entity.name) key \(existing.key)") }
    if !step.lookUp.isEmpty {
      claims.append(
        step.entity.name + " " + step.lookUp.map(\.name).joined(separator: ",") + " "
          + matchText(step.lookUp.map(\.value), ignoresCase: true))
    }
    return claims
  }

  /// A dry run counts what it would have done.
  private mutating func planSteps() {
    for index in openItems {
      let item = wave[index]
      commands.append(.plan(item.steps.map { planned($0, item) }))
      for step in item.steps where step.place != nil { countRelated(step) }
      let main = item.steps.first { $0.place == nil }
      if let main {
        _ = settle(index)
        if main.existing == nil { books.created += 1 } else { books.updated += 1 }
        if main.existing == nil, plan.hangsOnItself { dryMade.insert(item.source.key) }
      } else {
        unchanged(index)
      }
    }
  }

  func planned(_ step: WriteStep, _ item: Item) -> PlannedChange {
    PlannedChange(
      sourceKey: item.source.key, entity: step.entity.name, isRelated: step.place != nil,
      action: step.isDeletion ? .delete : item.isGone ? .hide : step.existing == nil ? .create : .update,
      targetKey: step.existing?.key,
      changes: step.changes)
  }

  mutating func countRelated(_ step: WriteStep) {
    if step.existing == nil { books.relatedCreated += 1 } else { books.relatedUpdated += 1 }
  }

  /// What is about to be sent is written down first, all of the wave in one commit.
  mutating func intend() {
    phase = .write
    chains = []
    for index in openItems where !wave[index].steps.isEmpty {
      for step in wave[index].steps.indices {
        wave[index].steps[step].intendedAt = now
        batch.intents.append(intent(wave[index], step))
      }
      chains.append(index)
    }
    if chains.isEmpty {
      phase = .waveDone
      return
    }
    phase = .sending
    commit()
  }

  func intent(_ item: Item, _ step: Int) -> Intent {
    let step = item.steps[step]
    return Intent(
      idempotencyKey: step.idempotencyKey, flow: plan.name, sourceKey: item.source.key,
      sourceVersion: item.source.version, connection: step.entity.connection, entity: step.entity.entity.name,
      targetKey: step.existing?.key, isMain: step.place == nil, lookUp: step.lookUp, intendedAt: step.intendedAt,
      attempt: step.attempt)
  }
}
