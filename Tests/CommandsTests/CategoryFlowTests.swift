import Foundation
import Sandbox
import Testing
import Values

/// The shop's category tree becomes the till's groups: parents first, each once, whatever it is called later.
@Suite(.serialized) struct CategoryFlowTests {
  @Test func threeLevelsArriveInOneRunAndANewNameIsAnUpdate() async throws {
    let project = try await LocalProject(orders: 1)
    let shop = project.systems.world
    let path = "/stores/sandbox/v3/catalog/trees/categories"
    let headers = ["x-auth-token": SandboxSettings().token, "content-type": "application/json"]
    func send(_ method: String, _ body: String) async -> Int {
      let request = SimulatedRequest(method, path, headers: headers, body: Array(body.utf8))
      return await shop.handle(request, for: .bigcommerce).status
    }
    let known = try await project.state("bigcommerce/categories")
    let below = try #require(known.first { ($0["parent_id"]?.whole ?? 0) != 0 }?["id"]?.whole)
    #expect(await send("POST", #"[{"name":"Geitenkaas","parent_id":\#(below)}]"#) == 201)

    // Nothing is written, yet the plan knows which parents a run would have made by then.
    let plan = try await project.run(["plan", "categories-to-till"])
    #expect(plan.status == 0, "\(plan.output)\(plan.messages)")
    #expect(plan.output.contains("created \(known.count + 1) "), "\(plan.output)")
    #expect(plan.output.contains("parentGroupNumber  (known after writing)"), "\(plan.output)")

    let first = try await project.run(["execute", "categories-to-till"])
    #expect(first.status == 0, "\(first.output)\(first.messages)")
    #expect(first.output.contains("created \(known.count + 1) "), "\(first.output)")

    #expect(await send("PUT", #"[{"category_id":\#(below),"name":"Nieuw"}]"#) == 200)
    let second = try await project.run(["execute", "categories-to-till"])
    #expect(second.status == 0, "\(second.output)\(second.messages)")
    #expect(second.output.contains("created 0 + updated 1 "), "\(second.output)")
    await project.systems.stop()
  }
}
