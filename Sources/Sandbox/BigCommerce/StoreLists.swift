internal import Values

/// The lists that a store is set up with.
enum StoreLists {
  static let taxClasses: [(id: Int, name: String)] = [(0, "Default"), (1, "Hoog"), (2, "Laag"), (3, "Nul")]

  static let locations: [(id: Int, code: String, name: String)] = [
    (1, "BC-LOCATION-1", "Webshop"), (2, "WINKEL", "Winkel"),
  ]

  static let orderStatuses = [
    "Incomplete", "Pending", "Shipped", "Partially Shipped", "Refunded", "Cancelled", "Declined", "Awaiting Payment",
    "Awaiting Pickup", "Awaiting Shipment", "Completed", "Awaiting Fulfillment", "Manual Verification Required",
    "Disputed", "Partially Refunded",
  ]

  static let paymentMethods = ["iDEAL", "Credit Card", "PayPal", "Bank Deposit", "Klarna"]

  static func store(hash: String, pricesIncludeTax: Bool) -> JSON {
    [
      "id": .string(hash), "domain": "winkel.example.nl", "name": "Mijn Winkel", "first_name": "Sanne",
      "last_name": "Visser", "admin_email": "beheer@example.nl", "country": "Netherlands", "country_code": "NL",
      "language": "nl", "currency": "EUR", "currency_symbol": "€", "decimal_separator": ",",
      "thousands_separator": ".", "decimal_places": 2, "weight_units": "KGS", "dimension_units": "Centimeters",
      "timezone": ["name": "Europe/Amsterdam", "raw_offset": 3600, "dst_offset": 7200, "dst_correction": true],
      "is_price_entered_with_tax": .bool(pricesIncludeTax), "plan_name": "Store", "plan_level": "Standard",
      "features": ["multi_storefront_enabled": false],
    ]
  }

  static var inventorySettings: JSON {
    [
      "product_out_of_stock_behavior": "do_nothing", "option_out_of_stock_behavior": "do_nothing",
      "update_stock_behavior": "order_placed", "edit_order_stock_adjustment": false,
      "refund_order_stock_adjustment": false, "stock_level_display": "dont_show",
      "default_out_of_stock_message": "Uitverkocht", "hide_in_product_filtering": false,
      "show_pre_order_stock_levels": true, "show_out_of_stock_message": true,
    ]
  }
}
