import Foundation
import Testing

/// What a message or a page tells people to type is there to be typed.
@Suite struct CommandTests {
  static let commands: Set<String> = {
    let declared = Tree.sources.filter { $0.path.hasPrefix("Sources/Commands/") }.flatMap(\.lines).compactMap {
      $0.text.firstMatch(of: #/commandName: "([a-z]+)"/#).map { String($0.output.1) }
    }
    return Set(declared)
  }()

  static let pages: [String] = {
    let docs = (try? FileManager.default.contentsOfDirectory(atPath: Tree.root.appending(path: "docs").path)) ?? []
    return ["README.md", "grammar.md", "mappings/README.md"] + docs.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
  }()

  @Test func theCommandsAreFound() {
    #expect(Self.commands.isSuperset(of: ["validate", "execute", "fields", "explain"]))
  }

  @Test func everyCommandInTheSourcesExists() {
    var found = 0
    for file in Tree.sources {
      for line in file.lines where !line.text.drop(while: { $0 == " " }).hasPrefix("//") {
        for match in line.text.matches(of: #/(?:^|[^A-Za-z.\/-])flowrun ([a-z]+)/#) {
          found += 1
          #expect(Self.commands.contains(String(match.output.1)), "\(file.path):\(line.number): \(line.text)")
        }
      }
    }
    #expect(found > 50)
  }

  /// In prose the program's name may stand before any word; what is typed stands in a code span or a block.
  @Test(arguments: pages)
  func everyCommandOfThePagesExists(page: String) throws {
    let text = try String(contentsOf: Tree.root.appending(path: page), encoding: .utf8)
    var isBlock = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isBlock.toggle() }
      let typed = isBlock ? [String(line)] : line.matches(of: #/`([^`]+)`/#).map { String($0.output.1) }
      for code in typed {
        for match in code.matches(of: #/(?:^|[^A-Za-z.\/-])flowrun ([a-z]+)/#) {
          #expect(Self.commands.contains(String(match.output.1)), "\(page): \(line)")
        }
      }
    }
  }
}
