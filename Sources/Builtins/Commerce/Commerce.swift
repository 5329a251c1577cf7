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
      "The given names or initials of a person's name; missing if it is one word.",
      examples: [
        .init("first_name(\"Jan van der Berg\")", "\"Jan\""),
        .init("first_name(\"Schmidt, Anna Maria\")", "\"Anna Maria\""),
      ],
      body: .plain { (values, _) throws(Fault) in PersonName(try values.text(0)).first.map { .text($0) } ?? .missing }),
    Function(
      "last_name", .commerce, [Function.textParameter], .type(.anyText),
      "The family name of a person's name, with what stands before it; the whole name if it is one word.",
      examples: [
        .init("last_name(\"Jan van der Berg\")", "\"van der Berg\""),
        .init("last_name(\"Anna Maria Schmidt\")", "\"Schmidt\""),
      ],
      body: .plain { (values, _) throws(Fault) in .text(PersonName(try values.text(0)).last) }),
    Function(
      "format_postcode", .commerce, [Function.textParameter, Parameter("country", .country)], .type(.anyText),
      "The postcode as that country's post writes it; a text that is not like one is only put in capitals.",
      examples: [
        .init("format_postcode(\"1012ab\", NL)", "\"1012 AB\""), .init("format_postcode(\"00950\", PL)", "\"00-950\""),
      ], cost: 20,
      body: .plain { (values, _) throws(Fault) in
        .text(Postcode(try values.text(0), country: try values.text(1).string).written)
      }),
  ]
}
