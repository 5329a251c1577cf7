import Testing
import XML

@testable import Sandbox

/// The simulated till, called without a socket.
@Suite struct TillTests {
  var service = TillService.forTests()

  @Test mutating func whoDoesNotKnowTheSecretGetsAFault() throws {
    let request = SimulatedRequest("POST", "/?ident=i&secret=wrong", body: soap("<n:getApiVersion/>"))
    let response = service.handle(request)
    #expect(response.status == 500)
    #expect(response.text.contains("<faultcode>SOAP-ENV:Client.Authentication</faultcode>"))
    #expect(service.handle(SimulatedRequest("GET", "/")).status == 405)
  }

  @Test mutating func anUnknownOperationIsAFault() throws {
    let response = service.handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: soap("<n:sendOrder/>")))
    #expect(response.status == 500)
    #expect(response.text.contains("sendOrder"))
  }

  @Test mutating func responseRootsKeepTheirOwnCapitals() throws {
    #expect(try service.call("<n:getApiVersion/>").name == "getApiVersionResponse")
    #expect(try service.call("<n:getBranches/>").name == "getBranchesResponse")
    #expect(
      try service.call("<n:getPaymentMethodsV2><n:request/></n:getPaymentMethodsV2>").name
        == "GetPaymentMethodsResponse")
    #expect(try service.call("<n:findOrder><n:extOrderId>x</n:extOrderId></n:findOrder>").name == "GetOrderResponse")
  }

  @Test mutating func aWrongNumberIsAFault() throws {
    let body = soap("<n:getRelation><n:relationNumber>twelve</n:relationNumber></n:getRelation>")
    let response = service.handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: body))
    #expect(response.status == 500)
    #expect(response.text.contains("is not of type long"))
  }
}

func soap(_ body: String) -> [UInt8] {
  Array(
    """
    <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n="urn:mplusqapi"><S:Body>\(body)</S:Body></S:Envelope>
    """.utf8)
}

extension TillService {
  static func forTests() -> TillService { TillService(ident: "i", secret: "s") }

  /// The answer's element; every answer must fit the till's own schema.
  mutating func call(_ body: String) throws -> XMLElement {
    let response = handle(SimulatedRequest("POST", "/?ident=i&secret=s", body: soap(body)))
    try #require(response.status == 200, "\(response.text)")
    let answer = try #require(try XMLReader.read(response.body).child("Body")?.children.first)
    #expect(MplusSchema.shared.problem(inAnswer: answer) == nil)
    return answer
  }
}
