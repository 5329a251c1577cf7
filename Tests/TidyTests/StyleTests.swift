import Foundation
import Testing

/// The parts of the house style that a machine can see.
@Suite struct StyleTests {
  static let forbidden = [
    "try!", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", ": Any", "[Any", "<Any", "-> Any",
    "as? Any", "@_exported",
  ]

  @Test func nothingThatCrashesOrHides() {
    for file in Tree.sources {
      for line in file.lines {
        let found = Self.forbidden.first { holdsWord($0, line.code) }
        #expect(found == nil, "\(file.path):\(line.number): \(line.text)")
        #expect(!unwrapsByForce(line.code), "\(file.path):\(line.number): \(line.text)")
      }
    }
  }

  /// `: Any`, but not `: AnyObject`; `as!`, but not `alias!`.
  private func holdsWord(_ word: String, _ code: String) -> Bool {
    guard code.contains(word) else { return false }
    let parts = code.components(separatedBy: word)
    return zip(parts, parts.dropFirst()).contains { before, after in
      !(isWordCharacter(word.first) && isWordCharacter(before.last))
        && !(isWordCharacter(word.last) && isWordCharacter(after.first))
    }
  }

  private func isWordCharacter(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }

  /// `a!`, `b()!`, `c[0]!`; not `a != b`, `!a`.
  private func unwrapsByForce(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    return bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "!"), index > 0 else { return false }
      let before = Character(Unicode.Scalar(bytes[index - 1]))
      let isOperator = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
      return !isOperator && (before.isLetter || before.isNumber || "_)]".contains(before))
    }
  }

  @Test func nothingIsLeftForLater() {
    // Spelled apart, or this file would find itself.
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    for file in Tree.sources + Tree.tests {
      for line in file.lines {
        #expect(!words.contains { holdsWord($0, line.text) }, "\(file.path):\(line.number): \(line.text)")
      }
    }
  }

  @Test func aFileHoldsOneConcept() {
    for file in Tree.sources + Tree.tests {
      #expect(file.lines.count <= 700, "\(file.path) has \(file.lines.count) lines")
    }
  }

  /// Whoever writes a connector reads the room ConnectorKit, and every type and function there says what it means.
  @Test func connectorKitIsDocumented() {
    let kinds = ["struct ", "enum ", "protocol ", "final class ", "actor ", "func "]
    for file in Tree.sources where file.folder == "ConnectorKit" {
      for (before, line) in zip(file.lines, file.lines.dropFirst()) {
        let code = line.text.drop { $0 == " " }
        guard kinds.contains(where: { code.hasPrefix("public " + $0) || code.hasPrefix("public static " + $0) }) else {
          continue
        }
        let isDocumented = before.text.drop { $0 == " " }.hasPrefix("///")
        #expect(isDocumented, "\(file.path):\(line.number) has no sentence above it")
      }
    }
  }
}
