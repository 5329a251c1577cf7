import Diagnostics
import Source
import Testing

@testable import Syntax

@Suite struct YAMLMistakeTests {
  @Test(arguments: [
    ("a: b ? c : d\nx: 1\n", ["T323"]), ("a: \"web-\" + id\nx: 1\n", ["Y006"]), ("a: !hidden\nx: 1\n", ["Y007"]),
    ("a: @x\nb: 1\n", ["Y007"]), ("a: %d\n", ["Y007"]), ("a: > 0\nx: 1\n", ["Y007"]), ("a: | upper\n", ["Y007"]),
    ("a: \"abc\nx: 1\ny: \"2\"\n", ["Y006"]), ("a: \"abc\nx: 1\n", ["Y006"]), ("f:\n  a: 1\n b: 2\n", ["Y003"]),
    ("f:\n  a: 1\n   b: 2\n", ["Y003"]), ("f:\n\ta: 1\n\tb: 2\n", ["Y002"]), ("f:\n  a: 1\n\tb: 2\n", ["Y002"]),
    ("a: { from: vat[c] }\nx: 1\n", ["Y008"]), ("a: { p: 1\nx: 1\ny: 2\n", ["Y008"]), ("a: [1, 2\nx: 1\n", ["Y008"]),
    ("a: *price + 1\n", ["Y010"]), ("a: &price\nb: 1\n", ["Y010"]), ("a: {description} x\nb: 1\n", ["Y015"]),
    ("a: [1,2].sum()\nb: 1\n", ["Y008"]), ("- a\nb: 1\n", ["Y017"]), ("a: 1\n- b\n", ["Y017"]),
    ("t: [replace(\",\", \".\"), trim]\nx: 1\n", ["Y008"]), ("a: 1\nfoo bar\nb: 2\n", ["Y017"]),
    ("a: 1\n---\nb: 2\n", ["Y012"]), ("%YAML 2.0\n---\na: 1\n", ["Y012"]), ("f:\n  a: 1\n    b: 2\n", ["Y003"]),
    ("a: \"x{t.join(\", \")}\"\nb: 1\n", ["Y006"]), ("a: it: is\nb: 1\n", ["Y004"]), ("a: \"\\q\"\n", ["Y018"]),
    ("a:b\nc: 1\n", ["Y017"]), ("fields:\n  sku: x\n  - a\n", ["Y017"]), ("a: - b\n", ["Y007"]),
    ("a\nb: 1\n", ["Y017"]),
    ("a: }\n", ["Y007"]), ("a: * 2\n", ["Y007"]), ("a: & b\n", ["Y007"]), ("a: ! b\n", ["Y007"]),
    ("f:\n  - a: 1\n   b: 2\n", ["Y003"]), ("f:\n    a: 1\n  b: 2\nc: 1\n", ["Y003"]), ("x: 1\n}\ny: 2\n", ["Y017"]),
    ("a: 1\na: 2\n", ["Y009"]), ("a: !!int 5\n", ["Y011"]), ("<<: *x\n", ["Y010"]), ("a: *x\n", ["Y010"]),
    ("? [a]\n: b\n", ["Y014"]), ("a: x\u{07}y\n", ["Y001"]), ("\u{FEFF}a: x\n", []), ("", []), ("# nothing\n", []),
    ("a: \"ü\n", ["Y006"]), ("net(a: money): x\n", ["Y004"]), ("a: {\n", ["Y008"]),
    ("a: [\n  1,\n  2\nb: 1\n", ["Y008"]),
    ("a: 'it''s\nb: 'x'\n", ["Y006"]), ("a: `b`\n", ["Y007"]), ("%TAG ! x\n---\na: 1\n", ["Y011"]),
  ])
  func hasOneMessage(_ text: String, _ codes: [String]) {
    let (_, diagnostics) = YAMLDocument.read(SourceFile(path: "x.yaml", text: text))
    #expect(diagnostics.map(\.code.rawValue) == codes, "\(diagnostics.map(\.message))")
  }

  /// A formula with a colon in one of its texts is no text itself.
  @Test func aFormulaWithAColonIsNotPutInQuotesAsItStands() throws {
    let text = "a: tags.map(t, \"{t.name}: {t.value}\").join(\", \")\nb: 1\n"
    let (_, diagnostics) = YAMLDocument.read(SourceFile(path: "x.yaml", text: text))
    #expect(diagnostics.map(\.message) == ["`: ` inside a formula"])
    let edit = try #require(diagnostics.first?.fixes.first?.edits.first)
    #expect(edit.replacement == "'{tags.map(t, \"{t.name}: {t.value}\").join(\", \")}'")
  }

  @Test(arguments: [
    ("a: \"{b} {c}\".trim()\n", ["text: \"{b} {c}\"", "transform: trim"]),
    (
      "a: \"{b}\".lower().replace(\".\", \"-\")\nx: 1\n",
      ["text: \"{b}\"", "transform:", "  - lower", "  - replace(\".\", \"-\")"]
    ),
  ])
  func whatIsDoneToATextStandsBelowIt(_ text: String, _ lines: [String]) {
    let (_, diagnostics) = YAMLDocument.read(SourceFile(path: "x.yaml", text: text))
    #expect(diagnostics.map(\.code) == [.Y006])
    #expect(diagnostics.first?.help.dropFirst() == lines[...])
  }

  @Test func manyMistakesAreAllReported() {
    let text = """
      flow: x
      fields:
        sku: "a" + b
        name: it: is
        ok: fine
        price: @x
        type: { a: b[c] }
         cost: 1
        more: %d
        last: 'x
      """
    let (root, diagnostics) = YAMLDocument.read(SourceFile(path: "x.yaml", text: text))
    #expect(diagnostics.map(\.code.rawValue) == ["Y006", "Y004", "Y007", "Y008", "Y003", "Y007", "Y006"])
    let fields = root?["fields"]?.entries ?? []
    #expect(
      fields.map { $0.key.scalar?.text ?? "?" } == ["sku", "name", "ok", "price", "type", "cost", "more", "last"])
    #expect(fields.filter { $0.value.isBroken }.count == 6)
  }

  @Test func deepNestingFailsAtOnce() {
    let clock = ContinuousClock()
    for text in ["a: " + String(repeating: "[", count: 10_000), String(repeating: "- ", count: 10_000)] {
      let taken = clock.measure {
        let (_, diagnostics) = YAMLDocument.read(SourceFile(path: "x.yaml", text: text))
        #expect(diagnostics.map(\.code) == [.Y013])
      }
      #expect(taken < .seconds(2))
    }
  }

  @Test func tooManyNodesAndTooManyBytesAreRefused() {
    let nodes = String(repeating: "- a\n", count: 100_001)
    #expect(YAMLDocument.read(SourceFile(path: "x", text: nodes)).diagnostics.map(\.code) == [.Y013])
    let bytes = [UInt8](repeating: 0x23, count: 5_000_001)
    #expect(YAMLDocument.read(SourceFile(path: "x", bytes: bytes)).diagnostics.map(\.code) == [.Y013])
  }

  @Test func badBytesAreNamedExactly() {
    let bytes = Array("ü: caf".utf8) + [0xE9, 0x0A]
    let (root, diagnostics) = YAMLDocument.read(SourceFile(path: "x", bytes: bytes))
    #expect(diagnostics.map(\.message) == ["byte 0xE9 is not UTF-8"])
    #expect(diagnostics.first?.place?.span == Span(7, 8))
    #expect(root?["ü"]?.scalar?.text == "caf?")
    let noise = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7919) }
    #expect(YAMLDocument.read(SourceFile(path: "x", bytes: noise)).diagnostics.map(\.code) == [.Y001])
  }
}
