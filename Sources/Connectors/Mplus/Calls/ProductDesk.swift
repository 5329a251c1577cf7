internal import ConnectorKit
internal import XML

struct ProductDesk: MplusDesk {
  static let title = "Products"
  var door: MplusDoor

  static let entity = Entity(
    "products", meaning: "What groups the articles that differ in size and colour.",
    record: MplusProduct.wire.record, key: "productNumber", reading: Entity.Reading(changes: true),
    finding: [Entity.Finding(["productNumber"], isUnique: true)],
    limits: ["Products are read, not written.", "Size and colour are the only variant axes that Mplus has."],
    subject: .products)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      let marker = try SyncMarker(request)
      let limit = min(max(request.limit, 1), MplusLimits.articles)
      let call = ProductCall(marker: marker, limit: limit, wholeProducts: true)
      let products = try await call.send(door, over: transport)
      return try marker.page(records(products), markers: ProductCall.markers(products, from: marker))
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      return try await Page(
        records: products(numbered: keys.compactMap { Int64($0) }, over: transport), next: next, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    guard request.fields == ["productNumber"] else { throw cannotFind(request.fields) }
    let matching = Matching(request: request)
    var found: [FoundRecord] = []
    for numbers in matching.values("productNumber").wholes.batches(of: MplusLimits.batch) {
      found += try await products(numbered: numbers, over: transport)
    }
    return matching.sort(found)
  }

  private func products(
    numbered numbers: [Int64], over transport: any Transport
  ) async throws(ConnectorError) -> [FoundRecord] {
    if numbers.isEmpty { return [] }
    return try await records(ProductCall(productNumbers: numbers, wholeProducts: true).send(door, over: transport))
  }

  private func records(_ products: [XMLElement]) throws(ConnectorError) -> [FoundRecord] {
    try MplusProduct.wire.records(ProductCall.products(products), key: "productNumber")
  }
}
