internal import Values
internal import XML

/// Fills a store with customers, a few products that the merchant has described, and orders for the till's articles.
struct StoreData {
  private var random: SplitMix64
  private let now: Int
  private var store: Store
  /// What can be ordered, cheapest description first is of no matter: in order of article number.
  private let articles: [XMLElement]

  static func store(orders: Int, seed: UInt64, now: Int, till: Till) -> Store {
    var data = StoreData(seed: seed, now: now, till: till)
    data.fillCategories()
    data.fillProducts()
    data.fillCustomers()
    for index in 0..<orders { data.addOrder(index, of: orders) }
    data.store.written = []
    return data.store
  }

  private init(seed: UInt64, now: Int, till: Till) {
    random = SplitMix64(seed: seed ^ 0xB16C_0FFE)
    self.now = now
    store = Store()
    store.now = now
    articles = till.articles.values.filter { article in
      article.flag("active") == true && article.flag("webshop") == true && article.int("priceIncl") ?? 0 > 0
    }.sorted { ($0.int("articleNumber") ?? 0) < ($1.int("articleNumber") ?? 0) }
  }

  // ---- catalogue ----

  private mutating func fillCategories() {
    for (name, parent) in [("Shop", 0), ("Kaas", 1), ("Kleding", 1), ("Alt & Neu", 1)] {
      _ = try? store.putCategory(["name": .string(name), "parent_id": .int(parent)], id: nil)
    }
  }

  /// Every third article of its own is in the shop already, with words and a page title that are the merchant's own.
  /// Sizes and colours are not: they come as variants of their product.
  private mutating func fillProducts() {
    let singles = articles.filter { $0.text("size") == nil }
    for (index, article) in singles.enumerated() where index % 3 == 0 && index < 75 {
      let name = String((article.text("description") ?? "").prefix(200))
      _ = try? store.createProduct([
        "name": .string("\(name) (webshop)"), "type": "physical", "weight": 1,
        "sku": .string(article.text("pluNumber") ?? ""),
        "price": .string(StoreAmount(cents: article.int("priceExcl") ?? 0).text),
        "description": .string("<p>Door de winkel zelf geschreven, nummer \(index).</p>"),
        "page_title": "Eigen titel van de winkel", "categories": [2], "brand_name": "Huismerk",
        "inventory_tracking": index % 2 == 0 ? "product" : "none",
        "custom_fields": [["name": "Herkomst", "value": "Nederland"]],
      ])
    }
  }

  // ---- customers ----

  private mutating func fillCustomers() {
    let companies = ["", " ", "Bloem & Zoon BV", "Käse-Stübchen GmbH"]
    for index in 0..<60 {
      let person = person(index)
      let id = store.insertCustomer([
        "email": .string(person.email), "first_name": .string(person.first), "last_name": .string(person.last),
        "company": .string(index % 5 == 4 ? companies[index / 5 % companies.count] : ""),
        "phone": .string(index % 3 == 0 ? "" : "+31 30 123 45 \(Calendar.pad(index))"),
        "date_created": .string(Calendar.iso8601(now - (90 - index) * Calendar.secondsPerDay)),
        "date_modified": .string(Calendar.iso8601(now - (60 - index) * Calendar.secondsPerDay)),
      ])
      guard index % 9 != 8 else { continue }
      for number in 0...(index % 7 == 0 ? 1 : 0) { addAddress(to: id, person, number) }
    }
  }

  private mutating func addAddress(to customer: Int, _ person: Person, _ number: Int) {
    let town = person.place.towns[number % person.place.towns.count]
    _ = try? store.addAddress([
      "customer_id": .int(customer), "first_name": .string(person.first), "last_name": .string(person.last),
      "address1": .string(person.place.streets[number % person.place.streets.count]), "city": .string(town.city),
      "state_or_province": .string(town.state), "postal_code": .string(town.zip),
      "country_code": .string(person.place.country),
    ])
  }

  struct Person {
    var first: String
    var last: String
    var email: String
    var place: People.Place
  }

  /// The same person for the same number. Some write their address with capitals.
  private func person(_ index: Int) -> Person {
    let first = People.firstNames[index % People.firstNames.count]
    let last = People.lastNames[(index * 7 + index / People.firstNames.count) % People.lastNames.count]
    // Two in five live abroad, each country in turn.
    let foreign = [1, 2, 3, 1, 2, 4, 5, 6, 7, 8]
    let place = People.places[index % 5 < 3 ? 0 : foreign[index / 5 % foreign.count]]
    let domain = place.country == "NL" ? "example.nl" : place.country == "DE" ? "example.de" : "example.com"
    let mailbox = "\(People.mailbox(first)).\(People.mailbox(last))\(index)@\(domain)"
    return Person(first: first, last: last, email: index % 6 == 5 ? capitalised(mailbox) : mailbox, place: place)
  }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  // ---- orders ----

  private mutating func addOrder(_ index: Int, of count: Int) {
    let special = index < SpecialOrder.all.count ? SpecialOrder.all[index] : SpecialOrder()
    var draft = OrderDraft(
      id: 100 + index, special: special, person: person(index % 75), customer: customer(index, special))
    draft.created = now - (count - index) * 3 * 3600 - 1800
    let lineCount = special.isSmall ? 1 : random.number(1...4)
    for line in 0..<lineCount {
      draft.lines.append(
        line < special.unknownSkus ? unknownLine(line) : line == 0 && special.splitsCents ? splitLine() : someLine())
    }
    if special.unknownSkus > lineCount { draft.lines.append(unknownLine(1)) }
    draft.status = special.status ?? random.pick([11, 11, 11, 11, 11, 9, 9, 9, 10, 2, 7, 1, 5, 0])
    draft.paymentMethod = special.paymentMethod ?? random.pick(StoreLists.paymentMethods)
    draft.setShipping(special, random.number(0...5))
    draft.company = special.company ?? (index % 8 == 7 ? People.companies[index / 8 % People.companies.count] : "")
    if special.coupon == nil, special.discountCents == 0, random.chance(6) {
      draft.discountCents = 250
    } else {
      draft.discountCents = special.discountCents
    }
    draft.insert(into: &store)
  }

  private func customer(_ index: Int, _ special: SpecialOrder) -> Int {
    // Numbers beyond the 60 customers are guests, who left their address in the order only.
    special.email == nil && index % 75 < 60 ? index % 75 + 1 : 0
  }

  private mutating func someLine() -> OrderDraft.Line {
    let article = random.pick(articles)
    let quantity = random.chance(70) ? 1 : random.number(2...4)
    return line(article, quantity: quantity, unit: StoreAmount(cents: article.int("priceIncl") ?? 0).tenThousandths)
  }

  /// Three for a price that three does not divide: the lines rounded to cents miss the total.
  private mutating func splitLine() -> OrderDraft.Line {
    var line = line(random.pick(articles), quantity: 3, unit: 0)
    line.total = StoreAmount(cents: 1999).tenThousandths
    line.unit = Till.rounded(line.total, 3)
    return line
  }

  private mutating func line(_ article: XMLElement, quantity: Int, unit: Int) -> OrderDraft.Line {
    let sku = article.text("pluNumber") ?? ""
    var product = 0
    if case .product(let id) = store.ownerOfSku[Store.folded(sku)] { product = id }
    return OrderDraft.Line(
      sku: sku, name: article.text("description") ?? "", product: product, quantity: quantity, unit: unit,
      total: unit * quantity, rate: article.int("vatPercentage") ?? 0)
  }

  private func unknownLine(_ number: Int) -> OrderDraft.Line {
    OrderDraft.Line(
      sku: "ONBEKEND-\(number + 1)", name: "Artikel dat de kassa niet kent", product: 0, quantity: 1, unit: 99_500,
      total: 99_500, rate: 2100)
  }
}
