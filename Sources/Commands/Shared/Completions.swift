import ArgumentParser
import Builtins
import ConnectorKit
import Diagnostics
import Foundation
import Reference
import Workspace

/// What a shell offers behind a command: names of the project in which the person stands, and those of the program.
/// The shell asks the program itself, so a new flow is offered at once.
enum Completions {
  /// Names of flows; the paths of their files once the word looks like a path.
  static let flows = CompletionKind.custom { _, _, word in
    guard let project else { return [] }
    let files = FlowFiles.all(in: project.folder.url)
    let isPath = word.contains("/") || word.hasPrefix(".")
    return files.map { isPath ? $0.shown(from: PlaceOptions.standing) : FlowFiles.name(of: $0) }
  }

  static let connections = CompletionKind.custom { _, _, _ in
    let own = project?.connections.map(\.name) ?? []
    return own + connectors.map(\.name).filter { !own.contains($0) }
  }

  /// Entities of the connection in the word before.
  static let entities = CompletionKind.custom { words, place, _ in
    guard place > 0, place <= words.count else { return [] }
    let name = words[place - 1]
    let declaration = project?.connection(name)?.declaration ?? connectors.first { $0.name == name }
    return declaration?.entities.map(\.name) ?? []
  }

  static let connectorNames = CompletionKind.list(connectors.map(\.name))
  static let functions = CompletionKind.list(Set(Functions.all.map(\.name)).sorted())
  static let codes = CompletionKind.list(Code.allCases.map(\.rawValue))
  static let schemas = CompletionKind.list(FileSchema.allCases.map(\.rawValue) + [SchemaCommand.infer])

  private static var connectors: [ConnectorDeclaration] { Registry.connectors.map { $0.declaration } }

  /// Nil where there is none, or none that can be read: then nothing is offered, and nothing is said.
  private static var project: Project? {
    let standing = PlaceOptions.standing
    return try? Project.open(
      at: standing, standing: standing, connectors: Registry.connectors, environment: PlaceOptions.environment)
  }
}
