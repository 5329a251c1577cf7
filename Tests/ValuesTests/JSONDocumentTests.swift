import Testing
import Values

@Suite struct JSONDocumentTests {
  private func root(_ source: String) throws -> Node { try JSONDocument.parse(Array(source.utf8)).root }

  private func problem(_ bytes: [UInt8], limits: JSONLimits = .standard) -> String? {
    do {
      _ = try JSONDocument.parse(bytes, limits: limits)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func membersAreFoundAndValuesSkipped() throws {
    let root = try root(
      #"{"a":{"x":[1,2,{"y":3}]},"price":"12.50", "n":-1.50e1, "t\u0065xt":"\"\u00fc\ud83d\ude00\n"}"#)
    #expect(root["price"]?.text == "12.50")
    #expect(root["n"]?.decimal?.description == "-15")
    #expect(root["text"]?.text == "\"ü😀\n")
    #expect(root["missing"] == nil && root["x"] == nil && root["a"]?["x"]?["y"] == nil)
    #expect(root.count == 4)
    let list = try #require(root["a"]?["x" as Text])
    #expect(list.elements.map(\.kind) == [.number, .number, .object])
    #expect(String(decoding: list.rawBytes, as: UTF8.self) == "[1,2,{\"y\":3}]")
    #expect(root.members.map(\.name.string) == ["a", "price", "n", "text"])
    #expect(list.elements.map(\.whole) == [1, 2, nil] && Array(list.members).isEmpty && Array(root.elements).isEmpty)
  }

  @Test func scalars() throws {
    let root = try root(#" [ null , true , false , "" , 0 , 9223372036854775808 , 1.0 , 1e400 , {} , [ ] ] "#)
    let all = Array(root.elements)
    #expect(all.map(\.kind) == [.null, .bool, .bool, .string, .number, .number, .number, .number, .object, .array])
    #expect(all[0].isNull && all[1].bool == true && all[2].bool == false && all[0].bool == nil)
    #expect(all[3].text == "" && all[4].text == nil && all[3].decimal == nil)
    #expect(all[4].whole == 0 && all[5].whole == nil && all[6].whole == 1 && all[7].decimal == nil)
    #expect(all[7].numberBytes.map { String(decoding: $0, as: UTF8.self) } == "1e400" && all[3].numberBytes == nil)
    #expect(all[8].count == 0 && all[9].count == 0 && Array(all[9].elements).isEmpty && root.count == 10)
    #expect(String(decoding: all[3].rawBytes, as: UTF8.self) == "\"\"")
    #expect(String(decoding: root.rawBytes, as: UTF8.self).hasSuffix("[ ] ]"))
    #expect(all[0] == root.elements.first { _ in true } && all[0] != all[1] && Set(all).count == 10)
  }

  @Test(arguments: [
    ("", "byte 0: the document ends where a value should stand"), ("{", "byte 1: a key in quotes should stand here"),
    (#"{"a" 1}"#, "byte 5: a colon should stand after the key"),
    (#"{"a":1,}"#, "byte 7: a key in quotes should stand here"),
    ("[1,]", "byte 3: not a value"), ("[1 2]", "byte 3: a comma or ] should stand here"),
    ("[1", "byte 2: the array is not closed"),
    (#"{"a":1"#, "byte 6: the object is not closed"), (#"{"a":1]"#, "byte 6: a comma or } should stand here"),
    ("1 2", "byte 2: something follows the end of the document"), ("01", "byte 0: a number with a leading zero"),
    ("-", "byte 0: not a value"), ("1.", "byte 2: a digit should follow the point"), ("NaN", "byte 0: not a value"),
    ("1e", "byte 2: a digit should follow the exponent sign"), ("nul", "byte 0: not a value"),
    ("nulL", "byte 0: not a value"),
    (#""a"#, "byte 0: the text is not closed"), ("\"a\nb\"", "byte 2: a control character inside a text"),
    (#""\x""#, "byte 1: an unknown escape"), (#""\u12g4""#, "byte 1: four hexadecimal digits should follow \\u"),
    (#""\ud800""#, "byte 1: half of a surrogate pair"), (#""\udc00""#, "byte 1: half of a surrogate pair"),
    (#""\ud800\u0041""#, "byte 1: half of a surrogate pair"),
    ("\u{FEFF}1", "byte 0: the document begins with a byte order mark"),
    (#"{"a":1,"b":2,"\u0061":3}"#, "byte 13: the key \"a\" stands twice in one object"),
    (#"{"x":{"a":1},"a":{"a":1,"a":1}}"#, "byte 24: the key \"a\" stands twice in one object"),
  ])
  func whatIsWrongAndWhere(source: String, message: String) {
    #expect(problem(Array(source.utf8)) == message)
  }

  @Test func bytesThatAreNotUTF8() {
    for bad: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xFF],
    ] {
      #expect(problem([0x22, 0x61] + bad + [0x22]) == "byte 2: not valid UTF-8")
    }
    for good in ["é", "€", "😀", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10FFFF}", "\u{D7FF}\u{E000}"] {
      #expect(problem(Array("\"\(good)\"".utf8)) == nil)
    }
  }

  @Test func limits() {
    let deep = [UInt8](repeating: 0x5B, count: 65) + [UInt8](repeating: 0x5D, count: 65)
    #expect(problem(deep) == "byte 64: nested deeper than 64 levels")
    #expect(problem(Array(deep[1..<129])) == nil)
    #expect(problem(deep, limits: JSONLimits(depthMax: 65)) == nil)
    #expect(
      problem([0x31, 0x32], limits: JSONLimits(bytesMax: 1)) == "byte 0: the document has 2 bytes; at most 1 are read")
    #expect(problem([UInt8](repeating: 0x7B, count: 100_000)) != nil)
  }

  @Test func everyCutIsRefused() {
    let source = Array(#"{"a":[1.5e3,true,null,"x\u00e4\ud83d\ude00ü"],"b":{"c":-0.1}}"#.utf8)
    #expect(problem(source) == nil)
    for length in 0..<source.count { #expect(problem(Array(source[..<length])) != nil) }
  }

  @Test func largeObjectsFindTheirDuplicates() {
    let keys = (0..<1000).map { "\"key\($0)\":\($0)" }
    #expect(problem(Array("{\(keys.joined(separator: ","))}".utf8)) == nil)
    let twice = "{\(keys.joined(separator: ",")),\"key\\u0037\":1}"
    #expect(problem(Array(twice.utf8))?.hasSuffix("the key \"key7\" stands twice in one object") == true)
  }

  @Test func keysInMessagesStayOnOneLineAndShort() {
    let key = "\\n" + String(repeating: "k", count: 100)
    let kept = "\\n" + String(repeating: "k", count: 59)
    #expect(
      problem(Array("{\"\(key)\":1,\"\(key)\":2}".utf8))
        == "byte 108: the key \"\(kept)\" stands twice in one object")
  }

  @Test(arguments: 0...20)
  func quotesAreFoundAtEveryPlaceOfAWord(length: Int) throws {
    let filling = String(repeating: "x", count: length)
    let array = Array(try root("[\"\(filling)\",\"\(filling)ü\",\"\\n\(filling)\",\"\(filling)\\\\\"]").elements)
    #expect(array.map(\.text) == [Text(filling), Text("\(filling)ü"), Text("\n\(filling)"), Text("\(filling)\\")])
  }

  @Test func canonicalBytesForgetOrderAndBlanks() throws {
    let first = try root(#"{ "b" : 1.50, "a": [1e2, "\u0061/"] , "é":null}"#).canonicalBytes()
    let second = try root(#"{"é":null,"a":[100.0,"a\/"],"b":1.5}"#).canonicalBytes()
    #expect(first == second)
    #expect(String(decoding: first, as: UTF8.self) == #"{"a":[100,"a/"],"b":1.5,"é":null}"#)
  }
}
