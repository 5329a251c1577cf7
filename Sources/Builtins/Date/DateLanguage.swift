import Values

/// The names of months and days in a language.
struct DateLanguage: Sendable {
  var months: [String]
  /// From Monday.
  var days: [String]
  private var shortMonths: [String]
  private var shortDays: [String]

  /// The language of that code; a fault if its names are not known.
  static func of(_ code: Text) throws(Fault) -> DateLanguage {
    guard let language = languages[code.string] else {
      throw .conversion("\"\(code)\" is not a language for dates; nl, de, fr and en are known")
    }
    return language
  }

  /// 1 is January; the short names are those of the long ones' start where the language has no others.
  func month(_ number: Int, isShort: Bool) -> String { (isShort ? shortMonths : months)[number - 1] }

  /// 1 is Monday.
  func day(_ number: Int, isShort: Bool) -> String { (isShort ? shortDays : days)[number - 1] }

  private init(_ months: String, _ shortMonths: String, _ days: String, _ shortDays: String) {
    func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    self.months = list(months)
    self.shortMonths = list(shortMonths)
    self.days = list(days)
    self.shortDays = list(shortDays)
  }

  /// In the order in which messages list them.
  static let codes = ["nl", "de", "fr", "en"]

  private static let languages = [
    "nl": DateLanguage(
      "januari februari maart april mei juni juli augustus september oktober november december",
      "jan feb mrt apr mei jun jul aug sep okt nov dec",
      "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "ma di wo do vr za zo"),
    "de": DateLanguage(
      "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
      "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag", "Mo Di Mi Do Fr Sa So"),
    "fr": DateLanguage(
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
      "lundi mardi mercredi jeudi vendredi samedi dimanche", "lun. mar. mer. jeu. ven. sam. dim."),
    "en": DateLanguage(
      "January February March April May June July August September October November December",
      "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
      "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "Mon Tue Wed Thu Fri Sat Sun"),
  ]
}
