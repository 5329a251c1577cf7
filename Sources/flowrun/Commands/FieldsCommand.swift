import ArgumentParser
import ConnectorKit
import Diagnostics
import Types
import Values

struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "The fields of an entity: type, required, length, meaning, the words of enumerations.",
    discussion: """
      flowrun fields mplus
      flowrun fields mplus articles
      flowrun fields bigcommerce orders --json
      """)

  @Argument(help: "A connection of the project, or a connector.")
  var connection: String

  @Argument(help: "An entity; without one, they are listed.")
  var entity: String?

  @OptionGroup var place: PlaceOptions

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let declaration = try place.declaration(of: connection)
    guard let entity else {
      var table = Table()
      for entity in declaration.entities { table.add("\(connection).\(entity.name)", entity.meaning) }
      let list = declaration.entities.map { JSON.object(["entity": .string($0.name), "meaning": .string($0.meaning)]) }
      Output.line(json ? JSONText.document(["entities": .array(list)]) : table.text)
      return
    }
    guard let found = declaration.entity(entity) else {
      let near = Suggestions.phrase(Suggestions.nearest(entity, in: declaration.entities.map(\.name)))
      throw Failure(
        .usage,
        "\(connection) has no entity `\(entity)`"
          + (near.map { "; did you mean \($0)?" } ?? "; flowrun fields \(connection) lists them"))
    }
    var lines = FieldLines()
    lines.add(found.record, prefix: "")
    if json {
      Output.line(
        JSONText.document(["entity": .string("\(connection).\(found.name)"), "fields": .array(lines.json)]))
    } else {
      Output.line("\(connection).\(found.name): \(found.meaning)\n")
      Output.line(lines.table.text)
    }
  }
}

/// The fields of a record and of the records in it, by path.
private struct FieldLines {
  var table = Table(widthMax: 130)
  var json: [JSON] = []
  private static let depthMax = 4

  mutating func add(_ record: RecordType, prefix: String, depth: Int = 0) {
    for field in record.fields {
      let path = prefix + field.name
      var notes: [String] = []
      if let length = field.lengthMax { notes.append("at most \(length) characters.") }
      if let needs = field.needs { notes.append("counts only with `\(needs)`.") }
      if let link = field.link { notes.append("names a record: `\(link.name)`.") }
      let meaning = ([field.meaning] + notes).filter { !$0.isEmpty }.joined(separator: " ")
      table.add(path, "\(field.readType)", Self.access(field.access), meaning)
      json.append([
        "path": .string(path), "type": .string("\(field.readType)"), "access": .string(Self.access(field.access)),
        "meaning": .string(field.meaning), "length_max": field.lengthMax.map { .whole(Int64($0)) } ?? .null,
        "origin": .string(field.origin), "personal": .bool(field.isPersonal),
      ])
      if depth < Self.depthMax, let inner = Self.inner(field.type) {
        add(inner.record, prefix: path + (inner.isList ? "[]." : "."), depth: depth + 1)
      }
    }
  }

  private static func inner(_ type: ValueType) -> (record: RecordType, isList: Bool)? {
    switch type {
    case .record(let record): (record, false)
    case .list(let element, _): inner(element).map { ($0.record, true) }
    case .optional(let wrapped): inner(wrapped)
    default: nil
    }
  }

  private static func access(_ access: Field.Access) -> String {
    switch access {
    case .readOnly: "read"
    case .writeOnly: "write"
    case .readWrite: "read, write"
    case .required: "required"
    case .createOnly: "at creation"
    case .requiredCreateOnly: "required at creation"
    }
  }
}
