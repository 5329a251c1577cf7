import Testing
import Values

@Suite struct JSONDocumentTests {
  @Test func membersAreFoundAndValuesSkipped() throws {
    let source = #"{"a":{"x":[1,2,{"y":3}]},"price":"12.50", "n":-1.50e1, "t\u0065xt":"\"\u00fc\ud83d\ude00\n"}"#
    let root = try JSONDocument.parse(Array(source.utf8)).root
    #expect(root["price"]?.text == "12.50")
    #expect(root["n"]?.decimal?.description == "-15")
    #expect(root["text"]?.text == "\"ü😀\n")
    #expect(root["missing"] == nil)
    #expect(root.count == 4)
    let list = try #require(root["a"]?["x" as String])
    #expect(list.elements.map(\.kind) == [.number, .number, .object])
    #expect(String(decoding: list.rawBytes, as: UTF8.self) == #"[1,2,{"y":3}]"#)
    #expect(root.members.map(\.name.string) == ["a", "price", "n", "text"])
  }
}
