/// Invented people and places. E-mail addresses are on example domains only.
enum People {
  static let firstNames = [
    "Anna", "Bram", "Céline", "Daan", "Emma", "Femke", "Günther", "Hanna", "Ingrid", "Jörg", "Käthe", "Lars", "Maud",
    "Noor", "Otto", "Pien", "Renée", "Søren", "Thijs", "Ursula",
  ]
  static let lastNames = [
    "de Vries", "Jansen", "van den Berg", "Bakker", "Müller", "Schäfer", "Groß", "Dubois", "Lefèvre", "Hansen",
    "Ødegård",
    "Huber", "Smith", "O'Neill", "Visser", "Meijer", "Peeters", "Claes", "Weiß", "Zwart",
  ]
  static let companies = [
    "Bloem & Zoon BV", "Käse-Stübchen GmbH", "Atelier \"Noord\"", "Boulangerie Lefèvre", "Fjord AS",
  ]

  struct Place: Sendable {
    var country: String
    var name: String
    var streets: [String]
    var towns: [(zip: String, city: String, state: String)]
  }

  static let places: [Place] = [
    Place(
      country: "NL", name: "Netherlands",
      streets: ["Dorpsstraat 1 A", "Lange Nieuwstraat 12", "Kerkpad 7-2", "'t Hoogt 3"],
      towns: [
        ("1012 ab", "Amsterdam", "Noord-Holland"), ("3511AB", "Utrecht", "Utrecht"),
        ("9711 lm", "Groningen", "Groningen"),
      ]),
    Place(
      country: "BE", name: "Belgium", streets: ["Stationsstraat 9 bus 4", "Rue Haute 21"],
      towns: [("2000", "Antwerpen", "Antwerpen"), ("1000", "Bruxelles", "Bruxelles")]),
    Place(
      country: "DE", name: "Germany", streets: ["Königstraße 5", "Am Weiher 17a"],
      towns: [("50667", "Köln", "Nordrhein-Westfalen"), ("80331", "München", "Bayern")]),
    Place(country: "AT", name: "Austria", streets: ["Mühlgasse 8/2"], towns: [("1010", "Wien", "Wien")]),
    Place(country: "FR", name: "France", streets: ["3 rue de l'Église"], towns: [("69001", "Lyon", "Rhône")]),
    Place(country: "NO", name: "Norway", streets: ["Storgata 14"], towns: [("0155", "Oslo", "Oslo")]),
    Place(country: "CH", name: "Switzerland", streets: ["Seeweg 2"], towns: [("8001", "Zürich", "Zürich")]),
    Place(
      country: "GB", name: "United Kingdom", streets: ["22 Mill Lane"],
      towns: [("SW1A 1AA", "London", "Greater London")]),
    Place(country: "US", name: "United States", streets: ["400 Elm Street"], towns: [("60601", "Chicago", "Illinois")]),
  ]

  static func countryName(_ code: String) -> String {
    places.first { $0.country == code }?.name ?? ""
  }

  /// A name as the part of an e-mail address before the at sign.
  static func mailbox(_ name: String) -> String {
    let plain: [Character: String] = ["é": "e", "è": "e", "ü": "u", "ö": "o", "ä": "a", "ø": "o", "å": "a", "ß": "ss"]
    return name.lowercased().map { plain[$0] ?? ($0.isASCII && $0.isLetter ? String($0) : "") }.joined()
  }
}
