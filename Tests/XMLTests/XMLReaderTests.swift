import Testing
import XML

@Suite struct XMLReaderTests {
  @Test func aSoapAnswerBecomesATree() throws {
    let text = """
      <?xml version="1.0" encoding="utf-8"?>
      <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="urn:mplusqapi">
        <S:Body>
          <ns:answer><ns:name>Kaas &amp; Brood &lt;b&gt; é&#233;</ns:name><ns:empty/><ns:n>1</ns:n><ns:n>2</ns:n></ns:answer>
        </S:Body>
      </S:Envelope>
      """
    let root = try XMLReader.read(Array(text.utf8))
    #expect(root.name == "Envelope")
    #expect(root.namespace == "http://schemas.xmlsoap.org/soap/envelope/")
    #expect(root.text == "")
    let answer = try #require(root.descend("Body", "answer"))
    #expect(answer.namespace == "urn:mplusqapi")
    #expect(answer.child("name")?.text == "Kaas & Brood <b> éé")
    #expect(answer.child("empty")?.text == "")
    #expect(answer.children("n").map(\.text) == ["1", "2"])
    #expect(root.descend("Body", "nothing", "more") == nil)
  }

  @Test func anyCutOfTheBytesGivesTheSameTree() throws {
    let bytes = Array("<a><b>één <![CDATA[<x>]]></b>\n<c>&amp;</c></a>".utf8)
    let whole = try XMLReader.read(bytes)
    #expect(whole.child("b")?.text == "één <x>")
    for cut in 1..<bytes.count {
      var reader = try XMLReader()
      try reader.feed(bytes[..<cut])
      try reader.feed(bytes[cut...])
      #expect(try reader.finish() == whole)
    }
  }

  @Test func whiteSpaceInALeafStays() throws {
    let root = try XMLReader.read(Array("<a>\n <b> x </b>\n <c> </c>\n</a>".utf8))
    #expect(root == XMLElement("a", children: [XMLElement("b", text: " x "), XMLElement("c", text: " ")]))
  }

  @Test func everyCutDocumentIsRefused() throws {
    let bytes = Array("<a><b>one</b><c>two</c></a>".utf8)
    for end in 0..<bytes.count {
      #expect(throws: XMLProblem.self) { try XMLReader.read(Array(bytes[..<end])) }
    }
  }

  @Test(arguments: [
    ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "line 1: the document has a DOCTYPE, which is not allowed"),
    (
      "\n<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", "line 2: the document has a DOCTYPE, which is not allowed"
    ),
    ("<a>&unknown;</a>", "line 1: Entity 'unknown' not defined"),
    ("<a/>x", "line 1: something follows the end of the root element"),
    ("<a/>\n<b/>", "line 2: something follows the end of the root element"),
    ("<a>\n<b></a>", "line 2: Opening and ending tag mismatch: b line 2 and a"),
    ("<x:a/>", "line 1: Namespace prefix x on a is not defined"),
    ("plain words", "line 1: this is not XML: there is no root element"),
    (
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
      "line 1: the document says that its encoding is ISO-8859-1; only UTF-8 is read"
    ),
  ])
  func brokenDocumentsAreRefusedInPlainWords(text: String, message: String) {
    let problem = #expect(throws: XMLProblem.self) { try XMLReader.read(Array(text.utf8)) }
    #expect(problem?.description == message)
  }

  @Test(arguments: [
    Array("<a>".utf8) + [0xE9] + Array("</a>".utf8), [0xFF, 0xFE, 0x3C, 0x00], [0x3C, 0x00, 0x61, 0x00],
    Array("<a>".utf8) + [0x01] + Array("</a>".utf8), [], [0x0A, 0x0A],
  ])
  func brokenBytesAreRefused(bytes: [UInt8]) {
    #expect(throws: XMLProblem.self) { try XMLReader.read(bytes) }
  }

  @Test func theLimitsHold() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
    }
    _ = try XMLReader.read(nested(64))
    let deep = #expect(throws: XMLProblem.self) { try XMLReader.read(nested(65)) }
    #expect(deep?.message == "elements are nested deeper than the limit of 64")
    #expect(throws: XMLProblem.self) { try XMLReader.read(nested(100_000)) }

    var limits = XMLLimits()
    limits.bytesMax = 10
    limits.elementsMax = 2
    let large = #expect(throws: XMLProblem.self) { try XMLReader.read(Array("<a>12345678</a>".utf8), limits: limits) }
    #expect(large?.message == "the document is larger than the limit of 10 bytes")
    limits.bytesMax = 100
    let many = #expect(throws: XMLProblem.self) { try XMLReader.read(Array("<a><b/><b/></a>".utf8), limits: limits) }
    #expect(many?.message == "the document has more than 2 elements, the limit")
  }

  @Test func aProblemStays() throws {
    var reader = try XMLReader()
    let first = #expect(throws: XMLProblem.self) { try reader.feed(Array("<a></b>".utf8)) }
    let second = #expect(throws: XMLProblem.self) { try reader.feed(Array("<c/>".utf8)) }
    let third = #expect(throws: XMLProblem.self) { _ = try reader.finish() }
    #expect(first == second && second == third)
  }

  @Test func aLongListIsStreamed() throws {
    let items = (0..<20_000).map { "<item><n>\($0)</n><item>inner</item></item>" }.joined()
    let bytes = Array("<list><before/>\(items)<result>ok</result></list>".utf8)
    var numbers: [String?] = []
    let root = try XMLReader.read(bytes, streaming: "item") { item in
      numbers.append(item.child("n")?.text)
      #expect(item.child("item")?.text == "inner")
    }
    #expect(numbers == (0..<20_000).map { String($0) })
    #expect(root.children.map(\.name) == ["before", "result"])
  }

  @Test func manyReadersAtOnceAreIndependent() async throws {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask { (try? XMLReader.read(Array("<a><b>\(number)</b></a>".utf8)))?.child("b")?.text == "\(number)" }
      }
      for await isRight in group { #expect(isRight) }
    }
  }
}
