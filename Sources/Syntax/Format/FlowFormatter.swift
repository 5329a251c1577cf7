public import Diagnostics
public import Source

/// Lays a file of a project out in the one canonical way: two blanks a level, values of a block in one column,
/// comments behind lines in one column, at most one empty line, boxes as `[x]` and `[ ]`.
///
/// The text is edited in place and never written anew, so comments, quotes and the order of the keys stay the
/// author's. What comes out is read again and compared with what went in; if they should ever mean different things,
/// the file is left alone.
public enum FlowFormatter {
  public enum Kind: Sendable, Hashable {
    case flow
    /// Settings, tables and transforms that flows share.
    case shared
    case tests
    /// `flowrun.yaml`
    case project
  }

  public enum Outcome: Sendable {
    /// The text in its canonical layout; the same bytes if it had it already.
    case laidOut([UInt8])
    /// The file has mistakes. It is better mended first.
    case broken([Diagnostic])
    /// A form that can't be laid out without a doubt about its meaning.
    case leftAlone
  }

  public static func format(_ source: SourceFile, as kind: Kind? = nil) -> Outcome {
    let yaml = YAMLReader.read(source)
    let kind = kind ?? self.kind(of: yaml.root)
    let reading = FormatReading(yaml, kind)
    if reading.diagnostics.contains(where: { $0.severity == .error }) {
      return .broken(reading.diagnostics.filter { $0.severity == .error })
    }
    var layout = FormatLayout(source, boxes: reading.boxes)
    layout.take(reading.root, minimumColumn: kind == .flow ? headColumn : 0)
    guard layout.isSafe, let bytes = FormatEdit.apply(layout.edits, to: source.bytes) else { return .leftAlone }
    let after = SourceFile(path: source.path, bytes: bytes)
    return isSame(reading, source, FormatReading(YAMLReader.read(after), kind), after) ? .laidOut(bytes) : .leftAlone
  }

  /// What the file is, by its keys.
  public static func kind(of source: SourceFile) -> Kind { kind(of: YAMLReader.read(source).root) }

  /// Under this column the values of `flow`, `source`, `target`, `filter` and `missing` stand, whichever a flow has.
  private static let headColumn = 9

  private static func kind(of root: YAMLNode?) -> Kind {
    let keys = Set((root?.entries ?? []).compactMap { $0.key.scalar?.text })
    if keys.contains("connections") { return .project }
    if !keys.isDisjoint(with: ["source", "target", "fields"]) { return .flow }
    if keys.contains("examples") { return .tests }
    return keys.isDisjoint(with: Vocabulary.shared.names) && !keys.isEmpty ? .flow : .shared
  }

  private static func isSame(
    _ before: FormatReading, _ source: SourceFile, _ after: FormatReading, _ result: SourceFile
  ) -> Bool {
    let codes = before.diagnostics.map(\.code) == after.diagnostics.map(\.code)
    let comments = FormatComments.texts(source, before.root) == FormatComments.texts(result, after.root)
    return codes && comments && SameMeaning(boxes: before.boxes).holds(before.root, after.root)
  }
}

/// A file as the formatter sees it: its tree, what is wrong with it, and where boxes are.
struct FormatReading {
  var root: YAMLNode?
  var diagnostics: [Diagnostic]
  /// By the byte at which the box starts.
  var boxes: [Int: BoxSyntax] = [:]

  init(_ yaml: YAMLReader.Reading, _ kind: FlowFormatter.Kind) {
    root = yaml.root
    var builder = FlowBuilder(notes: yaml.notes)
    switch kind {
    case .flow: _ = builder.flow(yaml.root, isShared: false)
    case .shared: _ = builder.flow(yaml.root, isShared: true)
    case .tests:
      var file = TestFile(source: yaml.notes.source, flow: nil, examples: [], diagnostics: [])
      builder.testFile(yaml.root, &file)
    case .project:
      if let root { KeyCheck.run(root, &builder.notes) }
    }
    diagnostics = builder.notes.diagnostics.inOrder
    for box in builder.boxes { boxes[box.span.start] = box }
  }
}
