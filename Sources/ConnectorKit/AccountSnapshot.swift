public import Types
public import Values

/// What one account holds of its own: the lists that it is set up with, the names of its custom fields, and fields that
/// only its records show. Read once, kept beside the project, and believed until it is read again.
///
/// It holds no credentials and nothing of customers: lists and names only, and a sample of a custom field where that is
/// not personal.
public struct AccountSnapshot: Sendable, Hashable {
  /// Where the system stood: host, port and path; nil if it has no address.
  public var address: String?
  public var readAt: Moment
  /// The entries of each list, by the entity's name, in the order in which the system gives them.
  public var lists: [String: [Entry]] = [:]
  /// The names that stand in lists of name and value, by entity and path: `products.custom_fields`.
  public var names: [String: [SeenName]] = [:]
  /// Fields that records have and no declaration, by entity.
  public var fields: [String: [SeenField]] = [:]
  /// How many records were looked at, by entity.
  public var recordsSeen: [String: Int] = [:]

  public init(address: String?, readAt: Moment) {
    self.address = address
    self.readAt = readAt
  }

  /// One entry of a list: a tax class, a payment method.
  public struct Entry: Sendable, Hashable {
    /// The key, what other fields hold of it, and the label; by the entity's field names.
    public var values: [String: Value]

    public init(_ values: [String: Value]) { self.values = values }
  }

  /// The name of an entry in a list of name and value.
  public struct SeenName: Sendable, Hashable {
    public var name: String
    /// In how many of the records.
    public var records: Int
    /// One of the values; nil if they are personal.
    public var sample: String?

    public init(_ name: String, records: Int, sample: String?) {
      self.name = name
      self.records = records
      self.sample = sample
    }
  }

  /// A field that records have and the connector does not declare.
  public struct SeenField: Sendable, Hashable {
    /// As `key:` of a table names a type.
    public enum Kind: String, Sendable, Hashable, CaseIterable { case text, int, decimal, bool }

    public var name: String
    public var kind: Kind
    /// In how many of the records.
    public var records: Int

    public init(_ name: String, _ kind: Kind, records: Int) {
      self.name = name
      self.kind = kind
      self.records = records
    }
  }
}

extension AccountSnapshot.SeenField {
  /// May be missing, and is only read: nobody says what writing it does.
  public var field: Field {
    let type: ValueType =
      switch kind {
      case .text: .anyText
      case .int: .whole
      case .decimal: .anyDecimal
      case .bool: .bool
      }
    return Field(
      name, type, .optional, .readOnly, meaning: "Not declared; seen in the account's records.", origin: "fields --live"
    )
  }
}

/// A value that the account knows for a field, and what it calls it.
public struct KeptValue: Sendable, Hashable {
  public var value: Value
  /// Nil if it is the value itself that people know.
  public var label: String?

  /// `2 (Laag)`; texts in quotes.
  public var described: String { label.map { "\(value) (\($0))" } ?? value.description }
}

extension ConnectorDeclaration {
  /// The values that the account keeps for this field, each once; nil if they are not known.
  public func keptValues(of field: Field) -> [KeptValue]? {
    guard let place = field.listedIn, let entries = account?.lists[place.entity], let entity = entity(place.entity),
      let listing = entity.listing
    else { return nil }
    var order: [Value] = []
    var labels: [Value: [String]] = [:]
    for entry in entries {
      guard let value = entry.values[place.key], !value.isMissing else { continue }
      if labels[value] == nil { order.append(value) }
      var known = labels[value] ?? []
      if listing.label != place.key, let label = entry.values[listing.label]?.shownPlain, !known.contains(label) {
        known.append(label)
      }
      labels[value] = known
    }
    return order.map { value in
      let names = labels[value] ?? []
      return KeptValue(value: value, label: names.isEmpty ? nil : names.joined(separator: ", "))
    }
  }
}

extension Value {
  /// Texts without quotes; nil for what is missing.
  fileprivate var shownPlain: String? {
    switch self {
    case .text(let text): text.isBlank ? nil : text.string
    case .missing: nil
    case .bool, .whole, .decimal, .date, .moment, .span, .list, .record: description
    }
  }
}
