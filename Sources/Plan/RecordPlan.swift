public import ConnectorKit
public import Types
public import Values

/// One record that is made or changed: the flow's own, a related one, a nested one, a list entry.
public struct RecordPlan: Sendable {
  /// The lets of this block; a frame forgets them when it enters the block again.
  public var lets: [Int]
  public var when: Expression?
  public var match: MatchPlan?
  /// The record's own boxes: gates over the boxes of its fields.
  public var create: Bool
  public var update: Bool
  public var missing: RecordMissing
  public var gone: Gone
  public var fields: [FieldPlan]
  public var origin: Int

  public init(fields: [FieldPlan], origin: Int) {
    self.lets = []
    self.when = nil
    self.match = nil
    self.create = true
    self.update = true
    self.missing = .skipRecord
    self.gone = .keep
    self.fields = fields
    self.origin = origin
  }
}

/// How the record in the target is found.
public enum MatchPlan: Sendable {
  case fields([MatchField], ignoresCase: Bool)
  /// The record that another flow paired with this one, or with the given key of that flow's source.
  case linked(flow: String, key: Expression?)
}

public struct MatchField: Sendable {
  public var name: String
  /// The formula of the mapped field of that name, or the one that `match` gave; after steps and rounding.
  public var value: ValuePlan

  public init(name: String, value: ValuePlan) {
    self.name = name
    self.value = value
  }
}

/// When no record was found and none may be made.
public enum RecordMissing: Sendable {
  case skipRecord
  case stop(Expression?)
  /// Another record of the same entity, by this field: the default debtor.
  case use(field: String, value: Expression)
  /// The result is missing, and the formulas know.
  case nothing
}

public enum Gone: String, Sendable, Hashable { case keep, hide, delete }

public struct FieldPlan: Sendable {
  public var field: Field
  public var when: Expression?
  public var content: Content
  public var create: Bool
  public var update: UpdateRule
  /// Related records whose new identity this field needs: it is computed after they were written.
  public var afterWriting: Set<Int>
  public var origin: Int

  public enum Content: Sendable {
    case value(ValuePlan)
    case record(RecordPlan)
    case list(ListPlan)
  }

  public enum UpdateRule: Sendable, Hashable { case always, never, ifEmpty, ifUntouched }

  public init(field: Field, content: Content, origin: Int) {
    self.field = field
    self.when = nil
    self.content = content
    self.create = true
    self.update = .always
    self.afterWriting = []
    self.origin = origin
  }
}

/// How one value comes about: formula, missing?, steps, empty?, rounding, length. In this order.
public struct ValuePlan: Sendable {
  public var expression: Expression
  public var missing: FieldMissing
  public var problem: FieldProblem
  public var steps: Steps?
  /// Digits that the target keeps.
  public var rounding: Rounding?
  public var lengthMax: Int?
  public var cutsIfTooLong: Bool
  /// An empty result may be written as it is.
  public var emptyIsValue: Bool
  public var origin: Int

  /// The transform: the slot holds the value, the expression is the chain of calls.
  public struct Steps: Sendable {
    public var variable: Int
    public var expression: Expression
    public init(variable: Int, expression: Expression) {
      self.variable = variable
      self.expression = expression
    }
  }

  public struct Rounding: Sendable, Hashable {
    public var digits: Int
    public var mode: RoundingMode
    public init(digits: Int, mode: RoundingMode) {
      self.digits = digits
      self.mode = mode
    }
  }

  public init(_ expression: Expression, origin: Int) {
    self.expression = expression
    self.missing = .leaveAlone
    self.problem = .stop(nil)
    self.steps = nil
    self.rounding = nil
    self.lengthMax = nil
    self.cutsIfTooLong = false
    self.emptyIsValue = false
    self.origin = origin
  }
}

public enum FieldMissing: Sendable {
  /// `skip field`, and what an optional target does by itself.
  case leaveAlone
  case skipEntry
  case skipRecord
  /// Nil: the standard sentence. What a required target does by itself.
  case stop(Expression?)
  case clear
  /// Not transformed.
  case value(Expression)
}

public enum FieldProblem: Sendable {
  case stop(Expression?)
  case leaveAlone
  case skipEntry
  case skipRecord
  case value(Expression)
}

/// The entries of a list target, in order.
public struct ListPlan: Sendable {
  public var entries: [EntryPlan]
  /// Entries are changed one by one; otherwise the list is written whole.
  public var matched: Matched?
  public var origin: Int

  public struct Matched: Sendable {
    public var list: Entity.MatchedList
    public var fields: [MatchField]
    public var gone: Gone
    public var create: Bool
    public var update: Bool

    public init(list: Entity.MatchedList, fields: [MatchField], gone: Gone, create: Bool, update: Bool) {
      self.list = list
      self.fields = fields
      self.gone = gone
      self.create = create
      self.update = update
    }
  }

  public init(entries: [EntryPlan], matched: Matched? = nil, origin: Int) {
    self.entries = entries
    self.matched = matched
    self.origin = origin
  }
}

public struct EntryPlan: Sendable {
  public enum Content: Sendable {
    case value(ValuePlan)
    case record(RecordPlan)
  }

  /// One entry for every element.
  public var each: EachPlan?
  /// For entries that are values; a record has its own `when`.
  public var when: Expression?
  public var content: Content

  public init(each: EachPlan? = nil, when: Expression? = nil, content: Content) {
    self.each = each
    self.when = when
    self.content = content
  }
}

/// A walk over a list.
public struct EachPlan: Sendable {
  /// The slot that holds the element.
  public var variable: Int
  /// The slot that holds how many stood before it, if somebody asks.
  public var place: Int?
  public var list: Expression

  public init(_ variable: Int, place: Int? = nil, list: Expression) {
    self.variable = variable
    self.place = place
    self.list = list
  }
}

/// A record that must exist first.
public struct RelatedPlan: Sendable {
  public var name: String
  public var entity: EntityReference
  /// One look-up for every element of a list of the source; the result hangs on its row.
  public var each: EachPlan?
  public var record: RecordPlan
  /// Found by a schema's link, without being asked for in the flow.
  public var isLink: Bool
  /// Fields of the found record that formulas read, as paths.
  public var usedFields: Set<String>
  public var origin: Int

  public init(name: String, entity: EntityReference, record: RecordPlan, origin: Int) {
    self.name = name
    self.entity = entity
    self.each = nil
    self.record = record
    self.isLink = false
    self.usedFields = []
    self.origin = origin
  }
}
