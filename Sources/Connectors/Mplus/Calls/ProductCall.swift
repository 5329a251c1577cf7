internal import ConnectorKit
internal import XML

/// The one call that gives products and their articles.
struct ProductCall {
  var articleNumbers: [Int64] = []
  var pluNumbers: [String] = []
  var productNumbers: [Int64] = []
  var marker: SyncMarker?
  /// Counts articles; a product that alone has more comes whole.
  var limit = MplusLimits.articles
  /// Also the articles of a product that did not change, or were not asked for.
  var wholeProducts = false

  /// The products of the answer.
  func send(_ door: MplusDoor, over transport: any Transport) async throws(ConnectorError) -> [XMLElement] {
    let answer = try await door.send(.read("getProducts", [XMLElement("request", children: members)]), over: transport)
    return answer.child("productList")?.children("product") ?? []
  }

  private var members: [XMLElement] {
    var members = articleNumbers.map { XMLElement("articleNumbers", $0) }
    members.append(
      XMLElement(
        "pluNumbers",
        children: pluNumbers.map { XMLElement("text", children: [XMLElement("text", text: $0)]) }))
    if let marker {
      members.append(XMLElement("syncMarker", marker.position))
      members.append(XMLElement("syncMarkerLimit", Int64(limit)))
    }
    members.append(XMLElement("includeAllArticlesOfSelectedProducts", wholeProducts))
    return members + productNumbers.map { XMLElement("productNumbers", $0) }
  }

  /// The articles of products, each with what its product says of it.
  static func articles(_ products: [XMLElement]) -> [XMLElement] {
    products.flatMap { product in
      let shared = product.children.filter { $0.name == "productNumber" || $0.name == "groupNumbers" }
      return (product.child("articleList")?.children("article") ?? []).map { article in
        var article = article
        article.children += shared
        return article
      }
    }
  }

  /// The products with their articles as ``articles(_:)`` has them, and the look-up number of the first.
  static func products(_ products: [XMLElement]) -> [XMLElement] {
    products.map { product in
      var product = product
      let articles = articles([product])
      product.set(XMLElement("articleList", children: articles))
      if let number = articles.first?.child("pluNumber") { product.set(number) }
      return product
    }
  }

  /// The markers by which a reading goes on. A product's marker covers those of its articles, and the service pages by
  /// it; where that would not lead on, because an article's marker alone brought the product here, it is the articles'.
  static func markers(_ products: [XMLElement], from marker: SyncMarker) throws(ConnectorError) -> [Int64] {
    let own = try products.markers()
    if let highest = own.max(), highest >= marker.position { return own }
    return try own + articles(products).markers()
  }
}
