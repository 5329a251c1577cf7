import Check
import Diagnostics
import Engine
import Plan
import Source
import Syntax
import Workspace

extension Session {
  /// Runs that are looked at for flows that are no longer there.
  private static let runsMax = 1_000

  /// Flows that never ran, while one that is no longer there brought the same two kinds of records together: most
  /// likely it was renamed, and what it remembered stays behind. Only the journal knows.
  func renamed(_ flows: [CheckedFlow]) async throws(JournalError) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let there = Set(flows.map(\.name) + FlowFiles.all(in: project.folder.url).map { FlowFiles.name(of: $0) })
    var before: [(name: String, pairing: Pairing)]?
    for flow in flows {
      guard let plan = flow.plan, let name = flow.opened.reading.file.name,
        try await world.journal.pairing(flow: plan.name) == nil
      else { continue }
      let known: [(name: String, pairing: Pairing)]
      if let before { known = before } else { known = try await pairings(without: there) }
      before = known
      let mine = Pairing(source: plan.source.name, target: plan.target.name)
      guard let old = known.first(where: { $0.pairing == mine }) else { continue }
      let place = Place(flow.opened.reading.file.source, name.span)
      found.append(.seemsRenamed(plan.name, from: old.name, mine.source, mine.target, at: place))
    }
    return found
  }

  private func pairings(without there: Set<String>) async throws(JournalError) -> [(name: String, pairing: Pairing)] {
    var names: [String] = []
    for run in try await world.journal.runs(flow: nil, limit: Self.runsMax)
    where !there.contains(run.flow) && !names.contains(run.flow) {
      names.append(run.flow)
    }
    var found: [(name: String, pairing: Pairing)] = []
    for name in names {
      if let pairing = try await world.journal.pairing(flow: name) { found.append((name, pairing)) }
    }
    return found
  }
}
