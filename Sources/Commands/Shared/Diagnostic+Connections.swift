import ConnectorKit
import Diagnostics
import Foundation
import Workspace

extension Diagnostic {
  /// The same, with the names that the project gives its systems in samples and help: `till.articles` where it says
  /// `mplus.articles` and the project has no connection of that name. A connector with several connections keeps its own.
  func calling(_ connections: [ProjectConnection]) -> Diagnostic {
    var names: [(plain: String, own: String)] = []
    for (name, same) in Dictionary(grouping: connections, by: { $0.connector.declaration.name }) {
      guard same.count == 1, let own = same.first?.name, own != name,
        !connections.contains(where: { $0.name == name })
      else { continue }
      names.append((name, own))
    }
    if names.isEmpty { return self }
    var renamed = self
    for (plain, own) in names {
      renamed.message = renamed.message.replacingSystem(plain, with: own)
      renamed.help = renamed.help.map { $0.replacingSystem(plain, with: own) }
      for index in renamed.labels.indices {
        renamed.labels[index].text = renamed.labels[index].text.replacingSystem(plain, with: own)
      }
    }
    return renamed
  }
}

extension String {
  /// `mplus.` where an entity stands behind it and no other word before it, and `flowrun fields mplus`.
  fileprivate func replacingSystem(_ plain: String, with own: String) -> String {
    guard contains(plain) else { return self }
    let command = "flowrun fields "
    var text = replacing(command + plain + " ", with: command + own + " ")
    var result = ""
    while let found = text.range(of: plain + ".") {
      let before = text[..<found.lowerBound].last
      let after = text[found.upperBound...].first
      let isName = before.map { !$0.isLetter && !$0.isNumber && !"_-./".contains($0) } ?? true
      result += text[..<found.lowerBound]
      result += isName && after?.isLetter == true ? own + "." : plain + "."
      text = String(text[found.upperBound...])
    }
    return result + text
  }
}
