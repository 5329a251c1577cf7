import ConnectorKit
import Connectors
import Diagnostics
import Synchronization

/// The connectors of this program. A new one of this package is added here and nowhere else.
enum Registry {
  private static let own: [any Connector.Type] = [BigCommerce.self, Mplus.self, Files.self]
  private static let added = Mutex<[any Connector.Type]>([])

  static var connectors: [any Connector.Type] { own + added.withLock { $0 } }

  /// Once, before anything is read. A name that is taken would make project files mean something else.
  static func add(_ connectors: [any Connector.Type]) {
    for connector in connectors {
      let name = connector.declaration.name
      precondition(!Self.connectors.contains { $0.declaration.name == name }, "there are two connectors `\(name)`")
      added.withLock { $0.append(connector) }
    }
  }
}

extension ConnectorDeclaration {
  /// - Parameter connection: the name by which the person calls the system.
  func entity(_ name: String, of connection: String) throws(Failure) -> Entity {
    if let found = entity(name) { return found }
    if let problem = unusable[name] {
      throw Failure(.usage, ([problem.message] + problem.help.map { "  help: \($0)" }).joined(separator: "\n"))
    }
    let question = Suggestions.question(name, in: entities.map(\.name))
    let help = question == nil ? entityHelp.map { "\n  help: \($0.replacing("NAME", with: name))" }.joined() : ""
    throw Failure(
      .usage, "\(connection) has no entity `\(name)`; " + (question ?? "flowrun fields \(connection) lists them") + help
    )
  }
}

extension Registry {
  static func declaration(_ name: String) throws(Failure) -> ConnectorDeclaration {
    if let found = connectors.first(where: { $0.declaration.name == name }) { return found.declaration }
    let names = connectors.map { $0.declaration.name }
    let near = Suggestions.question(name, in: names).map { "; \($0)" }
    throw Failure(
      .usage, "there is no connector `\(name)`" + (near ?? "; there are " + names.joined(separator: ", ")))
  }
}
