internal import XML

/// The SOAP door of the till: envelope in, envelope out.
struct TillService: Sendable {
  var till = Till()
  var ident: String
  var service = "67.1.3"
  var secret: String

  private static let envelope = "http://schemas.xmlsoap.org/soap/envelope/"
  private static let namespace = "urn:mplusqapi"

  mutating func handle(_ request: SimulatedRequest) -> SimulatedResponse {
    guard request.method == "POST" else { return SimulatedResponse(405, headers: [("Allow", "POST")]) }
    guard request.query("ident") == ident, request.query("secret") == secret else {
      return fault("Client.Authentication", "unknown ident or wrong secret")
    }
    let root: XMLElement
    do { root = try XMLReader.read(request.body) } catch { return fault("Client", "the request is not XML: \(error)") }
    guard root.name == "Envelope", root.namespace == Self.envelope, let body = root.child("Body"),
      let call = body.children.first
    else { return fault("Client", "the request is not a SOAP 1.1 envelope") }
    guard call.namespace == Self.namespace, let operation = MplusSchema.shared.operations[call.name],
      knows(call.name)
    else {
      return fault("Client", "Method '\(call.name)' not implemented: method name or namespace not recognized")
    }
    if let problem = MplusSchema.shared.problem(in: call, of: operation) {
      return fault("Client", "Validation constraint violation: \(problem)")
    }
    let members = answer(call.name, call)
    return Self.envelope(200, service) { writer in
      let element = XMLElement(operation.responseRoot, children: members)
      MplusSchema.shared.write(element, type: operation.responseRoot, into: &writer)
    }
  }

  private var version: [Int] { service.split(separator: ".").map { Int($0) ?? 0 } }

  /// The major version with which an operation came; the others were always there.
  private static let since: [String: Int] = [
    "createOrderV3": 59, "payOrderV2": 59, "findRelationV2": 59, "getStockHistoryV2": 59,
    "getCurrentSyncMarkersV2": 59, "newArticleGroup": 59, "updateArticleGroup": 59, "getOrdersByExtOrderIds": 62,
    "createOrderV2": 30,
  ]

  private func knows(_ operation: String) -> Bool { version.first ?? 0 >= Self.since[operation] ?? 0 }

  private mutating func answer(_ operation: String, _ call: XMLElement) -> [XMLElement] {
    let request = call.child("request") ?? XMLElement("request")
    switch operation {
    case "getApiVersion": return till.getApiVersion(service: version)
    case "getDatabaseVersion": return till.getDatabaseVersion()
    case "getCurrentSyncMarkers": return till.getCurrentSyncMarkers(nil)
    case "getCurrentSyncMarkersV2": return till.getCurrentSyncMarkers(request)
    case "getProducts": return till.getProducts(request)
    case "createProduct": return till.createProduct(call.child("product") ?? request)
    case "updateProduct": return till.updateProduct(call.child("product") ?? request)
    case "getArticleGroups": return till.getArticleGroups(request)
    case "getArticleGroupChanges": return till.getArticleGroupChanges(request)
    case "newArticleGroup": return till.newArticleGroup(request)
    case "updateArticleGroup": return till.updateArticleGroup(request)
    case "getStock": return till.getStock(request)
    case "getStockHistory", "getStockHistoryV2": return till.getStockHistory(request)
    case "setStock": return till.setStock(request)
    case "updateStock": return till.updateStock(request)
    case "getBranches": return till.getBranches()
    case "getVatGroupList": return till.getVatGroupList()
    case "getTurnoverGroups": return till.getTurnoverGroups()
    case "getPaymentMethods", "getPaymentMethodsV2": return till.getPaymentMethods()
    case "getDeliveryMethods", "getDeliveryMethodsV2": return till.getDeliveryMethods()
    case "getEmployees": return till.getEmployees(call.child("request"))
    case "getOrderCategories": return till.getOrderCategories()
    default: return answerAboutPeopleAndOrders(operation, call, request)
    }
  }

  private mutating func answerAboutPeopleAndOrders(
    _ operation: String, _ call: XMLElement, _ request: XMLElement
  ) -> [XMLElement] {
    switch operation {
    case "findRelation": return till.findRelation(call.child("relation"), exact: false)
    case "findRelationV2":
      return till.findRelation(request.child("relation"), exact: request.flag("exactMatch") ?? false)
    case "getRelation": return till.getRelation(call.int("relationNumber") ?? 0)
    case "getRelations": return till.getRelations(call.child("request"))
    case "createRelation": return till.createRelation(call.child("relation"))
    case "updateRelation": return till.updateRelation(call.child("relation"))
    case "createOrder": return till.createOrder(call.child("order"))
    case "createOrderV2": return till.createOrderV2(request)
    case "createOrderV3": return till.createOrderV3(request)
    case "updateOrder": return till.updateOrder(call.child("order"))
    case "findOrder": return till.order(till.orderIdOfExtId[call.text("extOrderId") ?? ""])
    case "getOrder": return till.order(call.text("orderId"))
    case "getOrders": return till.getOrders(request)
    case "getOrdersByExtOrderIds": return till.getOrdersByExtOrderIds(request)
    case "cancelOrder": return till.cancelOrder(call.text("orderId") ?? "")
    case "payOrder": return till.payOrder(request, isIdempotent: false)
    case "payOrderV2": return till.payOrder(request, isIdempotent: true)
    case "deliverOrder": return till.deliverOrder(request)
    case "saveInvoice": return till.saveInvoice(call.child("invoice"))
    case "findInvoice": return till.invoice { $0.text("extInvoiceId") == call.text("extInvoiceId") }
    case "getInvoice": return till.invoice { $0.text("invoiceId") == call.text("invoiceId") }
    case "getInvoices": return till.getInvoices(request)
    default: preconditionFailure("the schema names the operation \(operation), but nothing answers it")
    }
  }

  private func fault(_ code: String, _ text: String) -> SimulatedResponse {
    Self.envelope(500, service) { writer in
      writer.element("SOAP-ENV:Fault") {
        $0.leaf("faultcode", "SOAP-ENV:" + code)
        $0.leaf("faultstring", text)
      }
    }
  }

  /// What a service in trouble says, with a status that promises success.
  static func serverFault(_ text: String) -> SimulatedResponse {
    envelope(200, nil) { writer in
      writer.element("SOAP-ENV:Fault") {
        $0.leaf("faultcode", "SOAP-ENV:Server")
        $0.leaf("faultstring", text)
      }
    }
  }

  /// `service`: the version that the answer shows; nil for none.
  private static func envelope(
    _ status: Int, _ service: String?, _ content: (inout XMLWriter) -> Void
  ) -> SimulatedResponse {
    var writer = XMLWriter()
    writer.element(
      "SOAP-ENV:Envelope", attributes: ["xmlns:SOAP-ENV": Self.envelope, "xmlns:ns": Self.namespace]
    ) { writer in
      writer.element("SOAP-ENV:Body", content)
    }
    var headers = [("Content-Type", "text/xml; charset=utf-8")]
    if let service { headers.append(("Mplus-Service-Version", service)) }
    return SimulatedResponse(status, headers: headers, body: writer.bytes)
  }
}
