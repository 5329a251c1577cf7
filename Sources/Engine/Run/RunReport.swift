public import Values

/// What a run did, for whoever started it.
public struct RunReport: Sendable {
  /// Nil for a dry run, and for one that could not begin.
  public var run: RunID?
  public var ending: RunEnding
  public var books: Books
  /// What another system said, or in what a connection's settings do not agree.
  public var message: String?
  /// The journal's wrong: `heldBy` means that nothing was done.
  public var journalError: JournalError?
  /// What a dry run would write; the first ``changesMax`` records.
  public var changes: [PlannedChange]
  /// The first ``stopsMax`` records that are stopped or held; the books count all.
  public var stops: [StoppedRecord] = []
  /// Keys that were asked for one by one and are not in the source.
  public var absent: [String] = []

  /// What is to be told the journal in the end.
  var closing: RunClosing?

  public static let changesMax = 2_000
  public static let stopsMax = 1_000

  /// Nothing stopped, nothing is held, nothing that was asked for is not there, and it came to its end.
  public var isClean: Bool { ending == .done && books.isClean && absent.isEmpty && journalError == nil }
}

extension RunReport {
  /// One document for programs.
  public var json: JSON {
    [
      "run": run.map { .whole($0.number) } ?? .null, "ending": .string(ending.rawValue), "books": books.json,
      "message": message.map { .string($0) } ?? .null, "not_there": .array(absent.map { .string($0) }),
      "changes": .array(changes.map(\.json)),
    ]
  }
}

extension PlannedChange {
  public var json: JSON {
    let name =
      switch action {
      case .create: "create"
      case .update: "update"
      case .hide: "hide"
      case .delete: "delete"
      }
    return [
      "source_key": .string(sourceKey), "entity": .string(entity), "is_related": .bool(isRelated),
      "action": .string(name), "target_key": targetKey.map { .string($0) } ?? .null,
      "changes": .array(
        changes.map {
          [
            "path": .string($0.path), "old": $0.old.json, "new": $0.new.json,
            "known_after_writing": .bool($0.isKnownAfterWriting),
          ]
        }),
    ]
  }
}

extension Value {
  fileprivate var json: JSON {
    var writer = JSONWriter()
    write(into: &writer)
    return Result { try JSON.parse(writer.bytes) }.value ?? .null
  }
}
