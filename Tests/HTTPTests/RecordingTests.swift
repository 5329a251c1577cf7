import ConnectorKit
import Foundation
import Testing
import Values

@testable import HTTP

@Suite struct RecordingTests {
  static let token = "abcdefghij0123456789"

  struct Fixed: Transport {
    var answer: Result<HTTPResponse, ConnectorError>
    func send(_ request: HTTPRequest) async throws(ConnectorError) -> HTTPResponse { try answer.get() }
  }

  /// A folder of its own inside the repository's build folder, removed afterwards.
  func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
  }

  func rights(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  func recorder(_ answer: Result<HTTPResponse, ConnectorError>, _ path: String) throws -> any Transport {
    let recording = try Recording(path: path, secrets: [Secret(Self.token), Secret("topsecret")]) {
      Moment(milliseconds: 1_730_000_000_250)
    }
    return recording.transport(Fixed(answer: answer))
  }

  @Test func anExchangeIsOneLineWithoutSecrets() async throws {
    try await inFolder { folder in
      let body = Array(#"{"data":{"id":1,"echo":"\#(Self.token)"}}"#.utf8)
      let answer = HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: body)
      let recorder = try recorder(.success(answer), folder + "/traffic.ndjson")
      let request = HTTPRequest(
        .put, RequestURL("https://api.bigcommerce.com/stores/abc/v3/catalog/products/1?include=variants&d=1%2B2"),
        name: "PUT /v3/catalog/products/1",
        headers: [("X-Auth-Token", .secret(Secret(Self.token))), ("Accept", .plain("application/json"))],
        body: Array(#"{"name":"A","price":10.50}"#.utf8), isRepeatable: true, timeoutSeconds: 5)
      _ = try await recorder.send(request)
      #expect(
        try text(folder + "/traffic.ndjson") == """
          {"method":"PUT","path":"/stores/abc/v3/catalog/products/1","query":"include=variants&d=1%2B2",\
          "headers":{"X-Auth-Token":"***","Accept":"application/json"},"body":{"name":"A","price":10.5},"status":200,\
          "response_headers":{"content-type":"application/json"},"response_body":{"data":{"id":1,"echo":"***"}},\
          "ts":1730000000.25}

          """)
      #expect(try rights(folder + "/traffic.ndjson") == 0o600)
    }
  }

  @Test func whatGotNoAnswerIsThereToo() async throws {
    try await inFolder { folder in
      let recorder = try recorder(.failure(ConnectorError(.ambiguous, "cut")), folder + "/t")
      let url = RequestURL("https://x.nl/v2/orders", secretQuery: [("key", Secret("topsecret"))])
      let request = HTTPRequest(.get, url, name: "GET /v2/orders", isRepeatable: true, timeoutSeconds: 5)
      await #expect(throws: ConnectorError.self) { _ = try await recorder.send(request) }
      let line = try JSON.parse(try text(folder + "/t"))
      #expect(line["status"] == .null)
      #expect(line["body"] == .null)
      #expect(line["query"] == "key=***")
    }
  }

  @Test func envelopesBecomeFiles() async throws {
    try await inFolder { folder in
      let answer = HTTPResponse(status: 200, headers: [:], body: Array("<answer/>".utf8))
      let recorder = try recorder(.success(answer), folder + "/t")
      for name in ["getProducts", "createOrder V3/x"] {
        let url = RequestURL("https://x.nl/", secretQuery: [("ident", Secret(Self.token))])
        let request = HTTPRequest(
          .post, url, name: name, body: Array("<e>\(Self.token)</e>".utf8), isRepeatable: false, timeoutSeconds: 5)
        _ = try await recorder.send(request)
      }
      #expect(try text(folder + "/t") == "")
      #expect(try text(folder + "/t.soap/0001-getProducts.xml") == "<e>***</e>")
      #expect(try text(folder + "/t.soap/0001-getProducts.answer.xml") == "<answer/>")
      #expect(try text(folder + "/t.soap/0002-createOrder_V3_x.xml") == "<e>***</e>")
      #expect(try rights(folder + "/t.soap") == 0o700)
      #expect(try rights(folder + "/t.soap/0001-getProducts.xml") == 0o600)
    }
  }

  @Test func aPlaceThatCannotBeWrittenIsSaid() async throws {
    try await inFolder { folder in
      let answer = HTTPResponse(status: 200)
      #expect(throws: FileProblem.self) { _ = try recorder(.success(answer), folder + "/none/t") }
    }
  }
}
