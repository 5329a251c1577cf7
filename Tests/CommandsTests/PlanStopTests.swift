import Foundation
import Sandbox
import Testing

/// `plan` shows why a record stops at the line from which it came, with the values that led to it.
@Suite(.serialized) struct PlanStopTests {
  @Test func eachCauseIsShownOnceAtItsLine() async throws {
    let project = try await LocalProject()
    let plan = try await project.run(["plan", "orders"])
    #expect(plan.status == 1)
    let text = plan.output
    #expect(
      text.contains(
        """
        error[R901]: order 107: Payment method Cash on Delivery is not in payment-methods.csv
        """), "\(text)")
    #expect(text.contains("else: { stop: \"Payment method {key} is not in payment-methods.csv\" }"), "\(text)")
    #expect(text.contains("paidBy is \"Cash on Delivery\""), "\(text)")
    #expect(text.contains("error[R907]: order 106: its amounts are in USD, the flow's in EUR"), "\(text)")
    #expect(text.components(separatedBy: "has no article").count > 2)
    #expect(text.contains("the same line stops 105"), "\(text)")
    #expect(!text.contains("--id KEY"))

    let one = try await project.run(["plan", "orders", "--id", "105"])
    #expect(one.output.contains("order 105: Mplus has no article ONBEKEND-1; Mplus has no article ONBEKEND-2"))

    let json = try await project.run(["plan", "orders", "--id", "107", "--json"])
    #expect(json.output.contains("\"line\": "), "\(json.output)")
    #expect(json.output.contains("\"code\": \"R901\""), "\(json.output)")

    let run = try await project.run(["execute", "orders"])
    #expect(run.output.contains("orders  (env local, "), "\(run.output)")
    let commands = run.output.split(separator: "\n").filter { $0.contains(": ") && $0.contains("flowrun ") }
    #expect(commands.contains { $0.contains(#/look:  flowrun plan orders --id 10\d --env local$/#) }, "\(run.output)")
    #expect(commands.contains { $0.contains("retry: flowrun execute orders --env local ") }, "\(run.output)")

    // From elsewhere a name finds nothing, so the path is printed.
    let elsewhere = try Folder()
    let path = project.folder.url.appending(path: "orders.flow.yaml").path
    let far = try await Program.run(
      ["execute", path, "--env", "local"], in: elsewhere.url, environment: LocalProject.credentials)
    let retry = try #require(far.output.firstMatch(of: #/retry: flowrun execute (\S+orders\.flow\.yaml) --env local /#))
    let word = String(retry.output.1)
    let again = try await Program.run(
      ["plan", word, "--env", "local"], in: elsewhere.url, environment: LocalProject.credentials)
    #expect(again.output.contains("plan, nothing was written"), "\(again.messages)")
    await project.systems.stop()
  }
}
