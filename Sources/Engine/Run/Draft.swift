public import Plan
public import Types
public import Values

/// What a record block gives for one source record: its fields with their values, and the boxes that say when they
/// are written. Fields that are left alone are not there. The run compares it with what is in the target.
public struct Draft: Sendable {
  /// In the order of the flow.
  public var fields: [DraftField]

  public init(_ fields: [DraftField] = []) { self.fields = fields }

  public subscript(name: String) -> DraftField? { fields.first { $0.field.name == name } }
}

public struct DraftField: Sendable {
  public var field: Field
  public var content: Content
  public var create: Bool
  public var update: FieldPlan.UpdateRule
  /// Index of the place in the plan.
  public var origin: Int

  public enum Content: Sendable {
    /// A scalar, or a list of scalars. Never missing.
    case value(Value)
    case cleared
    case record(Draft)
    /// The whole list, in order.
    case list([Draft])
    /// Entries that are compared one by one with those in the target.
    case matched([DraftEntry], ListPlan.Matched)
    /// Needs what only a write can tell; computed again after it.
    case afterWriting
  }

  public init(
    _ field: Field, _ content: Content, create: Bool = true, update: FieldPlan.UpdateRule = .always, origin: Int = 0
  ) {
    self.field = field
    self.content = content
    self.create = create
    self.update = update
    self.origin = origin
  }
}

/// One entry of a matched list.
public struct DraftEntry: Sendable {
  /// One for each match field of the list.
  public var match: [Value]
  public var draft: Draft
  public var origin: Int

  public init(match: [Value], draft: Draft, origin: Int = 0) {
    self.match = match
    self.draft = draft
    self.origin = origin
  }
}
