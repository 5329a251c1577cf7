internal import ConnectorKit
internal import Types

/// A type of the wire and the record that flows see of it, declared at once: the members in the order of the wire's
/// schema, each with its meaning for people and its form for reading and writing.
struct WireRecord: Sendable {
  let record: RecordType
  let members: [WireMember]
  private let places: [String: Int]

  init(_ name: String, noun: String, _ members: [WireMember], otherNames: [OtherName] = []) {
    self.record = RecordType(
      "mplus." + name, noun: noun, fields: members.map(\.field), otherNames: otherNames)
    self.members = members
    self.places = Dictionary(
      members.enumerated().map { ($1.element, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of the member that an element of that name belongs to.
  func place(ofElement name: String) -> Int? { places[name] }
}

/// One member: a field of the record, the element that carries it, and how.
struct WireMember: Sendable {
  private(set) var field: Field
  let element: String
  let form: WireForm

  /// - Parameter element: the element's name where it is not the field's.
  init(
    _ name: String, _ form: WireForm, _ presence: Field.Presence = .optional, _ access: Field.Access = .readOnly,
    element: String? = nil, meaning: String, origin: String, lengthMax: Int? = nil, needs: String? = nil,
    link: Field.Link? = nil, isPersonal: Bool = false
  ) {
    self.element = element ?? name
    self.form = form
    var field = Field(
      name, form.type, presence, access, meaning: meaning, origin: origin, lengthMax: lengthMax, digits: form.digits,
      needs: needs, clearing: form.clearing, link: link, isPersonal: isPersonal)
    if case .namedValues = form { field.isNamedList = true }
    self.field = field
  }
  /// Holds the number of one in a list that the account keeps.
  func ofAccountList(_ noun: String, _ plural: String, in entity: String, key: String) -> WireMember {
    var member = self
    member.field = field.ofAccountList(noun, plural, in: entity, key: key)
    return member
  }
  /// The element beside it that says how many of its digits stand behind the point.
  var digitsElement: String? { if case .quantity(let places) = form { places } else { nil } }
  /// The same where the record is only read.
  var readOnly: WireMember {
    var member = self
    member.field.access = .readOnly
    return member
  }
}
