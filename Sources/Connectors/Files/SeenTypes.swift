public import Types
public import Values

/// The types of records of which only examples are known.
public enum SeenTypes {
  public static func record(_ examples: [Node], named name: String) -> RecordType {
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

  /// Most digits of a whole number in a cell: longer ones are codes and telephone numbers.
  static let cellDigitsMax = 9

  /// What cells hold of which only the text is known. A number with a zero before it, or with a comma, is a text.
  public static func cell(_ texts: [String]) -> ValueType {
    let texts = texts.filter { !$0.isEmpty }
    if texts.isEmpty { return .anyText }
    if texts.allSatisfy({ $0 == "true" || $0 == "false" }) { return .bool }
    guard texts.allSatisfy(isPlainNumber) else { return .anyText }
    return texts.allSatisfy { !$0.contains(".") } ? .whole : .anyDecimal
  }

  private static func isPlainNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= cellDigitsMax,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 48 <= 9 } })
    else { return false }
    return whole == "0" || !whole.hasPrefix("0")
  }
}
