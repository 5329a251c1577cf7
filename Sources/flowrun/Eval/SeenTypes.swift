import Types
import Values

/// The types of records of which only examples are known.
enum SeenTypes {
  static func record(_ examples: [Node], named name: String) -> RecordType {
    var names: [String] = []
    var values: [String: [Node]] = [:]
    for example in examples {
      for member in example.members {
        let field = member.name.string
        if values[field] == nil { names.append(field) }
        values[field, default: []].append(member.value)
      }
    }
    let fields = names.map { field in
      let all = values[field] ?? []
      let there = all.filter { $0.kind != .null && !($0.text?.isBlank ?? false) }
      let type = type(there, "\(name).\(field)")
      return Field(
        field, type.unwrapped, there.count < examples.count || type.isOptional ? .optional : .always, .readOnly,
        meaning: "")
    }
    return RecordType(name, noun: "record", fields: fields)
  }

  /// The one type that all have; unknown if there is none.
  private static func type(_ nodes: [Node], _ name: String) -> ValueType {
    let kinds = Set(nodes.map(\.kind))
    guard let kind = kinds.first, kinds.count == 1 else { return .unknown }
    switch kind {
    case .null: return .unknown
    case .bool: return .bool
    case .string: return .anyText
    case .number: return nodes.allSatisfy { $0.whole != nil } ? .whole : .anyDecimal
    case .object: return .record(record(nodes, named: name))
    case .array: return .list(type(nodes.flatMap { $0.elements }, name), bound: nil)
    }
  }
}
