internal import ConnectorKit
internal import Values
internal import XML

/// Stock is asked for branch by branch. Every page holds the rows of all branches for its articles, so that a group of
/// one article is never torn.
struct StockDesk: MplusDesk {
  static let title = "Stock rows"
  var door: MplusDoor

  static let entity = Entity(
    "stock", meaning: "What each branch has of each article: one row for every article and branch.",
    record: MplusStock.wire.record, key: "id",
    reading: Entity.Reading(changes: true, groups: ["articleNumber"]),
    finding: [
      Entity.Finding(["articleNumber", "branchNumber"], isUnique: true), Entity.Finding(["id"], isUnique: true),
    ],
    writing: Entity.Writing(canCreate: true, canUpdate: true, effect: .absolute),
    limits: [
      "Stock is set to an amount, never changed by one, so that a repeated write does no harm.",
      "Mplus does not say whether a set amount includes what is reserved; it probably does.",
    ], subject: .stock)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all: return try await readAll(request, over: transport)
    case .changes where request.next != nil: return try await readAll(request.fromTheBeginning, over: transport)
    case .changes(let cursor):
      guard let since = Int64(cursor.position) else {
        throw ConnectorError(.refused, "the reading of Mplus's stock cannot go on at “\(cursor.position)”")
      }
      let rows = try await rows(of: [], since: since, branches: branches(over: transport), over: transport)
      let top = try rows.markers("stockId").max()
      let page = try Page(records: records(rows), next: nil, cursor: top.map { Cursor(String(max($0 + 1, since))) })
      return try await door.isReset("stockId", request, page, over: transport)
        ? readAll(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      let wanted = Set(keys)
      let numbers = keys.compactMap { $0.split(separator: "-").first.flatMap { Int64($0) } }
      let found = try await records(rows(ofArticles: numbers, over: transport))
      return Page(records: found.filter { wanted.contains($0.key) }, next: next, cursor: nil)
    case .group(let field, let values):
      guard field == "articleNumber" else { throw cannotRead(group: field) }
      let (keys, next) = request.batch(of: values)
      let numbers = keys.compactMap { Int64($0) }
      return try await Page(records: records(rows(ofArticles: numbers, over: transport)), next: next, cursor: nil)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    let matching = Matching(request: request)
    let numbers: [Int64]
    switch request.fields {
    case ["id"]:
      numbers = matching.values("id").texts.compactMap { $0.split(separator: "-").first.flatMap { Int64($0) } }
    case ["articleNumber", "branchNumber"], ["branchNumber", "articleNumber"]:
      numbers = matching.values("articleNumber").wholes
    default: throw cannotFind(request.fields)
    }
    var found: [FoundRecord] = []
    for batch in numbers.batches(of: MplusLimits.batch) {
      found += try await records(rows(ofArticles: batch, over: transport))
    }
    return matching.sort(found)
  }

  // ---- everything, article page by article page ----

  /// Goes through the articles and asks for their stock. The cursor is where the stock stood before the first page:
  /// what changes meanwhile is read again as a change.
  private func readAll(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    var walk = try await walk(request, over: transport)
    let limit = min(max(request.limit, 1), MplusLimits.batch)
    let products = try await ProductCall(marker: walk.marker, limit: limit).send(door, over: transport)
    let numbers = try ProductCall.articles(products).markers("articleNumber")
    let rows = try await rows(of: numbers, branches: walk.branches, over: transport)
    let page = try walk.marker.page(records(rows), markers: ProductCall.markers(products, from: walk.marker))
    guard let next = page.next.flatMap({ Int64($0.position) }) else {
      return Page(records: [], next: nil, cursor: walk.stockID.map { Cursor(String($0 + 1)) })
    }
    walk.marker.position = next
    return Page(records: page.records, next: walk.mark, cursor: nil)
  }

  /// The state of a full reading, kept in the page mark.
  private struct Walk {
    var marker: SyncMarker
    /// Where the stock stood when the reading began.
    var stockID: Int64?
    var branches: [Int64]

    var mark: PageMark {
      let branches = branches.map { String($0) }.joined(separator: ",")
      return PageMark("\(marker.position)/\(stockID.map { String($0) } ?? "")/\(branches)")
    }
  }

  private func walk(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Walk {
    guard let next = request.next else {
      let top = try await door.send(.read("getCurrentSyncMarkers"), over: transport).marker("stockId")
      let branches = try await branches(over: transport)
      return try Walk(marker: SyncMarker(request), stockID: top, branches: branches)
    }
    let parts = next.position.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 3 else {
      throw ConnectorError(.refused, "the reading of Mplus's stock cannot go on at “\(next.position)”")
    }
    var articles = request
    articles.next = PageMark(parts[0])
    let branches = parts[2].split(separator: ",").compactMap { Int64($0) }
    return try Walk(marker: SyncMarker(articles), stockID: Int64(parts[1]), branches: branches)
  }

  // ---- rows ----

  private func branches(over transport: any Transport) async throws(ConnectorError) -> [Int64] {
    let answer = try await door.send(.read("getBranches"), over: transport)
    return try (answer.child("branches")?.children("branch") ?? []).markers("branchNumber")
  }

  /// Rows of these articles in all branches. No articles, no rows: an empty list would mean all of them.
  private func rows(
    ofArticles articles: [Int64], over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    if articles.isEmpty { return [] }
    return try await rows(of: articles, branches: branches(over: transport), over: transport)
  }

  private func rows(
    of articles: [Int64], branches: [Int64], over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    if articles.isEmpty { return [] }
    return try await rows(of: articles, since: nil, branches: branches, over: transport)
  }

  /// Sorted by article, then branch.
  private func rows(
    of articles: [Int64], since: Int64?, branches: [Int64], over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    let wanted = XMLElement("articleNumbers", children: articles.map { XMLElement("articleNumbers", $0) })
    var rows: [(article: Int64, branch: Int64, row: XMLElement)] = []
    for branch in branches {
      let members = [XMLElement("branchNumber", branch), wanted] + (since.map { [XMLElement("stockId", $0)] } ?? [])
      let answer = try await door.send(.read("getStock", [XMLElement("request", children: members)]), over: transport)
      for var row in answer.children("articleStocks") {
        guard let article = try row.marker("articleNumber") else { continue }
        let branch = try row.marker("branchNumber") ?? branch
        row.set(XMLElement("branchNumber", branch))
        row.set(XMLElement("id", text: "\(article)-\(branch)"))
        rows.append((article, branch, row))
      }
    }
    return rows.sorted { ($0.article, $0.branch) < ($1.article, $1.branch) }.map(\.row)
  }

  private func records(_ rows: [XMLElement]) throws(ConnectorError) -> [FoundRecord] {
    try MplusStock.wire.records(rows, key: "id", version: "stockId")
  }
}

extension StockDesk {
  /// Sets the amount of one article in one branch.
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    var fields = request.fields
    if case .update(let existing) = request.operation {
      for name in ["branchNumber", "articleNumber"] where request[name] == nil {
        if let number = existing.body[name]?.whole { fields.append(WrittenField(name, .value(.whole(number)))) }
      }
      if request["amount"] == nil { return existing }
    }
    let elements = try MplusStock.wire.elements(fields)
    func element(_ name: String) throws(ConnectorError) -> XMLElement {
      guard let element = elements.first(where: { $0.name == name }) else {
        throw ConnectorError(.refused, "stock is set with branchNumber, articleNumber and amount; \(name) is missing")
      }
      return element
    }
    var members = try [element("branchNumber"), element("articleNumber"), element("amount"), element("decimalPlaces")]
    members += elements.filter { $0.name == "reference" }
    let answer = try await door.send(
      .write("setStock", [XMLElement("request", children: members)], isRepeatable: true), over: transport)
    try answer.accept("SET-STOCK-RESULT-OK", "set the stock")
    return try written(members, answer)
  }

  private func written(_ members: [XMLElement], _ answer: XMLElement) throws(ConnectorError) -> FoundRecord {
    var row = XMLElement("articleStocks", children: members)
    row.set(XMLElement("id", text: "\(row.filled("articleNumber") ?? "")-\(row.filled("branchNumber") ?? "")"))
    if let stockID = answer.child("stockId") { row.set(stockID) }
    return try MplusStock.wire.record(row, key: "id", version: "stockId")
  }
}
