import ConnectorKit
import Plan
import Types
import Values

/// What a look-up is for.
struct Slot: Hashable {
  enum Purpose: Hashable {
    /// The record of the flow.
    case record
    case related(Int, row: Int)
    /// An unclear write of an earlier run.
    case intent
    /// A target record whose source is gone.
    case gone
  }

  /// Index into the wave, or into whatever the purpose says.
  var item: Int
  var purpose: Purpose
}

/// Look-ups that are wanted together: the same question is asked once, and many questions go in one request.
struct Search {
  /// What to ask an entity for.
  struct Group: Hashable {
    var connection: String
    var entity: String
    var fields: [String]
  }

  struct Query {
    var values: [Value]
    var slots: [Slot]
  }

  private(set) var groups: [Group] = []
  private(set) var queries: [Group: [Query]] = [:]
  private var places: [Group: [[Value]: Int]] = [:]
  /// Slots that need to know first which record another flow paired with a key.
  private(set) var pairs: [(flow: String, key: String, slot: Slot, entity: EntityReference)] = []
  var results: [Slot: [FoundRecord]] = [:]

  mutating func add(_ slot: Slot, _ entity: EntityReference, fields: [String], values: [Value]) {
    let group = Group(connection: entity.connection, entity: entity.entity.name, fields: fields)
    if queries[group] == nil { groups.append(group) }
    if let place = places[group]?[values] {
      queries[group]?[place].slots.append(slot)
    } else {
      places[group, default: [:]][values] = queries[group]?.count ?? 0
      queries[group, default: []].append(Query(values: values, slots: [slot]))
    }
  }

  /// By the key of the entity.
  mutating func add(_ slot: Slot, _ entity: EntityReference, key: String) {
    let name = entity.entity.key
    let type = entity.entity.record.field(name)?.type ?? .unknown
    add(slot, entity, fields: [name], values: [Value(key: key, type)])
  }

  mutating func addPair(_ slot: Slot, _ entity: EntityReference, flow: String, key: String) {
    pairs.append((flow, key, slot, entity))
  }

  /// Questions that were not asked yet; they count as asked then.
  mutating func takeQueries() -> [(Group, [Query])] {
    defer {
      groups = []
      queries = [:]
      places = [:]
    }
    return groups.map { ($0, queries[$0] ?? []) }
  }

  mutating func takePairs() -> [(flow: String, key: String, slot: Slot, entity: EntityReference)] {
    defer { pairs = [] }
    return pairs
  }
}
