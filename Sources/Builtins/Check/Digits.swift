import Values

/// Check digits.
enum Digits {
  /// The digits of a text that has nothing else; nil otherwise.
  static func of(_ text: Text) -> [Int]? {
    var digits: [Int] = []
    for byte in text.bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      digits.append(Int(byte - 0x30))
    }
    return digits
  }

  static func isGTIN(_ text: Text) -> Bool {
    guard [8, 12, 13, 14].contains(text.count), let digits = of(text) else { return false }
    return gtinCheck(digits.dropLast()) == digits.last
  }

  static func isLuhn(_ digits: some BidirectionalCollection<Int>) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, next in
      let doubled = next.element * (next.offset % 2 == 0 ? 1 : 2)
      return sum + doubled / 10 + doubled % 10
    }
    return sum % 10 == 0
  }

  /// ISO 7064, MOD 11,10: the last digit checks the others.
  static func isMod11And10(_ digits: [Int]) -> Bool {
    var product = 10
    for digit in digits.dropLast() {
      let sum = (digit + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return digits.last == (11 - product) % 10
  }

  /// The digit that makes a GTIN of these digits: 3 and 1 in turn from the right.
  static func gtinCheck(_ digits: [Int]) -> Int {
    let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
    return (10 - sum % 10) % 10
  }

  static func weighted(_ digits: some Collection<Int>, _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func number(_ digits: some Collection<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

  /// What is left of the text divided by 97, letters counting 10 to 35 (ISO 7064); nil with any other character.
  static func mod97(_ bytes: some Sequence<UInt8>) -> Int? {
    var rest = 0
    for byte in bytes {
      switch byte {
      case 0x30...0x39: rest = (rest * 10 + Int(byte - 0x30)) % 97
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): rest = (rest * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
      default: return nil
      }
    }
    return rest
  }
}

/// International bank account numbers, ISO 13616; lengths as in SWIFT's IBAN registry.
enum IBAN {
  static func isValid(_ text: Text) -> Bool {
    let bytes = Array(text.trimmed.replacing(" ", with: "").uppercased.bytes)
    guard bytes.count >= 15, bytes.count <= 34, bytes[..<2].allSatisfy({ $0 >= UInt8(ascii: "A") }),
      bytes[2..<4].allSatisfy({ $0 <= UInt8(ascii: "9") })
    else { return false }
    if let length = lengths[String(decoding: bytes[..<2], as: UTF8.self)], length != bytes.count { return false }
    return Digits.mod97(bytes[4...] + bytes[..<4]) == 1
  }

  private static let lengths = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22,
    "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30,
    "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31,
    "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
  ]
}

/// The addresses that shops and tills know: one `@`, a domain with a point, no quotes.
enum EmailAddress {
  static func isValid(_ text: Text) -> Bool {
    let parts = text.split(on: "@")
    guard text.count <= 254, parts.count == 2, (1...64).contains(parts[0].count) else { return false }
    return isLocal(parts[0]) && isDomain(parts[1])
  }

  private static func isLocal(_ text: Text) -> Bool {
    let marks = Set("!#$%&'*+-/=?^_`{|}~.".utf8)
    return text.bytes.allSatisfy { isLetterOrDigit($0) || marks.contains($0) || $0 >= 0x80 }
      && text.split(on: ".").allSatisfy { !$0.isEmpty }
  }

  private static func isDomain(_ text: Text) -> Bool {
    let labels = text.split(on: ".")
    guard labels.count >= 2, let last = labels.last, last.count >= 2, Digits.of(last) == nil else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 >= 0x80 }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}
