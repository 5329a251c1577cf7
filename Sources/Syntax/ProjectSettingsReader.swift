public import Source

/// `settings:` of a project file or an overlay: values for all flows, and blocks for single ones, under their names.
public struct ProjectSettings: Sendable {
  public var source: SourceFile
  /// For every flow.
  public var common: [SettingSyntax]
  /// `orders: { defaultDebtor: 7 }`, for that flow only.
  public var own: [(flow: Name, settings: [SettingSyntax])]

  /// What a flow sees of them, the common ones first.
  public func settings(for flow: String) -> [[SettingSyntax]] {
    [common] + own.filter { $0.flow.text == flow }.map(\.settings)
  }

  /// A block is a flow's own; a long form such as `{ text: Order }` is a value like any other.
  public static func read(_ node: YAMLNode, _ notes: inout Notes) -> ProjectSettings {
    var builder = FlowBuilder(notes: notes)
    defer { notes = builder.notes }
    var found = ProjectSettings(source: notes.source, common: [], own: [])
    let entries = builder.namedEntries(node, "`settings` is a list of names and values")
    var values: [FlowBuilder.Entry] = []
    for entry in entries {
      if let inner = entry.value.entries, !isLongForm(inner) {
        found.own.append((entry.name, builder.settings(entry.value)))
      } else {
        values.append(entry)
      }
    }
    found.common = builder.settings(values)
    return found
  }

  private static func isLongForm(_ entries: [YAMLEntry]) -> Bool {
    entries.allSatisfy {
      $0.key.scalar?.isQuoted == false && Vocabulary.value.contains($0.key.scalar?.text ?? "")
    }
  }
}
