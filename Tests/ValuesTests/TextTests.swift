import Testing
import Values

@Suite struct TextTests {
  @Test func aSliceSharesAndCompares() {
    let text = Text(bytes: Array("say hello twice".utf8), start: 4, end: 9)
    #expect(text == "hello" && text.count == 5 && text.string == "hello" && String(text) == "hello")
    #expect(text.hashValue == Text("hello").hashValue && text != "hell" && text != "hellO")
    #expect(text < "hellp" && text > "hell" && Text("Z") < "a" && Text("z") < "ä")
    #expect(text[0] == UInt8(ascii: "h") && text[1..<3] == "el" && Array(text.bytes) == Array("hello".utf8))
    #expect(Set([text, "hello", "other"]).count == 2)
    #expect(Text.empty.isEmpty && Text("") == .empty && "\(text)" == "hello")
  }

  @Test func codePoints() {
    #expect(Text("Käse 🧀").count == 10 && Text("Käse 🧀").codePointCount == 6)
    #expect(Text("Käse 🧀").prefix(codePoints: 2) == "Kä" && Text("Käse").prefix(codePoints: 9) == "Käse")
    #expect(Text("Käse").prefix(codePoints: 0).isEmpty && Text("Käse").prefix(codePoints: -1).isEmpty)
    #expect(!Text("Käse").isASCII && Text("Kase").isASCII)
  }

  @Test(arguments: [
    (" a b ", "a b"), ("\t\r\na\u{A0}", "a"), ("", ""), (" \u{A0}\n", ""), ("a", "a"),
    ("\u{3000}ä\u{2003}\u{202F}", "ä"),
    ("\u{85}é", "é"), ("à", "à"), ("\u{1680}x\u{2028}", "x"), ("x\u{200B}", "x\u{200B}"),
  ])
  func trimmed(text: String, trimmed: String) {
    #expect(Text(text).trimmed == Text(trimmed))
    #expect(Text(text).isBlank == trimmed.isEmpty)
  }

  @Test func brokenBytesAreHarmless() {
    for bytes: [UInt8] in [[0xC2], [0xA0], [0x80, 0x80], [0xE2, 0x80], [0x20, 0xC2], [0xF0, 0x9F]] {
      let text = Text(bytes: bytes)
      #expect(!text.isBlank && text.trimmed.count <= bytes.count)
      #expect(text.uppercased.string == text.string.uppercased())
    }
  }

  @Test func searching() {
    let text: Text = "abcabcd"
    #expect(text.firstRange(of: "abcd") == 3..<7 && text.firstRange(of: "abc", from: 1) == 3..<6)
    #expect(
      text.firstRange(of: "x") == nil && text.firstRange(of: "abcabcde") == nil && text.firstRange(of: "") == 0..<0)
    #expect(text.contains("cab") && !text.contains("cc") && text.contains(""))
    #expect(text.hasPrefix("abc") && !text.hasPrefix("b") && text.hasPrefix("") && !Text("a").hasPrefix("ab"))
    #expect(text.hasSuffix("bcd") && !text.hasSuffix("abc") && text.hasSuffix("") && !Text("a").hasSuffix("ba"))
  }

  @Test func replacingAndSplitting() {
    #expect(Text("a-b-c").replacing("-", with: "+-") == "a+-b+-c" && Text("aaa").replacing("aa", with: "b") == "ba")
    #expect(Text("abc").replacing("", with: "x") == "abc" && Text("abc").replacing("x", with: "y") == "abc")
    #expect(Text("abab").replacing("ab", with: "").isEmpty)
    #expect(Text("a,b,,c").split(on: ",") == ["a", "b", "", "c"] && Text("abc").split(on: ",") == ["abc"])
    #expect(
      Text(",").split(on: ",") == ["", ""] && Text("").split(on: ",") == [""] && Text("ab").split(on: "") == ["ab"])
  }

  @Test func cases() {
    #expect(Text("Abc-1").uppercased == "ABC-1" && Text("ABC").lowercased == "abc" && Text("abc").lowercased == "abc")
    #expect(
      Text("straße").uppercased == "STRASSE" && Text("ÄÖ").lowercased == "äö" && Text("[`{@").uppercased == "[`{@")
  }

  @Test func building() throws {
    var builder = TextBuilder()
    builder.append("n " as String)
    builder.append(try #require(DecimalNumber("1.50")))
    builder.append(" " as Text)
    builder.append(whole: -7)
    builder.append(try #require(CalendarDate("2019-03-05")))
    builder.append(Moment(milliseconds: 0))
    builder.append(bytes: [33])
    #expect(builder.text == "n 1.5 -72019-03-051970-01-01T00:00:00Z!")
  }
}
