import ConnectorKit
import Types
import Values

/// A file that is written. Writes are collected beside it, where this and later runs find them, and take its place at
/// the end of a run.
actor FileTarget {
  private let place: FilePlace
  private var content: FileContent?
  /// This run's alone; nil as long as nothing is written.
  private var work: (any WorkFile)?
  /// Something was written that might not survive a power failure.
  private var isUnkept = false

  /// Times that a file which others change is read anew.
  private static let attemptsMax = 3

  init(_ place: FilePlace) { self.place = place }

  // MARK: asking

  func find(_ request: FindRequest) throws(ConnectorError) -> [[FoundRecord]] {
    let finding = place.entity.finding.first { Set($0.fields) == Set(request.fields) }
    let index = FileContent.Index(fields: request.fields, ignoresCase: finding?.ignoresCase ?? false)
    var answers: [[FoundRecord]] = []
    for query in request.queries {
      let texts = query.compactMap { FieldText.text($0, ignoresCase: index.ignoresCase) }
      guard texts.count == request.fields.count else {
        answers.append([])
        continue
      }
      var content = try loaded()
      self.content = nil
      defer { self.content = content }
      var found: [FoundRecord] = []
      for id in try content.find(texts, in: index).prefix(2) { found.append(try record(id, content)) }
      answers.append(found)
    }
    return answers
  }

  private func record(_ id: Int, _ content: FileContent) throws(ConnectorError) -> FoundRecord {
    let body = try content.node(id)
    return FoundRecord(key: place.key(of: body) ?? "line \(content.records[id].line)", body: body)
  }

  private func loaded() throws(ConnectorError) -> FileContent {
    if let content { return content }
    var left = work
    if left == nil {
      left = try trying { folder throws(FileTrouble) in try folder.work(for: place.file, isHeld: false) }
    }
    let read = try FileContent(place, work: left)
    content = read
    return read
  }

  private func trying<Result>(
    _ ask: (any FileFolder) throws(FileTrouble) -> Result
  ) throws(ConnectorError) -> Result {
    do throws(FileTrouble) { return try ask(place.folder) } catch { throw ConnectorError(error, place.shown) }
  }

  // MARK: writing

  func write(_ request: WriteRequest) throws(ConnectorError) -> FoundRecord {
    try hold()
    switch request.operation {
    case .create: return try create(request)
    case .update(let found): return try update(found, request.fields)
    }
  }

  func delete(_ request: DeleteRequest) throws(ConnectorError) {
    try hold()
    var content = try loaded()
    guard !content.ids(key: request.record.key).isEmpty else { return }
    self.content = nil
    defer { self.content = content }
    var line = WorkLine(key: request.record.key)
    line.isDeletion = true
    isUnkept = true
    _ = try content.add(line)
  }

  private func create(_ request: WriteRequest) throws(ConnectorError) -> FoundRecord {
    var content = try loaded()
    if let there = content.id(madeBy: request.idempotencyKey), !content.isDeleted(there) {
      return try record(there, content)
    }
    var object = try RecordEdit.apply(request.fields, to: JSON.Object(), of: place.entity.record)
    if object[place.entity.key] == nil { object = try named(object, after: content.numberMax) }
    let body = try FileContent.node(object)
    guard let key = place.key(of: body) else {
      throw ConnectorError(
        .refused, "`\(place.entity.key)` is empty, by which records of \(place.shown) are told apart")
    }
    if !content.ids(key: key).isEmpty {
      throw ConnectorError(.conflict, "\(place.shown) has a record with \(place.entity.key) \(key) already")
    }
    var line = WorkLine(key: key, from: JSON.Object(), to: object)
    line.idempotencyKey = request.idempotencyKey
    self.content = nil
    defer { self.content = content }
    isUnkept = true
    _ = try content.add(line)
    return FoundRecord(key: key, body: body)
  }

  /// With the next number as its key, first of its fields.
  private func named(_ object: JSON.Object, after last: Int64) throws(ConnectorError) -> JSON.Object {
    let name = place.entity.key
    let field = place.entity.record.field(name)
    let number: JSON
    switch field?.type.unwrapped {
    case .whole: number = .whole(last + 1)
    case .text where field?.isWritable == false: number = .string(String(last + 1))
    default:
      throw ConnectorError(
        .refused, "a new record needs `\(name)`, by which records of \(place.shown) are told apart",
        fields: [.init(name, "it is empty")])
    }
    return JSON.Object([(name, number)] + object.members)
  }

  private func update(_ found: FoundRecord, _ fields: [WrittenField]) throws(ConnectorError) -> FoundRecord {
    var content = try loaded()
    let ids = content.ids(key: found.key)
    guard let id = ids.first else {
      throw ConnectorError(.conflict, "\(place.shown) has no record with \(place.entity.key) \(found.key) any more")
    }
    if ids.count > 1 {
      let lines = ids.map { String(content.records[$0].line) }.joined(separator: " and ")
      throw ConnectorError(
        .refused, "\(place.shown) has several records with \(place.entity.key) \(found.key), in the lines \(lines)")
    }
    let old = try content.object(id)
    let new = try RecordEdit.apply(fields, to: old, of: place.entity.record)
    let body = try FileContent.node(new)
    guard place.key(of: body) == found.key else {
      throw ConnectorError(.refused, "`\(place.entity.key)` tells records apart and can't be changed")
    }
    self.content = nil
    defer { self.content = content }
    isUnkept = true
    _ = try content.add(WorkLine(key: found.key, from: old, to: new))
    return FoundRecord(key: found.key, body: body)
  }

  /// Takes the work file for this run alone. What an earlier one left in it is taken up.
  private func hold() throws(ConnectorError) {
    guard work == nil else { return }
    let held = try trying { folder throws(FileTrouble) in try folder.work(for: place.file, isHeld: true) }
    guard let held else { return }
    work = held
    // What was looked at before it was held may be out of date.
    content = nil
    do throws(ConnectorError) {
      let read = try loaded()
      if held.size > read.workSize {
        try trying { folder throws(FileTrouble) in try held.cut(to: read.workSize) }
      }
    } catch {
      if held.size == 0 { try? held.remove() }
      work = nil
      throw error
    }
  }

  // MARK: ending

  func keep() throws(ConnectorError) {
    guard isUnkept, let work else { return }
    try trying { folder throws(FileTrouble) in try work.keep() }
    isUnkept = false
  }

  /// The file gets its new content, if there is any.
  func finish() throws(ConnectorError) {
    if work == nil {
      let left = try trying { folder throws(FileTrouble) in try folder.work(for: place.file, isHeld: false) }
      guard left != nil || place.file == standardStream else {
        content = nil
        return
      }
      try hold()
    }
    do throws(ConnectorError) {
      try keep()
      try replace()
    } catch {
      if place.file == standardStream { throw error }
      var error = error
      error.message +=
        "; the file is as it was, and what was written is kept beside it in .\(place.file).work: "
        + "the next run takes it up"
      throw error
    }
    try trying { folder throws(FileTrouble) in try work?.remove() }
    work = nil
    content = nil
  }

  private func replace() throws(ConnectorError) {
    var attempt = 1
    while true {
      let content = try loaded()
      let replacement = try trying { folder throws(FileTrouble) in try folder.replacement(of: place.file) }
      do throws(FileReplacementProblem) {
        var writer = ContentWriter(place, content, replacement)
        try writer.write()
        try writer.finish()
        return
      } catch {
        replacement.drop()
        guard case .file(let trouble) = error else { throw error.asConnectorError(place.shown) }
        guard trouble.kind == .changed, attempt < Self.attemptsMax else { throw ConnectorError(trouble, place.shown) }
        // Somebody else wrote it: their records and ours, once more.
        self.content = nil
        attempt += 1
      }
    }
  }
}

/// What can go wrong while new content is written: in the old one, or in the file.
enum FileReplacementProblem: Error {
  case record(ConnectorError)
  case file(FileTrouble)

  func asConnectorError(_ shown: String) -> ConnectorError {
    switch self {
    case .record(let error): error
    case .file(let trouble): ConnectorError(trouble, shown)
    }
  }
}
