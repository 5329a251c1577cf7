import ConnectorKit
import Types
import Values

/// Texts that programs keep at a record, where neither customers nor merchants see them. The store has them by
/// namespace and key; flows call them `namespace.key`, as in `metafields["pim.id"]`.
struct Metafields {
  let store: Store
  /// `/v3/catalog/products/{id}/metafields`
  let path: String

  private static let limit = 250

  /// Entries as records: id, name, value.
  func read() async throws(ConnectorError) -> JSON {
    .array(try await entries().map(\.json))
  }

  /// Entry by entry: what is not said stays, unless the whole list was written.
  func write(_ written: Written) async throws(ConnectorError) {
    let (wanted, isWhole) = try NamedTexts.wanted(written, called: "metafields")
    let existing = try await entries()
    for (name, value) in wanted {
      let old = existing.first { $0.name == name }
      switch (value, old) {
      case (let value?, let old?):
        if old.value != value {
          _ = try await store.put("\(path)/\(old.id)", Query(), body(old.namespace, old.key, value, old.permission))
        }
      case (let value?, nil):
        let (namespace, key) = try split(name)
        _ = try await store.post(path, body(namespace, key, value, "app_only"))
      case (nil, let old?): try await store.delete("\(path)/\(old.id)")
      case (nil, nil): break
      }
    }
    guard isWhole else { return }
    for entry in existing where !wanted.contains(where: { $0.name == entry.name }) {
      try await store.delete("\(path)/\(entry.id)")
    }
  }

  private struct Entry {
    var id: Int64
    var namespace: String
    var key: String
    var value: String
    var permission: String

    var name: String { "\(namespace).\(key)" }
    var json: JSON { ["id": .whole(id), "name": .string(name), "value": .string(value)] }
  }

  private func entries() async throws(ConnectorError) -> [Entry] {
    var entries: [Entry] = []
    for page in 1...Self.pagesMax {
      var query = Query()
      query.add("page", page)
      query.add("limit", Self.limit)
      let nodes = try await store.get(path, query).list()
      for node in nodes {
        guard let id = node["id"]?.whole, let namespace = node["namespace"]?.text, let key = node["key"]?.text else {
          throw ConnectorError(.misunderstood, "BigCommerce gave a metafield without its id, namespace or key")
        }
        entries.append(
          Entry(
            id: id, namespace: namespace.string, key: key.string, value: node["value"]?.text?.string ?? "",
            permission: node["permission_set"]?.text?.string ?? "app_only"))
      }
      if nodes.count < Self.limit { return entries }
    }
    throw ConnectorError(.misunderstood, "\(path) has more than \(Self.limit * Self.pagesMax) entries")
  }

  /// A record has at most 250 of one API account; others may have opened theirs.
  private static let pagesMax = 20
  private static let lengthMax = 64

  private func split(_ name: String) throws(ConnectorError) -> (namespace: String, key: String) {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ (1...Self.lengthMax).contains($0.unicodeScalars.count) }) else {
      throw ConnectorError(
        .refused,
        "the metafield \"\(name)\" needs a namespace and a key with a point between them, as \"pim.id\", "
          + "each of at most \(Self.lengthMax) characters",
        fields: [.init("metafields", "\"\(name)\" is no namespace.key")])
    }
    return (parts[0], parts[1])
  }

  private func body(_ namespace: String, _ key: String, _ value: String, _ permission: String) -> JSON {
    [
      "permission_set": .string(permission), "namespace": .string(namespace), "key": .string(key),
      "value": .string(value),
    ]
  }

  /// The field of a record with metafields.
  static func field(from origin: String) -> Field {
    .list(
      "metafields", of: .record(record), bound: 250,
      meaning: "Texts that programs keep there, unseen in the shop, by namespace and key: \"pim.id\". "
        + "One more call for each record of a flow that names them.",
      from: "\(origin), metafields: at most 250 for one API account", isNamed: true)
  }

  private static let record = RecordType(
    "bigcommerce.metafields", noun: "metafield",
    fields: [
      .whole("id", .optional, .readOnly, meaning: "BigCommerce's number of the entry."),
      .text(
        "name", max: 129, .always, .required,
        meaning: "Namespace and key with a point between them, each of at most 64.",
        from: "metafields: namespace and key, maxLength 64", clearing: .impossible),
      .text("value", max: 65535, .always, .required, meaning: "The value.", from: "metafields: maxLength 65535"),
    ])
}

/// What is written into a list of names and texts.
enum NamedTexts {
  /// Names with their values, nil to take one away; and whether names that are not said are taken away too.
  static func wanted(
    _ written: Written, called list: String
  ) throws(ConnectorError) -> (wanted: [(name: String, value: String?)], isWhole: Bool) {
    var wanted: [(name: String, value: String?)] = []
    switch written {
    case .cleared: return ([], true)
    case .record(let fields):
      for field in fields {
        wanted.append((field.name, field.value == .cleared ? nil : try RecordWriting.text(field)))
      }
      return (wanted, false)
    case .list(let entries):
      for entry in entries {
        guard let name = entry.first(where: { $0.name == "name" }),
          let value = entry.first(where: { $0.name == "value" })
        else { throw ConnectorError(.refused, "an entry of \(list) needs a name and a value") }
        wanted.append((try RecordWriting.text(name), try RecordWriting.text(value)))
      }
      return (wanted, true)
    case .value, .entries: throw ConnectorError(.refused, "\(list) can't be written in this form")
    }
  }
}
