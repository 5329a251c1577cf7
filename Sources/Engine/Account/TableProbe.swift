public import Builtins
public import ConnectorKit
public import Plan
public import Types
import Values

/// Holds the keys of a flow's tables against real records: which of them find no row of their own?
///
/// Keys are computed with the flow's own formulas. A key that hangs on a related record, on a row of a list or on
/// something personal is left out, with the columns behind it.
public struct TableProbe {
  /// What of the source its formulas read, as paths; empty if there is nothing to ask.
  public let fields: Set<String>
  private let plan: FlowPlan
  private let filter: Formula?
  private let surroundings: Surroundings
  private let lookUps: [LookUp]

  private struct LookUp {
    var table: Int
    var keys: [Formula]
    /// For each key the field of the source whose values the account lists, and its path.
    var listed: [(path: [String], field: Field)?]
  }

  public init(_ plan: FlowPlan, _ functions: FunctionContext) {
    self.plan = plan
    let reading = SourceReading(plan)
    var evaluator = CompiledEvaluator()
    var lookUps: [LookUp] = []
    var fields: Set<String> = []
    var told: Set<[Int]> = []
    if plan.group == nil {
      plan.visitFormulas { formula in
        guard case .lookUp(let table, let keys) = formula.kind else { return }
        let known = keys.prefix { reading.canCompute($0) }
        guard !known.isEmpty, told.insert([table] + known.map(\.origin)).inserted else { return }
        for key in known { fields.formUnion(reading.paths(in: key)) }
        lookUps.append(
          LookUp(
            table: table, keys: known.map { evaluator.formula($0) }, listed: known.map { reading.listedField(in: $0) }))
      }
    }
    // An order moves on to other states, so all of them count; of what is sold, only what the flow is about.
    let hasState = plan.source.entity.subject == .orders
    let condition = hasState || lookUps.isEmpty ? nil : plan.filter.flatMap { reading.canCompute($0) ? $0 : nil }
    if let condition { fields.formUnion(reading.paths(in: condition)) }
    filter = condition.map { evaluator.formula($0) }
    self.lookUps = lookUps
    self.fields = lookUps.isEmpty ? [] : fields.union([plan.source.entity.key])
    surroundings = Surroundings(plan, functions, evaluator: &evaluator)
  }

  /// - Parameter kept: the values that the account lists for a field; nil where it lists none.
  public func keys(of records: [FoundRecord], kept: (Field) -> [KeptValue]?) -> [SeenKey] {
    var found = Found()
    var first: Node?
    for record in records {
      var frame = frame(of: record.body)
      if let filter, (try? filter.bool(&frame)) == false { continue }
      first = first ?? record.body
      for lookUp in lookUps { note(lookUp, &frame, record.key, &found) }
    }
    let seen = found.keys
    for lookUp in lookUps {
      for (column, place) in lookUp.listed.enumerated() where column == 0 {
        guard let place, let values = kept(place.field) else { continue }
        for value in values { offer(value.value, place.path, lookUp, first, &found) }
      }
    }
    return seen.map { found[$0] } + found.keys.dropFirst(seen.count).map { found[$0] }.filter { $0.answer == .stops }
  }

  private func frame(of record: Node) -> Frame {
    var frame = Frame(surroundings)
    frame.bind(FlowPlan.sourceVariable, .record(.node(record)))
    return frame
  }

  private func note(_ lookUp: LookUp, _ frame: inout Frame, _ record: String?, _ found: inout Found) {
    var level = plan.tables[lookUp.table].root
    var keys: [Value] = []
    for formula in lookUp.keys {
      // What can't be computed for this record is another message's, and a missing key has a row of its own.
      guard let key = try? formula.value(&frame), !key.isMissing else { return }
      keys.append(key)
      if let cell = level.row(key) {
        guard case .level(let next) = cell else { return }
        level = next
        continue
      }
      found.add(table: lookUp.table, keys, level.otherwise.stops ? .stops : .otherwise, record)
      return
    }
  }

  /// As if a record had this value, all else being as in a real one.
  private func offer(
    _ value: Value, _ path: [String], _ lookUp: LookUp, _ record: Node?, _ found: inout Found
  ) {
    var json = record.flatMap { try? JSON($0) } ?? JSON.object(JSON.Object([]))
    guard let plain = value.json, json.set(plain, at: path[...], in: plan.source.entity.record),
      let node = try? JSONDocument.parse(json.bytes()).root
    else { return }
    var frame = frame(of: node)
    note(lookUp, &frame, nil, &found)
  }

  /// Keys in the order in which they were met.
  private struct Found {
    private(set) var keys: [Key] = []
    private var counts: [Key: SeenKey] = [:]

    struct Key: Hashable {
      var table: Int
      var keys: [Value]
    }

    subscript(key: Key) -> SeenKey {
      counts[key] ?? SeenKey(table: key.table, keys: key.keys, answer: .stops, records: 0, example: nil)
    }

    mutating func add(table: Int, _ values: [Value], _ answer: SeenKey.Answer, _ record: String?) {
      let key = Key(table: table, keys: values)
      if counts[key] == nil {
        keys.append(key)
        counts[key] = SeenKey(table: table, keys: values, answer: answer, records: 0, example: record)
        last[key] = nil
      }
      // One record may come to a table several times.
      guard let record, last[key] != record else { return }
      last[key] = record
      counts[key]?.records += 1
    }

    private var last: [Key: String] = [:]
  }
}

extension TablePlan.Level {
  fileprivate func row(_ key: Value) -> TablePlan.Cell? {
    rows[key] ?? rows.first { $0.key.comparable == key.comparable }?.value
  }
}

extension TablePlan.Cell? {
  /// Whether it ends the record for every key below.
  fileprivate var stops: Bool {
    switch self {
    case nil: true
    case .result(let formula)?: if case .stop = formula.kind { true } else { false }
    case .level?: false
    }
  }
}

extension Value {
  fileprivate var json: JSON? {
    switch self {
    case .text(let text): .string(text.string)
    case .whole(let number): .number(DecimalNumber(number))
    case .decimal(let number): .number(number)
    case .bool(let bool): .bool(bool)
    case .missing, .date, .moment, .span, .list, .record: nil
    }
  }
}

extension JSON {
  /// Puts a value at a path, in every entry of the lists on the way; what is not there is made. False if the record has
  /// no such path.
  fileprivate mutating func set(_ value: JSON, at path: ArraySlice<String>, in record: RecordType) -> Bool {
    guard let step = path.first, let field = record.field(step) else { return false }
    if path.count == 1 {
      self[step] = value
      return true
    }
    guard let inner = field.type.innerRecord else { return false }
    let rest = path.dropFirst()
    if case .list = field.type.unwrapped {
      var entries = self[step]?.array ?? []
      if entries.isEmpty { entries = [.object(Object([]))] }
      for index in entries.indices where !entries[index].set(value, at: rest, in: inner) { return false }
      self[step] = .array(entries)
      return true
    }
    var child = self[step] ?? .object(Object([]))
    guard child.set(value, at: rest, in: inner) else { return false }
    self[step] = child
    return true
  }
}
