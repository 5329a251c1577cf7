internal import Types

/// What is sold, priced and stocked, with what its product says of it.
enum MplusArticle {
  /// An article by itself, which is only read.
  static let wire = WireRecord(
    "articles", noun: "article", members.map(\.readOnly), otherNames: MplusOtherNames.article)
  /// An article inside its product, with which it is written.
  static let inProduct = WireRecord(
    "products.articles", noun: "article", members, otherNames: MplusOtherNames.article)

  private static let members =
    [
      WireMember(
        "articleNumber", .whole, .always, .createOnly,
        meaning: "The number of the article, given by Mplus unless a new one brings its own.",
        origin: "WSDL Article.articleNumber; every stored article has one (curated)"),
      WireMember(
        "productNumber", .whole, meaning: "The product that the article is a variant of.",
        origin: "WSDL Product.productNumber, put on each of its articles"),
      WireMember(
        "groupNumbers", .list(.whole, child: nil, bound: 100),
        meaning: "The article groups (web groups) that its product is in.", origin: "WSDL Product.groupNumbers"),
      WireMember(
        "extArticleId", .text, .optional, .readWrite,
        meaning: "The article's id in another system, for that system to fill in.",
        origin: "WSDL Article.extArticleId"),
      WireMember(
        "pluNumber", .text, .always, .required,
        meaning: "The look-up number at the till, a text with its leading zeros.",
        origin: "WSDL Article.pluNumber; the till sells by it, so it is always there (curated)"),
      WireMember(
        "syncMarker", .whole, meaning: "Rises with every change of an article.", origin: "WSDL Article.syncMarker"),
      WireMember(
        "changeTimestamp", .moment, meaning: "When it was last changed.", origin: "WSDL Article.changeTimestamp"),
      WireMember("createTimestamp", .moment, meaning: "When it was made.", origin: "WSDL Article.createTimestamp"),
      WireMember(
        "active", .flag(absent: true), .always, .readWrite, meaning: "In use at the till.",
        origin: "WSDL Article.active; absent means yes (curated)"),
      WireMember(
        "description", .text, .always, .required, meaning: "The name of the article.",
        origin: "WSDL Article.description, always filled (curated)"),
      WireMember(
        "colour", .text, .optional, .readWrite, meaning: "The colour of this variant.", origin: "WSDL Article.colour"),
      WireMember(
        "colourSequenceNumber", .whole, .optional, .readWrite,
        meaning: "The place of the colour among the product's colours.",
        origin: "WSDL Article.colourSequenceNumber"),
      WireMember(
        "size", .text, .optional, .readWrite, meaning: "The size of this variant.", origin: "WSDL Article.size"),
      WireMember(
        "sizeSequenceNumber", .whole, .optional, .readWrite,
        meaning: "The place of the size among the product's sizes.",
        origin: "WSDL Article.sizeSequenceNumber"),
      WireMember(
        "invoiceText", .text, .optional, .readWrite, meaning: "What invoices call it.",
        origin: "WSDL Article.invoiceText"),
      WireMember(
        "receiptText", .text, .optional, .readWrite, meaning: "What receipts call it.",
        origin: "WSDL Article.receiptText"),
      WireMember(
        "displayText", .text, .optional, .readWrite, meaning: "What the till's display calls it.",
        origin: "WSDL Article.displayText"),
      WireMember(
        "barcode", .text, .optional, .readWrite, meaning: "The current bar code (EAN, GTIN).",
        origin: "WSDL Article.barcode"),
      WireMember(
        "contentUnit", .text, .optional, .readWrite, meaning: "The unit of contentQuantity, as the shop wrote it.",
        origin: "WSDL Article.contentUnit"),
      WireMember(
        "contentQuantity", .quantity(places: "contentQuantityDecimalPlaces"), .optional, .readWrite,
        meaning: "How much is in one, in contentUnit: 500 for 500 g.",
        origin: "WSDL Article.contentQuantity with contentQuantityDecimalPlaces"),
      WireMember("brandName", .text, .optional, .readWrite, meaning: "The brand.", origin: "WSDL Article.brandName"),
      WireMember(
        "extraText", .text, .optional, .readWrite, meaning: "A longer text, often for the webshop.",
        origin: "WSDL Article.extraText"),
      WireMember(
        "turnoverGroup", .whole, .optional, .readWrite, meaning: "The turnover group (revenue account), 0 to 999.",
        origin: "WSDL Article.turnoverGroup"
      ).ofAccountList("turnover group", "turnover groups", in: "turnover_groups", key: "turnoverGroup"),
      WireMember(
        "vatCode", .whole, .always, .required,
        meaning: "The VAT code, 1 to 5; in the Netherlands 1 is low and 2 is high.",
        origin: "WSDL Article.vatCode; only composite articles of several rates lack it (curated)"
      ).ofAccountList("VAT code", "VAT codes", in: "vat_groups", key: "vatCode"),
      WireMember(
        "vatPercentage", .percentage, meaning: "The VAT rate in percent: 21.",
        origin: "WSDL Article.vatPercentage, hundredths of a percent"),
      WireMember(
        "averagePurchasePrice", .cents(.excl), meaning: "The average purchase price of one, without VAT.",
        origin: "WSDL Article.averagePurchasePrice, cents"),
      WireMember(
        "purchasePrice", .cents(.excl), .optional, .readWrite, meaning: "The purchase price of one, without VAT.",
        origin: "WSDL Article.purchasePrice, cents"),
      WireMember(
        "priceIncl", .cents(.incl), .always, .readWrite, meaning: "The sales price of one, VAT included.",
        origin: "WSDL Article.priceIncl, cents; Mplus computes it from priceExcl (curated)"),
      WireMember(
        "priceExcl", .cents(.excl), .always, .readWrite, meaning: "The sales price of one, without VAT.",
        origin: "WSDL Article.priceExcl, cents; Mplus computes it from priceIncl (curated)"),
      WireMember(
        "supplierRelationNumber", .whole, .optional, .readWrite, meaning: "The relation that supplies it.",
        origin: "WSDL Article.supplierRelationNumber"),
      WireMember(
        "supplierArticleNumber", .text, .optional, .readWrite, meaning: "The supplier's number for it.",
        origin: "WSDL Article.supplierArticleNumber"),
      WireMember(
        "webshop", .flag(absent: false), .always, .readWrite, meaning: "To be sold in the webshop.",
        origin: "WSDL Article.webshop; absent means no (curated)"),
      WireMember(
        "categoryIds", .list(.whole, child: "category", bound: 100), .optional, .readWrite,
        meaning: "The categories of the back office.",
        origin: "WSDL Article.categoryIds"),
      WireMember(
        "stockArticle", .flag(absent: true), .always, .readWrite, meaning: "Stock is kept of it.",
        origin: "WSDL Article.stockArticle; absent means yes (curated)"),
      WireMember(
        "specialPrice", .word(specialPrice),
        meaning: "How the price comes about at the till; offers are in salesPriceList.",
        origin: "WSDL Article.specialPrice"),
      WireMember(
        "imageList", .list(.record(image), child: "image", bound: 100), meaning: "The pictures, without their data.",
        origin: "WSDL Article.imageList"),
      WireMember(
        "customFieldList", .namedValues, meaning: "The fields that the shop added.",
        origin: "WSDL Article.customFieldList"),
      WireMember(
        "salesPriceList", .list(.record(salesPrice), child: "salesPrice", bound: 100),
        meaning: "Prices for a time: offers.", origin: "WSDL Article.salesPriceList"),
      WireMember(
        "priceGroupList", .list(.record(priceGroup), child: "priceGroup", bound: 100),
        meaning: "Prices for groups of customers.", origin: "WSDL Article.priceGroupList"),
      WireMember(
        "barcodeList", .list(.record(barcode), child: "barcode", bound: 100), meaning: "All bar codes.",
        origin: "WSDL Article.barcodeList"),
      WireMember(
        "discontinued", .flag(absent: false), .always, .readWrite, meaning: "Not to be bought or sold any more.",
        origin: "WSDL Article.discontinued; absent means no (curated)"),
      WireMember(
        "ageCheckMinimumAge", .whole, .optional, .readWrite, meaning: "The age that a buyer must have.",
        origin: "WSDL Article.ageCheckMinimumAge"),
    ]

  private static let specialPrice = Enumeration.codes(
    "special_price", noun: "special price", prefix: "PRICE-",
    [
      "NORMAL", "FREE", "ASK-POSITIVE", "ASK-NEGATIVE", "ASK-POSITIVE-NO-POPUP", "ASK-NEGATIVE-NO-POPUP",
      "NOT-FOR-SALE", "BARCODE-PRICE", "NOT-SET", "NOT-FOR-SALE-VISIBLE",
    ])

  private static let salesPrice = WireRecord(
    "sales_price", noun: "sales price",
    [
      WireMember(
        "salesPriceNumber", .whole, .always, meaning: "The number of the offer.",
        origin: "WSDL SalesPrice.salesPriceNumber"),
      WireMember("description", .text, meaning: "What the offer is called.", origin: "WSDL SalesPrice.description"),
      WireMember("startDate", .date, meaning: "The first day; none: from ever.", origin: "WSDL SalesPrice.startDate"),
      WireMember("endDate", .date, meaning: "The last day; none: for ever.", origin: "WSDL SalesPrice.endDate"),
      WireMember(
        "priceIncl", .cents(.incl), meaning: "The price of one, VAT included.",
        origin: "WSDL SalesPrice.priceIncl, cents"
      ),
      WireMember(
        "priceExcl", .cents(.excl), meaning: "The price of one, without VAT.",
        origin: "WSDL SalesPrice.priceExcl, cents"),
      WireMember(
        "minimumAmount", .whole, meaning: "How many must be bought.", origin: "WSDL SalesPrice.minimumAmount"),
    ])

  private static let priceGroup = WireRecord(
    "price_group", noun: "price group",
    [
      WireMember(
        "priceGroupNumber", .whole, .always, meaning: "The number of the group.",
        origin: "WSDL PriceGroup.priceGroupNumber"),
      WireMember("description", .text, meaning: "What the group is called.", origin: "WSDL PriceGroup.description"),
      WireMember(
        "priceIncl", .cents(.incl), meaning: "The price of one, VAT included.",
        origin: "WSDL PriceGroup.priceIncl, cents"
      ),
      WireMember(
        "priceExcl", .cents(.excl), meaning: "The price of one, without VAT.",
        origin: "WSDL PriceGroup.priceExcl, cents"),
      WireMember(
        "minimumAmount", .whole, meaning: "How many must be bought.", origin: "WSDL PriceGroup.minimumAmount"),
    ])

  private static let barcode = WireRecord(
    "barcode", noun: "bar code",
    [
      WireMember("description", .text, meaning: "What it stands for.", origin: "WSDL Barcode.description"),
      WireMember("barcode", .text, meaning: "The code.", origin: "WSDL Barcode.barcode"),
      WireMember(
        "quantity", .quantity(places: "decimalPlaces"), meaning: "How many articles one scan sells.",
        origin: "WSDL Barcode.quantity with decimalPlaces"),
      WireMember(
        "isCurrent", .flag(absent: false), .always, meaning: "The one that barcode shows.",
        origin: "WSDL Barcode.isCurrent"),
    ])

  private static let image = WireRecord(
    "image", noun: "picture",
    [
      WireMember("imageId", .whole, .always, meaning: "The number of the picture.", origin: "WSDL Image.imageId"),
      WireMember("imageName", .text, meaning: "Its file name.", origin: "WSDL Image.imageName"),
      WireMember("imageHash", .text, meaning: "Changes when the picture does.", origin: "WSDL Image.imageHash"),
      WireMember("imageUrl", .text, meaning: "Where it can be fetched.", origin: "WSDL Image.imageUrl"),
      WireMember("imageWidth", .whole, meaning: "Pixels.", origin: "WSDL Image.imageWidth"),
      WireMember("imageHeight", .whole, meaning: "Pixels.", origin: "WSDL Image.imageHeight"),
    ])
}

/// A product groups articles that differ in size and colour.
enum MplusProduct {
  static let wire = WireRecord(
    "products", noun: "product",
    [
      WireMember(
        "productNumber", .whole, .always, .createOnly,
        meaning: "The number of the product, given by Mplus unless a new one brings its own.",
        origin: "WSDL Product.productNumber; every stored product has one (curated)"),
      WireMember(
        "pluNumber", .text,
        meaning: "The look-up number of its first article. A product is found by the number of any of its articles.",
        origin: "WSDL Article.pluNumber, put on the product; getProducts searches by it"),
      WireMember(
        "syncMarker", .whole, meaning: "Rises with every change of the product or of one of its articles.",
        origin: "WSDL Product.syncMarker"),
      WireMember(
        "description", .text, .always, .required, meaning: "The name of the product.",
        origin: "WSDL Product.description, always filled (curated)"),
      WireMember(
        "extraText", .text, .optional, .readWrite, meaning: "A longer text.", origin: "WSDL Product.extraText"),
      WireMember(
        "articles", .list(.record(MplusArticle.inProduct), child: "article", bound: 1000), .optional, .required,
        element: "articleList",
        meaning: "All articles of the product, also those that are not sold any more; a product has at least one.",
        origin: "WSDL Product.articleList; what is sold and priced is the article (curated)"),
      WireMember(
        "groupNumbers", .list(.whole, child: nil, bound: 100), .optional, .readWrite,
        meaning: "The article groups (web groups) that it is in; written as a whole.",
        origin: "WSDL Product.groupNumbers"),
    ], otherNames: MplusOtherNames.product)
}
