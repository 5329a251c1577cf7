import ConnectorKit
import Types
import Values

extension Orders {
  func write(_ request: WriteRequest) async throws(ConnectorError) -> FoundRecord {
    switch request.operation {
    case .create: try await create(request.fields)
    case .update(let found): try await update(found, request.fields)
    }
  }

  private func update(_ found: FoundRecord, _ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    let body = try RecordWriting.object(fields, of: declared.record, isNew: false)
    let answer = try await store.put("\(Self.path)/\(found.key)", Query(), .object(body))
    guard let root = answer.root else {
      throw ConnectorError(.misunderstood, "the answer to the change of order \(found.key) has no order")
    }
    return try record(root, [:])
  }

  /// The store knows no key for a repeated request and takes two orders with one external number, so a new order
  /// without that number is not sent: nobody could tell afterwards whether it arrived.
  private func create(_ fields: [WrittenField]) async throws(ConnectorError) -> FoundRecord {
    var body = try RecordWriting.object(fields, of: declared.record, isNew: true)
    guard body["external_order_id"]?.string?.isEmpty == false else {
      throw incomplete("external_order_id", "is missing: without it a lost answer could make a second order")
    }
    guard let billing = body["billing_address"] else { throw incomplete("billing_address", "is missing") }
    body["billing_address"] = complete(billing)
    if let addresses = body["shipping_addresses"]?.array {
      body["shipping_addresses"] = addresses.isEmpty ? nil : .array(addresses.map { complete($0) })
    }
    var lines: [JSON] = []
    for line in body["products"]?.array ?? [] { lines.append(try complete(line: line, number: lines.count + 1)) }
    if lines.isEmpty { throw incomplete("products", "an order needs a line") }
    body["products"] = .array(lines)
    if let created = body["date_created"]?.string.flatMap({ Moment(iso: $0) }) {
      body["date_created"] = .string(created.rfc2822)
    }
    let answer = try await store.post(Self.path, .object(body))
    guard let root = answer.root else {
      throw ConnectorError(.misunderstood, "the answer to a new order has no order")
    }
    return try record(root, [:])
  }

  /// The store shows the name of the country that it is given.
  private func complete(_ address: JSON) -> JSON {
    var address = address
    if address["country"] == nil, let code = address["country_iso2"]?.string, let country = Country.alpha2(code) {
      address["country"] = .string(country.name)
    }
    return address
  }

  /// A product of the catalogue has the catalogue's SKU. Anything else needs a name and both prices.
  private func complete(line: JSON, number: Int) throws(ConnectorError) -> JSON {
    var line = line
    if line["product_id"] != nil {
      line["sku"] = nil
      return line
    }
    for field in ["name", "price_ex_tax", "price_inc_tax"] where line[field] == nil {
      throw incomplete("products", "line \(number) has neither product_id nor \(field)")
    }
    return line
  }

  private func incomplete(_ field: String, _ message: String) -> ConnectorError {
    ConnectorError(.refused, "the new order can't be sent: \(field) \(message)", fields: [.init(field, message)])
  }
}
