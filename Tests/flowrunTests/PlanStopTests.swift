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
    #expect(text.contains("payment_method is \"Cash on Delivery\""), "\(text)")
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
    #expect(run.output.contains("look:  flowrun plan orders --id 10"), "\(run.output)")
    await project.systems.stop()
  }
}
