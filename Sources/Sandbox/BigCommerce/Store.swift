internal import Values

/// The simulated BigCommerce store: what it holds, and the rules that hold between its things.
///
/// Things are kept as JSON objects in the shape in which they are read; products do not hold their variants, orders
/// not their lines.
struct Store: Sendable {
  var products: [Int: JSON] = [:]
  var variants: [Int: JSON] = [:]
  var options: [Int: JSON] = [:]
  /// Ids in the order in which they were made, by product.
  var variantIds: [Int: [Int]] = [:]
  var optionIds: [Int: [Int]] = [:]
  var brands: [Int: JSON] = [:]
  var categories: [Int: JSON] = [:]
  var customers: [Int: JSON] = [:]
  var addresses: [Int: JSON] = [:]
  var orders: [Int: JSON] = [:]
  var orderLines: [Int: [JSON]] = [:]
  var orderShippingAddresses: [Int: [JSON]] = [:]
  var orderCoupons: [Int: [JSON]] = [:]
  var refundsOfOrder: [Int: [JSON]] = [:]
  var metafieldsOfProduct: [Int: [JSON]] = [:]
  var modifiersOfProduct: [Int: [JSON]] = [:]
  /// On-hand amounts by location, of whole products or of single variants, as the product is tracked.
  var levels: [StockKey: Int] = [:]
  /// Keys of `skus` and `productNames` are in lower case; SKUs hold over products and variants.
  var productOfName: [String: Int] = [:]
  var ownerOfSku: [String: SkuOwner] = [:]
  var lastId: [String: Int] = [:]

  /// Set before each request, in seconds since 1970.
  var now = 0
  /// Writes accepted by the request at hand; the service moves them to the ledger.
  var written: [LedgerNote] = []

  struct StockKey: Hashable, Sendable {
    var location: Int
    var product: Int
    /// 0 for the product as a whole.
    var variant: Int
  }

  enum SkuOwner: Hashable, Sendable {
    /// A product's own SKU, which its base variant shares.
    case product(Int)
    case variant(Int)
  }

  mutating func nextId(_ kind: String) -> Int {
    lastId[kind, default: 0] += 1
    return lastId[kind, default: 0]
  }

  mutating func note(_ operation: String, _ entity: String, _ key: String, _ fields: [(name: String, value: String)]) {
    written.append(
      LedgerNote(system: "bigcommerce", operation: operation, entity: entity, key: key, fields: fields))
  }

  /// What the ledger calls a product: its SKU, or its name when it has none.
  func ledgerKey(product id: Int) -> String {
    let sku = products[id]?.text("sku") ?? ""
    return sku.isEmpty ? products[id]?.text("name") ?? "" : sku
  }

  /// The fields of a body as the ledger shows them: short values as they are, long ones by length.
  static func shown(_ body: JSON) -> [(name: String, value: String)] {
    (body.object?.members ?? []).map { name, value in
      let text = value.string ?? value.description
      return (name, text.utf8.count > 60 ? "(\(text.utf8.count) bytes)" : text)
    }
  }
}

/// A refusal in words, which each version of the interface puts into its own shape.
struct StoreRefusal: Error {
  var status: Int
  var title: String
  /// Field path to message.
  var errors: [(field: String, message: String)] = []
  /// What v2 says beside its message.
  var details: JSON?

  static func notFound(_ what: String = "The requested resource was not found.") -> StoreRefusal {
    StoreRefusal(status: 404, title: what)
  }

  static func tooMany(_ most: Int) -> String {
    "The request payload is too large. The maximum items allowed in the array is \(most)."
  }

  static func invalid(_ errors: [(field: String, message: String)]) -> StoreRefusal {
    StoreRefusal(status: 422, title: "JSON data is missing or invalid", errors: errors)
  }
}

extension JSON {
  func int(_ name: String) -> Int? { self[name]?.whole.map(Int.init) }
  func text(_ name: String) -> String? { self[name]?.string }
  func list(_ name: String) -> [JSON] { self[name]?.array ?? [] }

  static func int(_ number: Int) -> JSON { .whole(Int64(number)) }

  /// Takes over all members of another object; the rest stays.
  mutating func merge(_ other: JSON) {
    for (name, value) in other.object?.members ?? [] { self[name] = value }
  }
}

/// An amount with four decimals, as BigCommerce keeps them, counted in ten-thousandths.
struct StoreAmount: Sendable, Hashable {
  var tenThousandths: Int

  init(tenThousandths: Int) { self.tenThousandths = tenThousandths }
  init(cents: Int) { tenThousandths = cents * 100 }

  /// `"69.8400"`
  var text: String {
    let digits = Calendar.pad(abs(tenThousandths), 5)
    return (tenThousandths < 0 ? "-" : "") + digits.dropLast(4) + "." + digits.suffix(4)
  }

  var json: JSON { .string(text) }
}
