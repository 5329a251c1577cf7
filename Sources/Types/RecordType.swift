/// The fields of an entity, or of a record inside one. Nominal: two record types are the same if their names are.
public final class RecordType: Sendable {
  /// `mplus.articles`, `bigcommerce.orders.billing_address`.
  public let name: String
  /// As a sentence calls one of them: "article", "order line".
  public let noun: String
  public let fields: [Field]
  /// For a record that may be of several kinds: those, of which `fields` are the shared ones. Otherwise empty.
  public let kinds: [RecordType]
  /// What people who come from another system look for here.
  public let otherNames: [OtherName]
  private let positions: [String: Int]

  /// How far pages and messages look into a record: records in records in records are enough.
  public static let nestingMax = 4

  public init(_ name: String, noun: String, fields: [Field], kinds: [RecordType] = [], otherNames: [OtherName] = []) {
    self.name = name
    self.noun = noun
    self.fields = fields
    self.kinds = kinds
    self.otherNames = otherNames
    self.positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same record with more fields; a name that is there already stays as it is.
  public func adding(_ more: [Field]) -> RecordType {
    RecordType(
      name, noun: noun, fields: fields + more.filter { positions[$0.name] == nil }, kinds: kinds,
      otherNames: otherNames)
  }

  public func field(_ name: String) -> Field? {
    positions[name].map { fields[$0] }
  }

  /// The field that a name of another system simply means; nil where there is none, or more to say.
  public func field(meantBy name: String) -> Field? {
    let plain = OtherName.plain(name)
    return otherNames.first { $0.names.contains(plain) }?.field.flatMap { field($0) }
  }

  /// What to say to somebody who looks for a field that is called otherwise here, or is not there for a reason.
  public func hint(for name: String) -> String? {
    let plain = OtherName.plain(name)
    return otherNames.first { $0.names.contains(plain) }?.hint
  }
}

extension RecordType: Hashable {
  public static func == (left: RecordType, right: RecordType) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// One field of a record type, with everything a checker, a page or an editor wants to say of it.
public struct Field: Sendable {
  public var name: String
  /// The type of the value when it is there. `presence` says whether it may be missing.
  public var type: ValueType
  public var presence: Presence
  public var access: Access
  /// One sentence: meaning, units.
  public var meaning: String
  /// Where the rule comes from: a schema, a page of the vendor's, or curation with its reason.
  public var origin: String
  /// Written values: most code points of a text. Checked, and cut with `too_long: cut`.
  public var lengthMax: Int?
  /// Written values: digits behind the point that the target keeps.
  public var digits: Int?
  /// A text or list field where the empty one is a value, not missing.
  public var emptyIsValue: Bool
  /// A field that the target ignores unless another one is set.
  public var needs: String?
  /// What `clear` sends.
  public var clearing: Clearing
  /// A field that names a record of another entity: `articleNumber` gives the name `article`.
  public var link: Link?
  /// A list of name and value, read as `x["name"]` and written with quoted keys.
  public var isNamedList: Bool
  /// Known to hold personal data: masked in messages and logs.
  public var isPersonal: Bool
  /// The list that the account itself keeps, whose numbers or codes this field holds: tax classes, VAT codes.
  public var accountList: AccountList?
  /// The field beside it of whose members this one holds the names, which the account can change.
  public var memberField: String?

  public enum Presence: Sendable, Hashable {
    /// Always there when read; need not be written.
    case always
    /// May be missing when read; need not be written.
    case optional
  }

  public enum Access: Sendable, Hashable {
    case readOnly
    case writeOnly
    case readWrite
    /// Must be written when a record is created.
    case required
    /// Can only be set when a record is created.
    case createOnly
    /// Must be set when a record is created, and only then.
    case requiredCreateOnly
  }

  public enum Clearing: Sendable, Hashable {
    case null, emptyText, zero, emptyList
    /// The target has no way to take the value away.
    case impossible
  }

  public struct Link: Sendable, Hashable {
    /// The name under which the linked record is used.
    public var name: String
    /// The entity in the same connection.
    public var entity: String
    /// The field of that entity that holds the same value.
    public var key: String

    public init(_ name: String, entity: String, key: String) {
      self.name = name
      self.entity = entity
      self.key = key
    }
  }

  public init(
    _ name: String, _ type: ValueType, _ presence: Presence = .optional, _ access: Access = .readWrite,
    meaning: String, origin: String = "", lengthMax: Int? = nil, digits: Int? = nil, emptyIsValue: Bool = false,
    needs: String? = nil, clearing: Clearing = .emptyText, link: Link? = nil, isNamedList: Bool = false,
    isPersonal: Bool = false
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.access = access
    self.meaning = meaning
    self.origin = origin
    self.lengthMax = lengthMax
    self.digits = digits
    self.emptyIsValue = emptyIsValue
    self.needs = needs
    self.clearing = clearing
    self.link = link
    self.isNamedList = isNamedList
    self.isPersonal = isPersonal
  }

  /// The type that reading the field gives.
  public var readType: ValueType { presence == .always ? type : type.asOptional }
  public var isReadable: Bool { access != .writeOnly }
  public var isWritable: Bool { access != .readOnly }
  public var isRequired: Bool { access == .required || access == .requiredCreateOnly }
  public var isCreateOnly: Bool { access == .createOnly || access == .requiredCreateOnly }
}
