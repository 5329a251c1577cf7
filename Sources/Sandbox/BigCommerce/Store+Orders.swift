internal import Values

extension Store {
  private static let orderFilters: Set<String> = [
    "min_id", "max_id", "min_total", "max_total", "min_date_created", "max_date_created", "min_date_modified",
    "max_date_modified", "status_id", "customer_id", "email", "cart_id", "payment_method", "channel_id",
    "external_order_id", "is_deleted", "sort", "page", "limit", "include", "consignment_structure",
  ]

  /// One page of orders. An unknown filter is refused, unlike in v3.
  func findOrders(_ request: SimulatedRequest) throws(StoreRefusal) -> [JSON] {
    for filter in request.query where !Store.orderFilters.contains(filter.name) {
      throw StoreRefusal(status: 400, title: "The field '\(filter.name)' is not supported by this resource.")
    }
    var chosen: [JSON] = []
    for order in orders.values where try isWanted(order, request) { chosen.append(order) }
    return try sorted(chosen, request.query("sort") ?? "id:asc")
  }

  private func isWanted(_ order: JSON, _ request: SimulatedRequest) throws(StoreRefusal) -> Bool {
    for (name, value) in request.query
    where !["sort", "page", "limit", "include", "consignment_structure"].contains(name) {
      let isRight: Bool
      switch name {
      case "min_id": isRight = try order.int("id") ?? 0 >= whole(name, value)
      case "max_id": isRight = try order.int("id") ?? 0 <= whole(name, value)
      case "min_total": isRight = try compare(order, "total_inc_tax", name, value) >= 0
      case "max_total": isRight = try compare(order, "total_inc_tax", name, value) <= 0
      case "min_date_created": isRight = try moment(order, "date_created") >= date(name, value)
      case "max_date_created": isRight = try moment(order, "date_created") <= date(name, value)
      case "min_date_modified": isRight = try moment(order, "date_modified") >= date(name, value)
      case "max_date_modified": isRight = try moment(order, "date_modified") <= date(name, value)
      case "status_id", "customer_id", "channel_id": isRight = try order.int(name) == whole(name, value)
      case "email": isRight = order["billing_address"]?.text("email")?.lowercased() == value.lowercased()
      case "is_deleted": isRight = order["is_deleted"]?.bool == (value == "true")
      default: isRight = order.text(name) == value
      }
      if !isRight { return false }
    }
    return true
  }

  private func moment(_ order: JSON, _ name: String) -> Int { Calendar.seconds(order.text(name) ?? "") ?? 0 }

  private func whole(_ name: String, _ value: String) throws(StoreRefusal) -> Int {
    guard let number = Int(value) else { throw StoreRefusal(status: 400, title: "The field '\(name)' is invalid.") }
    return number
  }

  private func date(_ name: String, _ value: String) throws(StoreRefusal) -> Int {
    guard let seconds = Calendar.seconds(value) else {
      throw StoreRefusal(status: 400, title: "The field '\(name)' is invalid.")
    }
    return seconds
  }

  private func compare(_ order: JSON, _ field: String, _ name: String, _ value: String) throws(StoreRefusal) -> Int {
    guard let limit = DecimalNumber(value), let amount = order.text(field).flatMap({ DecimalNumber($0) }) else {
      throw StoreRefusal(status: 400, title: "The field '\(name)' is invalid.")
    }
    return amount.compared(to: limit)
  }

  private func sorted(_ orders: [JSON], _ sort: String) throws(StoreRefusal) -> [JSON] {
    let parts = sort.split(separator: ":").map(String.init)
    let field = parts.first ?? "id"
    guard ["id", "customer_id", "date_created", "date_modified", "status_id", "channel_id"].contains(field),
      parts.count < 2 || ["asc", "desc"].contains(parts[1])
    else { throw StoreRefusal(status: 400, title: "The field 'sort' is invalid.") }
    func key(_ order: JSON) -> (Int, Int) {
      let id = order.int("id") ?? 0
      return (field.hasPrefix("date") ? moment(order, field) : order.int(field) ?? 0, id)
    }
    let ascending = orders.sorted { key($0) < key($1) }
    return parts.count > 1 && parts[1] == "desc" ? ascending.reversed() : ascending
  }

  /// Status and notes; lines and amounts of an order are not for this simulation to change.
  mutating func updateOrder(_ id: Int, _ body: JSON) throws(StoreRefusal) {
    guard orders[id] != nil else { throw .notFound() }
    let writable: Set<String> = [
      "status_id", "external_order_id", "staff_notes", "customer_message", "payment_method", "external_merchant_id",
    ]
    for (name, value) in body.object?.members ?? [] {
      guard writable.contains(name) else {
        throw StoreRefusal(
          status: 400,
          title: "The field '\(name)' cannot be written to. Please remove it from your request before trying again.")
      }
      if name == "status_id" {
        guard let status = value.whole, StoreLists.orderStatuses.indices.contains(Int(status)) else {
          throw StoreRefusal(status: 400, title: "The field 'status_id' is invalid.")
        }
      }
    }
    orders[id]?.merge(body)
    touch(order: id)
    note("update", "order", String(id), Store.shown(body))
  }

  mutating func touch(order id: Int) {
    guard let status = orders[id]?.int("status_id") else { return }
    orders[id]?["status"] = .string(StoreLists.orderStatuses[status])
    orders[id]?["date_modified"] = .string(Calendar.rfc2822(now))
  }

  func orderCounts() -> JSON {
    let statuses: [JSON] = StoreLists.orderStatuses.enumerated().map { id, name in
      [
        "id": .int(id), "name": .string(name), "system_label": .string(name),
        "count": .int(orders.values.count { $0.int("status_id") == id }),
      ]
    }
    return ["statuses": .array(statuses), "count": .int(orders.count)]
  }
}
