import Values

/// What a reader sees of a piece of HTML.
enum HTMLText {
  static func plain(_ html: Text) -> Text {
    html.withBytes { bytes in
      var reader = HTMLReader(bytes)
      reader.run()
      return Text(bytes: reader.output)
    }
  }

  /// Tags that stand between words, not inside them.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
  ]

  static func entity(_ name: String) -> UInt32? { entities[name] }

  private static let entities: [String: UInt32] = {
    var table: [String: UInt32] = [
      "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "euro": 0x20AC, "hellip": 0x2026,
      "ndash": 0x2013, "mdash": 0x2014, "lsquo": 0x2018, "rsquo": 0x2019, "sbquo": 0x201A, "ldquo": 0x201C,
      "rdquo": 0x201D, "bdquo": 0x201E, "bull": 0x2022, "trade": 0x2122, "oelig": 0x153, "OElig": 0x152,
      "scaron": 0x161, "Scaron": 0x160, "Yuml": 0x178, "fnof": 0x192, "dagger": 0x2020, "Dagger": 0x2021,
      "permil": 0x2030, "lsaquo": 0x2039, "rsaquo": 0x203A, "frasl": 0x2044, "minus": 0x2212, "le": 0x2264,
      "ge": 0x2265, "ne": 0x2260, "infin": 0x221E, "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009,
      "zwnj": 0x200C, "zwj": 0x200D,
    ]
    let latin = """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
      para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
      Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
      Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
      igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
      thorn yuml
      """
    for (index, name) in latin.split(separator: " ").enumerated() { table[String(name)] = 0xA0 + UInt32(index) }
    return table
  }()
}

private struct HTMLReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  var output: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  mutating func run() {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<"): tag()
      case UInt8(ascii: "&"): entity()
      default:
        output.append(bytes[at])
        at += 1
      }
    }
  }

  /// A tag, a comment or a declaration; a `<` that opens none of them stays.
  private mutating func tag() {
    if starts("<!--") {
      at = find("-->", from: at + 4).map { $0 + 3 } ?? bytes.count
      return
    }
    var nameStart = at + 1
    let isClosing = nameStart < bytes.count && bytes[nameStart] == UInt8(ascii: "/")
    if isClosing { nameStart += 1 }
    guard nameStart < bytes.count, isNameStart(bytes[nameStart]), let end = tagEnd(from: nameStart) else {
      output.append(bytes[at])
      at += 1
      return
    }
    var nameEnd = nameStart
    while nameEnd < end, isLetterOrDigit(bytes[nameEnd]) { nameEnd += 1 }
    let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self).lowercased()
    at = end + 1
    if !isClosing, name == "script" || name == "style" {
      at = closing(of: name, from: at)
    } else if HTMLText.blocks.contains(name) {
      space()
    }
  }

  /// The `>` of this tag; one inside quotes does not count. Nil if the tag never ends.
  private func tagEnd(from start: Int) -> Int? {
    var index = start
    var quote: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
      index += 1
    }
    return quote == 0 ? nil : find(">", from: start)
  }

  private func closing(of name: String, from start: Int) -> Int {
    var index = start
    while let found = find("</", from: index) {
      let nameEnd = found + 2 + name.utf8.count
      if nameEnd <= bytes.count,
        String(decoding: bytes[found + 2..<nameEnd], as: UTF8.self).lowercased() == name
      {
        return find(">", from: nameEnd).map { $0 + 1 } ?? bytes.count
      }
      index = found + 2
    }
    return bytes.count
  }

  private mutating func entity() {
    var end = at + 1
    while end < bytes.count, end - at <= 32, bytes[end] == UInt8(ascii: "#") || isLetterOrDigit(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let point = HTMLReader.point(String(decoding: bytes[at + 1..<end], as: UTF8.self))
    else {
      output.append(bytes[at])
      at += 1
      return
    }
    // A no-break space is for browsers, a soft hyphen for line ends.
    if point == 0xA0 { output.append(0x20) } else if point != 0xAD { CodePoint.append(point, to: &output) }
    at = end + 1
  }

  private static func point(_ name: String) -> UInt32? {
    guard name.hasPrefix("#") else { return HTMLText.entity(name) }
    let digits = name.dropFirst()
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    guard let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits), number >= 0x20 || number == 0x0A
    else { return nil }
    return Unicode.Scalar(number)?.value
  }

  private mutating func space() {
    if let last = output.last, last != 0x20, last != 0x0A { output.append(0x20) }
  }

  private func starts(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      at + wanted.count <= bytes.count && wanted.indices.allSatisfy { bytes[at + $0] == wanted[$0] }
    }
  }

  private func find(_ text: StaticString, from start: Int) -> Int? {
    text.withUTF8Buffer { wanted in
      var index = start
      while index + wanted.count <= bytes.count {
        if wanted.indices.allSatisfy({ bytes[index + $0] == wanted[$0] }) { return index }
        index += 1
      }
      return nil
    }
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: "?")
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
