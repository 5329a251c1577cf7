import Builtins
import Values

/// Holds a document against a JSON Schema (draft-07): the keywords that flowrun prints, and a complaint about any other.
struct SchemaValidator {
  /// A keyword, or a use of one, that this validator does not know.
  struct Unknown: Error, CustomStringConvertible {
    var description: String
  }

  let root: JSON
  private let patterns: [String: Pattern]

  init(root: JSON) throws {
    self.root = root
    var found: [String: Pattern] = [:]
    for text in Self.texts(root, of: "pattern") + Self.names(root, of: "patternProperties") where found[text] == nil {
      found[text] = try Pattern.compile(Text(text))
    }
    patterns = found
  }

  private static func texts(_ schema: JSON, of keyword: String) -> [String] {
    walk(schema).compactMap { $0.name == keyword ? $0.value.string : nil }
  }

  private static func names(_ schema: JSON, of keyword: String) -> [String] {
    walk(schema).filter { $0.name == keyword }.flatMap { $0.value.object?.members.map(\.name) ?? [] }
  }

  private static func walk(_ value: JSON) -> [(name: String, value: JSON)] {
    let members = value.object?.members ?? []
    return members + members.flatMap { walk($0.value) } + (value.array ?? []).flatMap(walk)
  }

  private static let annotations: Set<String> = ["$schema", "title", "description", "definitions"]

  func accepts(_ document: JSON) throws -> Bool { try accepts(document, root) }

  /// Looks at every part of the schema, whichever document comes.
  func checkKeywords() throws {
    _ = try everySubschema(root).map { try accepts(.null, $0) }
  }

  private func everySubschema(_ schema: JSON) throws -> [JSON] {
    guard let members = schema.object?.members else { return [schema] }
    var found = [schema]
    for (keyword, value) in members {
      switch keyword {
      case "properties", "patternProperties", "definitions":
        for member in value.object?.members ?? [] { found += try everySubschema(member.value) }
      case "anyOf", "allOf", "oneOf": for item in value.array ?? [] { found += try everySubschema(item) }
      case "not", "items", "additionalProperties", "propertyNames": found += try everySubschema(value)
      default: break
      }
    }
    return found
  }

  private func accepts(_ value: JSON, _ schema: JSON) throws -> Bool {
    if let all = schema.bool { return all }
    guard let keywords = schema.object else { throw Unknown(description: "a schema is an object: \(schema)") }
    if let reference = keywords["$ref"]?.string {
      guard keywords.members.count == 1 else { throw Unknown(description: "nothing counts beside $ref: \(schema)") }
      return try accepts(value, try definition(reference))
    }
    var isRight = true
    for (keyword, argument) in keywords.members where !Self.annotations.contains(keyword) {
      isRight = try holds(keyword, argument, value, keywords) && isRight
    }
    return isRight
  }

  private func definition(_ reference: String) throws -> JSON {
    let start = "#/definitions/"
    guard reference.hasPrefix(start), let found = root["definitions"]?[String(reference.dropFirst(start.count))] else {
      throw Unknown(description: "there is no \(reference)")
    }
    return found
  }

  private func holds(_ keyword: String, _ argument: JSON, _ value: JSON, _ beside: JSON.Object) throws -> Bool {
    switch keyword {
    case "type":
      let names = argument.array?.compactMap(\.string) ?? argument.string.map { [$0] } ?? []
      return try names.contains { try isOf($0, value) }
    case "enum": return argument.array?.contains(value) == true
    case "const": return argument == value
    case "pattern": return try value.string.map { try matches($0, argument) } ?? true
    case "minimum": return value.number.map { number in argument.number.map { number >= $0 } ?? false } ?? true
    case "anyOf": return try count(argument, value) > 0
    case "oneOf": return try count(argument, value) == 1
    case "allOf": return try count(argument, value) == argument.array?.count
    case "not": return try !accepts(value, argument)
    case "items": return try (value.array ?? []).map { try accepts($0, argument) }.allSatisfy(\.self)
    case "maxItems": return try (value.array?.count ?? 0) <= number(argument)
    case "uniqueItems": return value.array.map { Set($0).count == $0.count } ?? true
    case "required":
      guard let object = value.object else { return true }
      return argument.array?.allSatisfy { object[$0.string ?? ""] != nil } == true
    case "minProperties": return try value.object.map { try $0.members.count >= number(argument) } ?? true
    case "maxProperties": return try (value.object?.members.count ?? 0) <= number(argument)
    case "propertyNames":
      return try (value.object?.members ?? []).allSatisfy { try accepts(.string($0.name), argument) }
    case "properties", "patternProperties", "additionalProperties": return try hold(keyword, argument, value, beside)
    default: throw Unknown(description: "the keyword \(keyword) is not known here")
    }
  }

  /// Those that share the members of an object among them.
  private func hold(_ keyword: String, _ argument: JSON, _ value: JSON, _ beside: JSON.Object) throws -> Bool {
    for (name, member) in value.object?.members ?? [] {
      let own = beside["properties"]?[name]
      let patterns = try (beside["patternProperties"]?.object?.members ?? []).filter {
        try matches(name, .string($0.name))
      }
      let schemas: [JSON] =
        switch keyword {
        case "properties": own.map { [$0] } ?? []
        case "patternProperties": patterns.map(\.value)
        default: own == nil && patterns.isEmpty ? [argument] : []
        }
      for schema in schemas where try !accepts(member, schema) { return false }
    }
    return true
  }

  private func count(_ schemas: JSON, _ value: JSON) throws -> Int {
    try (schemas.array ?? []).map { try accepts(value, $0) }.count(where: \.self)
  }

  private func number(_ argument: JSON) throws -> Int {
    guard let number = argument.whole else { throw Unknown(description: "\(argument) is no count") }
    return Int(number)
  }

  private func isOf(_ name: String, _ value: JSON) throws -> Bool {
    switch name {
    case "null": return value.isNull
    case "boolean": return value.bool != nil
    case "integer": return value.whole != nil
    case "number": return value.number != nil
    case "string": return value.string != nil
    case "array": return value.array != nil
    case "object": return value.object != nil
    default: throw Unknown(description: "there is no type \(name)")
    }
  }

  /// Anywhere in the text, as the standard has it.
  private func matches(_ text: String, _ pattern: JSON) throws -> Bool {
    guard let pattern = pattern.string.flatMap({ patterns[$0] }) else { throw Unknown(description: "no such pattern") }
    return pattern.isFound(in: Text(text))
  }
}
