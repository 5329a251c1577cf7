internal import ConnectorKit
internal import Values
internal import XML

struct InvoiceDesk: MplusDesk {
  static let title = "Invoices"
  var door: MplusDoor

  static let entity = Entity(
    "invoices", meaning: "What customers owe for.", record: MplusInvoice.wire.record, key: "invoiceId",
    reading: Entity.Reading(changes: true),
    finding: [Entity.Finding(["extInvoiceId"], isUnique: true), Entity.Finding(["invoiceId"], isUnique: true)],
    writing: Entity.Writing(canCreate: true, canUpdate: false, effect: .create(naturalKey: "extInvoiceId")),
    limits: [
      "Invoices are made once and never changed, credited or paid afterwards.",
      "An entryBranchNumber other than the connection's own, usually 1, needs a workplaceNumber.",
      "Mplus keeps the prices that are sent.",
    ], subject: .orders)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    let withLines = request.fields.isEmpty || request.fields.contains { $0.hasPrefix("lineList") }
    switch request.selection {
    case .all, .changes:
      let marker = try SyncMarker(request)
      let limit = Int64(min(max(request.limit, 1), MplusLimits.orders))
      let first = [XMLElement("syncMarker", marker.position), XMLElement("syncMarkerLimit", limit)]
      let invoices = try await invoices(first, [], withLines: withLines, over: transport)
      let page = try marker.page(records(invoices), markers: invoices.markers())
      return try await door.isReset("invoiceSyncMarker", request, page, over: transport)
        ? read(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      let found = try await records(invoices(withIDs: keys, withLines: withLines, over: transport))
      return Page(records: found, next: next, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    let matching = Matching(request: request)
    var found: [XMLElement] = []
    switch request.fields {
    case ["invoiceId"]:
      for ids in matching.values("invoiceId").texts.batches(of: MplusLimits.batch) {
        found += try await invoices(withIDs: ids, withLines: true, over: transport)
      }
    case ["extInvoiceId"]:
      for id in matching.values("extInvoiceId").texts {
        let call = MplusCall.read("findInvoice", [XMLElement("extInvoiceId", text: id)], answer: "getInvoiceResponse")
        let answer = try await door.send(call, over: transport)
        guard try answer.isFound("GET-INVOICE-RESULT"), let invoice = answer.child("invoice") else { continue }
        found.append(invoice)
      }
    default: throw cannotFind(request.fields)
    }
    return try matching.sort(records(found))
  }

  /// Makes an invoice. Mplus has no key for a repeated request here; a second invoice with one `extInvoiceId` is
  /// refused, though, so an unclear outcome can be looked up.
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    guard case .create = request.operation else {
      throw ConnectorError(.refused, "invoices are made once in Mplus and never changed")
    }
    let elements = try MplusInvoice.wire.elements(SaleFields(request.fields).complete())
    guard elements.contains(where: { $0.name == "extInvoiceId" && $0.trimmed != nil }) else {
      throw ConnectorError(.refused, "an invoice needs an extInvoiceId", fields: [.init("extInvoiceId", "is missing")])
    }
    var invoice = XMLElement("invoice", children: elements)
    let answer = try await door.send(.write("saveInvoice", [invoice], isRepeatable: false), over: transport)
    try answer.accept(
      "SAVE-INVOICE-RESULT-OK", "made the invoice", conflicts: ["SAVE-INVOICE-RESULT-EXT-INVOICE-ID-ALREADY-EXISTS"])
    for member in answer.child("info")?.children ?? [] where ["invoiceId", "invoiceNumber"].contains(member.name) {
      invoice.set(member)
    }
    guard invoice.filled("invoiceId") != nil else {
      throw ConnectorError(.misunderstood, "Mplus made an invoice without saying its id")
    }
    return try MplusInvoice.wire.record(invoice, key: "invoiceId")
  }

  private func invoices(
    withIDs ids: [String], withLines: Bool, over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    if ids.isEmpty { return [] }
    let wanted = Set(ids)
    let found = try await invoices(
      [], ids.map { XMLElement("invoiceIds", text: $0) }, withLines: withLines, over: transport)
    return found.filter { wanted.contains($0.filled("invoiceId") ?? "") }
  }

  /// `finalizeInvoices`, which would change them, is never sent.
  private func invoices(
    _ first: [XMLElement], _ ids: [XMLElement], withLines: Bool, over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    let members = first + [XMLElement("articlePluNumbers"), XMLElement("articleBarcodes")] + ids
    let request = XMLElement("request", children: members + [XMLElement("includeLineList", withLines)])
    let answer = try await door.send(.read("getInvoices", [request]), over: transport)
    return answer.child("invoiceList")?.children("invoice") ?? []
  }

  private func records(_ invoices: [XMLElement]) throws(ConnectorError) -> [FoundRecord] {
    try MplusInvoice.wire.records(invoices, key: "invoiceId")
  }
}
