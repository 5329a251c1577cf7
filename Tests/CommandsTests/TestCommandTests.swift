import Foundation
import Testing

/// `flowrun test` from outside: what may be named, and how a failure reads.
@Suite struct TestCommandTests {
  private static let flow = """
    flow:   a
    source: bigcommerce.customers
    target: mplus.relations
    match:  email

    tables:
      days:
        key:  int
        0:    0
        else: 30

    fields:
      email:             email
      name:              first_name
      paymentWithinDays: days[customer_group_id]

    """

  private func folder(_ tests: String) throws -> Folder {
    try Folder(["a.flow.yaml": Self.flow, "a.test.yaml": tests])
  }

  @Test func aTestFileMeansTheFlowBesideIt() async throws {
    let tests = """
      flow: a
      examples:
        - name:   one
          given:  { email: "a@example.nl", first_name: "A", customer_group_id: 0 }
          expect: { paymentWithinDays: 0 }

      """
    let right = try folder(tests)
    let answer = try await Program.run(["test", "a.test.yaml"], in: right.url)
    #expect(answer.output == "1 example passes\n", "\(answer.messages)")
    let wrong = try folder(tests.replacing("flow: a", with: "flow: b"))
    let stray = try await Program.run(["test", "a.test.yaml"], in: wrong.url)
    #expect(stray.status == 64)
    #expect(stray.messages.contains("names no flow beside it"), "\(stray.messages)")
  }

  @Test func aFieldThatGivenLacksIsNamed() async throws {
    let tests = """
      flow: a
      examples:
        - name:   one
          given:  { email: "a@example.nl", first_name: "A" }
          expect: { paymentWithinDays: 0 }

      """
    let folder = try folder(tests)
    let answer = try await Program.run(["test"], in: folder.url)
    #expect(answer.status == 1)
    #expect(
      answer.output.contains("given     has no `customer_group_id`, which every record of bigcommerce.customers has"),
      "\(answer.output)")
  }
}
