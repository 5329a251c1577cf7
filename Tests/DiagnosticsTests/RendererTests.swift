import Diagnostics
import Source
import Testing

@Suite struct RendererTests {
  private let source = SourceFile(
    path: "products.flow.yaml",
    text: "flow: x\nfields:\n  name:         description\n  größe:\t日本 \"x\"\n  long: a\n    b\n    c\n")

  private func span(_ text: String) -> Span {
    let wanted = Array(text.utf8)
    let start = source.bytes.indices.first { source.bytes[$0...].starts(with: wanted) } ?? 0
    return Span(start, start + wanted.count)
  }

  private func diagnostic(_ labels: [(String, String)], help: [String] = []) -> Diagnostic {
    Diagnostic(
      .M402, "the name may be missing", labels: labels.map { Label(Place(source, span($0.0)), $0.1) }, help: help)
  }

  @Test func twoLabelsOnOneLine() {
    let text = TextRenderer().render(
      diagnostic(
        [("description", "text, may be missing"), ("name", "required by bigcommerce.products")],
        help: ["say what happens then:", "name:", "  from: description"]))
    #expect(
      text == """
        error[M402]: the name may be missing
           ┌─ products.flow.yaml:3:17
           │
         3 │   name:         description
           │   ----          ^^^^^^^^^^^ text, may be missing
           │   │
           │   required by bigcommerce.products
           │
           = help: say what happens then:
               name:
                 from: description
           = more: flowrun explain M402

        """)
  }

  @Test func tabsAndWideCharactersKeepTheMarksInPlace() {
    let text = TextRenderer(isASCII: true).render(diagnostic([("\"x\"", "here"), ("日本", "wide"), ("größe", "key")]))
    #expect(
      text == """
        error[M402]: the name may be missing
           --> products.flow.yaml:4:13
           |
         4 |   größe:    日本 "x"
           |   -----     ---- ^^^ here
           |   |         |
           |   |         wide
           |   key
           |
           = more: flowrun explain M402

        """)
  }

  @Test func aSpanOfSeveralLinesIsMarkedOnEach() {
    let text = TextRenderer().render(diagnostic([("a\n    b\n    c", "all of it"), ("flow", "far above")]))
    #expect(
      text == """
        error[M402]: the name may be missing
           ┌─ products.flow.yaml:5:9
           │
         1 │ flow: x
           │ ---- far above
           ·
         5 │   long: a
           │         ^
         6 │     b
           │     ^
         7 │     c
           │     ^ all of it
           │
           = more: flowrun explain M402

        """)
  }

  @Test func placesInAnotherFileGetTheirOwnExcerpt() {
    let other = SourceFile(path: "rates.csv", text: "a,b\n1,2\n")
    var found = diagnostic([("description", "")])
    found.labels.append(Label(Place(other, Span(4, 5)), "the row"))
    #expect(TextRenderer().render(found).contains("   ├─ rates.csv:2:1\n   │\n 2 │ 1,2\n   │ - the row\n"))
  }

  @Test func coloursFrameTheSameText() {
    let plain = TextRenderer().render(diagnostic([("description", "x")]))
    let colour = TextRenderer(usesColour: true).render(diagnostic([("description", "x")]))
    #expect(colour != plain)
    #expect(colour.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func hugeLinesAndControlCharactersDoNoHarm() {
    let text = String(repeating: "a", count: 5000) + "\u{1B}[31mX" + String(repeating: "b", count: 5000)
    let long = SourceFile(path: "long", text: text)
    let found = Diagnostic(.S101, "x", labels: [Label(Place(long, Span(5005, 5006)), "here")])
    let rendered = TextRenderer().render(found)
    #expect(rendered.count < 1000)
    #expect(!rendered.contains("\u{1B}"))
    #expect(rendered.contains("^ here"))
  }

  @Test func spansOutsideOfTheFileAreRendered() {
    let empty = SourceFile(path: "empty", text: "")
    for span in [Span(0, 0), Span(5, 9), Span(-1, 3)] {
      let found = Diagnostic(.S102, "x", labels: [Label(Place(empty, span), "here")])
      #expect(TextRenderer().render(found).contains("^ here"))
      #expect(!JSONRenderer().render([found]).isEmpty)
    }
  }

  @Test func reportsAreSortedCappedAndSummed() {
    let many = (0..<60).map { number in
      Diagnostic(
        number == 0 ? .N206 : .S101, "message \(number)",
        labels: [Label(Place(SourceFile(path: number % 2 == 0 ? "b" : "a", text: "x"), Span(0, 1)))])
    }
    let report = DiagnosticReport(many)
    #expect(report.shown.count == 50)
    #expect(report.shown.first?.message == "message 1")
    #expect(report.summary == "59 errors, 1 warning in 2 files")
    let text = TextRenderer().render(many)
    #expect(text.hasSuffix("\nand 10 more\n\n59 errors, 1 warning in 2 files\n"))
    #expect(TextRenderer().render([]) == "")
  }

  @Test func shortAndGitHub() {
    let found = [diagnostic([("description", "100% text")], help: ["a", "b"])]
    #expect(ShortRenderer().render(found) == "products.flow.yaml:3:17: M402: the name may be missing\n")
    #expect(
      GitHubRenderer().render(found)
        == "::error file=products.flow.yaml,line=3,endLine=3,col=17,endColumn=28,title=M402"
        + "::the name may be missing%0A100%25 text%0Aa%0Ab\n")
  }

  @Test func jsonHasEveryUnit() {
    let place = Place(source, span("\"x\""))
    let found = Diagnostic(
      .S101, "x", labels: [Label(place, "l")], help: ["h"], fixes: [Fix("t", .safe, [Edit(place, "y")])])
    #expect(
      JSONRenderer().render([found]) == """
        {"version":1,"diagnostics":[{"code":"S101","severity":"error","message":"x","labels":[{"file":\
        "products.flow.yaml","start":{"line":4,"column":13,"utf16Column":13,"byte":\(place.span.start)},"end":{"line":4,\
        "column":16,"utf16Column":16,"byte":\(place.span.end)},"text":"l"}],"help":["h"],"fixes":[{"title":"t",\
        "applicability":"safe","edits":[{"file":"products.flow.yaml","start":{"line":4,"column":13,"utf16Column":13,\
        "byte":\(place.span.start)},"end":{"line":4,"column":16,"utf16Column":16,"byte":\(place.span.end)},\
        "replacement":"y"}]}]}]}

        """)
  }

  @Test func sarifNamesTheRuleAndThePlace() {
    let place = Place(source, span("description"))
    let found = diagnostic([("description", "x"), ("name", "y")])
    var fixed = found
    fixed.fixes = [Fix("t", .safe, [Edit(place, "y")])]
    let text = SARIFRenderer(toolVersion: "1.0").render([fixed])
    #expect(text.contains("\"ruleId\": \"M402\"") && text.contains("\"columnKind\": \"unicodeCodePoints\""))
    let moved = SourceFile(path: source.path, bytes: Array("# a new line\n".utf8) + source.bytes)
    let movedPlace = Place(moved, Span(place.span.start + 13, place.span.end + 13))
    let again = SARIFRenderer().render([Diagnostic(.M402, "m", labels: [Label(movedPlace)])])
    #expect(fingerprint(text) == fingerprint(again))
  }

  private func fingerprint(_ text: String) -> Substring? {
    text.split(separator: "\n").first { $0.contains("flowrun/v1") }
  }
}
