public import ConnectorKit
import Engine

/// What every connector promises, tried out over answers that were recorded:
///
///     let contract = ConnectorContract(MyShop.self, settings: settings, trials: [reading, writing])
///     let findings = await contract.findings()
///
/// Nothing is found in a connector that keeps it: two writes with one key send the same, or can be told apart from a
/// second one; 429 is waited for; 5xx is asked again where that is safe, 4xx is not; reading goes on at a page mark and at
/// a cursor; an answer that was cut off is never half believed; secrets are in no message; and a run that is stopped
/// stops within a second. No network is used, and no clock but for the last.
public struct ConnectorContract: Sendable {
  let connector: any Connector.Type
  let settings: ConnectionSettings
  let trials: [Trial]

  /// - Parameters:
  ///   - settings: complete, with secrets of at least eight letters.
  ///   - trials: at least one reading and one write, with what the system answers.
  public init(_ connector: any Connector.Type, settings: ConnectionSettings, trials: [Trial]) {
    self.connector = connector
    self.settings = settings
    self.trials = trials
  }

  /// A promise that was not kept.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public var rule: Rule
    /// The trial's name.
    public var trial: String
    /// A sentence without its full stop.
    public var message: String

    public var description: String { "\(trial): \(rule.rawValue): \(message)" }
  }

  /// What is promised.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    case replay, onceOnly, throttling, repeating, refusing, resuming, cutAnswers, secrets, stopping
  }

  /// Everything that was found; nothing, if all is well.
  public func findings() async -> [Finding] {
    var findings: [Finding] = []
    for trial in trials {
      let run = TrialRun(connector: connector, settings: settings, trial: trial)
      let whole = await run.replay()
      guard case .success(let expected) = whole.result, whole.problems.isEmpty else {
        findings.append(
          Finding(
            rule: .replay, trial: trial.name, message: whole.problems.first ?? "the recording fails: \(whole.error)"))
        continue
      }
      for rule in Rule.allCases {
        let messages = await run.messages(rule, whole, expected)
        findings += messages.map { Finding(rule: rule, trial: trial.name, message: $0) }
      }
    }
    return findings
  }
}

/// One thing that is asked of a connector, and what the system answered to it.
public struct Trial: Sendable {
  /// What is asked.
  public enum Act: Sendable {
    case inspect
    /// All pages, to the last.
    case read(ReadRequest)
    case find(FindRequest)
    case write(WriteRequest)
    case delete(DeleteRequest)
  }

  public var name: String
  public var act: Act
  public var answers: [RecordedAnswer]

  public init(_ name: String, _ act: Act, answers: [RecordedAnswer]) {
    self.name = name
    self.act = act
    self.answers = answers
  }
}

/// An answer, and the request that it belongs to.
public struct RecordedAnswer: Sendable {
  /// The name of the request, as `GET /v3/catalog/brands` or `getRelations`.
  public var request: String
  public var response: HTTPResponse

  public init(_ request: String, _ response: HTTPResponse) {
    self.request = request
    self.response = response
  }
}
