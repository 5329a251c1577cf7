import ConnectorKit
import Connectors
import Diagnostics

/// The connectors of this program. A new one is added here and nowhere else.
enum Registry {
  static let connectors: [any Connector.Type] = [BigCommerce.self, Mplus.self]
}

extension Registry {
  static func declaration(_ name: String) throws(Failure) -> ConnectorDeclaration {
    if let found = connectors.first(where: { $0.declaration.name == name }) { return found.declaration }
    let names = connectors.map { $0.declaration.name }
    let near = Suggestions.phrase(Suggestions.nearest(name, in: names)).map { "; did you mean \($0)?" }
    throw Failure(
      .usage, "there is no connector `\(name)`" + (near ?? "; there are " + names.joined(separator: ", ")))
  }
}
