import ArgumentParser
import ConnectorKit
import Reference
import Values

struct CapabilitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capabilities",
    abstract: "What can be read and written where, from the connectors' own declarations.",
    discussion: """
      flowrun capabilities                      each system by itself
      flowrun capabilities mplus                one of them
      flowrun capabilities bigcommerce mplus    what can go from one to the other, and why not
      """)

  @Argument(
    help: "One connector or connection, or two; all connectors, if none is named.",
    completion: Completions.connectorNames)
  var names: [String] = []

  @OptionGroup var place: PlaceOptions

  @Flag(help: "One JSON document.")
  var json = false

  func validate() throws {
    if names.count > 2 { throw ValidationError("one connector, or two: flowrun capabilities bigcommerce mplus") }
  }

  func run() throws {
    let chosen =
      try names.isEmpty ? Registry.connectors.map { $0.declaration } : names.map { try place.declaration(of: $0) }
    if names.count == 2, let bare = chosen.first(where: { $0.entities.isEmpty }), !json {
      Output.line(Self.text(bare))
    } else if names.count == 2 {
      let matrix = CapabilityMatrix(chosen[0], chosen[1])
      Output.line(json ? Self.json(matrix, chosen) : Self.text(matrix, chosen))
    } else if json {
      Output.line(JSONText.document(["connectors": .array(chosen.map(Self.json))]))
    } else {
      Output.line(chosen.map(Self.text).joined(separator: "\n\n"))
    }
  }

  // MARK: two connectors

  private static func text(_ matrix: CapabilityMatrix, _ pair: [ConnectorDeclaration]) -> String {
    var table = Table(widthMax: Output.width)
    table.add("what", "from", "to", "sent", "")
    for row in matrix.rows {
      table.add(
        row.subject.rawValue, row.sources.isEmpty ? "-" : row.sources.joined(separator: " "), row.target ?? "-",
        row.answer.rawValue,
        row.reasons.first ?? "")
    }
    let more = pair.map { "flowrun capabilities \($0.name)" }.joined(separator: ", ")
    return """
      \(pair[0].title) and \(pair[1].title)

      \(table.text)

      yes: made and changed. partly: made or changed, not both. All limits: \(more)
      """
  }

  private static func json(_ matrix: CapabilityMatrix, _ pair: [ConnectorDeclaration]) -> String {
    let rows = matrix.rows.map { row -> JSON in
      [
        "what": .string(row.subject.rawValue), "from": .array(row.sources.map(JSON.string)),
        "to": row.target.map(JSON.string) ?? .null, "answer": .string(row.answer.rawValue),
        "reasons": .array(row.reasons.map(JSON.string)),
      ]
    }
    return JSONText.document(["connectors": .array(pair.map { .string($0.name) }), "matrix": .array(rows)])
  }

  // MARK: one connector

  private static func text(_ connector: ConnectorDeclaration) -> String {
    var table = Table(widthMax: Output.width)
    table.add("entity", "read", "find by", "create", "update", "gone")
    for entity in connector.entities {
      let ways = EntityWays(entity)
      table.add(entity.name, ways.read, ways.find.joined(separator: ", "), ways.create, ways.update, ways.gone)
    }
    if connector.entities.isEmpty {
      let about = connector.about.first ?? ""
      return "\(connector.title) (\(connector.name))\n\n" + about.replacing("\n", with: " ")
    }
    var limits = Table(widthMax: Output.width)
    for entity in connector.entities where !entity.limits.isEmpty {
      limits.add(entity.name, entity.limits.joined(separator: " "))
    }
    return "\(connector.title) (\(connector.name))\n\n" + table.text
      + (limits.text.isEmpty ? "" : "\n\nNot, or only in part:\n\n" + limits.text)
  }

  private static func json(_ connector: ConnectorDeclaration) -> JSON {
    let entities = connector.entities.map { entity -> JSON in
      [
        "entity": .string(entity.name), "meaning": .string(entity.meaning), "read": .string(EntityWays(entity).read),
        "find_by": .array(entity.finding.map { .array($0.fields.map(JSON.string)) }),
        "create": .bool(entity.writing?.canCreate ?? false), "update": .bool(entity.writing?.canUpdate ?? false),
        "hide": .bool(entity.writing.map { !$0.hiding.isEmpty } ?? false),
        "delete": .bool(entity.writing?.canDelete ?? false), "limits": .array(entity.limits.map(JSON.string)),
      ]
    }
    return ["connector": .string(connector.name), "title": .string(connector.title), "entities": .array(entities)]
  }
}
