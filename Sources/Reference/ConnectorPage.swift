import ConnectorKit
import Types

/// A page for each connector: its settings, its entities, and their fields with type, access and meaning.
enum ConnectorPage {
  static func page(of connector: ConnectorDeclaration) -> ReferencePage {
    var words = WordLists()
    let entities = connector.entities.map { entity($0, of: connector, &words) }
    let parts =
      ["# \(connector.title)", Markdown.origin, connector.about.joined(separator: "\n\n")]
      + [settings(connector), flowSettings(connector), overview(connector)]
      + entities + [rules(connector), words.section]
    return ReferencePage(name: "\(connector.name).md", text: Markdown.page(parts))
  }

  // MARK: the connector

  private static func settings(_ connector: ConnectorDeclaration) -> String {
    let rows = connector.settings.map { setting in
      [
        Markdown.code(setting.name), kind(setting.kind), setting.standard.map(Markdown.code) ?? "must be given",
        setting.environment.map(Markdown.code) ?? "", setting.meaning,
      ]
    }
    let intro = "Under `connections:` in `flowrun.yaml`. Without a project file the variables are asked."
    let head = ["setting", "value", "standard", "variable", "meaning"]
    return "## Settings of a connection\n\n\(intro)\n\n" + Markdown.table(head, rows)
  }

  private static func kind(_ kind: ConnectorSetting.Kind) -> String {
    switch kind {
    case .text: "text"
    case .folder: "folder"
    case .texts: "a block of names, each with a text"
    case .secret: "a reference: `env:NAME`, `file:PATH` or `exec:COMMAND`"
    case .url: "address"
    case .whole: "whole number"
    case .duration: "time, as `60s` or `5m`"
    case .oneOf(let words): words.map(Markdown.code).joined(separator: " or ")
    }
  }

  private static func flowSettings(_ connector: ConnectorDeclaration) -> String {
    guard !connector.flowSettings.isEmpty else { return "" }
    let rows = connector.flowSettings.map { setting in
      [
        Markdown.code(setting.name), Markdown.code("\(setting.value)"),
        setting.fills.map(Markdown.code).joined(separator: ", "), setting.meaning,
      ]
    }
    return "## Settings of a flow\n\nA flow has these unless it says otherwise under `settings:`.\n\n"
      + Markdown.table(["setting", "standard", "fills", "meaning"], rows)
  }

  private static func overview(_ connector: ConnectorDeclaration) -> String {
    guard !connector.entities.isEmpty else { return "" }
    let rows = connector.entities.map { entity in
      let ways = EntityWays(entity)
      return [
        Markdown.code(entity.name), ways.read, ways.find.map(Markdown.code).joined(separator: ", "), ways.create,
        ways.update, ways.gone,
      ]
    }
    return "## Entities\n\nWhat is *personal* is data of people: masked in messages and logs.\n\n"
      + Markdown.table(["entity", "read", "found by", "made", "changed", "when gone"], rows)
  }

  private static func rules(_ connector: ConnectorDeclaration) -> String {
    guard !connector.fieldRules.isEmpty else { return "" }
    let lines = connector.fieldRules.map { rule in
      let unless = rule.unless.map { "`\($0)`" }.joined(separator: " or ")
      return "`\(rule.entity)`: `\(rule.field)` needs `\(rule.needs)`"
        + (unless.isEmpty ? "" : ", unless it is \(unless)") + ". \(rule.meaning)"
    }
    return "## Fields that need another one\n\n" + Markdown.list(lines)
  }

  // MARK: an entity

  private static func entity(_ entity: Entity, of connector: ConnectorDeclaration, _ words: inout WordLists) -> String {
    let rows = FieldRow.rows(of: entity.record).map { row in
      let field = row.field
      words.note(field.type)
      let meaning = ([field.meaning] + row.notes).filter { !$0.isEmpty }.joined(separator: " ")
      return [Markdown.code(row.path), "\(field.readType)", field.access.phrase, meaning]
    }
    return [
      "## \(connector.name).\(entity.name)", entity.meaning, Markdown.list(entity.limits),
      Markdown.table(["field", "type", "access", "meaning"], rows),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

/// The words of the enumerations that a page mentions, each once.
private struct WordLists {
  private var found: [Enumeration] = []
  /// Longer lists are standards that everybody can look up: countries, currencies.
  private static let wordsMax = 60

  mutating func note(_ type: ValueType) {
    switch type {
    case .enumeration(let enumeration): if !found.contains(enumeration) { found.append(enumeration) }
    case .optional(let inner), .list(let inner, _): note(inner)
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .record: break
    }
  }

  var section: String {
    guard !found.isEmpty else { return "" }
    return "## Words\n\nBare, where one of them is expected.\n\n" + Markdown.table(["list", "words"], found.map(row))
  }

  private func row(_ list: Enumeration) -> [String] {
    let count = list.members.count
    let words = list.members.map { Markdown.code($0.word) }.joined(separator: ", ")
    let example = Markdown.code(list.members.first?.word ?? "")
    return [list.noun, count <= Self.wordsMax ? words : "\(count) words, as \(example)"]
  }
}
