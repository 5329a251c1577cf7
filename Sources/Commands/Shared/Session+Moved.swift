import Diagnostics
import Engine
import Workspace

extension Session {
  /// Stops a command whose store remembers the systems at other addresses. What is remembered of one system and taken
  /// for another makes runs leave out nearly everything, silently.
  ///
  /// - Parameter isMoved: the person says that they are the same systems, so what is remembered of them holds on.
  /// - Parameter isDry: nothing is written, not even that they moved.
  func requireSameSystems(isMoved: Bool, isDry: Bool) async throws(Failure) {
    let moved: [RememberedPlace]
    do throws(JournalError) {
      moved = try await self.moved()
      if isMoved, !isDry {
        for name in Set(moved.map(\.connection)) {
          if let address = connections[name]?.address {
            try await world.journal.move(connection: name, to: address)
          }
        }
      }
    } catch {
      throw Failure(error)
    }
    if !moved.isEmpty, !isMoved { throw Failure(.wrong, sentences(moved)) }
  }

  private func moved() async throws(JournalError) -> [RememberedPlace] {
    try await world.journal.places().filter { place in
      guard let address = connections[place.connection]?.address else { return false }
      return address != place.address
    }
  }

  private func sentences(_ moved: [RememberedPlace]) -> String {
    var lines: [String] = []
    var told: [RememberedPlace] = []
    for place in moved {
      guard let now = connections[place.connection]?.address,
        !told.contains(where: { $0.connection == place.connection && $0.address == place.address })
      else { continue }
      told.append(place)
      let flows = moved.filter { $0.connection == place.connection && $0.address == place.address }.map(\.flow)
      lines.append(
        "\(place.connection) is another system than last time, and nothing was read: "
          + "\(Self.flows(flows)) ran with \(place.address), and now it is \(now)")
    }
    let store = project.store.file.shown(from: project.standing)
    let help = [
      "what was sent to the other system is remembered in \(store); with it, a run would leave that out here",
      project.overlay == nil
        ? "another system: give it a flowrun.NAME.yaml and run with --env NAME, which has a state of its own"
        : "another system: run with another --env NAME, or name another file under `store:` in "
          + "flowrun.\(project.overlay ?? "").yaml",
      "a sandbox that was started anew, or a fresh beginning: remove \(store)",
      "the same system with a new address: run it again with --moved",
    ]
    return (lines + help.map { "  help: \($0)" }).joined(separator: "\n")
  }

  /// Names that are printed; the rest is counted.
  private static let flowsMax = 3

  private static func flows(_ names: [String]) -> String {
    let more = names.count - flowsMax
    let shown = names.prefix(flowsMax).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return names.count == 1 ? "the flow \(shown)" : "the flows \(shown)"
  }
}
