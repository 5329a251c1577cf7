public import ConnectorKit
public import Diagnostics
public import Foundation
public import Source
public import Syntax

/// A project on disk: its folder, its connections and the order of its flows. Nothing secret is read before a
/// connection is made.
public struct Project: Sendable {
  public static let fileName = "flowrun.yaml"
  /// Where the flows of a project are looked for when they do not lie beside where the person stands.
  public static let usualFolder = "mappings"

  public var folder: ProjectFolder
  /// The folder from which messages name files: where the person stands.
  public var standing: URL
  /// `flowrun.yaml`; nil if there is none, and connections come from the environment.
  public var source: SourceFile?
  public var connections: [ProjectConnection]
  /// `flows:` in the order in which they run.
  public var flowOrder: [Name]
  public var store: StoreLocation
  /// The NAME of `--env NAME`; nil without one.
  public var overlay: String?
  /// `settings:` of the project file.
  public var settings: ProjectSettings?
  /// `settings:` of the overlay, which lie over those of the flows.
  public var overlaySettings: ProjectSettings?
  /// What is wrong with the project file.
  public var diagnostics: [Diagnostic]
  /// What is known of the accounts, by connection: see ``AccountFile``.
  public var accounts: [String: AccountSnapshot] = [:]

  public func connection(_ name: String) -> ProjectConnection? { connections.first { $0.name == name } }

  /// What the checker knows each connection by.
  public var declarations: [String: ConnectorDeclaration] {
    Dictionary(connections.map { ($0.name, declaration(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// With what is known of its account.
  public func declaration(of connection: ProjectConnection) -> ConnectorDeclaration {
    accounts[connection.name].map { connection.declaration.knowing($0) } ?? connection.declaration
  }

  /// The project to which a file or folder belongs: `flowrun.yaml` beside it or above it. From a folder without one,
  /// also the one in its folder `mappings`. Without any, the folder itself, with connections from the environment.
  ///
  /// `overlay`: the NAME of a file `flowrun.NAME.yaml` beside the project file, whose settings take the place of the
  /// same settings of the same connections.
  public static func open(
    at place: URL, standing: URL, connectors: [any Connector.Type], environment: [String: String],
    overlay: String? = nil
  ) throws(ProjectProblem) -> Project {
    let place = place.resolvingLinks
    let start = place.isFolder ? place : place.deletingLastPathComponent()
    if let root = folderWithFile(above: start) ?? usualFolder(below: start) {
      var reader = ProjectReader(
        try read(root.appending(path: fileName), standing), connectors, in: ProjectFolder(root), standing: standing)
      var project = reader.project()
      if let overlay { try project.lay(overlay, connectors) }
      project.readAccounts()
      return project
    }
    if let overlay {
      throw ProjectProblem(
        .usage, "the settings \(overlay) lie over those of a \(fileName), and there is none here or above")
    }
    let folder = ProjectFolder(start)
    var project = Project(
      folder: folder, standing: standing, source: nil,
      connections: connectors.map { EnvironmentSettings.connection($0, environment) }, flowOrder: [],
      store: .standard(in: folder), diagnostics: [])
    project.readAccounts()
    return project
  }

  static func read(_ file: URL, _ standing: URL) throws(ProjectProblem) -> SourceFile {
    do { return try ProjectFolder.read(file, shownFrom: standing) } catch {
      throw ProjectProblem(.wrong, "\(file.shown(from: standing)): \(error)")
    }
  }

  private static func folderWithFile(above start: URL) -> URL? {
    var folder = start
    while true {
      if folder.appending(path: fileName).isThere { return folder }
      let parent = folder.deletingLastPathComponent()
      if parent.pathComponents.count >= folder.pathComponents.count { return nil }
      folder = parent
    }
  }

  private static func usualFolder(below start: URL) -> URL? {
    let folder = start.appending(path: usualFolder)
    return folder.appending(path: fileName).isThere ? folder : nil
  }
}

/// One connection as the project describes it; its secrets are still references.
public struct ProjectConnection: Sendable {
  /// The name that flows use.
  public var name: String
  public var connector: any Connector.Type
  /// What the connector is with these settings.
  public var declaration: ConnectorDeclaration
  /// Settings that are no secrets, standards filled in; durations in seconds.
  public var texts: [String: String]
  public var secrets: [String: SecretReference]
  /// Required settings that nobody gave; a run says so, a check does not need them.
  var absent: [ConnectorSetting]
  /// The one that a setting names; without such a setting, one with nothing in it.
  var folder: any FileFolder = InMemoryFolder()

  /// Which system it leads to: connections with one connector and one address are the same one, whatever their names.
  public var system: String {
    let addresses = connector.declaration.settings.filter { $0.kind == .url }.compactMap { texts[$0.name] }
    guard !addresses.isEmpty else { return name }
    let plain = addresses.map { address in
      var address = address.lowercased()[...]
      while address.last == "/" { address.removeLast() }
      return String(address)
    }
    return ([connector.declaration.name] + plain).joined(separator: " ")
  }

  /// Where the system stands: host, port if it is not the usual one, and path, without user and query; or which folder it
  /// is. Nil if it is neither.
  public var address: String? {
    let addresses = connector.declaration.settings.filter { $0.kind == .url }.compactMap { texts[$0.name] }
    if !addresses.isEmpty { return addresses.map(Self.place).joined(separator: " ") }
    // As it is written, so that a project may be moved with its folders.
    return connector.declaration.settings.first { $0.kind == .folder }.flatMap { texts[$0.name] }.map { "folder \($0)" }
  }

  private static func place(_ address: String) -> String {
    guard let parts = URLComponents(string: address), let host = parts.host else { return "no known address" }
    let usual = parts.scheme?.lowercased() == "http" ? 80 : 443
    let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
    var path = parts.path[...]
    while path.last == "/" { path.removeLast() }
    return host.lowercased() + port + path
  }

  /// Fetches the secrets. Throws with a sentence that says what to set.
  public func settings(in project: Project, environment: [String: String]) throws(ProjectProblem) -> ConnectionSettings
  {
    if let setting = absent.first { throw EnvironmentSettings.problem(setting, of: self) }
    var fetched: [String: Secret] = [:]
    for (setting, reference) in secrets.sorted(by: { $0.key < $1.key }) {
      do { fetched[setting] = try reference.fetch(in: project.folder, environment: environment) } catch {
        throw ProjectProblem(.credentials, "connection \(name): `\(setting)` is \(reference), and \(error.description)")
      }
    }
    return ConnectionSettings(
      connection: name, texts: texts, secrets: fetched, folder: folder, declaration: declaration)
  }
}

/// Where what is remembered from run to run lies.
public struct StoreLocation: Sendable, Hashable {
  /// The SQLite file, absolute.
  public var file: URL

  public init(file: URL) { self.file = file }

  static func standard(in folder: ProjectFolder) -> StoreLocation {
    StoreLocation(file: folder.url.appending(path: ".flowrun/state.db"))
  }

  /// The one beside it that an environment has for itself: `state.NAME.db` for `state.db`.
  func own(of environment: String) -> StoreLocation {
    let ending = file.pathExtension
    let plain = ending.isEmpty ? file : file.deletingPathExtension()
    let name = "\(plain.lastPathComponent).\(environment)" + (ending.isEmpty ? "" : ".\(ending)")
    return StoreLocation(file: file.deletingLastPathComponent().appending(path: name))
  }
}

/// Why a project can't be used. The message is one sentence, or several lines of which the first is one.
public struct ProjectProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// What was typed means nothing here: exit 64.
    case usage
    /// A flow or the project file is wrong: exit 3.
    case wrong
    /// A credential is not where it is said to be: exit 4.
    case credentials
  }

  public var kind: Kind
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }
}
