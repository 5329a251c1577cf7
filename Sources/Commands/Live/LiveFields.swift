import ConnectorKit
import Diagnostics
import Engine
import Reference
import Types
import Values
import Workspace

/// `fields CONNECTION --live`: reads the account, keeps what it found beside the project, and says what is another.
struct LiveFields {
  let project: Project
  let connection: ProjectConnection
  private(set) var reading: AccountReader.Reading
  private(set) var changes: AccountChanges?
  /// Records of the entity that was asked for, for sample values.
  private(set) var samples: [FoundRecord] = []

  private static let samplesMax = 20

  static func read(_ name: String, entity: String?, _ place: PlaceOptions) async throws -> LiveFields {
    let project = try place.project()
    guard let connection = project.connection(name) else {
      let names = project.connections.map(\.name)
      let near = Suggestions.question(name, in: names).map { "; \($0)" }
      throw Failure(
        .usage, "there is no connection `\(name)`" + (near ?? "; there are " + names.joined(separator: ", ")))
    }
    guard connection.hasAccount else {
      throw Failure(.usage, "\(name) has no account to be asked; flowrun fields \(name) says what it holds")
    }
    if let entity { _ = try connection.declaration.entity(entity, of: name) }
    let session = try LiveSession(project, [name])
    do {
      let reading = try await session.asking(name) { reader throws(ConnectorError) in
        try await reader.read(now: RealWorld.now())
      }
      var found = LiveFields(project: project, connection: connection, reading: reading)
      if let entity, connection.declaration.entity(entity)?.reading != nil {
        found.samples = try await session.asking(name) { reader throws(ConnectorError) in
          try await reader.newest(Self.samplesMax, of: entity, fields: [])
        }
      }
      await session.close()
      try found.keep()
      return found
    } catch {
      await session.close()
      throw error
    }
  }

  private init(project: Project, connection: ProjectConnection, reading: AccountReader.Reading) {
    self.project = project
    self.connection = connection
    self.reading = reading
  }

  private mutating func keep() throws(Failure) {
    if let old = project.accounts[connection.name] {
      changes = AccountChanges(from: old, to: reading.snapshot, connection.declaration)
    }
    do throws(ProjectProblem) {
      try AccountFile.write(reading.snapshot, of: connection, in: project)
    } catch {
      throw Failure(error)
    }
  }

  /// With what was read.
  var declaration: ConnectorDeclaration { connection.declaration.knowing(reading.snapshot) }

  private var file: String {
    AccountFile.place(of: connection.name, in: project).shown(from: project.standing)
  }

  /// What was kept, and what could not be read: for stderr.
  var remarks: [String] {
    let unread = reading.unread.map { "\(connection.name).\($0.entity) was not read: \($0.reason)" }
    guard let changes else { return unread + ["\(file) is written"] }
    if changes.lines.isEmpty { return unread + ["\(file) is written; nothing is another than before"] }
    return unread + ["\(file) is written; since the last time:"] + changes.lines.map { "  " + $0 }
  }

  // MARK: the account

  var text: String {
    let snapshot = reading.snapshot
    var table = Table(widthMax: Output.width)
    for entity in connection.declaration.entities {
      guard let listing = entity.listing, let entries = snapshot.lists[entity.name] else { continue }
      let shown = entries.map { Self.shown($0, entity, listing) }
      table.add(entity.name, String(entries.count), shown.joined(separator: ", "))
    }
    for (path, names) in snapshot.names.sorted(by: { $0.key < $1.key }) {
      let shown = names.sorted { $0.name < $1.name }.map { "\"\($0.name)\"" }
      table.add(path, String(names.count), shown.joined(separator: ", "))
    }
    for (entity, fields) in snapshot.fields.sorted(by: { $0.key < $1.key }) {
      table.add("\(entity), not declared", String(fields.count), fields.map(\.name).joined(separator: ", "))
    }
    return "\(connection.name): what the account holds\n\n" + table.text
  }

  var json: String {
    JSONText.document([
      "connection": .string(connection.name), "file": .string(file),
      "account": AccountFile.json(reading.snapshot, connection.declaration),
      "changes": changes.map { .array($0.lines.map(JSON.string)) } ?? .null,
      "not_read": .array(reading.unread.map { ["entity": .string($0.entity), "reason": .string($0.reason)] }),
    ])
  }

  private static func shown(
    _ entry: AccountSnapshot.Entry, _ entity: Entity, _ listing: Entity.Listing
  ) -> String {
    let key = entry.values[entity.key]?.unquoted ?? "?"
    guard listing.label != entity.key, let label = entry.values[listing.label]?.unquoted, label != key else {
      return key
    }
    return "\(key) \(label)"
  }

  // MARK: one entity

  /// What is to be said of a field beside its declaration.
  func notes(_ row: FieldRow, _ path: String, isPersonal: Bool) -> [String] {
    var notes: [String] = []
    if let values = declaration.keptValues(of: row.field), !values.isEmpty {
      notes.append("Here: " + Self.cut(values.map(\.described)) + ".")
    } else if let words = labels(row.field) {
      notes.append("Here: " + words + ".")
    }
    if let sample = sample(path) { notes.append(isPersonal ? "For instance: (personal)." : "For instance: \(sample).") }
    return notes
  }

  /// Values in one note; the whole list is printed without an entity.
  private static let shownMax = 20

  private static func cut(_ values: [String]) -> String {
    let more = values.count - shownMax
    return values.prefix(shownMax).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// What the account calls the words of an enumeration: `awaiting_shipment (Klaar voor verzending)`.
  private func labels(_ field: Field) -> String? {
    guard case .enumeration(let enumeration) = field.type.unwrapped, enumeration != .country else { return nil }
    for entity in declaration.entities {
      guard let listing = entity.listing, let entries = reading.snapshot.lists[entity.name],
        let own = entity.record.fields.first(where: { $0.type == .enumeration(enumeration) })
      else { continue }
      let words = entries.compactMap { entry -> String? in
        guard let word = entry.values[own.name]?.unquoted else { return nil }
        return entry.values[listing.label].map { "\(word) (\($0.unquoted))" } ?? word
      }
      if !words.isEmpty { return Self.cut(words) }
    }
    return nil
  }

  /// The first value that is there.
  private func sample(_ path: String) -> String? {
    let steps = path.split(separator: ".").map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : String($0) }
    for record in samples {
      if let found = Self.first(record.body, steps[...]) { return found }
    }
    return nil
  }

  private static func first(_ node: Node, _ steps: ArraySlice<String>) -> String? {
    if node.kind == .array {
      for element in node.elements { if let found = first(element, steps) { return found } }
      return nil
    }
    if let step = steps.first { return node[step].flatMap { first($0, steps.dropFirst()) } }
    if let text = node.text {
      if text.isBlank { return nil }
      return text.string.count > sampleMax ? "\(text.string.prefix(sampleMax))…" : text.string
    }
    return node.bool.map { $0 ? "true" : "false" } ?? node.decimal.map(\.description)
  }

  /// Characters of a sample.
  private static let sampleMax = 40

  /// The entries of lists of name and value that records have, as rows of their own.
  func named(_ entity: String, under path: String) -> [AccountSnapshot.SeenName] {
    reading.snapshot.names["\(entity).\(path.replacing("[]", with: ""))", default: []].sorted { $0.name < $1.name }
  }

  func recordsSeen(_ entity: String) -> Int { reading.snapshot.recordsSeen[entity] ?? 0 }
}
