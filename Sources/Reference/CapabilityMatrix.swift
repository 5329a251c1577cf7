public import ConnectorKit

/// What can go from one system to another: each kind of record, each way, with the reason where it can't or only in
/// part.
public struct CapabilityMatrix: Sendable {
  public enum Answer: String, Sendable {
    /// Records can be made and changed.
    case yes
    /// They can be made or changed, not both.
    case partly
    case no
  }

  /// One kind of record, one way.
  public struct Row: Sendable {
    public var subject: Subject
    /// `bigcommerce.orders`; several if the source has more than one entity of the kind, none if it has none.
    public var sources: [String]
    /// `mplus.orders`; nil if the target has no such entity.
    public var target: String?
    public var answer: Answer
    /// What is behind the answer. Never empty for `partly` and `no`.
    public var reasons: [String]
  }

  public var rows: [Row]

  /// From `first` to `second`, and back.
  public init(_ first: ConnectorDeclaration, _ second: ConnectorDeclaration) {
    rows = Subject.allCases.flatMap { subject in
      [(first, second), (second, first)].flatMap { Self.rows(subject, from: $0.0, to: $0.1) }
    }
  }

  private static func rows(
    _ subject: Subject, from source: ConnectorDeclaration, to target: ConnectorDeclaration
  ) -> [Row] {
    let sources = source.entities.filter { $0.subject == subject }
    let targets = target.entities.filter { $0.subject == subject }
    if sources.isEmpty, targets.isEmpty { return [] }
    let readable = sources.filter { $0.reading != nil }
    let names = readable.map { "\(source.name).\($0.name)" }
    guard !readable.isEmpty else {
      let reason = sources.isEmpty ? "\(source.title) has none." : "\(source.title) does not let them be read."
      return [Row(subject: subject, sources: [], target: nil, answer: .no, reasons: [reason])]
    }
    guard !targets.isEmpty else {
      return [Row(subject: subject, sources: names, target: nil, answer: .no, reasons: ["\(target.title) has none."])]
    }
    return targets.map { entity in
      let (answer, reason) = verdict(entity)
      return Row(
        subject: subject, sources: names, target: "\(target.name).\(entity.name)", answer: answer,
        reasons: [reason].compactMap { $0 } + entity.limits)
    }
  }

  private static func verdict(_ target: Entity) -> (Answer, String?) {
    guard let writing = target.writing, writing.canCreate || writing.canUpdate else {
      return (.no, "This connector does not write \(target.name).")
    }
    if writing.canCreate, writing.canUpdate { return (.yes, nil) }
    return (.partly, writing.canCreate ? "Made, and never changed." : "Changed where they are, never made.")
  }
}
