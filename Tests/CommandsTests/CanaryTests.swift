import Foundation
import Sandbox
import Testing

/// Secrets are in nothing that the program says or writes, at the most talkative level, whatever the other systems answer.
@Suite(.serialized) struct CanaryTests {
  /// A project whose two systems may put the credentials into their answers.
  private struct Scene {
    let folder: Folder
    let shop: EchoingSystem
    let till: EchoingSystem

    init() throws {
      var settings = SandboxSettings()
      settings.articles = 25
      settings.orders = 12
      settings.token = Canary.token.secret
      settings.ident = Canary.ident.secret
      settings.secret = Canary.password.secret
      let world = try SimulatedWorld(settings)
      shop = try EchoingSystem(.bigcommerce, world)
      till = try EchoingSystem(.mplus, world)
      folder = try LocalProject.copyOfMappings()
      let overlay = """
        connections:
          bigcommerce: { url: "http://127.0.0.1:\(shop.port)/stores/sandbox", settle: 1s, attempts: 2 }
          mplus: { url: "http://127.0.0.1:\(till.port)/", settle: 1s, attempts: 2 }
        """
      try Data(overlay.utf8).write(to: folder.url.appending(path: "flowrun.local.yaml"))
    }

    func be(_ mood: EchoingSystem.Mood) {
      shop.be(mood)
      till.be(mood)
    }

    func run(_ arguments: [String]) async throws -> Program.Answer {
      try await Program.run(
        arguments + ["--env", "local", "-vv"], in: folder.url, environment: Canary.environment)
    }

    func stop() {
      shop.stop()
      till.stop()
    }
  }

  @Test func theFormsAreThereToBeFound() {
    #expect(Canary.token.forms.count >= 8)
    for canary in Canary.all {
      for form in canary.forms {
        #expect(Canary.found(in: Data("x \(form.text) y".utf8)).contains("\(canary.name), \(form.name)"))
      }
    }
    #expect(Canary.found(in: Data("nothing".utf8)).isEmpty)
  }

  @Test func nothingGetsOut() async throws {
    let scene = try Scene()
    defer { scene.stop() }
    var seen = 0
    for mood in EchoingSystem.Mood.allCases where mood != .sleeps {
      scene.be(mood)
      // What one mood left in the store is spoken of in the next.
      for flow in mood == .fair ? ["orders"] : ["products-to-till", "orders"] {
        let answer = try await scene.run([
          "execute", flow, "--limit", "6", "--full", "--record", "\(mood)-\(flow).ndjson",
        ])
        let said = Canary.found(in: Data((answer.output + answer.messages).utf8))
        #expect(said.isEmpty, "\(mood), \(flow): \(said)\n\(answer.messages.prefix(2000))")
        // It did fail, and said why.
        if [.forbids, .redirects, .babbles, .breaksOff].contains(mood) {
          #expect(answer.status != 0, "\(mood), \(flow): \(answer.output)")
        }
        seen += answer.messages.contains("••••") || answer.output.contains("••••") ? 1 : 0
      }
    }
    #expect(scene.shop.requests > 20 && scene.till.requests > 20)
    // The systems did put them into words that are shown.
    #expect(seen >= 3, "\(seen)")
    let kept = try Canary.found(under: scene.folder.url)
    #expect(kept.isEmpty, "\(kept)")
    let recorded = try FileManager.default.contentsOfDirectory(atPath: scene.folder.url.path)
    #expect(recorded.filter { $0.hasSuffix(".ndjson") }.count == 13)
  }

  @Test func whatIsPrintedOfAProjectHoldsNone() async throws {
    let scene = try Scene()
    defer { scene.stop() }
    for arguments in [
      ["plan", "products", "--limit", "3"], ["plan", "orders", "--limit", "3", "--json"],
      ["execute", "stock", "--json"],
    ] {
      let answer = try await scene.run(arguments)
      #expect(Canary.found(in: Data((answer.output + answer.messages).utf8)).isEmpty, "\(arguments)")
    }
    for arguments in [["config", "why", "employeeNumber", "orders"], ["fields", "bigcommerce"], ["validate"]] {
      let answer = try await Program.run(
        arguments + ["--env", "local"], in: scene.folder.url, environment: Canary.environment)
      #expect(Canary.found(in: Data((answer.output + answer.messages).utf8)).isEmpty, "\(arguments)")
    }
    #expect(try Canary.found(under: scene.folder.url).isEmpty)
  }

  /// What the runtime itself prints of a crash, with everything that it can print.
  @Test func aCrashTellsNothing() async throws {
    let scene = try Scene()
    defer { scene.stop() }
    let environment = Canary.environment.merging(["SWIFT_BACKTRACE": "enable=yes,color=no,symbolicate=off,threads=all"])
    {
      $1
    }
    scene.be(.sleeps)
    let running = try Program.start(
      ["execute", "products", "--env", "local", "-vv"], in: scene.folder.url, environment: environment)
    while scene.till.requests + scene.shop.requests < 1 { try await Task.sleep(for: .milliseconds(20)) }
    kill(running.process.processIdentifier, SIGSEGV)
    let answer = await running.answer()
    #expect(answer.status != 0)
    #expect(Canary.found(in: Data((answer.output + answer.messages).utf8)).isEmpty)
    #expect(try Canary.found(under: scene.folder.url).isEmpty)
  }
}
