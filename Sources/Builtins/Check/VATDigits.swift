import Values

/// Check digits of VAT numbers, a rule for each country. A number of a kind whose rule is not published passes.
enum VATDigits {
  static func areRight(_ country: String, _ number: Text) -> Bool {
    let d = number.bytes.filter { (0x30...0x39).contains($0) }.map { Int($0 - 0x30) }
    switch country {
    // Umsatzsteuer-Identifikationsnummer; Bundesministerium für Finanzen: cross sums, 4 added.
    case "AT": return isAustrian(d)
    // Ondernemingsnummer; FOD Economie, Kruispuntbank van Ondernemingen: 97 less the rest of eight digits by 97.
    case "BE": return 97 - Digits.number(d[..<8]) % 97 == Digits.number(d[8...])
    // BULSTAT and EGN; National Revenue Agency.
    case "BG": return d.count == 9 ? isBulgarianCompany(d) : isBulgarianPerson(d)
    // Tax identification code; Tax Department: odd places translated, letter by 26.
    case "CY": return isCypriot(d, number)
    // IČO of companies; Ministerstvo financí. Persons have their birth number, older ones without a check digit.
    case "CZ": return d.count != 8 || d[7] == (11 - Digits.weighted(d[..<7], [8, 7, 6, 5, 4, 3, 2]) % 11) % 10
    // Bundeszentralamt für Steuern: ISO 7064, MOD 11,10.
    case "DE": return d[0] != 0 && Digits.isMod11And10(d)
    // CVR number; Erhvervsstyrelsen.
    case "DK": return Digits.weighted(d, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    // KMKR number; Maksu- ja Tolliamet: 3-7-1.
    case "EE": return (10 - Digits.weighted(d[..<8], [3, 7, 1, 3, 7, 1, 3, 7]) % 10) % 10 == d[8]
    // AFM; Independent Authority for Public Revenue: powers of two.
    case "EL": return Digits.weighted(d[..<8], [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == d[8]
    // NIF, NIE and CIF; Agencia Tributaria, orders EHA/451/2008 and INT/2058/2008.
    case "ES": return SpanishNumber.isRight(number)
    // Y-tunnus; Patentti- ja rekisterihallitus.
    case "FI": return d[7] == (11 - Digits.weighted(d[..<7], [7, 9, 10, 5, 8, 4, 2]) % 11) % 11
    // SIREN with two digits in front; Direction générale des Finances publiques. Keys with letters have another rule.
    case "FR": return d.count != 11 || Digits.number(d[..<2]) == (12 + 3 * (Digits.number(d[2...]) % 97)) % 97
    // OIB; Ministarstvo financija: ISO 7064, MOD 11,10.
    case "HR": return Digits.isMod11And10(d)
    // Adószám; Nemzeti Adó- és Vámhivatal: 9-7-3-1.
    case "HU": return (10 - Digits.weighted(d[..<7], [9, 7, 3, 1, 9, 7, 3]) % 10) % 10 == d[7]
    // Revenue Commissioners: a letter by 23.
    case "IE": return isIrish(number)
    // Partita IVA; Agenzia delle Entrate: Luhn.
    case "IT": return Digits.isLuhn(d)
    // PVM number; Valstybinė mokesčių inspekcija: two rows of weights.
    case "LT": return isLithuanian(d)
    // Administration de l'enregistrement: the rest by 89.
    case "LU": return Digits.number(d[..<6]) % 89 == Digits.number(d[6...])
    // Valsts ieņēmumu dienests, companies; persons have their personal code.
    case "LV": return d[0] < 4 || isLatvianCompany(d)
    // Malta Tax and Customs Administration: 37 less the rest by 37.
    case "MT": return 37 - Digits.weighted(d[..<6], [3, 4, 6, 7, 8, 9]) % 37 == Digits.number(d[6...])
    // Belastingdienst: the RSIN of companies, and since 2020 ISO 7064, MOD 97-10 for sole traders.
    case "NL":
      return Digits.weighted(d[..<8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == d[8]
        || Digits.mod97(Array("NL".utf8) + number.bytes) == 1
    // NIP; Ministerstwo Finansów.
    case "PL": return Digits.weighted(d[..<9], [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9]
    // NIF; Autoridade Tributária e Aduaneira.
    case "PT": return d[8] == (11 - Digits.weighted(d[..<8], [9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10
    // CUI; Agenția Națională de Administrare Fiscală.
    case "RO":
      return Digits.weighted(d.dropLast().reversed(), [2, 3, 5, 7, 1, 2, 3, 5, 7]) * 10 % 11 % 10 == d[d.count - 1]
    // Organisationsnummer and 01; Skatteverket: Luhn.
    case "SE": return Digits.isLuhn(d[..<10]) && d[10...] != [0, 0]
    // Finančna uprava.
    case "SI":
      let check = 11 - Digits.weighted(d[..<7], [8, 7, 6, 5, 4, 3, 2]) % 11
      return d[0] != 0 && check != 11 && check % 10 == d[7]
    // IČ DPH; Finančná správa: a multiple of 11.
    case "SK": return Digits.number(d) % 11 == 0
    // HM Revenue and Customs: mod 97, old and new.
    case "XI": return d.count < 9 || isBritish(d)
    default: return true
    }
  }

  private static func isAustrian(_ d: [Int]) -> Bool {
    let sum = d[..<7].enumerated().reduce(0) { sum, next in
      let doubled = next.element * (next.offset % 2 == 0 ? 1 : 2)
      return sum + doubled / 10 + doubled % 10
    }
    return d[7] == (10 - (sum + 4) % 10) % 10
  }

  private static func isBulgarianCompany(_ d: [Int]) -> Bool {
    let first = Digits.weighted(d[..<8], [1, 2, 3, 4, 5, 6, 7, 8]) % 11
    return d[8] == (first < 10 ? first : Digits.weighted(d[..<8], [3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10)
  }

  /// A citizen, a foreigner, or another taxable person.
  private static func isBulgarianPerson(_ d: [Int]) -> Bool {
    let first = d[..<9]
    return Digits.weighted(first, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == d[9]
      || Digits.weighted(first, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == d[9]
      || (11 - Digits.weighted(first, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[9]
  }

  private static func isCypriot(_ d: [Int], _ number: Text) -> Bool {
    let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    let sum = d.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? odd[$1.element] : $1.element) }
    return Int(number[8]) == 0x41 + sum % 26
  }

  private static func isIrish(_ number: Text) -> Bool {
    var bytes = Array(number.bytes)
    if !(0x30...0x39).contains(bytes[1]) {
      // Before 2013 the second place could be a letter: it counts as if the first digit stood at the end.
      bytes = [0x30] + bytes[2..<7] + [bytes[0]] + bytes[7...]
    }
    let digits = bytes[..<7].map { Int($0) - 0x30 }
    let extra = bytes.count > 8 ? Int(bytes[8]) - 0x40 : 0
    let rest = (Digits.weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * extra) % 23
    return Int(bytes[7]) == (rest == 0 ? 0x57 : 0x40 + rest)
  }

  private static func isLithuanian(_ d: [Int]) -> Bool {
    let first = d.dropLast()
    let indices = Array(first.indices)
    let weights = indices.map { $0 % 9 + 1 }
    var check = Digits.weighted(first, weights) % 11
    if check == 10 { check = Digits.weighted(first, indices.map { ($0 + 2) % 9 + 1 }) % 11 % 10 }
    return d[d.count - 2] == 1 && d[d.count - 1] == check
  }

  private static func isLatvianCompany(_ d: [Int]) -> Bool {
    let check = 3 - Digits.weighted(d[..<10], [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11
    return check != -1 && (check < -1 ? check + 11 : check) == d[10]
  }

  private static func isBritish(_ d: [Int]) -> Bool {
    let sum = Digits.weighted(d[..<7], [8, 7, 6, 5, 4, 3, 2]) + Digits.number(d[7..<9])
    return sum % 97 == 0 || (sum + 55) % 97 == 0
  }
}

private enum SpanishNumber {
  static func isRight(_ number: Text) -> Bool {
    let bytes = Array(number.bytes)
    let (first, last) = (bytes[0], bytes[8])
    let middle = bytes[1..<8].map { Int($0) - 0x30 }
    switch first {
    case 0x30...0x39: return last == personal[(Int(first) - 0x30) * 10_000_000 % 23 + Digits.number(middle) % 23, 23]
    case UInt8(ascii: "X"), UInt8(ascii: "Y"), UInt8(ascii: "Z"):
      return last == personal[(Int(first) - 0x58) * 10_000_000 % 23 + Digits.number(middle) % 23, 23]
    case UInt8(ascii: "K"), UInt8(ascii: "L"), UInt8(ascii: "M"):
      return last == personal[Digits.number(middle) % 23, 23]
    default:
      let odd = stride(from: 0, to: 7, by: 2).reduce(0) { $0 + middle[$1] * 2 / 10 + middle[$1] * 2 % 10 }
      let even = stride(from: 1, to: 7, by: 2).reduce(0) { $0 + middle[$1] }
      let check = (10 - (odd + even) % 10) % 10
      return Int(last) == 0x30 + check || last == Array("JABCDEFGHI".utf8)[check]
    }
  }

  private static let personal = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
}

extension [UInt8] {
  /// The letter for a number, by what is left of it divided by the count of letters.
  fileprivate subscript(number: Int, count: Int) -> UInt8 { self[number % count] }
}
