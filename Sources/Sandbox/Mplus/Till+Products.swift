internal import XML

extension Till {
  func getProducts(_ request: XMLElement) -> [XMLElement] {
    let wanted = ProductFilter(request)
    let isWhole = request.flag("includeAllArticlesOfSelectedProducts") == true
    var chosen: [(product: Int, articles: [Int])] = []
    for (product, numbers) in articleNumbersOfProduct {
      guard let element = products[product], wanted.accepts(product: product, element) else { continue }
      let matching = numbers.filter { number in articles[number].map { wanted.accepts(article: number, $0) } ?? false }
      if !matching.isEmpty { chosen.append((product, isWhole ? numbers : matching)) }
    }
    func order(_ product: Int) -> (Int, Int) { (products[product]?.int("syncMarker") ?? 0, product) }
    chosen.sort { order($0.product) < order($1.product) }
    if wanted.marker != nil, let limit = request.int("syncMarkerLimit") { chosen = cut(chosen, limit) }
    // A page is not sorted by marker, and readers must not count on it: the last comes first.
    return [XMLElement("productList", children: chosen.reversed().map { product($0.product, $0.articles) })]
  }

  /// What a request asks for; all of it must hold.
  private struct ProductFilter {
    var articleNumbers: Set<Int>
    var productNumbers: Set<Int>
    var pluNumbers: Set<String>
    var groupNumbers: Set<Int>
    var isForWebshop: Bool
    var isActive: Bool
    var marker: Int?

    init(_ request: XMLElement) {
      articleNumbers = Set(request.ints("articleNumbers"))
      productNumbers = Set(request.ints("productNumbers"))
      pluNumbers = Set(request.child("pluNumbers")?.children("text").compactMap { $0.text("text") } ?? [])
      groupNumbers = Set(request.ints("groupNumbers"))
      isForWebshop = request.flag("onlyWebshop") == true
      isActive = request.flag("onlyActive") == true
      marker = request.int("syncMarker")
    }

    func accepts(product number: Int, _ product: XMLElement) -> Bool {
      (productNumbers.isEmpty || productNumbers.contains(number))
        && (groupNumbers.isEmpty || product.ints("groupNumbers").contains { groupNumbers.contains($0) })
        && marker.map { product.int("syncMarker") ?? 0 >= $0 } ?? true
    }

    func accepts(article number: Int, _ article: XMLElement) -> Bool {
      (articleNumbers.isEmpty || articleNumbers.contains(number))
        && (pluNumbers.isEmpty || pluNumbers.contains(article.text("pluNumber") ?? ""))
        && (!isForWebshop || article.flag("webshop") == true) && (!isActive || article.flag("active") == true)
        && marker.map { article.int("syncMarker") ?? 0 >= $0 } ?? true
    }
  }

  /// The limit counts articles; a first product that alone exceeds it comes whole.
  private func cut(_ chosen: [(product: Int, articles: [Int])], _ limit: Int) -> [(product: Int, articles: [Int])] {
    var count = 0
    return Array(
      chosen.enumerated().prefix { index, entry in
        count += entry.articles.count
        return index == 0 || count <= limit
      }.map(\.element))
  }

  private func product(_ number: Int, _ articleNumbers: [Int]) -> XMLElement {
    guard var product = products[number] else { return XMLElement("product") }
    product.set(XMLElement("articleList", children: articleNumbers.compactMap { articles[$0] }))
    return product
  }

  mutating func createProduct(_ product: XMLElement) -> [XMLElement] {
    func failed(_ result: String, _ message: String) -> [XMLElement] {
      [
        XMLElement("result", text: "CREATE-PRODUCT-RESULT-" + result), XMLElement("productNumber", text: "0"),
        XMLElement("errorMessage", text: message),
      ]
    }
    if let number = product.int("productNumber"), products[number] != nil {
      return failed("FAILED-PRODUCT-NUMBER-ALREADY-TAKEN", "product \(number) already exists")
    }
    let sent = product.child("articleList")?.children ?? []
    if sent.isEmpty { return failed("FAILED", "a product needs an article") }
    if let taken = sent.compactMap({ $0.int("articleNumber") }).first(where: { articles[$0] != nil }) {
      return failed("FAILED-ARTICLE-NUMBER-ALREADY-TAKEN", "article \(taken) already exists")
    }
    if let reason = sent.compactMap(refusal).first { return failed("FAILED", reason) }
    let (number, articleNumbers) = insert(product, articles: sent)
    note(
      "createProduct", "product", String(number), ["articles": articleNumbers.map(String.init).joined(separator: " ")])
    var answer = [
      XMLElement("result", text: "CREATE-PRODUCT-RESULT-OK"), XMLElement("productNumber", text: String(number)),
    ]
    answer += articleNumbers.map { XMLElement("articleNumbers", text: String($0)) }
    answer.append(XMLElement("syncMarker", text: String(articleMarker)))
    answer.append(XMLElement("errorMessage"))
    return answer
  }

  mutating func updateProduct(_ product: XMLElement) -> [XMLElement] {
    func failed(_ result: String, _ message: String) -> [XMLElement] {
      [XMLElement("result", text: "UPDATE-PRODUCT-RESULT-" + result), XMLElement("errorMessage", text: message)]
    }
    guard let number = product.int("productNumber"), products[number] != nil else {
      return failed("NOT-FOUND", "no such product")
    }
    let sent = product.child("articleList")?.children ?? []
    if let reason = sent.compactMap(refusal).first { return failed("FAILED", reason) }
    let known = sent.filter { $0.int("articleNumber").map { productOfArticle[$0] == number } ?? false }
    let new = sent.filter { $0.int("articleNumber").map { productOfArticle[$0] == nil } ?? true }
    if known.count + new.count < sent.count {
      return failed("FAILED-ARTICLE-NUMBER-ALREADY-TAKEN", "an article belongs to another product")
    }
    change(product: number, product)
    for article in known { change(article: article.int("articleNumber") ?? 0, article) }
    let newNumbers = new.map { add($0, to: number) }
    note("updateProduct", "product", String(number), ["articles": String(sent.count)])
    var answer = [XMLElement("result", text: "UPDATE-PRODUCT-RESULT-OK")]
    answer += known.map { XMLElement("existingArticleNumbers", text: $0.text("articleNumber") ?? "") }
    answer += newNumbers.map { XMLElement("newArticleNumbers", text: String($0)) }
    answer.append(XMLElement("syncMarker", text: String(articleMarker)))
    answer.append(XMLElement("errorMessage"))
    return answer
  }

  private func refusal(of article: XMLElement) -> String? {
    if let group = article.int("turnoverGroup"), !lists.turnoverGroups.contains(where: { $0.number == group }) {
      return "turnover group \(group) does not exist"
    }
    if let code = article.int("vatCode"), lists.vatPercentage(code: code, country: nil) == nil {
      return "VAT code \(code) does not exist"
    }
    return nil
  }

  /// Puts a product with its articles into the till, numbering what has no number.
  @discardableResult
  mutating func insert(_ product: XMLElement, articles new: [XMLElement]) -> (product: Int, articles: [Int]) {
    let number = product.int("productNumber") ?? lastProductNumber + 1
    lastProductNumber = max(lastProductNumber, number)
    articleMarker += 1
    var kept = product
    kept.remove("articleList")
    kept.set("productNumber", number)
    kept.set("syncMarker", articleMarker)
    products[number] = kept
    articleNumbersOfProduct[number] = []
    return (number, new.map { add($0, to: number) })
  }

  /// More articles in a product that is there.
  mutating func add(_ new: [XMLElement], to product: Int) {
    articleMarker += 1
    products[product]?.set("syncMarker", articleMarker)
    for article in new { _ = add(article, to: product) }
  }

  private mutating func add(_ article: XMLElement, to product: Int) -> Int {
    let number = article.int("articleNumber") ?? lastArticleNumber + 1
    lastArticleNumber = max(lastArticleNumber, number)
    var kept = XMLElement("article", children: article.children)
    kept.set("articleNumber", number)
    kept.set("syncMarker", articleMarker)
    kept.set(Till.moment("changeTimestamp", now))
    kept.set(Till.moment("createTimestamp", now))
    for (name, value) in [
      ("active", "true"), ("webshop", "false"), ("stockArticle", "true"), ("discontinued", "false"),
    ]
    where kept.child(name) == nil { kept.set(name, value) }
    articles[number] = withPrices(kept)
    articleNumbersOfProduct[product, default: []].append(number)
    productOfArticle[number] = product
    return number
  }

  /// The merchant or a caller changes a product's own members.
  mutating func change(product number: Int, _ members: XMLElement) {
    articleMarker += 1
    products[number]?.merge(members, except: ["productNumber", "articleList", "syncMarker"])
    products[number]?.set("syncMarker", articleMarker)
  }

  /// The merchant or a caller changes members of an article; its product's marker moves along.
  mutating func change(article number: Int, _ members: XMLElement) {
    guard var article = articles[number], let product = productOfArticle[number] else { return }
    articleMarker += 1
    let prices = ["priceIncl", "priceExcl"].filter { members.child($0) != nil }
    article.merge(members, except: ["articleNumber", "syncMarker"])
    if prices == ["priceIncl"] { article.remove("priceExcl") }
    if prices == ["priceExcl"] { article.remove("priceIncl") }
    if members.child("vatCode") != nil { article.remove("priceExcl") }
    article.set("syncMarker", articleMarker)
    article.set(Till.moment("changeTimestamp", now))
    articles[number] = withPrices(article)
    products[product]?.set("syncMarker", articleMarker)
  }

  /// Either price follows from the other, and the percentage from the code.
  private func withPrices(_ article: XMLElement) -> XMLElement {
    var article = article
    if let code = article.int("vatCode"), let rate = lists.vatPercentage(code: code, country: nil) {
      article.set("vatPercentage", rate)
    }
    let rate = article.int("vatPercentage") ?? 0
    if let incl = article.int("priceIncl"), article.child("priceExcl") == nil {
      article.set("priceExcl", Till.rounded(incl * 10_000, 10_000 + rate))
    } else if let excl = article.int("priceExcl"), article.child("priceIncl") == nil {
      article.set("priceIncl", Till.rounded(excl * (10_000 + rate), 10_000))
    }
    return article
  }
}

extension Till {
  func getArticleGroups(_ request: XMLElement) -> [XMLElement] {
    let wanted = request.ints("groupNumbers")
    let marker = request.int("syncMarker") ?? 0
    func tree(_ parent: Int) -> [XMLElement] {
      let children = articleGroups.values.filter { $0.int("parentGroupNumber") == parent }
      return children.sorted { ($0.int("sortOrder") ?? 0) < ($1.int("sortOrder") ?? 0) }.compactMap { group in
        let number = group.int("groupNumber") ?? 0
        if parent == 0, !wanted.isEmpty, !wanted.contains(number) { return nil }
        var element = group
        element.name = "articleGroups"
        let below = tree(number)
        if group.int("syncMarker") ?? 0 < marker, below.isEmpty { return nil }
        element.set(XMLElement("subGroupList", children: below))
        element.set(XMLElement("productNumbers", children: productNumbers(inGroup: number)))
        return element
      }
    }
    return [XMLElement("articleGroupList", children: tree(0))]
  }

  func getArticleGroupChanges(_ request: XMLElement) -> [XMLElement] {
    let wanted = request.ints("groupNumbers")
    let groups = articleGroups.values.filter { group in
      let number = group.int("groupNumber") ?? 0
      return group.int("syncMarker") ?? 0 >= request.int("syncMarker") ?? 0
        && (wanted.isEmpty || wanted.contains(number))
    }.sorted { ($0.int("syncMarker") ?? 0) < ($1.int("syncMarker") ?? 0) }
      .prefix(request.int("syncMarkerLimit") ?? Int.max)
    let elements = groups.map { group in
      var element = group
      element.name = "changedArticleGroups"
      element.set(XMLElement("productNumbers", children: productNumbers(inGroup: group.int("groupNumber") ?? 0)))
      return element
    }
    return [XMLElement("changedArticleGroupList", children: Array(elements))]
  }

  private func productNumbers(inGroup group: Int) -> [XMLElement] {
    products.values.filter { $0.ints("groupNumbers").contains(group) }.compactMap { $0.int("productNumber") }
      .sorted().map { XMLElement("number", text: String($0)) }
  }

  mutating func newArticleGroup(_ request: XMLElement) -> [XMLElement] {
    let parent = request.int("parentGroupNumber") ?? 0
    guard parent == 0 || articleGroups[parent] != nil else {
      return [
        XMLElement("result", text: "NEW-ARTICLE-GROUP-RESULT-PARENT-NOTFOUND"), XMLElement("groupNumber", text: "0"),
      ]
    }
    let number = insertGroup(request)
    note("newArticleGroup", "articleGroup", String(number), ["name": request.text("name") ?? ""])
    return [XMLElement("result", text: "NEW-ARTICLE-GROUP-RESULT-OK"), XMLElement("groupNumber", text: String(number))]
  }

  @discardableResult
  mutating func insertGroup(_ request: XMLElement) -> Int {
    let number = request.int("groupNumber") ?? (articleGroups.keys.max() ?? 0) + 1
    articleGroupMarker += 1
    var group = XMLElement("articleGroups", children: request.children.filter { $0.name != "imageId" })
    group.set("groupNumber", number)
    group.set("syncMarker", articleGroupMarker)
    if group.child("sortOrder") == nil { group.set("sortOrder", number) }
    articleGroups[number] = group
    return number
  }

  mutating func updateArticleGroup(_ request: XMLElement) -> [XMLElement] {
    let number = request.int("groupNumber") ?? 0
    guard articleGroups[number] != nil else {
      return [XMLElement("result", text: "SAVE-ARTICLE-GROUP-RESULT-NOT-FOUND")]
    }
    articleGroupMarker += 1
    articleGroups[number]?.merge(request, except: ["groupNumber", "imageId"])
    articleGroups[number]?.set("syncMarker", articleGroupMarker)
    note("updateArticleGroup", "articleGroup", String(number), ["name": request.text("name") ?? ""])
    return [XMLElement("result", text: "SAVE-ARTICLE-GROUP-RESULT-OK")]
  }
}
