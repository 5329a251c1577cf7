import Foundation

/// Cases that the flow language answers otherwise on purpose: `divergences.txt`, a line each with the case, the number
/// of the difference that explains it (chapter "What is borrowed, and what differs" of grammar.md), and a word why.
enum Divergences {
  struct Reason {
    var difference: Int
    var why: String
  }

  /// A line that is not what the file's head says, or names a difference that grammar.md does not have.
  struct Unreadable: Error {
    var line: String
  }

  /// Those of the table in grammar.md.
  private static let differences = 1...14

  static func read() throws -> [String: Reason] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "divergences.txt")
    var reasons: [String: Reason] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " | ").map(String.init)
      guard parts.count == 3, let difference = Int(parts[1]), differences.contains(difference) else {
        throw Unreadable(line: String(line))
      }
      reasons[parts[0]] = Reason(difference: difference, why: parts[2])
    }
    return reasons
  }
}
