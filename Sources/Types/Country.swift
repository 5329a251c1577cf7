/// A country as ISO 3166-1 has it, for connectors: the wire may carry two letters, three letters or a name.
///
/// Flows see only ``Enumeration/country``, whose words are the two letters.
public struct Country: Sendable, Hashable {
  /// `NL`
  public var alpha2: String
  /// `NLD`
  public var alpha3: String
  /// "Netherlands"
  public var name: String
  /// "Nederland": tills in the Low Countries show and store it.
  public var dutchName: String

  /// The groups that it is in: `eu`, `eea`, `benelux`.
  public var groups: [String]

  /// In the order of the two letters.
  public static let all: [Country] = table.split(separator: "\n").compactMap { Country(row: $0) }

  /// The country of `NL`, in upper or lower case; nil if there is none.
  public static func alpha2(_ code: String) -> Country? {
    code.utf8.count == 2 ? index[code.uppercased()] : nil
  }

  /// The country of `NLD`, in upper or lower case; nil if there is none.
  public static func alpha3(_ code: String) -> Country? {
    code.utf8.count == 3 ? index[code.uppercased()] : nil
  }

  /// The country that people mean: either code, the English or the Dutch name, whatever the letter case and the blanks
  /// around it. Nil if the text is none of them.
  public static func named(_ text: String) -> Country? {
    let words = text.uppercased().split(whereSeparator: \.isWhitespace)
    return index[words.joined(separator: " ")]
  }

  /// By both codes and both names in upper case, and by names that are no longer official but still written.
  private static let index: [String: Country] = {
    let named = all.flatMap { country in
      [country.alpha2, country.alpha3, country.name.uppercased(), country.dutchName.uppercased()].map { ($0, country) }
    }
    let index = Dictionary(named, uniquingKeysWith: { first, _ in first })
    let aliases = [
      "UK": "GB", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "HOLLAND": "NL", "THE NETHERLANDS": "NL", "TURKEY": "TR",
      "CZECH REPUBLIC": "CZ", "UNITED STATES OF AMERICA": "US",
    ]
    return index.merging(aliases.compactMapValues { index[$0] }, uniquingKeysWith: { first, _ in first })
  }()

  /// `NL NLD eu,eea,benelux Netherlands | Nederland`; a hyphen for no group, one name where both are the same.
  private init?(row: Substring) {
    let parts = row.split(separator: " ", maxSplits: 3)
    guard parts.count == 4 else { return nil }
    let names = parts[3].split(separator: " | ")
    guard let name = names.first, let last = names.last else { return nil }
    self.alpha2 = String(parts[0])
    self.alpha3 = String(parts[1])
    self.groups = parts[2] == "-" ? [] : parts[2].split(separator: ",").map(String.init)
    self.name = String(name)
    self.dutchName = String(last)
  }
}

extension Enumeration {
  /// Countries; the words are the two letters of ISO 3166-1. `eu` holds the member states since 2020-02-01, `eea` those
  /// and Iceland, Liechtenstein and Norway, `benelux` the three of it.
  public static let country = Enumeration(
    "country", noun: "country",
    members: Country.all.map { Enumeration.Member($0.alpha2, label: $0.name) },
    groups: Country.all.reduce(into: [:]) { groups, country in
      for group in country.groups { groups[group, default: []].append(country.alpha2) }
    })
}
