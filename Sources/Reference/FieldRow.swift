public import Types

/// A field of an entity, or of a record inside it, by its path.
public struct FieldRow: Sendable {
  /// `variants[].sku`
  public var path: String
  public var field: Field

  /// What a reader should know beside type and meaning.
  public var notes: [String] {
    var notes: [String] = []
    if let length = field.lengthMax { notes.append("At most \(length) characters.") }
    if let needs = field.needs { notes.append("Counts only with `\(needs)`.") }
    if let link = field.link { notes.append("Names a record: `\(link.name)`.") }
    if field.isPersonal { notes.append("Personal.") }
    return notes
  }

  /// All fields, each followed by those of the record that it holds.
  public static func rows(of record: RecordType) -> [FieldRow] { rows(of: record, under: "", depth: 0) }

  private static func rows(of record: RecordType, under prefix: String, depth: Int) -> [FieldRow] {
    record.fields.flatMap { field -> [FieldRow] in
      let row = FieldRow(path: prefix + field.name, field: field)
      guard depth < RecordType.nestingMax, let inner = field.type.heldRecord else { return [row] }
      return [row] + rows(of: inner, under: row.path + (field.type.isList ? "[]." : "."), depth: depth + 1)
    }
  }

  /// The record that lies in another at a path such as `lineList` or `lineList.data`, or the names that could stand in
  /// the place of the first that is none.
  public static func record(at path: [String], in record: RecordType) -> (record: RecordType, wrong: String?) {
    var found = record
    for step in path {
      let name = step.hasSuffix("[]") ? String(step.dropLast(2)) : step
      guard let field = found.field(name), let next = field.type.heldRecord else { return (found, name) }
      found = next
    }
    return (found, nil)
  }

  /// Fields of a record that hold records.
  public static func holders(in record: RecordType) -> [String] {
    record.fields.filter { $0.type.heldRecord != nil }.map(\.name)
  }
}

extension Field.Access {
  /// In the words of tables: "required at creation".
  public var phrase: String {
    switch self {
    case .readOnly: "read"
    case .writeOnly: "write"
    case .readWrite: "read, write"
    case .required: "required"
    case .createOnly: "at creation"
    case .requiredCreateOnly: "required at creation"
    }
  }
}

extension ValueType {
  /// The members, if this is an enumeration or a list of one.
  public var words: [Enumeration.Member]? {
    switch self {
    case .enumeration(let enumeration): enumeration.members
    case .optional(let inner), .list(let inner, _): inner.words
    case .unknown, .never, .text, .whole, .decimal, .amount, .bool, .date, .moment, .span, .record: nil
    }
  }
}
