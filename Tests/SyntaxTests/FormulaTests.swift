import Diagnostics
import Source
import Testing

@testable import Syntax

@Suite struct FormulaTests {
  @Test(arguments: [
    ("a or b and not c == d", "(a or (b and (not (c == d))))"),
    ("!a == b", "((not a) == b)"),
    ("a ?? b + 1 > 2", "((a ?? (b + 1)) > 2)"),
    ("a ?? b ?? c", "(a ?? (b ?? c))"),
    ("1 + 2 * 3 - -x", "((1 + (2 * 3)) - (-x))"),
    ("a?.b.c[1, \"x\"].trim(2)", "a?.b.c[1, \"x\"].trim(2)"),
    ("if a then b else if c then d else e", "(if a then b else (if c then d else e))"),
    ("x in [a, b] and y not in eu", "((x in [a, b]) and (y not in eu))"),
    ("x is missing or y is present", "((x is missing) or (y is present))"),
    ("-5.50", "-5.5"),
    ("\"a{b}c{{d}}\" + r\"\\d{4}\"", "(\"a{b}c{d}\" + r\"\\d{4}\")"),
    ("\"{tags.join(', ')}\"", "\"{tags.join(\", \")}\""),
    ("0x1F", "31"), ("''", "\"\""),
    ("'''it's'''", "\"it's\""), ("'\\u00e9\\x41\\101'", "\"éAA\""),
    ("-9223372036854775808", "-9223372036854775808"),
  ])
  func reads(_ written: String, _ meant: String) {
    let (expression, diagnostics) = FormulaParser.parse(SourceFile(path: "x", text: written))
    #expect(diagnostics.map(\.message) == [])
    #expect(expression.printed == meant)
  }

  @Test(arguments: [
    ("max(a, )", ["T327"]), ("a +", ["T327"]), ("max(a, * b) + min(, c)", ["T327", "T327"]), ("(a", ["T327"]),
    ("a)", ["T327"]), ("[1, 2", ["T327"]), ("1 < x < 5", ["T310"]), ("a ? b : c", ["T323"]), ("has(a)", ["T323"]),
    ("1u", ["T323"]), ("b\"x\"", ["T323"]), ("brand = \"X\"", ["T324"]), ("=a", ["T324"]), ("a <> b", ["T323"]),
    ("a & b", ["T323"]), ("IF(a, b, c)", ["T323"]), ("if(a, b, c)", ["T323"]), ("0,9", ["T323"]), ("10%", ["T323"]),
    ("012", ["T302"]), ("2024-01-01", ["T303"]), ("1:30", ["T303"]), ("1e3", ["T323"]), ("Flat Rate", ["N205"]),
    ("sku.matches(\"^[0-9]{4}$\")", ["T326"]), ("x == null", ["S119"]), ("a AND b", ["T323"]), ("{\"a\": 1}", ["T323"]),
    ("99999999999999999999", ["T304"]), ("\"abc", ["T327"]), ("", ["T327"]), ("\u{201C}a\u{201D}", ["T327"]),
    ("\"{}\"", ["T327"]), ("\"a } b\"", ["T327"]), ("x is not missing", ["T323"]), ("a | upper", ["T323"]),
    ("if a then b", ["T327"]), ("if a", ["T327"]), ("a..b", ["T327"]), ("a, b", ["T327"]), ("x[]", ["T327"]),
    ("'\\q'", ["T327"]), ("a # b", ["T327"]), ("1 2", ["T327"]), ("= = a", ["T324", "T327"]),
  ])
  func refuses(_ written: String, _ codes: [String]) {
    let (_, diagnostics) = FormulaParser.parse(SourceFile(path: "x", text: written))
    #expect(diagnostics.map(\.code.rawValue) == codes, "\(diagnostics.map(\.message))")
  }

  @Test func limitsAreSaidAtOnce() {
    for (left, right) in [("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("f(", ")"), ("a[", "]")] {
      for count in [65, 200, 5000] {
        let text = String(repeating: left, count: count) + "1" + String(repeating: right, count: count)
        let (_, diagnostics) = FormulaParser.parse(SourceFile(path: "x", text: text))
        #expect(diagnostics.map(\.code) == [.C803], "\(left) \(count)")
      }
    }
    for link in [".a", " + a", "?.a", " or a"] {
      let text = "a" + String(repeating: link, count: 300)
      let (_, diagnostics) = FormulaParser.parse(SourceFile(path: "x", text: text))
      #expect(diagnostics.map(\.code) == [.C803], "\(link)")
    }
  }

  @Test func aDeepFormulaWithinTheLimitIsRead() {
    let text = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(FormulaParser.parse(SourceFile(path: "x", text: text)).1.isEmpty)
  }
}
