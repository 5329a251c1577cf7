import ConnectorKit
import Plan
import Types
import Values

// Records that this flow made and whose source is no longer there, or no longer passes the filter.
extension RunMachine {
  /// Only after everything was read can something be missing.
  mutating func lookForGone() {
    let isWhole = selection == .all && options.limit == nil && options.only == nil
    guard plan.record.gone != .keep, isWhole else {
      phase = .closing
      return
    }
    origin = .gone
    phase = .goneFound
    ask(.unseen(flow: plan.name, run.id, after: goneAfter, limit: options.pageSize))
  }

  mutating func goneFound() {
    guard let last = goneLinks.last else {
      phase = .closing
      return
    }
    goneAfter = last.sourceKey
    goneLinks.removeAll { !$0.isOwn || held[$0.sourceKey] != nil || drySeen.contains($0.sourceKey) }
    if goneLinks.isEmpty { phase = .gone } else { searchGone() }
  }

  mutating func searchGone() {
    search = Search()
    for (index, link) in goneLinks.enumerated() {
      search.add(Slot(item: index, purpose: .gone), plan.target, key: link.targetKey)
    }
    phase = .goneSearched
    runSearch()
  }

  mutating func hideGone() {
    let hiding = plan.target.entity.writing?.hiding ?? [:]
    wave = []
    for (index, link) in goneLinks.enumerated() {
      guard let record = search.results[Slot(item: index, purpose: .gone)]?.first else {
        batch.removedLinks.append(link.sourceKey)
        continue
      }
      if plan.record.gone == .delete, plan.target.entity.writing?.canDelete == true {
        delete(link, record)
        continue
      }
      if plan.record.gone == .delete || hiding.isEmpty {
        let sentence = "\(plan.target.name) has no way to take \(record.key) away; it stays"
        books.warn(link.sourceKey, cause: "gone", sentence: sentence)
        continue
      }
      hide(link, record, hiding)
    }
    // A dry run settles nothing: what the filter leaves out now must not be found again as not seen.
    if options.isDry { drySeen.formUnion(goneLinks.map(\.sourceKey)) }
    goneLinks = []
    if options.isDry {
      commands.append(.plan(wave.flatMap { item in item.steps.map { planned($0, item) } }))
      books.gone += wave.count
      phase = .waveDone
    } else {
      intend()
    }
  }

  /// Written down first and looked after like any other write. Asking twice does no harm, so what nobody saw the end
  /// of is asked again.
  private mutating func delete(_ link: Link, _ record: FoundRecord) {
    var item = Item(SourceRecord(key: link.sourceKey, version: link.sourceVersion, rows: []), mapping: nil)
    item.link = link
    item.isGone = true
    var step = WriteStep(
      entity: plan.target, existing: record, fields: [], changes: [], draft: Draft(),
      idempotencyKey: "\(plan.name)/delete/\(plan.target.name)/\(record.key)/\(link.sourceVersion)", lookUp: [])
    step.isDeletion = true
    item.steps = [step]
    wave.append(item)
  }

  private mutating func hide(_ link: Link, _ record: FoundRecord, _ hiding: [String: String]) {
    var fields: [WrittenField] = []
    var changes: [FieldChange] = []
    for (name, literal) in hiding.sorted(by: { $0.key < $1.key }) {
      let type = plan.target.entity.record.field(name)?.type ?? .unknown
      let value = Value(literal: literal, type)
      let old = record.body[name]?.value(type) ?? .missing
      if old.comparisonText == value.comparisonText { continue }
      fields.append(WrittenField(name, .value(value)))
      changes.append(FieldChange(name, old: old, new: value))
    }
    var item = Item(SourceRecord(key: link.sourceKey, version: link.sourceVersion, rows: []), mapping: nil)
    item.link = link
    item.isGone = true
    if fields.isEmpty {
      // It is hidden already.
      var known = link
      known.isGone = true
      batch.links.append(known)
      return
    }
    item.steps = [
      WriteStep(
        entity: plan.target, existing: record, fields: fields, changes: changes, draft: Draft(),
        idempotencyKey: "\(plan.name)/hide/\(plan.target.name)/\(record.key)/\(link.sourceVersion)", lookUp: [])
    ]
    wave.append(item)
  }
}
