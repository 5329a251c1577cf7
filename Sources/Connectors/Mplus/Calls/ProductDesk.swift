internal import ConnectorKit
internal import Values
internal import XML

struct ProductDesk: MplusDesk {
  static let title = "Products"
  var door: MplusDoor

  static let entity = Entity(
    "products", meaning: "What groups the articles that differ in size and colour.",
    record: MplusProduct.wire.record, key: "productNumber", reading: Entity.Reading(changes: true),
    finding: [Entity.Finding(["productNumber"], isUnique: true), Entity.Finding(["pluNumber"], isUnique: false)],
    writing: Entity.Writing(
      canCreate: true, canUpdate: true, effect: .create(naturalKey: "pluNumber"),
      matchedLists: [
        Entity.MatchedList("articles", matchFields: ["pluNumber"], ignoresCase: false, hiding: ["active": "false"])
      ]),
    limits: [
      "Size and colour are the only variant axes that Mplus has.",
      "Products and articles are never deleted; an article that is hidden is not active any more.",
      "A new article needs a pluNumber that no other article has; it is not changed afterwards.",
      "Pictures, offers, price groups and custom fields are read, not written; an update leaves them as they are.",
    ], subject: .products
  )
  .sharing("pluNumber", with: "articles", "pluNumber")
  .sharing("articles", with: "articles", "")

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      let marker = try SyncMarker(request)
      let limit = min(max(request.limit, 1), MplusLimits.articles)
      let call = ProductCall(marker: marker, limit: limit, wholeProducts: true)
      let products = try await call.send(door, over: transport)
      let page = try marker.page(records(products), markers: ProductCall.markers(products, from: marker))
      return try await door.isReset("articleSyncMarker", request, page, over: transport)
        ? read(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      return try await Page(
        records: products(numbered: keys.compactMap { Int64($0) }, over: transport), next: next, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    let matching = Matching(request: request)
    var found: [FoundRecord] = []
    switch request.fields {
    case ["productNumber"]:
      for numbers in matching.values("productNumber").wholes.batches(of: MplusLimits.batch) {
        found += try await products(numbered: numbers, over: transport)
      }
      return matching.sort(found)
    case ["pluNumber"]:
      for numbers in matching.values("pluNumber").texts.batches(of: MplusLimits.batch) {
        let call = ProductCall(pluNumbers: numbers, wholeProducts: true)
        found += try await records(call.send(door, over: transport))
      }
      return Self.sort(found, byNumbersOfArticles: request.queries)
    default: throw cannotFind(request.fields)
    }
  }

  /// For each query the products one of whose articles has that look-up number, at most two.
  private static func sort(_ products: [FoundRecord], byNumbersOfArticles queries: [[Value]]) -> [[FoundRecord]] {
    var found: [String: [FoundRecord]] = [:]
    var keys: Set<String> = []
    for product in products where keys.insert(product.key).inserted {
      let numbers = product.body["articles"]?.elements.compactMap { $0["pluNumber"]?.text?.string } ?? []
      for number in Set(numbers) where found[number, default: []].count < 2 {
        found[number, default: []].append(product)
      }
    }
    return queries.map { query in query.texts.first.flatMap { found[$0] } ?? [] }
  }

  private func products(
    numbered numbers: [Int64], over transport: any Transport
  ) async throws(ConnectorError) -> [FoundRecord] {
    if numbers.isEmpty { return [] }
    return try await records(ProductCall(productNumbers: numbers, wholeProducts: true).send(door, over: transport))
  }

  func records(_ products: [XMLElement]) throws(ConnectorError) -> [FoundRecord] {
    try MplusProduct.wire.records(ProductCall.products(products), key: "productNumber")
  }
}
