import Values

/// JSON documents for `--json`: each says which version its shape has.
enum JSONText {
  static func document(_ members: KeyValuePairs<String, JSON>) -> String {
    var all: [(String, JSON)] = [("schema_version", .whole(Int64(Version.outputSchema)))]
    for (name, value) in members { all.append((name, value)) }
    return String(decoding: JSON.object(JSON.Object(all)).bytes(pretty: true), as: UTF8.self)
  }
}
