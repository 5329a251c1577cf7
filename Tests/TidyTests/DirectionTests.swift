import Foundation
import Testing

/// A drawing that nobody checks goes stale: each room uses only what it declares, and only rooms above it.
@Suite struct DirectionTests {
  @Test func roomsUseOnlyRoomsAboveThem() throws {
    var known: Set<String> = ["CLibYAML", "CLibXML2"]
    let rooms = try Tree.rooms()
    #expect(rooms.count >= 12)
    for room in rooms {
      for use in room.uses { #expect(known.contains(use), "\(room.name) stands above \(use), which it uses") }
      known.insert(room.name)
    }
  }

  @Test func roomsImportOnlyWhatTheyDeclare() throws {
    let rooms = try Tree.rooms()
    let names = Set(rooms.map(\.name)).union(["CLibYAML", "CLibXML2"])
    let uses = Dictionary(rooms.map { ($0.name, $0.uses) }, uniquingKeysWith: { first, _ in first })
    for file in Tree.swiftFiles(under: "Sources") {
      for line in file.lines {
        guard let match = line.firstMatch(of: #/^(?:public |internal |package |@_exported )*import (\w+)/#) else { continue }
        let module = String(match.1)
        guard names.contains(module) else { continue }
        #expect(
          uses[file.room]?.contains(module) == true, "\(file.path) imports \(module), which its room does not declare")
      }
    }
  }

  /// The rooms of the language need no files, no clock and no Foundation.
  static let pure = [
    "Source", "Values", "Diagnostics", "Types", "Syntax", "Builtins", "ConnectorKit", "Plan", "Check", "Engine",
    "Connectors",
  ]

  @Test func languageRoomsArePure() {
    let forbidden = [
      #/\bimport Foundation/#, #/\bDate\(\)/#, #/\bUUID\(\)/#, #/\bTask\.sleep/#, #/\.random\(/#,
      #/SystemRandomNumberGenerator/#, #/ContinuousClock/#, #/\bgetenv\(/#,
    ]
    for file in Tree.swiftFiles(under: "Sources") where Self.pure.contains(file.room) {
      for (number, line) in file.lines.enumerated() {
        let code = Tree.File.code(line)
        for pattern in forbidden {
          #expect(code.firstMatch(of: pattern) == nil, "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }
}
