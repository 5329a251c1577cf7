import ConnectorKit
import Syntax
import Types

extension FlowChecker {
  /// The command that lists the fields of a record: `flowrun fields mplus orders.lineList`. The flow's own entities are
  /// looked through first.
  func fieldsCommand(of record: RecordType) -> String {
    let own = [file.targetEntity?.text, file.sourceEntity?.text].compactMap { $0 }
    for name in own {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let entity = context.connections[parts[0]]?.entity(parts[1]) else { continue }
      if let path = Self.path(to: record, in: entity) { return "flowrun fields \(parts[0]) \(path)" }
    }
    for (connection, declaration) in context.connections.sorted(by: { $0.key < $1.key }) {
      for entity in declaration.entities {
        if let path = Self.path(to: record, in: entity) { return "flowrun fields \(connection) \(path)" }
      }
    }
    return "flowrun fields CONNECTION ENTITY"
  }

  /// Records in records in records are enough.
  private static let depthMax = 4

  /// `orders`, or `orders.lineList.data` for a record inside it.
  private static func path(to record: RecordType, in entity: Entity) -> String? {
    path(to: record, from: entity.record, depth: 0).map { ([entity.name] + $0).joined(separator: ".") }
  }

  private static func path(to record: RecordType, from outer: RecordType, depth: Int) -> [String]? {
    if outer.name == record.name { return [] }
    guard depth < depthMax else { return nil }
    for field in outer.fields {
      guard let inner = inner(field.type), let rest = path(to: record, from: inner, depth: depth + 1) else { continue }
      return [field.name] + rest
    }
    return nil
  }

  private static func inner(_ type: ValueType) -> RecordType? {
    switch type {
    case .record(let record): record
    case .list(let element, _): inner(element)
    case .optional(let wrapped): inner(wrapped)
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration: nil
    }
  }
}
