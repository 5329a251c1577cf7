import Values

/// VAT numbers of the European Union and Northern Ireland, as VIES writes them: two letters and the national number.
enum VATNumber {
  static func isValid(_ text: Text) -> Bool {
    let plain = text.uppercased.replacing(" ", with: "").replacing(".", with: "").replacing("-", with: "")
    guard plain.count > 4, plain.isASCII else { return false }
    let country = plain[0..<2].string
    let number = plain[2..<plain.count]
    guard let form = forms[country], form.isFound(in: number) else { return false }
    return hasRightDigits(country, number)
  }

  private static let forms: [String: Pattern] = {
    let written = [
      "AT": "U\\d{8}", "BE": "[01]\\d{9}", "BG": "\\d{9,10}", "CY": "\\d{8}[A-Z]", "CZ": "\\d{8,10}", "DE": "\\d{9}",
      "DK": "\\d{8}", "EE": "\\d{9}", "EL": "\\d{9}", "ES": "[A-Z]\\d{7}[A-Z0-9]|\\d{8}[A-Z]", "FI": "\\d{8}",
      "FR": "[A-HJ-NP-Z0-9]{2}\\d{9}", "HR": "\\d{11}", "HU": "\\d{8}",
      "IE": "\\d{7}[A-W][A-I]?|\\d[A-Z+*]\\d{5}[A-W]", "IT": "\\d{11}", "LT": "\\d{9}|\\d{12}", "LU": "\\d{8}",
      "LV": "\\d{11}", "MT": "\\d{8}", "NL": "\\d{9}B\\d{2}", "PL": "\\d{10}", "PT": "\\d{9}", "RO": "\\d{2,10}",
      "SE": "\\d{12}", "SI": "\\d{8}", "SK": "\\d{10}", "XI": "\\d{9}|\\d{12}|(GD|HA)\\d{3}",
    ]
    return written.compactMapValues { try? Pattern.compile(Text("^(\($0))$")) }
  }()

  /// True also for countries whose rule is not known here.
  private static func hasRightDigits(_ country: String, _ number: Text) -> Bool {
    let digits = number.bytes.filter { (0x30...0x39).contains($0) }.map { Int($0 - 0x30) }
    switch country {
    case "AT": return isAustrian(digits)
    case "BE": return 97 - Digits.number(digits[..<8]) % 97 == Digits.number(digits[8...])
    case "DE": return isGerman(digits)
    case "DK": return Digits.weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    case "FI": return digits[7] == (11 - Digits.weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11) % 11
    case "FR": return isFrench(number, digits)
    case "IT": return Digits.isLuhn(digits)
    case "LU": return Digits.number(digits[..<6]) % 89 == Digits.number(digits[6...])
    case "NL": return isDutch(number, digits)
    case "PL": return Digits.weighted(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == digits[9]
    case "PT": return digits[8] == (11 - Digits.weighted(digits[..<8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10
    case "SE": return Digits.isLuhn(digits[..<10]) && digits[10...] != [0, 0]
    default: return true
    }
  }

  private static func isAustrian(_ digits: [Int]) -> Bool {
    let sum = digits[..<7].enumerated().reduce(0) { sum, next in
      let doubled = next.element * (next.offset % 2 == 0 ? 1 : 2)
      return sum + doubled / 10 + doubled % 10
    }
    return digits[7] == (10 - (sum + 4) % 10) % 10
  }

  /// ISO 7064, MOD 11,10.
  private static func isGerman(_ digits: [Int]) -> Bool {
    var product = 10
    for digit in digits[..<8] {
      let sum = (digit + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return digits[8] == (11 - product) % 10 && digits[0] != 0
  }

  /// Keys with letters follow another rule, which few have.
  private static func isFrench(_ number: Text, _ digits: [Int]) -> Bool {
    guard digits.count == 11 else { return true }
    return Digits.number(digits[..<2]) == (12 + 3 * (Digits.number(digits[2...]) % 97)) % 97
  }

  /// Companies have the old rule; sole traders since 2020 one over the whole number.
  private static func isDutch(_ number: Text, _ digits: [Int]) -> Bool {
    Digits.weighted(digits[..<8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digits[8]
      || Digits.mod97(Array("NL".utf8) + number.bytes) == 1
  }
}
