import ArgumentParser
import ConnectorKit
import Diagnostics
import Foundation
import Workspace

/// Which project is meant, and with which settings.
struct PlaceOptions: ParsableArguments {
  @Option(name: .customLong("env"), help: "Lay the settings of flowrun.NAME.yaml over those of flowrun.yaml.")
  var overlay: String?

  static var standing: URL { URL(filePath: FileManager.default.currentDirectoryPath) }
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The project of a file or folder; without one, of the current folder.
  func project(of path: String? = nil) throws(Failure) -> Project {
    let standing = Self.standing
    var place = path.map { standing.reaching($0) } ?? standing
    if !FileManager.default.fileExists(atPath: place.path) { place = standing }
    do throws(ProjectProblem) {
      return try Project.open(
        at: place, standing: standing, connectors: Registry.connectors, environment: Self.environment,
        overlay: overlay)
    } catch {
      throw Failure(error)
    }
  }

  /// Paths may belong to several projects; without any, the project of the current folder.
  func projects(of paths: [String]) throws(Failure) -> [(project: Project, words: [String])] {
    guard !paths.isEmpty else { return [(try project(), [])] }
    var groups: [(project: Project, words: [String])] = []
    for path in paths {
      let project = try project(of: path)
      if let known = groups.firstIndex(where: { $0.project.folder == project.folder }) {
        groups[known].words.append(path)
      } else {
        groups.append((project, [path]))
      }
    }
    return groups
  }

  /// Of a connection of the project, else of a connector.
  func declaration(of name: String) throws(Failure) -> ConnectorDeclaration {
    let project = try project()
    if let connection = project.connection(name) { return project.declaration(of: connection) }
    return try Registry.declaration(name)
  }
}

extension Failure {
  init(_ problem: ProjectProblem) {
    switch problem.kind {
    case .usage: self.init(.usage, problem.message)
    case .wrong: self.init(.wrong, problem.message)
    case .credentials: self.init(.credentials, problem.message)
    }
  }
}
