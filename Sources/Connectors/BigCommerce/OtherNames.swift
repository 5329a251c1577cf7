import Types

/// What people who know tills and bookkeeping look for in the records of BigCommerce.
enum OtherNames {
  static let product = [
    OtherName("title productName", isCalled: "name"),
    OtherName("ean barcode", "it is called `gtin` here; older shops use `upc`"),
    OtherName("brand vendor", isCalled: "brand_name"),
    OtherName("vat vatCode vatRate taxCode taxClass", isCalled: "tax_class_id"),
    OtherName("category categoryId", "it is called `categories` here, a list"),
    OtherName(
      "shortDescription summary", "BigCommerce has one text, `description`; `meta_description` is for search engines"),
    OtherName("compareAtPrice", isCalled: "retail_price"),
    OtherName("bodyHtml", isCalled: "description"),
    OtherName("plu pluNumber", isCalled: "sku"),
    OtherName("visible active published status", isCalled: "is_visible"),
    OtherName("purchasePrice", isCalled: "cost_price"),
    OtherName("offerPrice specialPrice", isCalled: "sale_price"),
    OtherName(
      "stock quantity stockLevel inventory", "stock levels are an entity of their own: bigcommerce.inventory"),
    OtherName("image images imageUrl picture pictures", "pictures are not carried"),
    OtherName("url slug handle", isCalled: "custom_url"),
    OtherName("tags keywords", isCalled: "search_keywords"),
    OtherName("attributes", "what variants differ in stands in `variants`, as `option_values`; see also `options`"),
  ]

  static let customer = [
    OtherName(
      "vatNumber vatId taxNumber taxId", "BigCommerce has no such field; shops ask for it in one of the `form_fields`"),
    OtherName("name fullName", "there are two: `first_name` and `last_name`"),
    OtherName(
      "address address1 street city zip postalCode zipcode country countryCode",
      "a customer has a list of `addresses`"),
    OtherName("telephone mobile", isCalled: "phone"),
    OtherName("group customerGroup", isCalled: "customer_group_id"),
    OtherName("companyName", isCalled: "company"),
  ]

  static let customerAddress = [
    OtherName("zip postcode zipcode", isCalled: "postal_code"),
    OtherName("country countryIso2", isCalled: "country_code"),
    OtherName("street address", "there are two lines: `address1` and `address2`"),
    OtherName("telephone mobile", isCalled: "phone"),
    OtherName("companyName", isCalled: "company"),
  ]

  static let order = [
    OtherName("gateway", isCalled: "payment_method"),
    OtherName("status", "what is written is `status_id`, whose words are the same in every shop"),
    OtherName("email customerEmail", "it stands in `billing_address`"),
    OtherName("lines items lineItems lineList orderLines", "they are called `products` here"),
    OtherName("shippingAddress deliveryAddress", "there may be several: `shipping_addresses`"),
    OtherName("invoiceAddress", isCalled: "billing_address"),
    OtherName("total totalAmount totalPrice", "there are two: `total_inc_tax` with VAT, `total_ex_tax` without"),
    OtherName("shippingCost", "there are two: `shipping_cost_inc_tax` with VAT, `shipping_cost_ex_tax` without"),
    OtherName("shippingMethod deliveryMethod", "it stands in each of the `shipping_addresses`"),
    OtherName("orderNumber orderId number", isCalled: "id"),
    OtherName("currency", "`default_currency_code` is what the amounts are in"),
    OtherName(
      "vatNumber vatId taxNumber", "it stands in `billing_address`, where shops ask for it in one of the `form_fields`"),
    OtherName(
      "comment note notes remark", "what the customer wrote is `customer_message`, the shop's own is `staff_notes`"),
    OtherName("refund refundTotal refundAmount", isCalled: "refunded_amount"),
    OtherName("payments", isCalled: "transactions"),
    OtherName("tax vat taxLines", "there are `total_tax` and, by line and rate, `taxes`"),
    OtherName("discount discounts", "there are `discount_amount` and `coupon_discount`"),
  ]

  static let line = [
    OtherName("price unitPrice", "there are two: `price_inc_tax` with VAT, `price_ex_tax` without"),
    OtherName("total", "there are two: `total_inc_tax` with VAT, `total_ex_tax` without"),
    OtherName("articleNumber pluNumber plu", isCalled: "sku"),
    OtherName("description title", isCalled: "name"),
    OtherName("qty amount", isCalled: "quantity"),
    OtherName("options attributes", "they are called `product_options` here"),
  ]

  static let address = [
    OtherName("street address address1", "there are two lines: `street_1` and `street_2`"),
    OtherName("houseNumber", "it is part of `street_1`: house_number(street_1)"),
    OtherName("postcode postalCode zipcode", isCalled: "zip"),
    OtherName("countryCode", isCalled: "country_iso2"),
    OtherName("name fullName", "there are two: `first_name` and `last_name`"),
    OtherName("companyName", isCalled: "company"),
    OtherName("telephone mobile", isCalled: "phone"),
  ]
}
