import Engine
import Foundation
import Sandbox
import Store
import Testing
import Values

/// The program is killed over and over while it sends orders, and every order arrives exactly once.
@Suite(.serialized) struct KillTests {
  static let kills = 20

  @Test func everyOrderArrivesOnceWhateverTheKills() async throws {
    let project = try await LocalProject(orders: 120) { settings in
      settings.faults.delayMilliseconds = 15
      settings.faults.delaysWritesOnly = true
    }
    var killed = 0
    var betweenSendAndOutcome = 0
    var attempt: UInt64 = 0
    while killed < Self.kills, attempt < 60 {
      attempt += 1
      let seed = attempt &* 0x9E37_79B9_7F4A_7C15
      let wasKilled =
        attempt % 2 == 0
        ? try await killFromOutside(project, seed) : try await killAtAFailpoint(project, seed)
      guard wasKilled else { break }
      killed += 1
      let unknown = try await arrivedWithoutOutcome(project)
      if unknown > 0 { betweenSendAndOutcome += 1 }
      print("kill \(killed): seed \(seed), \(unknown) arrived whose outcome nobody knows")
    }
    #expect(killed == Self.kills)
    #expect(betweenSendAndOutcome >= 10)
    print("\(killed) kills, \(betweenSendAndOutcome) of them between a send and its outcome")

    let last = try await project.run(["execute", "orders", "--full"])
    #expect(last.status == 1, "the odd orders stop, nothing else goes wrong: \(last.output)\(last.messages)")
    #expect(try await unresolvedIntents(project).isEmpty)

    let created = try await ledger(project).filter { $0["operation"]?.string?.hasPrefix("createOrder") == true }
    let arrived = created.compactMap { $0["key"]?.string }
    #expect(Set(arrived).count == arrived.count, "an order was made twice")
    #expect(Set(arrived) == (try await expectedOrders(project)))
    let people = try await ledger(project).filter { $0["operation"]?.string == "createRelation" }
    let addresses = people.compactMap { $0["key"]?.string?.lowercased() }
    #expect(Set(addresses).count == addresses.count, "a customer was made twice")
    await project.systems.stop()
  }

  // MARK: killing

  /// Right after the n-th answer, before its outcome is written.
  private func killAtAFailpoint(_ project: LocalProject, _ seed: UInt64) async throws -> Bool {
    var environment = LocalProject.credentials
    environment["FLOWRUN_FAILPOINT"] = "after_send:\(1 + seed >> 32 % 4)"
    let answer = try await project.run(["execute", "orders"], environment: environment)
    return answer.status == SIGKILL
  }

  /// A while after the till has accepted something, while its answers are on their way.
  private func killFromOutside(_ project: LocalProject, _ seed: UInt64) async throws -> Bool {
    let before = try await ledger(project).count
    let running = try Program.start(
      ["execute", "orders", "--env", "local"], in: project.folder.url, environment: LocalProject.credentials)
    while running.process.isRunning {
      if try await ledger(project).count > before {
        try await Task.sleep(for: .milliseconds(Int(seed >> 32 % 12)))
        kill(running.process.processIdentifier, SIGKILL)
        break
      }
      try await Task.sleep(for: .milliseconds(2))
    }
    return await running.answer().status == SIGKILL
  }

  // MARK: looking

  private func unresolvedIntents(_ project: LocalProject) async throws -> [Intent] {
    let path = project.folder.url.appending(path: ".flowrun/state.local.db").path
    return try await SQLiteJournal(path: path).unresolvedIntents(flow: "orders")
  }

  /// Effects that the till has accepted and of which the journal knows the intent, but not what came of it.
  private func arrivedWithoutOutcome(_ project: LocalProject) async throws -> Int {
    let arrived = Set(try await ledger(project).compactMap { $0["key"]?.string?.lowercased() })
    return try await unresolvedIntents(project).count { intent in
      intent.lookUp.contains { field in
        guard case .text(let text) = field.value else { return false }
        return arrived.contains(String(text).lowercased())
      }
    }
  }

  private func ledger(_ project: LocalProject) async throws -> [JSON] {
    let answer = await project.systems.world.handle(SimulatedRequest("GET", "/_sandbox/ledger"), for: .mplus)
    return try answer.text.split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  /// Orders of the shop that the flow takes and that nothing is wrong with.
  private func expectedOrders(_ project: LocalProject) async throws -> Set<String> {
    let answer = await project.systems.world.handle(
      SimulatedRequest("GET", "/_sandbox/state/bigcommerce/orders"), for: .bigcommerce)
    let orders = try JSON.parse(answer.text).array ?? []
    // 104 and 105 have unknown articles, 106 is in dollars, 107 was paid in a way that no table knows.
    let odd: Set<Int64> = [104, 105, 106, 107]
    let doubled = try await doubledAddresses(project)
    return Set(
      orders.compactMap { order in
        guard let id = order["id"]?.whole, let status = order["status_id"]?.whole else { return nil }
        let email = order["billing_address"]?["email"]?.string?.lowercased()
        let isOdd = odd.contains(id) || email.map { doubled.contains($0) } == true
        return [9, 11].contains(status) && !isOdd ? "BC-\(id)" : nil
      })
  }

  /// Two relations of the till have each of them: nobody could say whose order it is.
  private func doubledAddresses(_ project: LocalProject) async throws -> Set<String> {
    let answer = await project.systems.world.handle(
      SimulatedRequest("GET", "/_sandbox/state/mplus/relations"), for: .mplus)
    let relations = try JSON.parse(answer.text).array ?? []
    let addresses = relations.compactMap { $0["email"]?.string?.lowercased() }.filter { !$0.isEmpty }
    return Set(Dictionary(grouping: addresses) { $0 }.filter { $0.value.count > 1 }.keys)
  }
}
