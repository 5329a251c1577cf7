internal import XML

/// A call as it goes out: SOAP 1.1, document/literal, every element in Mplus's namespace, members in schema order.
struct SoapEnvelope {
  /// The operation and what is inside its element.
  var operation: String
  var members: [XMLElement]

  static let namespace = "urn:mplusqapi"
  static let soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"

  var bytes: [UInt8] {
    var writer = XMLWriter()
    writer.element(
      "SOAP-ENV:Envelope",
      attributes: ["xmlns:SOAP-ENV": SoapEnvelope.soapNamespace, "xmlns:ns1": SoapEnvelope.namespace]
    ) { writer in
      writer.empty("SOAP-ENV:Header")
      writer.element("SOAP-ENV:Body") { SoapEnvelope.write(XMLElement(operation, children: members), into: &$0) }
    }
    return writer.bytes
  }

  private static func write(_ element: XMLElement, into writer: inout XMLWriter) {
    writer.element("ns1:" + element.name) { writer in
      if element.children.isEmpty { writer.text(element.text) }
      for child in element.children { write(child, into: &writer) }
    }
  }
}
