internal import ConnectorKit
internal import Diagnostics
internal import Foundation
internal import Source
internal import Syntax

/// Reads `flowrun.yaml`. What is wrong is noted, and the rest is read all the same.
struct ProjectReader {
  let connectors: [any Connector.Type]
  var notes: Notes
  private let folder: ProjectFolder
  private let standing: URL
  private let root: YAMLNode?
  private let hidden: HiddenSecrets

  /// - Parameter standing: the folder from which messages name files.
  init(
    _ source: SourceFile, _ connectors: [any Connector.Type], in folder: ProjectFolder, standing: URL
  ) {
    self.connectors = connectors
    self.folder = folder
    self.standing = standing
    hidden = HiddenSecrets(in: source, connectors)
    notes = Notes(hidden.source)
    notes.add(contentsOf: hidden.reading.diagnostics)
    root = hidden.reading.root
  }

  mutating func project() -> Project {
    var project = Project(
      folder: folder, standing: standing, source: notes.source, connections: [], flowOrder: [],
      store: .standard(in: folder), diagnostics: [])
    for entry in block(root, "the project file is a block with \(Vocabulary.project.names.joined(separator: ", "))") {
      switch entry.name.text {
      case "connections": project.connections = connections(entry.value)
      case "flows": project.flowOrder = names(entry.value)
      case "settings": project.settings = ProjectSettings.read(entry.value, &notes)
      case "store": project.store = store(entry.value, in: folder) ?? project.store
      default: reportUnknown(entry.name, Vocabulary.project.names, in: "a project file")
      }
    }
    if project.connections.isEmpty, !notes.diagnostics.contains(where: { $0.severity == .error }) {
      notes.add(
        .S102, "a project file needs `connections`", Span(0, 0), "",
        help: ["connections:", "  bigcommerce:", "    connector: bigcommerce"])
    }
    project.diagnostics = notes.diagnostics
    return project
  }

  // MARK: connections

  /// The settings of an overlay over those of the project.
  mutating func lay(over project: inout Project) {
    for entry in block(root, "an overlay is a block with \(Vocabulary.overlay.names.joined(separator: ", "))") {
      switch entry.name.text {
      case "connections": layConnections(entry.value, over: &project)
      case "settings": project.overlaySettings = ProjectSettings.read(entry.value, &notes)
      case "store": project.store = store(entry.value, in: project.folder) ?? project.store
      default: reportUnknown(entry.name, Vocabulary.overlay.names, in: "an overlay")
      }
    }
    project.diagnostics += notes.diagnostics
  }

  private mutating func layConnections(_ node: YAMLNode, over project: inout Project) {
    for connection in block(node, "`connections` is a block of names, each with its settings") {
      guard let place = project.connections.firstIndex(where: { $0.name == connection.name.text }) else {
        reportUnknown(connection.name, project.connections.map(\.name), in: "this project's connections")
        continue
      }
      let entries = block(connection.value, "a connection is a block with settings")
      if entries.contains(where: { $0.name.text == "connector" }) {
        // Another kind of system stands in for it: nothing of the settings below means anything to that.
        if let other = self.connection(connection.name, connection.value) { project.connections[place] = other }
        continue
      }
      let below = project.connections[place]
      let above = settings(entries, below.connector.declaration)
      let texts = below.texts.merging(above.texts) { $1 }
      let secrets = below.secrets.merging(above.secrets) { $1 }
      project.connections[place] = made(connection.name, below.connector, texts, secrets)
    }
  }

  private mutating func connections(_ node: YAMLNode) -> [ProjectConnection] {
    block(node, "`connections` is a block of names, each with its connector and settings").compactMap {
      connection($0.name, $0.value)
    }
  }

  private mutating func connection(_ name: Name, _ node: YAMLNode) -> ProjectConnection? {
    let isName = name.text.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || $0 < 0x80 && (Character(Unicode.Scalar($0)).isLetter || $0 >= 0x30 && $0 <= 0x39)
    }
    if !isName || name.text.isEmpty {
      notes.add(.S103, "a connection's name has letters, digits and _", name.span)
    }
    let entries = block(node, "a connection is a block with `connector` and its settings")
    guard let named = entries.first(where: { $0.name.text == "connector" }) else {
      notes.add(
        .S102, "the connection `\(name.text)` needs `connector`", name.span, "",
        help: ["connector: " + connectors.map { $0.declaration.name }.joined(separator: "   # or: ")])
      return nil
    }
    guard let word = scalar(named.value, "`connector` names a connector") else { return nil }
    let known = connectors.map { $0.declaration.name }
    guard let connector = connectors.first(where: { $0.declaration.name == word }) else {
      let guess = Suggestions.question(word, in: known).map { "; \($0)" } ?? ""
      notes.add(
        .S104, "there is no connector `\(word)`\(guess)", named.value.span, "",
        help: ["there are " + known.joined(separator: ", ")])
      return nil
    }
    return connection(name, connector, entries.filter { $0.name.text != "connector" })
  }

  private mutating func connection(
    _ name: Name, _ connector: any Connector.Type, _ entries: [Entry]
  ) -> ProjectConnection {
    let plain = connector.declaration
    var (texts, secrets) = settings(entries, plain)
    let given = Set(entries.map(\.name.text))
    for setting in plain.settings where !given.contains(setting.name) {
      if let standard = setting.standard, case .success(let value) = SettingValue.read(standard, as: setting.kind) {
        texts[setting.name] = value
      } else if setting.standard == nil {
        reportAbsent(setting, of: name, plain)
      }
    }
    return made(name, connector, texts, secrets)
  }

  /// With what the connector says of it, and what is wrong with the files that say it.
  private mutating func made(
    _ name: Name, _ connector: any Connector.Type, _ texts: [String: String], _ secrets: [String: SecretReference]
  ) -> ProjectConnection {
    var outline = ConnectionOutline(settings: texts)
    if let setting = connector.declaration.settings.first(where: { $0.kind == .folder }) {
      outline.folder = DiskFolder(texts[setting.name] ?? ".", in: folder, standing: standing)
    }
    outline.others = connectors.filter { $0 != connector }.map { $0.declaration }
    let declaration = connector.declaration(of: outline)
    for problem in declaration.problems { notes.add(.S103, problem.message, name.span, "", help: problem.help) }
    var made = ProjectConnection(
      name: name.text, connector: connector, declaration: declaration, texts: texts, secrets: secrets, absent: [])
    made.folder = outline.folder
    return made
  }

  /// What stands there, with the standards still to be filled in.
  private mutating func settings(
    _ entries: [Entry], _ plain: ConnectorDeclaration
  ) -> (texts: [String: String], secrets: [String: SecretReference]) {
    var texts: [String: String] = [:]
    var secrets: [String: SecretReference] = [:]
    for entry in entries {
      guard let setting = plain.settings.first(where: { $0.name == entry.name.text }) else {
        reportUnknown(
          entry.name, ["connector"] + plain.settings.map(\.name), in: "a connection with \(plain.title)")
        reportSecret(entry.value, asked: false)
        continue
      }
      if setting.kind == .texts {
        texts.merge(block(of: setting, entry.value)) { $1 }
        continue
      }
      guard let text = scalar(entry.value, "`\(setting.name)` is one value") else { continue }
      if setting.kind == .secret {
        secrets[setting.name] = secret(text, entry, setting)
      } else if !reportSecret(entry.value, asked: false) {
        texts[setting.name] = value(text, entry, setting)
      }
    }
    return (texts, secrets)
  }

  /// As `files.orders`, for each name.
  private mutating func block(of setting: ConnectorSetting, _ node: YAMLNode) -> [String: String] {
    var texts: [String: String] = [:]
    for entry in block(node, "`\(setting.name)` is a block of names, each with a text") {
      guard let text = scalar(entry.value, "`\(entry.name.text)` is one text") else { continue }
      if !reportSecret(entry.value, asked: false) { texts["\(setting.name).\(entry.name.text)"] = text }
    }
    return texts
  }

  private mutating func value(_ text: String, _ entry: Entry, _ setting: ConnectorSetting) -> String? {
    switch SettingValue.read(text, as: setting.kind) {
    case .success(let value): return value
    case .failure(let wrong):
      notes.add(
        .S103, "`\(setting.name)` can't be `\(text)`", entry.value.span, wrong.reason, help: wrong.help)
      return nil
    }
  }

  private mutating func secret(_ text: String, _ entry: Entry, _ setting: ConnectorSetting) -> SecretReference? {
    if let reference = SecretReference(text) { return reference }
    reportSecret(entry.value, asked: true, setting)
    return nil
  }

  /// A value that is a credential, or stands where only a reference may stand. The value itself is not repeated.
  @discardableResult
  private mutating func reportSecret(
    _ node: YAMLNode, asked: Bool, _ setting: ConnectorSetting? = nil
  ) -> Bool {
    let looksLikeOne = hidden.looksLikeCredential(node)
    guard node.scalar != nil, asked || looksLikeOne else { return false }
    let example = setting?.environment ?? "NAME"
    let fact =
      asked && !looksLikeOne
      ? "a secret is given by a reference, never as a value"
      : "this looks like a credential, and a project file holds none"
    notes.add(
      .S117, fact, node.span, "",
      help: ["write where it is kept: env:\(example), file:PATH or exec:COMMAND"])
    return true
  }

  private mutating func reportAbsent(_ setting: ConnectorSetting, of name: Name, _ plain: ConnectorDeclaration) {
    let example =
      switch setting.kind {
      case .secret: "env:\(setting.environment ?? setting.name.uppercased())"
      case .oneOf(let words): words.joined(separator: "   # or: ")
      case .url: "https://…"
      case .duration: "60s"
      case .text, .whole, .folder: "…"
      case .texts: "{ NAME: … }"
      }
    notes.add(
      .S102, "the connection `\(name.text)` needs `\(setting.name)`", name.span, setting.meaning.lowercasedFirst,
      help: ["\(setting.name): \(example)"])
  }

  // MARK: store

  private mutating func store(_ node: YAMLNode, in folder: ProjectFolder) -> StoreLocation? {
    guard let text = scalar(node, "`store` names where runs are remembered") else { return nil }
    let path = text.dropFirst("sqlite:".count)
    guard text.hasPrefix("sqlite:"), !path.isEmpty else {
      notes.add(
        .S103, "`store` can't be `\(text)`", node.span, "the kind of store, then its place",
        help: ["store: sqlite:.flowrun/state.db"])
      return nil
    }
    let file = path.hasPrefix("/") ? URL(filePath: String(path)) : folder.url.appending(path: String(path))
    return StoreLocation(file: file.standardizedFileURL)
  }
}

// The shapes of YAML.
extension ProjectReader {
  struct Entry {
    var name: Name
    var value: YAMLNode
  }

  private mutating func block(_ node: YAMLNode?, _ rule: String) -> [Entry] {
    guard let node, !node.isBroken else { return [] }
    guard let entries = node.entries else {
      notes.add(.S103, rule, node.span)
      return []
    }
    return entries.compactMap { entry in
      entry.key.scalar.map { Entry(name: Name($0.text, entry.key.span, isQuoted: $0.isQuoted), value: entry.value) }
    }
  }

  private mutating func scalar(_ node: YAMLNode, _ rule: String) -> String? {
    if node.isBroken { return nil }
    guard let scalar = node.scalar, !node.isEmpty else {
      notes.add(.S103, rule, node.span)
      return nil
    }
    return scalar.text
  }

  private mutating func names(_ node: YAMLNode) -> [Name] {
    if node.isBroken { return [] }
    guard let items = node.items else {
      notes.add(.S103, "`flows` is the list of the flows in the order in which they run", node.span)
      return []
    }
    var names: [Name] = []
    for item in items {
      guard let text = scalar(item, "a flow is named by its name") else { continue }
      if let other = names.first(where: { $0.text == text }) {
        notes.add(.S112, "the flow `\(text)` stands here twice", item.span, "", others: [(other.span, "first here")])
      } else {
        names.append(Name(text, item.span))
      }
    }
    return names
  }

  private mutating func reportUnknown(_ name: Name, _ known: [String], in place: String) {
    let near = Suggestions.nearest(name.text, in: known)
    let guess = Suggestions.question(near).map { "; \($0)" } ?? ""
    // What is hidden moved the rest of the text: no edit would fit the file.
    let fixes = near.count == 1 && hidden.isEmpty ? [notes.fix("write \(near[0])", .probable, name.span, near[0])] : []
    notes.add(
      .S101, "`\(name.text)` is not a word of \(place)\(guess)", name.span, "",
      help: near.isEmpty ? ["the words are " + known.joined(separator: ", ")] : [], fixes: fixes)
  }
}
