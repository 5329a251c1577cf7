internal import Values

extension StoreService {
  mutating func answerV3(_ request: SimulatedRequest, _ route: [String], _ body: JSON) throws(StoreRefusal)
    -> SimulatedResponse
  {
    switch route.first {
    case "catalog" where route.count > 1: return try answerCatalog(request, Array(route.dropFirst()), body)
    case "inventory" where route.count > 1: return try answerInventory(request, Array(route.dropFirst()), body)
    case "orders": return try answerOrdersV3(request, Array(route.dropFirst()))
    case "customers": return try answerCustomers(request, Array(route.dropFirst()), body)
    case "settings" where route == ["settings", "inventory"] && request.method == "GET":
      return Self.one(200, StoreLists.inventorySettings)
    default: throw Self.unknownRoute
    }
  }

  static let unknownRoute = StoreRefusal.notFound("The route is not found, check the URL")

  private mutating func answerCatalog(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    switch route[0] {
    case "products": return try answerProducts(request, Array(route.dropFirst()), body)
    case "variants": return try answerVariants(request, body)
    case "brands": return try answerBrands(request, Array(route.dropFirst()), body)
    case "categories", "trees": return try answerCategories(request, route, body)
    default: throw Self.unknownRoute
    }
  }

  // ---- products ----

  private mutating func answerProducts(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    if route.first == "category-assignments" || route.first == "channel-assignments" {
      return try assign(request, route[0], body)
    }
    let id = route.first.flatMap { Int($0) }
    if !route.isEmpty, id == nil { throw Self.unknownRoute }
    switch (request.method, route.count) {
    case ("GET", 0):
      // Options make each product heavy: the page then never holds more than ten.
      let isHeavy =
        request.query("include")?.split(separator: ",").contains { $0 == "options" || $0 == "modifiers" } == true
      var limited = request
      if isHeavy, (Int(request.query("limit") ?? "50") ?? 50) > 10 {
        limited.query = request.query.filter { $0.name != "limit" } + [("limit", "10")]
      }
      return try Self.page(findProducts(request).map { shown($0, request) }, limited)
    case ("POST", 0):
      let made = try store.createProduct(body)
      return Self.one(200, shownWhole(made, request))
    case ("PUT", 0): return try updateBatch(request, body)
    case ("DELETE", 0):
      guard let ids = request.query("id:in") else { throw StoreRefusal(status: 422, title: "A filter is required") }
      for id in ids.split(separator: ",").compactMap({ Int($0) }) where store.products[id] != nil {
        try store.deleteProduct(id)
      }
      return SimulatedResponse(204)
    default:
      guard let id, let product = store.products[id] else { throw .notFound("The product was not found.") }
      switch (request.method, route.count) {
      case ("GET", 1): return Self.one(200, shown(product, request))
      case ("PUT", 1):
        try store.updateProduct(id, body)
        return Self.one(200, shown(store.products[id] ?? [:], request))
      case ("DELETE", 1):
        try store.deleteProduct(id)
        return SimulatedResponse(204)
      default: return try answerPart(of: id, request, Array(route.dropFirst()), body)
      }
    }
  }

  private mutating func updateBatch(_ request: SimulatedRequest, _ body: JSON) throws(StoreRefusal) -> SimulatedResponse
  {
    guard let items = body.array else { throw StoreRefusal(status: 422, title: "The request body must be an array") }
    if items.count > 10 { throw StoreRefusal(status: 413, title: StoreRefusal.tooMany(10)) }
    let before = store
    do throws(StoreRefusal) {
      for (index, item) in items.enumerated() {
        guard let id = item.int("id") else { throw .invalid([("\(index).id", "id is required")]) }
        if item["variants"] != nil { throw .invalid([("\(index).variants", "variants are not accepted in a batch")]) }
        guard store.products[id] != nil else { throw StoreRefusal(status: 422, title: "Product(s) not found") }
        try store.updateProduct(id, item)
      }
    } catch {
      store = before
      throw error
    }
    return Self.json(
      200,
      [
        "data": .array(items.compactMap { $0.int("id") }.map { shown(store.products[$0] ?? [:], request) }),
        "meta": [:],
      ])
  }

  private mutating func assign(_ request: SimulatedRequest, _ kind: String, _ body: JSON) throws(StoreRefusal)
    -> SimulatedResponse
  {
    guard request.method == "PUT", let pairs = body.array else { throw Self.unknownRoute }
    for pair in pairs {
      guard let id = pair.int("product_id"), store.products[id] != nil else {
        throw .invalid([("product_id", "no such product")])
      }
      guard kind == "category-assignments" else { continue }
      guard let category = pair.int("category_id"), store.categories[category] != nil else {
        throw .invalid([("category_id", "no such category")])
      }
      let known = store.products[id]?.list("categories") ?? []
      if !known.contains(.int(category)) { store.products[id]?["categories"] = .array(known + [.int(category)]) }
      store.touch(product: id)
      store.note("assign", "category", store.ledgerKey(product: id), [("category_id", String(category))])
    }
    return SimulatedResponse(204)
  }

  private mutating func answerPart(
    of id: Int, _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    let part = route.count > 1 ? Int(route[1]) ?? 0 : 0
    switch (request.method, route[0], route.count) {
    case ("GET", "variants", 1): return try Self.page(store.variants(of: id), request)
    case ("POST", "variants", 1):
      let variant = try changing { store throws(StoreRefusal) in try store.addVariant(body, to: id) }
      store.note("create", "variant", body.text("sku") ?? "", Store.shown(body))
      return Self.one(200, store.shownVariant(store.variants[variant] ?? [:]))
    case (_, "variants", 2):
      guard store.variants[part]?.int("product_id") == id else { throw .notFound("The variant was not found.") }
      if request.method == "DELETE" {
        try store.deleteVariant(part)
        return SimulatedResponse(204)
      }
      if request.method == "PUT" {
        try store.updateVariant(part, body)
        store.note("update", "variant", store.variants[part]?.text("sku") ?? "", Store.shown(body))
      }
      return Self.one(200, store.shownVariant(store.variants[part] ?? [:]))
    case ("GET", "options", 1): return try Self.page(store.options(of: id), request)
    case ("POST", "options", 1):
      let made = try store.createOption(body, of: id)
      return Self.one(200, store.options[made] ?? [:])
    case (_, "options", 2...):
      guard let option = store.options[part], option.int("product_id") == id else {
        throw .notFound("The option was not found.")
      }
      if route.count == 2 { return Self.one(200, option) }
      return request.method == "POST"
        ? Self.one(200, try store.createOptionValue(body, of: part))
        : try Self.page(option.list("option_values"), request)
    case ("GET", "custom-fields", 1): return try Self.page(store.products[id]?.list("custom_fields") ?? [], request)
    case ("POST", "custom-fields", 1):
      let field = try store.addCustomField(body, to: id)
      store.note("create", "custom_field", store.ledgerKey(product: id), Store.shown(body))
      return Self.one(200, field)
    case ("PUT", "custom-fields", 2):
      let field = try store.updateCustomField(part, body, of: id)
      store.note("update", "custom_field", store.ledgerKey(product: id), Store.shown(body))
      return Self.one(200, field)
    case ("DELETE", "custom-fields", 2):
      try store.deleteCustomField(part, of: id)
      store.note("delete", "custom_field", store.ledgerKey(product: id), [])
      return SimulatedResponse(204)
    default:
      guard let answer = try answerMorePart(of: id, request, route, body) else { throw Self.unknownRoute }
      return answer
    }
  }

  /// Runs a change that may be refused halfway; then nothing of it stays.
  private mutating func changing<Result>(
    _ change: (inout Store) throws(StoreRefusal) -> Result
  ) throws(StoreRefusal) -> Result {
    var changed = store
    let result = try change(&changed)
    store = changed
    return result
  }

  // ---- variants over all products ----

  private mutating func answerVariants(_ request: SimulatedRequest, _ body: JSON) throws(StoreRefusal)
    -> SimulatedResponse
  {
    if request.method == "GET" {
      let filter = Filter(request, ignoring: ["include_fields", "exclude_fields"], foldedFields: ["sku"])
      let known = store.variants.sorted { $0.key < $1.key }.map { store.shownVariant($0.value) }
      return try Self.page(known.filter { filter.accepts($0) }, request)
    }
    guard request.method == "PUT", let items = body.array else { throw Self.unknownRoute }
    if items.count > 50 { throw StoreRefusal(status: 413, title: StoreRefusal.tooMany(50)) }
    let before = store
    var ids: [Int] = []
    for (index, item) in items.enumerated() {
      do throws(StoreRefusal) {
        ids.append(try putVariant(item))
      } catch {
        store = before
        let errors = error.errors.map { ("\(index).\($0.field)", JSON.string($0.message)) }
        return Self.json(
          422,
          [
            "batch_errors": [
              [
                "status": .int(error.status), "title": .string(error.title), "type": "about:blank",
                "errors": .object(JSON.Object(errors)),
              ]
            ]
          ])
      }
    }
    return Self.json(200, ["data": .array(ids.map { store.shownVariant(store.variants[$0] ?? [:]) }), "meta": [:]])
  }

  private mutating func putVariant(_ item: JSON) throws(StoreRefusal) -> Int {
    if let id = item.int("id") {
      try store.updateVariant(id, item)
      store.note("update", "variant", store.variants[id]?.text("sku") ?? "", Store.shown(item))
      return id
    }
    guard let product = item.int("product_id"), store.products[product] != nil else {
      throw .invalid([("product_id", "no such product")])
    }
    let id = try store.addVariant(item, to: product)
    store.note("create", "variant", item.text("sku") ?? "", Store.shown(item))
    return id
  }

  // ---- brands and categories ----

  private mutating func answerBrands(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    let id = route.first.flatMap { Int($0) }
    switch (request.method, route.count) {
    case ("GET", 0):
      let filter = Filter(request, ignoring: ["include_fields", "exclude_fields"], foldedFields: ["name"])
      return try Self.page(store.brands.sorted { $0.key < $1.key }.map(\.value).filter { filter.accepts($0) }, request)
    case ("POST", 0):
      let made = try store.createBrand(body)
      return Self.one(200, store.brands[made] ?? [:])
    case ("GET", 1):
      guard let id, let brand = store.brands[id] else { throw .notFound() }
      return Self.one(200, brand)
    case ("PUT", 1):
      try store.updateBrand(id ?? 0, body)
      return Self.one(200, store.brands[id ?? 0] ?? [:])
    default: throw Self.unknownRoute
    }
  }

  private mutating func answerCategories(
    _ request: SimulatedRequest, _ route: [String], _ body: JSON
  ) throws(StoreRefusal) -> SimulatedResponse {
    let isTree = route[0] == "trees"
    if isTree, route.count == 1, request.method == "GET" {
      return try Self.page([["id": 1, "name": "Default catalog", "channels": [1]]], request)
    }
    if isTree, route.count < 2 || route[1] != "categories" { throw Self.unknownRoute }
    let known = store.categories.sorted { $0.key < $1.key }.map { Self.shownCategory($0.value, asTree: isTree) }
    let filter = Filter(request, ignoring: ["include_fields", "exclude_fields", "keyword"], foldedFields: ["name"])
    switch (request.method, route.count, isTree) {
    case ("GET", 2, true), ("GET", 1, false): return try Self.page(known.filter { filter.accepts($0) }, request)
    case ("GET", 2, false):
      guard let category = store.categories[Int(route[1]) ?? 0] else { throw .notFound() }
      return Self.one(200, Self.shownCategory(category, asTree: false))
    case ("POST", 2, true), ("PUT", 2, true):
      let items = body.array ?? []
      if items.isEmpty { throw .invalid([("", "an array of categories is needed")]) }
      let isNew = request.method == "POST"
      let ids = try changing { store throws(StoreRefusal) in
        var ids: [Int] = []
        for item in items { ids.append(try store.putCategory(item, id: isNew ? nil : item.int("category_id") ?? 0)) }
        return ids
      }
      let data = ids.map { Self.shownCategory(store.categories[$0] ?? [:], asTree: true) }
      return Self.json(
        isNew ? 201 : 200,
        [
          "data": .array(data),
          "meta": ["total": .int(ids.count), "success": .int(ids.count), "failed": 0],
        ])
    case ("POST", 1, false), ("PUT", 2, false):
      let id = try store.putCategory(body, id: request.method == "POST" ? nil : Int(route[1]) ?? 0)
      return Self.one(
        request.method == "POST" ? 201 : 200, Self.shownCategory(store.categories[id] ?? [:], asTree: false))
    default: throw Self.unknownRoute
    }
  }

  private static func shownCategory(_ category: JSON, asTree: Bool) -> JSON {
    var shown: JSON = asTree ? ["category_id": category["id"] ?? 0, "tree_id": 1] : ["id": category["id"] ?? 0]
    for (name, value) in category.object?.members ?? [] where name != "id" { shown[name] = value }
    return shown
  }
}

extension Store {
  mutating func putCategory(_ body: JSON, id: Int?) throws(StoreRefusal) -> Int {
    let fields = try FieldRules.category.kept(body, isNew: id == nil)
    if let id, categories[id] == nil { throw .notFound("The category was not found.") }
    if id == nil, fields.int("parent_id") == nil, fields.int("tree_id") == nil {
      throw .invalid([("tree_id", "tree_id or parent_id is required")])
    }
    if let tree = fields.int("tree_id"), tree != 1 { throw .invalid([("tree_id", "no such category tree")]) }
    let parent = fields.int("parent_id") ?? id.flatMap { categories[$0]?.int("parent_id") } ?? 0
    if parent != 0, categories[parent] == nil { throw .invalid([("parent_id", "no such category")]) }
    if depth(ofCategory: parent) >= Store.categoryDepthMax {
      throw .invalid([("parent_id", "categories are at most \(Store.categoryDepthMax) levels deep")])
    }
    let name = Store.folded(fields.text("name") ?? id.flatMap { categories[$0]?.text("name") } ?? "")
    let isTaken = categories.contains {
      $0.key != id && $0.value.int("parent_id") == parent && Store.folded($0.value.text("name") ?? "") == name
    }
    if isTaken {
      throw StoreRefusal(status: 409, title: "The category name is a duplicate", errors: [("name", "duplicate")])
    }
    let number = id ?? nextId("category")
    var category =
      categories[number] ?? [
        "id": .int(number), "parent_id": 0, "name": "", "description": "", "views": 0, "sort_order": 0,
        "page_title": "",
        "search_keywords": "", "meta_keywords": [], "meta_description": "", "is_visible": true,
      ]
    category.merge(fields)
    category["tree_id"] = nil
    categories[number] = category
    note(id == nil ? "create" : "update", "category", category.text("name") ?? "", Store.shown(body))
    return number
  }

  private static let categoryDepthMax = 8

  /// 0 for what stands above the top, 1 for a category at the top.
  private func depth(ofCategory id: Int) -> Int {
    var depth = 0
    var id = id
    while id != 0, depth < Store.categoryDepthMax {
      depth += 1
      id = categories[id]?.int("parent_id") ?? 0
    }
    return depth
  }
}
