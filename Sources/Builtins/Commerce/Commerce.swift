import Types
import Values

extension Functions {
  /// Addresses, names and telephone numbers.
  static let commerce: [Function] = [
    Function(
      "street", .commerce, [Parameter("address", .text)], .sameAs(0),
      "The street of an address line, without the house number; the whole line if it cannot be split.",
      examples: [.init("street(\"Kerkstraat 12-a\")", "\"Kerkstraat\"")], cost: 5,
      body: .plain { (values, _) throws(Fault) in .text(AddressLine(try values.text(0)).street) }),
    Function(
      "house_number", .commerce, [Parameter("address", .text)], .type(.optionalText),
      "The house number of an address line, without what follows it; missing if the line cannot be split.",
      examples: [.init("house_number(\"Kerkstraat 12-a\")", "\"12\"")], cost: 5,
      body: .plain { (values, _) throws(Fault) in
        AddressLine(try values.text(0)).number.map { .text($0) } ?? .missing
      }),
    Function(
      "house_number_addition", .commerce, [Parameter("address", .text)], .type(.optionalText),
      "What follows the house number of an address line; missing if nothing does.",
      examples: [.init("house_number_addition(\"Kerkstraat 12-a\")", "\"a\"")], cost: 5,
      body: .plain { (values, _) throws(Fault) in
        AddressLine(try values.text(0)).addition.map { .text($0) } ?? .missing
      }),
    Function(
      "phone_e164", .commerce, [Function.textParameter, Parameter("country", .country)], .type(.anyText),
      "The telephone number in its international form; the country is that of numbers without one.",
      examples: [.init("phone_e164(\"06-1234 5678\", NL)", "\"+31612345678\"")],
      failure: "the text is not a telephone number", cost: 5,
      body: .plain { (values, _) throws(Fault) in
        .text(try PhoneNumber.international(try values.text(0), country: try values.text(1).string))
      }),
    Function(
      "first_name", .commerce, [Function.textParameter], .type(.optionalText),
      "The first word of a person's name; missing if it has only one.",
      examples: [.init("first_name(\"Jan van der Berg\")", "\"Jan\"")],
      body: .plain { (values, _) throws(Fault) in
        let (first, _) = nameParts(try values.text(0))
        return first.map { .text($0) } ?? .missing
      }),
    Function(
      "last_name", .commerce, [Function.textParameter], .sameAs(0),
      "A person's name without its first word; all of it if it has only one.",
      examples: [.init("last_name(\"Jan van der Berg\")", "\"van der Berg\"")],
      body: .plain { (values, _) throws(Fault) in .text(nameParts(try values.text(0)).last) }),
  ]

  private static func nameParts(_ text: Text) -> (first: Text?, last: Text) {
    let name = text.withSingleSpaces
    guard let space = name.firstRange(of: " ") else { return (nil, name) }
    return (name[0..<space.lowerBound], name[space.upperBound..<name.count])
  }
}
