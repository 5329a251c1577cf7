internal import XML

extension Till {
  private static let searchable: Set<String> = [
    "extRelationId", "name", "address", "zipcode", "city", "country", "deliveryAddress", "deliveryZipcode",
    "deliveryCity", "deliveryCountry", "contact", "telephone", "mobile", "email", "website", "relationCode",
    "categoryId", "cardNumber", "bankAccountNumber",
  ]

  /// The lowest-numbered relation that fits all searchable members of the pattern, ignoring case; partial unless
  /// exact. Only one comes back, however many fit.
  func findRelation(_ pattern: XMLElement?, exact: Bool) -> [XMLElement] {
    let wanted = (pattern?.children ?? []).filter { Till.searchable.contains($0.name) && !$0.text.isEmpty }
    let found = relations.sorted { $0.key < $1.key }.first { _, relation in
      wanted.allSatisfy { member in
        let has = (relation.text(member.name) ?? "").lowercased()
        let wants = member.text.lowercased()
        return exact ? has == wants : has.contains(wants)
      }
    }
    guard !wanted.isEmpty, let found else { return [XMLElement("result", text: "FIND-RELATION-RESULT-NOT-FOUND")] }
    return [XMLElement("result", text: "FIND-RELATION-RESULT-OK"), found.value]
  }

  func getRelation(_ number: Int) -> [XMLElement] {
    guard let relation = relations[number] else {
      // The schema wants a relation in every answer; the service sends an empty one.
      return [XMLElement("result", text: "GET-RELATION-RESULT-NOT-FOUND"), XMLElement("relation")]
    }
    return [XMLElement("result", text: "GET-RELATION-RESULT-OK"), relation]
  }

  /// At most 1000 at a time, by marker.
  func getRelations(_ request: XMLElement?) -> [XMLElement] {
    let numbers = request?.ints("relationNumbers") ?? []
    let marker = request?.int("syncMarker") ?? 0
    let limit = min(1000, request?.int("syncMarkerLimit") ?? 1000)
    let chosen = relations.values.filter { relation in
      (numbers.isEmpty || numbers.contains(relation.int("relationNumber") ?? 0))
        && relation.int("syncMarker") ?? 0 >= marker
    }.sorted { ($0.int("syncMarker") ?? 0) < ($1.int("syncMarker") ?? 0) }
    return [XMLElement("relationList", children: chosen.prefix(limit).reversed())]
  }

  mutating func createRelation(_ relation: XMLElement?) -> [XMLElement] {
    func failed(_ result: String, _ message: String) -> [XMLElement] {
      [
        XMLElement("result", text: "CREATE-RELATION-RESULT-" + result), XMLElement("relationNumber", text: "0"),
        XMLElement("errorMessage", text: message),
      ]
    }
    guard let relation, relation.text("name")?.isEmpty == false || relation.text("companyName")?.isEmpty == false else {
      return failed("FAILED", "a relation needs a name")
    }
    if let number = relation.int("relationNumber"), number != 0, relations[number] != nil {
      return failed("FAILED-RELATION-NUMBER-ALREADY-TAKEN", "relation \(number) already exists")
    }
    if let reason = refusal(ofRelation: relation) { return failed("FAILED", reason) }
    let number = insert(relation: relation)
    note(
      "createRelation", "relation", relation.text("email") ?? String(number),
      ["relationNumber": String(number), "name": relation.text("name") ?? ""])
    return [
      XMLElement("result", text: "CREATE-RELATION-RESULT-OK"), XMLElement("relationNumber", text: String(number)),
      Till.moment("changeTimestamp", now), XMLElement("syncMarker", text: String(relationMarker)),
      XMLElement("errorMessage"),
    ]
  }

  mutating func updateRelation(_ relation: XMLElement?) -> [XMLElement] {
    func failed(_ result: String, _ message: String) -> [XMLElement] {
      [XMLElement("result", text: "UPDATE-RELATION-RESULT-" + result), XMLElement("errorMessage", text: message)]
    }
    guard let relation, let number = relation.int("relationNumber"), relations[number] != nil else {
      return failed("NOT-FOUND", "no such relation")
    }
    if let reason = refusal(ofRelation: relation) { return failed("FAILED", reason) }
    change(relation: number, relation)
    let fields = relation.children.map(\.name).filter { $0 != "relationNumber" }
    note(
      "updateRelation", "relation", relations[number]?.text("email") ?? String(number),
      ["relationNumber": String(number), "fields": fields.joined(separator: " ")])
    return [
      XMLElement("result", text: "UPDATE-RELATION-RESULT-OK"), XMLElement("errorMessage"),
      Till.moment("changeTimestamp", now), XMLElement("syncMarker", text: String(relationMarker)),
    ]
  }

  private func refusal(ofRelation relation: XMLElement) -> String? {
    (relation.text("relationCode")?.count ?? 0) > 128 ? "relationCode is longer than 128 characters" : nil
  }

  @discardableResult
  mutating func insert(relation: XMLElement) -> Int {
    let given = relation.int("relationNumber") ?? 0
    let number = given == 0 ? lastRelationNumber + 1 : given
    lastRelationNumber = max(lastRelationNumber, number)
    var kept = XMLElement("relation", children: relation.children)
    kept.set("relationNumber", number)
    if kept.child("active") == nil { kept.set("active", true) }
    kept.set(Till.moment("createTimestamp", now))
    relations[number] = kept
    touch(relation: number)
    return number
  }

  mutating func change(relation number: Int, _ members: XMLElement) {
    relations[number]?.merge(members, except: ["relationNumber", "syncMarker", "createTimestamp"])
    touch(relation: number)
  }

  private mutating func touch(relation number: Int) {
    relationMarker += 1
    relations[number]?.set("syncMarker", relationMarker)
    relations[number]?.set(Till.moment("changeTimestamp", now))
  }
}
