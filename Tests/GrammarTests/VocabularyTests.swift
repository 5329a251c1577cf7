import Foundation
import Syntax
import Testing

/// The grammar on the page and the list of keys that the reader knows are one.
@Suite struct VocabularyTests {
  private static let blocks = [
    Vocabulary.flow, Vocabulary.shared, Vocabulary.test, Vocabulary.related, Vocabulary.record, Vocabulary.field,
    Vocabulary.list, Vocabulary.value, Vocabulary.chooseLine, Vocabulary.check, Vocabulary.table, Vocabulary.rows,
    Vocabulary.usual, Vocabulary.example,
  ]
  private static let keys = Set(blocks.flatMap(\.names) + [Vocabulary.each.name])

  /// The keys that the page's grammar names, as in `"from:"`.
  private static func written() throws -> Set<String> {
    let page = try String(contentsOf: SchemaCase.root.appending(path: "grammar.md"), encoding: .utf8)
    let grammar = try #require(page.components(separatedBy: "\nflow        = ").last)
    return Set(grammar.matches(of: /"(?:{ )?([a-z_]+):"/).map { String($0.output.1) })
  }

  @Test func everyKeyIsInTheGrammar() throws {
    let absent = Self.keys.subtracting(try Self.written())
    #expect(absent.isEmpty, "grammar.md does not name \(absent.sorted())")
  }

  @Test func theGrammarNamesNoOtherKey() throws {
    let more = try Self.written().subtracting(Self.keys)
    #expect(more.isEmpty, "nobody reads \(more.sorted())")
  }

  @Test func everyKeyIsExplainedInASentence() {
    for block in Self.blocks + [Vocabulary.project] {
      for key in block.keys {
        #expect(key.sentence.hasSuffix(".") && key.sentence.count > 10, "\(block.title): \(key.name)")
        #expect(!key.sentence.contains("\n") && key.sentence.count < 320, "\(block.title): \(key.name)")
      }
    }
  }

  /// What stands twice in a block would be read once.
  @Test func noKeyStandsTwice() {
    for block in Self.blocks { #expect(Set(block.names).count == block.names.count, "\(block.title)") }
  }
}
