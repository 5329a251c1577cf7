public import Source

/// Which of the fixes that messages propose can be carried out together, and what becomes of the files.
public struct FixPlan: Sendable {
  /// The fixes that go together, in the order of their messages.
  public private(set) var chosen: [Fix] = []
  private var editsOfPath: [String: [Edit]] = [:]

  /// - Parameter probable: take those too that are very likely, but not certainly, what was meant.
  ///
  /// Of each message the first fix that is allowed counts, as a whole or not at all. A fix that touches what an earlier
  /// one changes is left out: after reading the changed file anew, its message comes again if it is still true. Blanks
  /// that are none go alone: what else is said of that file counted columns that come only with their repair.
  public init(_ diagnostics: [Diagnostic], probable: Bool = false) {
    let blanks = diagnostics.filter { $0.code == .Y002 && !$0.fixes.isEmpty }
    let unsettled = Set(blanks.compactMap { $0.place?.source.path })
    for diagnostic in DiagnosticReport.sorted(diagnostics) {
      let allowed = diagnostic.fixes.first { fix in
        fix.applicability == .safe || probable && fix.applicability == .probable
      }
      guard let fix = allowed, !fix.edits.isEmpty, fits(fix) else { continue }
      if diagnostic.code != .Y002, fix.edits.contains(where: { unsettled.contains($0.place.source.path) }) { continue }
      chosen.append(fix)
      for edit in fix.edits { editsOfPath[edit.place.source.path, default: []].append(edit) }
    }
  }

  /// The files that change.
  public var paths: [String] { editsOfPath.keys.sorted() }

  /// The content of a file with the fixes in it.
  public func applied(to source: SourceFile) -> [UInt8] {
    var bytes = source.bytes
    let edits = (editsOfPath[source.path] ?? []).sorted { $0.place.span.start < $1.place.span.start }
    for edit in edits.reversed() {
      let span = edit.place.span.clamped(to: bytes.count)
      bytes.replaceSubrange(span.start..<span.end, with: Array(edit.replacement.utf8))
    }
    return bytes
  }

  private func fits(_ fix: Fix) -> Bool {
    let edits = fix.edits
    for (index, edit) in edits.enumerated() {
      let others = (editsOfPath[edit.place.source.path] ?? []) + edits[..<index]
      if others.contains(where: { $0.collides(with: edit) }) { return false }
    }
    return true
  }
}

extension Edit {
  /// They change the same bytes, or insert at the same place.
  fileprivate func collides(with other: Edit) -> Bool {
    guard place.source.path == other.place.source.path else { return false }
    let (own, theirs) = (place.span, other.place.span)
    if own.start == theirs.start { return true }
    return own.start < theirs.end && theirs.start < own.end
  }
}
