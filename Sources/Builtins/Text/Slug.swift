import Values

/// Letters without accents, for addresses.
enum Slug {
  static func of(_ text: Text) -> Text {
    var bytes: [UInt8] = []
    var isHyphenDue = false
    for point in text.lowercased.codePoints {
      guard let letters = plain(point) else {
        // An apostrophe divides no word: "foto's" is fotos.
        if point != 0x27, point != 0x2019 { isHyphenDue = !bytes.isEmpty }
        continue
      }
      if letters.isEmpty { continue }
      if isHyphenDue { bytes.append(UInt8(ascii: "-")) }
      isHyphenDue = false
      bytes.append(contentsOf: letters)
    }
    return Text(bytes: bytes)
  }

  /// The letters that stand for a small letter or digit; empty for an accent by itself, nil for anything else.
  private static func plain(_ point: UInt32) -> [UInt8]? {
    if CodePoint.isDigit(point) || CodePoint.isASCIILetter(point) { return [UInt8(truncatingIfNeeded: point)] }
    if (0x300...0x36F).contains(point) { return [] }
    return Letters.folded[point]
  }
}
