import ConnectorKit
import Plan
import Types

extension FlowPlan {
  /// What this flow writes into records of an entity, or reads of those that it looks up, as paths.
  func parts(of entity: String) -> Set<String> {
    var parts: Set<String> = target.entity.name == entity ? Set(record.fields.map(\.field.name)) : []
    for related in related where related.entity.entity.name == entity {
      parts.formUnion(related.usedFields)
      parts.formUnion(related.record.fields.map(\.field.name))
    }
    return parts
  }
}
