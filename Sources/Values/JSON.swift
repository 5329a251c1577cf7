/// A JSON value as a small tree, for programs that build a body or keep a state. Large documents are read as ``JSONDocument``.
public enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(DecimalNumber)
  case string(String)
  case array([JSON])
  case object(Object)

  /// Members in their order; two objects with the same members in another order are equal.
  public struct Object: Sendable {
    public private(set) var members: [(name: String, value: JSON)]

    /// A name that stands twice keeps its first place and its last value.
    public init(_ members: [(name: String, value: JSON)] = []) {
      self.members = []
      self.members.reserveCapacity(members.count)
      var places: [String: Int] = [:]
      for member in members {
        if let place = places[member.name] {
          self.members[place].value = member.value
        } else {
          places[member.name] = self.members.count
          self.members.append(member)
        }
      }
    }

    /// Setting nil removes the member; a new name is added at the end.
    public subscript(name: String) -> JSON? {
      get { members.first { $0.name == name }?.value }
      set {
        let place = members.firstIndex { $0.name == name }
        switch (place, newValue) {
        case (let place?, let value?): members[place].value = value
        case (let place?, nil): members.remove(at: place)
        case (nil, let value?): members.append((name, value))
        case (nil, nil): break
        }
      }
    }
  }

  /// Reads a document; fails also on a number that cannot be held exactly.
  public static func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONProblem) -> JSON {
    try JSON(JSONDocument.parse(bytes, limits: limits).root)
  }

  public static func parse(_ text: String) throws(JSONProblem) -> JSON {
    try parse(Array(text.utf8))
  }

  /// Fails on a number that cannot be held exactly.
  public init(_ node: Node) throws(JSONProblem) {
    switch node.kind {
    case .null: self = .null
    case .bool: self = .bool(node.bool == true)
    case .string: self = .string(node.text?.string ?? "")
    case .number:
      guard let number = node.decimal else {
        throw JSONProblem("the number has more digits than can be held", at: node.rawBytes.startIndex)
      }
      self = .number(number)
    case .array:
      var elements: [JSON] = []
      for element in node.elements { elements.append(try JSON(element)) }
      self = .array(elements)
    case .object:
      var members: [(name: String, value: JSON)] = []
      for (name, value) in node.members { members.append((name.string, try JSON(value))) }
      self = .object(Object(members))
    }
  }

  /// The member of that name; nil if there is none, or if this is no object. Setting on anything else makes it an object.
  public subscript(name: String) -> JSON? {
    get { object?[name] }
    set {
      var object = object ?? Object()
      object[name] = newValue
      self = .object(object)
    }
  }

  /// The element at that place; nil if there is none, or if this is no array.
  public subscript(index: Int) -> JSON? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  public func bytes(pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    write(into: &writer)
    return writer.bytes
  }

  public func write(into writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let bool): writer.value(bool)
    case .number(let number): writer.value(number)
    case .string(let text): writer.value(text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(into: &writer) }
      writer.endArray()
    case .object(let object):
      writer.beginObject()
      for (name, value) in object.members {
        writer.key(name)
        value.write(into: &writer)
      }
      writer.endObject()
    }
  }
}

// What it holds, if it is that.
extension JSON {
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var number: DecimalNumber? { if case .number(let number) = self { number } else { nil } }
  public var whole: Int64? { number?.wholeValue }
  public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  public var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
  public var object: Object? { if case .object(let object) = self { object } else { nil } }
  public var isNull: Bool { self == .null }

  public static func whole(_ number: Int64) -> JSON { .number(DecimalNumber(number)) }
}

extension JSON.Object: Hashable {
  public static func == (left: JSON.Object, right: JSON.Object) -> Bool {
    guard left.members.count == right.members.count else { return false }
    if left.members.count <= 16 { return left.members.allSatisfy { right[$0.name] == $0.value } }
    return left.dictionary == right.dictionary
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(dictionary)
  }

  private var dictionary: [String: JSON] {
    Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init(elements.map { (name: $0.0, value: $0.1) })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .number(DecimalNumber(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Object(elements.map { (name: $0.0, value: $0.1) }))
  }
}

extension JSON: CustomStringConvertible {
  /// As JSON, on one line.
  public var description: String { String(decoding: bytes(), as: UTF8.self) }
}
