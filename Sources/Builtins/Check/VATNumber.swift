import Values

/// VAT numbers of the European Union and Northern Ireland, as VIES writes them: two letters and the national number.
///
/// Forms: European Commission, VIES, frequently asked questions, "What is the format of the VAT identification number?".
/// Check digits: European Commission, "VIES-VAT: algorithms for the control of VAT numbers", and the national rules named
/// at ``VATDigits``.
enum VATNumber {
  static func isValid(_ text: Text) -> Bool {
    guard let (country, number) = parts(text), let form = forms[country], form.isFound(in: number) else { return false }
    return VATDigits.areRight(country, number)
  }

  /// The country whose letters stand in front: GR for EL and GB for XI. Nil if no member state has them.
  static func country(_ text: Text) -> String? {
    guard let (prefix, _) = parts(text), forms[prefix] != nil else { return nil }
    return prefix == "EL" ? "GR" : prefix == "XI" ? "GB" : prefix
  }

  /// The two letters and the rest, without the marks that people put between them.
  private static func parts(_ text: Text) -> (country: String, number: Text)? {
    let plain = text.uppercased.replacing(" ", with: "").replacing(".", with: "").replacing("-", with: "")
    guard plain.count > 4, plain.isASCII else { return nil }
    return (plain[0..<2].string, plain[2..<plain.count])
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
}
