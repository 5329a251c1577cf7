/// What is odd about one of the first orders; the others are drawn. They stand first so that a small shop has them.
struct SpecialOrder: Sendable {
  var email: String?
  var status: Int?
  var company: String?
  var paymentMethod: String?
  var shippingMethod: String?
  var currency = "EUR"
  var vatNumber: String?
  var country: String?
  var coupon: String?
  var couponCents = 0
  var discountCents = 0
  var unknownSkus = 0
  var splitsCents = false
  var isSmall = false
  var isFree = false

  init() {}

  /// An order that is ready to be sent, odd in what is set afterwards.
  private init(_ change: (inout SpecialOrder) -> Void) {
    status = 11
    change(&self)
  }

  static let all: [SpecialOrder] = [
    SpecialOrder { $0.email = "Anna@Example.nl" },
    SpecialOrder { $0.email = "anna@example.nl" },
    SpecialOrder { $0.email = "" },
    SpecialOrder { $0.splitsCents = true },
    SpecialOrder { $0.unknownSkus = 1 },
    SpecialOrder { $0.unknownSkus = 2 },
    SpecialOrder {
      $0.currency = "USD"; $0.country = "US"
    },
    SpecialOrder { $0.paymentMethod = "Cash on Delivery" },
    SpecialOrder { $0.shippingMethod = "Pickup In Store" },
    SpecialOrder { $0.discountCents = 500 },
    SpecialOrder {
      $0.coupon = "ZOMER10"; $0.couponCents = 333
    },
    SpecialOrder { $0.company = " " },
    SpecialOrder {
      $0.company = "Kunst & Kaas BV"; $0.email = "inkoop@kunstenkaas.example.nl"; $0.vatNumber = "NL001234567B01"
    },
    SpecialOrder {
      $0.company = "Käse-Stübchen GmbH"; $0.country = "DE"; $0.vatNumber = "DE12"
    },
    SpecialOrder { $0.status = 0 },
    SpecialOrder { $0.status = 10 },
    SpecialOrder {
      $0.isFree = true; $0.isSmall = true
    },
    SpecialOrder { $0.country = "NO" },
    SpecialOrder { $0.country = "CH" },
    SpecialOrder { $0.country = "GB" },
    SpecialOrder { $0.email = "dubbel@example.nl" },
    SpecialOrder {
      $0.splitsCents = true; $0.coupon = "ZOMER10"; $0.couponCents = 101; $0.discountCents = 99
    },
    SpecialOrder {
      $0.shippingMethod = "Express 24h"; $0.country = "BE"
    },
    SpecialOrder { $0.country = "AT" },
    SpecialOrder {
      $0.country = "FR"; $0.isSmall = true
    },
  ]
}
