import ConnectorKit
import Types
import Values

extension Products {
  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    switch request.operation {
    case .create: try await create(request.fields)
    case .update(let found): try await update(found, request.fields)
    }
  }

  /// Its variants, pictures and custom fields go with it.
  func delete(_ found: FoundRecord) async throws(ConnectorError) {
    try await store.delete("\(Self.path)/\(found.key)")
  }

  /// One call makes the product, its options and its variants: there is no half of it after a failure. Metafields come
  /// after it; if that fails, the next run finds the product by its SKU and writes them.
  private func create(_ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    let metafields = fields.filter { $0.name == "metafields" }
    let fields = fields.filter { $0.name != "metafields" }
    var body = try RecordWriting.object(fields, of: declared.record, isNew: true)
    // Some stores want it in every new product.
    if body["categories"] == nil { body["categories"] = [] }
    let data = try await store.post(Self.path, .object(body)).data()
    let made = try record(data, brand: body["brand_name"]?.string)
    for field in metafields { try await self.metafields(of: made.key).write(field.value) }
    let isWhole = metafields.isEmpty && ["variants", "custom_fields"].allSatisfy { body[$0] == nil || data[$0] != nil }
    return isWhole ? made : try await current(made.key, fields: Set(metafields.map(\.name))) ?? made
  }

  private func update(_ found: FoundRecord, _ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    let apart = fields.filter { Self.apart.contains($0.name) }
    var result = found
    let plain = fields.filter { !apart.contains($0) }
    if !plain.isEmpty { result = try await put(plain, to: found) }
    for field in apart {
      switch field.name {
      case "variants":
        try await Variants(store: store, product: found.key, prices: declared.record).write(field.value)
      case "metafields": try await metafields(of: found.key).write(field.value)
      default: try await writeCustomFields(field.value, of: found)
      }
    }
    if apart.isEmpty { return result }
    guard let now = try await current(found.key, fields: Set(apart.map(\.name))) else {
      throw refused("product \(found.key) is gone")
    }
    return now
  }

  /// What has calls of its own.
  private static let apart: Set<String> = ["variants", "custom_fields", "metafields"]

  func metafields(of product: String) -> Metafields {
    Metafields(store: store, path: "\(Self.path)/\(product)/metafields")
  }

  /// A product PUT leaves alone what is not in it.
  private func put(_ fields: [WrittenField], to found: FoundRecord) async throws(ConnectorError) -> FoundRecord {
    var body = try RecordWriting.object(fields, of: declared.record, isNew: false)
    var brand = found.body["brand_name"]?.text?.string
    if let written = body["brand_name"]?.string {
      brand = written.isEmpty ? nil : written
      // An empty name would be a brand; number 0 is none.
      if written.isEmpty {
        body["brand_name"] = nil
        body["brand_id"] = 0
      }
    }
    let answer = try await store.put("\(Self.path)/\(found.key)", Self.everything, .object(body))
    let data = try answer.data()
    return try record(data, brand: (data["brand_id"]?.whole ?? 0) > 0 ? brand : nil)
  }

  /// Entry by entry, by name: in a product PUT an entry without its id would be added beside the old one.
  private func writeCustomFields(_ written: Written, of found: FoundRecord) async throws(ConnectorError) {
    let path = "\(Self.path)/\(found.key)/custom-fields"
    let existing = try await customFields(of: found, path)
    let (wanted, isWhole) = try NamedTexts.wanted(written, called: "custom_fields")
    for (name, value) in wanted {
      let old = existing.filter { $0.name == name }
      switch (value, old.first) {
      case (let value?, let first?):
        if first.value != value {
          _ = try await store.put("\(path)/\(first.id)", Query(), ["name": .string(name), "value": .string(value)])
        }
      case (let value?, nil):
        _ = try await store.post(path, ["name": .string(name), "value": .string(value)])
      case (nil, _):
        for entry in old { try await store.delete("\(path)/\(entry.id)") }
      }
    }
    guard isWhole else { return }
    for entry in existing where !wanted.contains(where: { $0.name == entry.name }) {
      try await store.delete("\(path)/\(entry.id)")
    }
  }

  private func customFields(
    of found: FoundRecord, _ path: String
  ) async throws(ConnectorError) -> [(id: Int64, name: String, value: String)] {
    var nodes = found.body["custom_fields"].map { Array($0.elements) }
    if nodes == nil {
      var query = Query()
      query.add("limit", 250)
      nodes = try await store.get(path, query).list()
    }
    return (nodes ?? []).compactMap { node in
      guard let id = node["id"]?.whole, let name = node["name"]?.text else { return nil }
      return (id, name.string, node["value"]?.text?.string ?? "")
    }
  }
}
