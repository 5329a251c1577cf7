import Source
import Syntax
import Testing

/// Places inside scalars that YAML decodes: what is underlined must be what is meant.
@Suite struct SpanTests {
  /// The texts that the holes of the field `a` stand for in the file.
  private func holes(_ yaml: String) -> [String] {
    let source = SourceFile(path: "x", text: "flow: x\nsource: a.b\ntarget: c.d\nfields:\n" + yaml)
    let reading = FlowReader.read(source)
    guard case .value(let value) = reading.file.record.fields.first?.content else { return [] }
    switch value {
    case .formula(let expression): return names(expression).map { source.text($0) }
    case .text(let template):
      return template.parts.compactMap { part in
        if case .hole(let expression) = part { source.text(expression.span) } else { nil }
      }
    }
  }

  private func names(_ expression: Expression) -> [Span] {
    switch expression.kind {
    case .name: [expression.span]
    case .binary(_, _, let left, let right): names(left) + names(right)
    case .conditional(let condition, let then, let otherwise): names(condition) + names(then) + names(otherwise)
    default: []
    }
  }

  @Test(arguments: [
    ("  a: \"Grüße {größe} ü {naïve}\"\n", ["größe", "naïve"]),
    ("  a: \"\\u00fc\\x41\\t {größe} \\\"{b}\\\"\"\n", ["größe", "b"]),
    ("  a: 'it''s ü {größe} ''{b}'''\n", ["größe", "b"]),
    ("  a: |\n    ü {größe}\n    zwei {b}\n\n    drei {c}\n", ["größe", "b", "c"]),
    ("  a: >-\n    ü {größe}\n    zwei {b}\n\n    drei {c}\n  b: c\n", ["größe", "b", "c"]),
    ("  a: >\n    ü {größe}\n      tiefer {b}\n    drei {c}\n", ["größe", "b", "c"]),
    ("  a: \"ü {größe}\n     zwei {b}\"\n", ["größe", "b"]),
    ("  a: if größe\n    then köln\n    else süd\n", ["größe", "köln", "süd"]),
    ("  a: größe +\n\n    b\n", ["größe", "b"]),
    ("  a: \"ü \\\n     {größe}\"\n", ["größe"]),
    ("  a: \"日本 {größe}\"\r\n", ["größe"]),
    ("  a: |2\n     ü {größe}\n", ["größe"]),
    ("  a: |+\n    {größe}\n\n\n  b: c\n", ["größe"]),
  ])
  func pointAtTheNames(_ yaml: String, _ expected: [String]) {
    #expect(holes(yaml) == expected)
  }

  @Test func aByteOrderMarkMovesEverything() {
    let text = "\u{FEFF}flow: x\nsource: a.b\ntarget: c.d\nfields:\n  größe: b\n"
    let source = SourceFile(path: "x", text: text)
    let file = FlowReader.read(source)
    #expect(file.diagnostics.isEmpty)
    #expect((file.file.record.fields.first?.name.span).map { source.text($0) } == "größe")
  }
}
