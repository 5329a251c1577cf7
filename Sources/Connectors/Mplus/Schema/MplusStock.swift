internal import Types

/// What one branch has of one article.
enum MplusStock {
  static let wire = WireRecord(
    "stock", noun: "stock row",
    [
      WireMember(
        "id", .text, .always, meaning: "Article and branch: 1201-3.", origin: "articleNumber and branchNumber, joined"),
      WireMember(
        "branchNumber", .whole, .always, .requiredCreateOnly, meaning: "The branch.",
        origin: "WSDL ArticleStock.branchNumber; the branch that was asked where the answer leaves it out (curated)",
        link: Field.Link("branch", entity: "branches", key: "branchNumber")),
      WireMember(
        "articleNumber", .whole, .always, .requiredCreateOnly, meaning: "The article.",
        origin: "WSDL ArticleStock.articleNumber",
        link: Field.Link("article", entity: "articles", key: "articleNumber")),
      WireMember(
        "changeTimestamp", .moment, meaning: "When it last changed.", origin: "WSDL ArticleStock.changeTimestamp"),
      WireMember(
        "stockId", .whole, .always, meaning: "Rises with every change of any stock.",
        origin: "WSDL ArticleStock.stockId"),
      WireMember(
        "amountFree", .quantity(places: "decimalPlacesFree"), .always,
        meaning: "What can safely be sold now: reservations are taken off already.",
        origin: "WSDL ArticleStock.amountFree with decimalPlacesFree"),
      WireMember(
        "amountReserved", .quantity(places: "decimalPlacesReserved"), .always,
        meaning: "Held by orders that are not delivered yet; with amountFree it makes what lies there.",
        origin: "WSDL ArticleStock.amountReserved with decimalPlacesReserved"),
      WireMember(
        "amountIncoming", .quantity(places: "decimalPlacesIncoming"), .always, meaning: "Ordered from suppliers.",
        origin: "WSDL ArticleStock.amountIncoming with decimalPlacesIncoming"),
      WireMember(
        "isDayStockArticle", .flag(absent: false), .always, meaning: "Stock is kept for each day anew.",
        origin: "WSDL ArticleStock.isDayStockArticle"),
      WireMember(
        "amount", .quantity(places: "decimalPlaces"), .optional, .writeOnly,
        meaning:
          "The counted amount to be set. Probably what lies there, reservations included: try it on one article.",
        origin: "WSDL SetStockRequest.amount with decimalPlaces"),
      WireMember(
        "reference", .text, .optional, .writeOnly, meaning: "Why the amount is set, for the stock history.",
        origin: "WSDL SetStockRequest.reference"),
    ])
}
