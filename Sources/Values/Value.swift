/// What a datum can be while a flow runs. The set is closed.
///
/// An amount is a `decimal` here: its currency and basis are known before the run, in the types. Equality asks for the same
/// kind as well, as types do: `whole(1)` is not `decimal(1)`.
public enum Value: Sendable, Hashable {
  case missing
  case bool(Bool)
  case whole(Int64)
  case decimal(DecimalNumber)
  case text(Text)
  case date(CalendarDate)
  case moment(Moment)
  case span(TimeSpan)
  case list([Value])
  case record(Record)

  /// Missing is what is not there, and a text that is empty or only blanks. An empty list is there.
  public var isMissing: Bool {
    switch self {
    case .missing: true
    case .text(let text): text.isBlank
    case .bool, .whole, .decimal, .date, .moment, .span, .list, .record: false
    }
  }
}

/// A record: an object of a JSON document, read where it lies, or fields that were made.
public enum Record: Sendable, Hashable {
  /// How its members are to be read is known to the types, so they are reached through the node.
  case node(Node)
  case fields(OrderedFields)
}

/// Names and values in their order. A name stands once.
public struct OrderedFields: Sendable, Hashable {
  public private(set) var fields: [Field]

  public struct Field: Sendable, Hashable {
    public var name: Text
    public var value: Value

    public init(name: Text, value: Value) {
      self.name = name
      self.value = value
    }
  }

  public init() {
    fields = []
  }

  public init(reserving capacity: Int) {
    fields = []
    fields.reserveCapacity(capacity)
  }

  public var count: Int { fields.count }
  public var isEmpty: Bool { fields.isEmpty }

  /// Setting nil removes the field; a new name is added at the end. Names are compared one after the other.
  public subscript(name: Text) -> Value? {
    get { fields.first { $0.name == name }?.value }
    set {
      let place = fields.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Adds a field whose name the caller knows to be new.
  public mutating func append(_ name: Text, _ value: Value) {
    fields.append(Field(name: name, value: value))
  }
}

extension OrderedFields: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Text, Value)...) {
    self.init(reserving: elements.count)
    for (name, value) in elements { self[name] = value }
  }
}
