import ConnectorKit
import Types
import Values

/// The names in a list of name and value, over many records.
struct SeenNames {
  private(set) var names: [AccountSnapshot.SeenName] = []
  private let isPersonal: Bool

  /// Names beyond this are no fields of a shop any more.
  private static let namesMax = 200
  /// Characters of a sample.
  private static let sampleMax = 40

  init(isPersonal: Bool) { self.isPersonal = isPersonal }

  mutating func note(_ record: Node, _ path: ArraySlice<String>) {
    var told: Set<String> = []
    for entry in Self.entries(record, path) {
      guard let name = entry["name"]?.text?.string, !name.isEmpty else { continue }
      let value = isPersonal ? nil : Self.sample(entry["value"])
      if let place = names.firstIndex(where: { $0.name == name }) {
        if told.insert(name).inserted { names[place].records += 1 }
        names[place].sample = names[place].sample ?? value
      } else if names.count < Self.namesMax {
        told.insert(name)
        names.append(AccountSnapshot.SeenName(name, records: 1, sample: value))
      }
    }
  }

  private static func entries(_ node: Node, _ path: ArraySlice<String>) -> [Node] {
    if node.kind == .array { return node.elements.flatMap { entries($0, path) } }
    guard let step = path.first else { return [node] }
    return node[step].map { entries($0, path.dropFirst()) } ?? []
  }

  private static func sample(_ node: Node?) -> String? {
    guard let text = node?.text?.string, !text.isEmpty else { return nil }
    return text.count > sampleMax ? text.prefix(sampleMax) + "…" : text
  }
}

/// The members that records have beside their declared fields.
struct SeenFields {
  private(set) var fields: [AccountSnapshot.SeenField] = []

  private static let fieldsMax = 100
  /// Pictures and documents are no fields.
  private static let textBytesMax = 4000

  init(_ records: [FoundRecord], besides type: RecordType) {
    for record in records {
      for (name, value) in record.body.members {
        let name = name.string
        guard type.field(name) == nil, let kind = Self.kind(value) else { continue }
        if let place = fields.firstIndex(where: { $0.name == name }) {
          fields[place].records += 1
          fields[place].kind = Self.joined(fields[place].kind, kind)
        } else if fields.count < Self.fieldsMax {
          fields.append(AccountSnapshot.SeenField(name, kind, records: 1))
        }
      }
    }
    // What is a number here and a text there can be read as neither.
    let mixed = fields.filter { field in
      records.contains { record in
        guard let kind = record.body[field.name].flatMap(Self.kind) else { return false }
        return Self.joined(field.kind, kind) != field.kind || (field.kind == .text) != (kind == .text)
          || (field.kind == .bool) != (kind == .bool)
      }
    }
    fields.removeAll { mixed.contains($0) }
    fields.sort { $0.name < $1.name }
  }

  private static func kind(_ value: Node) -> AccountSnapshot.SeenField.Kind? {
    switch value.kind {
    case .bool: .bool
    case .number: value.whole == nil ? .decimal : .int
    case .string: (value.text?.bytes.count ?? 0) > textBytesMax ? nil : .text
    case .null, .array, .object: nil
    }
  }

  private static func joined(
    _ left: AccountSnapshot.SeenField.Kind, _ right: AccountSnapshot.SeenField.Kind
  ) -> AccountSnapshot.SeenField.Kind {
    left == .int && right == .decimal ? .decimal : left
  }
}
