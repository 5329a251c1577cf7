import ConnectorKit
import Syntax
import Types

extension FlowChecker {
  /// The command that lists the fields of a record: `flowrun fields mplus orders.lineList`. The flow's own entities are
  /// looked through first.
  func fieldsCommand(of record: RecordType) -> String {
    for name in [file.targetEntity, file.sourceEntity] {
      guard let own = context.entity(named: name?.text) else { continue }
      if let path = Self.path(to: record, in: own.entity) { return "flowrun fields \(own.connection) \(path)" }
    }
    for (connection, declaration) in context.connections.sorted(by: { $0.key < $1.key }) {
      for entity in declaration.entities {
        if let path = Self.path(to: record, in: entity) { return "flowrun fields \(connection) \(path)" }
      }
    }
    return "flowrun fields CONNECTION ENTITY"
  }

  /// `orders`, or `orders.lineList.data` for a record inside it.
  private static func path(to record: RecordType, in entity: Entity) -> String? {
    path(to: record, from: entity.record, depth: 0).map { ([entity.name] + $0).joined(separator: ".") }
  }

  private static func path(to record: RecordType, from outer: RecordType, depth: Int) -> [String]? {
    if outer.name == record.name { return [] }
    guard depth < RecordType.nestingMax else { return nil }
    for field in outer.fields {
      guard let inner = field.type.heldRecord, let rest = path(to: record, from: inner, depth: depth + 1) else {
        continue
      }
      return [field.name] + rest
    }
    return nil
  }
}
