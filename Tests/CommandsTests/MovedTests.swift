import Foundation
import Sandbox
import Testing

/// What is remembered of one system is not taken for another.
@Suite(.serialized) struct MovedTests {
  @Test func aRunWithAnotherSystemStopsBeforeItReads() async throws {
    let project = try await LocalProject()
    #expect(try await project.run(["execute", "customers"]).status == 0)
    let other = try await LocalProject()
    let overlay = other.folder.url.appending(path: "flowrun.local.yaml")
    let here = project.folder.url.appending(path: "flowrun.local.yaml")
    let text = try String(contentsOf: overlay, encoding: .utf8)
    try Data(text.utf8).write(to: here)

    for command in ["plan", "execute"] {
      let answer = try await project.run([command, "customers"])
      #expect(answer.status == 3)
      #expect(answer.output.isEmpty, "\(answer.output)")
      #expect(answer.messages.contains("bigcommerce is another system than last time, and nothing was read: the flow "))
      #expect(answer.messages.contains("customers ran with 127.0.0.1:"), "\(answer.messages)")
      #expect(answer.messages.contains("run it again with --moved"))
    }
    #expect(await other.writes() == 0)

    // Another environment has a state of its own, and nothing is left out.
    try Data(text.utf8).write(to: project.folder.url.appending(path: "flowrun.two.yaml"))
    let two = try await Program.run(
      ["plan", "customers", "--env", "two"], in: project.folder.url, environment: LocalProject.credentials)
    #expect(two.status == 0, "\(two.messages)")
    #expect(two.output.contains("+ mplus.relations"), "\(two.output)")

    // Moved on purpose: a plan remembers nothing of it, a run does.
    #expect(try await project.run(["plan", "customers", "--moved"]).status == 0)
    #expect(try await project.run(["plan", "customers"]).status == 3)
    #expect(try await project.run(["execute", "customers", "--moved"]).status == 0)
    #expect(try await project.run(["plan", "customers"]).status == 0)
    await project.systems.stop()
    await other.systems.stop()
  }
}
