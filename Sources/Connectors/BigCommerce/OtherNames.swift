import Types

/// What people who know tills and bookkeeping look for in the records of BigCommerce.
enum OtherNames {
  static let product = [
    OtherName("title productName", "it is called `name` here"),
    OtherName("ean barcode", "it is called `gtin` here; older shops use `upc`"),
    OtherName("brand vendor", "it is called `brand_name` here"),
    OtherName("vat vatCode vatRate taxCode taxClass", "it is called `tax_class_id` here"),
    OtherName("category categoryId", "it is called `categories` here, a list"),
    OtherName(
      "shortDescription summary", "BigCommerce has one text, `description`; `meta_description` is for search engines"),
    OtherName("compareAtPrice", "it is called `retail_price` here"),
    OtherName("bodyHtml", "it is called `description` here"),
    OtherName("plu pluNumber", "it is called `sku` here"),
    OtherName("visible active published status", "it is called `is_visible` here"),
    OtherName("purchasePrice", "it is called `cost_price` here"),
    OtherName("offerPrice specialPrice", "it is called `sale_price` here"),
    OtherName(
      "stock quantity stockLevel inventory", "stock levels are an entity of their own: bigcommerce.inventory"),
    OtherName("image images imageUrl picture pictures", "pictures are not carried"),
    OtherName("url slug handle", "it is called `custom_url` here"),
    OtherName("tags keywords", "it is called `search_keywords` here"),
    OtherName("options attributes", "what variants differ in stands in `variants`, as `option_values`"),
  ]

  static let customer = [
    OtherName(
      "vatNumber vatId taxNumber taxId", "BigCommerce has no such field; shops ask for it in one of the `form_fields`"),
    OtherName("name fullName", "there are two: `first_name` and `last_name`"),
    OtherName(
      "address address1 street city zip postalCode zipcode country countryCode",
      "a customer has a list of `addresses`"),
    OtherName("telephone mobile", "it is called `phone` here"),
    OtherName("group customerGroup", "it is called `customer_group_id` here"),
    OtherName("companyName", "it is called `company` here"),
  ]

  static let customerAddress = [
    OtherName("zip postcode zipcode", "it is called `postal_code` here"),
    OtherName("country countryIso2", "it is called `country_code` here"),
    OtherName("street address", "there are two lines: `address1` and `address2`"),
    OtherName("telephone mobile", "it is called `phone` here"),
    OtherName("companyName", "it is called `company` here"),
  ]

  static let order = [
    OtherName("gateway", "it is called `payment_method` here"),
    OtherName("email customerEmail", "it stands in `billing_address`"),
    OtherName("lines items lineItems lineList orderLines", "they are called `products` here"),
    OtherName("shippingAddress deliveryAddress", "there may be several: `shipping_addresses`"),
    OtherName("invoiceAddress", "it is called `billing_address` here"),
    OtherName("total totalAmount totalPrice", "there are two: `total_inc_tax` with VAT, `total_ex_tax` without"),
    OtherName("shippingCost", "there are two: `shipping_cost_inc_tax` with VAT, `shipping_cost_ex_tax` without"),
    OtherName("shippingMethod deliveryMethod", "it stands in each of the `shipping_addresses`"),
    OtherName("orderNumber orderId number", "it is called `id` here"),
    OtherName("currency", "`default_currency_code` is what the amounts are in"),
    OtherName(
      "vatNumber vatId taxNumber", "it stands in `billing_address`, where shops ask for it in one of the `form_fields`"),
    OtherName(
      "comment note notes remark", "what the customer wrote is `customer_message`, the shop's own is `staff_notes`"),
    OtherName("discount discounts", "there are `discount_amount` and `coupon_discount`"),
  ]

  static let line = [
    OtherName("price unitPrice", "there are two: `price_inc_tax` with VAT, `price_ex_tax` without"),
    OtherName("total", "there are two: `total_inc_tax` with VAT, `total_ex_tax` without"),
    OtherName("articleNumber pluNumber plu", "it is called `sku` here"),
    OtherName("description title", "it is called `name` here"),
    OtherName("qty amount", "it is called `quantity` here"),
    OtherName("options attributes", "they are called `product_options` here"),
  ]

  static let address = [
    OtherName("street address address1", "there are two lines: `street_1` and `street_2`"),
    OtherName("houseNumber", "it is part of `street_1`: house_number(street_1)"),
    OtherName("postcode postalCode zipcode", "it is called `zip` here"),
    OtherName("countryCode", "it is called `country_iso2` here"),
    OtherName("name fullName", "there are two: `first_name` and `last_name`"),
    OtherName("companyName", "it is called `company` here"),
    OtherName("telephone mobile", "it is called `phone` here"),
  ]
}
