internal import ConnectorKit
internal import Values

/// Sorts found records to the queries that asked for them. Mplus's own comparison is never trusted: some of its
/// searches find parts of words.
struct Matching {
  var request: FindRequest
  /// Texts are compared without upper and lower case, and without the blanks around them.
  var ignoresCase = false

  /// The values of one field of all queries, each once, in order; what is missing or blank asks for nothing.
  func values(_ field: String) -> [Value] {
    guard let place = request.fields.firstIndex(of: field) else { return [] }
    var seen: Set<Value> = []
    return request.queries.map { $0[place] }.filter { !$0.isMissing && seen.insert($0).inserted }
  }

  /// For each query the records that match it in all fields, at most two.
  func sort(_ records: [FoundRecord]) -> [[FoundRecord]] {
    var found: [[String]: [FoundRecord]] = [:]
    var keys: Set<String> = []
    for record in records where keys.insert(record.key).inserted {
      let values = request.fields.map { comparable(record.body[$0]) }
      if values.contains("") { continue }
      if found[values, default: []].count < 2 { found[values, default: []].append(record) }
    }
    return request.queries.map { query in
      let values = query.map(comparable)
      return values.contains("") ? [] : found[values] ?? []
    }
  }

  private func comparable(_ node: Node?) -> String {
    guard let node else { return "" }
    if let number = node.decimal { return number.normalized.description }
    return node.text.map { comparable(.text($0)) } ?? ""
  }

  /// Empty for what is missing, and for what no search goes by.
  private func comparable(_ value: Value) -> String {
    switch value {
    case .text(let text): ignoresCase ? text.trimmed.lowercased.string : text.string
    case .whole(let number): String(number)
    case .decimal(let number): number.normalized.description
    case .missing, .bool, .date, .moment, .span, .list, .record: ""
    }
  }
}

extension [Value] {
  /// The whole numbers among the values. A text of digits counts, since keys are kept as texts.
  var wholes: [Int64] {
    compactMap { value in
      switch value {
      case .whole(let number): number
      case .decimal(let number): number.wholeValue
      case .text(let text): Int64(text.string)
      case .missing, .bool, .date, .moment, .span, .list, .record: nil
      }
    }
  }

  var texts: [String] {
    compactMap { value in
      if case .text(let text) = value { text.string } else { nil }
    }
  }
}

extension Array where Element: Sendable {
  /// In pieces of at most so many.
  func batches(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
