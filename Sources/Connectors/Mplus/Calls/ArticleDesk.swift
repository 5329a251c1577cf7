internal import ConnectorKit
internal import XML

struct ArticleDesk: MplusDesk {
  static let title = "Articles"
  var door: MplusDoor

  static let entity = Entity(
    "articles", meaning: "What is sold, priced and stocked; one record for each variant of a product.",
    record: MplusArticle.wire.record, key: "articleNumber",
    reading: Entity.Reading(changes: true, groups: ["productNumber"]),
    finding: [
      Entity.Finding(["pluNumber"], isUnique: false), Entity.Finding(["articleNumber"], isUnique: true),
    ],
    limits: [
      "Articles are written with their product: see the entity products.",
      "Articles that were deleted in Mplus do not show; those that are not sold any more are discontinued or not active.",
      "Pictures come as addresses; their data is not read.",
    ], subject: .products)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      if request.isNewestFirst { return try await newest(request, by: "articleSyncMarker", over: transport) }
      let marker = try SyncMarker(request)
      let limit = min(max(request.limit, 1), MplusLimits.articles)
      let products = try await ProductCall(marker: marker, limit: limit).send(door, over: transport)
      let page = try marker.page(records(products, for: request), markers: ProductCall.markers(products, from: marker))
      return try await door.isReset("articleSyncMarker", request, page, over: transport)
        ? read(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      let numbers = keys.compactMap { Int64($0) }
      if numbers.isEmpty { return Page(records: [], next: next, cursor: nil) }
      let wanted = Set(numbers.map { String($0) })
      let found = try await records(ProductCall(articleNumbers: numbers).send(door, over: transport), for: request)
      return Page(records: found.filter { wanted.contains($0.key) }, next: next, cursor: nil)
    case .group(let field, let values):
      guard field == "productNumber" else { throw cannotRead(group: field) }
      let (keys, next) = request.batch(of: values)
      let numbers = keys.compactMap { Int64($0) }
      if numbers.isEmpty { return Page(records: [], next: next, cursor: nil) }
      let products = try await ProductCall(productNumbers: numbers, wholeProducts: true).send(door, over: transport)
      return try Page(records: records(products, for: request), next: next, cursor: nil)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    let matching = Matching(request: request)
    var calls: [ProductCall] = []
    switch request.fields {
    case ["pluNumber"]:
      calls = matching.values("pluNumber").texts.batches(of: MplusLimits.batch).map { ProductCall(pluNumbers: $0) }
    case ["articleNumber"]:
      calls = matching.values("articleNumber").wholes.batches(of: MplusLimits.batch).map {
        ProductCall(articleNumbers: $0)
      }
    default: throw cannotFind(request.fields)
    }
    var found: [FoundRecord] = []
    for call in calls { found += try await records(call.send(door, over: transport)) }
    return matching.sort(found)
  }

  private func records(
    _ products: [XMLElement], for request: ReadRequest? = nil
  ) throws(ConnectorError) -> [FoundRecord] {
    try MplusArticle.wire.records(ProductCall.articles(products), key: "articleNumber", for: request)
  }
}
