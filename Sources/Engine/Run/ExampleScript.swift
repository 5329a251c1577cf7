import ConnectorKit
import Plan
import Types
import Values

/// The outside of one example: answers each command with what the example says.
struct ExampleScript {
  private let plan: FlowPlan
  private let example: ExamplePlan

  init(_ plan: FlowPlan, _ example: ExamplePlan) {
    self.plan = plan
    self.example = example
  }

  func answer(_ command: RunCommand, _ machine: RunMachine) -> RunEvent.Kind? {
    switch command {
    case .begin, .look: return .begun(OpenRun(id: RunID(0), cursor: nil), intents: [], failures: [])
    case .inspect: return .inspected(.success([]))
    case .read(_, let request): return .page(.success(page(request)))
    case .remember: return .remembered([])
    case .unseen: return .unseen([])
    // Any key does: what is found says the example.
    case .pair(let number, _, _, let keys):
      return .paired(number, Dictionary(keys.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }))
    case .find(let number, _, _): return .found(number, .success(machine.slots(of: number).map(found)))
    case .commit(let number, _): return .committed(number)
    case .sleep(let number, _): return .woke(number)
    case .write(let number, _, _), .delete(let number, _, _):
      return .written(number, .failure(ConnectorError(.refused, "an example writes nothing")))
    case .plan, .stopped, .progress, .finish: return nil
    }
  }

  /// What the example says that a look-up finds.
  private func found(_ slots: [Slot]) -> [FoundRecord] {
    guard let slot = slots.first else { return [] }
    switch slot.purpose {
    case .record:
      return one(example.existing, plan.target.entity.key)
    case .related(let index, let row):
      let answers = example.related[index] ?? []
      return answers.indices.contains(row) ? one(answers[row], plan.related[index].entity.entity.key) : []
    case .intent, .gone: return []
    }
  }

  private func one(_ json: JSON?, _ key: String) -> [FoundRecord] {
    guard let json, !json.isNull else { return [] }
    return ExampleScript.record(json, key: key, otherwise: "existing").map { [$0] } ?? []
  }

  private func page(_ request: ReadRequest) -> Page {
    let rows = example.given.enumerated().compactMap { index, json in
      ExampleScript.record(json, key: plan.source.entity.key, otherwise: "given \(index + 1)")
    }
    return Page(records: rows, next: nil, cursor: nil)
  }

  static func record(_ json: JSON, key: String, otherwise: String) -> FoundRecord? {
    guard let document = Result(catching: { try JSONDocument.parse(json.bytes()) }).value else { return nil }
    return FoundRecord(key: json[key].map { $0.string ?? $0.description } ?? otherwise, body: document.root)
  }
}
