import Plan
import Source
import Syntax
import Types

/// The names that a formula may use where it stands, and what is known to be present there.
struct Scope {
  enum Binding {
    case variable(Int, ValueType)
    case letValue(LetEntry)
    case related(RelatedEntry)
    /// A transform's parameter: the argument stands in its place.
    case argument(Plan.Expression)
    /// `key` in a table's cell with several columns: only good for printing.
    case keys([Plan.Expression])
  }

  struct Grouped {
    var field: Field
    var keyVariable: Int
    var record: RecordType
  }

  /// Own names: loop names, lets, related records. Inner ones stand over outer ones.
  var names: [String: Binding] = [:]
  /// The source record, whose fields are known by their bare names; nil where a record can't be seen.
  var record: RecordType?
  /// After `group:` the fields of the source differ from row to row and need `rows`.
  var grouped: Grouped?
  /// Why bare field names mean nothing here: "a table does not see the record".
  var blindness: String?
  /// Paths that are known to be present: conditions say so.
  var present: Set<String> = []
  /// A condition that governs this could not be read: whatever it would have made sure of counts as present.
  var isUncertain = false
  /// The target record, for `fields.NAME` in checks.
  var written: RecordType?

  init(record: RecordType?) { self.record = record }

  /// What a condition tells about the formulas that it governs.
  mutating func narrow(by condition: Plan.Expression, truth: Bool) {
    present.formUnion(condition.pathsPresent(if: truth))
    if condition.type.isUnknown { isUncertain = true }
  }
}

/// A `let`, checked when it is first used.
final class LetEntry {
  enum State {
    case unchecked
    case checking
    case checked(Int, ValueType)
  }

  let syntax: LetSyntax
  /// Where it was declared: it sees the names of that place, not of its users.
  var scope: Scope
  var state = State.unchecked
  /// Related records whose new identity it holds.
  var afterWriting: Set<Int> = []
  /// How deep its formula goes, with the lets that it needs.
  var height = 0

  init(_ syntax: LetSyntax, scope: Scope) {
    self.syntax = syntax
    self.scope = scope
  }
}

/// A related record. Its type is known from its entity, before its fields are checked.
final class RelatedEntry {
  let name: String
  let index: Int
  let entity: EntityReference?
  let syntax: RelatedSyntax?
  /// The slot of the row it hangs on.
  let rowVariable: Int?
  /// It may turn out to be missing, and formulas must say what then.
  let isOptional: Bool
  /// What it can be asked for before it was written: its mapped fields.
  let mapped: Set<String>
  let canBeMade: Bool
  /// `match: linked(THIS FLOW, …)`: another record of this flow's own, which a run writes first and a plan does not.
  let isOwnRecord: Bool

  init(
    name: String, index: Int, entity: EntityReference?, syntax: RelatedSyntax?, rowVariable: Int?, isOptional: Bool,
    mapped: Set<String>, canBeMade: Bool, isOwnRecord: Bool = false
  ) {
    self.name = name
    self.index = index
    self.entity = entity
    self.syntax = syntax
    self.rowVariable = rowVariable
    self.isOptional = isOptional
    self.mapped = mapped
    self.canBeMade = canBeMade
    self.isOwnRecord = isOwnRecord
  }
}

/// A table, checked when it is first looked up.
final class TableEntry {
  let syntax: TableSyntax
  let index: Int
  /// The file that declares it, which its spans belong to.
  let source: SourceFile
  let csvTables: [String: CSVTable]
  let isShared: Bool
  var state = State.unchecked
  var isUsed = false
  var keyMayBeMissing = false

  enum State {
    case unchecked
    case checking
    case checked
  }

  init(_ syntax: TableSyntax, index: Int, in source: SourceFile, _ csvTables: [String: CSVTable], isShared: Bool) {
    self.syntax = syntax
    self.index = index
    self.source = source
    self.csvTables = csvTables
    self.isShared = isShared
  }

  /// Where it is declared.
  var place: Place { Place(source, syntax.name.span) }
}

/// A transform, checked where it is called.
final class TransformEntry {
  let syntax: TransformSyntax
  let source: SourceFile
  let isShared: Bool
  var isUsed = false

  init(_ syntax: TransformSyntax, in source: SourceFile, isShared: Bool) {
    self.syntax = syntax
    self.source = source
    self.isShared = isShared
  }

  var place: Place { Place(source, syntax.name.span) }
}
