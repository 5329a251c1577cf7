internal import Types

/// What people who know shops and bookkeeping look for in the records of Mplus.
enum MplusOtherNames {
  static let relation = [
    OtherName(
      "revenueAccount ledgerAccount glAccount generalLedger turnoverGroup",
      "Mplus keeps no revenue account on a customer: each line of an order has its own, `turnoverGroup`"),
    OtherName(
      "taxCode taxClass taxClassId vatCode vatGroup vatRate",
      "Mplus keeps no VAT code on a customer: each line of an order has its own, `vatCode`; `defaultVatMethod` says "
        + "whether VAT is charged at all"),
    OtherName("vatId taxId taxNumber", isCalled: "vatNumber"),
    OtherName("paymentTerms paymentTerm paymentDays dueDays", "`paymentWithinDays` says when an invoice is due"),
    OtherName("firstName lastName", "a relation has one `name`; the person to speak to is `contact`"),
    OtherName("company", isCalled: "companyName"),
    OtherName("street street1 address1 houseNumber", "street and house number are one text here: `address`"),
    OtherName("zip postcode postalCode", isCalled: "zipcode"),
    OtherName("countryCode countryIso2", isCalled: "country"),
    OtherName("phone phoneNumber", "it is called `telephone` here; there is `mobile` as well"),
    OtherName("iban bankAccount", isCalled: "bankAccountNumber"),
    OtherName("customerNumber customerId debtorNumber id", "it is called `relationNumber` here, and Mplus gives it"),
  ]

  static let article = [
    OtherName(
      "sku plu", "`pluNumber` is the number by which an article is sold and found; `articleNumber` is Mplus's own"),
    OtherName("name title", isCalled: "description"),
    OtherName("ean gtin upc", isCalled: "barcode"),
    OtherName("price", "there are two: `priceIncl` with VAT, `priceExcl` without"),
    OtherName("costPrice", isCalled: "purchasePrice"),
    OtherName("brand", isCalled: "brandName"),
    OtherName("taxCode taxClass taxClassId vatGroup vatRate", isCalled: "vatCode"),
    OtherName("revenueAccount ledgerAccount glAccount", isCalled: "turnoverGroup"),
    OtherName("category categories group groupNumber", "the groups it is in are `groupNumbers`"),
    OtherName("color", isCalled: "colour"),
    OtherName(
      "stock quantity stockLevel inventory inventoryLevel", "stock levels are an entity of their own: mplus.stock"),
    OtherName("image images picture pictures", "pictures are read as `imageList`, and never written"),
  ]

  static let product = [
    OtherName("sku", "each of its `articles` has a number of its own, `pluNumber`"),
    OtherName("name title", isCalled: "description"),
    OtherName("variants", "they are called `articles` here"),
    OtherName(
      "price priceIncl priceExcl vatCode turnoverGroup barcode ean gtin size colour color webshop active",
      "that stands in each of its `articles`"),
    OtherName("category categories group groupNumber", "the groups it is in are `groupNumbers`"),
    OtherName("image images picture pictures", "pictures are read with its `articles`, and never written"),
  ]

  static let order = sale + [OtherName("shippingMethod", isCalled: "deliveryMethod")]

  static let sale = [
    OtherName("lines items products orderLines", "they are called `lineList` here"),
    OtherName("payments paymentMethod", "they stand in `paymentList`"),
    OtherName("customer debtor customerId", "`relationNumber` names the customer"),
    OtherName("customerName", isCalled: "relationName"),
    OtherName(
      "revenueAccount ledgerAccount glAccount turnoverGroup", "each line has its own: `lineList`, `data.turnoverGroup`"),
    OtherName("taxCode taxClass taxClassId vatCode", "each line has its own: `lineList`, `data.vatCode`"),
    OtherName("shippingAddress", isCalled: "deliveryAddress"),
    OtherName("billingAddress", isCalled: "invoiceAddress"),
    OtherName("branch branchNumber", "there are two: `financialBranchNumber` and `entryBranchNumber`"),
    OtherName("employee", isCalled: "employeeNumber"),
    OtherName("total totalAmount", "there are two: `totalInclAmount` with VAT, `totalExclAmount` without"),
  ]

  static let line = [
    OtherName("sku", "a line names its article by `articleNumber`"),
    OtherName("name description", isCalled: "text"),
    OtherName(
      "quantity price vatCode turnoverGroup taxCode taxClassId revenueAccount ledgerAccount",
      "that stands inside of `data`: quantity, price, vatCode, turnoverGroup"),
  ]
}
