import Types
import Values

extension Functions {
  /// Text: which letters stand in it.
  static let textLetters: [Function] = [
    Function(
      "title", .text, [Function.textParameter], .type(.anyText),
      "Every word with a capital at its start and small letters after it.",
      examples: [
        .init("title(\"BRUIN BROOD\")", "\"Bruin Brood\""),
        .init("\"sint-jan 's nachts\".title()", "\"Sint-Jan 's Nachts\""),
      ],
      body: .plain { (values, _) throws(Fault) in .text(Letters.title(try values.text(0))) }),
    Function(
      "unaccent", .text, [Function.textParameter], .type(.anyText),
      "The text with plain letters for those with accents: é becomes e, ß becomes ss. Letters of other scripts stay.",
      examples: [.init("unaccent(\"Crème brûlée\")", "\"Creme brulee\""), .init("unaccent(\"Æble\")", "\"AEble\"")],
      body: .plain { (values, _) throws(Fault) in .text(Letters.unaccented(try values.text(0))) }),
    Function(
      "only_digits", .text, [Function.textParameter], .type(.anyText), "The digits of the text, without all else.",
      examples: [.init("only_digits(\"ISBN 978-90\")", "\"97890\"")],
      body: .plain { (values, _) throws(Fault) in
        .text(Text(bytes: try values.text(0).bytes.filter { (0x30...0x39).contains($0) }))
      }),
    Function(
      "keep", .text, [Function.textParameter, Parameter("characters", .text)], .type(.anyText),
      "Of the text only the characters that are listed, in their order.",
      examples: [.init("keep(\"+31 (0)20-123\", \"+0123456789\")", "\"+31020123\"")], cost: 2,
      body: .plain { (values, _) throws(Fault) in
        let kept = Set(try values.text(1).codePoints)
        return .text(Text(codePoints: try values.text(0).codePoints.filter(kept.contains)))
      }),
    Function(
      "reverse", .text, [Function.textParameter], .type(.anyText), "The characters from the last to the first.",
      examples: [.init("reverse(\"brood\")", "\"doorb\"")],
      body: .plain { (values, _) throws(Fault) in .text(Text(codePoints: try values.text(0).codePoints.reversed())) }),
  ]
}

/// Other forms of letters.
enum Letters {
  static func title(_ text: Text) -> Text {
    var result = TextBuilder(reserving: text.count)
    var isStart = true
    for point in text.lowercased.codePoints {
      let letter = Text(codePoints: CollectionOfOne(point))
      result.append(isStart ? letter.uppercased : letter)
      isStart = !isInsideWord(point)
    }
    return result.text
  }

  /// Letters, digits and apostrophes: after them no new word begins.
  private static func isInsideWord(_ point: UInt32) -> Bool {
    if point < 0x80 { return CodePoint.isASCIILetter(point) || CodePoint.isDigit(point) || point == 0x27 }
    return !CodePoint.isBlank(point) && !(0x2010...0x2015).contains(point)
  }

  static func unaccented(_ text: Text) -> Text {
    if text.isASCII { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for point in text.codePoints {
      if (0x300...0x36F).contains(point) { continue }
      if let plain = folded[point] { bytes += plain } else { CodePoint.append(point, to: &bytes) }
    }
    return Text(bytes: bytes)
  }

  /// The plain letters for a letter with an accent, capital or small.
  static let folded: [UInt32: [UInt8]] = {
    let groups = [
      "a": "àáâãäåāăąǎ", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
      "i": "ìíîïĩīĭįı", "ij": "ĳ", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉŋ", "o": "òóôõöøōŏő", "oe": "œ",
      "r": "ŕŗř", "s": "śŝşšș", "ss": "ß", "t": "ţťŧț", "th": "þ", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
      "z": "źżž",
    ]
    var table: [UInt32: [UInt8]] = [:]
    for (plain, letters) in groups {
      for scalar in letters.unicodeScalars {
        table[scalar.value] = Array(plain.utf8)
        let capital = Array(scalar.properties.uppercaseMapping.unicodeScalars)
        if capital.count == 1, !capital[0].isASCII { table[capital[0].value] = Array(plain.uppercased().utf8) }
      }
    }
    table[0x130] = Array("I".utf8)
    table[0x1E9E] = Array("SS".utf8)
    return table
  }()
}
