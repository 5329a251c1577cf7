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
    OtherName("vatId taxId taxNumber", "it is called `vatNumber` here"),
    OtherName("paymentTerms paymentTerm paymentDays dueDays", "`paymentWithinDays` says when an invoice is due"),
    OtherName("firstName lastName", "a relation has one `name`; the person to speak to is `contact`"),
    OtherName("company", "it is called `companyName` here"),
    OtherName("street street1 address1 houseNumber", "street and house number are one text here: `address`"),
    OtherName("zip postcode postalCode", "it is called `zipcode` here"),
    OtherName("countryCode countryIso2", "it is called `country` here"),
    OtherName("phone phoneNumber", "it is called `telephone` here; there is `mobile` as well"),
    OtherName("iban bankAccount", "it is called `bankAccountNumber` here"),
    OtherName("customerNumber customerId debtorNumber id", "it is called `relationNumber` here, and Mplus gives it"),
  ]

  static let article = [
    OtherName(
      "sku plu", "`pluNumber` is the number by which an article is sold and found; `articleNumber` is Mplus's own"),
    OtherName("name title", "it is called `description` here"),
    OtherName("ean gtin upc", "it is called `barcode` here"),
    OtherName("price", "there are two: `priceIncl` with VAT, `priceExcl` without"),
    OtherName("costPrice", "it is called `purchasePrice` here"),
    OtherName("brand", "it is called `brandName` here"),
    OtherName("taxCode taxClass taxClassId vatGroup vatRate", "it is called `vatCode` here"),
    OtherName("revenueAccount ledgerAccount glAccount", "it is called `turnoverGroup` here"),
    OtherName("category categories group groupNumber", "the groups it is in are `groupNumbers`"),
    OtherName("color", "it is called `colour` here"),
    OtherName(
      "stock quantity stockLevel inventory inventoryLevel", "stock levels are an entity of their own: mplus.stock"),
    OtherName("image images picture pictures", "pictures are read as `imageList`, and never written"),
  ]

  static let product = [
    OtherName("sku", "each of its `articles` has a number of its own, `pluNumber`"),
    OtherName("name title", "it is called `description` here"),
    OtherName("variants", "they are called `articles` here"),
    OtherName(
      "price priceIncl priceExcl vatCode turnoverGroup barcode ean gtin size colour color webshop active",
      "that stands in each of its `articles`"),
    OtherName("category categories group groupNumber", "the groups it is in are `groupNumbers`"),
    OtherName("image images picture pictures", "pictures are read with its `articles`, and never written"),
  ]

  static let order = sale + [OtherName("shippingMethod", "it is called `deliveryMethod` here")]

  static let sale = [
    OtherName("lines items products orderLines", "they are called `lineList` here"),
    OtherName("payments paymentMethod", "they stand in `paymentList`"),
    OtherName("customer debtor customerId", "`relationNumber` names the customer"),
    OtherName("customerName", "it is called `relationName` here"),
    OtherName(
      "revenueAccount ledgerAccount glAccount turnoverGroup", "each line has its own: `lineList`, `data.turnoverGroup`"),
    OtherName("taxCode taxClass taxClassId vatCode", "each line has its own: `lineList`, `data.vatCode`"),
    OtherName("shippingAddress", "it is called `deliveryAddress` here"),
    OtherName("billingAddress", "it is called `invoiceAddress` here"),
    OtherName("branch branchNumber", "there are two: `financialBranchNumber` and `entryBranchNumber`"),
    OtherName("employee", "it is called `employeeNumber` here"),
    OtherName("total totalAmount", "there are two: `totalInclAmount` with VAT, `totalExclAmount` without"),
  ]

  static let line = [
    OtherName("sku", "a line names its article by `articleNumber`"),
    OtherName("name description", "it is called `text` here"),
    OtherName(
      "quantity price vatCode turnoverGroup taxCode taxClassId revenueAccount ledgerAccount",
      "that stands inside of `data`: quantity, price, vatCode, turnoverGroup"),
  ]
}
