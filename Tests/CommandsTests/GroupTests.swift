import Foundation
import Sandbox
import Testing
import Values

/// A group that failed is taken up again by the next run, and counts once in its books.
@Suite(.serialized) struct GroupTests {
  @Test func aFailedGroupCountsOnce() async throws {
    let project = try await LocalProject()
    _ = try await project.run(["execute", "products"])
    let flow = project.folder.url.appending(path: "stock.flow.yaml")
    let check = """

      checks:
        - when: fields.inventory_tracking == product
          stop: "article {articleNumber} is kept in stock"

      """
    try Data((try String(contentsOf: flow, encoding: .utf8) + check).utf8).write(to: flow)

    let first = try books(await project.run(["execute", "stock", "--full", "--json"]))
    let second = try books(await project.run(["execute", "stock", "--full", "--json"]))
    #expect(first.stopped > 0)
    #expect(second.stopped == first.stopped)
    #expect(second.read == first.read)
    await project.systems.stop()
  }

  private func books(_ answer: Program.Answer) throws -> (read: Int64, stopped: Int64) {
    let books = try #require(try JSON.parse(answer.output)["flows"]?[0]?["books"])
    return (try #require(books["read"]?.whole), try #require(books["stopped"]?.whole))
  }
}
