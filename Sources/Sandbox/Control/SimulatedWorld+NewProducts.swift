internal import Values
internal import XML

/// What the assistant at the till makes new.
extension SimulatedWorld {
  /// A product with several articles, which differ in size and colour:
  /// `{"set": {"description": "…"}, "articles": [{"pluNumber": "701", "size": "M", …}, …]}`
  func addProduct(_ change: JSON) throws(StoreRefusal) {
    let product = XMLElement("product", children: try Self.members(change["set"] ?? [:], "Product").children)
    var articles: [XMLElement] = []
    for article in change.list("articles") { articles.append(try newArticle(article)) }
    guard !articles.isEmpty else { throw StoreRefusal(status: 400, title: "a product needs articles") }
    till.till.insert(product, articles: articles)
  }

  /// One more size or colour in the product of an article: `{"pluNumber": "701", "set": {"pluNumber": "707", …}}`
  func addToProduct(_ change: JSON) throws(StoreRefusal) {
    guard let article = till.till.article(plu: change.text("pluNumber") ?? ""),
      let product = article.int("articleNumber").flatMap({ till.till.productOfArticle[$0] })
    else { throw .notFound("the till has no article with that pluNumber") }
    till.till.add([try newArticle(change["set"])], to: product)
  }

  private func newArticle(_ set: JSON?) throws(StoreRefusal) -> XMLElement {
    let article = try Self.members(set, "Article")
    guard let plu = article.text("pluNumber"), till.till.article(plu: plu) == nil else {
      throw StoreRefusal(status: 400, title: "a new article needs a pluNumber of its own")
    }
    return article
  }
}
