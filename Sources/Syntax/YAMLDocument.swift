public import Diagnostics
public import Source

/// Any YAML file of a project, with the limits and places of a flow file.
public enum YAMLDocument {
  /// The tree, nil for an empty file, and everything that YAML itself does not allow.
  public static func read(_ source: SourceFile) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    let reading = YAMLReader.read(source)
    var notes = reading.notes
    if let root = reading.root { KeyCheck.run(root, &notes) }
    return (reading.root, notes.diagnostics.inOrder)
  }
}

/// Keys that are no names: `[a, b]: 1`, `? …`.
enum KeyCheck {
  static func run(_ root: YAMLNode, _ notes: inout Notes) {
    var waiting = [root]
    while let node = waiting.popLast() {
      for entry in node.entries ?? [] {
        report(entry.key, &notes)
        waiting.append(entry.value)
      }
      waiting += node.items ?? []
    }
  }

  static func report(_ key: YAMLNode, _ notes: inout Notes) {
    guard key.scalar == nil, !key.isBroken else { return }
    notes.add(
      .Y014, "a key is one name", key.span, "this is a list or a block",
      help: ["write one line for each name"])
  }
}

extension [Diagnostic] {
  /// By place in the file; those of one place in the order they were noticed.
  var inOrder: [Diagnostic] {
    enumerated().sorted { left, right in
      let starts = (left.element.place?.span.start ?? 0, right.element.place?.span.start ?? 0)
      return starts.0 == starts.1 ? left.offset < right.offset : starts.0 < starts.1
    }.map(\.element)
  }
}
