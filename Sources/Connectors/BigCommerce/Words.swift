import Types

/// The closed lists of BigCommerce, as words that flows write. The codes are what the wire carries.
enum Words {
  static let productType = Enumeration(
    "bigcommerce.product_type", noun: "product type",
    members: [.init("physical", label: "Physical"), .init("digital", label: "Digital")])

  static let inventoryTracking = Enumeration(
    "bigcommerce.inventory_tracking", noun: "inventory tracking",
    members: [
      .init("none", label: "Stock is not managed"),
      .init("product", label: "One level on the product"),
      .init("variant", label: "A level on every variant"),
    ])

  static let availability = Enumeration(
    "bigcommerce.availability", noun: "availability",
    members: [
      .init("available", label: "Can be bought"), .init("disabled", label: "Can't be bought"),
      .init("preorder", label: "Can be ordered in advance"),
    ])

  /// The field wants a capital; the filter of the same name does not.
  static let condition = Enumeration(
    "bigcommerce.condition", noun: "condition",
    members: [.init("new", code: "New"), .init("used", code: "Used"), .init("refurbished", code: "Refurbished")])

  /// The ids are fixed; the labels are the merchant's to change, so `status` is not compared with anything.
  static let orderStatus = Enumeration(
    "bigcommerce.order_status", noun: "order status",
    members: [
      .init("incomplete", code: "0", label: "Incomplete"),
      .init("pending", code: "1", label: "Pending"),
      .init("shipped", code: "2", label: "Shipped"),
      .init("partially_shipped", code: "3", label: "Partially Shipped"),
      .init("refunded", code: "4", label: "Refunded"),
      .init("cancelled", code: "5", label: "Cancelled"),
      .init("declined", code: "6", label: "Declined"),
      .init("awaiting_payment", code: "7", label: "Awaiting Payment"),
      .init("awaiting_pickup", code: "8", label: "Awaiting Pickup"),
      .init("awaiting_shipment", code: "9", label: "Awaiting Shipment"),
      .init("completed", code: "10", label: "Completed"),
      .init("awaiting_fulfillment", code: "11", label: "Awaiting Fulfillment"),
      .init("manual_verification_required", code: "12", label: "Manual Verification Required"),
      .init("disputed", code: "13", label: "Disputed"),
      .init("partially_refunded", code: "14", label: "Partially Refunded"),
    ])

  static let paymentStatus = Enumeration(
    "bigcommerce.payment_status", noun: "payment status",
    members: [
      .init("authorized"), .init("captured"), .init("capture_pending", code: "capture pending"), .init("declined"),
      .init("held_for_review", code: "held for review"), .init("paid"),
      .init("partially_refunded", code: "partially refunded"), .init("pending"), .init("refunded"), .init("void"),
      .init("void_pending", code: "void pending"),
    ])

  static let couponType = Enumeration(
    "bigcommerce.coupon_type", noun: "coupon type",
    members: [
      .init("per_item", code: "0"), .init("percentage", code: "1"), .init("per_total", code: "2"),
      .init("shipping", code: "3"), .init("free_shipping", code: "4"), .init("promotion", code: "5"),
    ])

  static let addressType = Enumeration(
    "bigcommerce.address_type", noun: "address type", members: [.init("residential"), .init("commercial")])

  static let productSort = Enumeration(
    "bigcommerce.product_sort", noun: "order of products",
    members: [
      .init("use_store_settings"), .init("featured"), .init("newest"), .init("best_selling"), .init("alpha_asc"),
      .init("alpha_desc"), .init("avg_customer_review"), .init("price_asc"), .init("price_desc"),
    ])
}
