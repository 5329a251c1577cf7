import ArgumentParser
import ConnectorKit
import Values

struct CapabilitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capabilities",
    abstract: "What can be read and written where, from the connectors' own declarations.",
    discussion: """
      flowrun capabilities
      flowrun capabilities mplus
      """)

  @Argument(help: "Connectors; all, if none is named.")
  var names: [String] = []

  @Flag(help: "One JSON document.")
  var json = false

  func run() throws {
    let chosen = try names.isEmpty ? Registry.connectors.map { $0.declaration } : names.map(Registry.declaration)
    if json {
      Output.line(JSONText.document(["connectors": .array(chosen.map(Self.json))]))
    } else {
      Output.line(chosen.map(Self.text).joined(separator: "\n\n"))
    }
  }

  private static func text(_ connector: ConnectorDeclaration) -> String {
    var table = Table()
    table.add("entity", "read", "find by", "create", "update", "gone")
    for entity in connector.entities {
      table.add(
        entity.name, reading(entity), entity.finding.map { $0.fields.joined(separator: "+") }.joined(separator: ", "),
        answer(entity.writing?.canCreate), answer(entity.writing?.canUpdate), gone(entity))
    }
    var limits = Table()
    for entity in connector.entities where !entity.limits.isEmpty {
      limits.add(entity.name, entity.limits.joined(separator: " "))
    }
    return "\(connector.title) (\(connector.name))\n\n" + table.text + "\n\nNot, or only in part:\n\n" + limits.text
  }

  private static func answer(_ can: Bool?) -> String { can == true ? "yes" : "no" }

  private static func reading(_ entity: Entity) -> String {
    guard let reading = entity.reading else { return "no" }
    return reading.changes ? "changes" : "all"
  }

  private static func gone(_ entity: Entity) -> String {
    guard let writing = entity.writing else { return "no" }
    let words = (writing.hiding.isEmpty ? [] : ["hide"]) + (writing.canDelete ? ["delete"] : [])
    return words.isEmpty ? "keep" : words.joined(separator: ", ")
  }

  private static func json(_ connector: ConnectorDeclaration) -> JSON {
    let entities = connector.entities.map { entity -> JSON in
      [
        "entity": .string(entity.name), "meaning": .string(entity.meaning), "read": .string(reading(entity)),
        "find_by": .array(entity.finding.map { .array($0.fields.map(JSON.string)) }),
        "create": .bool(entity.writing?.canCreate ?? false), "update": .bool(entity.writing?.canUpdate ?? false),
        "hide": .bool(entity.writing.map { !$0.hiding.isEmpty } ?? false),
        "delete": .bool(entity.writing?.canDelete ?? false), "limits": .array(entity.limits.map(JSON.string)),
      ]
    }
    return ["connector": .string(connector.name), "title": .string(connector.title), "entities": .array(entities)]
  }
}
