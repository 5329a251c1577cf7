public import Source

/// What may be said about one record that is being made: the flow's own, a related one, a nested one, a list entry.
public struct RecordBlock: Sendable {
  public var span: Span
  /// `when:`, only if. Not on the flow itself, where `filter` says it.
  public var when: ValueSyntax?
  public var lets: [LetSyntax] = []
  public var match: [MatchSyntax] = []
  public var create: BoxSyntax?
  public var update: BoxSyntax?
  public var missing: RecordMissingSyntax?
  public var gone: GoneSyntax?
  public var fields: [FieldSyntax] = []

  public init(span: Span) { self.span = span }
}

/// `let: name: value`, or `name: { choose: … }`.
public struct LetSyntax: Sendable {
  public var name: Name
  public var value: ChoiceSyntax

  public init(name: Name, value: ChoiceSyntax) {
    self.name = name
    self.value = value
  }
}

/// `match: sku`, `match: sku = article.pluNumber`, `match: linked(FLOW)`.
public enum MatchSyntax: Sendable {
  /// The value computed for that field.
  case field(Name)
  /// For a field that is not mapped.
  case equals(Name, ValueSyntax)
  /// The record that a flow paired with this one; with a key, the one paired with that key.
  case linked(flow: Name, key: ValueSyntax?, span: Span)
}

/// A checkbox, `[x]` or `[ ]`; for a field's `update` also `if empty` and `if untouched`.
public struct BoxSyntax: Sendable, Hashable {
  public enum Mark: Sendable, Hashable { case ticked, emptied, ifEmpty, ifUntouched }

  public var mark: Mark
  public var span: Span

  public init(_ mark: Mark, _ span: Span) {
    self.mark = mark
    self.span = span
  }
}

/// `missing:` of a flow or a related record: what happens when none was found and none may be made.
public enum RecordMissingSyntax: Sendable {
  case skipRecord(Span)
  case stop(Template?, Span)
  /// `relationNumber = settings.defaultDebtor`: use that record instead. Related records only.
  case use(Name, ValueSyntax)
  /// A value stood where a rule belongs; the checker explains.
  case value(ValueSyntax)

  public static let words = ["skip record", "stop"]
}

/// `gone:` records or entries that this flow made and that are no longer there.
public struct GoneSyntax: Sendable, Hashable {
  public enum Rule: String, Sendable, Hashable, CaseIterable { case keep, hide, delete }

  public var rule: Rule
  public var span: Span

  public init(_ rule: Rule, _ span: Span) {
    self.rule = rule
    self.span = span
  }
}

/// A target field and what goes into it.
public struct FieldSyntax: Sendable {
  public var name: Name
  public var content: FieldContent

  public init(name: Name, content: FieldContent) {
    self.name = name
    self.content = content
  }
}

public indirect enum FieldContent: Sendable {
  /// `name: description`
  case value(ValueSyntax)
  /// A block whose keys are all setting words.
  case settings(FieldSettings)
  /// A block of fields, or one whose fields stand under `fields:`.
  case record(RecordBlock)
  /// A YAML list, or one entry with `each` that dropped its dash.
  case list(ListSyntax)
  /// Nothing stood there, or something that was reported already.
  case broken(Span)
}

/// The long form of a field.
public struct FieldSettings: Sendable {
  public var span: Span
  /// `from`, `formula`, `text` or `choose`; nil if none was given.
  public var value: ChoiceSyntax?
  public var transform: [StepSyntax] = []
  public var when: ValueSyntax?
  public var missing: FieldPolicySyntax?
  public var problem: FieldPolicySyntax?
  /// `too_long: stop` or `too_long: cut`.
  public var tooLong: TooLongSyntax?
  public var create: BoxSyntax?
  public var update: BoxSyntax?

  public init(span: Span) { self.span = span }
}

public struct TooLongSyntax: Sendable, Hashable {
  public enum Rule: String, Sendable, Hashable, CaseIterable { case stop, cut }

  public var rule: Rule
  public var span: Span

  public init(_ rule: Rule, _ span: Span) {
    self.rule = rule
    self.span = span
  }
}

/// `missing:` and `problem:` of a field. Words are tried first, then it is a value.
public enum FieldPolicySyntax: Sendable {
  case skipField(Span)
  case skipEntry(Span)
  case skipRecord(Span)
  case stop(Template?, Span)
  case clear(Span)
  case value(ValueSyntax)

  /// Tried before it is read as a value; `clear` is no word of `problem`.
  public static let words = ["skip field", "skip entry", "skip record", "stop", "clear"]
}

/// The entries of a list target, in order.
public struct ListSyntax: Sendable {
  public var span: Span
  public var entries: [ListEntrySyntax]
  /// `match:` and `gone:` of the list, when several entries stand under `entries:`.
  public var match: [MatchSyntax] = []
  public var gone: GoneSyntax?

  public init(span: Span, entries: [ListEntrySyntax]) {
    self.span = span
    self.entries = entries
  }
}

public struct ListEntrySyntax: Sendable {
  /// `each: NAME in LIST` makes one entry a row; `each: PLACE, NAME in LIST` counts them too, from 0.
  public var each: EachSyntax?
  public var content: FieldContent

  public init(each: EachSyntax?, content: FieldContent) {
    self.each = each
    self.content = content
  }
}

public struct EachSyntax: Sendable {
  /// `n` of `each: n, line in products`: how many stood before it.
  public var place: Name?
  public var name: Name
  public var list: ValueSyntax
  public var span: Span

  public init(place: Name? = nil, name: Name, list: ValueSyntax, span: Span) {
    self.place = place
    self.name = name
    self.list = list
    self.span = span
  }
}

/// `related: NAME:` a small flow that finds, makes or updates what must exist first.
public struct RelatedSyntax: Sendable {
  public var name: Name
  public var entity: Name?
  public var each: EachSyntax?
  public var record: RecordBlock

  public init(name: Name, entity: Name?, each: EachSyntax?, record: RecordBlock) {
    self.name = name
    self.entity = entity
    self.each = each
    self.record = record
  }
}
