import Testing
import XML

@testable import Sandbox

@Suite struct TillOrderTests {
  var service = TillService.forTests()

  private func order(_ extId: String, article: Int = 1003, extra: String = "", lines: String = "") -> String {
    """
    <n:order><n:orderId/><n:extOrderId>\(extId)</n:extOrderId><n:entryBranchNumber>1</n:entryBranchNumber>\
    <n:employeeNumber>999999</n:employeeNumber><n:relationNumber>100001</n:relationNumber>\(extra)<n:lineList><n:line>\
    <n:articleNumber>\(article)</n:articleNumber><n:data><n:quantity>2</n:quantity><n:price>1999</n:price></n:data>\
    </n:line>\(lines)</n:lineList></n:order>
    """
  }

  private func create(_ key: String, _ order: String, rest: String = "") -> String {
    "<n:createOrderV3><n:request><n:idempotencyKey>\(key)</n:idempotencyKey>\(order)\(rest)</n:request></n:createOrderV3>"
  }

  @Test mutating func anOrderIsMadeOnceAndHoldsItsStockOnce() throws {
    let before = service.stock(1003)
    let first = try service.call(create("k1", order("BC-1")))
    #expect(first.text("idempotencyResult") == "IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE")
    #expect(first.text("result") == "CREATE-ORDER-RESULT-OK")
    #expect(first.child("order")?.int("totalInclAmount") == 3998)
    // 3998 / 1.21 = 3304.13
    #expect(first.child("order")?.int("totalExclAmount") == 3304)
    let again = try service.call(create("k1", order("BC-1")))
    #expect(again.text("idempotencyResult") == "IDEMPOTENCY-RESULT-REPLAY-RESPONSE")
    #expect(again.descend("order", "orderId") == first.descend("order", "orderId"))
    let other = try service.call(create("k2", order("BC-1")))
    #expect(other.text("result") == "CREATE-ORDER-RESULT-EXT-ORDER-ID-ALREADY-EXISTS")
    #expect(service.till.orders.count == 1)
    #expect(service.stock(1003).reserved == before.reserved + 2000)
    #expect(service.stock(1003).free == before.free - 2000)
    #expect(service.till.written.count == 1)

    let found = try service.call("<n:findOrder><n:extOrderId>BC-1</n:extOrderId></n:findOrder>")
    #expect(found.text("result") == "GET-ORDER-RESULT-OK")
    #expect(found.descend("order", "lineList", "line", "data")?.int("vatPercentage") == 2100)
  }

  @Test(arguments: [
    ("<n:vatMethod>VAT-METHOD-EXCLUSIVE</n:vatMethod>", 4838, 3998),
    ("<n:vatMethod>VAT-METHOD-SHIFTED</n:vatMethod>", 3998, 3998),
    ("<n:vatCountryIso3>DEU</n:vatCountryIso3>", 3998, 3360),
  ])
  mutating func totalsFollowTheVatMethod(extra: String, incl: Int, excl: Int) throws {
    let order = try #require(try service.call(create("k", order("X", extra: extra))).child("order"))
    #expect(order.int("totalInclAmount") == incl)
    #expect(order.int("totalExclAmount") == excl)
  }

  @Test mutating func whatTheTillDoesNotKnowIsRefusedAndMayBeRepeated() throws {
    let unknown = try service.call(create("k", order("BC-2", article: 77)))
    #expect(unknown.text("result") == "CREATE-ORDER-RESULT-FAILED")
    #expect(unknown.text("errorMessage") == "line 1: article 77 does not exist")
    #expect(service.till.orders.isEmpty && service.till.written.isEmpty)
    #expect(try service.call(create("k", order("BC-2"))).text("result") == "CREATE-ORDER-RESULT-OK")
    for extra in ["<n:deliveryMethod>DUIF</n:deliveryMethod>", "<n:financialBranchNumber>9</n:financialBranchNumber>"] {
      #expect(try service.call(create("l", order("BC-3", extra: extra))).text("result") == "CREATE-ORDER-RESULT-FAILED")
    }
  }

  @Test mutating func aPaymentIsBookedAndPrepaidOrdersAreNotDelivered() throws {
    func pay(_ method: String) -> String {
      """
      <n:prepay>true</n:prepay><n:paymentList><n:payment><n:method>\(method)</n:method><n:amount>3998</n:amount>\
      </n:payment></n:paymentList>
      """
    }
    let paid = try service.call(create("k", order("BC-4"), rest: pay("IDEAL")))
    #expect(paid.text("payResult") == "PAY-ORDER-RESULT-OK")
    #expect(paid.child("order")?.flag("fullyPaid") == true)
    #expect(paid.child("order")?.text("deliveryState") == "ORDER-DELIVERY-STATE-NOTHING")
    let refused = try service.call(create("l", order("BC-5"), rest: pay("SCHELPEN")))
    #expect(refused.text("result") == "CREATE-ORDER-RESULT-PAYMENT-FAILED")
    #expect(service.till.orderIdOfExtId["BC-5"] != nil)
    let delivered = try service.call(create("m", order("BC-8"), rest: pay("PIN").replacing("true", with: "false")))
    #expect(service.till.order(delivered.descend("order", "orderId")?.text).last?.child("invoiceIds") != nil)
    let short = pay("PIN").replacing("true", with: "false").replacing("3998", with: "3997")
    let insufficient = try service.call(create("n", order("BC-9"), rest: short))
    #expect(insufficient.text("payResult") == "PAY-ORDER-RESULT-PAYMENT-INSUFFICIENT")
  }

  @Test mutating func deliveryAndCancellationMoveStock() throws {
    let before = service.stock(1003)
    let id = try #require(try service.call(create("k", order("BC-6"))).descend("order", "orderId")?.text)
    let deliver = "<n:deliverOrder><n:request><n:orderId>\(id)</n:orderId></n:request></n:deliverOrder>"
    #expect(try service.call(deliver).text("result") == "DELIVER-ORDER-RESULT-OK")
    #expect(try service.call(deliver).text("result") == "DELIVER-ORDER-RESULT-ALREADY-DELIVERED")
    #expect(service.stock(1003).physical == before.physical - 2000)
    #expect(service.stock(1003).reserved == before.reserved)

    let second = try #require(try service.call(create("l", order("BC-7"))).descend("order", "orderId")?.text)
    let cancel = "<n:cancelOrder><n:orderId>\(second)</n:orderId></n:cancelOrder>"
    #expect(try service.call(cancel).text("result") == "CANCEL-ORDER-RESULT-OK")
    #expect(try service.call(cancel).text("result") == "CANCEL-ORDER-RESULT-ALREADY-CANCELLED")
    #expect(service.stock(1003).free == before.free - 2000)
  }

  @Test mutating func ordersAreReadByMarkerAndChangedWithTheirCounters() throws {
    for number in 1...3 { _ = try service.call(create("k\(number)", order("BC-\(number)"))) }
    let page = try service.call(
      "<n:getOrders><n:request><n:syncMarker>2</n:syncMarker><n:includeLineList>false</n:includeLineList></n:request></n:getOrders>"
    )
    let orders = page.child("orderList")?.children ?? []
    #expect(Set(orders.compactMap { $0.text("extOrderId") }) == ["BC-2", "BC-3"])
    #expect(orders.allSatisfy { $0.child("lineList") == nil })
    let id = orders[0].text("orderId") ?? ""
    let counters = "<n:changeCounter>1</n:changeCounter><n:versionNumber>1</n:versionNumber>"
    let update =
      "<n:updateOrder><n:order><n:orderId>\(id)</n:orderId><n:reference>x</n:reference>\(counters)</n:order></n:updateOrder>"
    #expect(try service.call(update).text("result") == "UPDATE-ORDER-RESULT-OK")
    #expect(try service.call(update).text("result") == "UPDATE-ORDER-RESULT-ORDER-HAS-CHANGED")
  }
}
