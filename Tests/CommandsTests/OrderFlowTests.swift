import Foundation
import Sandbox
import Testing
import Values

/// Orders go both ways and come back as what became of them: each exactly once.
@Suite(.serialized) struct OrderFlowTests {
  @Test func anOrderOfTheTillArrivesInTheShopOnceAndToTheCent() async throws {
    let project = try await LocalProject()
    let article = try await anArticle(project)
    let level = try await project.state("bigcommerce/products").map { $0["inventory_level"] }
    try await project.edit(
      #"{"mplus":{"new_order":{"lines":[{"pluNumber":"\#(article)","quantity":1}],"paid":"PIN"}}}"#)
    let first = try await project.run(["execute", "orders-to-shop"])
    #expect(first.status == 0, "\(first.output)\(first.messages)")

    let sent = try #require(try await project.state("mplus/orders").last)
    let made = try await fromTheTill(project)
    #expect(made.count == 1)
    let order = try #require(made.first)
    #expect(order["external_order_id"]?.string == "MP-\(sent["orderId"]?.string ?? "")")
    #expect(cents(order["total_inc_tax"]) == sent["totalInclAmount"]?.whole)
    #expect(cents(order["total_ex_tax"]) == sent["totalExclAmount"]?.whole)
    #expect(order["payment_method"]?.string == "Debit Card")
    #expect(order["products"]?[0]?["sku"]?.string == article)
    // The till's own stock has gone down, and the flow stock tells the shop: it must not go down twice.
    #expect(try await project.state("bigcommerce/products").map { $0["inventory_level"] } == level)

    let before = await project.writes()
    let second = try await project.run(["execute", "orders-to-shop", "--full"])
    #expect(second.status == 0, "\(second.output)\(second.messages)")
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  @Test func nothingThatFlowrunMadeGoesBack() async throws {
    let project = try await LocalProject()
    try await project.edit(#"{"mplus":{"new_order":{"lines":[{"pluNumber":"\#(try await anArticle(project))"}]}}}"#)
    for _ in 1...2 { _ = try await project.run(["execute", "orders", "orders-to-shop", "--full"]) }

    let shop = try await project.state("bigcommerce/orders")
    let till = try await project.state("mplus/orders")
    #expect(till.count { $0["extOrderId"]?.string?.hasPrefix("BC-") == true } > 5)
    #expect(till.count { $0["extOrderId"]?.string?.hasPrefix("BC-") != true } == 1)
    #expect(try await fromTheTill(project).count == 1)
    #expect(shop.count == 31)
    // What came from the till waits in the shop for its payment, as other orders do that are not sent yet.
    for order in try await fromTheTill(project) {
      try await project.edit(
        #"{"bigcommerce":{"order":{"id":\#(order["id"]?.whole ?? 0),"set":{"status_id":11}}}}"#)
    }
    let before = await project.writes()
    _ = try await project.run(["execute", "orders", "orders-to-shop", "--full"])
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  /// A lost answer is looked up, never sent again blindly: the shop itself would take a second order.
  @Test func aShakyShopGetsEachOrderOnce() async throws {
    let project = try await LocalProject(orders: 3)
    let article = try await anArticle(project)
    for _ in 1...6 { try await project.edit(#"{"mplus":{"new_order":{"lines":[{"pluNumber":"\#(article)"}]}}}"#) }
    try await project.control(
      "faults", #"{"seed":7,"second_ms":20,"F01":0.05,"F02":0.05,"F03":0.05,"F04":0.05,"F06":0.05}"#)
    for _ in 1...8 {
      if try await project.run(["execute", "orders-to-shop", "--full"]).status == 0 { break }
    }
    try await project.control("faults", #"{"rate":0}"#)
    _ = try await project.run(["execute", "orders-to-shop", "--full"])
    let numbers = try await fromTheTill(project).compactMap { $0["external_order_id"]?.string }
    #expect(numbers.count == 6)
    #expect(Set(numbers).count == 6)
    await project.systems.stop()
  }

  @Test func whatWasDeliveredMovesTheShopsOrderOnce() async throws {
    let project = try await LocalProject()
    _ = try await project.run(["execute", "orders"])
    let arrived = try await project.state("mplus/orders").compactMap { $0["extOrderId"]?.string }
    try #require(arrived.count > 3)
    let (delivered, cancelled, untouched) = (arrived[0], arrived[1], arrived[2])
    try await project.edit(#"{"mplus":{"order":{"extOrderId":"\#(delivered)","deliver":true}}}"#)
    try await project.edit(#"{"mplus":{"order":{"extOrderId":"\#(cancelled)","cancel":true}}}"#)
    let before = await project.writes()
    let first = try await project.run(["execute", "order-status"])
    #expect(first.status == 0, "\(first.output)\(first.messages)")
    #expect(await project.writes() == before + 2)
    #expect(try await status(delivered, project) == 2)
    #expect(try await status(cancelled, project) == 5)
    #expect([9, 11].contains(try await status(untouched, project)))

    // From then on the status is the shop's: it completes the order, and no run takes that back.
    let id = delivered.dropFirst(3)
    try await project.edit(#"{"bigcommerce":{"order":{"id":\#(id),"set":{"status_id":10}}}}"#)
    for arguments in [["execute", "order-status"], ["execute", "order-status", "--full"]] {
      #expect(try await project.run(arguments).status == 0)
    }
    #expect(await project.writes() == before + 2)
    #expect(try await status(delivered, project) == 10)
    await project.systems.stop()
  }

  @Test func aTillOrdersStatusFollowsUntilTheShopTouchesIt() async throws {
    let project = try await LocalProject(orders: 3)
    let article = try await anArticle(project)
    for _ in 1...2 { try await project.edit(#"{"mplus":{"new_order":{"lines":[{"pluNumber":"\#(article)"}]}}}"#) }
    _ = try await project.run(["execute", "orders-to-shop"])
    let made = try await fromTheTill(project)
    try #require(made.map { $0["status_id"]?.whole } == [7, 7])
    let touched = try #require(made.first)
    try await project.edit(
      #"{"bigcommerce":{"order":{"id":\#(touched["id"]?.whole ?? 0),"set":{"status_id":12}}}}"#)
    for order in try await project.state("mplus/orders") {
      try await project.edit(#"{"mplus":{"order":{"orderId":"\#(order["orderId"]?.string ?? "")","deliver":true}}}"#)
    }
    #expect(try await project.run(["execute", "orders-to-shop"]).status == 0)
    #expect(try await fromTheTill(project).map { $0["status_id"]?.whole } == [12, 10])
    await project.systems.stop()
  }

  @Test func customersGoBothWaysAndComeToRest() async throws {
    let project = try await LocalProject()
    let flows = ["execute", "orders", "customers-to-shop", "customers"]
    _ = try await project.run(flows)
    let emails = try await project.state("bigcommerce/customers").compactMap { $0["email"]?.string?.lowercased() }
    #expect(Set(emails).count == emails.count)
    #expect(emails.contains("anna@example.nl"))
    #expect(emails.count > 60)
    _ = try await project.run(flows)
    let before = await project.writes()
    _ = try await project.run(flows + ["--full"])
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  @Test func invoicesInsteadOfOrders() async throws {
    let project = try await LocalProject(of: "mappings/alternatives")
    let first = try await project.run(["execute", "orders-as-invoices"])
    #expect([0, 1].contains(first.status), "\(first.output)\(first.messages)")
    let invoices = try await project.state("mplus/invoices")
    #expect(invoices.count > 5)
    let shop = try await project.state("bigcommerce/orders")
    for invoice in invoices {
      let order = shop.first { "BC-\($0["id"]?.whole ?? 0)" == invoice["extInvoiceId"]?.string }
      #expect(invoice["totalInclAmount"]?.whole == cents(order?["total_inc_tax"]), "\(invoice)")
    }
    #expect(try await project.state("mplus/orders").isEmpty)
    let before = await project.writes()
    _ = try await project.run(["execute", "orders-as-invoices", "--full"])
    #expect(await project.writes() == before)
    await project.systems.stop()
  }

  @Test func oneDebtorForAll() async throws {
    let project = try await LocalProject(of: "mappings/alternatives")
    let before = try await project.state("mplus/relations").count
    let run = try await project.run(["execute", "orders-one-debtor"])
    #expect([0, 1].contains(run.status), "\(run.output)\(run.messages)")
    let orders = try await project.state("mplus/orders")
    #expect(orders.count > 5)
    #expect(Set(orders.compactMap { $0["relationNumber"]?.whole }) == [100_001])
    #expect(try await project.state("mplus/relations").count == before)
    await project.systems.stop()
  }

  // ---- what is looked at ----

  private func fromTheTill(_ project: LocalProject) async throws -> [JSON] {
    try await project.state("bigcommerce/orders").filter { $0["external_order_id"]?.string?.hasPrefix("MP-") == true }
  }

  private func anArticle(_ project: LocalProject) async throws -> String {
    try #require(try await project.state("mplus/articles").compactMap { $0["pluNumber"]?.string }.first)
  }

  private func status(_ extOrderId: String, _ project: LocalProject) async throws -> Int64? {
    try await project.state("bigcommerce/orders").first { "BC-\($0["id"]?.whole ?? 0)" == extOrderId }?["status_id"]?
      .whole
  }

  private func cents(_ json: JSON?) -> Int64? {
    guard let number = json?.number ?? json?.string.flatMap({ DecimalNumber($0) }) else { return nil }
    return (try? number.multiplied(by: 100))?.rounded(toDigits: 0).wholeValue
  }
}
