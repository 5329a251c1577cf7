import ConnectorKit
import Plan
import Types
import Values

// What is read: first what failed before, then the pages of the source.
extension RunMachine {
  /// Records whose failure is open, and those of unclear writes: the cursor is past them.
  mutating func readAgain() {
    origin = .again
    let keys = Array(again.prefix(options.pageSize))
    guard !keys.isEmpty else {
      phase = options.only == nil ? .page : .closing
      return
    }
    again.removeFirst(keys.count)
    askedAgain = keys
    phase = .againRead
    let selection: ReadRequest.Selection
    if let group = plan.group {
      selection = .group(field: group.field.name, values: keys)
    } else {
      selection = .keys(keys)
    }
    startReading(selection)
  }

  /// `isMore`: what was read before is kept, as the answer goes on with it.
  private mutating func startReading(
    _ selection: ReadRequest.Selection, next: PageMark? = nil, isMore: Bool = false
  ) {
    let request = ReadRequest(
      entity: plan.source.entity.name, selection: selection, next: next, limit: options.pageSize,
      fields: plan.sourceFields)
    reading = request
    if !isMore { read = [] }
    ask(.read(connection: plan.source.connection, request))
  }

  mutating func pageArrived(_ result: Result<Page, ConnectorError>) {
    switch result {
    case .success(let page):
      read += page.records
      next = page.next
      arrivedCursor = page.cursor
    case .failure(let error):
      reading = nil
      end(error)
    }
  }

  /// Asks for more of the same; false if there is no more.
  private mutating func readOn() -> Bool {
    guard let next, let reading else { return false }
    startReading(reading.selection, next: next, isMore: true)
    return true
  }

  mutating func againRead() {
    if readOn() { return }
    let records = sourceRecords(read)
    let there = Set(records.map(\.key))
    for key in askedAgain where !there.contains(key) {
      if options.only == nil {
        books.warn(key, cause: "not in the source", sentence: "\(plan.source.name) has no record \(key) any more")
      } else {
        absent.append(key)
      }
      batch.settled.append(key)
    }
    for record in records { replayed[record.key] = record.version }
    pageCursor = nil
    queue = take(records)
    phase = .waveStart
  }

  mutating func readPage() {
    origin = .page
    if let limit = options.limit, taken >= limit {
      end(.stopped)
      return
    }
    phase = .pageRead
    startReading(selection, next: nextPage)
  }

  mutating func pageRead() {
    nextPage = next
    pageCursor = arrivedCursor
    guard let group = plan.group else {
      queue = take(notReplayed(read))
      phase = .waveStart
      return
    }
    guard plan.source.entity.reading?.groups.contains(group.field.name) == true else {
      keepRows()
      return
    }
    var values: [String] = []
    var seen: Set<String> = []
    for row in read {
      let key = groupKey(row)
      if seen.insert(key).inserted, selection != .all || !groupsDone.contains(key) { values.append(key) }
    }
    if values.isEmpty {
      phase = .pageDone
      return
    }
    groupsDone.formUnion(values)
    phase = .groupRead
    startReading(.group(field: group.field.name, values: values))
  }

  /// All rows must be there before the first group is whole.
  private mutating func keepRows() {
    rowsKept += read
    if nextPage != nil {
      phase = .page
      return
    }
    queue = take(notReplayed(rowsKept))
    rowsKept = []
    phase = .waveStart
  }

  mutating func groupRead() {
    if readOn() { return }
    queue = take(notReplayed(read))
    phase = .waveStart
  }

  /// Without those that were taken up again at the start and have not changed since: each counts once in the books.
  private func notReplayed(_ rows: [FoundRecord]) -> [SourceRecord] {
    sourceRecords(rows).filter { replayed[$0.key] != $0.version }
  }

  /// No more than the limit allows; a page that is cut does not move the cursor.
  private mutating func take(_ records: [SourceRecord]) -> [SourceRecord] {
    var records = records
    if let limit = options.limit, taken + records.count > limit {
      records = Array(records.prefix(max(0, limit - taken)))
      pageCursor = nil
    }
    taken += records.count
    return records
  }

  /// One for each record, or for each group of rows.
  private func sourceRecords(_ rows: [FoundRecord]) -> [SourceRecord] {
    var order: [String] = []
    var groups: [String: [FoundRecord]] = [:]
    for row in rows {
      let key = plan.group == nil ? row.key : groupKey(row)
      if groups[key] == nil { order.append(key) }
      if plan.group == nil {
        // A record that moved between two pages comes twice; the later one counts.
        groups[key] = [row]
      } else {
        groups[key, default: []].append(row)
      }
    }
    return order.map { key in
      let rows = groups[key] ?? []
      return SourceRecord(key: key, version: RunMachine.version(of: rows), rows: rows)
    }
  }

  private func groupKey(_ row: FoundRecord) -> String {
    guard let field = plan.group?.field else { return row.key }
    return (row.body[field.name]?.value(field.type) ?? .missing).keyText
  }

  private static func version(of rows: [FoundRecord]) -> String {
    if rows.count == 1, let version = rows[0].version { return version }
    var print = Fingerprint()
    for row in rows { print.add(row.body.canonicalBytes()) }
    return print.text
  }

  /// All waves of the page are through: the cursor moves together with what they settled.
  mutating func pageDone() {
    if !goneLinks.isEmpty {
      searchGone()
      return
    }
    if origin == .page {
      batch.cursor = options.only == nil ? pageCursor : nil
      pages += 1
    }
    commands.append(.progress(books, Progress(pages: pages, isRetrying: origin == .again)))
    switch origin {
    case .again: phase = .again
    case .page: phase = nextPage == nil ? .gone : .page
    case .gone: phase = .gone
    }
    commit()
  }
}
