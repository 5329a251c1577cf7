import Foundation
import Sandbox
import Testing
import Values

/// Products go both ways: each once, and each field from the side that owns it.
@Suite(.serialized) struct ProductFlowTests {
  private static let flows = ["categories-to-till", "products-to-till", "products", "product-variants"]

  @Test func aNewProductOfTheShopIsMadeInTheTillOnceWithEverythingThatIsKnownOfIt() async throws {
    let project = try await LocalProject(orders: 1)
    let bottle = try await make(
      #""name":"Fles","weight":0.5,"price":10.3333,"sku":"0070","tax_class_id":2,"description":"<p>Glas</p>","#
        + #""gtin":"4006381333931","cost_price":4,"categories":[2,3],"brand_name":"Huis""#, in: project)
    for flow in ["categories-to-till", "products-to-till"] {
      let run = try await project.run(["execute", flow])
      #expect(run.status == 0, "\(run.output)\(run.messages)")
    }
    let article = try #require(try await article("0070", project))
    #expect(article["extArticleId"]?.string == "BC-\(bottle)")
    #expect(article["description"]?.string == "Fles")
    #expect(article["extraText"]?.string == "<p>Glas</p>")
    #expect(article["barcode"]?.string == "4006381333931")
    #expect(article["vatCode"]?.whole == 1)
    #expect(article["turnoverGroup"]?.whole == 3)
    #expect(article["priceExcl"]?.whole == 1033)
    #expect(article["contentQuantity"]?.whole == 500)
    let product = try #require(try await product(of: article, project))
    // Kaas and Kleding of the shop, made below its group Shop; the till has a Kleding of its own.
    let groups = try await project.state("mplus/article_groups").filter {
      ["Kaas", "Kleding"].contains($0["name"]?.string ?? "") && ($0["parentGroupNumber"]?.whole ?? 0) > 50
    }
    #expect(groups.count == 2)
    #expect(Set(groups.compactMap { $0["groupNumber"]?.whole }) == Set(numbers(product["groupNumbers"])))

    let before = await project.writes()
    for _ in 1...2 { try await expectRest(["products-to-till"], project) }
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  /// The till's price is rounded, its page titles are set: after one round everything has come to rest.
  @Test func thereAndBackComesToRest() async throws {
    let project = try await LocalProject(orders: 1)
    _ = try await make(
      #""name":"Fles","weight":0.5,"price":10.3333,"sku":"0070","description":"<p>Glas</p>""#, in: project)
    let shirt = try await make(
      #""name":"Hemd","weight":0.2,"price":20,"sku":"HEMD","description":"Katoen","variants":["#
        + #"{"sku":"801","price":21,"option_values":[{"option_display_name":"Maat","label":"M"}]},"#
        + #"{"sku":"802","option_values":[{"option_display_name":"Maat","label":"L"}]}]"#, in: project)
    for _ in 1...2 { for flow in Self.flows { _ = try await project.run(["execute", flow]) } }
    let products = try await project.state("bigcommerce/products").filter {
      $0["name"]?.string?.hasPrefix("Hemd") == true
    }
    #expect(products.map { $0["id"]?.whole } == [shirt])
    #expect(products.first?["weight"]?.number == DecimalNumber("0.2"))
    #expect(try await article("801", project)?["size"]?.string == "M")

    let before = await project.writes()
    for _ in 1...2 { try await expectRest(Self.flows, project) }
    #expect(await project.writes() == before)

    // The till's price is the shop's too, also of what was made in the shop.
    try await project.edit(#"{"mplus":{"article":{"pluNumber":"801","set":{"priceIncl":3025}}}}"#)
    _ = try await project.run(["execute", "product-variants"])
    let variants = try await project.state("bigcommerce/products").first { $0["id"]?.whole == shirt }?["variants"]?
      .array
    #expect(variants?.first { $0["sku"]?.string == "801" }?["price"]?.description == "25")
    await project.systems.stop()
  }

  @Test func aChangeInTheShopReachesOnlyWhatTheShopOwns() async throws {
    let project = try await LocalProject(orders: 1)
    // The shop's wording of what the till brought goes back once.
    for flow in Self.flows + ["products-to-till"] { _ = try await project.run(["execute", flow]) }
    let shown = try #require(
      try await project.state("bigcommerce/products").first { $0["sku"]?.string == "10001" })
    let old = try #require(try await article("10001", project))
    try await project.edit(
      #"{"bigcommerce":{"product":{"sku":"10001","set":{"name":"Anders","description":"Anders gezegd","price":1}}}}"#)
    #expect(shown["name"]?.string != "Anders")
    let run = try await project.run(["execute", "products-to-till"])
    #expect(run.output.contains("created 0 + updated 1 "), "\(run.output)\(run.messages)")
    let new = try #require(try await article("10001", project))
    #expect(new["extraText"]?.string == "Anders gezegd")
    for field in ["description", "priceIncl", "priceExcl", "vatCode", "barcode", "turnoverGroup", "purchasePrice"] {
      #expect(new[field] == old[field], "\(field)")
    }
    await project.systems.stop()
  }

  /// Groups follow the shop until somebody at the till chooses others.
  @Test func groupsFollowUntilTheTillChooses() async throws {
    let project = try await LocalProject(orders: 1)
    for (number, name) in [("0070", "Fles"), ("0071", "Kan")] {
      _ = try await make(#""name":"\#(name)","weight":1,"price":10,"sku":"\#(number)""#, in: project)
    }
    for flow in ["categories-to-till", "products-to-till"] { _ = try await project.run(["execute", flow]) }
    #expect(try await groups("0070", project) == [50])
    for number in ["0070", "0071"] {
      try await project.edit(#"{"bigcommerce":{"product":{"sku":"\#(number)","set":{"categories":[2]}}}}"#)
    }
    try await project.edit(#"{"mplus":{"product":{"pluNumber":"0071","set":{"groupNumbers":[22]}}}}"#)
    _ = try await project.run(["execute", "products-to-till"])
    #expect(try await groups("0070", project).allSatisfy { $0 > 50 })
    #expect(try await groups("0071", project) == [22])
    await project.systems.stop()
  }

  @Test func whatIsNoNumberIsNamedBeforeItIsWritten() async throws {
    let project = try await LocalProject(orders: 1)
    for (index, number) in ["12a", "0.2", "", " 12 ", "12345678901234567890", "00123"].enumerated() {
      _ = try await make(#""name":"Nr \#(index)","weight":1,"price":10,"sku":"\#(number)""#, in: project)
    }
    let before = await project.writes()
    let plan = try await project.run(["plan", "products-to-till"])
    for sentence in [
      "Product Nr 0: the till takes numbers of 1 to 18 digits, so not the SKU 12a",
      "Product Nr 2 has no SKU, and the till needs a number",
    ] { #expect(plan.output.contains(sentence), "\(plan.output)") }
    #expect(plan.output.contains("stopped 5 "), "\(plan.output)")
    #expect(await project.writes() == before)

    let run = try await project.run(["execute", "products-to-till"])
    #expect(run.status == 1)
    #expect(run.output.contains("created 1 ") && run.output.contains("stopped 5 "), "\(run.output)")
    let numbers = try await project.state("mplus/articles").compactMap { $0["pluNumber"]?.string }
    #expect(numbers.contains("00123"))
    #expect(Set(numbers).isDisjoint(with: ["12a", "0.2", "", "12", " 12 ", "123", "12345678901234567890"]))
    await project.systems.stop()
  }

  /// The till has made it, and the program dies before it has heard so.
  @Test func aProductWhoseAnswerNobodyHeardIsFoundByItsNumber() async throws {
    let project = try await LocalProject(orders: 1)
    _ = try await project.run(["execute", "products-to-till"])
    _ = try await make(#""name":"Fles","weight":1,"price":10,"sku":"0070""#, in: project)
    var environment = LocalProject.credentials
    environment["FLOWRUN_FAILPOINT"] = "after_send:1"
    let killed = try await project.run(["execute", "products-to-till"], environment: environment)
    #expect(killed.status == SIGKILL)
    #expect(try await article("0070", project) != nil)
    let before = await project.writes()
    let next = try await project.run(["execute", "products-to-till"])
    #expect(next.status == 0, "\(next.output)\(next.messages)")
    #expect(await project.writes() == before)
    // It is paired with the shop's product, and follows its words.
    try await project.edit(#"{"bigcommerce":{"product":{"sku":"0070","set":{"description":"Glas"}}}}"#)
    _ = try await project.run(["execute", "products-to-till"])
    #expect(try await article("0070", project)?["extraText"]?.string == "Glas")
    await project.systems.stop()
  }

  /// `createProduct` has no key: a lost answer is looked up by the number, never sent again blindly.
  @Test func aShakyTillGetsEachProductOnce() async throws {
    let project = try await LocalProject(orders: 1)
    for index in 1...8 {
      _ = try await make(#""name":"Fles \#(index)","weight":1,"price":10,"sku":"70\#(index)""#, in: project)
    }
    try await project.control(
      "faults", #"{"seed":7,"second_ms":20,"F01":0.05,"F02":0.05,"F03":0.05,"F04":0.05,"F06":0.05}"#)
    for _ in 1...8 {
      if try await project.run(["execute", "products-to-till", "--full"]).status == 0 { break }
    }
    try await project.control("faults", #"{"rate":0}"#)
    try await expectRest(["products-to-till"], project)
    let numbers = try await project.state("mplus/articles").compactMap { $0["pluNumber"]?.string }
    for index in 1...8 { #expect(numbers.count { $0 == "70\(index)" } == 1, "70\(index)") }
    await project.systems.stop()
  }

  /// Other rules for numbers, each a flow that stands alone.
  @Test(arguments: [
    ("products-to-till-prefix", ["ART-0701": "0701", "0702": "0702", "art-703": nil, "ART-": nil]),
    ("products-to-till-id-map", ["HEMD-M": "00801", "0702": "0702", "0.2": nil, "12a": nil]),
  ])
  func aRuleForNumbers(_ flow: String, _ numbers: [String: String?]) async throws {
    let project = try await LocalProject(orders: 1, of: "mappings/alternatives")
    for (index, sku) in numbers.keys.sorted().enumerated() {
      _ = try await make(#""name":"Nr \#(index)","weight":1,"price":10,"sku":"\#(sku)""#, in: project)
    }
    let before = try await project.state("mplus/articles").count
    let first = try await project.run(["execute", flow])
    #expect(first.status == 1)
    let made = try await project.state("mplus/articles").compactMap { $0["pluNumber"]?.string }
    #expect(made.count == before + 2, "\(first.output)\(first.messages)")
    for number in numbers.values.compactMap(\.self) { #expect(made.count { $0 == number } == 1, "\(number)") }
    let writes = await project.writes()
    try await expectRest([flow], project)
    #expect(await project.writes() == writes)
    await project.systems.stop()
  }

  // ---- what is done and looked at ----

  private func expectRest(_ flows: [String], _ project: LocalProject) async throws {
    for flow in flows {
      let run = try await project.run(["execute", flow, "--full"])
      #expect(run.output.contains("created 0 + updated 0 "), "\(flow): \(run.output)\(run.messages)")
    }
  }

  /// The id of a new product of the shop.
  private func make(_ members: String, in project: LocalProject) async throws -> Int64 {
    let request = SimulatedRequest(
      "POST", "/stores/sandbox/v3/catalog/products",
      headers: ["x-auth-token": SandboxSettings().token, "content-type": "application/json"],
      body: Array(#"{"type":"physical",\#(members)}"#.utf8))
    let answer = await project.systems.world.handle(request, for: .bigcommerce)
    try #require(answer.status == 200 || answer.status == 201, "\(answer.text)")
    return try #require(try JSON.parse(answer.body)["data"]?["id"]?.whole)
  }

  private func article(_ number: String, _ project: LocalProject) async throws -> JSON? {
    try await project.state("mplus/articles").first { $0["pluNumber"]?.string == number }
  }

  private func product(of article: JSON, _ project: LocalProject) async throws -> JSON? {
    let number = try #require(article["articleNumber"]?.whole)
    return try await project.state("mplus/products").first { numbers($0["articleNumbers"]).contains(number) }
  }

  private func groups(_ number: String, _ project: LocalProject) async throws -> [Int64] {
    let article = try #require(try await article(number, project))
    return numbers(try await product(of: article, project)?["groupNumbers"])
  }

  private func numbers(_ json: JSON?) -> [Int64] { (json?.array ?? []).compactMap(\.whole) }
}
