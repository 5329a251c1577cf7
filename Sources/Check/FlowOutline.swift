import Diagnostics
import Source
import Syntax

/// What other flows of a project need to know of one: which two kinds of records it brings together.
public struct FlowOutline: Sendable, Hashable {
  public var name: String
  /// `bigcommerce.orders`, as the flow writes it.
  public var source: String
  public var target: String

  public init(name: String, source: String, target: String) {
    self.name = name
    self.source = source
    self.target = target
  }

  func pairs(_ entity: String) -> Bool { source == entity || target == entity }
}

extension FlowChecker {
  /// `linked(FLOW)` finds nothing, and says nothing, if there is no such flow or if it pairs other records. `entity` is
  /// what is looked for.
  func checkLinked(_ flow: Name, hasKey: Bool, to entity: String) {
    guard let flows = context.flows else { return }
    guard let other = flows.first(where: { $0.name == flow.text }) else {
      report(.unknownFlow(flow, known: flows.map(\.name), at: place(flow.span)))
      return
    }
    let mine = file.sourceEntity?.text ?? ""
    let fits = other.pairs(entity) && (hasKey || other.pairs(mine))
    if !fits { report(.flowPairsOthers(other, entity, hasKey ? nil : mine, at: place(flow.span))) }
  }
}
