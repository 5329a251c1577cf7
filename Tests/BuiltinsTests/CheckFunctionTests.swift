import Testing
import Values

@Suite struct CheckFunctionTests {
  @Test(arguments: [
    ("NL004495445B01", true), ("NL123456789B13", true), ("nl 0044.95.445.B01", true), ("NL004495446B01", false),
    ("NL123", false), ("BE0403019261", true), ("BE0403019262", false), ("DE136695976", true), ("DE136695977", false),
    ("DK13585628", true), ("FI20774740", true), ("FI20774741", false), ("FR40303265045", true),
    ("FR41303265045", false),
    ("IT00743110157", true), ("LU15027442", true), ("PL8567346215", true), ("PT501964843", true),
    ("SE123456789701", true),
    ("ATU13585627", true), ("ATU13585626", false), ("IE6433435F", true), ("XX123", false), ("", false),
    ("EL094259216", true),
  ])
  func vat(number: String, isValid: Bool) throws {
    #expect(try call("valid_vat", text(number)) == .bool(isValid))
  }

  @Test(arguments: [
    ("8710400280507", true), ("8710400280508", false), ("96385074", true), ("036000291452", true), ("123", false),
    ("87104002805O7", false),
  ])
  func gtin(number: String, isValid: Bool) throws {
    #expect(try call("valid_gtin", text(number)) == .bool(isValid))
  }

  @Test(arguments: [
    ("NL91 ABNA 0417 1643 00", true), ("NL91ABNA0417164301", false), ("DE89370400440532013000", true),
    ("NL91ABNA", false),
    ("GB82WEST12345698765432", true),
  ])
  func iban(number: String, isValid: Bool) throws {
    #expect(try call("valid_iban", text(number)) == .bool(isValid))
  }

  @Test(arguments: [
    ("info@winkel.nl", true), ("a.b+c@sub.winkel.co.uk", true), ("info@winkel", false), ("@winkel.nl", false),
    ("a..b@winkel.nl", false), ("a b@winkel.nl", false), ("a@b@c.nl", false), ("a@-b.nl", false), ("a@1.2.3.4", false),
  ])
  func email(address: String, isValid: Bool) throws {
    #expect(try call("valid_email", text(address)) == .bool(isValid))
  }
}

@Suite struct CommerceFunctionTests {
  @Test(
    arguments: [
      ("Kerkstraat 12", "Kerkstraat", "12", nil), ("Kerkstraat 12-a", "Kerkstraat", "12", "a"),
      ("Kerkstraat 12 bis", "Kerkstraat", "12", "bis"), ("Kerkstraat 12a", "Kerkstraat", "12", "a"),
      ("Plein 1945 12", "Plein 1945", "12", nil), ("1e Dorpsstraat 5 II", "1e Dorpsstraat", "5", "II"),
      ("Straße des 17. Juni 135", "Straße des 17. Juni", "135", nil), ("Hauptstr. 7/2/11", "Hauptstr.", "7", "2/11"),
      ("Rue Haute 5 bte 3", "Rue Haute", "5", "bte 3"), ("12 bis, rue de la Paix", "rue de la Paix", "12", "bis"),
      ("12, rue de la Paix", "rue de la Paix", "12", nil), ("Kerkstraat, 12", "Kerkstraat", "12", nil),
      ("Postbus", "Postbus", nil, nil), ("Zum Grünen Haus", "Zum Grünen Haus", nil, nil),
    ] as [(String, String, String?, String?)])
  func addresses(line: String, street: String, number: String?, addition: String?) throws {
    #expect(try call("street", text(line)) == text(street))
    #expect(try call("house_number", text(line)) == number.map(text) ?? .missing)
    #expect(try call("house_number_addition", text(line)) == addition.map(text) ?? .missing)
  }

  @Test(arguments: [
    ("06-1234 5678", "NL", "+31612345678"), ("+31 (0)6 12345678", "BE", "+31612345678"),
    ("0031612345678", "NL", "+31612345678"),
    ("02 123 45 67", "BE", "+3221234567"), ("06 1234567", "IT", "+39061234567"), ("(030) 123456", "DE", "+4930123456"),
  ])
  func phones(written: String, country: String, number: String) throws {
    #expect(try call("phone_e164", text(written), text(country)) == text(number))
  }

  @Test func notPhones() {
    #expect(problem("phone_e164", text("ask Jan"), text("NL")) == "\"ask Jan\" is not a telephone number")
    #expect(problem("phone_e164", text("06"), text("NL")) != nil)
    #expect(problem("phone_e164", text("06123456"), text("AQ")) == "no telephone code is known for AQ")
  }

  @Test func names() throws {
    #expect(try call("first_name", text(" Jan  van der Berg")) == text("Jan"))
    #expect(try call("last_name", text("Jan van der Berg")) == text("van der Berg"))
    #expect(try call("first_name", text("Madonna")) == .missing)
    #expect(try call("last_name", text("Madonna")) == text("Madonna"))
  }
}
