import Testing
import XML

@testable import Sandbox

/// Products that a caller makes and changes at the simulated till.
@Suite struct TillProductTests {
  var service = TillService.forTests()

  private mutating func write(_ operation: String, _ product: String) throws -> XMLElement {
    try service.call("<n:\(operation)><n:product>\(product)</n:product></n:\(operation)>")
  }

  private static func article(_ members: String) -> String {
    "<n:articleList><n:article>\(members)</n:article></n:articleList>"
  }

  private static let shirt = article(
    "<n:pluNumber>00700</n:pluNumber><n:description>Shirt</n:description><n:vatCode>2</n:vatCode>"
      + "<n:priceExcl>1652</n:priceExcl><n:turnoverGroup>1</n:turnoverGroup>")

  @Test mutating func aNewProductIsNumberedAndPriced() throws {
    let answer = try write("createProduct", "<n:description>Shirt</n:description>" + Self.shirt)
    #expect(answer.text("result") == "CREATE-PRODUCT-RESULT-OK")
    let number = try #require(answer.int("articleNumbers"))
    #expect(answer.int("productNumber") ?? 0 > 5001)
    let article = try #require(service.till.articles[number])
    #expect(article.text("pluNumber") == "00700")
    #expect(article.int("priceIncl") == 1999)
    #expect(article.int("vatPercentage") == 2100)
    #expect(article.flag("active") == true)
    #expect(service.till.productOfArticle[number] == answer.int("productNumber"))
    #expect(service.till.written.map(\.operation) == ["createProduct"])
  }

  @Test(arguments: [
    ("<n:productNumber>1001</n:productNumber>" + shirt, "FAILED-PRODUCT-NUMBER-ALREADY-TAKEN"),
    (article("<n:articleNumber>1001</n:articleNumber>"), "FAILED-ARTICLE-NUMBER-ALREADY-TAKEN"),
    ("<n:articleList/>", "FAILED"),
    (article("<n:turnoverGroup>7</n:turnoverGroup>"), "FAILED"), (article("<n:vatCode>5</n:vatCode>"), "FAILED"),
  ])
  mutating func whatTheTillDoesNotTakeIsNotMade(_ product: String, _ result: String) throws {
    let before = service.till.articles.count
    let answer = try write("createProduct", product)
    #expect(answer.text("result") == "CREATE-PRODUCT-RESULT-" + result)
    #expect(answer.int("productNumber") == 0)
    #expect(answer.text("errorMessage")?.isEmpty == false)
    #expect(service.till.articles.count == before)
    #expect(service.till.written.isEmpty)
  }

  @Test mutating func anUpdateKeepsWhatItLeavesOutAndAddsWhatIsNew() throws {
    let price = service.till.articles[1001]?.int("priceIncl")
    let articles =
      "<n:articleList><n:article><n:articleNumber>1001</n:articleNumber><n:extraText>New</n:extraText></n:article>"
      + "<n:article><n:pluNumber>701</n:pluNumber><n:vatCode>1</n:vatCode></n:article></n:articleList>"
    let answer = try write(
      "updateProduct", "<n:productNumber>1001</n:productNumber>" + articles + "<n:groupNumbers>40</n:groupNumbers>")
    #expect(answer.text("result") == "UPDATE-PRODUCT-RESULT-OK")
    #expect(answer.ints("existingArticleNumbers") == [1001])
    let new = try #require(answer.ints("newArticleNumbers").first)
    #expect(service.till.articleNumbersOfProduct[1001] == [1001, new])
    #expect(service.till.articles[1001]?.text("extraText") == "New")
    #expect(service.till.articles[1001]?.int("priceIncl") == price)
    #expect(service.till.products[1001]?.ints("groupNumbers") == [40])
  }

  @Test(arguments: [
    ("<n:productNumber>77</n:productNumber>", "NOT-FOUND"),
    (
      "<n:productNumber>1001</n:productNumber>" + article("<n:articleNumber>1002</n:articleNumber>"),
      "FAILED-ARTICLE-NUMBER-ALREADY-TAKEN"
    ),
    ("<n:productNumber>1001</n:productNumber>" + article("<n:turnoverGroup>7</n:turnoverGroup>"), "FAILED"),
  ])
  mutating func whatTheTillDoesNotTakeIsNotChanged(_ product: String, _ result: String) throws {
    let answer = try write("updateProduct", product)
    #expect(answer.text("result") == "UPDATE-PRODUCT-RESULT-" + result)
    #expect(service.till.written.isEmpty)
  }
}
