import Testing
import Values

@Suite struct TextFunctionTests {
  @Test func shape() throws {
    #expect(try call("capitalize", text("élan")) == text("Élan"))
    #expect(try call("collapse_spaces", text(" a\t\n b ")) == text("a b"))
    #expect(try call("pad_left", text("42"), .whole(5), text("0")) == text("00042"))
    #expect(try call("pad_left", text("12345"), .whole(3)) == text("12345"))
    #expect(try call("slug", text("  Crème brûlée, foto's & 2 st. ")) == text("creme-brulee-fotos-2-st"))
    #expect(try call("truncate", text("bruin brood"), .whole(8), text("...")) == text("bruin..."))
    #expect(try call("truncate", text("bruin brood"), .whole(11), text("...")) == text("bruin brood"))
    #expect(try call("truncate", text("bruin brood"), .whole(2), text("...")) == text(".."))
    #expect(try call("truncate_words", text("bruin brood"), .whole(9), text("…")) == text("bruin…"))
  }

  @Test(arguments: [
    ("<p>Kaas &amp; ham</p><p>vers</p>", "Kaas & ham vers "), ("a<br/>b", "a b"), ("a <b>c</b>d", "a cd"),
    ("5 < 6 & 7", "5 < 6 & 7"), ("<script>x<y</script>ok", "ok"), ("<!-- a > b -->c", "c"),
    ("&euro;&#8364;&#x20AC;", "€€€"),
    ("caf&eacute;&nbsp;x", "café x"), ("<a title=\"a > b\">t</a>", "t"), ("&unknown; &", "&unknown; &"),
    ("<p></p>", ""),
    ("a<", "a<"), ("<style>p{}", ""), ("so<wbr>ft&shy;", "soft"),
  ])
  func html(written: String, shown: String) throws {
    #expect(try call("strip_html", text(written)) == text(shown))
  }

  @Test func cutting() throws {
    #expect(try call("truncate", text("Zürich"), .whole(2)) == text("Zü"))
    #expect(problem("truncate", text("a"), .whole(-1)) == "-1 is negative; 0 or more is wanted")
    #expect(try call("truncate_words", text("vers bruin brood"), .whole(10)) == text("vers bruin"))
    #expect(try call("truncate_words", text("vers bruin brood"), .whole(12)) == text("vers bruin"))
    #expect(try call("truncate_words", text("onverbiddelijk"), .whole(4)) == text("onve"))
    #expect(try call("split", text("a, b,,c"), text(",")) == .list([text("a"), text("b"), text("c")]))
    #expect(try call("before", text("rood/wit"), text("/")) == text("rood"))
    #expect(try call("before", text("rood"), text("/")) == text("rood"))
    #expect(try call("after", text("rood/wit/x"), text("/")) == text("wit/x"))
    #expect(try call("after", text("rood"), text("/")) == .missing)
    #expect(try call("lines", text("\r\n een \r\n\ntwee")) == .list([text("een"), text("twee")]))
  }

  @Test(arguments: [
    ("12.50", "en", "12.5"), ("1,234.5", "en", "1234.5"), ("1.234,5", "nl", "1234.5"), ("12,50", "nl", "12.5"),
    (" -3 ", "nl", "-3"), ("+7", "en", "7"), ("1 000", "nl", "1000"),
  ])
  func numbers(written: String, notation: String, number: String) throws {
    #expect(try call("number", text(written), text(notation)) == decimal(number))
  }

  @Test func notNumbers() {
    #expect(problem("number", text("12,50")) == "\"12,50\" is not a number (decimal comma; use number(x, \"nl\"))")
    #expect(problem("number", text("12.5"), text("nl")) == "\"12.5\" is not a number (decimal point; use number(x))")
    #expect(problem("number", text("12 st")) == "\"12 st\" is not a number")
    #expect(
      problem("number", text("1"), text("xx")) == "\"xx\" is not a way to write numbers; nl, de, fr and en are known")
    for wrong in ["", "-", "1.2.3", "1,23,456", ",5", "--1"] {
      #expect(problem("number", text(wrong)) != nil, "\(wrong)")
    }
  }

  @Test func questions() throws {
    #expect(try call("length", text("Zürich")) == .whole(6))
    #expect(try call("contains", text("bruin brood"), text("brood")) == .bool(true))
    #expect(try call("starts_with", text("BC-12"), text("BC-")) == .bool(true))
    #expect(try call("is_digits", text("0123")) == .bool(true))
    #expect(try call("is_digits", text("")) == .bool(false))
    #expect(try call("matches", text("1012AB"), text("^[0-9]{4}[A-Z]{2}$")) == .bool(true))
    #expect(problem("matches", text("a"), text("(")) == "the pattern \"(\" is wrong at byte 0: this ( is not closed")
  }
}
