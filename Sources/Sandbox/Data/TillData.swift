internal import XML

/// Fills a till with a shop's worth of articles: the awkward ones first, so that small shops have them too.
struct TillData {
  private var random: SplitMix64
  private let today: Int
  private var till: Till

  /// - Parameter articles: how many the till holds in all, the two service articles included.
  static func till(articles: Int, seed: UInt64, now: Int) -> Till {
    var data = TillData(seed: seed, now: now)
    data.fillRelations()
    data.fillGroups()
    data.fillArticles(max(articles, 20))
    return data.till
  }

  private init(seed: UInt64, now: Int) {
    random = SplitMix64(seed: seed)
    today = now / Calendar.secondsPerDay
    till = Till()
    till.now = now
  }

  // ---- relations and groups ----

  private mutating func fillRelations() {
    var debtor = XMLElement("relation")
    debtor.add("relationNumber", 100_001)
    debtor.add("name", "Webshop particulier")
    till.insert(relation: debtor)
    let known = [
      ("Anna de Vries", "anna@example.nl", "Oude Gracht 4", "3511 AL", "Utrecht", "NL"),
      ("Kunst & Kaas BV", "inkoop@kunstenkaas.example.nl", "Havenweg 12", "1012AB", "Amsterdam", "NL"),
      ("Jörg Müller", "joerg.mueller@example.de", "Am Weiher 17a", "80331", "München", "DE"),
      // One address on two relations: whoever looks it up must not pick.
      ("Dubbel Eén", "dubbel@example.nl", "Kerkpad 1", "9711LM", "Groningen", "NL"),
      ("Dubbel Twee", "dubbel@example.nl", "Kerkpad 2", "9711LM", "Groningen", "NL"),
      ("Maud Peeters", "maud.peeters@example.be", "Stationsstraat 9", "2000", "Antwerpen", "BE"),
    ]
    for (name, email, address, zipcode, city, country) in known {
      var relation = XMLElement("relation")
      relation.add("name", name)
      relation.add("email", email)
      relation.add("address", address)
      relation.add("zipcode", zipcode)
      relation.add("city", city)
      relation.add("country", country)
      relation.add("telephone", "0301234567")
      till.insert(relation: relation)
    }
  }

  private mutating func fillGroups() {
    let groups = [
      (10, 0, "Kleding"), (11, 10, "Dames"), (12, 10, "Heren"), (20, 0, "Wonen"), (21, 20, "Keuken"),
      (22, 21, "Serviesgoed"),
      (30, 0, "Delicatessen"), (31, 30, "Käse & Kaas"), (40, 0, "Boeken"), (50, 0, "Webshop"),
    ]
    for (number, parent, name) in groups {
      var group = XMLElement("group")
      group.add("groupNumber", number)
      group.add("parentGroupNumber", parent)
      group.add("name", name)
      group.add("text", "")
      till.insertGroup(group)
    }
  }

  // ---- articles ----

  private mutating func fillArticles(_ count: Int) {
    let families = max(1, count * 60 / 330)
    let inFamilies = (count - 2) * 240 / 328
    let singles = count - 2 - inFamilies
    for index in 0..<singles { addSingle(index) }
    for index in 0..<families {
      // Spread so that the sum is exact: on average four variants a product.
      let size = inFamilies * (index + 1) / families - inFamilies * index / families
      addFamily(index, size: size)
    }
    addService(900_001, "VERZEND", "Verzendkosten", turnoverGroup: 90, cents: 495)
    addService(900_002, "KORTING", "Korting webshop", turnoverGroup: 91, cents: 0)
  }

  private mutating func addService(_ number: Int, _ plu: String, _ name: String, turnoverGroup: Int, cents: Int) {
    var article = XMLElement("article")
    article.add("articleNumber", number)
    article.add("pluNumber", plu)
    article.add("description", name)
    article.add("turnoverGroup", turnoverGroup)
    article.add("vatCode", 2)
    article.add("priceIncl", cents)
    article.add("stockArticle", "false")
    var product = XMLElement("product")
    product.add("productNumber", number)
    product.add("description", name)
    till.insert(product, articles: [article])
  }

  private mutating func addSingle(_ index: Int) {
    let special = index < Assortment.awkward.count ? Assortment.awkward[index] : nil
    let base = Assortment.singles[index % Assortment.singles.count]
    let kind = Assortment.kinds[index / Assortment.singles.count % Assortment.kinds.count]
    let series = index / (Assortment.singles.count * Assortment.kinds.count)
    let name = special?.name ?? "\(base.name) \(kind)" + (series > 0 ? " \(series + 1)" : "")
    var article = XMLElement("article")
    article.add("articleNumber", 1001 + index)
    article.add("pluNumber", special?.plu ?? String(10_001 + index))
    fill(&article, name: name, vatCode: special?.vatCode ?? base.vatCode, group: base.turnoverGroup, special)
    var product = XMLElement("product")
    product.add("productNumber", 1001 + index)
    product.add("description", name)
    product.add("groupNumbers", base.articleGroup)
    let (_, numbers) = till.insert(product, articles: [article])
    fillStock(of: numbers, inKilos: base.isWeighed)
  }

  private mutating func addFamily(_ index: Int, size: Int) {
    guard size > 0 else { return }
    let garment = Assortment.garments[index % Assortment.garments.count]
    let line = Assortment.lines[index / Assortment.garments.count % Assortment.lines.count]
    let series = index / (Assortment.garments.count * Assortment.lines.count)
    let name = "\(garment) \(line)" + (series > 0 ? " \(series + 1)" : "")
    var articles: [XMLElement] = []
    let sizes = size > 2 ? (size + 1) / 2 : size
    for variant in 0..<size {
      let sizeName = Assortment.sizes[variant % sizes % Assortment.sizes.count]
      let colour = Assortment.colours[(index + variant / sizes) % Assortment.colours.count]
      var article = XMLElement("article")
      article.add("articleNumber", 20_001 + index * 20 + variant)
      article.add("pluNumber", String(500_001 + index * 20 + variant))
      article.add("colour", colour)
      article.add("size", sizeName)
      article.add("sizeSequenceNumber", variant % sizes + 1)
      fill(&article, name: "\(name) \(sizeName) \(colour)", vatCode: 2, group: 1, nil)
      articles.append(article)
    }
    var product = XMLElement("product")
    product.add("productNumber", 5001 + index)
    product.add("description", name)
    product.add("extraText", Assortment.texts[index % Assortment.texts.count])
    product.add("groupNumbers", index % 2 == 0 ? 11 : 12)
    let (_, numbers) = till.insert(product, articles: articles)
    fillStock(of: numbers, inKilos: false)
  }

  private mutating func fill(
    _ article: inout XMLElement, name: String, vatCode: Int, group: Int, _ special: Assortment.Awkward?
  ) {
    article.add("description", name)
    article.add("receiptText", String(name.prefix(20)))
    article.add("extraText", special?.text ?? random.pick(Assortment.texts))
    if random.chance(70) { article.add("brandName", random.pick(Assortment.brands)) }
    if special?.hasBarcode ?? !random.chance(10) { article.add("barcode", barcode()) }
    article.add("turnoverGroup", group)
    article.add("vatCode", vatCode)
    let cents = special?.cents ?? random.pick(Assortment.cents) + 100 * random.number(0...40)
    article.add("priceIncl", cents)
    article.add("purchasePrice", cents * 45 / 100)
    article.add("contentQuantity", random.pick([100, 250, 330, 500, 750, 1000, 1250]))
    article.add("contentUnit", "g")
    article.add("specialPrice", "PRICE-NORMAL")
    article.add("active", String(special?.isActive ?? !random.chance(4)))
    article.add("webshop", String(special?.isForWebshop ?? !random.chance(6)))
    article.add("discontinued", String(special?.isDiscontinued ?? random.chance(3)))
    article.add("stockArticle", String(special?.isStockArticle ?? !random.chance(5)))
    if let days = special?.offerDays ?? (random.chance(8) ? random.pick(Assortment.offers) : nil) {
      addOffer(&article, cents, days)
    }
  }

  /// A temporary price; days are relative to the day on which the data is made, nil is an open end.
  private func addOffer(_ article: inout XMLElement, _ cents: Int, _ days: (start: Int?, end: Int?)) {
    var price = XMLElement("salesPrice")
    price.add("salesPriceNumber", 1)
    price.add("description", "Aanbieding")
    let nothing = Calendar.Date(year: 0, month: 0, day: 0)
    price.children.append(Till.date("startDate", days.start.map { Calendar.date(days: today + $0) } ?? nothing))
    price.children.append(Till.date("endDate", days.end.map { Calendar.date(days: today + $0) } ?? nothing))
    let offer = cents * 4 / 5
    price.add("priceIncl", offer)
    let rate = till.lists.vatPercentage(code: article.int("vatCode") ?? 2, country: nil) ?? 0
    price.add("priceExcl", Till.rounded(offer * 10_000, 10_000 + rate))
    article.children.append(XMLElement("salesPriceList", children: [price]))
  }

  private mutating func barcode() -> String {
    let digits = [8, 7] + (0..<10).map { _ in random.number(0...9) }
    let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
    return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
  }

  private mutating func fillStock(of numbers: [Int], inKilos: Bool) {
    for number in numbers where till.articles[number]?.flag("stockArticle") == true {
      for branch in till.lists.branches {
        var amount = random.number(0...40) * 1000
        if inKilos { amount += random.pick([0, 250, 530, 125]) }
        if branch.number == 2, random.chance(4) { amount = -random.number(1...5) * 1000 }
        let incoming = random.chance(10) ? 12_000 : 0
        till.move(Till.StockPlace(branch: branch.number, article: number), "STOCK-HISTORY-TYPE-DELIVERY") {
          $0.physical = amount
          $0.incoming = incoming
        }
      }
    }
  }
}
