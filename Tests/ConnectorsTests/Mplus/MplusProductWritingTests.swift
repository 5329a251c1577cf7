import ConnectorKit
import Testing
import Values
import XML

@testable import Connectors

@Suite struct MplusProductWritingTests {
  typealias Answer = ScriptedTransport.Answer

  static let nothing = Answer.soap("GetProductsResponse", "<productList/>")
  static let made = Answer.soap(
    "CreateProductResponse",
    """
    <result>CREATE-PRODUCT-RESULT-OK</result><productNumber>120</productNumber><articleNumbers>1201</articleNumbers>
    <articleNumbers>1202</articleNumbers><syncMarker>4711</syncMarker><errorMessage/>
    """)

  /// In no order that Mplus would want.
  static func article(_ number: String, size: String, _ more: WrittenField...) -> EntryChange {
    EntryChange(
      .create,
      fields: [
        .number("priceIncl", "49.95"), .whole("vatCode", 2), .text("size", size), .text("pluNumber", number),
        .text("description", "Linen shirt & tie"), WrittenField("webshop", .value(.bool(true))),
        .number("contentQuantity", "1.5"),
      ] + more)
  }

  static func product(_ articles: EntryChange...) -> [WrittenField] {
    [
      WrittenField("groupNumbers", .value(.list([.whole(10), .whole(12)]))), .text("description", "Linen shirt"),
      WrittenField("articles", .entries(articles)),
    ]
  }

  @Test func aProductWithItsArticlesInTheOrderOfTheWire() async throws {
    let till = TestTill(Self.nothing, Self.made)
    let made = try await till.create(
      "products", Self.product(Self.article("00123", size: "M"), Self.article("124", size: "L")))
    #expect(made.key == "120")
    #expect(made.version == "4711")
    #expect(made.tree["pluNumber"] == "00123")
    #expect(made.tree["groupNumbers"] == [10, 12])
    #expect(made.tree["articles"]?.array?.map { $0["articleNumber"] } == [1201, 1202])
    #expect(made.tree["articles"]?[0]?["priceIncl"]?.number == DecimalNumber("49.95"))

    let search = try #require(till.sent()[0].child("request"))
    #expect(search.child("pluNumbers")?.children("text").map { $0.filled("text") } == ["00123", "124"])
    let sent = try #require(till.sent()[1].child("product"))
    #expect(sent.children.map(\.name) == ["description", "articleList", "groupNumbers", "groupNumbers"])
    let article = try #require(sent.child("articleList")?.children.first)
    #expect(
      article.children.map { "\($0.name)=\($0.text)" } == [
        "pluNumber=00123", "description=Linen shirt & tie", "size=M", "contentQuantity=15",
        "contentQuantityDecimalPlaces=1", "vatCode=2", "priceIncl=4995", "webshop=true",
      ])
    // There is no key by which Mplus would know the call again.
    #expect(till.transport.requests.map(\.isRepeatable) == [true, false])
  }

  @Test func aNumberThatAnotherArticleHasIsAConflictBeforeAnythingIsWritten() async throws {
    let till = TestTill(.soap("GetProductsResponse", "<productList>\(MplusReadingTests.shirt)</productList>"))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("products", Self.product(Self.article("0LS-M", size: "M")))
    }
    #expect(error?.kind == .conflict)
    #expect(error?.fields.map(\.field) == ["articles"])
    #expect(error?.message == "look-up number 0LS-M belongs to product 120, “Linen shirt” already")
    #expect(till.transport.isFinished && till.transport.requests.count == 1)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var articles: [EntryChange]
    var said: String
    var testDescription: String { said }
  }

  @Test(arguments: [
    Wrong(articles: [], said: "a product needs an article"),
    Wrong(
      articles: [MplusProductWritingTests.article(" 12 ", size: "M")],
      said: "a new article has the pluNumber “ 12 ”, with a blank at its beginning or end"),
    Wrong(
      articles: [MplusProductWritingTests.article("12", size: "M"), MplusProductWritingTests.article("12", size: "L")],
      said: "two new articles have the pluNumber 12"),
    Wrong(
      articles: [EntryChange(.create, fields: [.text("description", "x")])],
      said: "a new article needs a pluNumber"),
    Wrong(
      articles: [MplusProductWritingTests.article("12", size: "M", .whole("articleNumber", 0))],
      said: "an article has the articleNumber 0; Mplus takes whole numbers from 1"),
    Wrong(
      articles: [MplusProductWritingTests.article("12", size: "M", .text("articleNumber", "12a"))],
      said: "articleNumber of mplus.products.articles is not of the type that Mplus takes"),
    Wrong(
      articles: [MplusProductWritingTests.article("12", size: "M", .whole("turnoverGroup", 1000))],
      said: "an article has the turnoverGroup 1000; Mplus takes 0 to 999"),
    Wrong(
      articles: [EntryChange(.delete(existing: ["articleNumber": 1201]), fields: [])],
      said: "an article cannot be deleted: Mplus has no call for it"),
  ])
  func whatIsWrongIsRefusedBeforeAnythingIsSent(_ wrong: Wrong) async throws {
    let till = TestTill()
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create(
        "products", [.text("description", "x"), WrittenField("articles", .entries(wrong.articles))])
    }
    #expect(error?.kind == .refused)
    #expect(error?.message == wrong.said)
    #expect(till.transport.requests.isEmpty)
  }

  static func refused(_ operation: String, _ result: String, _ text: String = "") -> Answer {
    .soap(
      operation == "CREATE" ? "CreateProductResponse" : "UpdateProductResponse",
      "<result>\(operation)-PRODUCT-RESULT-\(result)</result><productNumber>0</productNumber>"
        + "<errorMessage>\(text)</errorMessage>")
  }

  @Test(arguments: [
    ("FAILED", ConnectorError.Kind.refused), ("FAILED-PRODUCT-NUMBER-ALREADY-TAKEN", .conflict),
    ("FAILED-ARTICLE-NUMBER-ALREADY-TAKEN", .conflict), ("SOMETHING-NEW", .refused),
  ])
  func refusalsOfANewProduct(_ result: String, _ kind: ConnectorError.Kind) async throws {
    let till = TestTill(Self.nothing, Self.refused("CREATE", result, "turnover group 7 does not exist"))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("products", Self.product(Self.article("12", size: "M")))
    }
    #expect(error?.kind == kind)
    #expect(
      error?.message
        == "Mplus has not made the product: turnover group 7 does not exist (CREATE-PRODUCT-RESULT-\(result))")
  }

  @Test(arguments: [
    "<result>CREATE-PRODUCT-RESULT-OK</result><productNumber>0</productNumber><errorMessage/>",
    "<result>CREATE-PRODUCT-RESULT-OK</result><productNumber>120</productNumber><errorMessage/>",
    "<productNumber>120</productNumber><errorMessage/>",
  ])
  func anAnswerWithoutNumbersIsAsUnclearAsNone(_ answer: String) async throws {
    let till = TestTill(Self.nothing, .soap("CreateProductResponse", answer))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("products", Self.product(Self.article("12", size: "M")))
    }
    #expect(error?.kind == .misunderstood)
  }

  // MARK: changing

  static let shirt = Answer.soap("GetProductsResponse", "<productList>\(MplusReadingTests.shirt)</productList>")
  static let changed = Answer.soap(
    "UpdateProductResponse",
    """
    <result>UPDATE-PRODUCT-RESULT-OK</result><existingArticleNumbers>1201</existingArticleNumbers>
    <syncMarker>4712</syncMarker><errorMessage/>
    """)

  private func existing() throws -> FoundRecord { try .made("120", ["productNumber": 120]) }

  private static func change(_ fields: WrittenField...) -> WrittenField {
    WrittenField("articles", .entries([EntryChange(.update(existing: ["articleNumber": 1201]), fields: fields)]))
  }

  @Test func anUpdateSendsTheWholeProductBack() async throws {
    // A member that is newer than the schema goes back, too.
    let till = TestTill(dumped: false, Self.shirt, Self.changed)
    let record = try await till.update(
      "products", existing(), [.text("extraText", "<p>New</p>"), Self.change(.text("barcode", "4006381333931"))])
    #expect(record.version == "4712")
    #expect(record.tree["extraText"] == "<p>New</p>")
    #expect(record.tree["articles"]?[0]?["barcode"] == "4006381333931")
    let request = try #require(till.sent()[0].child("request"))
    #expect(request.filled("productNumbers") == "120")
    #expect(request.filled("includeAllArticlesOfSelectedProducts") == "true")
    let sent = try #require(till.sent()[1].child("product"))
    #expect(
      sent.children.map(\.name) == [
        "productNumber", "description", "extraText", "articleList", "groupNumbers", "groupNumbers",
      ])
    let article = try #require(sent.descend("articleList", "article"))
    #expect(
      article.children.map(\.name) == [
        "articleNumber", "pluNumber", "active", "description", "colour", "size", "barcode", "contentQuantity",
        "contentQuantityDecimalPlaces", "turnoverGroup", "vatCode", "vatPercentage", "purchasePrice", "priceIncl",
        "priceExcl", "webshop", "categoryIds", "stockArticle", "specialPrice", "customFieldList", "salesPriceList",
        "somethingNew",
      ])
    #expect(article.filled("barcode") == "4006381333931")
    #expect(article.descend("salesPriceList", "salesPrice")?.filled("priceIncl") == "3995")
    #expect(article.child("customFieldList")?.children.count == 2)
    #expect(till.transport.requests.map(\.isRepeatable) == [true, true])
  }

  @Test func ofAChangedPriceTheOtherIsLeftToMplus() async throws {
    func prices(_ fields: WrittenField) async throws -> [String] {
      let till = TestTill(dumped: false, Self.shirt, Self.changed)
      _ = try await till.update("products", existing(), [fields])
      let article = try till.sent()[1].child("product")?.descend("articleList", "article")
      return article?.children.filter { $0.name.hasPrefix("price") || $0.name.hasPrefix("vat") }
        .map { "\($0.name)=\($0.text)" } ?? []
    }
    #expect(
      try await prices(Self.change(.number("priceIncl", "39.95"))) == [
        "vatCode=2", "vatPercentage=2100", "priceIncl=3995",
      ])
    #expect(
      try await prices(Self.change(.number("priceExcl", "40"))) == [
        "vatCode=2", "vatPercentage=2100", "priceExcl=4000",
      ])
    #expect(try await prices(Self.change(.whole("vatCode", 1))) == ["vatCode=1", "priceIncl=4995"])
    #expect(
      try await prices(Self.change(.whole("vatCode", 1), .number("priceExcl", "40"))) == [
        "vatCode=1", "priceExcl=4000",
      ])
    #expect(
      try await prices(Self.change(.number("priceIncl", "48"), .number("priceExcl", "40"))) == [
        "vatCode=2", "vatPercentage=2100", "priceIncl=4800", "priceExcl=4000",
      ])
  }

  @Test func groupsAreAWholeAndTakeTheirPlacesAlong() async throws {
    let sorted = """
      <product><productNumber>120</productNumber><description>Shirt</description><articleList><article>
      <articleNumber>1201</articleNumber><pluNumber>12</pluNumber></article></articleList>
      <groupNumbers>10</groupNumbers><groupNumbers>12</groupNumbers><sortOrderGroupList><sortOrderGroup>
      <groupNumber>10</groupNumber><sortOrder>4</sortOrder></sortOrderGroup><sortOrderGroup>
      <groupNumber>12</groupNumber><sortOrder>1</sortOrder></sortOrderGroup></sortOrderGroupList></product>
      """
    let till = TestTill(.soap("GetProductsResponse", "<productList>\(sorted)</productList>"), Self.changed)
    let record = try await till.update(
      "products", existing(), [WrittenField("groupNumbers", .value(.list([.whole(12), .whole(20)])))])
    #expect(record.tree["groupNumbers"] == [12, 20])
    let sent = try #require(till.sent()[1].child("product"))
    #expect(sent.children("groupNumbers").map(\.text) == ["12", "20"])
    #expect(
      sent.child("sortOrderGroupList")?.children.map { $0.children.map(\.text) } == [["12", "1"]])
    #expect(sent.children.last?.name == "sortOrderGroupList")
  }

  @Test func aNewArticleOfAnOldProductIsLookedForAndAdded() async throws {
    let added = Answer.soap(
      "UpdateProductResponse",
      """
      <result>UPDATE-PRODUCT-RESULT-OK</result><existingArticleNumbers>1201</existingArticleNumbers>
      <newArticleNumbers>1203</newArticleNumbers><errorMessage/>
      """)
    let till = TestTill(dumped: false, Self.shirt, Self.nothing, added)
    let articles = WrittenField("articles", .entries([Self.article("125", size: "XL")]))
    let record = try await till.update("products", existing(), [articles])
    #expect(record.tree["articles"]?.array?.map { $0["articleNumber"] } == [1201, 1203])
    #expect(till.transport.requests.map(\.isRepeatable) == [true, true, false])

    // Its answer was lost, and it is there: it is not added once more.
    let there = MplusReadingTests.shirt.replacing("0LS-M", with: "125")
    let again = TestTill(Self.shirt, .soap("GetProductsResponse", "<productList>\(there)</productList>"))
    let error = await #expect(throws: ConnectorError.self) {
      try await again.update("products", existing(), [articles])
    }
    #expect(error?.kind == .conflict)
  }

  @Test func aHiddenArticleIsNotActive() async throws {
    let till = TestTill(dumped: false, Self.shirt, Self.changed)
    let hidden = EntryChange(.hide(existing: ["articleNumber": 1201]), fields: [])
    let record = try await till.update("products", existing(), [WrittenField("articles", .entries([hidden]))])
    #expect(record.tree["articles"]?[0]?["active"] == false)
    #expect(try till.sent()[1].child("product")?.descend("articleList", "article")?.filled("active") == "false")
  }

  @Test func aListWithoutAMatchIsForNewProductsOnly() async throws {
    let list = WrittenField.list(
      "articles", [.text("pluNumber", "125"), .text("description", "x"), .whole("vatCode", 2)])
    let till = TestTill()
    let error = await #expect(throws: ConnectorError.self) { try await till.update("products", existing(), [list]) }
    #expect(
      error?.message
        == "articles of a product that is there are changed one by one: give the list `match: pluNumber`")
    let made = Answer.soap(
      "CreateProductResponse",
      "<result>CREATE-PRODUCT-RESULT-OK</result><productNumber>9</productNumber><articleNumbers>5</articleNumbers>"
        + "<errorMessage/>")
    let new = TestTill(Self.nothing, made)
    #expect(try await new.create("products", [.text("description", "x"), list]).tree["pluNumber"] == "125")
  }

  @Test func whatIsGoneIsSaid() async throws {
    let till = TestTill(Self.nothing, Self.shirt)
    let product = await #expect(throws: ConnectorError.self) {
      try await till.update("products", existing(), [.text("description", "x")])
    }
    #expect(product?.message == "Mplus no longer has product 120")
    let unknown = EntryChange(.update(existing: ["articleNumber": 9]), fields: [.text("description", "x")])
    let article = await #expect(throws: ConnectorError.self) {
      try await till.update("products", existing(), [WrittenField("articles", .entries([unknown]))])
    }
    #expect(article?.message == "product 120 of Mplus no longer has article 9")
  }

  @Test(arguments: [
    ("NOT-FOUND", ConnectorError.Kind.refused), ("NOT-ALLOWED", .refused), ("FAILED", .refused),
    ("FAILED-ARTICLE-NUMBER-ALREADY-TAKEN", .conflict),
  ])
  func refusalsOfAChange(_ result: String, _ kind: ConnectorError.Kind) async throws {
    let till = TestTill(dumped: false, Self.shirt, Self.refused("UPDATE", result))
    let error = await #expect(throws: ConnectorError.self) {
      try await till.update("products", existing(), [.text("description", "x")])
    }
    #expect(error?.kind == kind)
    #expect(error?.message == "Mplus has not changed product 120: UPDATE-PRODUCT-RESULT-\(result)")
  }

  // MARK: finding

  @Test func aProductIsFoundByTheNumberOfAnyOfItsArticles() async throws {
    let two = """
      <product><productNumber>7</productNumber><description>Cup</description><articleList><article>
      <articleNumber>1</articleNumber><pluNumber>0042</pluNumber></article><article><articleNumber>2</articleNumber>
      <pluNumber>43</pluNumber></article></articleList></product>
      """
    let till = TestTill(.soap("GetProductsResponse", "<productList>\(two)\(MplusReadingTests.shirt)</productList>"))
    let found = try await till.find(
      "products", ["pluNumber"], [.text("43")], [.text("42")], [.text("0LS-M")], [.text("0042")])
    #expect(found.map { $0.map(\.key) } == [["7"], [], ["120"], ["7"]])
    #expect(found[0].first?.tree["pluNumber"] == "0042")
    #expect(try till.lastRequest().filled("includeAllArticlesOfSelectedProducts") == "true")
  }
}
