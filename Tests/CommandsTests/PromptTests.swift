import Foundation
import Testing

@testable import Commands

/// `flowrun eval` without a formula.
@Suite struct PromptTests {
  /// What a person sees when these keys are pressed, and the lines that come of them.
  private final class Typist {
    private var keys: ArraySlice<UInt8>
    private(set) var shown: [UInt8] = []
    private(set) var ends = 0

    init(_ keys: String) { self.keys = ArraySlice(keys.utf8) }

    var terminal: LineEditor.Terminal {
      LineEditor.Terminal(
        isInteractive: true, byte: { self.keys.popFirst() }, show: { self.shown += $0 }, line: { nil },
        begin: { { self.ends += 1 } })
    }

    /// What stands on the screen's last line.
    var lastLine: String {
      String(decoding: shown, as: UTF8.self).components(separatedBy: "\r\u{1B}[K").last ?? ""
    }
  }

  private func lines(_ keys: String, _ candidates: [String] = []) -> (lines: [String], typist: Typist) {
    let typist = Typist(keys)
    let editor = LineEditor(typist.terminal) { text in
      let word = String(text.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
      return (word, candidates.filter { $0.hasPrefix(word) })
    }
    var lines: [String] = []
    while let line = editor.line("> ") { lines.append(line) }
    return (lines, typist)
  }

  private static let up = "\u{1B}[A"
  private static let left = "\u{1B}[D"

  @Test(arguments: [
    ("1 + 1\r", ["1 + 1"]), ("ab\u{7F}c\r", ["ac"]), ("ac\(left)b\r", ["abc"]), ("bc\u{01}a\u{05}d\r", ["abcd"]),
    ("abc\u{01}\u{0B}x\r", ["x"]), ("abc\u{15}x\r", ["x"]), ("abc\u{03}x\r", ["x"]), ("é€\u{7F}n\r", ["én"]),
    ("one\rtwo\r\(up)\(up)\r", ["one", "two", "one"]), ("one\rtw\(up)\u{1B}[Bo\r", ["one", "two"]),
    ("abc\u{1B}[H\u{1B}[3~\r", ["abc"]), ("x\r\u{04}y\r", ["x"]),
  ])
  func keysMakeLines(_ keys: String, _ expected: [String]) {
    #expect(lines(keys).lines == expected)
  }

  @Test func tabCompletes() {
    #expect(lines("upper(des\t)\r", ["description", "pluNumber"]).lines == ["upper(description)"])
    let several = lines("pri\t\t\r", ["priceIncl", "priceExcl"])
    #expect(several.lines == ["price"])
    #expect(String(decoding: several.typist.shown, as: UTF8.self).contains("\r\npriceIncl  priceExcl\r\n"))
  }

  @Test func theCursorStandsWhereOneTypes() {
    let typist = lines("abc\(Self.left)\(Self.left)").typist
    #expect(typist.lastLine == "> abc\u{1B}[2D")
    // The terminal is given back, also when the input ends in the middle of a line.
    #expect(typist.ends == 1)
  }

  /// Lines from a pipe, and what is answered to each.
  @Test func everyLineIsAnswered() async throws {
    let folder = try Folder(["a.json": #"{ "name": "Anna", "total": 12.5 }"#])
    let answer = try await Program.run(
      ["eval", "--input", "a.json"], in: folder.url,
      input: """
        name.upper()

        total * 2
        :type total
        nam
        number(name)
        :fields
        :functions upper
        :fnctions
        :quit
        1 + 1

        """)
    #expect(answer.status == 0)
    let output = answer.output
    #expect(output.hasPrefix("\"ANNA\"  text\n25  a decimal number\na decimal number\n"))
    #expect(output.contains("total") && output.contains("upper(text"))
    #expect(!output.contains("2  a whole number"), "after :quit nothing is read")
    #expect(answer.messages.contains("error[N201]"))
    #expect(answer.messages.contains("did you mean `name`?"))
    #expect(answer.messages.contains("error: "))
    #expect(answer.messages.contains("there is no :fnctions; did you mean `:functions`"))
  }
}
