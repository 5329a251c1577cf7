internal import ConnectorKit
internal import Values
internal import XML

// Making and changing products, each with its articles.
extension ProductDesk {
  /// Mplus tells articles apart by two numbers. `articleNumber` is a whole number that Mplus gives itself; `pluNumber` is
  /// the text that the till sells by: it keeps its leading zeros, and `getProducts` searches for it. So a product is
  /// matched by `pluNumber`, and an `articleNumber` is sent only if a flow gives one.
  func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError) -> FoundRecord {
    let members = try MplusProduct.wire.elements(request.fields.filter { $0.name != "articles" })
    switch request.operation {
    case .create:
      return try await create(members, ArticleChanges(request["articles"], isNew: true), over: transport)
    case .update(let existing):
      let articles = try ArticleChanges(request["articles"], isNew: false)
      return try await update(existing.key, members, articles, over: transport)
    }
  }

  /// `createProduct` has no key by which a repeated call would be known, so it is never sent twice without looking.
  private func create(
    _ members: [XMLElement], _ articles: ArticleChanges, over transport: any Transport
  ) async throws(ConnectorError) -> FoundRecord {
    guard !articles.new.isEmpty else {
      throw ConnectorError(.refused, "a product needs an article", fields: [.init("articles", "has no entry")])
    }
    try await refuseTaken(articles.new, over: transport)
    var product = XMLElement("product")
    product.write(members)
    product.replace(XMLElement("articleList", children: articles.new), in: ProductDesk.order)
    let answer = try await door.send(.write("createProduct", [product], isRepeatable: false), over: transport)
    try answer.accept(
      "CREATE-PRODUCT-RESULT-OK", "made the product",
      conflicts: ["ARTICLE", "PRODUCT"].map { "CREATE-PRODUCT-RESULT-FAILED-\($0)-NUMBER-ALREADY-TAKEN" })
    if let number = answer.child("productNumber") { product.replace(number, in: ProductDesk.order) }
    guard let number = product.filled("productNumber"), number != "0" else {
      throw ConnectorError(.misunderstood, "Mplus made a product without saying its number")
    }
    return try record(product, new: articles.new.count, numbers: answer.children("articleNumbers"), answer)
  }

  /// Whether Mplus keeps what an update leaves out is not written down anywhere. So the product is read with all its
  /// articles, and sent back whole with the changes in it, also what flows do not see.
  private func update(
    _ number: String, _ members: [XMLElement], _ articles: ArticleChanges, over transport: any Transport
  ) async throws(ConnectorError) -> FoundRecord {
    let wanted = [number].compactMap { Int64($0) }
    let found =
      wanted.isEmpty
      ? [] : try await ProductCall(productNumbers: wanted, wholeProducts: true).send(door, over: transport)
    guard var product = found.first(where: { $0.filled("productNumber") == number }) else {
      throw ConnectorError(.refused, "Mplus no longer has product \(number)")
    }
    // An article that is added twice would be there twice: what a lost answer added is found here.
    try await refuseTaken(articles.new, over: transport)
    product.write(members)
    var list = product.child("articleList") ?? XMLElement("articleList")
    for change in articles.changed {
      guard let place = list.children.firstIndex(where: { $0.filled("articleNumber") == change.number }) else {
        throw ConnectorError(.refused, "product \(number) of Mplus no longer has article \(change.number)")
      }
      list.children[place].change(change.members)
    }
    list.children += articles.new
    product.replace(list, in: ProductDesk.order)
    let call = MplusCall.write("updateProduct", [product.withoutKept], isRepeatable: articles.new.isEmpty)
    let answer = try await door.send(call, over: transport)
    try answer.accept(
      "UPDATE-PRODUCT-RESULT-OK", "changed product \(number)",
      conflicts: ["UPDATE-PRODUCT-RESULT-FAILED-ARTICLE-NUMBER-ALREADY-TAKEN"])
    return try record(product, new: articles.new.count, numbers: answer.children("newArticleNumbers"), answer)
  }

  /// Mplus itself minds a taken article number, not a look-up number that two articles share; the till would sell the
  /// wrong one.
  private func refuseTaken(_ articles: [XMLElement], over transport: any Transport) async throws(ConnectorError) {
    let numbers = articles.compactMap { $0.filled("pluNumber") }
    for batch in numbers.batches(of: MplusLimits.batch) {
      let products = try await ProductCall(pluNumbers: batch).send(door, over: transport)
      for product in products {
        let taken = (product.child("articleList")?.children("article") ?? []).compactMap { $0.filled("pluNumber") }
          .first { batch.contains($0) }
        guard let taken else { continue }
        let name = product.filled("description").map { ", “\($0)”" } ?? ""
        let end = "number \(taken) belongs to product \(product.filled("productNumber") ?? "")\(name) already"
        throw ConnectorError(.conflict, "look-up \(end)", fields: [.init("articles", end)])
      }
    }
  }

  /// The product as it was sent, with the numbers that Mplus gave: those of new articles stand in the order in which
  /// the articles were sent, at the end of the list.
  private func record(
    _ sent: XMLElement, new count: Int, numbers: [XMLElement], _ answer: XMLElement
  ) throws(ConnectorError) -> FoundRecord {
    guard numbers.count == count, var list = sent.child("articleList") else {
      throw ConnectorError(
        .misunderstood, "Mplus was sent \(count) new articles, and gave numbers to \(numbers.count)")
    }
    for (place, number) in zip(list.children.indices.suffix(count), numbers) {
      list.children[place].set(XMLElement("articleNumber", text: number.text))
    }
    var product = sent
    product.set(list)
    if let marker = answer.child("syncMarker") { product.set(marker) }
    guard let record = try records([product]).first else {
      throw ConnectorError(.misunderstood, "Mplus sent no product")
    }
    return record
  }

  /// The members of a product in the order of the wire.
  fileprivate static let order = [
    "productNumber", "syncMarker", "description", "extraText", "articleList", "groupNumbers", "sortOrderGroupList",
  ]

  /// The members of an article in the order of the wire.
  fileprivate static let articleOrder = [
    "articleNumber", "extArticleId", "pluNumber", "syncMarker", "changeTimestamp", "createTimestamp", "active",
    "description", "colour", "colourSequenceNumber", "size", "sizeSequenceNumber", "invoiceText", "receiptText",
    "displayText", "barcode", "barcodeDate", "contentUnit", "contentQuantity", "contentQuantityDecimalPlaces",
    "brandName", "extraText", "turnoverGroup", "vatCode", "vatPercentage", "vatCodeAlternative",
    "vatPercentageAlternative", "averagePurchasePrice", "purchasePrice", "priceIncl", "priceExcl", "siUnit", "unit",
    "orderQuantityValue", "orderQuantityDecimalPlaces", "supplierRelationNumber", "supplierRelationName",
    "supplierArticleNumber", "webshop", "categoryId", "categoryIds", "stockArticle", "articleDiscountGroupNumber",
    "articleDiscountGroupName", "course", "specialPrice", "showPreparationMethodsDirectly",
    "showPreparationMethodsPerGroup", "exchangeRateBuyPrice", "exchangeRateBuyPriceDecimalPlaces",
    "exchangeRateSellPrice", "exchangeRateSellPriceDecimalPlaces", "exchangeRateMultiplier", "imageList",
    "customFieldList", "salesPriceList", "priceGroupList", "preparationMethodList", "componentArticleList",
    "linkedArticleList", "barcodeList", "relationArticleDiscountList", "askFor", "nutritionalCharacteristics",
    "discontinued", "stockSiUnit", "specialBehaviour", "ageCheckMinimumAge", "oldestBestBeforeDate", "shelfLifeInDays",
    "shelfLifeInHours", "priceDeviationMin", "priceDeviationMax", "availableForInterbranchOrdering",
  ]
}

extension XMLElement {
  /// What Mplus itself writes or works out, and pictures, which have calls of their own.
  private static let keptByMplus: Set<String> = [
    "syncMarker", "createTimestamp", "changeTimestamp", "averagePurchasePrice", "imageList",
  ]

  /// A product without what a caller has no say in.
  fileprivate var withoutKept: XMLElement {
    var product = self
    product.children.removeAll { Self.keptByMplus.contains($0.name) }
    if var list = product.child("articleList") {
      for place in list.children.indices {
        list.children[place].children.removeAll { Self.keptByMplus.contains($0.name) }
      }
      product.set(list)
    }
    return product
  }

  /// Puts a product's own members into it. Groups are a whole, and the place in a group that it left goes with them.
  fileprivate mutating func write(_ members: [XMLElement]) {
    let groups = members.filter { $0.name == "groupNumbers" }
    for member in members where member.name != "groupNumbers" { replace(member, in: ProductDesk.order) }
    if groups.isEmpty { return }
    children.removeAll { $0.name == "groupNumbers" }
    let place = children.firstIndex { $0.name == "sortOrderGroupList" } ?? children.count
    children.insert(contentsOf: groups, at: place)
    guard var places = child("sortOrderGroupList") else { return }
    let kept = Set(groups.map(\.text))
    places.children.removeAll { !kept.contains($0.filled("groupNumber") ?? "") }
    set(places)
  }

  /// Puts an article's members into it. Of a changed price the other one goes, and Mplus works it out again; of a
  /// changed VAT code the price without VAT, as the one on the shelf stays.
  fileprivate mutating func change(_ members: [XMLElement]) {
    let names = Set(members.map(\.name))
    var stale: Set<String> = []
    if names.contains("vatCode") { stale = ["vatPercentage", "priceExcl"] }
    if names.contains("priceIncl") { stale.insert("priceExcl") }
    if names.contains("priceExcl") { stale.insert("priceIncl") }
    children.removeAll { stale.contains($0.name) && !names.contains($0.name) }
    for member in members { replace(member, in: ProductDesk.articleOrder) }
  }
}
