import ConnectorKit
import Glibc
import Values
import XML

@testable import Connectors

/// Mplus over a script. With FLOWRUN_DUMP_SOAP=FOLDER every request that a test sends is also written there, so that a
/// schema validator can look at them all.
final class TestTill: Sendable {
  let mplus: Mplus
  let transport: ScriptedTransport

  static let ident = "ident-canary-5518"
  static let secret = "s3cret/canary+7321"

  private let isDumped: Bool

  /// - Parameter dumped: false for a request that the validator's schema is too old for.
  init(dumped: Bool = true, relations: String = "search", _ script: ScriptedTransport.Answer...) {
    isDumped = dumped
    transport = ScriptedTransport(script)
    mplus = Mplus(
      settings: ConnectionSettings(
        connection: "mplus", texts: ["url": "https://till.example:44281", "timeout": "60s", "relations": relations],
        secrets: ["ident": Secret(TestTill.ident), "secret": Secret(TestTill.secret)]))
  }

  deinit {
    guard isDumped, let folder = getenv("FLOWRUN_DUMP_SOAP") else { return }
    for request in transport.requests {
      let path = "\(String(cString: folder))/\(request.name)-\(UInt64.random(in: 0...UInt64.max)).xml"
      guard let file = fopen(path, "w") else { continue }
      fwrite(request.body, 1, request.body.count, file)
      fclose(file)
    }
  }

  func read(
    _ entity: String, _ selection: ReadRequest.Selection = .all, next: PageMark? = nil, limit: Int = 100,
    fields: Set<String> = []
  ) async throws(ConnectorError) -> Page {
    let request = ReadRequest(entity: entity, selection: selection, next: next, limit: limit, fields: fields)
    return try await mplus.read(request, over: transport)
  }

  func find(_ entity: String, _ fields: [String], _ queries: [Value]...) async throws(ConnectorError) -> [[FoundRecord]]
  {
    try await mplus.find(FindRequest(entity: entity, fields: fields, queries: queries), over: transport)
  }

  func create(
    _ entity: String, key: String = "flow/create/1/a", _ fields: [WrittenField]
  ) async throws(ConnectorError) -> FoundRecord {
    let request = WriteRequest(entity: entity, operation: .create, fields: fields, idempotencyKey: key)
    return try await mplus.write(request, over: transport)
  }

  func update(
    _ entity: String, _ existing: FoundRecord, _ fields: [WrittenField]
  ) async throws(ConnectorError) -> FoundRecord {
    let request = WriteRequest(
      entity: entity, operation: .update(existing), fields: fields, idempotencyKey: "flow/update/1/a")
    return try await mplus.write(request, over: transport)
  }

  /// The bodies that were sent, each as the operation's element.
  func sent() throws -> [XMLElement] {
    try transport.requests.map { request in
      let root = try XMLReader.read(request.body)
      return root.child("Body")?.children.first ?? XMLElement("nothing")
    }
  }

  /// The inside of the `request` element of the last call.
  func lastRequest() throws -> XMLElement {
    try sent().last?.child("request") ?? XMLElement("nothing")
  }
}

extension ScriptedTransport.Answer {
  /// An answer as the service sends one.
  static func soap(_ name: String, _ inside: String = "", status: Int = 200) -> ScriptedTransport.Answer {
    .xml(status, envelope("<ns:\(name)>\(namespaced(inside))</ns:\(name)>"))
  }

  static func fault(_ code: String, _ text: String, status: Int = 500) -> ScriptedTransport.Answer {
    .xml(
      status,
      envelope(
        "<SOAP-ENV:Fault><faultcode>\(code)</faultcode><faultstring>\(text)</faultstring></SOAP-ENV:Fault>"))
  }

  static func envelope(_ body: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns="urn:mplusqapi">
    <SOAP-ENV:Body>\(body)</SOAP-ENV:Body></SOAP-ENV:Envelope>
    """
  }

  /// Puts every element of a snippet into Mplus's namespace.
  private static func namespaced(_ xml: String) -> String {
    var out = ""
    var rest = Substring(xml)
    while let open = rest.firstIndex(of: "<") {
      let after = rest.index(after: open)
      out += rest[..<open]
      if rest[after...].hasPrefix("/") {
        out += "</ns:"
        rest = rest[rest.index(after: after)...]
      } else {
        out += "<ns:"
        rest = rest[after...]
      }
    }
    return out + rest
  }
}

extension FoundRecord {
  /// The record as a small tree, to be compared.
  var tree: JSON { (try? JSON(body)) ?? .null }

  static func made(_ key: String, _ json: JSON) throws -> FoundRecord {
    FoundRecord(key: key, body: try JSONDocument.parse(json.bytes()).root)
  }
}

extension WrittenField {
  static func record(_ name: String, _ fields: WrittenField...) -> WrittenField { WrittenField(name, .record(fields)) }
  static func list(_ name: String, _ entries: [WrittenField]...) -> WrittenField { WrittenField(name, .list(entries)) }
}
