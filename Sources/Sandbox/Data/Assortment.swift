/// The invented assortment that articles are drawn from.
enum Assortment {
  struct Single: Sendable {
    var name: String
    var vatCode: Int
    var turnoverGroup: Int
    var articleGroup: Int
    var isWeighed = false
  }

  /// An article with something that goes wrong easily. What is nil is drawn as for every other article.
  struct Awkward: Sendable {
    var name: String
    var plu: String?
    var vatCode: Int?
    var cents: Int?
    var text: String?
    var hasBarcode: Bool?
    var isActive: Bool?
    var isForWebshop: Bool?
    var isDiscontinued: Bool?
    var isStockArticle: Bool?
    var offerDays: (start: Int?, end: Int?)?

    /// For sale and plain, except for what is set afterwards.
    init(_ name: String, _ change: (inout Awkward) -> Void = { _ in }) {
      self.name = name
      isActive = true
      isForWebshop = true
      isDiscontinued = false
      isStockArticle = true
      change(&self)
    }
  }

  static let awkward: [Awkward] = [
    Awkward("Kaas & Brood \"Boeren\" <jong>") { $0.vatCode = 1 },
    Awkward("Öko-Honig süß & würzig") {
      $0.vatCode = 1; $0.cents = 1095
    },
    Awkward("Theedoek 19,99") {
      $0.vatCode = 2; $0.cents = 1999
    },
    Awkward("Mok één euro eenentwintig") {
      $0.vatCode = 2; $0.cents = 121
    },
    Awkward("Artikel met een heel lange naam" + String(repeating: " die maar doorgaat", count: 14)),
    Awkward("Überlanger Name" + String(repeating: " äöü", count: 65)),
    Awkward("Voorloopnullen") { $0.plu = "0042" },
    Awkward("Letters in het nummer") { $0.plu = "KAAS-12" },
    Awkward("Zonder streepjescode") { $0.hasBarcode = false },
    Awkward("Niet actief") { $0.isActive = false },
    Awkward("Niet voor de webshop") { $0.isForWebshop = false },
    Awkward("Uit het assortiment") { $0.isDiscontinued = true },
    Awkward("Cadeauverpakking") { $0.isStockArticle = false },
    Awkward("Aanbieding voorbij") { $0.offerDays = (-60, -30) },
    Awkward("Aanbieding loopt") { $0.offerDays = (-5, 25) },
    Awkward("Aanbieding komt") { $0.offerDays = (10, 40) },
    Awkward("Aanbieding zonder einde") { $0.offerDays = (-5, nil) },
    Awkward("Boek nultarief") {
      $0.vatCode = 3; $0.cents = 2250
    },
    Awkward("Dubbele naam"),
    Awkward("Dubbele naam"),
    Awkward("HTML in de tekst") {
      $0.text = "<h2>Zacht &amp; warm</h2><p>Was op 30&nbsp;°C.<br/>Niet <b>strijken</b>.</p><script>x()</script>"
    },
    Awkward("Lege tekst") { $0.text = "" },
    Awkward("Gratis monster") { $0.cents = 0 },
  ]

  static let singles = [
    Single(name: "Boerenkaas", vatCode: 1, turnoverGroup: 3, articleGroup: 31, isWeighed: true),
    Single(name: "Geitenkaas", vatCode: 1, turnoverGroup: 3, articleGroup: 31, isWeighed: true),
    Single(name: "Roggebrood", vatCode: 1, turnoverGroup: 3, articleGroup: 30),
    Single(name: "Crème brûlée", vatCode: 1, turnoverGroup: 3, articleGroup: 30),
    Single(name: "Olijfolie", vatCode: 1, turnoverGroup: 3, articleGroup: 30),
    Single(name: "Kaars", vatCode: 2, turnoverGroup: 2, articleGroup: 20),
    Single(name: "Vaas", vatCode: 2, turnoverGroup: 2, articleGroup: 20),
    Single(name: "Theepot", vatCode: 2, turnoverGroup: 2, articleGroup: 22),
    Single(name: "Schaal", vatCode: 2, turnoverGroup: 2, articleGroup: 22),
    Single(name: "Kookboek", vatCode: 1, turnoverGroup: 4, articleGroup: 40),
    Single(name: "Postzegelboekje", vatCode: 3, turnoverGroup: 4, articleGroup: 40),
  ]
  static let kinds = ["naturel", "klein", "groot", "blauw", "wit", "café", "grün", "oud", "jong", "extra"]

  static let garments = [
    "Linnen overhemd", "Wollen trui", "Katoenen T-shirt", "Spijkerbroek", "Regenjas", "Kniekousen", "Mütze", "Sjaal",
    "Handschoenen", "Pantoffels", "Blouse", "Vest", "Rok", "Jurk", "Badjas",
  ]
  static let lines = ["Amsel", "Zwölf", "Fjord", "Duin"]
  static let sizes = ["S", "M", "L", "XL", "36", "38"]
  static let colours = ["blauw", "grün", "rood", "crème", "zwart"]

  static let brands = ["Müller & Söhne", "Huismerk", "De Molen", "Fjällverk", "Maison Léa"]
  static let texts = [
    "<p>Mooi en <strong>degelijk</strong>.</p>", "Handgemaakt in Utrecht", "", "<ul><li>100 &percnt; wol</li></ul>",
    "<p>Größe fällt klein aus.</p>",
  ]
  static let cents = [1999, 2999, 495, 1250, 799, 2495, 105, 333]
  static let offers: [(start: Int?, end: Int?)] = [(-40, -10), (-3, 20), (7, 30), (nil, 5), (-1, nil)]
}
