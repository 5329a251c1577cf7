public import ConnectorKit
import Types
import Values

/// Electronic shelf labels, over a small REST service.
///
/// It shows what a connector has to do: fill requests and understand answers. Waiting, repeating, pacing and looking
/// again after an unclear write are the engine's, which goes by the kind of each ``ConnectorError``.
public struct Shelf: Connector {
  /// Most labels in one answer.
  static let pageMax = 200

  let url: String
  let token: Secret
  let mask: SecretMask
  let timeoutSeconds: Int

  public init(settings: ConnectionSettings) {
    url = settings.text("url")
    token = settings.secret("token")
    mask = SecretMask([token])
    timeoutSeconds = settings.whole("timeout")
  }

  /// A request that costs nothing: are the credentials accepted?
  public func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] {
    _ = try await answer(to: request(.get, "/labels?limit=1"), over: transport)
    return []
  }

  public func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all: return try await page(request, since: nil, over: transport)
    case .changes(let cursor): return try await page(request, since: cursor.position, over: transport)
    case .keys(let keys):
      var records: [FoundRecord] = []
      for key in keys {
        if let label = try await label(key, over: transport) { records.append(label) }
      }
      return Page(records: records, next: nil, cursor: nil)
    case .group(let field, _): throw ConnectorError(.refused, "labels can't be read by groups of \(field)")
    }
  }

  /// Labels come in the order of their changes, so the last one of a page is where a later run goes on.
  private func page(
    _ asked: ReadRequest, since: String?, over transport: any Transport
  ) async throws(ConnectorError) -> Page {
    var path = "/labels?limit=\(min(asked.limit, Self.pageMax))"
    if let place = asked.next?.position ?? since { path += "&after=\(PercentEncoding.encode(place))" }
    let answer = try await answer(to: request(.get, path), over: transport)
    guard let list = answer["labels"], list.kind == .array, let more = answer["more"]?.bool else {
      throw ConnectorError(.misunderstood, "Shelf's answer has no list of labels")
    }
    var records: [FoundRecord] = []
    for node in list.elements { records.append(try Self.record(node)) }
    guard let last = answer["last"]?.text?.string else { return Page(records: records, next: nil, cursor: nil) }
    return Page(records: records, next: more ? PageMark(last) : nil, cursor: Cursor(last))
  }

  public func find(
    _ request: FindRequest, over transport: any Transport
  ) async throws(ConnectorError) -> [[FoundRecord]] {
    var found: [[FoundRecord]] = []
    for query in request.queries {
      guard case .text(let sku)? = query.first else {
        found.append([])
        continue
      }
      found.append(try await label(sku.string, over: transport).map { [$0] } ?? [])
    }
    return found
  }

  private func label(_ sku: String, over transport: any Transport) async throws(ConnectorError) -> FoundRecord? {
    let path = "/labels/" + PercentEncoding.encode(sku)
    let response = try await transport.send(request(.get, path))
    if response.status == 404 { return nil }
    return try Self.record(try node(of: response))
  }

  public func write(
    _ request: WriteRequest, over transport: any Transport
  ) async throws(ConnectorError) -> FoundRecord {
    var label = JSON.Object()
    var sku = ""
    if case .update(let found) = request.operation {
      // Shelf wants the whole label: what does not change stays what it is.
      sku = found.key
      for field in Self.label.fields where field.isWritable && field.name != "sku" {
        if let value = found.body[field.name] { label[field.name] = try Self.json(value) }
      }
    }
    for field in request.fields {
      if field.name == "sku", case .value(.text(let text)) = field.value { sku = text.string }
      if field.name != "sku" { label[field.name] = try Self.json(field) }
    }
    let path = "/labels/" + PercentEncoding.encode(sku)
    let put = self.request(.put, path, body: .object(label))
    return try Self.record(try await answer(to: put, over: transport))
  }
}
