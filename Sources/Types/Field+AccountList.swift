extension Field {
  /// A list that is set up in an account, so that a flow can't name its members: they go by number or code.
  public struct AccountList: Sendable, Hashable {
    /// "tax class"
    public var noun: String
    /// "tax classes"
    public var plural: String
    /// The entity of the same connection that lists them.
    public var entity: String
    /// The field of that entity that holds what this field holds.
    public var key: String
    /// Records may hold values that the list does not have.
    public var isOpen: Bool
    /// The number that stands for none of them.
    public var none: Int64?
  }

  /// Holds the number or the code of one in such a list.
  ///
  /// - Parameters:
  ///   - entity: who lists them.
  ///   - key: the field of that entity with the same value.
  ///   - isOpen: records may hold values that the list does not have.
  ///   - none: the number that stands for none of them.
  public func ofAccountList(
    _ noun: String, _ plural: String, in entity: String, key: String, isOpen: Bool = false, none: Int64? = nil
  ) -> Field {
    var field = self
    field.accountList = AccountList(noun: noun, plural: plural, entity: entity, key: key, isOpen: isOpen, none: none)
    return field
  }

  /// Where the values that this field can have are listed, if anywhere: its account list, or the entity that it links to.
  public var listedIn: (entity: String, key: String)? {
    accountList.map { ($0.entity, $0.key) } ?? link.map { ($0.entity, $0.key) }
  }

  /// What the account calls the member in that field.
  public func label(of field: String) -> Field {
    var label = self
    label.memberField = field
    return label
  }
}
