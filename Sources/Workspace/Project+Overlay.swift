internal import ConnectorKit
internal import Diagnostics
internal import Foundation

extension Project {
  /// Replaces settings by those of `flowrun.NAME.yaml`. What is wrong with that file joins the diagnostics.
  mutating func lay(_ name: String, _ connectors: [any Connector.Type]) throws(ProjectProblem) {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x5F || $0 < 0x80 && Self.isWordByte($0) }) else {
      throw ProjectProblem(.usage, "the name of settings has letters, digits, - and _ only")
    }
    let file = folder.url.appending(path: "flowrun.\(name).yaml")
    guard file.isThere else {
      let near = Suggestions.question(name, in: overlayNames).map { "; \($0)" } ?? ""
      throw ProjectProblem(.usage, "there is no \(file.shown(from: standing))\(near)")
    }
    var reader = ProjectReader(try Project.read(file, standing), connectors, in: folder, standing: standing)
    overlay = name
    // Two environments are two pairs of systems: what one run did to the first was not done to the second.
    store = store.own(of: name)
    reader.lay(over: &self)
  }

  private var overlayNames: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
    return names.filter { $0.hasPrefix("flowrun.") && $0.hasSuffix(".yaml") }.map {
      String($0.dropFirst(8).dropLast(5))
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isLetter || byte >= 0x30 && byte <= 0x39
  }
}
