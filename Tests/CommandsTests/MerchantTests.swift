import Foundation
import Sandbox
import Testing
import Values

/// What a person in the shop wrote stays; what the till owns is kept up to date.
@Suite(.serialized) struct MerchantTests {
  @Test func theShopsOwnDescriptionStaysAndThePriceFollowsTheTill() async throws {
    let project = try await LocalProject()
    // One product stops, as the shop takes each name once.
    #expect([0, 1].contains(try await project.run(["execute", "products"]).status))
    let sku = try #require(try await madeByTheFlow(project))

    try await edit(project, #"{"bigcommerce":{"product":{"sku":"\#(sku)","set":{"description":"Zelf geschreven."}}}}"#)
    try await edit(project, #"{"mplus":{"article":{"pluNumber":"\#(sku)","set":{"priceExcl":4321}}}}"#)
    let second = try await project.run(["execute", "products"])
    #expect([0, 1].contains(second.status), "\(second.output)\(second.messages)")

    let product = try #require(try await products(project).first { $0["sku"]?.string == sku })
    #expect(product["description"]?.string == "Zelf geschreven.")
    #expect(number(product["price"]) == DecimalNumber("43.21"))
    await project.systems.stop()
  }

  /// A product that only the flow can have made.
  private func madeByTheFlow(_ project: LocalProject) async throws -> String? {
    try await products(project).first { product in
      product["description"]?.string?.contains("Door de winkel") != true && product["sku"]?.string?.isEmpty == false
    }?["sku"]?.string
  }

  private func products(_ project: LocalProject) async throws -> [JSON] {
    let request = SimulatedRequest("GET", "/_sandbox/state/bigcommerce/products")
    return try JSON.parse(await project.systems.world.handle(request, for: .bigcommerce).text).array ?? []
  }

  private func edit(_ project: LocalProject, _ change: String) async throws {
    let request = SimulatedRequest("POST", "/_sandbox/edit", body: Array(change.utf8))
    let answer = await project.systems.world.handle(request, for: .bigcommerce)
    #expect(answer.status == 200, "\(answer.text)")
  }

  private func number(_ value: JSON?) -> DecimalNumber? { value?.number ?? value?.string.flatMap { DecimalNumber($0) } }
}
