import Types

/// Short forms for the schemas of this connector: what BigCommerce's fields have in common is said once.
extension Field {
  static func text(
    _ name: String, max: Int? = nil, _ presence: Presence = .optional, _ access: Access = .readWrite, meaning: String,
    from origin: String = "", clearing: Clearing = .emptyText, isPersonal: Bool = false
  ) -> Field {
    Field(
      name, .text(TextFacts(lengthMax: max)), presence, access, meaning: meaning, origin: origin, lengthMax: max,
      clearing: clearing, isPersonal: isPersonal)
  }

  static func whole(
    _ name: String, _ presence: Presence = .always, _ access: Access = .readWrite, meaning: String,
    from origin: String = "", clearing: Clearing = .zero
  ) -> Field {
    Field(name, .whole, presence, access, meaning: meaning, origin: origin, clearing: clearing)
  }

  /// Weights and lengths: the unit is the store's, and four digits are sent.
  static func measure(
    _ name: String, _ presence: Presence = .always, _ access: Access = .readWrite, meaning: String,
    from origin: String = "", clearing: Clearing = .zero
  ) -> Field {
    Field(
      name, .decimal(digits: 4), presence, access, meaning: meaning, origin: origin, digits: 4, clearing: clearing)
  }

  /// BigCommerce keeps four digits of every amount.
  static func amount(
    _ name: String, _ basis: VATBasis, _ presence: Presence = .always, _ access: Access = .readWrite, meaning: String,
    from origin: String = "", clearing: Clearing = .zero
  ) -> Field {
    Field(
      name, .amount(basis, digits: 4), presence, access, meaning: meaning, origin: origin, digits: 4, clearing: clearing
    )
  }

  static func yesNo(
    _ name: String, _ presence: Presence = .always, _ access: Access = .readWrite, meaning: String,
    from origin: String = ""
  ) -> Field {
    Field(name, .bool, presence, access, meaning: meaning, origin: origin, clearing: .impossible)
  }

  static func member(
    _ name: String, of enumeration: Enumeration, _ presence: Presence = .always, _ access: Access = .readWrite,
    meaning: String, from origin: String = "", isPersonal: Bool = false
  ) -> Field {
    Field(
      name, .enumeration(enumeration), presence, access, meaning: meaning, origin: origin, clearing: .impossible,
      isPersonal: isPersonal)
  }

  static func moment(
    _ name: String, _ presence: Presence = .always, _ access: Access = .readOnly, meaning: String,
    from origin: String = "", clearing: Clearing = .null
  ) -> Field {
    Field(name, .moment, presence, access, meaning: meaning, origin: origin, clearing: clearing)
  }

  static func list(
    _ name: String, of element: ValueType, bound: Int? = nil, _ access: Access = .readWrite, meaning: String,
    from origin: String = "", isNamed: Bool = false, isPersonal: Bool = false
  ) -> Field {
    Field(
      name, .list(element, bound: bound), .always, access, meaning: meaning, origin: origin, clearing: .emptyList,
      isNamedList: isNamed, isPersonal: isPersonal)
  }
}
