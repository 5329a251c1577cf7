import Values

/// A person's name taken apart: `Jan van der Berg`, `Berg, Jan van der`, `Anna Maria Schmidt`, `dhr. J. de Vries`.
struct PersonName {
  /// Given names and initials.
  var first: Text?
  /// `van der`.
  var prefix: Text?
  /// Without the prefix.
  var family: Text

  init(_ name: Text) {
    let whole = name.withSingleSpaces
    var words = whole.split(on: " ")
    if words.count > 1, PersonName.titles.contains(PersonName.plain(words[0])) { words.removeFirst() }
    if let comma = words.firstIndex(where: { $0.hasSuffix(",") }), comma < words.count - 1 {
      // The name of a list: the family first, then the given names and perhaps the prefix.
      let last = words[comma]
      words = Array(words[(comma + 1)...]) + Array(words[..<comma]) + [last[0..<last.count - 1]]
    }
    let isPrefix = words.map { PersonName.prefixes.contains(PersonName.plain($0)) }
    guard let end = words.indices.last, end > 0 else {
      family = words.first ?? .empty
      return
    }
    let start = isPrefix[..<end].firstIndex(of: true) ?? end
    let familyStart = isPrefix[start..<end].firstIndex(of: false) ?? end
    first = PersonName.joined(words[..<start])
    prefix = PersonName.joined(words[start..<familyStart])
    family = Text.joined(Array(words[familyStart...]), by: " ")
  }

  /// The family name with its prefix.
  var last: Text { prefix.map { Text.joined([$0, family], by: " ") } ?? family }

  private static func joined(_ words: ArraySlice<Text>) -> Text? {
    words.isEmpty ? nil : Text.joined(Array(words), by: " ")
  }

  private static func plain(_ word: Text) -> String { word.lowercased.replacing(".", with: "").string }

  private static let titles: Set<String> = [
    "dhr", "mevr", "mw", "hr", "herr", "frau", "mr", "mrs", "ms", "mme", "mlle", "monsieur", "madame",
  ]

  /// What belongs to the family name without beginning it: Dutch, Flemish, German, French, Italian, Spanish, Portuguese.
  private static let prefixes: Set<String> = [
    "aan", "af", "al", "auf", "bij", "bin", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "el", "het", "in", "la", "le", "les", "op", "over", "'s", "'t", "te", "ten", "ter", "tot", "uit", "uyt",
    "van",
    "vanden", "vander", "ver", "vom", "von", "voor", "zu", "zum", "zur",
  ]
}
