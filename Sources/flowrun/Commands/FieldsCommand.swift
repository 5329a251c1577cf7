import ArgumentParser
import ConnectorKit
import Diagnostics
import Reference
import Types
import Values

struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "The fields of an entity: type, required, length, meaning, the words of enumerations.",
    discussion: """
      flowrun fields mplus
      flowrun fields mplus articles
      flowrun fields mplus orders.lineList     of a record inside one
      flowrun fields bigcommerce orders --json
      """)

  @Argument(help: "A connection of the project, or a connector.", completion: Completions.connections)
  var connection: String

  @Argument(
    help: "An entity, or a record inside it by its path; without one, entities are listed.",
    completion: Completions.entities)
  var entity: String?

  @OptionGroup var place: PlaceOptions

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    // `mplus.articles`, as flows write it.
    var path = ([self.connection] + [entity].compactMap { $0 }).flatMap { $0.split(separator: ".") }.map(String.init)
    let connection = path.isEmpty ? self.connection : path.removeFirst()
    let declaration = try place.declaration(of: connection)
    guard let entity = path.first else {
      var table = Table()
      for entity in declaration.entities { table.add("\(connection).\(entity.name)", entity.meaning) }
      for (name, problem) in declaration.unusable.sorted(by: { $0.key < $1.key }) {
        table.add("(\(connection).\(name))", problem.message)
      }
      if declaration.entities.isEmpty, !json {
        Output.line("\(connection) has no entities yet")
        for line in declaration.entityHelp { Output.line("  help: \(line)") }
        if declaration.unusable.isEmpty { return }
      }
      let list = declaration.entities.map { JSON.object(["entity": .string($0.name), "meaning": .string($0.meaning)]) }
      Output.line(json ? JSONText.document(["entities": .array(list)]) : table.text)
      return
    }
    let found = try declaration.entity(entity, of: connection)
    let inside = FieldRow.record(at: Array(path.dropFirst()), in: found.record)
    if let wrong = inside.wrong {
      let known = FieldRow.holders(in: inside.record)
      let near = Suggestions.question(wrong, in: known).map { "; \($0)" }
      throw Failure(
        .usage,
        "`\(wrong)` is no record in \(inside.record.name)"
          + (near ?? (known.isEmpty ? "" : "; there are " + known.joined(separator: ", "))))
    }
    let whole = ([connection] + path).joined(separator: ".")
    let rows = FieldRow.rows(of: inside.record)
    if json {
      Output.line(
        JSONText.document([
          "entity": .string(whole), "fields": .array(rows.map(Self.json)),
        ]))
    } else {
      Output.line(path.count > 1 ? "\(whole)\n" : "\(whole): \(found.meaning)\n")
      var table = Table(widthMax: Output.width)
      for row in rows {
        let meaning = ([row.field.meaning] + row.notes).filter { !$0.isEmpty }.joined(separator: " ")
        table.add(row.path, "\(row.field.readType)", row.field.access.phrase, meaning)
      }
      Output.line(table.text)
    }
  }

  private static func json(_ row: FieldRow) -> JSON {
    let field = row.field
    var members: [(String, JSON)] = [
      ("path", .string(row.path)), ("type", .string("\(field.readType)")), ("access", .string(field.access.phrase)),
      ("meaning", .string(field.meaning)), ("length_max", field.lengthMax.map { .whole(Int64($0)) } ?? .null),
      ("origin", .string(field.origin)), ("personal", .bool(field.isPersonal)),
    ]
    if let words = field.type.words { members.append(("words", .array(words.map { .string($0.word) }))) }
    return .object(JSON.Object(members))
  }
}
