import Diagnostics
import Source
import Syntax
import Testing

/// Whole messages, as a person sees them. Read the difference as prose when they change.
@Suite struct GoldenTests {
  @Test(arguments: GoldenCases.all.keys.sorted { $0.rawValue < $1.rawValue })
  func messages(_ code: Code) throws {
    var text = ""
    for lines in GoldenCases.all[code] ?? [] {
      let reading = FlowReader.read(SourceFile(path: "x.flow.yaml", bytes: GoldenCases.flow(lines)))
      #expect(reading.diagnostics.map(\.code).contains(code), "\(lines)")
      text += TextRenderer().render(reading.diagnostics) + "\n"
    }
    try Golden.check(code.rawValue, text)
  }

  @Test func everyCodeOfReadingHasAGolden() {
    #expect(Set(GoldenCases.all.keys) == Set(EmittedCodes.all))
  }
}

/// Lines under `fields:`, keys of the flow if the first line starts with `=`, or a whole file if it starts with `!`.
enum GoldenCases {
  static func flow(_ lines: String) -> [UInt8] {
    let rest = String(lines.dropFirst())
    if lines.hasPrefix("!") { return Array(rest.utf8) }
    let header = "flow: x\nsource: mplus.articles\ntarget: bigcommerce.products\n"
    if lines.hasPrefix("=") { return Array((header + rest + "\nfields:\n  sku: pluNumber\n").utf8) }
    let fields = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    return Array((header + "fields:\n" + fields).utf8)
  }

  private static let deep = String(repeating: "(", count: 70)

  static let all: [Code: [String]] = [
    .Y001: ["sku: \"a\u{07}b\"\nname: \"c\u{08}\""],
    .Y002: ["price:\n\tfrom: a", "price:\n\tfrom: a\n\tmissing: clear"],
    .Y003: ["a: b\n c: d", "price:\n  from: a\n missing: clear", "list:\n  - a: 1\n   b: 2"],
    .Y004: [
      "else: stop \"No VAT code for {key}: add it\"", "title: Sale: now", "größe: über: alles",
      "=transforms:\n  net(a: money): a",
    ],
    .Y005: ["title: name + \" #\" + id", "title: max(a # not b"],
    .Y006: [
      "title: \"web-\" + id", "title: 'Größe ' + size + ' cm'", "title: \"{tags.join(\", \")}\"",
      "title: \"abc\nname: b",
      "title: \"a\"b", "title: 'it's'",
    ],
    .Y007: ["a: !hidden", "a: @b", "a: %d", "a: > 0", "a: | upper", "a: `b`", "a: - b", "a: * 2", "a: b\nc: }"],
    .Y008: [
      "a: { from: vat[c] }", "a: { p: max(a, b) }", "a: [1,2].sum()",
      "=transforms:\n  t: [replace(\",\", \".\"), trim]",
      "a: { b: 1", "a: [b, max(c, d)]",
    ],
    .Y009: ["price: a\nname: b\nprice: c", "price: a\n\"price\": b"],
    .Y010: ["a: &b c", "a: *b", "<<: *b", "a: *price + 1"],
    .Y011: ["a: !!int 5"],
    .Y012: [
      "!flow: x\nsource: a.b\ntarget: c.d\nfields:\n  a: b\n---\nflow: y\n",
      "!%YAML 2.0\n---\nflow: x\nsource: a.b\ntarget: c.d\nfields:\n  a: b\n",
    ],
    .Y013: ["a: " + String(repeating: "[", count: 70)],
    .Y014: ["[a, b]: c"],
    .Y015: ["a: {description}", "a: {{description}}"],
    .Y016: ["!\"flow\": \"x\"\n\"source\": \"a.b\"\n"],
    .Y017: ["title:description\nname: a", "name: a\nwhat is this\nprice: b", "name: a\n- b", "list:\n  - a\n  b: c"],
    .Y018: ["title: \"\\d+\""],
    .S101: [
      "=filed: x", "=setings:\n  a: 1", "=when: a", "=\"filter\": a", "=zzz: 1", "price: { from: a, mising: clear }",
      "price:\n  from: a\n  match: b", "=related:\n  a:\n    entity: b.c\n    match: d\n    find: e",
    ],
    .S102: [
      "!flow: x\nfields:\n  a: b\n", "!", "!# only a comment\n", "price: { missing: clear }",
      "=related:\n  a:\n    match: b", "=checks:\n  - when: a", "a:\n  choose:\n    - when: b",
      "a:\n  each: b in c", "=examples:\n  - given: { a: 1 }",
    ],
    .S103: [
      "!- a\n- b\n", "!flow: A Flow\nsource: mplus.\ntarget: c.d\nfields: a\n", "=filter: { a: b, c: d }",
      "=gone: hidden",
      "list:\n  each: products\n  fields:\n    a: b", "a: { from: b, missing: stop \"no b\" }",
      "a: { from: b, missing: skip reocrd }", "a: { from: b, problem: clear }", "a: { from: b, transform: \"trim\" }",
      "=missing: a = b", "=match: a + b", "a: { from: b, transform: b.trim() }", "a: { from: b, too_long: cutt }",
      "a:\n  choose: b", "=tables:\n  t: a", "=checks: a",
    ],
    .S105: [
      "a: { from: b, text: c }", "a:\n  from: b\n  choose:\n    - else: c", "=let:\n  a: { formula: b, text: c }",
    ],
    .S106: ["=update: true", "a: { from: b, update: sometimes }", "=create: if empty"],
    .S108: ["a:\n  choose:\n    - else: b\n    - when: c\n      use: d"],
    .S112: ["=let:\n  a: b\ntables:\n  a:\n    \"x\": 1\n    else: 2"],
    .S117: ["a: \"8f3k2m9x7q4w1z6r5t0y8u3i2o7p\""],
    .S118: ["a:\n  when: b\n  method: \"WEB\"\n  lines:\n    x: y", "a: { when: b, method: c }"],
    .S119: ["phone:", "phone: null", "phone: ~", "a: x == null", "=let:\n  a:", "a: { from: b, missing: { stop: } }"],
    .S120: ["a: { from: b, missing: \"skip record\" }", "=gone: \"hide\""],
    .S123: ["billing.name: a"],
    .N205: ["a: Flat Rate", "=checks:\n  - when: a\n    warn: The order is late"],
    .T302: ["a: 012"],
    .T303: ["a: 2024-01-31", "a: 31-01-2024", "a: 1:30"],
    .T304: ["a: 99999999999999999999", "a: 1.00000000000000000000000000000000000001"],
    .T310: ["a: 1 < x < 5"],
    .T323: [
      "a: b ? c : d", "a: has(b.c)", "a: 1u", "a: b <> c", "a: b & c", "a: IF(b, c, d)", "a: 0,9", "a: 10%", "a: 1e3",
      "a: b AND c", "a: x is not missing", "a: (b\"x\")",
    ],
    .T324: ["=filter: brand = \"X\"", "a: =b", "=match: sku == pluNumber"],
    .T326: ["a: sku.matches(\"^[0-9]{4}$\")"],
    .T327: [
      "a: max(b, )", "a: b +", "a: (b", "a: b)", "a: max(b, * c) + min(, d)", "a: if b then c", "a: \"{b +}\"",
      "a: \"{}\"", "a: \"Größe } {größe.}\"", "a: b # c\nd: \"{e\"", "a: \u{201C}b\u{201D}", "a: b..c",
      "a:\n  formula: >-\n    if größe > 1\n    then klein(größe\n    else \"groß\"",
      "a: |\n  one {two +}\n  ü {drei +}\n",
      "a: 'it''s {a +} ü {b +}'",
    ],
    .L603: ["=tables:\n  a:\n    NL, 1: 8000\n    [BE, 2]: 3\n    else: 1"],
    .C803: ["a: \(deep)1", "a: " + String(repeating: "b + ", count: 600) + "b"],
  ]
}
