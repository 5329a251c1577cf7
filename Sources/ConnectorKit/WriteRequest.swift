public import Values

/// One record to be created or changed.
public struct WriteRequest: Sendable {
  /// Whether the record is there already.
  public enum Operation: Sendable {
    case create
    /// The record as it was found just now; `fields` holds only what differs from it.
    case update(FoundRecord)
  }

  public var entity: String
  public var operation: Operation
  /// In the order of the flow.
  public var fields: [WrittenField]
  /// The same for every attempt at this effect, also in a later run: `flow/operation/natural key/version`.
  public var idempotencyKey: String

  public init(entity: String, operation: Operation, fields: [WrittenField], idempotencyKey: String) {
    self.entity = entity
    self.operation = operation
    self.fields = fields
    self.idempotencyKey = idempotencyKey
  }

  public subscript(name: String) -> Written? { fields.first { $0.name == name }?.value }
}

/// A field of the target with what goes into it.
public struct WrittenField: Sendable, Hashable {
  public var name: String
  public var value: Written

  public init(_ name: String, _ value: Written) {
    self.name = name
    self.value = value
  }
}

/// What goes into a field. What is left alone is not there at all.
public indirect enum Written: Sendable, Hashable {
  /// A scalar, or a list of scalars. Never `.missing`.
  case value(Value)
  /// Take the value away, as the field's `clearing` says.
  case cleared
  case record([WrittenField])
  /// The whole list, in order.
  case list([[WrittenField]])
  /// Single entries of a list that is matched entry by entry; the others stay.
  case entries([EntryChange])
}

/// One entry of a matched list.
public struct EntryChange: Sendable, Hashable {
  /// What happens to the entry.
  public enum Operation: Sendable, Hashable {
    case create
    /// `existing` is the entry's own JSON, as it was read.
    case update(existing: JSON)
    case hide(existing: JSON)
    case delete(existing: JSON)
  }

  public var operation: Operation
  public var fields: [WrittenField]

  public init(_ operation: Operation, fields: [WrittenField]) {
    self.operation = operation
    self.fields = fields
  }
}
