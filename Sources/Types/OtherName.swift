/// Names that other systems have for something, and what stands for it in this record.
public struct OtherName: Sendable {
  /// Lower case, without `_`.
  let names: Set<String>
  /// One sentence that names the field to use, or says why there is none.
  let hint: String

  /// `names`: words with blanks between them, in any spelling: `revenue_account ledgerAccount`.
  public init(_ names: String, _ hint: String) {
    self.names = Set(names.split(separator: " ").map { Self.plain(String($0)) })
    self.hint = hint
  }

  /// The field, where the name simply means that one: the sentence says no more than how it is called.
  var field: String? {
    let parts = hint.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "it is called " && parts[2] == " here" ? String(parts[1]) : nil
  }

  static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

  /// For tests: each spelled as a flow could have it.
  public var spellings: [String] { names.sorted() }
  public var sentence: String { hint }
}
