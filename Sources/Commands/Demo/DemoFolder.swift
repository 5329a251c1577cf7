import ConnectorKit
import Foundation
import Sandbox
import Workspace

/// A copy of the flows in a folder of its own, whose connections lead to the simulated systems. The flows that were
/// copied, and whatever state lies beside them, stay as they are.
struct DemoFolder {
  let url: URL

  /// Folders and files that a copy may hold.
  private static let itemsMax = 2_000

  /// - Parameter mappings: a folder with flows; nil means `mappings` in the current folder, or the current folder.
  init(copying mappings: String?, _ addresses: SimulatedSystems.Addresses, _ settings: SandboxSettings) throws(Failure)
  {
    let place = try Self.place(mappings)
    url = FileManager.default.temporaryDirectory.appending(path: "flowrun-demo-\(UUID().uuidString.prefix(8))")
    do {
      try Self.copy(place.folder, to: url)
      try Self.write(Self.secrets(settings), in: url)
      let overlay = try Self.overlay(place.project, addresses)
      try Data(overlay.utf8).write(to: url.appending(path: "flowrun.demo.yaml"))
    } catch {
      remove()
      if let failure = error as? Failure { throw failure }
      throw Failure(.wrong, "the flows can't be copied to \(url.path): \(error.localizedDescription)")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  /// The copy as a project. Its state lies in the folder too, wherever the original keeps its own.
  func project() throws(Failure) -> Project {
    do {
      var project = try Project.open(
        at: url, standing: url, connectors: Registry.connectors, environment: [:], overlay: "demo")
      project.store = StoreLocation(file: url.appending(path: Project.demoStore))
      return project
    } catch {
      throw Failure(error)
    }
  }

  private static func place(_ mappings: String?) throws(Failure) -> (folder: URL, project: Project) {
    let standing = PlaceOptions.standing
    let asked = mappings.map { standing.appending(path: $0) } ?? standing
    let project: Project
    do {
      project = try Project.open(at: asked, standing: standing, connectors: Registry.connectors, environment: [:])
    } catch {
      throw Failure(error)
    }
    guard project.source != nil, !FlowFiles.all(in: project.folder.url).isEmpty else {
      throw Failure(
        .usage,
        "the demo runs the flows of a project, and there is none in \(asked.path). Go to a folder with "
          + "\(Project.fileName) or mappings/, or name one: flowrun demo --mappings PATH")
    }
    return (project.folder.url, project)
  }

  /// Flows, tables and what else a project reads; no hidden files, no links.
  private static func copy(_ source: URL, to target: URL) throws {
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    var waiting = [""]
    var count = 0
    while let folder = waiting.popLast() {
      for name in try FileManager.default.contentsOfDirectory(atPath: source.appending(path: folder).path).sorted() {
        let path = folder.isEmpty ? name : folder + "/" + name
        let file = source.appending(path: path)
        let type = try FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
        guard !name.hasPrefix("."), !(name.hasPrefix("flowrun.") && name != Project.fileName) else { continue }
        count += 1
        guard count <= itemsMax else { throw Failure(.usage, "\(source.path) holds too much to be a folder of flows") }
        if type == .typeDirectory {
          try FileManager.default.createDirectory(at: target.appending(path: path), withIntermediateDirectories: true)
          waiting.append(path)
        } else if type == .typeRegular, ["yaml", "csv"].contains(file.pathExtension) {
          try FileManager.default.copyItem(at: file, to: target.appending(path: path))
        }
      }
    }
  }

  private static let secretFolder = ".secrets"

  private static func secrets(_ settings: SandboxSettings) -> [String: String] {
    ["token": settings.token, "ident": settings.ident, "secret": settings.secret]
  }

  private static func write(_ secrets: [String: String], in folder: URL) throws {
    let place = folder.appending(path: secretFolder)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in secrets { try Data(text.utf8).write(to: place.appending(path: name)) }
  }

  /// Addresses and credentials of the simulated systems over those of the project.
  private static func overlay(_ project: Project, _ addresses: SimulatedSystems.Addresses) throws(Failure) -> String {
    var lines = ["connections:"]
    for connection in project.connections {
      lines.append("  \(connection.name):")
      switch connection.connector.declaration.name {
      case "bigcommerce":
        lines += ["    url: \(addresses.bigcommerceURL)", "    token: file:\(secretFolder)/token"]
      case "mplus":
        lines += [
          "    url: \(addresses.mplusURL)", "    ident: file:\(secretFolder)/ident",
          "    secret: file:\(secretFolder)/secret",
        ]
      default:
        throw Failure(.usage, "the connection `\(connection.name)` leads to a system that is not simulated")
      }
      // Nothing here takes a minute to settle.
      lines.append("    settle: 2s")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Project {
  fileprivate static let demoStore = ".flowrun/state.db"
}
