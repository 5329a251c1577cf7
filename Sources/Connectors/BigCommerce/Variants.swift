import ConnectorKit
import Types
import Values

/// The variants of one product that is there already.
struct Variants {
  private let store: Store
  private let product: String
  private let type: RecordType

  /// `prices` is the record type of products, whose field `variants` says what a variant is.
  init(store: Store, product: String, prices: RecordType) {
    self.store = store
    self.product = product
    if case .list(.record(let type), _) = prices.field("variants")?.type {
      self.type = type
    } else {
      self.type = VariantSchema.record(prices: .excl)
    }
  }

  private var path: String { "\(Products.path)/\(product)" }

  /// Changes and hiding first, so that what leaves makes room for what comes.
  func write(_ written: Written) async throws(ConnectorError) {
    guard case .entries(let changes) = written else {
      throw ConnectorError(
        .refused, "the variants of a product that is there can only be changed one by one: give the list `match: sku`")
    }
    var batch: [JSON] = []
    for change in changes {
      switch change.operation {
      case .create: continue
      case .update(let existing):
        let body = try RecordWriting.object(changeable(change.fields), of: type, isNew: false)
        try await update(try id(of: existing), body, batch: &batch)
      case .hide(let existing):
        var body = try RecordWriting.object(changeable(change.fields), of: type, isNew: false)
        body["purchasing_disabled"] = true
        try await update(try id(of: existing), body, batch: &batch)
      case .delete(let existing):
        try await store.delete("\(path)/variants/\(try id(of: existing))")
      }
    }
    try await send(&batch)
    var options: Options?
    for change in changes {
      guard case .create = change.operation else { continue }
      if options == nil { options = try await Options(of: path, store) }
      try await create(change.fields, &options)
    }
  }

  /// The options of a variant that is there can't be changed: BigCommerce answers 200 and does nothing.
  private func changeable(_ fields: [WrittenField]) -> [WrittenField] { fields.filter { $0.name != "option_values" } }

  private func id(of existing: JSON) throws(ConnectorError) -> Int64 {
    guard let id = existing["id"]?.whole else {
      throw ConnectorError(.refused, "a variant without its id can't be changed")
    }
    return id
  }

  /// The batch takes fifty at once, but not these fields and no null; a variant with one of them goes alone.
  private static let onlyAlone: Set<String> = ["sku", "gtin", "mpn"]
  private static let batchMax = 50

  private func update(_ id: Int64, _ body: JSON.Object, batch: inout [JSON]) async throws(ConnectorError) {
    if body.members.isEmpty { return }
    if body.members.contains(where: { Self.onlyAlone.contains($0.name) || $0.value.isNull }) {
      _ = try await store.put("\(path)/variants/\(id)", Query(), .object(body))
      return
    }
    var body = body
    body["id"] = .whole(id)
    batch.append(.object(body))
    if batch.count == Self.batchMax { try await send(&batch) }
  }

  private func send(_ batch: inout [JSON]) async throws(ConnectorError) {
    if batch.isEmpty { return }
    let body = JSON.array(batch)
    batch = []
    _ = try await store.put("/v3/catalog/variants", Query(), body)
  }

  /// New variants of an old product are made one by one, with the ids of their option values.
  private func create(_ fields: [WrittenField], _ options: inout Options?) async throws(ConnectorError) {
    var body = try RecordWriting.object(fields, of: type, isNew: true)
    var values: [JSON] = []
    for wanted in body["option_values"]?.array ?? [] {
      guard let name = wanted["option_display_name"]?.string, let label = wanted["label"]?.string else {
        throw ConnectorError(.refused, "an option value of a variant needs option_display_name and label")
      }
      let ids = try await options?.value(label, of: name)
      guard let ids else { continue }
      values.append(["id": .whole(ids.value), "option_id": .whole(ids.option)])
    }
    body["option_values"] = .array(values)
    _ = try await store.post("\(path)/variants", .object(body))
  }
}

/// The options of one product, with the ids of their values; what is missing is made.
private struct Options {
  private struct Option {
    var id: Int64
    var name: String
    var values: [(label: String, id: Int64)]
  }

  private let path: String
  private let store: Store
  private var options: [Option]

  init(of product: String, _ store: Store) async throws(ConnectorError) {
    path = "\(product)/options"
    self.store = store
    options = []
    var query = Query()
    query.add("limit", 250)
    for node in try await store.get(path, query).list() { try add(node) }
  }

  mutating func value(
    _ label: String, of name: String
  ) async throws(ConnectorError) -> (option: Int64, value: Int64) {
    guard let place = options.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
      let body: JSON = [
        "display_name": .string(name), "type": "rectangles",
        "option_values": [["label": .string(label), "sort_order": 0]],
      ]
      let option = try add(try await store.post(path, body).data())
      guard let value = option.values.first else { throw Self.noID }
      return (option.id, value.id)
    }
    let option = options[place]
    if let value = option.values.first(where: { $0.label.lowercased() == label.lowercased() }) {
      return (option.id, value.id)
    }
    let body: JSON = ["label": .string(label), "sort_order": .whole(Int64(option.values.count))]
    guard let id = try await store.post("\(path)/\(option.id)/values", body).data()["id"]?.whole else {
      throw Self.noID
    }
    options[place].values.append((label, id))
    return (option.id, id)
  }

  @discardableResult
  private mutating func add(_ node: Node) throws(ConnectorError) -> Option {
    guard let id = node["id"]?.whole, let name = node["display_name"]?.text else { throw Self.noID }
    let values = node["option_values"]?.elements.compactMap { value -> (label: String, id: Int64)? in
      guard let id = value["id"]?.whole, let label = value["label"]?.text else { return nil }
      return (label.string, id)
    }
    let option = Option(id: id, name: name.string, values: values ?? [])
    options.append(option)
    return option
  }

  private static let noID = ConnectorError(.misunderstood, "BigCommerce gave an option without its id and name")
}
