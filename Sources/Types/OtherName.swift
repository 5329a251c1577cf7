/// Names that other systems have for something, and what stands for it in this record.
public struct OtherName: Sendable {
  /// Lower case, without `_`.
  public let names: Set<String>
  /// One sentence that names the field to use, or says why there is none.
  public let hint: String
  /// The field, where the name simply means that one.
  let field: String?

  /// `names`: words with blanks between them, in any spelling: `revenue_account ledgerAccount`.
  public init(_ names: String, _ hint: String) { self.init(names, hint, field: nil) }

  /// The field has only another name here.
  public init(_ names: String, isCalled field: String) {
    self.init(names, "it is called `\(field)` here", field: field)
  }

  private init(_ names: String, _ hint: String, field: String?) {
    self.names = Set(names.split(separator: " ").map { Self.plain(String($0)) })
    self.hint = hint
    self.field = field
  }

  static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }
}
