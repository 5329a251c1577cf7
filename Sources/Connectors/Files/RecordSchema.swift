public import Types
public import Values

/// The fields of records as `NAME.schema.json` has them: JSON Schema draft-07, as far as it says what a field is.
///
/// Beside the words of JSON Schema there are three of this program: `x-key` at the top names the field that tells
/// records apart, `x-amount` (`incl`, `excl`, `untaxed`) makes a number an amount of money, and `x-personal` marks a
/// field with personal data. A word that is neither one of these nor known to say nothing about the records is refused.
public struct RecordSchema: Sendable {
  public var record: RecordType
  /// The field that tells records apart.
  public var key: String?

  /// What is wrong with a schema, in a sentence that fits behind the file's name and a colon.
  public struct Problem: Error, Sendable, Hashable {
    public var message: String
  }

  /// - Parameter name: `files.orders`.
  public init(_ bytes: [UInt8], named name: String) throws(Problem) {
    let root: Node
    do { root = try JSONDocument.parse(bytes).root } catch {
      let line = 1 + bytes.prefix(error.offset).count { $0 == 0x0A }
      throw Problem(message: "line \(line): \(error.message)")
    }
    var schema = root
    // What an export of a whole list describes.
    if schema["type"]?.text?.string == "array", let items = schema["items"] { schema = items }
    guard schema["properties"]?.kind == .object else {
      throw Problem(message: "it should describe an object with `properties`")
    }
    record = try Self.record(schema, named: name, path: "", depth: 0)
    key = schema["x-key"]?.text?.string
    if let key, record.field(key) == nil {
      throw Problem(message: "`x-key` names `\(key)`, which is none of its properties")
    }
  }

  // Words that describe, but restrict nothing.
  private static let silent: Set<String> = [
    "$schema", "$id", "$comment", "title", "description", "examples", "default", "additionalProperties", "x-key",
  ]
  private static let spoken: Set<String> = [
    "type", "properties", "required", "items", "enum", "format", "maxLength", "maxItems", "multipleOf", "readOnly",
    "x-amount", "x-personal",
  ]
  private static let depthMax = 16

  private static func record(
    _ schema: Node, named name: String, path: String, depth: Int
  ) throws(Problem) -> RecordType {
    guard depth < depthMax else {
      throw Problem(message: "\(path): records stand in records more than \(depthMax) deep")
    }
    try requireKnown(schema, path)
    let required = Set(schema["required"]?.elements.compactMap { $0.text?.string } ?? [])
    var fields: [Field] = []
    if let properties = schema["properties"] {
      for (member, value) in properties.members {
        let field = member.string
        let place = path.isEmpty ? field : "\(path).\(field)"
        fields.append(
          try self.field(
            field, value, isRequired: required.contains(field), named: "\(name).\(field)", path: place, depth: depth))
      }
    }
    for missing in required.sorted() where !fields.contains(where: { $0.name == missing }) {
      throw Problem(message: "`required` names `\(missing)`, which is none of the properties")
    }
    return RecordType(name, noun: "record", fields: fields)
  }

  private static func requireKnown(_ schema: Node, _ path: String) throws(Problem) {
    guard schema.kind == .object else { throw Problem(message: "\(path): a schema is an object") }
    for (name, _) in schema.members {
      let word = name.string
      guard !silent.contains(word), !spoken.contains(word) else { continue }
      let place = path.isEmpty ? "" : " at `\(path)`"
      throw Problem(
        message: "the word `\(word)`\(place) is not understood here, and would be held by nobody; take it out. "
          + "Understood are \(spoken.sorted().joined(separator: ", ")) and x-key")
    }
  }

  private static func field(
    _ name: String, _ schema: Node, isRequired: Bool, named typeName: String, path: String, depth: Int
  ) throws(Problem) -> Field {
    try requireKnown(schema, path)
    let (type, isNullable) = try type(schema, named: typeName, path: path, depth: depth)
    let isReadOnly = schema["readOnly"]?.bool == true
    var digits: Int?
    if case .decimal(let found) = type { digits = found }
    if case .amount(_, let found) = type { digits = found }
    var field = Field(
      name, type, isRequired && !isNullable ? .always : .optional,
      isReadOnly ? .readOnly : isRequired && !isNullable ? .required : .readWrite,
      meaning: schema["description"]?.text?.string ?? schema["title"]?.text?.string ?? "", digits: digits,
      clearing: .null, isPersonal: schema["x-personal"]?.bool == true)
    if case .text(let facts) = type { field.lengthMax = facts.lengthMax }
    return field
  }

  private static func type(
    _ schema: Node, named name: String, path: String, depth: Int
  ) throws(Problem) -> (ValueType, isNullable: Bool) {
    var words =
      schema["type"]?.text.map { [$0.string] } ?? schema["type"]?.elements.compactMap { $0.text?.string } ?? []
    let isNullable = words.contains("null")
    words.removeAll { $0 == "null" }
    if words.isEmpty, schema["properties"] != nil { words = ["object"] }
    if words.isEmpty, schema["enum"] != nil { words = ["string"] }
    if words.isEmpty { return (.unknown, isNullable) }
    guard words.count == 1 else {
      throw Problem(
        message: "`\(path)` has the types \(words.joined(separator: " and ")); a field has one, or null beside it")
    }
    return (try plain(words[0], schema, named: name, path: path, depth: depth), isNullable)
  }

  private static func plain(
    _ word: String, _ schema: Node, named name: String, path: String, depth: Int
  ) throws(Problem) -> ValueType {
    switch word {
    case "boolean": return .bool
    case "object": return .record(try record(schema, named: name, path: path, depth: depth + 1))
    case "array":
      guard let items = schema["items"] else { return .list(.unknown, bound: nil) }
      try requireKnown(items, path)
      let element = try type(items, named: name, path: path, depth: depth + 1).0
      return .list(element, bound: schema["maxItems"]?.whole.map { Int($0) })
    case "integer":
      return try amount(schema, path, digits: 0) ?? .whole
    case "number":
      let digits = try digits(schema, path)
      return try amount(schema, path, digits: digits) ?? .decimal(digits: digits)
    case "string": return try text(schema, named: name, path: path)
    default: throw Problem(message: "`\(path)` has the type `\(word)`, and JSON Schema has none of that name")
    }
  }

  private static func text(_ schema: Node, named name: String, path: String) throws(Problem) -> ValueType {
    switch schema["format"]?.text?.string {
    case "date": return .date
    case "date-time": return .moment
    default: break
    }
    if let members = schema["enum"] {
      let words = members.elements.compactMap { $0.text?.string }
      guard words.count == members.count, Set(words).count == words.count, !words.isEmpty else {
        throw Problem(message: "`enum` at `\(path)` is a list of different texts")
      }
      // A flow writes a member as a bare word.
      if words.allSatisfy(isWord) {
        let noun = path.replacing("_", with: " ")
        return .enumeration(Enumeration(name, noun: noun, members: words.map { Enumeration.Member($0) }))
      }
    }
    return .text(TextFacts(lengthMax: schema["maxLength"]?.whole.map { Int($0) }))
  }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x5F || (first | 0x20) &- 97 < 26 else { return false }
    return text.utf8.allSatisfy { $0 == 0x5F || ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 }
  }

  private static func amount(_ schema: Node, _ path: String, digits: Int?) throws(Problem) -> ValueType? {
    guard let word = schema["x-amount"]?.text?.string else { return nil }
    guard let basis = VATBasis(rawValue: word) else {
      throw Problem(message: "`x-amount` at `\(path)` is incl, excl or untaxed")
    }
    return .amount(basis, digits: digits)
  }

  /// `multipleOf: 0.01` are two digits.
  private static func digits(_ schema: Node, _ path: String) throws(Problem) -> Int? {
    guard let step = schema["multipleOf"] else { return nil }
    guard let number = step.decimal?.normalized, number.coefficient == 1, number.scale >= 0 else {
      throw Problem(message: "`multipleOf` at `\(path)` is 1, 0.1, 0.01 and so on: the digits behind the point")
    }
    return number.scale
  }
}

// As a document, to be written beside the data.
extension RecordSchema {
  public init(record: RecordType, key: String?) {
    self.record = record
    self.key = key
  }

  /// JSON Schema draft-07, with the fields in their order.
  public var document: JSON {
    var members: [(name: String, value: JSON)] = [("$schema", "http://json-schema.org/draft-07/schema#")]
    if let key { members.append(("x-key", .string(key))) }
    members += Self.object(record)
    return .object(JSON.Object(members))
  }

  private static func object(_ record: RecordType) -> [(name: String, value: JSON)] {
    let required = record.fields.filter { $0.presence == .always && !$0.type.isList }.map(\.name)
    var members: [(name: String, value: JSON)] = [
      ("type", "object"),
      ("properties", .object(JSON.Object(record.fields.map { ($0.name, schema($0.type)) }))),
    ]
    if !required.isEmpty { members.append(("required", .array(required.map(JSON.string)))) }
    return members
  }

  private static func schema(_ type: ValueType) -> JSON {
    switch type {
    case .unknown, .never, .span: [:]
    case .text(let facts):
      facts.lengthMax.map { ["type": "string", "maxLength": .whole(Int64($0))] } ?? ["type": "string"]
    case .whole: ["type": "integer"]
    case .decimal: ["type": "number"]
    case .amount(let basis, _): ["type": "number", "x-amount": .string(basis.rawValue)]
    case .bool: ["type": "boolean"]
    case .date: ["type": "string", "format": "date"]
    case .moment: ["type": "string", "format": "date-time"]
    case .enumeration(let list): ["type": "string", "enum": .array(list.members.map { .string($0.word) })]
    case .record(let record): .object(JSON.Object(object(record)))
    case .list(let element, _): ["type": "array", "items": schema(element)]
    case .optional(let inner): schema(inner)
    }
  }
}
