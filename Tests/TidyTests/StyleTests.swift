import Foundation
import Testing

/// The parts of the house style that a machine can see.
@Suite struct StyleTests {
  @Test func nothingThatCrashesOrHides() {
    let forbidden = [
      #/\btry!/#, #/\bas!/#, #/\bfatalError\(/#, #/@unchecked Sendable/#, #/nonisolated\(unsafe\)/#, #/: Any\b/#,
      #/\[Any\]/#, #/@_exported/#,
    ]
    for file in Tree.swiftFiles(under: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let code = Tree.File.code(line)
        for pattern in forbidden {
          #expect(code.firstMatch(of: pattern) == nil, "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test func nothingIsLeftForLater() {
    for folder in ["Sources", "Tests"] {
      for file in Tree.swiftFiles(under: folder) where !file.path.hasSuffix("StyleTests.swift") {
        for (number, line) in file.lines.enumerated() {
          #expect(line.firstMatch(of: #/\b(TODO|FIXME|XXX|HACK)\b/#) == nil, "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test func aFileHoldsOneConcept() {
    for folder in ["Sources", "Tests"] {
      for file in Tree.swiftFiles(under: folder) {
        #expect(file.lines.count <= 700, "\(file.path) has \(file.lines.count) lines")
      }
    }
  }

  /// Whoever writes a connector reads the room ConnectorKit, and every declaration there says what it means.
  @Test func connectorKitIsDocumented() {
    for file in Tree.swiftFiles(under: "Sources/ConnectorKit") {
      let lines = file.lines
      for (number, line) in lines.enumerated() {
        let trimmed = line.drop(while: { $0 == " " })
        guard trimmed.firstMatch(of: #/^public (struct|enum|protocol|final class|actor) /#) != nil, number > 0 else {
          continue
        }
        let before = lines[number - 1].drop(while: { $0 == " " })
        let isNested = line.first == " "
        #expect(isNested || before.hasPrefix("///"), "\(file.path):\(number + 1) has no sentence above it")
      }
    }
  }
}
