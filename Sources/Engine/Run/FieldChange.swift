import ConnectorKit
public import Values

/// One difference between what is in the target and what the flow gives.
public struct FieldChange: Sendable, Hashable {
  /// `deliveryAddress.city`, `variants[P12].price`.
  public var path: String
  /// Missing in a new record, and where the target had nothing.
  public var old: Value
  /// Missing where the value is taken away, and where it is known after writing only.
  public var new: Value
  public var isKnownAfterWriting: Bool

  public init(_ path: String, old: Value, new: Value, isKnownAfterWriting: Bool = false) {
    self.path = path
    self.old = old
    self.new = new
    self.isKnownAfterWriting = isKnownAfterWriting
  }
}

/// What a run would do to one record: a line of a plan.
public struct PlannedChange: Sendable, Hashable {
  public enum Action: Sendable, Hashable { case create, update, hide, delete }

  public var sourceKey: String
  /// `mplus.relations`
  public var entity: String
  /// It is a related record, not the flow's own.
  public var isRelated: Bool
  public var action: Action
  /// The record that is changed.
  public var targetKey: String?
  public var changes: [FieldChange]

  public init(
    sourceKey: String, entity: String, isRelated: Bool, action: Action, targetKey: String?, changes: [FieldChange]
  ) {
    self.sourceKey = sourceKey
    self.entity = entity
    self.isRelated = isRelated
    self.action = action
    self.targetKey = targetKey
    self.changes = changes
  }
}

extension Written {
  /// As one value, for plans and hashes.
  var asValue: Value {
    switch self {
    case .value(let value): value
    case .cleared: .missing
    case .record(let fields): .record(.fields(fields.asFields))
    case .list(let entries): .list(entries.map { .record(.fields($0.asFields)) })
    case .entries(let changes): .list(changes.map { .record(.fields($0.fields.asFields)) })
    }
  }
}

extension [WrittenField] {
  var asFields: OrderedFields {
    var fields = OrderedFields(reserving: count)
    for field in self { fields.append(Text(field.name), field.value.asValue) }
    return fields
  }
}
