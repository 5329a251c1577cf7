import ConnectorKit
import Values

/// What is another in an account than when it was read last, a line for each.
struct AccountChanges {
  private(set) var lines: [String] = []

  init(from old: AccountSnapshot, to new: AccountSnapshot, _ declaration: ConnectorDeclaration) {
    for entity in declaration.entities {
      guard let listing = entity.listing, old.lists[entity.name] != nil || new.lists[entity.name] != nil else {
        continue
      }
      compare(
        entity.name, Self.entries(old.lists[entity.name], entity.key, listing.label),
        Self.entries(new.lists[entity.name], entity.key, listing.label))
    }
    for path in Set(old.names.keys).union(new.names.keys).sorted() {
      compare(path, Self.names(old.names[path]), Self.names(new.names[path]))
    }
    for entity in Set(old.fields.keys).union(new.fields.keys).sorted() {
      compare(entity, Self.fields(old.fields[entity]), Self.fields(new.fields[entity]))
    }
  }

  /// Key and label.
  private typealias Entries = [(key: String, label: String)]

  private mutating func compare(_ list: String, _ old: Entries, _ new: Entries) {
    let before = Dictionary(old.map { ($0.key, $0.label) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.key, $0.label) }, uniquingKeysWith: { first, _ in first })
    for (key, label) in new {
      if let was = before[key] {
        if was != label { lines.append("changed: \(list) \(key): \(was) is now \(label)") }
      } else {
        lines.append("new: \(list) \(Self.shown(key, label))")
      }
    }
    for (key, label) in old where after[key] == nil { lines.append("gone: \(list) \(Self.shown(key, label))") }
  }

  private static func shown(_ key: String, _ label: String) -> String {
    label.isEmpty ? key : "\(key) (\(label))"
  }

  private static func entries(_ entries: [AccountSnapshot.Entry]?, _ key: String, _ label: String) -> Entries {
    (entries ?? []).compactMap { entry in
      guard let value = entry.values[key] else { return nil }
      return (value.description, label == key ? "" : entry.values[label]?.unquoted ?? "")
    }
  }

  private static func names(_ names: [AccountSnapshot.SeenName]?) -> Entries {
    (names ?? []).map { ("\"\($0.name)\"", "") }
  }

  private static func fields(_ fields: [AccountSnapshot.SeenField]?) -> Entries {
    (fields ?? []).map { ("the field \($0.name)", $0.kind.rawValue) }
  }
}

extension Value {
  /// For people: a text as it is.
  var unquoted: String { if case .text(let text) = self { text.string } else { description } }
}
