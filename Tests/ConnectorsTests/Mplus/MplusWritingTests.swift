import ConnectorKit
import Testing
import Values
import XML

@testable import Connectors

@Suite struct MplusOrderWritingTests {
  static let made = """
    <idempotencyResult>IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE</idempotencyResult><result>CREATE-ORDER-RESULT-OK</result>
    <order><orderId>09e2d578</orderId><extOrderId>BC-1001</extOrderId><syncMarker>3120</syncMarker>
    <totalInclAmount>10485</totalInclAmount></order><info><orderId>09e2d578</orderId><orderString>2026.123</orderString>
    </info><payResult>PAY-ORDER-RESULT-OK</payResult>
    """

  /// In no order that Mplus would want.
  static let order: [WrittenField] = [
    .list(
      "lineList",
      [
        .record(
          "data", .number("price", "49.95"), .number("quantity", "2"), .whole("turnoverGroup", 80),
          .whole("vatCode", 2)),
        .text("text", "Linen <shirt> & “tie”"), .whole("articleNumber", 1201),
      ],
      [
        .whole("articleNumber", 999),
        .record("data", .number("quantity", "0.530"), .number("price", "-4.5"), .number("priceExcl", "4")),
      ]),
    .list("paymentList", [.text("method", "WEB"), .number("amount", "104.85")]),
    .text("extOrderId", "BC-1001"), .text("orderType", "external_sales_order"), .whole("relationNumber", 681),
    .whole("financialBranchNumber", 1), .text("vatMethod", "inclusive"), .text("reference", "Webshop order #1001"),
    .record("deliveryAddress", .text("country", "NL"), .text("city", "Utrecht"), .text("name", "Ann")),
    WrittenField("financialDate", .value(.date(CalendarDate(year: 2026, month: 7, day: 31) ?? .first))),
    .text("vatCountryIso3", "NL"), .text("deliveryMethod", "POST"),
  ]

  @Test func anOrderInTheOrderOfTheWire() async throws {
    let till = TestTill(.soap("CreateOrderV3Response", Self.made))
    let record = try await till.create("orders", Self.order)
    #expect(record.key == "09e2d578")
    #expect(record.tree["totalInclAmount"]?.number == DecimalNumber("104.85"))
    #expect(record.tree["reference"] == "Webshop order #1001")
    let request = try till.lastRequest()
    #expect(
      request.children.map(\.name) == [
        "idempotencyKey", "order", "applySalesAndActions", "applySalesPrices", "applyPriceGroups", "prepay",
        "paymentList",
      ])
    #expect(
      request.child("order")?.children.map(\.name) == [
        "orderId", "extOrderId", "orderType", "entryBranchNumber", "employeeNumber", "relationNumber",
        "deliveryAddress",
        "financialDate", "financialBranchNumber", "reference", "vatMethod", "deliveryMethod", "lineList",
        "vatCountryIso3",
      ])
    let order = try #require(request.child("order"))
    #expect(order.child("orderId")?.text == "")
    #expect(order.filled("orderType") == "ORDER-TYPE-EXTERNAL-SALES-ORDER")
    #expect(order.filled("employeeNumber") == "999999")
    #expect(order.filled("entryBranchNumber") == "1")
    #expect(order.filled("vatCountryIso3") == "NLD")
    #expect(order.descend("deliveryAddress", "country")?.text == "Nederland")
    #expect(order.child("financialDate")?.children.map(\.text) == ["31", "7", "2026"])
    let lines = try #require(order.child("lineList")?.children("line"))
    #expect(lines[0].filled("text") == "Linen <shirt> & “tie”")
    #expect(
      lines[0].child("data")?.children.map { "\($0.name)=\($0.text)" }
        == ["quantity=2", "decimalPlaces=0", "price=4995", "turnoverGroup=80", "vatCode=2"])
    #expect(
      lines[1].child("data")?.children.map { "\($0.name)=\($0.text)" } == [
        "quantity=53", "decimalPlaces=2", "price=-450",
      ])
    #expect(request.descend("paymentList", "payment")?.children.map(\.text) == ["WEB", "10485"])
    #expect(till.transport.requests[0].isRepeatable)
  }

  @Test func exclusivePricesAreSentExclusive() async throws {
    let till = TestTill(.soap("CreateOrderV3Response", Self.made))
    var order = Self.order.filter { !["vatMethod", "lineList", "paymentList"].contains($0.name) }
    order.append(.text("vatMethod", "exclusive"))
    order.append(
      .list(
        "lineList",
        [
          .whole("articleNumber", 1201),
          .record("data", .whole("quantity", 2), .number("price", "49.95"), .number("priceExcl", "41.28")),
        ]))
    _ = try await till.create("orders", order)
    let request = try till.lastRequest()
    #expect(
      request.child("order")?.descend("lineList", "line", "data")?.children.map(\.name)
        == ["quantity", "decimalPlaces", "priceExcl"])
    #expect(request.child("prepay") == nil)
  }

  @Test func aPriceOfTheOtherKindAloneIsRefusedBeforeAnythingIsSent() async throws {
    let till = TestTill()
    let order = Self.order.filter { $0.name != "vatMethod" } + [.text("vatMethod", "shifted")]
    let error = await #expect(throws: ConnectorError.self) { try await till.create("orders", order) }
    #expect(error?.kind == .refused)
    #expect(error?.message == "line 1 has price but no priceExcl, which the VAT method needs")
    #expect(till.transport.requests.isEmpty)
  }

  @Test func theKeyIsTheSameForTheSameEffect() async throws {
    let till = TestTill(
      .soap("CreateOrderV3Response", Self.made), .soap("CreateOrderV3Response", Self.made),
      .soap("CreateOrderV3Response", Self.made))
    for key in ["orders/create/BC-1001/a", "orders/create/BC-1001/a", "orders/create/BC-1001/b"] {
      _ = try await till.create("orders", key: key, Self.order)
    }
    let keys = try till.sent().map { $0.child("request")?.filled("idempotencyKey") ?? "" }
    #expect(keys[0] == keys[1])
    #expect(keys[0] != keys[2])
    #expect(till.transport.bodies[0] == till.transport.bodies[1])
    #expect(keys[0].wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
  }

  @Test func aReplayedSuccessIsASuccess() async throws {
    let till = TestTill(.soap("CreateOrderV3Response", replayed(Self.made)))
    #expect(try await till.create("orders", Self.order).key == "09e2d578")
  }

  private func replayed(_ answer: String) -> String {
    answer.split(separator: "ORIGINAL", omittingEmptySubsequences: false).joined(separator: "REPLAY")
  }

  static func refused(_ result: String, _ text: String) -> String {
    """
    <idempotencyResult>IDEMPOTENCY-RESULT-ORIGINAL-RESPONSE</idempotencyResult>
    <result>CREATE-ORDER-RESULT-\(result)</result><errorMessage>\(text)</errorMessage><info><orderId/><orderString/></info>
    """
  }

  @Test func aReplayedRefusalIsHistory() async throws {
    let till = TestTill(
      .soap("CreateOrderV3Response", replayed(Self.refused("FAILED", "no such relation"))),
      .soap("CreateOrderV3Response", Self.made))
    #expect(try await till.create("orders", Self.order).key == "09e2d578")
    let keys = try till.sent().map { $0.child("request")?.filled("idempotencyKey") }
    #expect(keys[0] != keys[1])
  }

  @Test func refusalsOfAnOrder() async throws {
    let till = TestTill(
      .soap("CreateOrderV3Response", Self.refused("FAILED", "relation 681 does not exist")),
      .soap("CreateOrderV3Response", Self.refused("EXT-ORDER-ID-ALREADY-EXISTS", "")),
      .soap("CreateOrderV3Response", Self.refused("PAYMENT-FAILED", "unknown method")),
      .soap("CreateOrderV3Response", Self.refused("SOMETHING-NEW", "")))
    var kinds: [ConnectorError.Kind] = []
    var messages: [String] = []
    for _ in 0..<4 {
      do throws(ConnectorError) {
        _ = try await till.create("orders", Self.order)
      } catch {
        kinds.append(error.kind)
        messages.append(error.message)
      }
    }
    #expect(kinds == [.refused, .conflict, .refused, .refused])
    #expect(
      messages[0] == "Mplus has not made the order: relation 681 does not exist (CREATE-ORDER-RESULT-FAILED)")
    #expect(messages[2].contains("refused the payment"))
  }

  @Test func anOrderIsNeverChanged() async throws {
    let till = TestTill()
    let existing = try FoundRecord.made("1", ["orderId": "1"])
    let error = await #expect(throws: ConnectorError.self) {
      try await till.update("orders", existing, [.text("reference", "x")])
    }
    #expect(error?.kind == .refused)
  }

  @Test func moneyIsNeverCut() async throws {
    let till = TestTill()
    let lines = WrittenField.list(
      "lineList", [.whole("articleNumber", 1), .record("data", .whole("quantity", 1), .number("price", "1.005"))])
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("orders", Self.order.filter { $0.name != "lineList" } + [lines])
    }
    #expect(error?.message == "price of mplus.line_data has more than 2 digits behind the point")
  }

  @Test func anInvoice() async throws {
    let till = TestTill(
      .soap(
        "SaveInvoiceResponse",
        """
        <result>SAVE-INVOICE-RESULT-OK</result><info><invoiceId>i7</invoiceId><invoiceString>2026.9</invoiceString>
        <invoiceNumber><year>2026</year><number>9</number></invoiceNumber></info><errorMessage/>
        """),
      .soap(
        "SaveInvoiceResponse",
        """
        <result>SAVE-INVOICE-RESULT-EXT-INVOICE-ID-ALREADY-EXISTS</result><info><invoiceId/><invoiceString/></info>
        <errorMessage/>
        """))
    let fields =
      Self.order.filter { !["extOrderId", "orderType", "deliveryMethod"].contains($0.name) }
      + [.text("extInvoiceId", "F-1")]
    let record = try await till.create("invoices", fields)
    #expect(record.key == "i7")
    #expect(record.tree["invoiceNumber"] == "2026.9")
    #expect(!till.transport.requests[0].isRepeatable)
    let error = await #expect(throws: ConnectorError.self) { try await till.create("invoices", fields) }
    #expect(error?.kind == .conflict)
  }
}

@Suite struct MplusWritingTests {
  @Test func aNewRelation() async throws {
    let till = TestTill(
      .soap(
        "CreateRelationResponse",
        """
        <result>CREATE-RELATION-RESULT-OK</result><relationNumber>681</relationNumber><syncMarker>2204</syncMarker>
        <errorMessage/>
        """))
    let record = try await till.create(
      "relations",
      [
        .text("companyName", "Example BV"), .text("email", "ann@example.com"), .text("country", "BE"),
        .text("name", "Example BV"), WrittenField("categoryIds", .value(.list([.whole(3), .whole(4)]))),
        WrittenField("birthDate", .cleared),
      ])
    #expect(record.key == "681")
    #expect(record.version == "2204")
    #expect(record.tree["country"] == "BE")
    #expect(record.tree["categoryIds"] == [3, 4])
    let relation = try #require(try till.sent()[0].child("relation"))
    #expect(
      relation.children.map(\.name) == ["name", "country", "email", "birthDate", "categoryIds", "companyName"])
    #expect(relation.filled("country") == "België")
    #expect(!till.transport.requests[0].isRepeatable)
  }

  @Test func anUpdatedRelationKeepsWhatNobodyMapped() async throws {
    let till = TestTill(
      .soap(
        "GetRelationResponse",
        """
        <result>GET-RELATION-RESULT-OK</result><relation><relationNumber>681</relationNumber><syncMarker>7</syncMarker>
        <changeTimestamp><sec>0</sec><min>0</min><hour>0</hour><day>1</day><mon>1</mon><year>2026</year>
        <isdst>false</isdst><timezone>60</timezone></changeTimestamp><name>Ann</name><email>ann@example.com</email>
        <points>120</points><categoryIds><category>4</category></categoryIds><customFieldList><customField>
        <fieldName>Shoe</fieldName><strValue>38</strValue></customField></customFieldList><contactList><relation>
        <name>Bob</name></relation></contactList></relation>
        """),
      .soap(
        "UpdateRelationResponse",
        "<result>UPDATE-RELATION-RESULT-OK</result><errorMessage/><syncMarker>8</syncMarker>"))
    let existing = try FoundRecord.made("681", ["relationNumber": 681, "name": "Ann"])
    let record = try await till.update(
      "relations", existing, [.text("name", "Ann Jansen"), .text("zipcode", "1012AB"), WrittenField("email", .cleared)])
    let sent = try #require(try till.sent()[1].child("relation"))
    #expect(
      sent.children.map(\.name) == [
        "relationNumber", "name", "zipcode", "email", "points", "categoryIds", "customFieldList", "contactList",
      ])
    #expect(sent.filled("name") == "Ann Jansen")
    #expect(sent.child("email")?.text == "")
    #expect(sent.descend("customFieldList", "customField", "strValue")?.text == "38")
    #expect(sent.descend("contactList", "relation", "name")?.text == "Bob")
    #expect(record.version == "8")
    #expect(record.tree["points"] == 120)
    #expect(record.tree["email"] == nil)
    #expect(till.transport.requests.map(\.isRepeatable) == [true, true])
  }

  @Test func aMemberThatIsNewerThanTheConnectorIsSentBackToo() async throws {
    let till = TestTill(
      dumped: false,
      .soap(
        "GetRelationResponse",
        """
        <result>GET-RELATION-RESULT-OK</result><relation><relationNumber>681</relationNumber><email>a@x.nl</email>
        <newerThanThis>keep</newerThanThis><points>3</points></relation>
        """),
      .soap("UpdateRelationResponse", "<result>UPDATE-RELATION-RESULT-OK</result><errorMessage/>"))
    let existing = try FoundRecord.made("681", ["relationNumber": 681])
    _ = try await till.update("relations", existing, [.text("zipcode", "1012AB")])
    let sent = try till.sent()[1].child("relation")?.children.map(\.name)
    #expect(sent == ["relationNumber", "zipcode", "email", "newerThanThis", "points"])
  }

  @Test func aRelationThatIsGone() async throws {
    let till = TestTill(.soap("GetRelationResponse", "<result>GET-RELATION-RESULT-NOT-FOUND</result><relation/>"))
    let existing = try FoundRecord.made("681", ["relationNumber": 681])
    let error = await #expect(throws: ConnectorError.self) {
      try await till.update("relations", existing, [.text("name", "x")])
    }
    #expect(error?.kind == .refused)
    #expect(error?.message == "Mplus no longer has relation 681")
  }

  @Test func articleGroups() async throws {
    let till = TestTill(
      .soap("NewArticleGroupResponse", "<result>NEW-ARTICLE-GROUP-RESULT-OK</result><groupNumber>12</groupNumber>"),
      .soap("UpdateArticleGroupResponse", "<result>SAVE-ARTICLE-GROUP-RESULT-OK</result>"),
      .soap(
        "NewArticleGroupResponse",
        "<result>NEW-ARTICLE-GROUP-RESULT-PARENT-NOTFOUND</result><groupNumber>0</groupNumber>"))
    let made = try await till.create("article_groups", [.text("name", "Kaas")])
    #expect(
      made.tree == ["groupNumber": 12, "parentGroupNumber": 0, "name": "Kaas", "text": "Kaas", "productNumbers": []])
    let changed = try await till.update(
      "article_groups", made, [.whole("parentGroupNumber", 3), .text("name", "Kazen")])
    #expect(changed.tree["name"] == "Kazen")
    #expect(changed.tree["parentGroupNumber"] == 3)
    #expect(changed.tree["text"] == "Kaas")
    #expect(try till.lastRequest().children.map(\.name) == ["groupNumber", "name", "parentGroupNumber"])
    let error = await #expect(throws: ConnectorError.self) {
      try await till.create("article_groups", [.text("name", "Kaas"), .whole("parentGroupNumber", 99)])
    }
    #expect(error?.kind == .refused)
  }

  @Test func stockIsSetNeverChanged() async throws {
    let done = ScriptedTransport.Answer.soap(
      "SetStockResponse", "<result>SET-STOCK-RESULT-OK</result><stockId>9</stockId>")
    let till = TestTill(done, done, .soap("SetStockResponse", "<result>SET-STOCK-RESULT-NO-STOCK-ARTICLE</result>"))
    let made = try await till.create(
      "stock",
      [
        .text("reference", "count"), .number("amount", "12.50"), .whole("articleNumber", 1201),
        .whole("branchNumber", 3),
      ])
    #expect(made.key == "1201-3")
    #expect(
      try till.lastRequest().children.map { "\($0.name)=\($0.text)" } == [
        "branchNumber=3", "articleNumber=1201", "amount=125", "decimalPlaces=1", "reference=count",
      ])
    _ = try await till.update("stock", made, [.whole("amount", 7)])
    #expect(try till.lastRequest().children.map(\.text) == ["3", "1201", "7", "0"])
    #expect(till.transport.requests.allSatisfy { $0.isRepeatable })
    let error = await #expect(throws: ConnectorError.self) {
      try await till.update("stock", made, [.whole("amount", 7)])
    }
    #expect(error?.kind == .refused)
  }

  @Test func whatIsOnlyReadIsRefused() async throws {
    let till = TestTill()
    for entity in ["articles", "products", "branches", "nothing"] {
      let error = await #expect(throws: ConnectorError.self) { try await till.create(entity, []) }
      #expect(error?.kind == .refused)
    }
  }
}
