internal import ConnectorKit
internal import Values
internal import XML

struct GroupDesk: MplusDesk {
  static let title = "Article groups"
  var door: MplusDoor

  static let entity = Entity(
    "article_groups", meaning: "The tree of web groups: categories of products.",
    record: MplusLists.articleGroups.record, key: "groupNumber", reading: Entity.Reading(changes: true),
    finding: [
      Entity.Finding(["groupNumber"], isUnique: true), Entity.Finding(["name"], isUnique: false),
      Entity.Finding(["name", "parentGroupNumber"], isUnique: false),
    ],
    writing: Entity.Writing(canCreate: true, canUpdate: true, effect: .create(naturalKey: "name")),
    limits: [
      "Which products are in a group is written with the products: their groupNumbers.",
      "A group made at the top is found by its name alone; write parentGroupNumber 0 to find it with both.",
    ], subject: .categories)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    switch request.selection {
    case .all, .changes:
      // The whole rest at once: on pages, children could come before their parents.
      let marker = try SyncMarker(request)
      let groups = try await groups(since: marker.position, over: transport)
      guard let top = try groups.markers().max() else {
        let page = try Page(records: records(groups), next: nil, cursor: nil)
        return try await door.isReset("articleGroupSyncMarker", request, page, over: transport)
          ? read(request.fromTheBeginning, over: transport) : page
      }
      return try Page(records: records(groups), next: nil, cursor: Cursor(String(top + 1)))
    case .keys(let keys):
      let wanted = Set(keys)
      let found = try await records(groups(since: 0, over: transport))
      return Page(records: found.filter { wanted.contains($0.key) }, next: nil, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    guard GroupDesk.entity.finding.contains(where: { Set($0.fields) == Set(request.fields) }) else {
      throw cannotFind(request.fields)
    }
    return try await Matching(request: request).sort(records(groups(since: 0, over: transport)))
  }

  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    let elements = try MplusLists.articleGroups.elements(request.fields)
    func element(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }
    let content = element("name") + element("text") + element("sortOrder")
    switch request.operation {
    case .create:
      guard let name = element("name").first else {
        throw ConnectorError(.refused, "an article group needs a name", fields: [.init("name", "is missing")])
      }
      let parent = element("parentGroupNumber").first ?? XMLElement("parentGroupNumber", 0)
      let text = element("text").first ?? XMLElement("text", text: name.text)
      let members = [parent, name, text] + element("sortOrder")
      let answer = try await door.send(
        .write("newArticleGroup", [XMLElement("request", children: members)], isRepeatable: false), over: transport)
      try answer.accept("NEW-ARTICLE-GROUP-RESULT-OK", "made the article group")
      return try record(members + answer.children("groupNumber"))
    case .update(let existing):
      let number = XMLElement("groupNumber", text: existing.key)
      let members = [number] + content + element("parentGroupNumber")
      let answer = try await door.send(
        .write("updateArticleGroup", [XMLElement("request", children: members)], isRepeatable: true), over: transport)
      try answer.accept("SAVE-ARTICLE-GROUP-RESULT-OK", "changed the article group")
      return try record(merge(existing, members))
    }
  }

  private func record(_ members: [XMLElement]) throws(ConnectorError) -> FoundRecord {
    try MplusLists.articleGroups.record(XMLElement("group", children: members), key: "groupNumber")
  }

  /// What was there, with what was written over it.
  private func merge(_ existing: FoundRecord, _ members: [XMLElement]) -> [XMLElement] {
    var group = XMLElement("group")
    for name in ["groupNumber", "parentGroupNumber", "name", "text", "sortOrder"] {
      guard let node = existing.body[name] else { continue }
      group.set(XMLElement(name, text: node.text?.string ?? node.decimal?.description ?? ""))
    }
    let products = existing.body["productNumbers"]?.elements.compactMap(\.whole) ?? []
    group.set(XMLElement("productNumbers", children: products.map { XMLElement("number", $0) }))
    for member in members { group.set(member) }
    return group.children
  }

  /// The groups that changed since, without those that are gone; parents first.
  private func groups(since marker: Int64, over transport: any Transport) async throws(ConnectorError) -> [XMLElement] {
    let request = XMLElement("request", children: [XMLElement("syncMarker", marker)])
    let answer = try await door.send(.read("getArticleGroupChanges", [request]), over: transport)
    let groups = answer.child("changedArticleGroupList")?.children("changedArticleGroups") ?? []
    return GroupDesk.parentsFirst(groups.filter { !["true", "1"].contains($0.filled("isDeleted")) })
  }

  static func parentsFirst(_ groups: [XMLElement]) -> [XMLElement] {
    var children: [String: [XMLElement]] = [:]
    let numbers = Set(groups.compactMap { $0.filled("groupNumber") })
    for group in groups {
      let parent = group.filled("parentGroupNumber") ?? ""
      children[numbers.contains(parent) ? parent : "", default: []].append(group)
    }
    var sorted: [XMLElement] = []
    var waiting = children.removeValue(forKey: "") ?? []
    while !waiting.isEmpty {
      sorted += waiting
      waiting = waiting.flatMap { children.removeValue(forKey: $0.filled("groupNumber") ?? "") ?? [] }
    }
    // Groups that are each other's parents hang on nothing; they come last.
    return sorted + groups.filter { group in children.values.contains { $0.contains(group) } }
  }

  private func records(_ groups: [XMLElement]) throws(ConnectorError) -> [FoundRecord] {
    try MplusLists.articleGroups.records(groups, key: "groupNumber")
  }
}
