import Foundation
import Sandbox
import Testing
import Values

/// What a run says of records and systems that are not there.
@Suite(.serialized) struct AskedTests {
  @Test func whoSetsALimitIsTold() async throws {
    let project = try await LocalProject()
    let answer = try await project.run(["plan", "products", "--limit", "3"])
    #expect(answer.messages.contains("products: only the first 3 records were read (--limit)"), "\(answer.messages)")
    await project.systems.stop()
  }

  @Test func aKeyThatIsNotThereIsNamed() async throws {
    let project = try await LocalProject()
    let none = try await project.run(["plan", "products", "--id", "99999999"])
    #expect(none.status == 1)
    #expect(none.messages.contains("products: no article has articleNumber 99999999\n"), "\(none.messages)")

    // A customer is known by the e-mail address.
    let customers = try await project.state("bigcommerce/customers")
    let customer = try #require(customers.first { $0["email"]?.string?.isEmpty == false })
    let email = try #require(customer["email"]?.string)
    let id = try #require(customer["id"]?.description)
    let found = try await project.run(["plan", "customers", "--id", email])
    #expect(found.status == 1)
    #expect(
      found.messages.contains(
        "no customer has id \(email); the customer with email \(email) has id \(id): "
          + "flowrun plan customers --id \(id) --env local"), "\(found.messages)")
    await project.systems.stop()
  }

  @Test func aDeadSystemIsNamedOnce() async throws {
    let project = try await LocalProject()
    let overlay = project.folder.url.appending(path: "flowrun.local.yaml")
    let text = try String(contentsOf: overlay, encoding: .utf8)
    let dead = text.replacing(
      #/bigcommerce: .*/#, with: "bigcommerce: { url: \"http://127.0.0.1:9/stores/a\", attempts: 1 }")
    try Data(dead.utf8).write(to: overlay)
    let answer = try await project.run(["execute"])
    #expect(answer.status == 5)
    #expect(answer.messages.contains("connection bigcommerce (127.0.0.1:9/stores/a): "), "\(answer.messages)")
    #expect(answer.messages.contains("nothing listens there"), "\(answer.messages)")
    #expect(answer.messages.components(separatedBy: "nothing listens there").count == 2, "\(answer.messages)")
    #expect(answer.messages.contains("not run: "), "\(answer.messages)")
    #expect(!answer.output.contains("read 0"), "\(answer.output)")
    #expect(!answer.messages.contains("try later"))
    await project.systems.stop()
  }
}
