import Testing
import Values

/// Addresses as people write them in five countries, and what is street, number and addition.
@Suite struct AddressTests {
  @Test(arguments: [
    // Netherlands
    ("Kerkstraat 12", "Kerkstraat", "12", ""), ("Kerkstraat 12a", "Kerkstraat", "12", "a"),
    ("Kerkstraat 12-a", "Kerkstraat", "12", "a"), ("Kerkstraat 12 bis", "Kerkstraat", "12", "bis"),
    ("1e Jacob van Campenstraat 12-hs", "1e Jacob van Campenstraat", "12", "hs"),
    ("Eerste Oosterparkstraat 88 III", "Eerste Oosterparkstraat", "88", "III"),
    ("Plein 1945 12", "Plein 1945", "12", ""), ("Plein '40-'45 7", "Plein '40-'45", "7", ""),
    ("2e Hugo de Grootstraat 5 2", "2e Hugo de Grootstraat", "5", "2"),
    ("Laan van NOI 14/3", "Laan van NOI", "14", "3"),
    ("Rijksweg A2 15", "Rijksweg A2", "15", ""), ("Kerkstraat 12, 2 hoog", "Kerkstraat", "12", "2 hoog"),
    // Belgium
    ("Rue Haute 5 bte 3", "Rue Haute", "5", "bte 3"), ("Grote Markt 1 bus 12", "Grote Markt", "1", "bus 12"),
    ("Avenue Louise 149/24", "Avenue Louise", "149", "24"), ("Meir 78, bus 4", "Meir", "78", "bus 4"),
    // Germany
    ("Straße des 17. Juni 135", "Straße des 17. Juni", "135", ""), ("Hauptstr. 7b", "Hauptstr.", "7", "b"),
    ("Am Markt 12-14", "Am Markt", "12", "14"), ("Lindenallee 5 1/2", "Lindenallee", "5", "1/2"),
    ("Straße 245 Nr. 8", "Straße 245", "8", ""), ("Musterweg Nr. 3", "Musterweg", "3", ""),
    // Austria
    ("Hauptstr. 7/2/11", "Hauptstr.", "7", "2/11"),
    ("Mariahilfer Straße 10 Stiege 2 Top 5", "Mariahilfer Straße", "10", "Stiege 2 Top 5"),
    ("Ringstraße 4 Tür 9", "Ringstraße", "4", "Tür 9"),
    // France
    ("12 bis, rue de la Paix", "rue de la Paix", "12", "bis"), ("5 avenue Victor Hugo", "avenue Victor Hugo", "5", ""),
    ("8, place du 8 Mai 1945", "place du 8 Mai 1945", "8", ""),
    ("24 ter rue du 4 Septembre", "rue du 4 Septembre", "24", "ter"),
    ("13B rue des Lilas", "rue des Lilas", "13", "B"),
    // Nothing to split
    ("Postbus", "Postbus", "", ""), ("Havenkade", "Havenkade", "", ""),
    ("Straße des 17. Juni", "Straße des 17. Juni", "", ""),
    ("1e Dorpsstraat", "1e Dorpsstraat", "", ""), ("12", "12", "", ""),
    ("Château de la Tour", "Château de la Tour", "", ""),
  ])
  func split(line: String, street: String, number: String, addition: String) throws {
    #expect(try call("street", text(line)) == text(street))
    #expect(try call("house_number", text(line)) == (number.isEmpty ? .missing : text(number)))
    #expect(try call("house_number_addition", text(line)) == (addition.isEmpty ? .missing : text(addition)))
  }

  @Test(arguments: [
    ("Jan van der Berg", "Jan", "van der Berg"), ("Berg, Jan van der", "Jan", "van der Berg"),
    ("Schmidt, Anna Maria", "Anna Maria", "Schmidt"), ("dhr. J. de Vries", "J.", "de Vries"),
    ("Anna Maria Schmidt", "Anna Maria", "Schmidt"), ("Jan Van den Bossche", "Jan", "Van den Bossche"),
    ("Frau Dr. Uta von der Leyen", "Dr. Uta", "von der Leyen"), ("Cher", "", "Cher"),
    ("de Vries", "", "de Vries"), ("Piet in 't Veld", "Piet", "in 't Veld"),
    ("Marie-Claire  du Pont", "Marie-Claire", "du Pont"), ("Jan de", "Jan", "de"),
  ])
  func names(name: String, first: String, last: String) throws {
    #expect(try call("first_name", text(name)) == (first.isEmpty ? .missing : text(first)))
    #expect(try call("last_name", text(name)) == text(last))
  }

  @Test(arguments: [
    ("06-1234 5678", "NL", "+31612345678"), ("+31 (0)20 123 4567", "NL", "+31201234567"),
    ("0031201234567", "DE", "+31201234567"),
    ("0170 1234567", "DE", "+491701234567"), ("0471/12.34.56", "BE", "+32471123456"),
    ("06 12 34 56 78", "FR", "+33612345678"),
    ("0664 123456", "AT", "+43664123456"), ("06 1234567", "IT", "+39061234567"),
    ("06 20 123 4567", "HU", "+36201234567"),
    ("(020) 1234567", "NL", "+31201234567"),
  ])
  func telephones(written: String, country: String, number: String) throws {
    #expect(try call("phone_e164", text(written), text(country)) == text(number))
  }

  @Test func telephonesThatAreNone() {
    #expect(problem("phone_e164", text("nvt"), text("NL")) == "\"nvt\" is not a telephone number")
    #expect(problem("phone_e164", text("12"), text("NL")) == "\"12\" is not a telephone number")
  }

  @Test(arguments: [
    ("1012ab", "NL", "1012 AB"), ("NL-1012 AB", "NL", "1012 AB"), ("B-1000", "BE", "1000"), ("D 10115", "DE", "10115"),
    ("sw1a1aa", "GB", "SW1A 1AA"), ("1000205", "PT", "1000-205"), ("lv 1010", "LV", "LV-1010"),
    ("11455", "SE", "114 55"),
    ("123456789", "US", "12345-6789"), ("12345", "US", "12345"), ("abc 12", "NL", "ABC12"),
  ])
  func postcodes(written: String, country: String, expected: String) throws {
    #expect(try call("format_postcode", text(written), text(country)) == text(expected))
  }
}
