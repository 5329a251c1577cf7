internal import Types

/// How a value stands on the wire.
indirect enum WireForm: Sendable {
  case text
  case whole
  /// `true`, `false`, `1` or `0`; an absent element means `absent`, if that is known.
  case flag(absent: Bool?)
  /// Whole cents: 1995 is 19.95.
  case cents(VATBasis)
  /// A whole number and, in a sibling element, how many of its digits stand behind the point: 125 and 2 are 1.25.
  case quantity(places: String)
  /// Hundredths of a percent: 2100 is 21.
  case percentage
  /// Day, month and year; a zero anywhere means that there is no date.
  case date
  /// The clock in Amsterdam, with the minutes that it is ahead of UTC.
  case moment
  /// A code of a closed list.
  case word(Enumeration)
  /// A country, as Mplus writes it in addresses: its Dutch name.
  case countryName
  /// A country in three letters.
  case countryISO3
  /// A year and a number: 2026 and 123 are "2026.123".
  case yearNumber
  case record(WireRecord)
  /// With `child`, elements of that name inside the member's own; without, the member's own element, repeated.
  case list(WireForm, child: String?, bound: Int?)
  /// Custom fields: a list of name and value.
  case namedValues

  /// Digits that a quantity keeps: the vendor's own programs round to six before they send one.
  static let quantityDigits = 6

  var type: ValueType {
    switch self {
    case .text, .yearNumber: .anyText
    case .whole: .whole
    case .flag: .bool
    case .cents(let basis): .amount(basis, digits: 2)
    case .quantity: .decimal(digits: WireForm.quantityDigits)
    case .percentage: .decimal(digits: 2)
    case .date: .date
    case .moment: .moment
    case .word(let enumeration): .enumeration(enumeration)
    case .countryName, .countryISO3: .enumeration(.country)
    case .record(let record): .record(record.record)
    case .list(let item, _, let bound): .list(item.type, bound: bound)
    case .namedValues: .list(.record(WireForm.namedValue), bound: nil)
    }
  }

  /// Digits behind the point that Mplus keeps of what is written.
  var digits: Int? {
    switch self {
    case .cents, .percentage: 2
    case .quantity: WireForm.quantityDigits
    case .text, .whole, .flag, .date, .moment, .word, .countryName, .countryISO3, .yearNumber, .record, .list,
      .namedValues:
      nil
    }
  }

  /// What takes a value away. Mplus has no null: an empty text and a date of zeros are as good; numbers have nothing.
  var clearing: Field.Clearing {
    switch self {
    case .text, .countryName, .countryISO3: .emptyText
    case .date: .null
    case .list(_, child: .some, _): .emptyList
    case .whole, .flag, .cents, .quantity, .percentage, .moment, .word, .yearNumber, .record, .list, .namedValues:
      .impossible
    }
  }

  private static let namedValue = RecordType(
    "mplus.custom_field", noun: "custom field",
    fields: [
      Field(
        "name", .anyText, .always, .readOnly, meaning: "The name under which the field was set up in Mplus.",
        origin: "WSDL CustomField.fieldName"),
      Field(
        "value", .anyText, .optional, .readOnly, meaning: "The value as text, whatever its type in Mplus.",
        origin: "WSDL CustomField.strValue, intValue, boolValue, dateValue, dateTimeValue, multiSelectInt"),
    ])
}

extension Enumeration {
  /// The members of a list of codes. Their words are the codes without the common prefix, in snake case.
  static func codes(_ name: String, noun: String, prefix: String, _ codes: [String]) -> Enumeration {
    Enumeration(
      "mplus." + name, noun: noun,
      members: codes.map { Member(word($0, prefix: ""), code: prefix + $0, label: label($0)) })
  }

  /// `ORDER-TYPE-SALES-ORDER` is `sales_order`.
  static func word(_ code: String, prefix: String) -> String {
    let bare = code.hasPrefix(prefix) ? code.dropFirst(prefix.count) : Substring(code)
    return bare.lowercased().split(separator: "-").joined(separator: "_")
  }

  private static func label(_ code: String) -> String {
    let words = code.lowercased().split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The word for a code. The vendor adds codes with nearly every release; a new one gets its word by the same rule.
  func word(forCode code: String) -> String {
    if let member = member(code: code) { return member.word }
    guard let known = members.first else { return Enumeration.word(code, prefix: "") }
    let prefix = known.code.utf8.count - known.word.utf8.count
    return Enumeration.word(code, prefix: String(known.code.prefix(prefix)))
  }
}
