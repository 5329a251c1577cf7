import ArgumentParser
import ConnectorKit
import Diagnostics
import Reference
import Types
import Values

struct FieldsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "The fields of an entity: type, required, length, meaning, the words of enumerations.",
    discussion: """
      flowrun fields mplus
      flowrun fields mplus articles
      flowrun fields mplus orders.lineList     of a record inside one
      flowrun fields bigcommerce orders --json
      flowrun fields bigcommerce --live        asks the account, and keeps its lists in live/bigcommerce.json
      flowrun fields mplus articles --live     the same, with custom fields and sample values
      """)

  @Argument(help: "A connection of the project, or a connector.", completion: Completions.connections)
  var connection: String

  @Argument(
    help: "An entity, or a record inside it by its path; without one, entities are listed.",
    completion: Completions.entities)
  var entity: String?

  @OptionGroup var place: PlaceOptions

  @Flag(
    help: """
      Ask the account: custom fields, tax classes, VAT groups, payment and delivery methods and its other lists. They are \
      kept beside the project, and flows are checked against them.
      """)
  var live = false

  @Flag(help: "One JSON document.")
  var json = false

  func run() async throws {
    // `mplus.articles`, as flows write it.
    var path = ([self.connection] + [entity].compactMap { $0 }).flatMap { $0.split(separator: ".") }.map(String.init)
    let connection = path.isEmpty ? self.connection : path.removeFirst()
    let account = live ? try await LiveFields.read(connection, entity: path.first, place) : nil
    let declaration = try account?.declaration ?? place.declaration(of: connection)
    if let entity = path.first {
      try show(entity, path, connection, declaration, account)
    } else if let account {
      Output.line(json ? account.json : account.text)
    } else {
      list(declaration, connection)
    }
    for remark in account?.remarks ?? [] { Output.message(remark) }
  }

  private func list(_ declaration: ConnectorDeclaration, _ connection: String) {
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
  }

  private func show(
    _ entity: String, _ path: [String], _ connection: String, _ declaration: ConnectorDeclaration,
    _ account: LiveFields?
  ) throws {
    guard let found = declaration.sourceEntity(entity) else {
      _ = try declaration.entity(entity, of: connection)
      return
    }
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
    let prefix = path.dropFirst().map { "\($0)." }.joined()
    var personal: [String] = []
    var list: [JSON] = []
    var table = Table(widthMax: Output.width)
    for row in FieldRow.rows(of: inside.record) {
      if row.field.isPersonal { personal.append(row.path) }
      let isPersonal = personal.contains {
        row.path == $0 || row.path.hasPrefix("\($0).") || row.path.hasPrefix("\($0)[]")
      }
      let notes = account?.notes(row, prefix + row.path, isPersonal: isPersonal) ?? []
      list.append(Self.json(row, notes))
      let meaning = ([row.field.meaning] + row.notes + notes).filter { !$0.isEmpty }.joined(separator: " ")
      table.add(row.path, "\(row.field.readType)", row.field.access.phrase, meaning)
      guard let account, row.field.isNamedList else { continue }
      for name in account.named(entity, under: prefix + row.path) {
        list.append(Self.json(row.path, name))
        let sample = name.sample.map { " For instance: \($0)." } ?? ""
        let count = "In \(name.records) of \(account.recordsSeen(entity)) records.\(sample)"
        table.add("\(row.path)[\"\(name.name)\"]", "text?", row.field.access.phrase, count)
      }
    }
    if json {
      Output.line(JSONText.document(["entity": .string(whole), "fields": .array(list)]))
    } else {
      Output.line(path.count > 1 ? "\(whole)\n" : "\(whole): \(found.meaning)\n")
      Output.line(table.text)
    }
  }

  private static func json(_ row: FieldRow, _ notes: [String]) -> JSON {
    let field = row.field
    var members: [(String, JSON)] = [
      ("path", .string(row.path)), ("type", .string("\(field.readType)")), ("access", .string(field.access.phrase)),
      ("meaning", .string(field.meaning)), ("length_max", field.lengthMax.map { .whole(Int64($0)) } ?? .null),
      ("origin", .string(field.origin)), ("personal", .bool(field.isPersonal)),
    ]
    if let words = field.type.words { members.append(("words", .array(words.map { .string($0.word) }))) }
    if !notes.isEmpty { members.append(("live", .array(notes.map(JSON.string)))) }
    return .object(JSON.Object(members))
  }

  private static func json(_ path: String, _ name: AccountSnapshot.SeenName) -> JSON {
    [
      "path": .string("\(path)[\"\(name.name)\"]"), "type": "text?", "records": .whole(Int64(name.records)),
      "sample": name.sample.map(JSON.string) ?? .null,
    ]
  }
}
