/// A key of the language: what stands behind it, and what it says.
public struct Keyword: Sendable {
  public var name: String
  public var place: KeyPlace
  /// The block can't be without it.
  public var isRequired: Bool
  /// A sentence or two for whoever has the cursor on the key.
  public var sentence: String
  /// What other tools call it, in small letters.
  let otherNames: [String]

  /// `elsewhere`: the names that it has in other tools, with blanks between them.
  init(
    _ name: String, _ place: KeyPlace, required: Bool = false, elsewhere: String = "", _ sentence: String
  ) {
    self.name = name
    self.place = place
    self.isRequired = required
    self.sentence = sentence
    otherNames = elsewhere.split(separator: " ").map(String.init)
  }
}

/// The keys that may stand together in one block of a file.
public struct KeywordBlock: Sendable {
  /// As messages call it: "a flow".
  public var title: String
  /// In the order in which they are usually written.
  public var keys: [Keyword]
  /// Of these keys exactly one must stand there; empty if there is no such rule.
  public var oneOf: [String]
  /// The names of the keys, in the same order.
  public let names: [String]
  let nameSet: Set<String>

  init(_ title: String, oneOf: [String] = [], _ keys: [Keyword]) {
    self.title = title
    self.keys = keys
    self.oneOf = oneOf
    names = keys.map(\.name)
    nameSet = Set(names)
  }

  /// The keys that must stand there.
  var required: [String] { keys.filter(\.isRequired).map(\.name) }

  func contains(_ name: String) -> Bool { nameSet.contains(name) }

  /// The key that another tool calls so.
  func key(calledElsewhere name: String) -> Keyword? {
    let name = name.lowercased()
    return keys.first { $0.otherNames.contains(name) }
  }
}

/// What may stand behind a key. The place decides how it is read, never the look of what stands there.
public enum KeyPlace: Sendable, Hashable {
  /// A name; quotes make no difference.
  case name
  /// The identity of a flow.
  case flowName
  /// `mplus.articles`
  case entity
  /// A name, or a list of names.
  case names
  /// Without quotes a formula, with quotes a text; a list of these, or a long form.
  case value
  /// A formula, whatever the quotes.
  case formula
  /// A text, whatever the quotes.
  case text
  /// A sentence in quotes.
  case sentence
  /// A value, or `{ stop: "…" }`.
  case result
  /// `[x]` or `[ ]`
  case box
  /// A box, `if empty` or `if untouched`.
  case fieldBox
  /// One of a closed list of words.
  case word([String])
  /// `missing` of a field: a word, `{ stop: "…" }`, or a value.
  case fieldMissing
  /// `problem` of a field: the same without `clear`.
  case fieldProblem
  /// `missing` of a flow: `skip record`, `stop`, `{ stop: "…" }`.
  case flowMissing
  /// `missing` of a related or nested record: the same, and `NAME = value`.
  case recordMissing
  /// A field, `FIELD = value`, `linked(FLOW)`, or a list of these.
  case match
  /// `NAME in LIST`
  case each
  /// A step, or a list of them.
  case steps
  /// Names and constants.
  case settings
  /// Names and values, each perhaps a `choose`.
  case lets
  /// Names and their tables.
  case tables
  /// A cell of a table: a result, or the rows of the next key column.
  case cell
  /// Names with their steps, or with parameters and a formula.
  case transforms
  /// Names and their related records.
  case related
  /// Names of fields and their contents.
  case fields
  /// The entries of a list field.
  case entries
  /// Lines of `choose`.
  case choose
  /// The lines of `checks`.
  case checks
  /// What all cases of a file have in common.
  case usual
  /// The cases of `examples`.
  case examples
  /// Constants in the shape of a record.
  case data
  /// `skip record`, `{ stop: "…" }`, or fields.
  case expectation
  /// Names of connections and their blocks.
  case connections
  /// Names of connections that the project file has, and settings.
  case overlayConnections
  /// Names of flows, each once.
  case flowOrder
  /// Settings for all flows, and blocks of them for single ones.
  case projectSettings
  /// `sqlite:PATH`
  case store
}
