import ConnectorKit

/// Which file holds which entity.
struct FileNaming {
  /// `orders` is `exports/orders.csv`.
  private(set) var files: [String: String] = [:]
  /// Entities with a schema of their own, by the file of it.
  private(set) var schemas: [String: String] = [:]
  /// Entities whose file can't be told, and why.
  private(set) var problems: [String: ConnectorDeclaration.Problem] = [:]
  /// What standard input and output are taken for.
  let stream: FileFormat
  /// In the folder's order; those under `files` first.
  private(set) var order: [String] = []

  static let schemaEnding = ".schema.json"

  /// - Parameter names: the files of the folder.
  init(settings: [String: String], names: [String]) {
    stream = FileFormat(rawValue: settings["stream"] ?? "") ?? .ndjson
    for (entity, file) in ConnectorSetting.block("files", in: settings).sorted(by: { $0.key < $1.key }) {
      add(entity, file)
      if file != standardStream, FileFormat(of: file) == nil {
        problems[entity] = ConnectorDeclaration.Problem(
          "`\(file)` says not by its ending how records stand in it",
          help: ["a file of records ends with .ndjson, .json or .csv"])
      }
    }
    let named = Set(files.values)
    for name in names {
      if name.hasSuffix(Self.schemaEnding) {
        let entity = String(name.dropLast(Self.schemaEnding.count))
        if Self.isEntity(entity) { schemas[entity] = name }
        continue
      }
      guard FileFormat(of: name) != nil, !named.contains(name), let dot = name.lastIndex(of: ".") else { continue }
      let entity = String(name[..<dot])
      guard Self.isEntity(entity), !ConnectorSetting.block("files", in: settings).keys.contains(entity) else {
        continue
      }
      if let other = files[entity] {
        problems[entity] = ConnectorDeclaration.Problem(
          "both \(other) and \(name) may hold \(entity)", help: ["say which under files: { \(entity): \(name) }"])
      } else {
        add(entity, name)
      }
    }
  }

  private mutating func add(_ entity: String, _ file: String) {
    files[entity] = file
    order.append(entity)
  }

  /// What a new file of the entity is called.
  func file(_ entity: String) -> String { files[entity] ?? entity + ".ndjson" }

  func format(_ entity: String) -> FileFormat { FileFormat(of: file(entity)) ?? stream }

  private static func isEntity(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 }
  }
}
