import Types
import Values

extension Functions {
  /// Text: which letters stand in it.
  static let textLetters: [Function] = [
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
