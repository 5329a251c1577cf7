import Foundation
import Testing

@testable import Commands

/// The program from outside: what is printed where, and how it ends.
@Suite struct DoorTests {
  @Test func helpFitsOneScreenAndBeginsWithExamples() async throws {
    let answer = try await Program.run(["--help"])
    #expect(answer.status == 0)
    let lines = answer.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 40)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.prefix(4).contains { $0.contains("flowrun validate") })
  }

  @Test func everyCommandOfTheHelpIsThere() async throws {
    for command in Help.commands {
      let answer = try await Program.run([command, "--help"])
      #expect(answer.status == 0, "\(command)")
      #expect(answer.output.split(separator: "\n").count <= 50, "\(command)")
    }
  }

  @Test func aMistypedCommandGetsTheNearestName() async throws {
    let answer = try await Program.run(["validte"])
    #expect(answer.status == 64)
    #expect(answer.messages == "error: there is no command `validte`; did you mean `validate`?\n")
    #expect(answer.output == "")
  }

  @Test func wrongUsageIs64() async throws {
    #expect(try await Program.run(["fields"]).status == 64)
    #expect(try await Program.run(["version", "--jsn"]).status == 64)
    #expect(try await Program.run(["fields", "mplus", "artikels"]).status == 64)
    #expect(try await Program.run(["explain", "M999"]).status == 64)
  }

  @Test func versionAndCodes() async throws {
    #expect(try await Program.run(["version"]).output.hasPrefix("flowrun \(Version.text)\n"))
    #expect(try await Program.run(["version", "--json"]).output.contains("\"schema_version\""))
    #expect(try await Program.run(["explain", "m402"]).output.hasPrefix("M402  "))
    #expect(try await Program.run(["explain", "R905"]).output.hasPrefix("R905  "))
  }

  @Test func coloursOnlyOnATerminal() async throws {
    let answer = try await Program.run(["validte"], environment: ["TERM": "xterm-256color"])
    #expect(!answer.messages.contains("\u{1B}"))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] as [(Int32, Int32)])
  func aSignalEndsTheSandboxCleanly(signal: Int32, status: Int32) async throws {
    let running = try Program.start(["sandbox", "--articles", "20", "--orders", "1"])
    #expect(await running.firstLine().hasPrefix("export BIGCOMMERCE_URL=http://127.0.0.1:"))
    kill(running.process.processIdentifier, signal)
    #expect(await running.answer().status == status)
  }
}
