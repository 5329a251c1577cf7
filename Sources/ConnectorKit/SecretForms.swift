/// One secret, in all the forms that a ``SecretMask`` knows.
struct SecretForms {
  private let secret: [UInt8]

  init(_ secret: [UInt8]) { self.secret = secret }

  var all: Set<[UInt8]> {
    var all: Set<[UInt8]> = [secret]
    let percent = percentForms
    all.formUnion(percent)
    // Encoded once more, as a URL inside of a URL is.
    all.formUnion(percent.map { SecretForms.replace($0) { $0 == UInt8(ascii: "%") ? Array("%25".utf8) : nil } })
    all.formUnion(jsonForms)
    all.formUnion(xmlForms)
    // What carries it may be percent-encoded or escaped before it is put into base 64.
    for text in [secret] + percent { all.formUnion(base64Forms(text)) }
    all.formUnion(hexForms)
    return all
  }

  private static let small = Array("0123456789abcdef".utf8)
  private static let large = Array("0123456789ABCDEF".utf8)

  private static func replace(_ bytes: [UInt8], _ body: (UInt8) -> [UInt8]?) -> [UInt8] {
    bytes.flatMap { body($0) ?? [$0] }
  }

  private static func hex(_ byte: UInt8, _ digits: [UInt8]) -> [UInt8] {
    [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  // Percent-encoding: of everything that is reserved, as in a form, and only of what no URL may hold.

  private var percentForms: [[UInt8]] {
    let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
    let formOwn = unreserved.subtracting("~".utf8).union("*".utf8)
    let anywhere = unreserved.union("!#$&'()*+,/:;=?@[]%".utf8)
    return [SecretForms.small, SecretForms.large].flatMap { digits in
      let inForm = SecretForms.replace(secret) { byte in
        if byte == 0x20 { return [UInt8(ascii: "+")] }
        return formOwn.contains(byte) ? nil : [UInt8(ascii: "%")] + SecretForms.hex(byte, digits)
      }
      return [unreserved, anywhere].map { plain in
        SecretForms.replace(secret) { plain.contains($0) ? nil : [UInt8(ascii: "%")] + SecretForms.hex($0, digits) }
      } + [inForm]
    }
  }

  // JSON: what must be escaped, with and without the slash, what is dangerous inside of HTML, and all beyond ASCII.

  private var jsonForms: [[UInt8]] {
    [SecretForms.small, SecretForms.large].flatMap { digits in
      [[], Array("/".utf8), Array("<>&'".utf8), Array("<>&'+/=\"".utf8)].flatMap { more in
        [false, true].map { isASCII in json(escaping: more, digits, isASCII: isASCII) }
      }
    }
  }

  private func json(escaping more: [UInt8], _ digits: [UInt8], isASCII: Bool) -> [UInt8] {
    var result: [UInt8] = []
    func unit(_ unit: UInt16) {
      result +=
        Array("\\u".utf8) + SecretForms.hex(UInt8(unit >> 8), digits) + SecretForms.hex(UInt8(unit & 255), digits)
    }
    for scalar in String(decoding: secret, as: UTF8.self).unicodeScalars {
      let byte = scalar.isASCII ? UInt8(scalar.value) : 0x80
      switch byte {
      case UInt8(ascii: "/") where more.count == 1: result += Array("\\/".utf8)
      case _ where more.contains(byte): unit(UInt16(byte))
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x09: result += Array("\\t".utf8)
      case 0..<0x20: unit(UInt16(byte))
      case 0x80 where isASCII: for code in String(scalar).utf16 { unit(code) }
      default: result += Array(String(scalar).utf8)
      }
    }
    return result
  }

  // XML: only what must be, all five, and as numbers.

  private var xmlForms: [[UInt8]] {
    let names: [UInt8: String] = [
      UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;", UInt8(ascii: "\""): "&quot;",
      UInt8(ascii: "'"): "&apos;",
    ]
    let needed = Set("&<".utf8)
    let usual = Set("&<>".utf8)
    let inAttribute = Set("&<>\"".utf8)
    var forms = [needed, usual, inAttribute, Set(names.keys)].map { escaped in
      SecretForms.replace(secret) { escaped.contains($0) ? names[$0].map { Array($0.utf8) } : nil }
    }
    forms.append(
      SecretForms.replace(secret) { $0 == UInt8(ascii: "'") ? Array("&#39;".utf8) : names[$0].map { Array($0.utf8) } })
    forms.append(SecretForms.replace(secret) { names[$0] == nil ? nil : Array("&#\($0);".utf8) })
    forms.append(
      SecretForms.replace(secret) {
        names[$0] == nil ? nil : Array("&#x".utf8) + SecretForms.hex($0, SecretForms.small) + Array(";".utf8)
      })
    forms.append(
      SecretForms.replace(secret) {
        names[$0] == nil ? nil : Array("&#x".utf8) + SecretForms.hex($0, SecretForms.large) + Array(";".utf8)
      })
    return forms
  }

  // Base 64: alone, and inside of a longer text at each of the three places; there the letters that a neighbour shares
  // are left out.

  private func base64Forms(_ text: [UInt8]) -> [[UInt8]] {
    var forms: [[UInt8]] = []
    for shift in 0..<3 {
      let letters = SecretForms.base64([UInt8](repeating: 0, count: shift) + text)
      let start = (shift * 8 + 5) / 6
      let end = (shift + text.count) * 8 / 6
      // What is left must still be told from other texts.
      if end - start >= SecretForms.base64LettersMin { forms.append(Array(letters[start..<end])) }
    }
    let urls = forms.map { form in
      form.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
    }
    // As the value of a query.
    let encoded = forms.map { form in
      SecretForms.replace(form) {
        $0 == UInt8(ascii: "+") ? Array("%2B".utf8) : $0 == UInt8(ascii: "/") ? Array("%2F".utf8) : nil
      }
    }
    return forms + urls + encoded
  }

  private static let base64LettersMin = 8
  private static let base64Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Without padding.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    var bits = 0
    var held = 0
    for byte in bytes {
      held = held << 8 | Int(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        letters.append(base64Letters[held >> bits & 63])
      }
      held &= 63
    }
    if bits > 0 { letters.append(base64Letters[held << (6 - bits) & 63]) }
    return letters
  }

  // Hexadecimal: both cases, run together or with a separator.

  private var hexForms: [[UInt8]] {
    [SecretForms.small, SecretForms.large].flatMap { digits in
      let pairs = secret.map { SecretForms.hex($0, digits) }
      return ["", " ", ":", "-"].map { Array(pairs.joined(separator: Array($0.utf8))) }
    }
  }
}
