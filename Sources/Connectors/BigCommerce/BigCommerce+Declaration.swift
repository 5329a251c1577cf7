public import ConnectorKit
public import Types

extension BigCommerce {
  /// With prices entered without VAT. What a project has said is in ``declaration(for:)``.
  public static let declaration = makeDeclaration(prices: .excl)
  private static let declarationIncluding = makeDeclaration(prices: .incl)

  /// The basis of product prices is the setting `prices`.
  public static func declaration(for settings: [String: String]) -> ConnectorDeclaration {
    declaration(prices: settings["prices"] == "incl" ? .incl : .excl)
  }

  public static func declaration(prices: VATBasis) -> ConnectorDeclaration {
    prices == .incl ? declarationIncluding : declaration
  }

  private static func makeDeclaration(prices: VATBasis) -> ConnectorDeclaration {
    ConnectorDeclaration(
      name: "bigcommerce", title: "BigCommerce", settings: settings,
      entities: [products(prices), inventory, categories, brands, customers, orders(prices)]
        + StoreList.lists.map(\.entity),
      wholeMax: ConnectorDeclaration.jsonWholeMax)
  }

  private static let settings: [ConnectorSetting] = [
    ConnectorSetting(
      "url", .url, meaning: "The API address of the store: https://api.bigcommerce.com/stores/ and its hash.",
      environment: "BIGCOMMERCE_URL"),
    ConnectorSetting(
      "token", .secret, meaning: "The access token of an API account of the store.", environment: "BIGCOMMERCE_TOKEN"),
    ConnectorSetting(
      "prices", .oneOf(["incl", "excl"]),
      meaning: "Whether the store's prices are entered with or without VAT; compared with the store when a run starts."),
    ConnectorSetting(
      "timeout", .duration, meaning: "How long an answer is waited for.", standard: "60s"),
    ConnectorSetting(
      "settle", .duration, meaning: "How long an unclear outcome is left alone before it is looked up.",
      standard: "60s"),
    ConnectorSetting(
      "attempts", .whole, meaning: "How often a request is sent before it counts as failed.", standard: "5"),
    .authorities,
  ]

  private static func products(_ prices: VATBasis) -> Entity {
    Entity(
      "products", meaning: "Products with variants, options, modifiers, custom fields, metafields and brand.",
      record: ProductSchema.record(prices: prices), key: "id",
      reading: Entity.Reading(changes: true),
      finding: [
        Entity.Finding(["sku"], ignoresCase: true, isUnique: true),
        Entity.Finding(["id"], isUnique: true),
        Entity.Finding(["name"], ignoresCase: true, isUnique: true),
        Entity.Finding(["upc"], isUnique: false),
        Entity.Finding(["mpn"], isUnique: false),
      ],
      writing: Entity.Writing(
        canCreate: true, canUpdate: true, effect: .create(naturalKey: "sku"), hiding: ["is_visible": "false"],
        canDelete: true,
        matchedLists: [
          Entity.MatchedList(
            "variants", matchFields: ["sku"], ignoresCase: true, hiding: ["purchasing_disabled": "true"],
            canDelete: true)
        ]),
      limits: [
        "Pictures are not carried.",
        "A change of custom fields, metafields, options or modifiers alone does not count as a change of the product; "
          + "a full read sees it.",
        "Options of a variant that is there can't be changed.",
        "Options are made with the variants that have them; modifiers are read, never written.",
        "Metafields are those of the connection's own API account, and what others have opened to it.",
        "A deleted product takes its variants and its own texts with it; the shop can't bring it back.",
      ], subject: .products)
  }

  private static let inventory = Entity(
    "inventory", meaning: "Stock levels by SKU, of products and of variants.", record: InventorySchema.record,
    key: "sku", reading: Entity.Reading(changes: false),
    finding: [
      Entity.Finding(["sku"], ignoresCase: true, isUnique: true),
      Entity.Finding(["sku", "location_id"], ignoresCase: true, isUnique: true),
    ],
    writing: Entity.Writing(canCreate: false, canUpdate: true, effect: .absolute),
    limits: [
      "What has no SKU has no record here.",
      "Without location_id the default location, 1, is read and written.",
      "A level is applied a moment after it was accepted; a read straight after may show the old one.",
    ], subject: .stock
  )
  .sharing("sku", with: "products", "sku")
  .sharing("sku", with: "products", "variants.sku")
  .sharing("inventory_tracking", with: "products", "inventory_tracking")
  .sharing("inventory_level", with: "products", "inventory_level")
  .sharing("inventory_level", with: "products", "variants.inventory_level")

  private static let categories = Entity(
    "categories", meaning: "The category tree; parents are read before their children.",
    record: CategorySchema.record, key: "category_id", reading: Entity.Reading(changes: false),
    finding: [
      Entity.Finding(["name", "parent_id"], ignoresCase: true, isUnique: true),
      Entity.Finding(["category_id"], isUnique: true),
      Entity.Finding(["name"], ignoresCase: true, isUnique: false),
    ],
    writing: Entity.Writing(
      canCreate: true, canUpdate: true, effect: .create(naturalKey: "name"), hiding: ["is_visible": "false"]),
    limits: [
      "At most 16000 in a store and 8 levels deep.", "Categories have no time of change: all are read each time.",
    ], subject: .categories)

  private static let brands = Entity(
    "brands", meaning: "Brands.", record: BrandSchema.record, key: "id", reading: Entity.Reading(changes: false),
    finding: [
      Entity.Finding(["name"], ignoresCase: true, isUnique: true), Entity.Finding(["id"], isUnique: true),
    ],
    writing: Entity.Writing(canCreate: true, canUpdate: true, effect: .create(naturalKey: "name")),
    limits: ["Brands have no time of change: all are read each time."], subject: .brands)

  private static let customers = Entity(
    "customers", meaning: "Customers with their address books.", record: CustomerSchema.record, key: "id",
    reading: Entity.Reading(changes: true),
    finding: [
      Entity.Finding(["email"], ignoresCase: true, isUnique: false), Entity.Finding(["id"], isUnique: true),
    ],
    writing: Entity.Writing(
      canCreate: true, canUpdate: true, effect: .create(naturalKey: "email"),
      matchedLists: [
        Entity.MatchedList(
          "addresses", matchFields: ["address1", "postal_code", "city"], ignoresCase: true, canDelete: true)
      ]),
    limits: [
      "Guests are no customers; their data stand in the order.",
      "With several storefronts one e-mail address may belong to two customers.",
      "An address that is there already, letter for letter, is not made again.",
    ], subject: .customers)

  private static func orders(_ prices: VATBasis) -> Entity {
    Entity(
      "orders", meaning: "Orders with lines, addresses, coupons, fees, taxes, payments and refunds.",
      record: OrderSchema.record(prices: prices),
      key: "id", reading: Entity.Reading(changes: true, currencyField: "default_currency_code"),
      finding: [
        Entity.Finding(["id"], isUnique: true), Entity.Finding(["external_order_id"], isUnique: false),
      ],
      writing: Entity.Writing(
        canCreate: true, canUpdate: true, effect: .create(naturalKey: "external_order_id")),
      limits: [
        "A new order is known again by its external_order_id; the store itself would take a second one.",
        "Of an order that is there only status, notes and the external number are changed.",
        "A new order is in the store's own currency, mails nobody, and takes the stock of products of the catalogue.",
        "Options of a line are chosen by variant_id; pick-up points and fees of a new order are not written.",
        "What was refunded is read from the refunds themselves: the store's own sum in an order is always 0.",
        "Refunds and payments are read, never made.",
        "Writing the status refunded or cancelled moves no money.",
      ], subject: .orders)
  }
}
