internal import Values

/// The filters of a v3 list, `name`, `name:in`, `name:min` and so on. Unknown fields are ignored, so that a typing
/// mistake gives the whole collection, as it does there.
struct Filter {
  private var terms: [(field: String, operation: String, value: String)]
  private let folded: Set<String>

  /// - Parameter now: a date without a time is taken to mean that date at this time of day, as the store does.
  init(_ request: SimulatedRequest, now: Int? = nil, ignoring: Set<String> = [], foldedFields: Set<String> = []) {
    let ignored = ignoring.union(["page", "limit", "sort", "direction", "include"])
    terms = request.query.filter { !ignored.contains($0.name) }.map { name, value in
      let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
      let isDate = value.count == 10 && Calendar.seconds(value) != nil
      let clock = now.map { String(Calendar.iso8601($0).dropFirst(10)) } ?? ""
      return (parts[0], parts.count > 1 ? parts[1] : "is", isDate ? value + clock : value)
    }
    folded = foldedFields
  }

  func accepts(_ record: JSON) -> Bool {
    terms.allSatisfy { term in
      guard let value = record[term.field] else { return true }
      return accepts(value, term.operation, term.value, folds: folded.contains(term.field))
    }
  }

  private func accepts(_ value: JSON, _ operation: String, _ wanted: String, folds: Bool) -> Bool {
    func isSame(_ wanted: String) -> Bool {
      if let elements = value.array { return elements.contains { Self.text($0) == wanted } }
      if let flag = value.bool, ["0", "1"].contains(wanted) { return flag == (wanted == "1") }
      return folds ? Self.text(value).lowercased() == wanted.lowercased() : Self.text(value) == wanted
    }
    switch operation {
    case "is": return isSame(wanted)
    case "in":
      let list = wanted.split(separator: ",").map(String.init)
      return value.array == nil ? list.contains(where: isSame) : list.allSatisfy(isSame)
    case "not_in": return !wanted.split(separator: ",").map(String.init).contains(where: isSame)
    case "not": return !isSame(wanted)
    case "like": return Self.text(value).lowercased().contains(wanted.lowercased())
    case "min": return compare(value, wanted).map { $0 >= 0 } ?? true
    case "max": return compare(value, wanted).map { $0 <= 0 } ?? true
    case "greater": return compare(value, wanted).map { $0 > 0 } ?? true
    case "less": return compare(value, wanted).map { $0 < 0 } ?? true
    default: return true
    }
  }

  private static func text(_ value: JSON) -> String { value.string ?? value.description }

  private func compare(_ value: JSON, _ wanted: String) -> Int? {
    if let number = value.number { return DecimalNumber(wanted).map { number.compared(to: $0) } }
    guard let text = value.string else { return nil }
    if let left = Calendar.seconds(text), let right = Calendar.seconds(wanted) { return left - right }
    return text < wanted ? -1 : text == wanted ? 0 : 1
  }
}

extension StoreService {
  func findProducts(_ request: SimulatedRequest) throws(StoreRefusal) -> [JSON] {
    let filter = Filter(
      request, now: store.now, ignoring: ["include_fields", "exclude_fields", "keyword"], foldedFields: ["sku", "name"])
    let sort = request.query("sort") ?? "id"
    let sortable = [
      "id", "name", "sku", "price", "date_modified", "inventory_level", "is_visible", "total_sold",
      "date_last_imported",
    ]
    guard sortable.contains(sort) else { throw .invalid([("sort", "cannot be sorted by \(sort)")]) }
    let found = store.products.sorted { $0.key < $1.key }.map { withLevel($0.value) }.filter { filter.accepts($0) }
    let ordered = sort == "id" ? found : found.sorted { Self.isBefore($0[sort], $1[sort]) }
    return request.query("direction") == "desc" ? ordered.reversed() : ordered
  }

  private static func isBefore(_ left: JSON?, _ right: JSON?) -> Bool {
    if let left = left?.number, let right = right?.number { return left < right }
    return left?.string ?? "" < right?.string ?? ""
  }

  private func withLevel(_ product: JSON) -> JSON {
    var product = product
    product["inventory_level"] = .int(store.level(of: product))
    return product
  }

  /// A product as the request wants it: parts by `include`, fields by `include_fields` and `exclude_fields`.
  func shown(_ product: JSON, _ request: SimulatedRequest) -> JSON {
    let id = product.int("id") ?? 0
    let parts = Self.words(request.query("include"))
    var shown = withLevel(product)
    if let fields = request.query("include_fields") {
      let wanted = Self.words(fields).union(["id"])
      shown = .object(JSON.Object((shown.object?.members ?? []).filter { wanted.contains($0.name) }))
    }
    for field in Self.words(request.query("exclude_fields")) where field != "id" { shown[field] = nil }
    shown["custom_fields"] = parts.contains("custom_fields") ? product["custom_fields"] : nil
    if parts.contains("variants") { shown["variants"] = .array(store.variants(of: id)) }
    if parts.contains("options") { shown["options"] = .array(store.options(of: id)) }
    if parts.contains("modifiers") { shown["modifiers"] = .array(store.modifiersOfProduct[id] ?? []) }
    for name in ["images", "bulk_pricing_rules", "videos"] where parts.contains(name) { shown[name] = [] }
    return shown
  }

  /// The answer to a product that was just made holds its parts without being asked.
  func shownWhole(_ id: Int, _ request: SimulatedRequest) -> JSON {
    let product = store.products[id] ?? [:]
    var shown = shown(product, request)
    shown["custom_fields"] = product["custom_fields"]
    shown["variants"] = .array(store.variants(of: id))
    shown["options"] = .array(store.options(of: id))
    return shown
  }

  private static func words(_ list: String?) -> Set<String> {
    Set((list ?? "").split(separator: ",").map { String($0) })
  }

  // ---- inventory ----

  mutating func answerInventory(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    switch (request.method, route) {
    case ("GET", ["items"]):
      let filter = Filter(request, ignoring: ["location_id:in", "location_code:in"], foldedFields: ["sku"])
      var items = store.inventoryItems().filter { filter.accepts($0["identity"] ?? [:]) }
      if let wanted = request.query("location_id:in").map({ Self.words($0) }) {
        for index in items.indices {
          let kept = items[index].list("locations").filter { wanted.contains(String($0.int("location_id") ?? 0)) }
          items[index]["locations"] = .array(kept)
        }
      }
      return try Self.page(items, request, limitMax: 1000)
    case ("GET", ["locations"]):
      let locations: [JSON] = StoreLists.locations.map { location in
        [
          "id": .int(location.id), "code": .string(location.code), "label": .string(location.name),
          "managed_by_external_source": false, "type_id": "PHYSICAL", "enabled": true, "time_zone": "Europe/Amsterdam",
          "storefront_visibility": true,
        ]
      }
      return try Self.page(locations, request, limitMax: 1000)
    case ("PUT", ["adjustments", "absolute"]):
      try store.adjustAbsolute(body)
      return Self.json(200, ["transaction_id": .string("t-\(store.nextId("transaction"))")])
    default: throw Self.unknownRoute
    }
  }

  // ---- customers ----

  mutating func answerCustomers(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    let isAddress = route == ["addresses"]
    guard route.isEmpty || isAddress else { throw Self.unknownRoute }
    if request.method == "GET" {
      let filter = Filter(request, ignoring: ["after", "before"], foldedFields: ["email"])
      let all = isAddress ? store.addresses : store.customers
      let found = all.sorted { $0.key < $1.key }.map(\.value).filter { filter.accepts($0) }
      if isAddress { return try Self.page(found, request) }
      return try Self.pageByCursor(found.map { shownCustomer($0, request) }, request)
    }
    if request.method == "DELETE" {
      let ids = Self.words(request.query("id:in")).compactMap { Int($0) }
      if isAddress { ids.forEach { store.deleteAddress($0) } } else { ids.forEach { store.deleteCustomer($0) } }
      return SimulatedResponse(204)
    }
    guard ["POST", "PUT"].contains(request.method), let items = body.array else { throw Self.unknownRoute }
    if items.count > 10 { throw StoreRefusal(status: 413, title: StoreRefusal.tooMany(10)) }
    let data: [JSON]
    if isAddress {
      let before = store
      do throws(StoreRefusal) {
        var ids: [Int] = []
        for item in items {
          if request.method == "PUT" {
            ids.append(try store.updateAddress(item))
          } else if let id = try store.addAddress(item) {
            store.note("create", "address", String(id), Store.shown(item))
            ids.append(id)
          }
        }
        data = ids.compactMap { store.addresses[$0] }
      } catch {
        store = before
        throw error
      }
    } else {
      let ids = request.method == "POST" ? try store.createCustomers(items) : try store.updateCustomers(items)
      data = ids.map { shownCustomer(store.customers[$0] ?? [:], request) }
    }
    return Self.json(200, ["data": .array(data), "meta": [:]])
  }

  /// Customers can be paged by cursor as well. Without `page`, `after` and `before` the answer carries both blocks; with
  /// one of them its own only. A cursor has a plus sign, so that whoever does not encode it is refused.
  private static func pageByCursor(_ all: [JSON], _ request: SimulatedRequest) throws(StoreRefusal) -> SimulatedResponse
  {
    func cursor(_ record: JSON) -> JSON { .string("c+\(record.int("id") ?? 0)=") }
    func id(_ text: String) throws(StoreRefusal) -> Int {
      guard text.hasPrefix("c+"), text.hasSuffix("="), let id = Int(text.dropFirst(2).dropLast()) else {
        throw .invalid([("after", "is not a cursor")])
      }
      return id
    }
    let limit = try whole(request, "limit", 1...250) ?? 50
    var data = all
    if let after = request.query("after") {
      let last = try id(after)
      data = Array(all.filter { $0.int("id") ?? 0 > last }.prefix(limit))
    } else if let before = request.query("before") {
      let first = try id(before)
      data = all.filter { $0.int("id") ?? 0 < first }.suffix(limit)
    } else if request.query("page") != nil {
      return try page(all, request)
    } else {
      data = Array(all.prefix(limit))
    }
    var block: JSON = ["count": .int(data.count), "per_page": .int(limit), "links": [:]]
    if let first = data.first, let last = data.last {
      block["start_cursor"] = cursor(first)
      block["end_cursor"] = cursor(last)
    }
    var meta: JSON = ["cursor_pagination": block]
    if request.query("after") == nil, request.query("before") == nil {
      let answer = try page(all, request)
      meta["pagination"] = (try? JSON.parse(answer.body))?["meta"]?["pagination"]
    }
    return json(200, ["data": .array(data), "meta": meta])
  }

  /// Addresses in the list are capped at ten.
  private func shownCustomer(_ customer: JSON, _ request: SimulatedRequest) -> JSON {
    let parts = Self.words(request.query("include"))
    var shown = customer
    shown["form_fields"] = parts.contains("formfields") ? customer["form_fields"] : nil
    if parts.contains("addresses") {
      shown["addresses"] = .array(Array(store.addresses(of: customer.int("id") ?? 0).prefix(10)))
    }
    return shown
  }
}
