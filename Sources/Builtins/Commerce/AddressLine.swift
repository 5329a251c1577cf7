import Values

/// An address line taken apart: `Kerkstraat 12-a`, `Rue Haute 5 bte 3`, `Hauptstr. 7/2/11`, `12 bis, rue de la Paix`.
struct AddressLine {
  var street: Text
  var number: Text?
  var addition: Text?

  init(_ line: Text) {
    let whole = line.withSingleSpaces
    let words = whole.split(on: " ")
    street = whole
    if words.count > 1, words[0].hasSuffix(","), AddressLine.startsWithNumber(words[0].withoutCommas) {
      // "8, place du 8 Mai 1945": what a comma sets apart in front is the number.
      take(words, number: 0, street: words[1...], rest: [])
    } else if let place = AddressLine.placeAtEnd(words) {
      take(words, number: place, street: words[..<place], rest: words[(place + 1)...])
    } else if words.count > 1, let end = AddressLine.endAtStart(words) {
      take(words, number: 0, street: words[end...], rest: words[1..<end])
    }
  }

  private mutating func take(_ words: [Text], number place: Int, street: ArraySlice<Text>, rest: ArraySlice<Text>) {
    let word = words[place].withoutCommas
    let digits = word.bytes.prefix { (0x30...0x39).contains($0) }.count
    number = word[0..<digits]
    let parts = [word[digits..<word.count].withoutCommas] + rest.map(\.withoutCommas)
    let text = Text.joined(parts.filter { !$0.isEmpty }, by: " ")
    let start = text.bytes.prefix { "-/.".utf8.contains($0) }.count
    let cleaned = text[start..<text.count].trimmed
    addition = cleaned.isEmpty ? nil : cleaned
    var street = Array(street)
    if street.count > 1, let last = street.last, AddressLine.isNumberMark(last) { street.removeLast() }
    self.street = Text.joined(street, by: " ").withoutCommas
  }

  /// The word that is the house number where it follows the street.
  private static func placeAtEnd(_ words: [Text]) -> Int? {
    for (index, word) in words.enumerated().dropFirst() where startsWithNumber(word) {
      let rest = words[(index + 1)...]
      // "12, 2 hoog": behind a comma stands no part of the street.
      let isClosed = word.hasSuffix(",") && rest.count <= 4
      if !isClosed, !rest.allSatisfy(isAddition) { continue }
      if let next = rest.first, isNumberMark(next) { continue }
      // "Plein 1945 12": a year belongs to the name.
      if isYear(word), let next = rest.first, startsWithNumber(next) { continue }
      return index
    }
    return nil
  }

  /// The first word of the street where the house number stands before it; nil if it does not.
  private static func endAtStart(_ words: [Text]) -> Int? {
    guard startsWithNumber(words[0]), !isOrdinal(words[0]) else { return nil }
    let marks: Set<String> = ["bis", "ter", "quater"]
    let hasMark = words.count > 2 && marks.contains(words[1].lowercased.withoutCommas.string)
    return hasMark ? 2 : 1
  }

  private static func startsWithNumber(_ word: Text) -> Bool {
    guard let first = word.bytes.first, (0x30...0x39).contains(first) else { return false }
    return !word.hasSuffix(".") && !isOrdinal(word)
  }

  /// `1e`, `2de`, `3rd`: the start of a street's name.
  private static func isOrdinal(_ word: Text) -> Bool {
    let digits = word.bytes.prefix { (0x30...0x39).contains($0) }.count
    return digits > 0
      && ["e", "de", "ste", "er", "ère", "ème", "st", "nd", "rd", "th"].contains(
        word[digits..<word.count].lowercased.string)
      && digits <= 2
  }

  /// `Nr.`, `No`, `N°`: the number follows.
  private static func isNumberMark(_ word: Text) -> Bool {
    ["nr", "nr.", "no", "no.", "n°", "nº", "№", "num."].contains(word.lowercased.string)
  }

  private static func isYear(_ word: Text) -> Bool {
    guard word.count == 4, let digits = Digits.of(word) else { return false }
    return (1500...2100).contains(Digits.number(digits))
  }

  private static func isAddition(_ word: Text) -> Bool {
    let known: Set<String> = [
      "bus", "bte", "boîte", "boite", "box", "huis", "bis", "ter", "top", "stiege", "tür", "stock", "unit", "app",
      "apt", "appt", "rood", "zwart", "links", "rechts", "verd", "etage",
    ]
    let plain = word.withoutCommas.lowercased
    if known.contains(plain.replacing(".", with: "").string) { return true }
    let hasDigit = plain.bytes.contains { (0x30...0x39).contains($0) }
    return plain.codePointCount <= (hasDigit ? 6 : 3)
  }
}

extension Text {
  /// Without commas and blanks at both ends.
  fileprivate var withoutCommas: Text {
    var text = trimmed
    while text.hasSuffix(",") { text = text[0..<text.count - 1].trimmed }
    while text.hasPrefix(",") { text = text[1..<text.count].trimmed }
    return text
  }
}
