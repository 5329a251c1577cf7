import Foundation
import Sandbox
import Testing
import Values

/// Content and offer of a product are two flows on one target: each can be left out, and neither writes what is the
/// other's.
@Suite(.serialized) struct ContentAndOfferTests {
  @Test func contentIsMadeHiddenAndTheOfferMakesItSellable() async throws {
    let project = try await LocalProject(orders: 1, of: "mappings/alternatives")
    let known = Set(try await project.state("bigcommerce/products").compactMap { $0["sku"]?.string })

    // Alone, the offer makes nothing: what has no content stops and says which flow makes it.
    let alone = try await project.run(["execute", "product-offer"])
    #expect(alone.status == 1, "\(alone.output)\(alone.messages)")
    #expect(alone.output.contains("has no content yet: run product-content"), "\(alone.output)")
    #expect(Set(try await project.state("bigcommerce/products").compactMap { $0["sku"]?.string }) == known)

    _ = try await project.run(["execute", "product-content"])
    let made = try await project.state("bigcommerce/products").filter {
      !known.contains($0["sku"]?.string ?? "") && $0["sku"]?.string?.isEmpty == false
    }
    #expect(made.count > 5)
    for product in made {
      #expect(product["is_visible"] == .bool(false))
      #expect(product["availability"]?.string == "disabled")
      #expect(product["inventory_level"]?.whole ?? 0 == 0)
    }

    let sku = try #require(made.first?["sku"]?.string)
    try await project.edit(#"{"bigcommerce":{"product":{"sku":"\#(sku)","set":{"description":"Zelf geschreven."}}}}"#)
    _ = try await project.run(["execute", "product-offer"])
    let sold = try #require(
      try await project.state("bigcommerce/products").first { $0["sku"]?.string == sku })
    #expect(sold["is_visible"] == .bool(true))
    #expect(sold["availability"]?.string == "available")
    #expect(sold["price"]?.number ?? 0 > 0)
    #expect(sold["description"]?.string == "Zelf geschreven.")

    let before = await project.writes()
    _ = try await project.run(["execute", "product-content", "product-offer", "--full"])
    #expect(await project.writes() == before)
    await project.systems.stop()
  }
}
