public import ConnectorKit
import Types
import Values

/// Records in files: NDJSON, JSON and CSV, read in pages and written whole.
public struct Files: Connector {
  let settings: ConnectionSettings
  private let desk: FilesDesk

  public init(settings: ConnectionSettings) {
    self.settings = settings
    desk = FilesDesk(settings)
  }

  public func inspect(over transport: any Transport) async throws(ConnectorError) -> [String] { [] }

  public func read(_ request: ReadRequest, over transport: any Transport) async throws(ConnectorError) -> Page {
    try FileReader(try desk.place(request.entity), request).page()
  }

  public func find(_ request: FindRequest, over transport: any Transport) async throws(ConnectorError)
    -> [[FoundRecord]]
  {
    try await desk.target(request.entity).find(request)
  }

  public func write(_ request: WriteRequest, over transport: any Transport) async throws(ConnectorError)
    -> FoundRecord
  {
    try await desk.target(request.entity).write(request)
  }

  public func delete(_ request: DeleteRequest, over transport: any Transport) async throws(ConnectorError) {
    try await desk.target(request.entity).delete(request)
  }

  public func keep() async throws(ConnectorError) {
    for target in await desk.targets() { try await target.keep() }
  }

  public func finish(_ entities: [String]) async throws(ConnectorError) {
    for entity in entities { try await desk.target(entity).finish() }
  }
}

/// One entity with its file.
struct FilePlace: Sendable {
  let folder: any FileFolder
  let entity: Entity
  let file: String
  let format: FileFormat
  /// Cells of CSV that look like formulas get a `'`.
  let isSafe: Bool
  /// The record type says what this very file holds; another connector's says more than that.
  let isOwn: Bool

  /// What messages call the file.
  var shown: String { folder.shown(file) }

  func open() throws(ConnectorError) -> (any OpenedFile)? {
    do throws(FileTrouble) { return try folder.open(file) } catch { throw ConnectorError(error, shown) }
  }

  /// Nil for a file without any row, and for other formats.
  func columns(of file: any OpenedFile) throws(ConnectorError) -> CSVColumns? {
    guard format == .csv else { return nil }
    do throws(CSVColumns.Problem) {
      return try CSVColumns(reading: file, of: entity.record, isSafe: isSafe)
    } catch {
      throw ConnectorError(.unreachable, "\(shown): \(error.message)")
    }
  }

  func key(of body: Node) -> String? {
    guard let field = entity.record.field(entity.key) else { return nil }
    return FieldText.text(body[entity.key], field.type)
  }
}

/// Which file is whose, and what is being written. One for a connection.
actor FilesDesk {
  private let settings: ConnectionSettings
  private let naming: FileNaming
  private let declaration: ConnectorDeclaration
  private var open: [String: FileTarget] = [:]

  init(_ settings: ConnectionSettings) {
    self.settings = settings
    naming = FileNaming(settings: settings.texts, names: (try? settings.folder.names()) ?? [])
    declaration =
      settings.declaration
      ?? Files.declaration(of: ConnectionOutline(settings: settings.texts, folder: settings.folder))
  }

  nonisolated func place(_ name: String) throws(ConnectorError) -> FilePlace {
    guard let entity = declaration.entity(name) else {
      throw ConnectorError(.refused, "there is no file of \(name) in \(settings.folder.shown("."))")
    }
    return FilePlace(
      folder: settings.folder, entity: entity, file: naming.file(name), format: naming.format(name),
      isSafe: settings.text("cells") != "plain", isOwn: entity.record.name.hasPrefix("files."))
  }

  func target(_ name: String) throws(ConnectorError) -> FileTarget {
    if let there = open[name] { return there }
    let made = FileTarget(try place(name))
    open[name] = made
    return made
  }

  func targets() -> [FileTarget] { Array(open.values) }
}
