import Foundation
import Testing

/// A drawing that nobody checks goes stale: each room uses only what it declares, and only rooms above it.
@Suite struct DirectionTests {
  static let cLibraries: Set<String> = ["CLibYAML", "CLibXML2"]

  @Test func roomsUseOnlyRoomsAboveThem() throws {
    var known = Self.cLibraries
    let rooms = try Tree.rooms()
    #expect(rooms.count >= 12)
    for room in rooms {
      for use in room.uses { #expect(known.contains(use), "\(room.name) stands above \(use), which it uses") }
      known.insert(room.name)
    }
  }

  @Test func roomsAndTheirTestsImportOnlyWhatTheRoomDeclares() throws {
    let rooms = try Tree.rooms()
    let names = Set(rooms.map(\.name)).union(Self.cLibraries)
    for file in Tree.sources + Tree.tests {
      let isTest = file.path.hasPrefix("Tests/")
      let name = isTest ? String(file.folder.dropLast("Tests".count)) : file.folder
      guard let room = rooms.first(where: { $0.name == name }) else { continue }
      for line in file.lines {
        guard let module = imported(line.code), names.contains(module), !(isTest && module == name) else { continue }
        #expect(room.uses.contains(module), "\(file.path) imports \(module), which \(name) does not declare")
      }
    }
  }

  @Test func theArchitecturePageNamesEveryRoom() throws {
    let page = try String(contentsOf: Tree.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    for room in try Tree.rooms() {
      #expect(page.contains("| \(room.name) |"), "docs/architecture.md has no \(room.name)")
    }
  }

  /// `public import Values` and `@testable import Values` import Values.
  private func imported(_ code: String) -> String? {
    let words = code.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place + 1 < words.count else { return nil }
    let before: Set<Substring> = ["public", "internal", "package", "private", "@testable", "@preconcurrency"]
    return words[..<place].allSatisfy { before.contains($0) } ? String(words[place + 1]) : nil
  }

  /// These need no files, no clock and no dice: a test can hand them everything they get.
  static let pure: Set<String> = [
    "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
    "Connectors", "XML",
  ]

  static let impure = [
    "import Foundation", " Date()", "(Date()", "UUID()", "Task.sleep", ".random(in:", "SystemRandomNumberGenerator",
    "ContinuousClock", "getenv(",
  ]

  /// Where one of them is right, and why.
  static let exceptions = [
    // Seeds a hash, so that nobody can choose names that collide; what it answers does not hang on the seed.
    "Sources/Values/DuplicateFinder.swift": ".random(in:"
  ]

  @Test func languageRoomsArePure() {
    for file in Tree.sources where Self.pure.contains(file.folder) {
      for line in file.lines {
        let found = Self.impure.first { line.code.contains($0) && Self.exceptions[file.path] != $0 }
        #expect(found == nil, "\(file.path):\(line.number): \(line.text)")
      }
    }
  }
}
