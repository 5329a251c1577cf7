public import Types

/// One kind of record of a system, with everything that may be done with it.
public struct Entity: Sendable {
  /// `orders`
  public var name: String
  /// One sentence.
  public var meaning: String
  public var record: RecordType
  /// The field that names a record in its own system.
  public var key: String
  public var reading: Reading?
  /// The sets of fields by which single records can be found, and whether letter case counts.
  public var finding: [Finding]
  public var writing: Writing?
  /// What the pair of systems can't do with it, for `capabilities`.
  public var limits: [String]
  /// Fields that hold what a field of another entity holds, too.
  public var twins: [Twin] = []
  /// What a shop calls it; nil for lists that are set up in the system itself and only looked up.
  public var subject: Subject?
  /// For a list that an account is set up with: what `fields --live` keeps of its entries beside the key. Nil for
  /// records that come and go with trade.
  public var listing: Listing?

  /// A list of an account, as it is kept beside a project.
  public struct Listing: Sendable, Hashable {
    /// The field with what people call an entry.
    public var label: String

    public init(label: String) { self.label = label }
  }

  /// How it can be read.
  public struct Reading: Sendable, Hashable {
    /// Can give only what changed since a cursor.
    public var changes: Bool
    /// Fields whose whole group can be read again, so that `group:` on them is safe with `changes`.
    public var groups: [String]
    /// The field with the currency of the record's amounts, if records may differ.
    public var currencyField: String?

    public init(changes: Bool, groups: [String] = [], currencyField: String? = nil) {
      self.changes = changes
      self.groups = groups
      self.currencyField = currencyField
    }
  }

  /// A way to find single records.
  public struct Finding: Sendable, Hashable {
    public var fields: [String]
    /// Compared without upper and lower case, as the system itself does.
    public var ignoresCase: Bool
    /// At most one record can have these values.
    public var isUnique: Bool

    public init(_ fields: [String], ignoresCase: Bool = false, isUnique: Bool) {
      self.fields = fields
      self.ignoresCase = ignoresCase
      self.isUnique = isUnique
    }
  }

  /// How it can be created and changed.
  public struct Writing: Sendable, Hashable {
    public var canCreate: Bool
    public var canUpdate: Bool
    /// What a repeated or unclear write means.
    public var effect: Effect
    /// The field values that `gone: hide` writes, by field name, as flow literals; empty if it can't hide.
    public var hiding: [String: String]
    public var canDelete: Bool
    /// Lists inside the record that can be changed entry by entry, with what identifies an entry and how to hide one.
    public var matchedLists: [MatchedList]
    /// How long the system may take to apply what it did not answer, in seconds.
    public var settleSeconds: Int
    /// What is written stays: a later run finds it. False for standard output, so that no run remembers what went
    /// there.
    public var isLasting = true
    /// Records are written one after the other, in the order of the source: where the order of writing stays to be
    /// seen.
    public var isOrdered = false

    public init(
      canCreate: Bool, canUpdate: Bool, effect: Effect, hiding: [String: String] = [:], canDelete: Bool = false,
      matchedLists: [MatchedList] = [], settleSeconds: Int = 60
    ) {
      self.canCreate = canCreate
      self.canUpdate = canUpdate
      self.effect = effect
      self.hiding = hiding
      self.canDelete = canDelete
      self.matchedLists = matchedLists
      self.settleSeconds = settleSeconds
    }
  }

  /// What happens when one write is sent twice.
  public enum Effect: Sendable, Hashable {
    /// Writing twice is the same as writing once.
    case absolute
    /// A create can be told from a lost one by this field.
    case create(naturalKey: String)
    /// The system itself recognises a repeated create by its idempotency key.
    case idempotent(naturalKey: String)
  }

  /// A list inside the record whose entries can be changed one by one.
  public struct MatchedList: Sendable, Hashable {
    public var field: String
    public var matchFields: [String]
    public var ignoresCase: Bool
    public var hiding: [String: String]
    public var canDelete: Bool

    public init(
      _ field: String, matchFields: [String], ignoresCase: Bool, hiding: [String: String] = [:], canDelete: Bool = false
    ) {
      self.field = field
      self.matchFields = matchFields
      self.ignoresCase = ignoresCase
      self.hiding = hiding
      self.canDelete = canDelete
    }
  }

  public init(
    _ name: String, meaning: String, record: RecordType, key: String, reading: Reading? = nil, finding: [Finding] = [],
    writing: Writing? = nil, limits: [String] = [], subject: Subject? = nil
  ) {
    self.name = name
    self.meaning = meaning
    self.record = record
    self.key = key
    self.reading = reading
    self.finding = finding
    self.writing = writing
    self.limits = limits
    self.subject = subject
  }
}

extension Entity {
  /// The same as a list of the account, whose entries people know by that field.
  public func listed(by label: String) -> Entity {
    var copy = self
    copy.listing = Listing(label: label)
    return copy
  }

  /// A field, or a record with all its fields, that stands in two entities of one system: whoever writes it here has
  /// written it there.
  public struct Twin: Sendable, Hashable {
    /// `inventory_level`
    public var path: String
    public var entity: String
    /// The path over there; empty for the record itself.
    public var otherPath: String
  }

  /// `path` holds the same datum as `otherPath` of the entity of that name.
  public func sharing(_ path: String, with entity: String, _ otherPath: String) -> Entity {
    var copy = self
    copy.twins.append(Twin(path: path, entity: entity, otherPath: otherPath))
    return copy
  }
}
