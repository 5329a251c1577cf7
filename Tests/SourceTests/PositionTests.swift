import Source
import Testing

@Suite struct PositionTests {
  @Test func columnsCountCodePoints() {
    let file = SourceFile(path: "a.yaml", text: "naam: Käse\r\nprijs: 1\n")
    #expect(file.position(at: 0) == Position(line: 1, column: 1))
    #expect(file.position(at: 9) == Position(line: 1, column: 9))
    #expect(file.position(at: 10) == Position(line: 1, column: 10))
    #expect(file.position(at: 13) == Position(line: 2, column: 1))
    #expect(file.line(1) == "naam: Käse")
    #expect(file.line(3) == "")
  }

  @Test func editorsCountUTF16() {
    let file = SourceFile(path: "a.yaml", text: "😀x")
    #expect(file.utf16Column(at: 4) == 3)
    #expect(file.position(at: 4).column == 2)
  }

  @Test func everyLineBreakEndsALine() {
    let file = SourceFile(path: "a.yaml", text: "a\rb\nc\r\nd")
    #expect((1...4).map(file.line) == ["a", "b", "c", "d"])
  }

  @Test func spansPastTheEndAreCut() {
    let file = SourceFile(path: "a.yaml", text: "abc")
    #expect(file.text(Span(1, 99)) == "bc")
    #expect(file.text(Span(5, 2)) == "")
  }
}
