import Values

/// Telephone numbers in the form of E.164: a plus, the country's code, the number, at most 15 digits.
enum PhoneNumber {
  static func international(_ text: Text, country: String) throws(Fault) -> Text {
    guard let written = digits(text) else { throw notANumber(text) }
    var number: [UInt8]
    if written.isInternational {
      number = written.digits
    } else if written.digits.starts(with: "00".utf8) {
      number = Array(written.digits.dropFirst(2))
    } else {
      guard let rule = rules[country] else { throw .conversion("no telephone code is known for \(country)") }
      let trunk = Array(rule.trunk.utf8)
      let national =
        !trunk.isEmpty && written.digits.starts(with: trunk)
        ? written.digits.dropFirst(trunk.count) : written.digits[...]
      number = Array(rule.code.utf8) + national
    }
    guard (7...15).contains(number.count), number[0] != 0x30 else { throw notANumber(text) }
    number.insert(UInt8(ascii: "+"), at: 0)
    return Text(bytes: number)
  }

  private static func notANumber(_ text: Text) -> Fault {
    .conversion("\(Value.text(text).shortened) is not a telephone number")
  }

  /// The digits, without the signs people put between them and without `(0)`; nil with any other character.
  private static func digits(_ text: Text) -> (digits: [UInt8], isInternational: Bool)? {
    var result: [UInt8] = []
    var isInternational = false
    let plain = text.trimmed
    let isPlus = plain.hasPrefix("+") || plain.hasPrefix("00") || plain.hasPrefix("(+")
    for byte in (isPlus ? plain.replacing("(0)", with: "") : plain).bytes {
      switch byte {
      case 0x30...0x39: result.append(byte)
      case UInt8(ascii: "+"):
        if !result.isEmpty || isInternational { return nil }
        isInternational = true
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."),
        UInt8(ascii: "/"):
        continue
      default: return nil
      }
    }
    return (result, isInternational)
  }

  /// The code of a country, and what is dialled before a number inside it and left out from abroad.
  private static let rules: [String: (code: String, trunk: String)] = {
    var rules: [String: (code: String, trunk: String)] = [:]
    let withZero = [
      "AL": "355", "AT": "43", "AU": "61", "BA": "387", "BE": "32", "BG": "359", "CH": "41", "DE": "49", "FI": "358",
      "FR": "33", "GB": "44", "HR": "385", "IE": "353", "IL": "972", "JP": "81", "KR": "82", "ME": "382", "MK": "389",
      "NL": "31", "NZ": "64", "RO": "40", "RS": "381", "SE": "46", "SI": "386", "SK": "421", "TR": "90", "UA": "380",
      "ZA": "27",
    ]
    let without = [
      "AD": "376", "CA": "1", "CY": "357", "CZ": "420", "DK": "45", "EE": "372", "ES": "34", "GR": "30", "IS": "354",
      "IT": "39", "LI": "423", "LU": "352", "LV": "371", "MC": "377", "MT": "356", "NO": "47", "PL": "48", "PT": "351",
      "SM": "378", "US": "1", "VA": "39",
    ]
    for (country, code) in withZero { rules[country] = (code, "0") }
    for (country, code) in without { rules[country] = (code, "") }
    rules["HU"] = ("36", "06")
    rules["LT"] = ("370", "0")
    return rules
  }()
}
