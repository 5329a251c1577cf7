import Testing
import XML

@Suite struct XMLWriterTests {
  @Test func aRequestIsWritten() throws {
    var writer = XMLWriter()
    writer.element("S:Envelope", attributes: ["xmlns:S": "http://schemas.xmlsoap.org/soap/envelope/"]) {
      $0.element("ns1:order") {
        $0.leaf("ns1:name", "Müller & <Söhne> \"GmbH\"")
        $0.leaf("ns1:count", -5)
        $0.leaf("ns1:paid", true)
        $0.empty("ns1:pluNumbers")
        $0.leaf("ns1:text", "")
      }
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><ns1:order>\
        <ns1:name>Müller &amp; &lt;Söhne&gt; &quot;GmbH&quot;</ns1:name><ns1:count>-5</ns1:count>\
        <ns1:paid>true</ns1:paid><ns1:pluNumbers/><ns1:text/></ns1:order></S:Envelope>
        """)
  }

  @Test func textSurvivesTheRoundTrip() throws {
    let text = "a\r\nb\tc ]]> & \u{1F600} \u{10FFFF}\u{0}\u{8}\u{FFFE}é"
    var writer = XMLWriter(declaration: false)
    writer.leaf("a", text)
    #expect(try XMLReader.read(writer.bytes).text == "a\r\nb\tc ]]> & \u{1F600} \u{10FFFF}é")
  }

  @Test func whatTheContentThrowsComesThrough() {
    var writer = XMLWriter()
    #expect(throws: XMLProblem("no")) { try writer.element("a") { _ throws(XMLProblem) in throw XMLProblem("no") } }
  }
}
