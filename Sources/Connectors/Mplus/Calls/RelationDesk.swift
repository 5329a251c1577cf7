internal import ConnectorKit
internal import Values
internal import XML

struct RelationDesk: MplusDesk {
  static let title = "Relations"
  var door: MplusDoor
  /// Nil where the connection says `relations: search`.
  var index: RelationIndex?

  static let entity = Entity(
    "relations", meaning: "Customers and suppliers: people and companies.", record: MplusRelation.wire.record,
    key: "relationNumber", reading: Entity.Reading(changes: true),
    finding: [
      Entity.Finding(["email"], ignoresCase: true, isUnique: false),
      Entity.Finding(["extRelationId"], ignoresCase: true, isUnique: false),
      Entity.Finding(["relationNumber"], isUnique: true),
    ],
    writing: Entity.Writing(canCreate: true, canUpdate: true, effect: .create(naturalKey: "email")),
    limits: [
      "Mplus's own search gives one relation: two with one e-mail address are seen with the connection's setting "
        + "relations: list, and only the first of them with relations: search.",
      "Street and house number are one text.",
      "A relation has no revenue account and no VAT code of its own; order lines have.",
      "Custom fields are read, not written; pictures are left alone.",
    ], subject: .customers)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      if request.isNewestFirst { return try await newest(request, by: "relationSyncMarker", over: transport) }
      let marker = try SyncMarker(request)
      let limit = Int64(min(max(request.limit, 1), MplusLimits.relations))
      let relations = try await relations(
        [XMLElement("syncMarker", marker.position), XMLElement("syncMarkerLimit", limit)], over: transport)
      let page = try marker.page(records(relations, for: request), markers: relations.markers())
      return try await door.isReset("relationSyncMarker", request, page, over: transport)
        ? read(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      let numbers = keys.compactMap { Int64($0) }
      return try await Page(records: records(numbered: numbers, for: request, over: transport), next: next, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    var matching = Matching(request: request)
    var found: [FoundRecord] = []
    switch request.fields {
    case ["relationNumber"]:
      for numbers in matching.values("relationNumber").wholes.batches(of: MplusLimits.batch) {
        found += try await records(numbered: numbers, over: transport)
      }
    case ["email"], ["extRelationId"]:
      matching.ignoresCase = true
      let field = request.fields[0]
      if let index {
        let numbers = try await index.numbers(of: matching.values(field).texts, in: field, door, over: transport)
        for numbers in numbers.batches(of: MplusLimits.batch) {
          found += try await records(numbered: numbers, over: transport)
        }
        break
      }
      for value in matching.values(field).texts {
        let pattern = XMLElement(field, text: Text(value).trimmed.string)
        if let relation = try await search(pattern, over: transport) { found.append(relation) }
      }
    default: throw cannotFind(request.fields)
    }
    return matching.sort(found)
  }

  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    let elements = try MplusRelation.wire.elements(request.fields)
    switch request.operation {
    case .create: return try await create(elements, over: transport)
    case .update(let existing): return try await update(existing.key, elements, over: transport)
    }
  }

  // ---- reading ----

  private func relations(
    _ members: [XMLElement], over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    let answer = try await door.send(.read("getRelations", [XMLElement("request", children: members)]), over: transport)
    return answer.child("relationList")?.children("relation") ?? []
  }

  /// No numbers, no records: an empty list would mean all of them.
  private func records(
    numbered numbers: [Int64], for request: ReadRequest? = nil, over transport: any Transport
  ) async throws(ConnectorError) -> [FoundRecord] {
    if numbers.isEmpty { return [] }
    let wanted = Set(numbers.map { String($0) })
    let elements = try await relations(numbers.map { XMLElement("relationNumbers", $0) }, over: transport)
    let found = try records(elements, for: request)
    return found.filter { wanted.contains($0.key) }
  }

  private func records(
    _ relations: [XMLElement], for request: ReadRequest? = nil
  ) throws(ConnectorError) -> [FoundRecord] {
    try MplusRelation.wire.records(relations, key: "relationNumber", for: request)
  }

  // ---- searching ----

  /// The relation whose member is the pattern's. The plain search of older services finds parts of words, and gives
  /// one relation; if that is another, whether there is a right one cannot be known, and so it is not said.
  private func search(_ pattern: XMLElement, over transport: any Transport) async throws(ConnectorError) -> FoundRecord?
  {
    let answer = try await answer(to: pattern, over: transport)
    guard try answer.isFound("FIND-RELATION-RESULT"), let relation = answer.child("relation"), !relation.isEmpty else {
      return nil
    }
    let has = Text(relation.filled(pattern.name) ?? "").trimmed.lowercased
    guard has == Text(pattern.text).lowercased else {
      throw ConnectorError(
        .refused,
        "this Mplus cannot search for a whole \(pattern.name): it gave relation \(relation.filled("relationNumber") ?? "")"
          + ", which has another one")
    }
    return try MplusRelation.wire.record(relation, key: "relationNumber")
  }

  private func answer(
    to pattern: XMLElement, over transport: any Transport
  ) async throws(ConnectorError) -> XMLElement {
    let relation = XMLElement("relation", children: [pattern])
    let request = XMLElement("request", children: [relation, XMLElement("exactMatch", true)])
    do throws(ConnectorError) {
      return try await door.send(.read("findRelationV2", [request]), over: transport)
    } catch {
      guard error.isUnknownOperation else { throw error }
      return try await door.send(.read("findRelation", [relation]), over: transport)
    }
  }

  // ---- writing ----

  private func create(_ elements: [XMLElement], over transport: any Transport) async throws(ConnectorError)
    -> FoundRecord
  {
    let relation = XMLElement("relation", children: elements)
    let answer = try await door.send(.write("createRelation", [relation], isRepeatable: false), over: transport)
    try answer.accept("CREATE-RELATION-RESULT-OK", "made the relation")
    return try record(relation, answer)
  }

  /// Whether Mplus keeps what an update leaves out is not written down anywhere. So the relation is read, and sent
  /// back whole with the changes in it, also what flows do not see.
  private func update(
    _ number: String, _ changes: [XMLElement], over transport: any Transport
  ) async throws(ConnectorError) -> FoundRecord {
    let current = try await door.send(
      .read("getRelation", [XMLElement("relationNumber", text: number)]), over: transport)
    guard try current.isFound("GET-RELATION-RESULT"), var relation = current.child("relation"), !relation.isEmpty else {
      throw ConnectorError(.refused, "Mplus no longer has relation \(number)")
    }
    for change in changes { relation.replace(change, in: RelationDesk.order) }
    var sent = relation
    sent.children.removeAll { RelationDesk.keptByMplus.contains($0.name) }
    let answer = try await door.send(.write("updateRelation", [sent], isRepeatable: true), over: transport)
    try answer.accept("UPDATE-RELATION-RESULT-OK", "changed relation \(number)")
    return try record(relation, answer)
  }

  private func record(_ relation: XMLElement, _ answer: XMLElement) throws(ConnectorError) -> FoundRecord {
    var relation = relation
    for name in ["relationNumber", "syncMarker", "changeTimestamp"] {
      if let element = answer.child(name) { relation.set(element) }
    }
    guard let number = relation.filled("relationNumber"), number != "0" else {
      throw ConnectorError(.misunderstood, "Mplus made a relation without saying its number")
    }
    return try MplusRelation.wire.record(relation, key: "relationNumber")
  }

  /// What Mplus itself writes at every change, and pictures, which have calls of their own.
  private static let keptByMplus: Set<String> = ["syncMarker", "createTimestamp", "changeTimestamp", "imageList"]

  /// The members of a relation in the order of the wire.
  private static let order = [
    "relationNumber", "extRelationId", "syncMarker", "createTimestamp", "changeTimestamp", "active", "name", "address",
    "zipcode", "city", "country", "deliveryAddress", "deliveryZipcode", "deliveryCity", "deliveryCountry", "contact",
    "telephone", "mobile", "email", "website", "birthDate", "relationCode", "points", "balance", "priceGroupNumber",
    "discountPercentage", "categoryId", "categoryIds", "cardNumber", "bankAccountNumber", "creditLimit",
    "paymentWithinDays", "vatNumber", "commerceNumber", "extraText", "defaultVatMethod", "neverPrintOrEmailReceipt",
    "alwaysPrintReceipt", "alwaysPrintLargeFormatReceipt", "alwaysEmailReceipt", "condenseCombinedInvoice", "imageList",
    "customFieldList", "contactList", "relationArticleDiscountList", "companyName", "branchesNonPurchasable",
    "cardNumbers", "invoiceCredit", "accountBalance", "salePromotionIds", "directDebit", "reminderEmail",
    "canEarnPoints", "canRedeemPoints", "cantRedeemPointsReason",
  ]
}

extension XMLElement {
  /// Replaces the child of that name, or puts it where the order has it. Children that the order does not know stay
  /// where the other side put them.
  mutating func replace(_ element: XMLElement, in order: [String]) {
    if let place = children.firstIndex(where: { $0.name == element.name }) {
      children[place] = element
      return
    }
    let rank = order.firstIndex(of: element.name) ?? order.count
    let place = children.firstIndex { (order.firstIndex(of: $0.name) ?? -1) > rank }
    children.insert(element, at: place ?? children.count)
  }
}
