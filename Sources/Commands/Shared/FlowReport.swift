import Engine
import Values

/// How one flow's run went, for the person who started it.
struct FlowReport {
  var flow: String
  var run: RunReport
  var milliseconds: Int64
  var stops: StopsText

  var books: Books { run.books }

  /// Another run has the flow; nothing was done.
  var isBusy: Bool {
    if case .heldBy? = run.journalError?.kind { true } else { false }
  }

  /// - Parameter signal: what a person sent meanwhile.
  func status(signal: ExitStatus?) -> ExitStatus {
    if let error = run.journalError { return Failure(error).status }
    return switch run.ending {
    case .done: books.isClean && run.absent.isEmpty ? .done : .unfinished
    case .stopped, .interrupted: signal ?? (books.isClean ? .done : .unfinished)
    case .credentials: .credentials
    case .unreachable: .unreachable
    case .mismatch: .wrong
    case .journal: .store
    }
  }

  /// It came no further than the door of a system, so there are no books to show.
  var sawNothing: Bool {
    switch run.ending {
    case .credentials, .unreachable, .mismatch: books.read == 0 && run.changes.isEmpty
    case .done, .stopped, .interrupted, .journal: false
    }
  }

  /// The sentence for stderr, if the run did not simply end.
  ///
  /// - Parameter limit: the `--limit` at which it ends; nil if it was a signal.
  func headline(limit: Int?) -> String? {
    if let error = run.journalError { return Failure(error).message }
    return switch run.ending {
    case .done: nil
    case .stopped where limit != nil:
      limit == 1
        ? "only the first record was read (--limit)" : "only the first \(limit ?? 0) records were read (--limit)"
    case .stopped: "stopped; what was under way is finished, and the next run goes on from there"
    case .credentials: "the credentials were not accepted: \(run.message ?? "")"
    case .unreachable: "the other system can't be used: \(run.message ?? "")"
    case .mismatch: run.message ?? "the settings do not agree with the system"
    case .journal: "the store failed: \(run.message ?? "")"
    case .interrupted: "it was ended before its end"
    }
  }

  var json: JSON {
    var members: [(name: String, value: JSON)] = [
      ("flow", .string(flow)), ("milliseconds", .whole(milliseconds)), ("is_busy", .bool(isBusy)),
    ]
    for (name, value) in run.json.object?.members ?? [] { members.append((name, value)) }
    members.append(("stops", stops.json))
    return .object(JSON.Object(members))
  }
}

extension PlannedChange {
  /// `+ mplus.relations  from 1042`, and the fields below it.
  var text: String {
    let sign =
      switch action {
      case .create: "+"
      case .update: "~"
      case .hide: "-"
      case .delete: "x"
      }
    let indent = isRelated ? "    " : "  "
    let head = "\(indent)\(sign) \(entity)\(targetKey.map { " \($0)" } ?? "")  from \(sourceKey)"
    let width = changes.map(\.path.count).max() ?? 0
    let lines = changes.map { change -> String in
      let path = change.path + String(repeating: " ", count: width - change.path.count)
      let new = change.isKnownAfterWriting ? "(known after writing)" : Self.shown(change.new)
      return "\(indent)    \(path)  " + (action == .create ? new : "\(Self.shown(change.old)) → \(new)")
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private static func shown(_ value: Value) -> String {
    let text = value.description
    if text.isEmpty { return "(none)" }
    return text.count > 100 ? text.prefix(97) + "…" : text
  }
}
