internal import XML

/// The simulated MplusKASSA installation: what it holds, and the counters that it gives out.
///
/// Things are kept as elements of the wire's own schema, so that everything a caller has sent comes back; only what
/// the till calculates with (stock, totals) is kept as numbers.
struct Till: Sendable {
  /// Products without their article list. Keys are product numbers.
  var products: [Int: XMLElement] = [:]
  var articles: [Int: XMLElement] = [:]
  var articleNumbersOfProduct: [Int: [Int]] = [:]
  var productOfArticle: [Int: Int] = [:]
  var articleGroups: [Int: XMLElement] = [:]
  var relations: [Int: XMLElement] = [:]
  var orders: [String: XMLElement] = [:]
  var orderIdOfExtId: [String: String] = [:]
  var invoices: [String: XMLElement] = [:]
  var stock: [StockPlace: StockLevel] = [:]
  var stockHistory: [XMLElement] = []
  var lists = TillLists()

  var articleMarker = 0
  var articleGroupMarker = 0
  var relationMarker = 0
  var orderMarker = 0
  var invoiceMarker = 0
  var stockId = 0
  var lastOrderNumber = 0
  var lastProductNumber = 0
  var lastArticleNumber = 0
  var lastRelationNumber = 100_001
  /// Answers by idempotency key, as they were first given.
  var answers: [String: XMLElement] = [:]

  /// Set before each request, in seconds since 1970.
  var now = 0
  /// Writes accepted by the request at hand; the service moves them to the ledger.
  var written: [LedgerNote] = []

  /// One article in one branch.
  struct StockPlace: Hashable, Sendable {
    var branch: Int
    var article: Int
  }

  /// Amounts in thousandths: the till counts in up to three decimals.
  struct StockLevel: Sendable {
    var physical = 0
    var reserved = 0
    var incoming = 0
    var stockId = 0
    var changed = 0

    var free: Int { physical - reserved }
  }

  mutating func note(_ operation: String, _ entity: String, _ key: String, _ fields: KeyValuePairs<String, String>) {
    written.append(
      LedgerNote(
        system: "mplus", operation: operation, entity: entity, key: key, fields: fields.map { ($0.key, $0.value) }))
  }

  /// The article that orders, stock calls and the merchant mean by a PLU number.
  func article(plu: String) -> XMLElement? {
    articles.values.filter { $0.text("pluNumber") == plu }.min {
      ($0.int("articleNumber") ?? 0) < ($1.int("articleNumber") ?? 0)
    }
  }
}

extension Till {
  /// The eight members of a moment, in Amsterdam's clock.
  static func moment(_ name: String, _ seconds: Int) -> XMLElement {
    let offset = Calendar.amsterdamOffset(seconds)
    let (date, hour, minute, second) = Calendar.split(seconds + offset * 60)
    var element = XMLElement(name)
    element.add("sec", second)
    element.add("min", minute)
    element.add("hour", hour)
    element.add("day", date.day)
    element.add("mon", date.month)
    element.add("year", date.year)
    element.add("isdst", "false")
    element.add("timezone", offset)
    return element
  }

  static func date(_ name: String, _ date: Calendar.Date) -> XMLElement {
    var element = XMLElement(name)
    element.add("day", date.day)
    element.add("mon", date.month)
    element.add("year", date.year)
    return element
  }

  /// Nil for the till's way to say "no date": a member that is 0.
  static func date(_ element: XMLElement?) -> Calendar.Date? {
    guard let day = element?.int("day"), let month = element?.int("mon"), let year = element?.int("year"),
      day > 0, month > 0, year > 0
    else { return nil }
    return Calendar.Date(year: year, month: month, day: day)
  }

  /// A quantity on the wire as thousandths.
  static func thousandths(_ quantity: Int, places: Int) -> Int {
    places <= 3 ? quantity * power(3 - places) : rounded(quantity, power(places - 3))
  }

  /// Thousandths as the shortest pair of a whole number and its decimal places.
  static func quantity(_ thousandths: Int) -> (quantity: Int, places: Int) {
    var quantity = thousandths
    var places = 3
    while places > 0, quantity % 10 == 0 {
      quantity /= 10
      places -= 1
    }
    return (quantity, places)
  }

  static func power(_ exponent: Int) -> Int {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
  }

  /// `number / divisor` to the nearest whole number, halves away from zero.
  static func rounded(_ number: Int, _ divisor: Int) -> Int {
    let half = divisor / 2
    return number >= 0 ? (number + half) / divisor : -((-number + half) / divisor)
  }
}
