public import ConnectorKit
internal import Syntax
public import Values

/// The kinds of files that people write, each with a JSON Schema (draft-07) for editors, printed from the keys that the
/// reader knows.
///
/// A schema sees the shape of a file, not how it was quoted and not what names mean: it accepts every file whose shape is
/// right, and the checker says the rest. One shape it refuses though the language has it: a record without `fields`
/// in which a quoted key is spelled as a word of the language. Under `fields` such a key needs no care.
public enum FileSchema: String, Sendable, CaseIterable {
  case flow
  case shared
  case test
  case project
  case overlay

  public func document(of connectors: [ConnectorDeclaration]) -> JSON {
    var places = PlaceSchemas(connectors: connectors)
    var members: [(name: String, value: JSON)] = [
      ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", .string(title)),
      ("description", .string(meaning)),
    ]
    let root = places.object(block)
    members += (root.object?.members ?? []).map { member in
      // Nothing but comments is a shared file, too.
      self == .shared && member.name == "type" ? ("type", ["object", "null"]) : member
    }
    members.append(("definitions", places.definitions))
    return .object(JSON.Object(members))
  }

  /// Indented, and ends with a line break.
  public func text(of connectors: [ConnectorDeclaration]) -> String {
    String(decoding: document(of: connectors).bytes(pretty: true), as: UTF8.self) + "\n"
  }

  private var block: KeywordBlock {
    switch self {
    case .flow: Vocabulary.flow
    case .shared: Vocabulary.shared
    case .test: Vocabulary.test
    case .project: Vocabulary.project
    case .overlay: Vocabulary.overlay
    }
  }

  private var title: String {
    switch self {
    case .flow: "A flow"
    case .shared: "A file that flows share"
    case .test: "Test cases of a flow"
    case .project: "A project file"
    case .overlay: "An overlay"
    }
  }

  private var meaning: String {
    switch self {
    case .flow: "Moves one kind of record from one system to another."
    case .shared: "Settings, tables and transforms that flows name under `use`."
    case .test: "Cases that `flowrun test` runs for the flow of that name."
    case .project: "The systems and their settings, and the flows in their order."
    case .overlay: "What is other than in the project file when a command gets `--env NAME`."
    }
  }
}
