public import ConnectorKit
public import Types
import Values

/// The entities that the files of a folder are: from a schema beside them, from another connector, or from what they
/// hold.
struct FileEntities {
  private let outline: ConnectionOutline
  private let naming: FileNaming
  private let isSafe: Bool
  private(set) var entities: [Entity] = []
  /// Why an entity can't be used, by its name.
  private(set) var unusable: [String: ConnectorDeclaration.Problem] = [:]

  /// Records that are looked at to learn what a file holds.
  static let sampleMax = 1_000
  /// Bytes of a file that are looked at.
  static let sampleBytesMax = 1 << 20
  /// Files that are looked at.
  static let filesMax = 200

  /// - Parameter model: the connector that `like` names.
  init(_ outline: ConnectionOutline, like model: ConnectorDeclaration?) {
    self.outline = outline
    isSafe = outline.settings["cells"] != "plain"
    let names: [String]
    do throws(FileTrouble) { names = try outline.folder.names() } catch {
      naming = FileNaming(settings: outline.settings, names: [])
      for name in naming.order { unusable[name] = .init("\(outline.folder.shown(".")): \(error.message)") }
      return
    }
    naming = FileNaming(settings: outline.settings, names: names)
    unusable = naming.problems
    let own = naming.order + naming.schemas.keys.sorted().filter { !naming.order.contains($0) }
    for entity in model?.entities ?? [] where naming.schemas[entity.name] == nil && unusable[entity.name] == nil {
      entities.append(copy(entity))
    }
    for name in own.prefix(Self.filesMax) where unusable[name] == nil && !entities.contains(where: { $0.name == name })
    {
      do throws(ConnectorDeclaration.Problem) { entities.append(try entity(name)) } catch { unusable[name] = error }
    }
  }

  // MARK: like another connector's

  private func copy(_ model: Entity) -> Entity {
    var entity = model
    entity.record = held(model.record, entity.name)
    entity.reading = Entity.Reading(changes: false, currencyField: model.reading?.currencyField)
    entity.limits = limits(entity.name)
    if !entity.finding.contains(where: { $0.fields == [entity.key] }) {
      entity.finding.append(Entity.Finding([entity.key], isUnique: true))
    }
    entity.writing?.effect = .absolute
    entity.writing?.settleSeconds = 0
    entity.writing?.isOrdered = true
    entity.writing?.isLasting = naming.file(entity.name) != standardStream
    return entity
  }

  /// What of a record the file can hold: CSV has no lists.
  private func held(_ record: RecordType, _ name: String) -> RecordType {
    guard naming.format(name) == .csv else { return record }
    return Self.withoutLists(record, naming.file(name), depth: 0)
  }

  private static func withoutLists(_ record: RecordType, _ file: String, depth: Int) -> RecordType {
    var fields: [Field] = []
    var gone: [OtherName] = []
    for field in record.fields {
      var field = field
      if case .record(let inner) = field.type.unwrapped, depth < RecordType.nestingMax {
        field.type = .record(withoutLists(inner, file, depth: depth + 1))
        fields.append(field)
      } else if field.type.fitsCell {
        fields.append(field)
      } else {
        gone.append(OtherName(field.name, "a CSV file holds no lists; name an .ndjson file for these records"))
      }
    }
    if fields.count == record.fields.count, gone.isEmpty { return record }
    return RecordType(
      record.name, noun: record.noun, fields: fields, kinds: record.kinds, otherNames: gone + record.otherNames)
  }

  private func limits(_ name: String) -> [String] {
    naming.format(name) == .csv
      ? ["A CSV file holds no lists; fields of records inside are columns as `address.city`."] : []
  }

  // MARK: their own

  private func entity(_ name: String) throws(ConnectorDeclaration.Problem) -> Entity {
    if let schema = naming.schemas[name] { return try described(name, by: schema) }
    return try seen(name)
  }

  private func described(_ name: String, by file: String) throws(ConnectorDeclaration.Problem) -> Entity {
    let shown = outline.folder.shown(file)
    guard let opened = try opened(file) else { throw .init("there is no \(shown)") }
    let bytes = try bytes(opened, shown)
    let schema: RecordSchema
    do throws(RecordSchema.Problem) { schema = try RecordSchema(bytes, named: "files.\(name)") } catch {
      throw .init("\(shown): \(error.message)")
    }
    guard let key = schema.key else {
      throw .init(
        "\(shown) does not say which field tells its records apart", help: ["\"x-key\": \"NAME\", at the top of it"])
    }
    return made(name, held(schema.record, name), key: key, meaning: "As \(file) describes them.")
  }

  private func seen(_ name: String) throws(ConnectorDeclaration.Problem) -> Entity {
    let file = naming.file(name)
    let shown = outline.folder.shown(file)
    let help = [
      "flowrun schema infer SAMPLE --schema > \(name)\(FileNaming.schemaEnding)   # says it once, from a sample"
    ]
    if file == standardStream {
      throw .init("\(name) is standard input or output, and nothing says what its records hold", help: help)
    }
    guard let opened = try opened(file) else {
      throw .init("there is no \(shown), and nothing says what its records hold", help: help)
    }
    let sample: FileSample
    do throws(ConnectorError) {
      sample = try FileSample(opened, shown: shown, format: naming.format(name), named: "files.\(name)", isSafe: isSafe)
    } catch {
      throw .init(error.message)
    }
    guard !sample.record.fields.isEmpty else {
      throw .init("\(shown) is empty, and nothing says what its records hold", help: help)
    }
    guard let key = sample.key else {
      throw .init(
        "no field of \(shown) is in every record and another one in each, so nothing tells them apart", help: help)
    }
    return made(
      name, held(sample.record, name), key: key, meaning: "As \(file) holds them; `\(key)` tells them apart.")
  }

  private func opened(_ file: String) throws(ConnectorDeclaration.Problem) -> (any OpenedFile)? {
    do throws(FileTrouble) { return try outline.folder.open(file) } catch {
      throw .init("\(outline.folder.shown(file)): \(error.message)")
    }
  }

  private func bytes(_ file: any OpenedFile, _ shown: String) throws(ConnectorDeclaration.Problem) -> [UInt8] {
    do throws(FileTrouble) { return try file.bytes(at: 0, count: Self.sampleBytesMax) } catch {
      throw .init("\(shown): \(error.message)")
    }
  }

  private func made(_ name: String, _ record: RecordType, key: String, meaning: String) -> Entity {
    let found = record.fields.filter { $0.type.fitsCell && $0.name != key }.map {
      Entity.Finding([$0.name], isUnique: false)
    }
    var writing = Entity.Writing(canCreate: true, canUpdate: true, effect: .absolute, canDelete: true, settleSeconds: 0)
    writing.isOrdered = true
    writing.isLasting = naming.file(name) != standardStream
    return Entity(
      name, meaning: meaning, record: record, key: key, reading: Entity.Reading(changes: false),
      finding: [Entity.Finding([key], isUnique: true)] + found, writing: writing, limits: limits(name))
  }
}

/// What the first records of a file show of all of them.
public struct FileSample {
  public var record: RecordType
  /// The first field that every record has, each another.
  public var key: String?
  /// Records that were looked at.
  public var count = 0

  init(
    _ file: any OpenedFile, shown: String, format: FileFormat, named name: String, isSafe: Bool
  ) throws(ConnectorError) {
    if format == .csv {
      (record, key, count) = try Self.cells(file, shown, named: name, isSafe: isSafe)
      return
    }
    var records = FileRecords(file, shown: shown, format: format)
    var nodes: [Node] = []
    while nodes.count < FileEntities.sampleMax, records.place.offset < FileEntities.sampleBytesMax,
      let next = try records.next()
    {
      nodes.append(next.body)
    }
    let seen = SeenTypes.record(nodes, named: name)
    let key = seen.fields.first { field in
      guard field.presence == .always, [.whole, .anyText].contains(field.type) else { return false }
      return Set(nodes.compactMap { $0[field.name]?.rawBytes }).count == nodes.count
    }?.name
    self.key = key
    count = nodes.count
    record = Self.writable(seen, key: key)
  }

  private static func cells(
    _ file: any OpenedFile, _ shown: String, named name: String, isSafe: Bool
  ) throws(ConnectorError) -> (RecordType, key: String?, count: Int) {
    let header: CSVColumns
    do throws(CSVColumns.Problem) {
      guard let read = try CSVColumns(reading: file, of: nil, isSafe: isSafe) else {
        return (RecordType(name, noun: "record", fields: []), nil, 0)
      }
      header = read
    } catch {
      throw ConnectorError(.unreachable, "\(shown): \(error.message)")
    }
    // As texts first; what they are shows when all are there.
    let texts = RecordType(
      name, noun: "record", fields: header.columns.map { Field($0.name, .anyText, meaning: "") })
    var flat = header
    flat.columns = header.columns.map {
      CSVColumns.Column(name: $0.name, path: [$0.name], field: texts.field($0.name))
    }
    var values = [[String]](repeating: [], count: flat.columns.count)
    var count = 0
    var records = FileRecords(file, shown: shown, format: .csv, columns: flat)
    while count < FileEntities.sampleMax, records.place.offset < FileEntities.sampleBytesMax,
      let next = try records.next()
    {
      for (index, column) in flat.columns.enumerated() {
        values[index].append(next.body[column.name]?.text?.string ?? "")
      }
      count += 1
    }
    var key: String?
    var fields: [(path: [String], field: Field)] = []
    for (column, texts) in zip(header.columns, values) {
      let type = SeenTypes.cell(texts)
      let isAlways = count > 0 && !texts.contains("")
      if key == nil, isAlways, column.path.count == 1, [.whole, .anyText].contains(type), Set(texts).count == count {
        key = column.name
      }
      fields.append(
        (column.path, Field(column.path.last ?? column.name, type, isAlways ? .always : .optional, meaning: "")))
    }
    return (writable(nested(fields, name), key: key), key, count)
  }

  /// Columns as `address.city` are fields of a record inside.
  private static func nested(_ fields: [(path: [String], field: Field)], _ name: String) -> RecordType {
    var order: [String] = []
    var inner: [String: [(path: [String], field: Field)]] = [:]
    var own: [String: Field] = [:]
    for (path, field) in fields {
      guard let first = path.first else { continue }
      if !order.contains(first) { order.append(first) }
      if path.count == 1 {
        own[first] = field
      } else {
        inner[first, default: []].append((Array(path.dropFirst()), field))
      }
    }
    return RecordType(
      name, noun: "record",
      fields: order.compactMap { first in
        guard let parts = inner[first] else { return own[first] }
        let inside = nested(parts, "\(name).\(first)")
        let isAlways = inside.fields.contains { $0.presence == .always }
        return Field(first, .record(inside), isAlways ? .always : .optional, meaning: "")
      })
  }

  /// Every field may be written, and a new record needs its key.
  private static func writable(_ record: RecordType, key: String?) -> RecordType {
    RecordType(
      record.name, noun: record.noun,
      fields: record.fields.map { field in
        var field = field
        field.access = field.name == key ? .required : .readWrite
        field.clearing = .null
        field.type = writable(field.type)
        return field
      })
  }

  private static func writable(_ type: ValueType) -> ValueType {
    switch type {
    case .record(let record): .record(writable(record, key: nil))
    case .list(let element, let bound): .list(writable(element), bound: bound)
    case .optional(let inner): .optional(writable(inner))
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .enumeration: type
    }
  }
}

extension FileSample {
  /// Of a file that no connection names.
  ///
  /// - Parameter name: as it was typed; its ending says how records stand in it.
  public init(_ name: String, in folder: any FileFolder) throws(ConnectorError) {
    let shown = folder.shown(name)
    let file: (any OpenedFile)?
    do throws(FileTrouble) { file = try folder.open(name) } catch { throw ConnectorError(error, shown) }
    guard let file else { throw ConnectorError(.unreachable, "\(shown): there is no such file") }
    let first: UInt8?
    do throws(FileTrouble) { first = try file.bytes(at: 0, count: 1 << 10).first { $0 > 0x20 } } catch {
      throw ConnectorError(error, shown)
    }
    let seen: FileFormat = first == UInt8(ascii: "[") ? .json : .ndjson
    try self.init(file, shown: shown, format: FileFormat(of: name) ?? seen, named: "record", isSafe: true)
  }
}
