extension Field {
  /// A list that is set up in an account, so that a flow can't name its members: they go by number or code.
  public struct AccountList: Sendable, Hashable {
    /// "tax class"
    public var noun: String
    /// "tax classes"
    public var plural: String
  }

  /// Holds the number or the code of one in such a list.
  public func ofAccountList(_ noun: String, _ plural: String) -> Field {
    var field = self
    field.accountList = AccountList(noun: noun, plural: plural)
    return field
  }

  /// What the account calls the member in that field.
  public func label(of field: String) -> Field {
    var label = self
    label.memberField = field
    return label
  }
}
