import Testing
import Values
import XML

@testable import Sandbox

@Suite struct TillInvoiceTests {
  var door = TillService.forTests()

  private func invoice(_ extId: String, payment: String = "") -> String {
    let article =
      door.till.articles.values.filter { $0.flag("stockArticle") == true }
      .min { ($0.int("articleNumber") ?? 0) < ($1.int("articleNumber") ?? 0) }?.int("articleNumber") ?? 0
    return """
      <n:saveInvoice><n:invoice><n:extInvoiceId>\(extId)</n:extInvoiceId><n:employeeNumber>999999</n:employeeNumber>\
      <n:relationNumber>100001</n:relationNumber><n:lineList><n:line><n:articleNumber>\(article)</n:articleNumber>\
      <n:data><n:quantity>2</n:quantity><n:price>495</n:price></n:data></n:line></n:lineList>\(payment)</n:invoice>\
      </n:saveInvoice>
      """
  }

  @Test mutating func anInvoiceIsMadeOnceAndFound() throws {
    let payment = """
      <n:paymentList><n:payment><n:method>IDEAL</n:method><n:amount>990</n:amount></n:payment></n:paymentList>
      """
    let made = try door.call(invoice("BC-1", payment: payment))
    #expect(made.text("result") == "SAVE-INVOICE-RESULT-OK")
    let again = try door.call(invoice("BC-1"))
    #expect(again.text("result") == "SAVE-INVOICE-RESULT-EXT-INVOICE-ID-ALREADY-EXISTS")
    let found = try door.call("<n:findInvoice><n:extInvoiceId>BC-1</n:extInvoiceId></n:findInvoice>")
    #expect(found.child("invoice")?.int("totalInclAmount") == 990)
    #expect(found.child("invoice")?.text("state") == "INVOICE-STATE-PAID")
    let absent = try door.call("<n:findInvoice><n:extInvoiceId>BC-2</n:extInvoiceId></n:findInvoice>")
    #expect(absent.text("result") == "GET-INVOICE-RESULT-NOT-FOUND")
    let list = try door.call(
      """
      <n:getInvoices><n:request><n:syncMarker>1</n:syncMarker><n:articlePluNumbers/><n:articleBarcodes/></n:request>\
      </n:getInvoices>
      """)
    #expect(list.child("invoiceList")?.children.count == 1)
  }

  @Test mutating func anInvoiceTakesTheGoods() throws {
    let before = door.till.stock
    _ = try door.call(invoice("BC-3"))
    let changed = door.till.stock.filter { before[$0.key]?.physical != $0.value.physical }
    #expect(changed.map { (before[$0.key]?.physical ?? 0) - $0.value.physical } == [2000])
  }

  @Test mutating func anUnknownPaymentMethodIsRefused() throws {
    let payment =
      "<n:paymentList><n:payment><n:method>GOUD</n:method><n:amount>1</n:amount></n:payment></n:paymentList>"
    #expect(try door.call(invoice("BC-4", payment: payment)).text("result") == "SAVE-INVOICE-RESULT-FAILED")
    #expect(door.till.invoices.isEmpty)
  }
}
