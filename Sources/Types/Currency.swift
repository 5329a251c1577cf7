extension Enumeration {
  /// Currencies in which something can be paid; the words are the codes of ISO 4217. Some that were given up for another
  /// lately are kept, since older orders have them.
  public static let currency = Enumeration(
    "currency", noun: "currency", members: Currency.all.map { Enumeration.Member($0.code, label: $0.name) })

  /// Digits behind the point of an amount in this currency, as ISO 4217 has them: 2 for nearly all.
  public static func currencyDigits(_ code: String) -> Int { Currency.digits[code] ?? 2 }
}

/// A currency as ISO 4217 has it. Flows see only ``Enumeration/currency``.
struct Currency: Sendable {
  var code: String
  var digits: Int
  var name: String

  static let all: [Currency] = table.split(separator: "\n").compactMap { Currency(row: $0) }

  fileprivate static let digits = Dictionary(all.map { ($0.code, $0.digits) }, uniquingKeysWith: { first, _ in first })

  /// `EUR 2 Euro`
  private init?(row: Substring) {
    let parts = row.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let digits = Int(parts[1]) else { return nil }
    self.code = String(parts[0])
    self.digits = digits
    self.name = String(parts[2])
  }
}
