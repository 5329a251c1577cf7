/// A write that a system accepted, before it has a number.
struct LedgerNote: Sendable {
  var system: String
  var operation: String
  var entity: String
  /// The natural key: a SKU, an e-mail address, an `extOrderId`.
  var key: String
  var fields: [(name: String, value: String)]
}
