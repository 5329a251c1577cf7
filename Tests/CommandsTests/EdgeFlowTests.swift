import Foundation
import Sandbox
import Testing
import Values

/// What shops and tills have in every size and colour, and twice, and below zero.
@Suite(.serialized) struct EdgeFlowTests {
  private static func article(_ plu: Int, _ size: String, _ colour: String) -> String {
    #"{"pluNumber":"\#(plu)","description":"Hemd","size":"\#(size)","colour":"\#(colour)","priceIncl":2500,"#
      + #""vatCode":2,"turnoverGroup":2,"active":true,"webshop":true}"#
  }

  @Test func twoColoursInThreeSizesAreOneProductWithSixVariants() async throws {
    let project = try await LocalProject(orders: 0)
    let axes = ["S", "M", "L"].flatMap { size in ["blauw", "rood"].map { (size, $0) } }
    let articles = axes.enumerated().map { Self.article(701 + $0, $1.0, $1.1) }.joined(separator: ",")
    try await project.edit(
      #"{"mplus":{"new_product":{"set":{"description":"Hemd"},"articles":[\#(articles)]}}}"#)
    let first = try await project.run(["execute", "product-variants"])
    #expect(first.status == 0, "\(first.output)\(first.messages)")
    #expect(first.output.contains("created 8 "), "\(first.output)")
    #expect(try await skus(project) == (701...706).map(String.init))
    let products = try await project.state("bigcommerce/products").filter { $0["name"]?.string == "Hemd" }
    #expect(products.count == 1)

    let before = await project.writes()
    let full = try await project.run(["execute", "product-variants", "--full"])
    #expect(full.output.contains("created 0 + updated 0 "), "\(full.output)")
    #expect(await project.writes() == before)

    // The till sells one of them no more: the variant stays, and can't be bought.
    try await project.edit(#"{"mplus":{"article":{"pluNumber":"703","set":{"active":false}}}}"#)
    let gone = try await project.run(["execute", "product-variants"])
    #expect(gone.output.contains("created 0 + updated 1 "), "\(gone.output)\(gone.messages)")
    let hidden = try await variants(project).filter { $0["purchasing_disabled"]?.bool == true }
    #expect(hidden.map { $0["sku"]?.string } == ["703"])
    #expect(try await skus(project).count == 6)
    await project.systems.stop()
  }

  private func variants(_ project: LocalProject) async throws -> [JSON] {
    let product = try await project.state("bigcommerce/products").first { $0["name"]?.string == "Hemd" }
    return product?["variants"]?.array ?? []
  }

  private func skus(_ project: LocalProject) async throws -> [String] {
    try await variants(project).compactMap { $0["sku"]?.string }.sorted()
  }

  /// What stands at the product out of sight is compared as every other field is.
  @Test func metafieldsAreWrittenOnce() async throws {
    let project = try await LocalProject(orders: 0)
    let flow = project.folder.url.appending(path: "products.flow.yaml")
    let text = try String(contentsOf: flow, encoding: .utf8)
    let line = "  sku:          pluNumber\n"
    #expect(text.contains(line))
    let more = "  metafields:\n    \"pim.number\": \"{articleNumber}\"\n"
    try Data(text.replacing(line, with: line + more).utf8).write(to: flow)
    let first = try await project.run(["execute", "products"])
    #expect(first.status == 0, "\(first.output)\(first.messages)")
    let product = try #require(
      try await project.state("bigcommerce/products").first { $0["sku"]?.string == "10001" }?["id"]?.whole)
    let request = SimulatedRequest(
      "GET", "/stores/sandbox/v3/catalog/products/\(product)/metafields",
      headers: ["x-auth-token": SandboxSettings().token])
    let answer = try JSON.parse(await project.systems.world.handle(request, for: .bigcommerce).text)
    #expect(answer["data"]?.array?.map { $0["namespace"]?.string } == ["pim"])
    #expect(answer["data"]?.array?.map { $0["value"]?.string } == ["1001"])

    let before = await project.writes()
    let full = try await project.run(["execute", "products", "--full"])
    #expect(full.output.contains("created 0 + updated 0 "), "\(full.output)")
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  // ---- stock ----

  /// Thirteen on the shelf, three of them reserved: Mplus says ten are free, and the shop may sell ten.
  @Test func reservedPiecesAreTakenOffOnce() async throws {
    let project = try await LocalProject(orders: 0)
    try withoutSafetyStock(project)
    _ = try await project.run(["execute", "products"])
    for branch in [1, 2, 3] { try await stock(project, "10001", branch, branch == 1 ? 13 : 0) }
    try await project.edit(#"{"mplus":{"new_order":{"lines":[{"pluNumber":"10001","quantity":3}]}}}"#)
    let row = try #require(
      try await project.state("mplus/stock").first {
        $0["pluNumber"]?.string == "10001" && $0["branchNumber"]?.whole == 1
      })
    #expect(row["free"]?.string == "10" && row["reserved"]?.string == "3")
    let run = try await project.run(["execute", "stock"])
    #expect(run.status == 0, "\(run.output)\(run.messages)")
    #expect(try await level("10001", project) == 10)

    // Below zero is nothing to sell.
    try await stock(project, "10001", 1, -4)
    _ = try await project.run(["execute", "stock"])
    #expect(try await level("10001", project) == 0)
    await project.systems.stop()
  }

  @Test func whatIsNotStockedIsNotSoldOut() async throws {
    let project = try await LocalProject(orders: 0)
    _ = try await project.run(["execute", "products"])
    try await project.edit(#"{"mplus":{"article":{"pluNumber":"10001","set":{"stockArticle":false}}}}"#)
    for branch in [1, 2, 3] { try await stock(project, "10001", branch, 0) }
    _ = try await project.run(["execute", "stock", "--full"])
    let product = try await project.state("bigcommerce/products").first { $0["sku"]?.string == "10001" }
    #expect(product?["inventory_tracking"]?.string == "none")
    await project.systems.stop()
  }

  private func withoutSafetyStock(_ project: LocalProject) throws {
    let flow = project.folder.url.appending(path: "stock.flow.yaml")
    let text = try String(contentsOf: flow, encoding: .utf8)
    try Data(text.replacing("safety_stock: 2", with: "safety_stock: 0").utf8).write(to: flow)
  }

  private func stock(_ project: LocalProject, _ plu: String, _ branch: Int, _ amount: Int) async throws {
    try await project.edit(
      #"{"mplus":{"stock":{"pluNumber":"\#(plu)","branchNumber":\#(branch),"physical":\#(amount)}}}"#)
  }

  private func level(_ sku: String, _ project: LocalProject) async throws -> Int64? {
    try await project.state("bigcommerce/products").first { $0["sku"]?.string == sku }?["inventory_level"]?.whole
  }

  // ---- twice ----

  @Test func twoRelationsWithOneAddressStopTheOrderAndAreNamed() async throws {
    let project = try await LocalProject(orders: 1)
    try await project.edit(
      #"{"bigcommerce":{"order":{"id":100,"set":{"status_id":11,"payment_method":"iDEAL","billing_address":{"email":"twee@example.nl"}}}}}"#
    )
    for email in ["twee@example.nl", "Twee@Example.nl"] {
      try await project.edit(#"{"mplus":{"new_relation":{"set":{"name":"Twee","email":"\#(email)"}}}}"#)
    }
    let twins = try await project.state("mplus/relations").filter {
      $0["email"]?.string?.lowercased() == "twee@example.nl"
    }.compactMap { $0["relationNumber"]?.whole }
    #expect(twins.count == 2)
    let run = try await project.run(["execute", "orders"])
    #expect(run.status == 1)
    #expect(run.output.contains("more than one record of"), "\(run.output)")
    for number in twins { #expect(run.output.contains(String(number)), "\(run.output)") }
    #expect(try await project.state("mplus/orders").isEmpty)
    await project.systems.stop()
  }

  @Test func twoArticlesWithOneNumberStop() async throws {
    let project = try await LocalProject(orders: 0)
    try await project.edit(#"{"mplus":{"article":{"pluNumber":"10002","set":{"pluNumber":"10001"}}}}"#)
    let run = try await project.run(["execute", "products"])
    #expect(run.output.contains("two records of mplus.articles have sku"), "\(run.output)")
    #expect(run.output.contains("1001") && run.output.contains("1002"), "\(run.output)")
    await project.systems.stop()
  }

  /// An installation from before 2024: orders are made the old way where they need no payment with them, and what it
  /// can't do is refused with the reason.
  @Test func anOldServiceIsRefusedWithTheReason() async throws {
    let project = try await LocalProject(orders: 1) { $0.tillService = "50.2.0" }
    let groups = try await project.run(["execute", "categories-to-till"])
    #expect(groups.status == 1)
    #expect(
      groups.output.contains("Mplus's API service does not know the operation newArticleGroup"), "\(groups.output)")
    await project.systems.stop()
  }
}
