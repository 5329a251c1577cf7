import ConnectorKit
import Types
import Values

/// One entity of the store: how it is read, found and written.
protocol StoreEntity: Sendable {
  var declared: Entity { get }
  func read(_ request: ReadRequest) async throws(ConnectorError) -> Page
  /// Records among which those that match the queries are, and perhaps others. At most ``Query/batchMax`` queries.
  func candidates(by fields: [String], _ queries: [[Value]]) async throws(ConnectorError) -> [FoundRecord]
  /// A record that was found, with those parts that cost a call of their own.
  func completed(_ record: FoundRecord, _ parts: Set<String>) async throws(ConnectorError) -> FoundRecord
  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord
}

extension StoreEntity {
  func completed(_ record: FoundRecord, _ parts: Set<String>) async throws(ConnectorError) -> FoundRecord { record }

  /// Asks the store, then compares here: its filters are not trusted to be exact, and v3 ignores a filter that it does
  /// not know and gives the whole collection.
  func find(_ request: FindRequest) async throws(ConnectorError) -> [[FoundRecord]] {
    guard let finding = declared.finding.first(where: { Set($0.fields) == Set(request.fields) }) else {
      let fields = request.fields.joined(separator: " and ")
      throw ConnectorError(.refused, "\(declared.name) of BigCommerce can't be found by \(fields)")
    }
    var results: [[FoundRecord]] = []
    var rest = request.queries[...]
    while !rest.isEmpty {
      let batch = Array(rest.prefix(Query.batchMax))
      rest = rest.dropFirst(Query.batchMax)
      let asked = batch.filter { query in !query.contains { $0.isMissing } }
      let found = asked.isEmpty ? [] : unique(try await candidates(by: request.fields, asked))
      for query in batch {
        let matching = found.lazy.filter { matches($0, request.fields, query, ignoresCase: finding.ignoresCase) }
        var records: [FoundRecord] = []
        for record in matching.prefix(2) { records.append(try await completed(record, request.parts)) }
        results.append(records)
      }
    }
    return results
  }

  private func unique(_ records: [FoundRecord]) -> [FoundRecord] {
    var seen: Set<String> = []
    return records.filter { seen.insert($0.key).inserted }
  }

  private func matches(_ record: FoundRecord, _ fields: [String], _ query: [Value], ignoresCase: Bool) -> Bool {
    zip(fields, query).allSatisfy { field, wanted in
      guard let node = record.body[field] else { return false }
      if let number = node.decimal {
        return switch wanted {
        case .whole(let whole): number == DecimalNumber(whole)
        case .decimal(let decimal): number == decimal
        case .missing, .bool, .text, .date, .moment, .span, .list, .record: false
        }
      }
      guard let text = node.text, case .text(let other) = wanted else { return false }
      let (mine, theirs) = (text.trimmed, other.trimmed)
      return ignoresCase ? mine.lowercased == theirs.lowercased : mine == theirs
    }
  }

  func refused(_ message: String) -> ConnectorError { ConnectorError(.refused, message) }

  /// Whole numbers of a selection by keys; others name nothing.
  func ids(_ keys: [String]) -> [String] { keys.filter { Int64($0) != nil } }
}

extension ReadRequest {
  /// Whether the flow uses a field or something inside it. A request that names no fields uses all.
  func uses(_ field: String) -> Bool {
    fields.isEmpty || fields.contains { $0 == field || $0.hasPrefix(field + ".") }
  }

  /// What BigCommerce accepts: 1 to 250.
  var pageLimit: Int { min(max(limit, 1), 250) }
}

/// Where a reading stands: goes into page marks, and makes the cursor of the last page.
///
/// Readings go by id and not by time or page number, so that what is edited meanwhile can't move to a page that was read
/// already. The price is that a cursor is only known at the end: the newest change that was seen, but not later than
/// the server's clock at the first page. For something changed after its page was read is newer than that, and
/// comes with the next reading.
struct ReadingMark {
  /// The last id, or the store's own cursor.
  var position: String
  private var newest: Moment?
  private var began: Moment?

  /// The beginning, without a mark. Throws on a mark that is none of ours.
  init(_ mark: PageMark?) throws(ConnectorError) {
    let text = mark?.position ?? "- - "
    let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw ConnectorError(.refused, "the page mark \(text) is none of BigCommerce's")
    }
    newest = Moment(iso: String(parts[0]))
    began = Moment(iso: String(parts[1]))
    position = String(parts[2])
  }

  mutating func note(_ answer: Answer, _ records: [FoundRecord]) {
    if began == nil { began = answer.moment }
    for record in records {
      guard let changed = record.body["date_modified"]?.text, let moment = Moment(iso: changed.bytes) else { continue }
      newest = newest.map { max($0, moment) } ?? moment
    }
  }

  var pageMark: PageMark {
    PageMark("\(newest.map(\.description) ?? "-") \(began.map(\.description) ?? "-") \(position)")
  }

  /// Nil if nothing was seen.
  var cursor: Cursor? {
    guard let newest else { return nil }
    return Cursor((began.map { min($0, newest) } ?? newest).description)
  }

  /// The time from which changes are asked for, in a form whose offset survives encoding. A minute before the cursor:
  /// a change that was being made while the last reading ended may carry a time from before that end.
  static func start(_ selection: ReadRequest.Selection) throws(ConnectorError) -> String? {
    guard case .changes(let cursor) = selection else { return nil }
    guard let moment = Moment(iso: cursor.position) else {
      throw ConnectorError(.refused, "the cursor \(cursor.position) is none of BigCommerce's")
    }
    let start = Moment(seconds: moment.seconds - overlapSeconds)
    return start.description.dropLast() + "+00:00"
  }

  static let overlapSeconds: Int64 = 60
}
