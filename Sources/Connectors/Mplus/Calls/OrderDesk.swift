internal import ConnectorKit
internal import Values
internal import XML

struct OrderDesk: MplusDesk {
  static let title = "Orders"
  var door: MplusDoor

  /// The employee that every Mplus has.
  static let superuser: Int64 = 999_999

  static let entity = Entity(
    "orders", meaning: "What customers ordered, to be delivered or collected.", record: MplusOrder.wire.record,
    key: "orderId", reading: Entity.Reading(changes: true),
    finding: [Entity.Finding(["extOrderId"], isUnique: true), Entity.Finding(["orderId"], isUnique: true)],
    writing: Entity.Writing(canCreate: true, canUpdate: false, effect: .idempotent(naturalKey: "extOrderId")),
    limits: [
      "Orders are made once and never changed: a change replaces the whole order, and lines left out would be lost.",
      "An entryBranchNumber other than the connection's own, usually 1, needs a workplaceNumber.",
      "Orders are neither delivered, cancelled nor paid after they were made.",
      "Sales at the till are receipts, and table orders are not read.",
      "Services that do not know createOrderV3 make orders without payments only.",
      "Mplus keeps the prices that are sent: its own sales, promotions and price groups are not applied.",
    ], subject: .orders)

  func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    var call = OrdersCall(withLines: request.fields.isEmpty || request.fields.contains { $0.hasPrefix("lineList") })
    switch request.selection {
    case .all, .changes:
      if request.isNewestFirst { return try await newest(request, by: "orderSyncMarker", over: transport) }
      let marker = try SyncMarker(request)
      call.marker = marker
      call.limit = min(max(request.limit, 1), MplusLimits.orders)
      let orders = try await call.send(door, over: transport)
      let page = try marker.page(records(orders, for: request), markers: orders.markers())
      return try await door.isReset("orderSyncMarker", request, page, over: transport)
        ? read(request.fromTheBeginning, over: transport) : page
    case .keys(let keys):
      let (keys, next) = request.batch(of: keys)
      if keys.isEmpty { return Page(records: [], next: next, cursor: nil) }
      call.ids = keys
      let wanted = Set(keys)
      let found = try await records(call.send(door, over: transport), for: request)
      return Page(records: found.filter { wanted.contains($0.key) }, next: next, cursor: nil)
    case .group(let field, _): throw cannotRead(group: field)
    }
  }

  func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError) -> [[FoundRecord]] {
    let matching = Matching(request: request)
    var found: [XMLElement] = []
    switch request.fields {
    case ["orderId"]:
      for ids in matching.values("orderId").texts.batches(of: MplusLimits.batch) {
        found += try await OrdersCall(withLines: true, ids: ids).send(door, over: transport)
      }
    case ["extOrderId"]:
      for ids in matching.values("extOrderId").texts.batches(of: MplusLimits.batch) {
        found += try await orders(externalIDs: ids, over: transport)
      }
    default: throw cannotFind(request.fields)
    }
    return try matching.sort(records(found))
  }

  private func records(
    _ orders: [XMLElement], for request: ReadRequest? = nil
  ) throws(ConnectorError) -> [FoundRecord] {
    try MplusOrder.wire.records(orders, key: "orderId", for: request)
  }

  /// Several in one call, where the service knows how; else one by one.
  private func orders(
    externalIDs ids: [String], over transport: any Transport
  ) async throws(ConnectorError) -> [XMLElement] {
    if ids.count > 1 {
      let list = XMLElement("extOrderIds", children: ids.map { XMLElement("id", text: $0) })
      do throws(ConnectorError) {
        let call = MplusCall.read("getOrdersByExtOrderIds", [XMLElement("request", children: [list])])
        return try await door.send(call, over: transport).child("orderList")?.children("order") ?? []
      } catch {
        guard error.isUnknownOperation else { throw error }
      }
    }
    var orders: [XMLElement] = []
    for id in ids {
      let call = MplusCall.read("findOrder", [XMLElement("extOrderId", text: id)], answer: "getOrderResponse")
      let answer = try await door.send(call, over: transport)
      if try answer.isFound("GET-ORDER-RESULT"), let order = answer.child("order"), !order.isEmpty {
        orders.append(order)
      }
    }
    return orders
  }
}

/// A reading of orders. Table orders are not asked for.
private struct OrdersCall {
  /// Without, the service is much faster.
  var withLines: Bool
  var ids: [String] = []
  var marker: SyncMarker?
  var limit = MplusLimits.orders

  func send(_ door: MplusDoor, over transport: any Transport) async throws(ConnectorError) -> [XMLElement] {
    var members: [XMLElement] = []
    if let marker {
      members = [XMLElement("syncMarker", marker.position), XMLElement("syncMarkerLimit", Int64(limit))]
    }
    members += [XMLElement("articlePluNumbers"), XMLElement("articleBarcodes")]
    members += ids.map { XMLElement("orderIds", text: $0) }
    members.append(XMLElement("includeLineList", withLines))
    let answer = try await door.send(.read("getOrders", [XMLElement("request", children: members)]), over: transport)
    return answer.child("orderList")?.children("order") ?? []
  }
}
