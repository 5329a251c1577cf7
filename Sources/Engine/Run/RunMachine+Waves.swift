import ConnectorKit
import Plan
import Types
import Values

// A wave: everything that can be known about its records is asked for, in as few requests as possible.
extension RunMachine {
  mutating func startWave() {
    wave = queue.map { Item($0, mapping: nil) }
    queue = []
    guard !wave.isEmpty else {
      phase = .pageDone
      return
    }
    phase = .admit
    ask(.remember(flow: plan.name, sourceKeys: wave.map(\.source.key)))
  }

  mutating func item(of key: String, _ change: (inout Item) -> Void) {
    if let place = wave.firstIndex(where: { $0.source.key == key }) { change(&wave[place]) }
  }

  var openItems: [Int] { wave.indices.filter { wave[$0].isOpen } }

  mutating func admit() {
    for index in wave.indices {
      let key = wave[index].source.key
      if let failure = held[key] {
        hold(index, failure)
        continue
      }
      var mapping = map(wave[index].source)
      let admission = mapping.admit()
      wave[index].mapping = mapping
      switch admission {
      case .pass: see(index)
      case .skip(let reason):
        skip(index, reason)
        if let link = wave[index].link, link.isOwn, !link.isGone, plan.record.gone != .keep { goneLinks.append(link) }
      case .stop(let faults):
        // Whether it passes is not known: that must not hide it.
        see(index)
        stop(index, faults)
      }
    }
    guard matchIsEarly else {
      phase = .relate(0)
      return
    }
    phase = .earlyMatched
    searchTargets()
  }

  private mutating func see(_ index: Int) {
    let key = wave[index].source.key
    if plan.record.gone == .keep { return }
    if options.isDry { drySeen.insert(key) } else { batch.seen.append(key) }
  }

  /// Asks for the records in the target.
  mutating func searchTargets() {
    search = Search()
    for index in openItems {
      guard let answer = wave[index].mapping?.match() else { continue }
      let slot = Slot(item: index, purpose: .record)
      switch answer {
      case .find(let fields, let values):
        wave[index].match = zip(fields, values).map { Intent.LookUpField($0, $1) }
        if claimMatch(index) { search.add(slot, plan.target, fields: fields, values: values) }
      case .linked(let flow, let key):
        search.addPair(slot, plan.target, flow: flow, key: key ?? wave[index].source.key)
      case .always:
        // Without a match, what this flow made once is found by its own memory.
        if let link = wave[index].link { search.add(slot, plan.target, key: link.targetKey) }
      case .nothing: answerMissing(index)
      case .matchMissing(let field):
        if case .skipRecord = plan.record.missing {
          let sentence = "there is no value for \(field), by which the record in \(plan.target.name) is found"
          stop(index, [Fault(.matchMissing, sentence, origin: plan.record.origin)])
        } else {
          answerMissing(index)
        }
      case .stop(let faults): stop(index, faults)
      }
    }
    runSearch()
  }

  /// The first record of a run with a match value has it; the second stops.
  private mutating func claimMatch(_ index: Int) -> Bool {
    let item = wave[index]
    let text = matchText(item.match.map(\.value), ignoresCase: ignoresCase(plan.record))
    let hash = Fingerprint.of(text)
    guard let owner = matched[hash] else {
      matched[hash] = item.source.key
      return true
    }
    if owner == item.source.key { return true }
    let values = item.match.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    stop(
      index,
      [
        Fault(
          .matchTwice, "two records of \(plan.source.name) have \(values): \(owner) was first",
          details: item.match.map { Fault.Detail(name: $0.name, value: $0.value.description) },
          origin: plan.record.origin)
      ])
    return false
  }

  func ignoresCase(_ record: RecordPlan) -> Bool {
    if case .fields(_, let ignoresCase) = record.match { ignoresCase } else { false }
  }

  mutating func earlyMatched() {
    takeTargets()
    phase = .relate(0)
  }

  mutating func lateMatched() {
    takeTargets()
    phase = .decide
  }

  /// What was found in the target: none, one or too many.
  private mutating func takeTargets() {
    for index in openItems {
      let found = search.results[Slot(item: index, purpose: .record)] ?? []
      if found.count > 1 {
        let keys = found.map(\.key).joined(separator: ", ")
        let values = wave[index].match.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        stop(
          index,
          [
            Fault(
              .ambiguousMatch, "more than one record of \(plan.target.name) has \(values): \(keys)",
              origin: plan.record.origin)
          ])
      } else if let record = found.first {
        wave[index].target = record
        if !plan.record.update { existsAlready(index, record) }
      } else if !plan.record.create {
        answerMissing(index)
      }
    }
  }

  /// Found, and never updated: skipped before anything is computed.
  private mutating func existsAlready(_ index: Int, _ record: FoundRecord) {
    let item = wave[index]
    if let link = item.link, link.isOwn, !link.sourceVersion.isEmpty, link.sourceVersion != item.source.version {
      books.changedSince += 1
      batch.changed.append(
        ChangeMarker(sourceKey: item.source.key, version: item.source.version, noticedAt: now))
      skip(index, "changed since it was sent")
      return
    }
    if item.link?.targetKey != record.key { batch.links.append(link(item, record.key, isOwn: false)) }
    skip(index, "already exists", sentence: "already exists (key \(record.key))")
  }

  mutating func answerMissing(_ index: Int) {
    switch wave[index].mapping?.missingRecord() ?? .skipRecord {
    case .skipRecord, .nothing:
      let name = plan.target.entity.record.noun
      skip(index, wave[index].match.isEmpty ? "no \(name) is made" : "no \(name) in \(plan.target.name)")
    case .stop(let faults): stop(index, faults)
    case .use(let field, let value):
      wave[index].match = [Intent.LookUpField(field, value)]
      skip(index, "no record in \(plan.target.name)")
    }
  }

  // Related records, one after the other, as later ones may need earlier ones. Phases count in this order.

  mutating func relate(_ turn: Int) {
    guard turn < plan.related.count else {
      phase = .compute
      return
    }
    phase = .related(turn)
    let index = plan.relatedOrder[turn]
    search = Search()
    for place in openItems { askRelated(index, place) }
    runSearch()
  }

  private mutating func askRelated(_ index: Int, _ place: Int) {
    let related = plan.related[index]
    let answers = wave[place].mapping?.lookUps(related: index) ?? []
    var faults: [Fault] = []
    for (row, answer) in answers.enumerated() {
      let slot = Slot(item: place, purpose: .related(index, row: row))
      var item = RelatedItem(ignoresCase: ignoresCase(related.record))
      switch answer {
      case .find(let fields, let values):
        item.match = zip(fields, values).map { Intent.LookUpField($0, $1) }
        search.add(slot, related.entity, fields: fields, values: values)
      case .linked(let flow, let key):
        if let key, flow == plan.name, isMadeFirst(key, before: place) {
          // The next wave finds what this one makes of it: parents, level by level.
          wave[place].isDeferred = true
          queue.append(wave[place].source)
          return
        }
        if let key, flow == plan.name, dryMade.contains(key) {
          item.wouldBeMade = true
        } else {
          search.addPair(slot, related.entity, flow: flow, key: key ?? wave[place].source.key)
        }
      case .always: break
      case .nothing, .matchMissing: continue
      case .stop(let found):
        faults += found
        continue
      }
      wave[place].related[Item.Place(related: index, row: row)] = item
    }
    wave[place].rowCounts[index] = answers.count
    if !faults.isEmpty { stop(place, faults) }
  }

  /// Another record of this wave, that comes before and has no partner yet, is what this one hangs on. Only earlier
  /// ones count, so that records that hang on each other do not wait for ever.
  private func isMadeFirst(_ key: String, before place: Int) -> Bool {
    wave[..<place].contains { $0.source.key == key && $0.link == nil && !$0.isSettled }
  }

  mutating func related(_ turn: Int) {
    phase = .relatedUsed(turn)
    let index = plan.relatedOrder[turn]
    let results = search.results
    search = Search()
    for place in openItems {
      var faults: [Fault] = []
      for row in 0..<(wave[place].rowCounts[index] ?? 0) {
        let found = results[Slot(item: place, purpose: .related(index, row: row))] ?? []
        faults += answer(index, row, place, found)
        if wave[place].isSettled { break }
      }
      if !faults.isEmpty, !wave[place].isSettled { stop(place, faults) }
    }
    runSearch()
  }

  /// What one related look-up means for the record.
  private mutating func answer(_ index: Int, _ row: Int, _ place: Int, _ found: [FoundRecord]) -> [Fault] {
    let related = plan.related[index]
    let key = Item.Place(related: index, row: row)
    if found.count > 1 {
      let keys = found.map(\.key).joined(separator: ", ")
      return [
        Fault(
          .ambiguousMatch, "more than one record of \(related.entity.name) matches for \(related.name): \(keys)",
          origin: related.origin)
      ]
    }
    if let record = found.first {
      wave[place].related[key, default: RelatedItem()].found = record
      wave[place].mapping?.setRelated(index, row: row, to: .found(record.body))
      return []
    }
    if wave[place].related[key]?.wouldBeMade == true {
      wave[place].mapping?.setRelated(index, row: row, to: .toBeMade)
      return []
    }
    if wave[place].related[key] != nil, related.record.create, !related.record.fields.isEmpty {
      wave[place].related[key]?.toBeMade = true
      wave[place].mapping?.setRelated(index, row: row, to: .toBeMade)
      return []
    }
    switch wave[place].mapping?.missing(related: index, row: row) ?? .nothing {
    case .nothing: wave[place].mapping?.setRelated(index, row: row, to: .missing)
    case .skipRecord:
      skip(place, "no \(related.entity.entity.record.noun) for \(related.name)")
    case .stop(let faults): return faults
    case .use(let field, let value):
      wave[place].related[key] = RelatedItem(match: [Intent.LookUpField(field, value)], isSubstitute: true)
      search.add(
        Slot(item: place, purpose: .related(index, row: row)), related.entity, fields: [field], values: [value])
    }
    return []
  }

  /// The default debtor and his like: they must be there.
  mutating func relatedUsed(_ turn: Int) {
    phase = .relate(turn + 1)
    let index = plan.relatedOrder[turn]
    for place in openItems {
      for row in 0..<(wave[place].rowCounts[index] ?? 0) {
        let key = Item.Place(related: index, row: row)
        guard let item = wave[place].related[key], item.isSubstitute, wave[place].isOpen else { continue }
        let found = search.results[Slot(item: place, purpose: .related(index, row: row))] ?? []
        let related = plan.related[index]
        let value = item.match.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        if found.count == 1, let record = found.first {
          wave[place].related[key]?.found = record
          wave[place].mapping?.setRelated(index, row: row, to: .found(record.body))
        } else if found.count > 1 {
          let sentence = "more than one record of \(related.entity.name) has \(value)"
          stop(place, [Fault(.ambiguousMatch, sentence, origin: related.origin)])
        } else {
          stop(place, [Fault(.stopped, "\(related.entity.name) has no record with \(value)", origin: related.origin)])
        }
      }
    }
  }

  /// All fields and checks; then what the target holds, if it was not asked before.
  mutating func compute() {
    for index in openItems {
      guard let computation = wave[index].mapping?.compute() else { continue }
      note(index, computation)
    }
    if matchIsEarly {
      phase = .decide
    } else {
      phase = .lateMatched
      searchTargets()
    }
  }

  private mutating func note(_ index: Int, _ computation: Computation) {
    for warning in computation.warnings {
      books.warn(wave[index].source.key, cause: cause(warning), sentence: warning.message)
    }
    switch computation.result {
    case .record(let draft):
      wave[index].draft = draft
      wave[index].drafts = computation.related
    case .skip(let reason): skip(index, reason)
    case .stop(let faults): stop(index, faults)
    }
  }

  // Look-ups.

  mutating func runSearch() {
    let pairs = search.takePairs()
    for (flow, group) in Dictionary(grouping: pairs, by: \.flow).sorted(by: { $0.key < $1.key }) {
      // What is looked for is on one side of that flow, whatever the key is a key of.
      for (name, wanted) in Dictionary(grouping: group, by: \.entity.name).sorted(by: { $0.key < $1.key }) {
        let slots = Dictionary(wanted.map { ($0.slot, $0.key) }, uniquingKeysWith: { first, _ in first })
        pairEntities.merge(wanted.map { ($0.slot, $0.entity) }, uniquingKeysWith: { first, _ in first })
        let keys = Set(wanted.map(\.key)).sorted()
        ask(.pair(ticket(.pair(slots)), flow: flow, wanted: name, keys: keys))
      }
    }
    sendQueries()
  }

  private mutating func sendQueries() {
    for (group, queries) in search.takeQueries() {
      var rest = queries[...]
      while !rest.isEmpty {
        let part = rest.prefix(options.queriesPerFind)
        rest = rest.dropFirst(part.count)
        let request = FindRequest(
          entity: group.entity, fields: group.fields, queries: part.map(\.values), parts: plan.parts(of: group.entity))
        ask(
          .find(
            ticket(.find(connection: group.connection, request, part.map(\.slots))), connection: group.connection,
            request))
      }
    }
  }

  mutating func paired(_ number: Int, _ keys: [String: String]) {
    awaiting -= 1
    guard case .pair(let slots) = tickets.removeValue(forKey: number) else { return }
    for (slot, key) in slots {
      guard let other = keys[key], let entity = pairEntities[slot] else { continue }
      search.add(slot, entity, key: other)
    }
    pairEntities = pairEntities.filter { slots[$0.key] == nil }
    sendQueries()
  }

  mutating func found(_ number: Int, _ result: Result<[[FoundRecord]], ConnectorError>) {
    guard let ticket = tickets.removeValue(forKey: number) else { return }
    switch ticket {
    case .find(let connection, let request, let slots):
      awaiting -= 1
      switch result {
      case .success(let answers):
        if answers.count != slots.count {
          end(.unreachable, "a look-up gave \(answers.count) of \(slots.count) answers")
        }
        for (slots, records) in zip(slots, answers) { for slot in slots { search.results[slot] = records } }
      case .failure(let error) where error.kind == .refused: refusedLookUp(connection, request, slots, error)
      case .failure(let error): end(error)
      }
    case .verify(let index): verifiedWrite(index, result)
    case .phase, .pair, .chain, .settle, .refreshed: break
    }
  }

  /// One odd value must not stop its neighbours: each is asked for alone, and the one that is refused stops.
  private mutating func refusedLookUp(
    _ connection: String, _ request: FindRequest, _ slots: [[Slot]], _ error: ConnectorError
  ) {
    if request.queries.count > 1 {
      for (query, slots) in zip(request.queries, slots) {
        var single = request
        single.queries = [query]
        ask(.find(ticket(.find(connection: connection, single, [slots])), connection: connection, single))
      }
      return
    }
    for slot in slots.joined() {
      switch slot.purpose {
      case .record, .related:
        guard wave[slot.item].isOpen else { continue }
        stop(slot.item, [Fault(.refused, "\(connection).\(request.entity) refused the look-up: \(error.message)")])
      case .intent, .gone: end(error)
      }
    }
  }

  /// What an asked look-up is for, by its queries.
  func slots(of number: Int) -> [[Slot]] {
    if case .find(_, _, let slots)? = tickets[number] { slots } else { [] }
  }
}
