import ConnectorKit
import Engine
import Plan
import Types
import Values

extension Session {
  /// What is said of a record that was asked for by a key which the source does not have. People know an article by its
  /// PLU number, a product by its SKU and a customer by the e-mail address; if one record has that, its key is named.
  func sentence(
    ofAbsent key: String, _ plan: FlowPlan, _ command: PrintedCommand?, _ isDry: Bool
  ) async -> String {
    let entity = plan.source.entity
    let noun = entity.record.noun
    let plain = "no \(noun) has \(plan.group?.field.name ?? entity.key) \(key)"
    guard plan.group == nil, let found = await other(key, plan.source) else { return plain }
    let typed = command.map { ": \($0(isDry ? "plan" : "execute", "--id \(found.key.quotedForShell)"))" } ?? ""
    return "\(plain); the \(noun) with \(found.field) \(key) has \(entity.key) \(found.key)\(typed)"
  }

  /// The one record that another field finds by this text. What can't be asked finds nothing: it was a courtesy.
  private func other(_ key: String, _ source: EntityReference) async -> (field: String, key: String)? {
    guard let connection = connections[source.connection] else { return nil }
    for finding in source.entity.finding {
      guard finding.fields.count == 1, let name = finding.fields.first, name != source.entity.key,
        let type = source.entity.record.field(name)?.readType, let value = Self.value(key, type)
      else { continue }
      let request = FindRequest(entity: source.entity.name, fields: [name], queries: [[value]])
      let found = try? await connection.connector.find(request, over: connection.transport)
      if let records = found?.first, records.count == 1, let record = records.first { return (name, record.key) }
    }
    return nil
  }

  private static func value(_ text: String, _ type: ValueType) -> Value? {
    switch type {
    case .text: .text(Text(text))
    case .whole: Int64(text).map { .whole($0) }
    case .optional(let inner): value(text, inner)
    case .unknown, .never, .decimal, .amount, .bool, .date, .moment, .span, .enumeration, .list, .record: nil
    }
  }
}
