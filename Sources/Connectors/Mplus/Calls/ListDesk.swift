internal import ConnectorKit
internal import Types
internal import XML

/// The lists that a shop is set up with: one call each, read whole.
struct ListDesk: MplusDesk {
  static let title = "Lists of the shop"
  var door: MplusDoor
  var list: List

  struct List: Sendable {
    var wire: WireRecord
    var meaning: String
    var key: String
    var operation: String
    var request: [XMLElement] = []
    /// The element around the entries; nil if they stand in the answer itself.
    var wrapper: String?
    var child: String
    /// Elements whose texts, joined, are the key.
    var keyParts: [String] = []
    /// What people call an entry; nil for people, whose names are kept nowhere.
    var label: String?

    var name: String { String(wire.record.name.dropFirst("mplus.".count)) }

    var entity: Entity {
      let entity = Entity(
        name, meaning: meaning, record: wire.record, key: key, reading: Entity.Reading(changes: false),
        finding: [Entity.Finding([key], isUnique: true)], limits: ["Set up in Mplus; only read."])
      return label.map { entity.listed(by: $0) } ?? entity
    }
  }

  static let lists = [
    List(
      wire: MplusLists.branches, meaning: "The branches and their tills.", key: "branchNumber",
      operation: "getBranches", wrapper: "branches", child: "branch", label: "branchName"),
    List(
      wire: MplusLists.vatGroups, meaning: "The VAT rates of every branch and country.", key: "id",
      operation: "getVatGroupList", child: "vatGroup", keyParts: ["branchNumber", "countryIso3", "vatCode"],
      label: "vatPercentage"),
    List(
      wire: MplusLists.turnoverGroups, meaning: "The turnover groups (revenue accounts).", key: "turnoverGroup",
      operation: "getTurnoverGroups", request: [XMLElement("request")], wrapper: "turnoverGroupList",
      child: "turnoverGroup", label: "turnoverGroupName"),
    List(
      wire: MplusLists.paymentMethods, meaning: "The payment methods.", key: "method",
      operation: "getPaymentMethods", wrapper: "paymentMethodList", child: "paymentMethod", label: "description"),
    List(
      wire: MplusLists.deliveryMethods, meaning: "The delivery methods.", key: "deliveryMethod",
      operation: "getDeliveryMethods", wrapper: "deliveryMethodList", child: "deliveryMethod", label: "description"),
    List(
      wire: MplusLists.employees, meaning: "The employees.", key: "employeeNumber", operation: "getEmployees",
      wrapper: "employeeList", child: "employee"),
  ]

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    let records = try await records(over: transport)
    switch request.selection {
    case .all, .changes: return Page(records: records, next: nil, cursor: nil)
    case .keys(let keys):
      let wanted = Set(keys)
      return Page(records: records.filter { wanted.contains($0.key) }, next: nil, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    guard request.fields == [list.key] else { throw cannotFind(request.fields) }
    return try await Matching(request: request).sort(records(over: transport))
  }

  private func records(over transport: any Transport) async throws(ConnectorError) -> [FoundRecord] {
    let answer = try await door.send(.read(list.operation, list.request), over: transport)
    let entries = (list.wrapper.map { answer.child($0) } ?? answer)?.children(list.child) ?? []
    return try list.wire.records(entries.map(keyed), key: list.key)
  }

  private func keyed(_ entry: XMLElement) -> XMLElement {
    if list.keyParts.isEmpty { return entry }
    var entry = entry
    entry.set(XMLElement(list.key, text: list.keyParts.map { entry.filled($0) ?? "" }.joined(separator: "-")))
    return entry
  }
}
