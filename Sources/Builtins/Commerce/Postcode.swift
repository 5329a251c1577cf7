import Values

/// A postcode of a country: letters in capitals, and the blank or hyphen where that country's post has it.
/// Forms: Universal Postal Union, "Postal addressing systems in member countries".
struct Postcode {
  private var plain: Text
  private var form: Form?

  init(_ text: Text, country: String) {
    let upper = text.uppercased
    plain = Text(bytes: upper.bytes.filter { !" -\t".utf8.contains($0) })
    form = Postcode.forms[country]
    if let letters = form?.prefix, plain.hasPrefix(letters), !letters.isEmpty {
      plain = plain[letters.count..<plain.count]
    }
    if form == nil { plain = upper.withSingleSpaces }
  }

  var isRight: Bool { form.map { $0.pattern?.isFound(in: plain) ?? false } ?? !plain.isEmpty }

  /// As it is written on a letter; what does not look like a postcode of the country is only put in capitals.
  var written: Text {
    guard let form, isRight else { return plain }
    let start = form.prefix.isEmpty || !form.keepsPrefix ? Text.empty : Text.joined([form.prefix, "-"])
    guard let place = form.place else { return Text.joined([start, plain]) }
    let cut = place < 0 ? plain.count + place : place
    if cut == plain.count { return Text.joined([start, plain]) }
    return Text.joined([start, plain[0..<cut], form.mark, plain[cut..<plain.count]])
  }

  private struct Form: Sendable {
    var pattern: Pattern?
    /// Where the mark stands; from the end if negative.
    var place: Int?
    var mark: Text
    /// The country's letters, which people write in front.
    var prefix: Text
    var keepsPrefix: Bool

    init(_ pattern: String, at place: Int? = nil, _ mark: Text = " ", prefix: Text = "", keepsPrefix: Bool = false) {
      self.pattern = try? Pattern.compile(Text("^(\(pattern))$"))
      self.place = place
      self.mark = mark
      self.prefix = prefix
      self.keepsPrefix = keepsPrefix
    }
  }

  private static let forms: [String: Form] = [
    "AT": Form("[1-9]\\d{3}", prefix: "A"), "BE": Form("[1-9]\\d{3}", prefix: "B"), "BG": Form("\\d{4}"),
    "CH": Form("[1-9]\\d{3}", prefix: "CH"), "CY": Form("\\d{4}"), "CZ": Form("\\d{5}", at: 3),
    "DE": Form("\\d{5}", prefix: "D"), "DK": Form("\\d{4}", prefix: "DK"), "EE": Form("\\d{5}"),
    "ES": Form("\\d{5}"), "FI": Form("\\d{5}", prefix: "FI"), "FR": Form("\\d{5}", prefix: "F"),
    "GB": Form("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA", at: -3), "GR": Form("\\d{5}", at: 3),
    "HR": Form("\\d{5}", prefix: "HR"), "HU": Form("\\d{4}", prefix: "H"),
    "IE": Form("[A-Z][0-9][0-9W][0-9A-Z]{4}", at: 3),
    "IT": Form("\\d{5}", prefix: "I"), "LI": Form("94(8[5-9]|9[0-8])", prefix: "LI"),
    "LT": Form("\\d{5}", prefix: "LT", keepsPrefix: true), "LU": Form("\\d{4}", prefix: "L"),
    "LV": Form("\\d{4}", prefix: "LV", keepsPrefix: true), "MT": Form("[A-Z]{3}\\d{4}", at: 3),
    "NL": Form("[1-9]\\d{3}[A-Z]{2}", at: 4, prefix: "NL"), "NO": Form("\\d{4}", prefix: "NO"),
    "PL": Form("\\d{5}", at: 2, "-"), "PT": Form("\\d{7}", at: 4, "-"), "RO": Form("\\d{6}"),
    "SE": Form("\\d{5}", at: 3, prefix: "SE"), "SI": Form("\\d{4}", prefix: "SI"), "SK": Form("\\d{5}", at: 3),
    "US": Form("\\d{5}(\\d{4})?", at: 5, "-"),
  ]
}
