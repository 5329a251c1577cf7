import ConnectorKit
import Testing
import Values

@testable import Connectors

/// Answers with a good status that are no good: of a read nothing is believed, and a write is unclear, never done and
/// never refused.
@Suite struct MalformedAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var words: String
    var body: [UInt8]

    init(_ name: String, _ words: String, _ body: String) { self.init(name, words, Array(body.utf8)) }
    init(_ name: String, _ words: String, _ body: [UInt8]) { (self.name, self.words, self.body) = (name, words, body) }

    var testDescription: String { name }
  }

  // JSON.

  private static let brand = #"{"id":7,"name":"Acme"}"#

  private static func list(_ brand: String) -> String { #"{"data":[\#(brand)],"meta":{}}"# }

  static let json: [Case] = [
    Case("nothing", "is empty (200)", ""),
    Case("a blank", "is not whole JSON: ", "  \n"),
    Case("cut in a text", "is not whole JSON: the text is not closed", #"{"data":[{"id":7,"name":"Ac"#),
    Case("cut behind a record", "is not whole JSON: the array is not closed", #"{"data":[{"id":7,"name":"Acme"}"#),
    Case("cut before the last bracket", "is not whole JSON: the object is not closed", String(list(brand).dropLast())),
    Case("cut in a number", "is not whole JSON: ", #"{"data":[{"id":7."#),
    Case("a key twice", "is not whole JSON: the key \"id\" stands twice", list(#"{"id":7,"id":8,"name":"Acme"}"#)),
    Case("a key twice, escaped", "is not whole JSON: the key \"id\" stands twice", list(#"{"id":7,"\u0069d":8}"#)),
    Case("data twice", "is not whole JSON: the key \"data\" stands twice", #"{"data":[],"data":[\#(brand)]}"#),
    Case("no number", "is not whole JSON: not a value", list(#"{"id":NaN}"#)),
    Case("no end of a number", "is not whole JSON: not a value", list(#"{"id":Infinity}"#)),
    Case("minus no end", "is not whole JSON: not a value", list(#"{"id":-Infinity}"#)),
    Case("a leading zero", "is not whole JSON: a number with a leading zero", list(#"{"id":07}"#)),
    Case("a number in hexadecimal", "is not whole JSON: ", list(#"{"id":0x7}"#)),
    Case("half a surrogate", "is not whole JSON: half of a surrogate pair", list(#"{"id":7,"name":"\ud83d"}"#)),
    Case("the wrong half", "is not whole JSON: half of a surrogate pair", list(#"{"id":7,"name":"\ude00\ud83d"}"#)),
    Case(
      "a byte order mark", "is not whole JSON: the document begins with a byte order mark", "\u{FEFF}" + list(brand)),
    Case(
      "another alphabet", "is not whole JSON: not valid UTF-8",
      Array(#"{"data":[{"id":7,"name":"Caf"#.utf8) + [0xE9] + Array(#""}]}"#.utf8)),
    Case(
      "bytes too long", "is not whole JSON: not valid UTF-8",
      Array(#"{"data":[{"id":7,"name":""#.utf8) + [0xC0, 0xAF] + Array(#""}]}"#.utf8)),
    Case("UTF-16", "is not whole JSON: ", list(brand).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
    Case("something behind it", "is not whole JSON: something follows", list(brand) + "<!-- served in 3 ms -->"),
    Case("two documents", "is not whole JSON: something follows", list(brand) + list(brand)),
    Case("a warning before it", "is not whole JSON: not a value", "Warning: deprecated\n" + list(brand)),
    Case("a comma too many", "is not whole JSON: ", list(brand + ",")),
    Case("single quotes", "is not whole JSON: ", "{'data':[]}"),
    Case("a comment", "is not whole JSON: ", #"{"data":[/* none */]}"#),
    Case("a line inside of a text", "is not whole JSON: a control character", list("{\"id\":7,\"name\":\"A\ncme\"}")),
    Case("a zero byte", "is not whole JSON: ", list(brand) + "\0"),
    Case("a page", "is not whole JSON: not a value", "<!DOCTYPE html><html><body>Maintenance</body></html>"),
    Case(
      "a hundred thousand brackets", "is not whole JSON: nested deeper than 64 levels",
      String(repeating: "[", count: 100_000)),
    Case(
      "a hundred thousand objects", "is not whole JSON: nested deeper than 64 levels",
      String(repeating: #"{"a":"#, count: 100_000)),
    Case(
      "a failure that calls itself good", "has the status 200, and says 500: Internal error",
      #"{"status":500,"title":"Internal error"}"#),
    Case("another kind of thing", "has no data", #"{"error":"none"}"#),
    Case("a text for the list", "has no ", #"{"data":"none"}"#),
    Case("nothing for the list", "has no ", #"{"data":null}"#),
    Case("a record without its number", "BigCommerce gave a brand without an id", list(#"{"name":"Acme"}"#)),
    Case("a record that is a text", "BigCommerce gave a brand without an id", list(#""Acme""#)),
  ]

  @Test(arguments: json)
  func jsonIsNotBelieved(answer: Case) async throws {
    let response = ScriptedTransport.Answer.response(
      HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: answer.body))
    let read = Shop([response])
    let error = try await failure { try await read.read("brands") }
    #expect(error.kind == .misunderstood)
    let isOfRecord = answer.words.hasPrefix("BigCommerce")
    let start = isOfRecord ? answer.words : "the answer to GET /v3/catalog/brands \(answer.words)"
    #expect(error.message.hasPrefix(start), "\(error.message)")
    #expect(error.message.utf8.count < 300)
    let write = Shop([response])
    let unclear = try await failure { try await write.create("brands", [.text("name", "Acme")]) }
    #expect([.misunderstood, .ambiguous].contains(unclear.kind), "\(unclear)")
    #expect(write.transport.requests.count == 1)
  }

  // XML.

  private static let whole = ScriptedTransport.Answer.envelope(
    "<ns:GetRelationsResponse><ns:relationList><ns:relation><ns:relationNumber>7</ns:relationNumber><ns:name>Acme</ns:name>"
      + "</ns:relation></ns:relationList></ns:GetRelationsResponse>")
  private static let broken = "with a document that is not whole: "

  private static func wrapped(_ envelope: String, namespace: String = "http://schemas.xmlsoap.org/soap/envelope/")
    -> String
  {
    "<s:Envelope xmlns:s=\"\(namespace)\" xmlns:ns=\"urn:mplusqapi\">\(envelope)</s:Envelope>"
  }

  static let xml: [Case] = [
    Case("nothing", broken, ""),
    Case("blanks", broken, "  \n "),
    Case("cut in the head", broken, String(whole.prefix(60))),
    Case("cut in a name", broken, String(whole.prefix(270))),
    Case("cut before the end", broken, String(whole.dropLast(20))),
    Case("cut at the last letter", broken, String(whole.dropLast())),
    Case("something behind it", broken + "line 3: something follows", whole + "{}"),
    Case("two documents", broken, whole + whole),
    Case("a warning before it", broken, "Warning: deprecated\n" + whole),
    Case("a blank before its head", broken, " " + whole),
    Case("ends that do not fit", broken, whole.replacing("</ns:relation>", with: "</ns:relations>")),
    Case("an attribute twice", broken, whole.replacing("<ns:relation>", with: "<ns:relation a=\"1\" a=\"2\">")),
    Case(
      "a prefix that means nothing", broken, whole.replacing("<ns:name>Acme</ns:name>", with: "<q:name>Acme</q:name>")),
    Case("an entity of a page", broken, whole.replacing("Acme", with: "Caf&eacute;")),
    Case("half an entity", broken, whole.replacing("Acme", with: "A & B")),
    Case("a character that is none", broken, whole.replacing("Acme", with: "A&#0;B")),
    Case("a zero byte", broken, whole.replacing("Acme", with: "A\0B")),
    Case("a byte of another alphabet", broken, bytes(whole, "Acme", [0x43, 0xE9])),
    Case(
      "a hundred thousand elements deep", broken + "line 1: elements are nested deeper than the limit of 64",
      String(repeating: "<a>", count: 100_000)),
    Case("JSON", broken, #"{"relationList":[]}"#),
    Case("a page", "with a document that is no SOAP envelope", "<html><body>Maintenance</body></html>"),
    Case(
      "the envelope of another version", "with a document that is no SOAP envelope",
      wrapped("<s:Body><ns:GetRelationsResponse/></s:Body>", namespace: "http://www.w3.org/2003/05/soap-envelope")),
    Case(
      "an envelope without a namespace", "with a document that is no SOAP envelope",
      "<Envelope><Body><GetRelationsResponse/></Body></Envelope>"),
    Case("no body", "with a document that is no SOAP envelope", wrapped("")),
    Case("an empty body", "with a document that is no SOAP envelope", wrapped("<s:Body/>")),
    Case(
      "the answer to another call", "with something else, a GetProductsResponse",
      wrapped("<s:Body><ns:GetProductsResponse/></s:Body>")),
    Case("its own question", "with something else, a getRelations", wrapped("<s:Body><ns:getRelations/></s:Body>")),
    Case(
      "an answer of another service", "with something else, a GetRelationsResponse of another namespace",
      wrapped("<s:Body><x:GetRelationsResponse xmlns:x=\"urn:other\"/></s:Body>")),
    Case(
      "an answer without a namespace", "with something else, a GetRelationsResponse of another namespace",
      wrapped("<s:Body><GetRelationsResponse/></s:Body>")),
    Case("a fault that is none", "with something else, a Fault", wrapped("<s:Body><ns:Fault/></s:Body>")),
  ]

  private static func bytes(_ text: String, _ word: String, _ replacement: [UInt8]) -> [UInt8] {
    Array(text.utf8).replacing(Array(word.utf8), with: replacement)
  }

  @Test(arguments: xml)
  func xmlIsNotBelieved(answer: Case) async throws {
    let response = ScriptedTransport.Answer.response(
      HTTPResponse(status: 200, headers: ["content-type": "text/xml"], body: answer.body))
    let till = TestTill(dumped: false, response, response)
    let error = try await #require(throws: ConnectorError.self) { try await till.read("relations") }
    #expect(error.kind == .misunderstood)
    #expect(error.message.hasPrefix("Mplus answered getRelations \(answer.words)"), "\(error.message)")
    #expect(error.message.utf8.count < 400)
    let unclear = try await #require(throws: ConnectorError.self) {
      try await till.create("relations", [.text("name", "Acme")])
    }
    #expect([.misunderstood, .ambiguous].contains(unclear.kind), "\(unclear)")
    #expect(till.transport.requests.count == 2)
  }

  @Test func thereAreEnough() {
    #expect(Self.json.count + Self.xml.count >= 60)
    #expect(Set(Self.json.map(\.name)).count == Self.json.count && Set(Self.xml.map(\.name)).count == Self.xml.count)
  }

  /// A fault is a fault in any status.
  @Test(arguments: [200, 500])
  func aFaultInsideOfAGoodAnswer(status: Int) async throws {
    let fault = ScriptedTransport.Answer.fault("SOAP-ENV:Server", "database is gone", status: status)
    let till = TestTill(dumped: false, fault, fault)
    let read = try await #require(throws: ConnectorError.self) { try await till.read("relations") }
    let write = try await #require(throws: ConnectorError.self) {
      try await till.create("relations", [.text("name", "x")])
    }
    #expect(read.kind == .unavailable && write.kind == .ambiguous)
    #expect(read.message == "Mplus failed at getRelations: database is gone")
  }

  /// No answer tells a connector where to ask next.
  @Test(arguments: [
    "https://evil.example/?page=2", "http://127.0.0.1:1/", "//evil.example/x", "file:///etc/passwd",
    "?page=2&limit=9999@evil.example", "/../../v2/store", "javascript:alert(1)", "\\\\evil.example\\x",
    "https://[::1]/",
    "http://169.254.169.254/latest/meta-data", "http://2130706433/", "gopher://evil.example/_x",
  ])
  func linksToTheNextPageLeadNowhere(link: String) async throws {
    let brands = (1...50).map { #"{"id":\#($0),"name":"B\#($0)"}"# }.joined(separator: ",")
    let next = JSON.string(link).bytes()
    let links = #"{"next":\#(String(decoding: next, as: UTF8.self)),"current":"?page=1"}"#
    let meta =
      #"{"pagination":{"total":900,"total_pages":18,"links":\#(links)},"cursor_pagination":{"links":\#(links)}}"#
    for entity in ["brands", "products", "categories", "customers"] {
      let shop = Shop([.json(200, #"{"data":[\#(brands)],"meta":\#(meta)}"#), .json(200, #"{"data":[]}"#)])
      guard let page = try? await shop.read(entity, limit: 50), let mark = page.next else { continue }
      _ = try? await shop.read(entity, next: mark, limit: 50)
      for request in shop.transport.requests {
        #expect(request.url.visible.hasPrefix(Shop.base + "/v3/"))
        #expect(!request.url.visible.contains("evil"))
      }
    }
  }
}
