import Foundation

/// The files of the repository, as the tidy tests see them.
enum Tree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct File: Sendable {
    /// `Sources/Engine/World/World.swift`
    var path: String
    var text: String
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The room: the folder below Sources, or the one below Tests without its ending.
    var room: String {
      let parts = path.split(separator: "/")
      guard parts.count > 2 else { return "" }
      let folder = String(parts[1])
      return parts[0] == "Tests" && folder.hasSuffix("Tests") ? String(folder.dropLast(5)) : folder
    }

    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The code of a line, without what stands behind `//`, and with texts emptied.
    static func code(_ line: Substring) -> String {
      var result = ""
      var isText = false
      var previous: Character = " "
      for character in line {
        if character == "\"", previous != "\\" {
          isText.toggle()
          result.append(character)
        } else if !isText {
          if character == "/", previous == "/" { return String(result.dropLast()) }
          result.append(character)
        }
        previous = character
      }
      return result
    }
  }

  static func swiftFiles(under folder: String) -> [File] {
    let base = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else { return nil }
      return File(path: "\(folder)/\(name)", text: text)
    }
  }

  /// What each room declares to use, in the order of Package.swift: from the ground up.
  static func rooms() throws -> [(name: String, uses: Set<String>, packages: Set<String>)] {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let declaration = #/\.(?:library|executable)\(\s*"(\w+)"(.*?)\)(?:,\s*\n|\s*\n\])/#.dotMatchesNewlines()
    return manifest.matches(of: declaration).map { match in
      let rest = String(match.2)
      let packages = Set(rest.matches(of: #/\.product\(name: "([\w-]+)"/#).map { String($0.1) })
      let uses = rest.split(separator: "packages:", maxSplits: 1).first ?? ""
      return (String(match.1), Set(uses.matches(of: #/"(\w+)"/#).map { String($0.1) }), packages)
    }
  }
}
