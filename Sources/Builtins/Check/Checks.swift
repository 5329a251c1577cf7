import Types
import Values

extension Functions {
  /// Whether a text can be what it claims. Nothing is looked up: a number that passes may still not be given out.
  static let checks: [Function] = [
    Function(
      "valid_vat", .check, [Function.textParameter], .type(.bool),
      "Whether the text can be a VAT number of the European Union: its form, and its check digits where they are known.",
      examples: [.init("valid_vat(\"NL004495445B01\")", "true"), .init("valid_vat(\"NL123\")", "false")], cost: 20,
      body: .plain { (values, _) throws(Fault) in .bool(VATNumber.isValid(try values.text(0))) }),
    Function(
      "valid_gtin", .check, [Function.textParameter], .type(.bool),
      "Whether the text is a GTIN (EAN, UPC) of 8, 12, 13 or 14 digits with the right check digit.",
      examples: [.init("valid_gtin(\"8710400280507\")", "true"), .init("valid_gtin(\"8710400280508\")", "false")],
      body: .plain { (values, _) throws(Fault) in .bool(Digits.isGTIN(try values.text(0))) }),
    Function(
      "vat_country", .check, [Function.textParameter], .type(.optional(.enumeration(.country))),
      "The country that gave a VAT number of the European Union, by its two letters: GR for EL, GB for XI.",
      examples: [
        .init("vat_country(\"NL004495445B01\") == NL", "true"), .init("vat_country(\"US123456\") is missing", "true"),
      ],
      body: .plain { (values, _) throws(Fault) in
        VATNumber.country(try values.text(0)).map { .text(Text($0)) } ?? .missing
      }),
    Function(
      "valid_postcode", .check, [Function.textParameter, Parameter("country", .country)], .type(.bool),
      "Whether the text is written like a postcode of that country, blanks and hyphens aside; true for countries whose "
        + "form is not known.",
      examples: [.init("valid_postcode(\"1012 ab\", NL)", "true"), .init("valid_postcode(\"1012\", NL)", "false")],
      cost: 20,
      body: .plain { (values, _) throws(Fault) in
        .bool(Postcode(try values.text(0), country: try values.text(1).string).isRight)
      }),
    Function(
      "valid_email", .check, [Function.textParameter], .type(.bool), "Whether the text looks like one e-mail address.",
      examples: [.init("valid_email(\"info@winkel.nl\")", "true"), .init("valid_email(\"info@winkel\")", "false")],
      body: .plain { (values, _) throws(Fault) in .bool(EmailAddress.isValid(try values.text(0))) }),
    Function(
      "valid_iban", .check, [Function.textParameter], .type(.bool),
      "Whether the text is an IBAN with the right length and check digits; spaces do not count.",
      examples: [.init("valid_iban(\"NL91 ABNA 0417 1643 00\")", "true")],
      body: .plain { (values, _) throws(Fault) in .bool(IBAN.isValid(try values.text(0))) }),
  ]
}
