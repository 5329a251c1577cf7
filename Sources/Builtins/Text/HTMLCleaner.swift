import Values

/// HTML of which only what is listed here is left: what is not known is taken out, never what is known to be bad.
enum HTMLCleaner {
  static func clean(_ html: Text) -> Text {
    html.withBytes { bytes in
      var cleaning = Cleaning(bytes)
      cleaning.run()
      return Text(bytes: cleaning.output)
    }
  }

  static let tags: Set<String> = [
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "div", "dl", "dt", "em", "figcaption",
    "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "q", "s", "small", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
  ]

  /// Tags without an end.
  static let voids: Set<String> = ["br", "hr", "img"]

  /// Tags whose content goes with them.
  static let withContent: Set<String> = [
    "applet", "audio", "embed", "frameset", "iframe", "math", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
  ]

  static func isKept(_ attribute: String, of tag: String) -> Bool {
    switch attribute {
    case "title": true
    case "href": tag == "a"
    case "src", "alt", "width", "height": tag == "img"
    case "colspan", "rowspan": tag == "td" || tag == "th"
    default: false
    }
  }

  /// Whether an address leads to a page, an e-mail or a telephone; without a scheme it is one of the shop itself.
  static func isSafe(address: [UInt8], isPicture: Bool) -> Bool {
    // Browsers drop blanks and control characters inside an address: `java\nscript:`.
    let plain = Text(bytes: HTMLText.plain(Text(bytes: address)).bytes.filter { $0 > 0x20 && $0 != 0x7F }).lowercased
    guard let colon = plain.firstRange(of: ":")?.lowerBound else { return true }
    let beforeColon = plain[0..<colon]
    if beforeColon.bytes.contains(where: { "/?#".utf8.contains($0) }) { return true }
    return (isPicture ? ["http", "https"] : ["http", "https", "mailto", "tel"]).contains(beforeColon.string)
  }
}

private struct Cleaning {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var open: [String] = []
  var output: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  mutating func run() {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<"): tag()
      case UInt8(ascii: "&"): ampersand()
      case UInt8(ascii: ">"): put("&gt;")
      case 0: at += 1
      default:
        output.append(bytes[at])
        at += 1
      }
    }
    while let name = open.popLast() { close(name) }
  }

  /// Writes a text for the byte here.
  private mutating func put(_ text: String) {
    output.append(contentsOf: text.utf8)
    at += 1
  }

  private mutating func close(_ name: String) { output.append(contentsOf: "</\(name)>".utf8) }

  private mutating func ampersand() {
    var end = at + 1
    while end < bytes.count, end - at < 12, bytes[end] == UInt8(ascii: "#") || isLetterOrDigit(bytes[end]) { end += 1 }
    if end > at + 1, end < bytes.count, bytes[end] == UInt8(ascii: ";") {
      output.append(contentsOf: bytes[at...end])
      at = end + 1
    } else {
      put("&amp;")
    }
  }

  private mutating func tag() {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      skipDeclaration()
      return
    }
    let isEnd = next == UInt8(ascii: "/")
    var cursor = at + (isEnd ? 2 : 1)
    let nameStart = cursor
    while cursor < bytes.count, isLetterOrDigit(bytes[cursor]) { cursor += 1 }
    guard cursor > nameStart, isLetter(bytes[nameStart]) else {
      put("&lt;")
      return
    }
    let name = word(nameStart, cursor)
    guard let attributes = attributes(from: &cursor) else {
      // A tag that never ends is no tag.
      at = bytes.count
      return
    }
    at = cursor
    if isEnd {
      end(name)
    } else if HTMLCleaner.withContent.contains(name) {
      skipContent(of: name)
    } else if HTMLCleaner.tags.contains(name) {
      start(name, attributes)
    }
  }

  private mutating func start(_ name: String, _ attributes: [(name: String, value: [UInt8])]) {
    output.append(contentsOf: "<\(name)".utf8)
    var written: Set<String> = []
    for attribute in attributes where HTMLCleaner.isKept(attribute.name, of: name) {
      if !written.insert(attribute.name).inserted { continue }
      let isPicture = attribute.name == "src"
      if isPicture || attribute.name == "href",
        !HTMLCleaner.isSafe(address: attribute.value, isPicture: isPicture)
      {
        continue
      }
      output.append(contentsOf: " \(attribute.name)=\"".utf8)
      for byte in attribute.value {
        switch byte {
        case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
        default: output.append(byte)
        }
      }
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
    if !HTMLCleaner.voids.contains(name) { open.append(name) }
  }

  /// Closes that tag and what is open inside it; an end without a start is dropped.
  private mutating func end(_ name: String) {
    guard open.contains(name) else { return }
    while let last = open.popLast() {
      close(last)
      if last == name { return }
    }
  }

  private mutating func skipDeclaration() {
    let isComment = at + 3 < bytes.count && bytes[at + 2] == UInt8(ascii: "-") && bytes[at + 3] == UInt8(ascii: "-")
    let mark: [UInt8] = isComment ? Array("-->".utf8) : [UInt8(ascii: ">")]
    var index = at + (isComment ? 4 : 2)
    while index + mark.count <= bytes.count {
      if bytes[index..<index + mark.count].elementsEqual(mark) {
        at = index + mark.count
        return
      }
      index += 1
    }
    at = bytes.count
  }

  private mutating func skipContent(of name: String) {
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "/") {
        var cursor = at + 2
        while cursor < bytes.count, isLetterOrDigit(bytes[cursor]) { cursor += 1 }
        if word(at + 2, cursor) == name {
          while cursor < bytes.count, bytes[cursor] != UInt8(ascii: ">") { cursor += 1 }
          at = min(cursor + 1, bytes.count)
          return
        }
      }
      at += 1
    }
  }

  /// What stands in a tag behind its name; the cursor moves behind the `>`. Nil if there is none.
  private func attributes(from cursor: inout Int) -> [(name: String, value: [UInt8])]? {
    var found: [(name: String, value: [UInt8])] = []
    while cursor < bytes.count {
      switch bytes[cursor] {
      case UInt8(ascii: ">"):
        cursor += 1
        return found
      case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="): cursor += 1
      default:
        let start = cursor
        while cursor < bytes.count, !isEndOfName(bytes[cursor]) { cursor += 1 }
        found.append((word(start, cursor), value(from: &cursor)))
      }
    }
    return nil
  }

  private func value(from cursor: inout Int) -> [UInt8] {
    while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
    guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "=") else { return [] }
    cursor += 1
    while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
    guard cursor < bytes.count else { return [] }
    let quote = bytes[cursor]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { cursor += 1 }
    let start = cursor
    while cursor < bytes.count,
      isQuoted ? bytes[cursor] != quote : bytes[cursor] > 0x20 && bytes[cursor] != UInt8(ascii: ">")
    {
      cursor += 1
    }
    let value = Array(bytes[start..<cursor])
    if isQuoted, cursor < bytes.count { cursor += 1 }
    return value
  }

  private func word(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
  }

  private func isEndOfName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
}
